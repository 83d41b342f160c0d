"""The screen that the window opens on: whether there is one, and how much of it the window takes."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QWidget

from facilitator.domain.errors import UserError

WANTED = QSize(1366, 768)
TITLE_BAR, EDGES = 40, 16
_LOCAL = re.compile(r"(?:unix)?:(\d{1,5})(?:\.\d+)?")


def refuse_without_screen(surroundings: Mapping[str, str] = os.environ, study: Path | None = None) -> None:
    """Raises UserError where no window can be opened, for Qt would end the program without a sentence.

    It looks at Linux only; elsewhere there is always a screen. A study that is not there is told first, since a
    screen would not help.
    """
    missing = _missing(surroundings)
    if missing and study is not None:
        from facilitator.storage.opening import refuse_no_study

        refuse_no_study(study)
    if missing:
        raise UserError(missing)


def _missing(surroundings: Mapping[str, str]) -> str:
    """What a window needs and does not have here, and what to do; "" where one can be opened."""
    if sys.platform != "linux" or surroundings.get("QT_QPA_PLATFORM") or surroundings.get("WAYLAND_DISPLAY"):
        return ""
    display = surroundings.get("DISPLAY", "")
    found = _LOCAL.fullmatch(display)
    if not display or (found and not _answers(int(found[1]))):
        return (
            "There is no screen here to open a window on. Start Facilitator on a desktop; `facilitator demo` does the"
            " main job without a window, and `facilitator --help` lists what else does."
        )
    if not _is_there("libxcb-cursor.so.0"):
        return (
            "A library is missing that windows need here. Install it (Debian, Ubuntu: apt install libxcb-cursor0)"
            " and start Facilitator again."
        )
    return ""


def show_window(window: QWidget, kept: str) -> None:
    """Where it stood last; the first time as it was drawn, or all of a screen that is too small for that."""
    window.resize(WANTED)
    if not window.restoreGeometry(QByteArray.fromBase64(kept.encode())):
        room = window.screen().availableSize()
        if room.width() < WANTED.width() or room.height() < WANTED.height() + TITLE_BAR:
            _fill(window, room)
    window.show()


def _fill(window: QWidget, room: QSize) -> None:
    """All of the screen, in its size from the beginning, since to lay a page out twice takes as long as to paint it."""
    window.setMinimumSize(window.minimumSize().boundedTo((room - QSize(EDGES, TITLE_BAR)).expandedTo(QSize(0, 0))))
    window.winId()  # how wide the frame is, is known once there is a window for the system
    window.resize(room - (window.frameSize() - window.size()))
    window.setWindowState(Qt.WindowState.WindowMaximized)


def _answers(number: int) -> bool:
    """Whether an X server takes connections under this number."""
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers have their sockets
    return any(_connects(address) for address in (f"\0{path}", path))


def _connects(address: str) -> bool:
    import socket  # wanted once in a start, and not at all where Qt draws elsewhere

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        try:
            line.connect(address)
        except OSError:
            return False
    return True


def _is_there(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
