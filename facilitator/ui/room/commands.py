"""What can be done on the page of the room, with its keys."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "run.room"


def room_actions() -> list[ActionSpec]:
    words = (
        ("view_before", _tr("View before"), "Ctrl+PgUp", ""),
        ("next_view", _tr("Next view"), "Ctrl+PgDown", ""),
        ("show_rules", _tr("Show the ground rules to the group"), "Ctrl+Shift+G", ""),
        ("agreement", _tr("Agreement as a document"), "Ctrl+Shift+E", ""),
        ("new_debrief", _tr("Another form of the debrief"), "Ctrl+Enter", ""),
    )
    return [ActionSpec(f"room.{name}", text, (key,), icon, place=PLACE) for name, text, key, icon in words]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Room", text)
