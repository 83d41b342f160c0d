"""What can be done on the page of recordings, with its key."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "run.recordings"


def recordings_actions() -> list[ActionSpec]:
    words = QCoreApplication.translate("Recordings", "Add a recording from another device")
    return [ActionSpec("recordings.add", words, ("Ctrl+Shift+O",), "add", place=PLACE)]
