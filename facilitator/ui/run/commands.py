"""The actions of Run by name and key; those that work in the capture line only are listed here, not bound."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "run"


def run_actions() -> list[ActionSpec]:
    """Everything that can be done in Run, in the order of F1."""
    local = dict.fromkeys(("place",), PLACE)
    return [
        ActionSpec(
            "run.start",
            _tr("Start the session; record, resume, take the offered microphone"),
            ("F5",),
            "run",
            place=PLACE,
        ),
        ActionSpec("run.pause", _tr("Pause the recording"), ("Ctrl+F5",), "pause", place=PLACE),
        ActionSpec("run.notes_only", _tr("Go on with notes only"), ("Shift+F5",), "note", place=PLACE),
        ActionSpec("run.check", _tr("Check the room"), ("Ctrl+R",), "mic", place=PLACE),
        ActionSpec("run.play", _tr("Play from 10 s before the entry"), ("Ctrl+J",), "play", place=PLACE),
        ActionSpec("run.back", _tr("Question or step back"), ("F7",), "left", place=PLACE),
        ActionSpec("run.next", _tr("Next question or step"), ("F8",), "right", place=PLACE),
        ActionSpec("run.ending", _tr("Jump to the ending question"), ("Ctrl+E",), place=PLACE),
        ActionSpec("run.speakers", _tr("Put right who said the last ten"), ("F4",), "people", place=PLACE),
        ActionSpec("run.rules", _tr("Write the ground rules, at their step"), ("F3",), "list", place=PLACE),
        ActionSpec("run.show_rules", _tr("Show the ground rules to the group"), ("Ctrl+Shift+G",), place=PLACE),
        ActionSpec("run.moment", _tr("Mark this moment"), ("F9",), "later", place=PLACE),
        ActionSpec("run.common", _tr("Mark a common moment, on both laptops at once"), ("Ctrl+F9",), place=PLACE),
        ActionSpec("run.strike", _tr("Strike the remark: its words and its sound"), ("Ctrl+Shift+X",), place=PLACE),
        ActionSpec("run.seats", _tr("Seats: late, left, swap"), ("Ctrl+Shift+L",), "people", place=PLACE),
        ActionSpec("run.end", _tr("End the session"), ("Ctrl+Shift+E",), "stop", place=PLACE),
        ActionSpec("run.groups", _tr("Show all groups"), ("Ctrl+G",), "people", place=PLACE),
        ActionSpec("run.keep", _tr("Keep the entry"), ("Enter",), local=True, **local),
        ActionSpec("run.finish", _tr("Keep it, to finish from the audio"), ("Ctrl+Enter",), local=True, **local),
        ActionSpec("run.file", _tr("File under question 1 to 9"), ("Ctrl+1",), local=True, **local),
        ActionSpec("run.file_none", _tr("File under no question"), ("Ctrl+0",), local=True, **local),
        ActionSpec("run.file_also", _tr("File under one more question"), ("Ctrl+Shift+1",), local=True, **local),
        ActionSpec("run.edit", _tr("Edit the chosen entry"), ("F2",), "edit", local=True, **local),
        ActionSpec("run.earlier", _tr("Choose the entry before"), ("Ctrl+Up",), local=True, **local),
        ActionSpec("run.later", _tr("Choose the entry after"), ("Ctrl+Down",), local=True, **local),
        ActionSpec("run.up", _tr("Move the entry up"), ("Alt+Up",), local=True, **local),
        ActionSpec("run.down", _tr("Move the entry down"), ("Alt+Down",), local=True, **local),
        ActionSpec("run.remove", _tr("Remove the chosen entry"), ("Del",), "remove", local=True, **local),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
