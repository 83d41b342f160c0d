"""What goes on beside the work in an open study; nobody waits for it, and no start needs it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from facilitator.app.opened import OpenStudy
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.sessions import Session
from facilitator.services.clock import Clock
from facilitator.services.study.studies import Studies
from facilitator.ui.jobs import run_job
from facilitator.ui.main_window import MainWindow
from facilitator.ui.waiting import WaitingCount

SETTLED_MS = 1_200
"""How long the first back-up and the list of studies wait still, so that they do not keep the window."""
TICK_MS, KEEP_UP_MS = 60_000, 1_000
"""How often a back-up may be due, and how long after a change the list of studies follows."""


class Upkeep(QObject):
    """Recovers recordings, makes back-ups, keeps the list of studies true, and counts what waits in the packs."""

    def __init__(
        self, window: MainWindow, clock: Clock, studies: Studies, opened: Callable[[], OpenStudy | None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._studies = studies
        self._opened = opened
        self._session_noted = False
        self._waiting = WaitingCount(clock, self)
        self._waiting.counted.connect(lambda number: window.set_waiting("reflect", number))
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._settling = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._keeping_up = QTimer(self, interval=KEEP_UP_MS, singleShot=True)
        self._keeping_up.timeout.connect(self._keep_up)

    def begin(self) -> None:
        """The window is up: recordings that a crash has cut off are looked for at once."""
        if (study := self._opened()) is not None:
            study.completing.run()
            self._settling.start()
            self._ticking.start()

    def stop(self) -> None:
        """The study is about to be closed: nothing reads it any more when this is over."""
        self._ticking.stop()
        self._settling.stop()
        self._keeping_up.stop()
        self._waiting.stop()

    def receive(self, changes: Changes) -> None:
        """Follows what was changed in the study."""
        self._waiting.receive(changes)
        if changes.touches(Session):
            self._note_session()
        if self._studies.tells(changes) and not self._keeping_up.isActive():
            self._keeping_up.start()

    def _note_session(self) -> None:
        """The start page finds a session that a crash has cut off by what is remembered from its beginning."""
        if (study := self._opened()) is not None and study.session_runs() != self._session_noted:
            self._session_noted = not self._session_noted
            self._studies.recent.remember(study.folder)

    def _keep_up(self) -> None:
        """The list of studies shows groups and progress also of one that is killed before it is closed."""
        if (study := self._opened()) is not None:
            self._studies.recent.keep_up(study.folder)

    def _settle(self) -> None:
        if (study := self._opened()) is not None:
            self._session_noted = study.session_runs()
            self._studies.recent.remember(study.folder)
            self._waiting.watch(study.folder.store)
            self._back_up(study)

    def _tick(self) -> None:
        if (study := self._opened()) is not None and study.backups.due:
            self._back_up(study)

    def _back_up(self, study: OpenStudy) -> None:
        keeper = study.backups

        def failed(error: UserError) -> None:
            keeper.failed()
            self._window.say(str(error), tone="rec")

        run_job(keeper.job(), on_error=failed)
