"""The whole program on its copy of the sample study, a picture for each step."""

from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QApplication, QWidget

from facilitator.app import build
from facilitator.settings import SettingsFile
from facilitator.ui.theme import Theme
from tests.shots.registry import Shot

STEPS = ("start", "prepare", "run", "findings", "reflect", "report")


def program(theme: Theme, step: str) -> QWidget:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    home = Path(mkdtemp(prefix="shots-"))
    for kind in ("config", "data"):
        (home / kind).mkdir()
    SettingsFile(home / "config").change(dark=theme.dark)
    made = build(qt, home)
    made.open_sample()
    if step == "start":
        made.show_start()
    elif step in made.window.pages:
        made.window.go(step)
    made.window.setProperty("program", made)  # lives as long as its window
    return made.window


SHOTS = [Shot(f"program_{step}", partial(program, step=step), settle=200) for step in STEPS]
