"""Pictures of the screens. A file `shot_*.py` beside this one lists its own in `SHOTS`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.ui.theme import Theme


@dataclass(frozen=True)
class Shot:
    """One picture: the name of its mock-up, what makes the window, and its size.

    A window with the property "kept" is left open, to be used again.
    """

    name: str
    make: Callable[[Theme], QWidget]
    size: tuple[int, int] = (1366, 768)
    settle: int = 50


def all_shots() -> list[Shot]:
    """Every picture there is."""
    paths = sorted(Path(__file__).parent.glob("shot_*.py"))
    return [shot for path in paths for shot in import_module(f"tests.shots.{path.stem}").SHOTS]


def take_all(app: QApplication, shots: Sequence[Shot], folder: Path) -> Iterator[Path]:
    """Draw each screen, first all in light and then all in dark; gives back the pictures."""
    for dark in (False, True):
        theme = Theme(dark)
        theme.dress(app)
        for shot in shots:
            yield take(shot, theme, folder)


def take(shot: Shot, theme: Theme, folder: Path) -> Path:
    """Draw one screen."""
    window = shot.make(theme)
    window.resize(*shot.size)
    window.show()
    wait(shot.settle)
    path = folder / f"{shot.name}_{'dark' if theme.dark else 'light'}.png"
    window.grab().save(str(path))
    if not window.property("kept"):
        window.close()
        window.deleteLater()
    return path


def wait(ms: int) -> None:
    """Unlike `QTest.qWait` this leaves time to jobs."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
