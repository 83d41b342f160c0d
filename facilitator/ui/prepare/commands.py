"""The actions of the Prepare page with their keys."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "prepare"


def prepare_actions() -> list[ActionSpec]:
    """What the page can do; the local ones belong to its lists and tables."""
    return [
        ActionSpec("prepare.add_question", _tr("Add a question"), ("Ctrl+Return", "Ctrl+Enter"), "add", place=PLACE),
        ActionSpec("prepare.paste", _tr("Paste or load questions"), ("Ctrl+Shift+V",), "paste", place=PLACE),
        ActionSpec("prepare.word", _tr("Questions from a Word document"), ("Ctrl+Shift+W",), "document", place=PLACE),
        ActionSpec("prepare.bank", _tr("Questions from a bank"), ("Ctrl+Shift+B",), "list", place=PLACE),
        ActionSpec("prepare.add_group", _tr("Add a group"), ("Ctrl+Shift+G",), "people", place=PLACE),
        ActionSpec("prepare.add_other", _tr("Add a team or thing they talk about"), ("Ctrl+Shift+O",), place=PLACE),
        ActionSpec("prepare.add_set", _tr("Add a question set"), ("Ctrl+Shift+Q",), place=PLACE),
        ActionSpec("prepare.add_person", _tr("Add a person"), ("Ctrl+Shift+N",), "person", place=PLACE),
        ActionSpec("prepare.steps", _tr("Welcome, ground rules and closing"), ("Ctrl+Shift+E",), "list", place=PLACE),
        ActionSpec("prepare.session", _tr("Plan a session"), ("Ctrl+Shift+S",), "clock", place=PLACE),
        ActionSpec("prepare.study", _tr("Study details"), ("Ctrl+Shift+I",), "info", place=PLACE),
        ActionSpec("prepare.open", _tr("Open the details"), ("Return",), place=PLACE, local=True),
        ActionSpec("prepare.edit", _tr("Edit in place"), ("F2",), "edit", place=PLACE, local=True),
        ActionSpec("prepare.remove", _tr("Remove (Undo brings it back)"), ("Del",), "remove", place=PLACE, local=True),
        ActionSpec("prepare.tick", _tr("Tick, or turn a consent"), ("Space",), "tick", place=PLACE, local=True),
        ActionSpec("prepare.up", _tr("Move up"), ("Alt+Up",), "arrow_up", place=PLACE, local=True),
        ActionSpec("prepare.down", _tr("Move down"), ("Alt+Down",), "arrow_down", place=PLACE, local=True),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Prepare", text)
