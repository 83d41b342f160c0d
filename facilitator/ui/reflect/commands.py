"""What can be done on the reflect page, with its keys."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "reflect"


def reflect_actions() -> list[ActionSpec]:
    words = (
        ("start", _tr("Start the reflection; record, resume, take the offered microphone"), "F5", "play"),
        ("pause", _tr("Pause the recording"), "Ctrl+F5", "pause"),
        ("notes_only", _tr("Go on with notes only"), "Shift+F5", "note"),
        ("preview", _tr("See the pack as the group"), "Ctrl+Shift+P", "eye"),
        ("labels", _tr("Printed labels"), "Ctrl+Shift+L", "edit"),
        ("copy", _tr("Copy the matrix as a table"), "Ctrl+Shift+C", "copy"),
        ("matrix", _tr("Show the matrix"), "Ctrl+M", "grid"),
        ("coverage", _tr("What is still missing"), "Ctrl+Shift+U", "list"),
        ("end", _tr("End the reflection"), "Ctrl+E", "stop"),
    )
    return [ActionSpec(f"reflect.{name}", text, (key,), icon, place=PLACE) for name, text, key, icon in words]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reflect", text)
