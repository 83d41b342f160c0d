"""Completing recordings in the background: after a crash by what is on disk, and with their checksums."""

from collections.abc import Callable, Mapping

from facilitator.domain.errors import UserError
from facilitator.services.ports import Recovered, Tracks
from facilitator.services.sound.recovering import Recovering, count_samples, look_into
from facilitator.ui.jobs import Cancel, Job, run_job


class Completing:
    """Works on one study; `under_way` tells the ids of recordings that are not finished because they go on."""

    def __init__(self, recovering: Recovering, tracks: Tracks, under_way: Callable[[], tuple[str, ...]]) -> None:
        self._recovering = recovering
        self._tracks = tracks
        self._under_way = under_way
        self._cancel = Cancel()
        self.job: Job | None = None

    def run(self) -> None:
        """Looks for unfinished recordings; nothing is loaded when there is none."""
        unfinished = self._recovering.unfinished(*self._under_way())
        if unfinished and (self.job is None or not self.job.running):
            self._start(look_into, unfinished, on_done=self._take_over)

    def stop(self) -> None:
        """The study closes: what is under way ends unheard, and the next start goes on with it."""
        self._cancel.cancel()

    def _take_over(self, found: Mapping[str, Recovered]) -> None:
        self._recovering.take_over(found)
        left = [each for each in self._recovering.unfinished(*self._under_way()) if each.recording in found]
        if left:
            self._start(count_samples, left, on_done=self._recovering.keep_checksums)

    def _start(self, work: Callable[..., object], unfinished: object, on_done: Callable[..., None]) -> None:
        self.job = run_job(
            work, self._tracks, unfinished, on_done=on_done, on_error=self._pass_over, cancel=self._cancel
        )

    def _pass_over(self, _error: UserError) -> None:
        """The check of the study tells of it; the next start tries again."""
