"""What is done from anywhere in a study and has no place in the rail: another copy, the session so far, a scribe."""

from PySide6.QtCore import QObject

from facilitator.settings import SettingsFile
from facilitator.ui import ask
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.main_window import MainWindow


class Errands(QObject):
    """Registers its actions with the window; a page that is not there is not gone to."""

    def __init__(self, window: MainWindow, actions: Actions, settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        merge = ActionSpec("merge", self.tr("Take in another copy"), ("Ctrl+Shift+J",), "copy")
        actions.add(merge, lambda: self._go("prepare.merge"))
        room = self.tr("The session so far: read back, agreement, coverage, rules, debrief")
        actions.add(ActionSpec("room", room, ("Ctrl+Shift+Y",), "list"), lambda: self._go("run.room"))
        sound = ActionSpec("recordings", self.tr("The recordings of a session"), ("Ctrl+Shift+R",), "mic")
        actions.add(sound, lambda: self._go("run.recordings"))
        scribe = ActionSpec("scribe", self.tr("Write along as a scribe on this laptop"), ("Ctrl+Shift+K",), "person")
        actions.add(scribe, self.name_scribe)

    def name_scribe(self) -> None:
        """Asks who writes along here; an empty name makes this the facilitator's laptop again."""
        title, label = self.tr("Write along as a scribe"), self.tr("Your name (empty: no scribe)")
        typed = ask.text(self._window, title, label, self._settings.now.scribe)
        if typed is None:
            return
        name = " ".join(typed.split())
        self._settings.change(scribe=name)
        along = self.tr(
            "What is written in sessions opened from now on is {name}'s. Press Ctrl+F9 on both laptops at once."
        )
        alone = self.tr("This is the facilitator's laptop again.")
        self._window.say(along.format(name=name) if name else alone)

    def _go(self, page: str) -> None:
        if page in self._window.pages:
            self._window.go(page)
