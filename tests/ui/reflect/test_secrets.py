"""Whatever is done in the console, nothing that is not released reaches the audience window."""

import ast
import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import facilitator.ui.audience
from facilitator.ui.audience.view import AudienceView
from tests.reflection import SECRET
from tests.ui.reflect.conftest import Room

Key = Qt.Key


def everything_said_by(window: QWidget) -> str:
    """All text that the window, its children or its accessible tree could give away."""
    parts: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        parts += [widget.objectName(), widget.whatsThis(), widget.statusTip(), repr(vars(widget))]
        interface = QAccessible.queryAccessibleInterface(widget)
        parts += [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
    return "\n".join(parts)


def test_no_secret_reaches_the_audience_window(console: Room) -> None:
    window = console.audience.window
    assert window is not None
    seen: list[AudienceView] = []
    console.audience.view_changed.connect(seen.append)
    said: list[str] = []
    console.type("b")
    for _ in range(3):
        console.type("12a")
        console.press(Key.Key_Return)
        QTest.keyClicks(console.console.words.line, f"{SECRET} words")
        QTest.keyClick(console.console.words.line, Key.Key_Return)
        console.type("n")
        QTest.keyClicks(console.console.side.note, f"{SECRET} private")
        QTest.keyClick(console.console.side.note, Key.Key_Return)
        console.type("12m")
        QTest.keyClicks(console.console.words.line, f"{SECRET} missed")
        said.append(everything_said_by(window))
        QTest.keyClick(console.console.words.line, Key.Key_Return)
        console.type("c")
        QTest.keyClicks(console.console.words.line, f"{SECRET} correction")
        QTest.keyClick(console.console.words.line, Key.Key_Escape)
        console.type("*shh q")
        console.player.position_changed.emit(500)
        said.append(everything_said_by(window))
        console.type("bb")
        console.press(Key.Key_Down)
        said.append(everything_said_by(window))
        console.press(Key.Key_Right)
    assert "Delivered is finished." in "\n".join(said)
    assert SECRET not in "\n".join(said)
    assert SECRET not in repr(seen)


def test_no_secret_is_in_the_preview(room: Room) -> None:
    room.actions.trigger("reflect.preview")
    preview = room.page.planning_view.preview
    views = repr(preview._views)
    assert "Delivered is finished." in views
    assert SECRET not in views


def test_a_view_holds_plain_values_only() -> None:
    view = AudienceView("statement", "q", "D", "D said", 1, "s", "k", "f", 0.5, "0:01", "10:00", "line")
    view = dataclasses.replace(view, lines=("one", "two"))
    values = [getattr(view, field.name) for field in dataclasses.fields(view) if field.name != "lines"]
    assert all(isinstance(value, str | int | float) for value in [*values, *view.lines])
    with pytest.raises(dataclasses.FrozenInstanceError):
        view.statement = SECRET  # type: ignore[misc]


def test_the_renderer_knows_nothing_of_studies() -> None:
    folder = Path(facilitator.ui.audience.__file__).parent
    imported: set[str] = set()
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            elif isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
    ours = {name for name in imported if name.startswith("facilitator")}
    assert ours
    assert not {name for name in ours if not name.startswith("facilitator.ui")}
