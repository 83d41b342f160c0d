"""When a study is copied: on opening, after a quarter of an hour with changes, and before risky steps."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from facilitator.domain.changes import Changes
from facilitator.services.clock import Clock
from facilitator.storage.backup import backups_in, made_at, make_backup
from facilitator.storage.opening import StudyFolder

EVERY = timedelta(minutes=15)


class BackupKeeper:
    """Says when a back-up is due and gives the work to do; the work is safe on any thread."""

    def __init__(self, study: StudyFolder, clock: Clock) -> None:
        self._database = study.database
        self._folder = study.backups
        self._clock = clock
        self._changed = False
        self._since_ms = clock.monotonic_ms()
        self.stop = study.store.listen(self._on_change)

    @property
    def due(self) -> bool:
        """Whether there are changes that no back-up holds and a quarter of an hour has gone by."""
        elapsed = self._clock.monotonic_ms() - self._since_ms
        return self._changed and elapsed >= EVERY / timedelta(milliseconds=1)

    def job(self) -> Callable[[], Path]:
        """The making of one back-up, for a thread of its own; the quarter of an hour starts again.

        Changes count as saved from here on; call `failed` if the job raises, so that it is tried again.
        """
        self._changed = False
        self._since_ms = self._clock.monotonic_ms()
        database, folder, now = self._database, self._folder, self._clock.now()
        return lambda: make_backup(database, folder, now)

    def make(self) -> Path:
        """A back-up at once, as before a risky step; UserError when it cannot be made."""
        return self.job()()

    def failed(self) -> None:
        """The last job came to nothing: the changes are still to be saved, in another quarter of an hour."""
        self._changed = True

    def newest(self) -> datetime | None:
        """When the newest back-up was made."""
        found = backups_in(self._folder)
        return made_at(found[0]) if found else None

    def _on_change(self, _changes: Changes) -> None:
        self._changed = True
