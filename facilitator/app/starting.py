"""From the door to the event loop: the program is built, its window shown, and bugs are caught."""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator import paths
from facilitator.app.program import Program
from facilitator.services.clock import SystemClock
from facilitator.services.study.studies import Studies
from facilitator.settings import SettingsFile
from facilitator.ui.frame.screen import refuse_without_screen, show_window
from facilitator.ui.jobs import collect_seldom, finish_jobs
from facilitator.ui.theme import STYLE_WORDS

COLLECT_MS = 1_500
"""How long after the window is shown the garbage collector goes to work again."""


def build(qt: QApplication, home: Path | None = None) -> Program:
    """The program with its window, not yet shown; `home` takes the place of the user's own folders."""
    clock = SystemClock()
    config, data = (home / "config", home / "data") if home else (paths.config_dir(), paths.data_dir())
    return Program(qt, SettingsFile(config), Studies(config, data, clock), clock)


def run_window(study: Path | None) -> int:
    """Opens the window on a study, or on the start page; returns the exit code. UserError without a screen."""
    refuse_without_screen(study=study)
    qt = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE_WORDS])
    assert isinstance(qt, QApplication)
    qt.setApplicationName(paths.APP_NAME)
    qt.setDesktopFileName("facilitator")
    program = build(qt)
    sys.excepthook = program.on_exception
    if study is None or not program.open_folder(study):
        program.show_start()
    show_window(program.window, program.settings.now.window)
    QTimer.singleShot(COLLECT_MS, qt, _collect_garbage)
    code = qt.exec()
    finish_jobs()
    return code


def _collect_garbage() -> None:
    """The door has put the collector off; what was made since stays for good and need not be looked through."""
    gc.freeze()
    collect_seldom()
    gc.enable()
