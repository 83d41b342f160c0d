"""`python -m tests.shots [NAME…]` writes pictures of every screen, light and dark, into shots/."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false;qt.qpa.*=false")

from PySide6.QtWidgets import QApplication

from tests.shots.registry import all_shots, take


def main(wanted: list[str]) -> int:
    folder = Path("shots")
    folder.mkdir(exist_ok=True)
    app = QApplication(sys.argv[:1])
    for shot in all_shots():
        if not wanted or any(word in shot.name for word in wanted):
            for path in take(app, shot, folder):
                print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
