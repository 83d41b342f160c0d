"""The recording in the frame: its light on every page, its banners, its notices, its keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.ui import ask
from facilitator.ui.actions import ActionSpec
from facilitator.ui.frame.banner import BannerText
from facilitator.ui.main_window import MainWindow
from facilitator.ui.widgets.light import Recording

if TYPE_CHECKING:
    from facilitator.ui.recording import RecordingControl

PLACES = ("prepare", "prepare.merge", "run.room", "findings", "report")
"""Run and Reflect have these keys of their own."""
CHECK_THE_ROOM = "check the room"
"""What Run is asked for instead of a record."""


class FramedRecording:
    """Shows what the recording of the open study does, whichever page is on show."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.control: RecordingControl | None = None
        window.may_close = self.may_leave
        tr = window.tr
        keys: tuple[tuple[str, str, str, Callable[[RecordingControl], None]], ...] = (
            ("record", tr("Resume the recording, or take the offered microphone"), "F5", lambda c: c.record()),
            ("pause", tr("Pause the recording"), "Ctrl+F5", lambda c: c.pause()),
            ("notes_only", tr("Go on with notes only"), "Shift+F5", lambda c: c.notes_only()),
        )
        for place in PLACES:
            for name, text, key, work in keys:
                window.registry.add(
                    ActionSpec(f"recording.{name}.{place}", text, (key,), "mic", place=place), self._doing(work)
                )
        check = ActionSpec("recording.check", tr("Check the room"), ("Ctrl+R",), "mic", place="prepare")
        window.registry.add(check, lambda: window.go("run", CHECK_THE_ROOM))

    def show(self, control: "RecordingControl") -> None:
        """From now on this one is shown."""
        self.control = control
        control.changed.connect(self._show_light)
        control.ticked.connect(self._show_light)
        control.banner_changed.connect(self._show_banner)
        control.notice_requested.connect(self._window.say)
        self._show_light()

    def forget(self) -> None:
        """The study is closed, and nothing is recorded any more."""
        self.control = None
        self._window.set_recording(Recording.NONE)
        for cause in ("recording", "disk", "battery", "loud"):
            self._window.clear_banner(cause)

    def may_leave(self) -> bool:
        """Asks, where a session is being recorded, before the study or the window is closed."""
        if self.control is None or not self.control.is_recording:
            return True
        tr = self._window.tr
        return ask.confirm(
            self._window,
            tr("A session is being recorded."),
            tr("What was recorded is safe. If you close now, the rest of the session has no sound."),
            tr("Close all the same"),
            tr("Go on recording"),
        )

    def _doing(self, work: "Callable[[RecordingControl], None]") -> Callable[[], None]:
        def run() -> None:
            if self.control is None:
                self._window.say(self._window.tr("No session is under way. Start one in Run."))
            else:
                work(self.control)

        return run

    def _show_light(self) -> None:
        if self.control is not None:
            self._window.set_recording(self.control.light, self.control.elapsed)

    def _show_banner(self, cause: str, what: BannerText | None) -> None:
        if what is None:
            self._window.clear_banner(cause)
        else:
            self._window.show_banner(what.text, what.detail, what.actions, icon=what.icon, cause=cause)
