"""Where the files of a recording under way are: people move and remove folders while the program is at work."""

import os
import sys
from io import FileIO
from pathlib import Path
from typing import Final

MOVED: Final = "The folder of the recording was moved to {place}. Recording goes on in it; move it back afterwards."
REMOVED: Final = (
    "The folder of the recording was removed. Recording goes on in a new one; look in the bin for what came before."
)


class Place:
    """The folder, followed wherever it goes, and made anew where it was once it is gone.

    Windows lets nobody move or remove a folder with an open file in it, so there it stays.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = self._first = folder
        self._handle: int | None = None
        self._take_hold()

    def look(self) -> str:
        """A sentence when the folder is not where it was. May raise OSError."""
        if self._handle is None or is_same(self.folder, self._handle):
            return ""
        now = _path_of(self._handle)
        if now is not None and is_same(now, self._handle):
            self.folder = now
            return MOVED.format(place=now)
        self.folder = self._first
        self.folder.mkdir(parents=True, exist_ok=True)
        self.close()
        self._take_hold()
        return REMOVED

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _take_hold(self) -> None:
        if os.name != "nt":
            self._handle = os.open(self.folder, os.O_RDONLY)


def is_same(path: Path, handle: int) -> bool:
    """Whether a path leads to what is open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


def kept_at(path: Path, file: FileIO) -> FileIO:
    """The open file, or a copy of it at this path if it is not there any more; it goes on at its end."""
    if os.name == "nt" or is_same(path, file.fileno()):
        return file
    file.seek(0)
    content = memoryview(file.read())
    copy = path.open("w+b", buffering=0)
    while content:
        content = content[copy.write(content) :]
    file.close()
    return copy


def _path_of(handle: int) -> Path | None:
    """Where the system says that an open folder is; one that was removed is nowhere."""
    try:
        if sys.platform == "darwin":
            import fcntl

            return Path(os.fsdecode(fcntl.fcntl(handle, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
        return Path(f"/proc/self/fd/{handle}").readlink()
    except OSError:
        return None
