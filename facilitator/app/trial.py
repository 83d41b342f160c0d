"""The window tried out for `self-test`: whether every page of an installed program can be drawn."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from facilitator.app.pages import page_makers
from facilitator.app.program import Program
from facilitator.app.starting import build
from facilitator.domain.errors import UserError


def try_window(home: Path) -> int:
    """Opens the window on the sample study, its files in `home`, and draws every page; says how many there were.

    Whatever goes wrong is raised. Without a screen the window is drawn where nobody sees it.
    """
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & os.environ.keys():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    program = build(qt, home)
    program.open_sample()
    if program.open is None:
        raise UserError("The sample study does not open in the window. Install the program again.")
    drawn = [page for page in page_makers(program.open, program.actions) if _is_drawn(program, page)]
    program.window.close()
    return len(drawn)


def _is_drawn(program: Program, page: str) -> bool:
    program.window.go(page)
    if program.window.grab().toImage().allGray():
        raise UserError(f"The page {page} stays empty. Install the program again.")
    return True
