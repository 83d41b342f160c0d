"""Time to an interactive window on the sample study, against a bare window with one label."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Measure

ROUNDS = 9

# Interactive means: the window is up and painted, its first page with all that is on it, and the event loop has nothing
# left to do, so that the next key is taken at once. Then the moment is written down; that it was true is checked after.
IDLE = """
import sys, time

def check():
    pass

def watch():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    turn = QApplication.exec

    def until_idle(*_):
        def idle():
            assert any(widget.isVisible() for widget in QApplication.topLevelWidgets())
            print(time.time(), flush=True)
            check()
            QApplication.exit(0)
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, idle))
        return turn()

    QApplication.exec = until_idle
"""
# The whole way from the door, so Qt is loaded where the program loads it; the watch is set in passing.
OURS = (
    IDLE
    + """
def check():
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTableView
    window = next(widget for widget in QApplication.topLevelWidgets() if hasattr(widget, "page"))
    tables = window.page.findChildren(QTableView)
    assert window.page.page_id == "prepare" and all(table.isVisible() and table.model().rowCount() for table in tables)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.keys_panel.isVisible(), "the window does not take keys"

class InPassing:
    def find_spec(self, name, path, target=None):
        if name == "facilitator.app.opened":
            watch()

sys.meta_path.insert(0, InPassing())
sys.argv[0] = "facilitator"
from facilitator.__main__ import main
main()
"""
)
BARE = (
    IDLE
    + """
watch()
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv[:1])
label = QLabel("Facilitator")
label.resize(1366, 768)
label.show()
app.exec()
"""
)


def measures(folder: Path) -> Iterator[Measure]:
    study = folder / "sample.study"
    source = Path(__file__).resolve().parents[2] / "sessions" / "sample" / "study.json"
    subprocess.run([sys.executable, "-m", "facilitator", "import", study, source], check=True, capture_output=True)
    environment = _with_bytecode(folder / "bytecode")
    pairs = [(_seconds(OURS, study, environment), _seconds(BARE, study, environment)) for _ in range(ROUNDS + 1)][1:]
    ours, yardstick = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    yield Measure("an interactive window on the sample ÷ a bare window", ours, yardstick, limit=2.0, aim=1.3)


def _with_bytecode(folder: Path) -> dict[str, str]:
    """As on anybody's machine, modules are compiled once; the first round, which does that, is not counted."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder)}


def _seconds(program: str, study: Path, environment: dict[str, str]) -> float:
    begun = time.time()
    command = [sys.executable, "-c", program, str(study)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60, env=environment)
    return float(run.stdout.split()[-1]) - begun
