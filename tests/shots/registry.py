"""Pictures of the screens. A file `shot_*.py` beside this one lists its own in `SHOTS`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.ui.theme import Theme


@dataclass(frozen=True)
class Shot:
    """One picture: the name of its mock-up, what makes the window, and its size."""

    name: str
    make: Callable[[Theme], QWidget]
    size: tuple[int, int] = (1366, 768)
    settle: int = 50


def all_shots() -> Iterator[Shot]:
    for path in sorted(Path(__file__).parent.glob("shot_*.py")):
        yield from import_module(f"tests.shots.{path.stem}").SHOTS


def take(app: QApplication, shot: Shot, folder: Path) -> list[Path]:
    """Draw a screen in light and in dark; gives back the two pictures."""
    pictures = []
    for dark in (False, True):
        theme = Theme(dark)
        theme.dress(app)
        window = shot.make(theme)
        window.resize(*shot.size)
        window.show()
        QTest.qWait(shot.settle)
        path = folder / f"{shot.name}_{'dark' if dark else 'light'}.png"
        window.grab().save(str(path))
        pictures.append(path)
        window.close()
        window.deleteLater()
    return pictures
