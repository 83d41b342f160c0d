"""The recording of a reflection: the same light, banner and keys as in Run, and a pane in the console."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from facilitator.domain.sessions import Session
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.sound.room_check import permission
from facilitator.ui.recording import RecordingControl
from facilitator.ui.reflect.console import Console
from facilitator.ui.run.check_words import permission_words
from facilitator.ui.run.recording_pane import RecordingPane
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.theme import Theme

PAD = 16


class ReflectionRecording(QObject):
    """Nothing is loaded before the first reflection begins; leaving the console does not end the recording."""

    notice_requested = Signal(str)

    def __init__(
        self, theme: Theme, sound: Callable[[], RunSound], reflecting: Reflecting, console: Console, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sound = sound
        self._reflecting = reflecting
        self._console = console
        self._control: RecordingControl | None = None
        self._warned: set[str] = set()
        self.pane: RecordingPane | None = None

    def watch(self, session: Session) -> None:
        """This reflection goes on; F5 records it."""
        if self._control is None:
            self._control = self._sound().control
            self.pane = self._made_pane(self._control)
        self._control.watch(session, lambda: self._reflecting.elapsed_ms(session))
        self._show()

    def record(self) -> None:
        """F5; who did not agree is named once, and a second F5 says that everybody does now."""
        session = self._session()
        if session is None or self._control is None:
            return
        refused = permission(self._reflecting.people(session))
        if refused.refused and not self._control.is_recording and session.id not in self._warned:
            self._warned.add(session.id)
            self.notice_requested.emit(permission_words(refused))
        else:
            self._control.record()
        self._console.take_keyboard()

    def pause(self) -> None:
        if self._control is not None and self._session() is not None:
            self._control.pause()

    def notes_only(self) -> None:
        if self._control is not None and self._session() is not None:
            self._control.notes_only()

    def forget(self, session_id: str) -> None:
        """The reflection has ended."""
        if self._control is not None:
            self._control.forget(session_id)

    def _session(self) -> Session | None:
        return self._reflecting.session(self._console.session or "")

    def _show(self) -> None:
        control, pane = self._control, self.pane
        if control is None or pane is None:
            return
        words = control.words
        pane.show_state(control.light, control.device, words.short if words else "")
        pane.show_supplies(control.supplies)

    def _made_pane(self, control: RecordingControl) -> RecordingPane:
        pane = RecordingPane(self._theme)
        pane.headphones.hide()  # in a reflection the clips are meant for the room
        pane.setContentsMargins(PAD, 10, PAD, 10)
        self._console.side.body.addWidget(pane)
        control.changed.connect(self._show)
        control.level_heard.connect(pane.show_level)
        control.supplies_changed.connect(pane.show_supplies)
        pane.start_requested.connect(self.record)
        pane.pause_requested.connect(self.pause)
        pane.notes_only_requested.connect(self.notes_only)
        return pane
