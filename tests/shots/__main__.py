"""`python -m tests.shots [NAME…]` writes pictures of every screen, light and dark, into shots/.

`--readme` takes only the one that README shows and puts it into docs/.
"""

import os
import sys
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false;qt.qpa.*=false")

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from tests.shots.documents import take_documents
from tests.shots.registry import all_shots, take_all

README, PICTURE = "06_reflect_matrix", Path("docs/screenshot.png")


def main(wanted: list[str]) -> int:
    app = QApplication(sys.argv[:1])
    if "--readme" in wanted:
        with TemporaryDirectory() as away:
            light, *_ = take_all(app, [shot for shot in all_shots() if shot.name == README], Path(away))
            copyfile(light, PICTURE)
        print(PICTURE)
        return 0
    folder = Path("shots")
    folder.mkdir(exist_ok=True)
    chosen = [shot for shot in all_shots() if not wanted or any(word in shot.name for word in wanted)]
    for path in take_all(app, chosen, folder):
        print(path)
    if not wanted or "documents" in wanted:
        for path in take_documents(folder):
            print(path)
    QThreadPool.globalInstance().waitForDone()  # back-ups of the sample
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
