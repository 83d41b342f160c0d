"""What a start leaves alone until somebody needs it; in a process of its own, for other tests load it all."""

import os
import subprocess
import sys
from pathlib import Path

from facilitator.services.study.studies import make_sample

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Object
from facilitator.app import build
from facilitator.ui.frame.screen import show_window
from facilitator.ui.theme import STYLE_WORDS

qt = QApplication([*sys.argv[:1], *STYLE_WORDS])
program = build(qt, Path(sys.argv[1]))
program.open_sample()
show_window(program.window, "")
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: qt.exit(0)))
qt.exec()
assert program.window.page.route.table.isVisible()

def names(base):
    return {name for each in type.__subclasses__(base) for name in (each.__name__, *names(each))}

print(*sorted(names(QWidget) & {"QCalendarWidget", "QProgressBar", "QMdiArea", "QLCDNumber"}))
print(*sorted(names(Object) & {"QGradient", "QLinearGradient"}))
print(*[family for family in QFontDatabase.families() if "hosphor" in family])
"""


def told_by(program: str, home: Path, *more: Path) -> str:
    """What a program of its own prints, whose user has no folders but `home`."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FACILITATOR_HOME": str(home.parent)}
    command = [sys.executable, "-c", program, str(home), *map(str, more)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_a_start_loads_no_widgets_and_no_fonts_that_it_does_not_show(tmp_path: Path) -> None:
    widgets, gradients, fonts, *_ = told_by(START, tmp_path / "home").split("\n")
    assert widgets == "", "somebody asked Qt for a widget that it made itself, such as a viewport"
    assert gradients == "", "somebody painted with `fillRect` or made a QBrush of a colour"
    assert fonts == "", "a font was added to those of the program, which makes Qt load all of them again"


OPENED = """
import sys
from pathlib import Path
from facilitator.qt_start import load_qt

load_qt(Path(sys.argv[1], "cache"))
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from facilitator.app import build
from facilitator.ui.frame.screen import show_window

qt = QApplication(sys.argv[:1])
program = build(qt, Path(sys.argv[1]))
assert program.open_folder(Path(sys.argv[2]))
show_window(program.window, "")
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: qt.exit(0)))
qt.exec()
assert program.window.page.route.table.isVisible()
print(*sys.modules)
"""
LATER = (
    "facilitator.audio",
    "facilitator.domain.findings",
    "facilitator.domain.notes",
    "facilitator.domain.packs",
    "facilitator.domain.reactions",
    "facilitator.domain.recordings",
    "facilitator.export",
    "facilitator.services.documents",
    "facilitator.services.reflection",
    "facilitator.services.session",
    "facilitator.storage.interchange.loading",
    "facilitator.ui.findings",
    "facilitator.ui.reflect",
    "facilitator.ui.report",
    "facilitator.ui.run",
    "click",
    "docx",
    "logging",
    "lxml",
    "numpy",
    "sqlite_utils",
)


def test_a_start_loads_nothing_that_only_other_pages_need(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")
    study.close()
    loaded = told_by(OPENED, tmp_path / "home", study.path).split()
    early = [each for each in loaded if any(each == late or each.startswith(late + ".") for late in LATER)]
    assert early == [], (
        "every start waits for what is imported, also for an annotation of a module that loads itself late"
    )
