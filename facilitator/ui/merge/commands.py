"""What can be done on the page where two copies become one, with its keys."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "prepare.merge"


def merge_actions() -> list[ActionSpec]:
    return [
        ActionSpec("merge.choose", _tr("Choose the other copy"), ("Ctrl+Shift+O",), place=PLACE),
        ActionSpec("merge.do", _tr("Take it in"), ("Ctrl+Return",), place=PLACE),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Merge", text)
