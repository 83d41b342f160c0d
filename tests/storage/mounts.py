"""Real small and read-only file systems, where the machine lets a test have them."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, timeout=20, check=False)
    except OSError:
        pytest.skip("no mount program here")
    if done.returncode:
        pytest.skip("mounting needs more rights than this machine gives")


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", folder], capture_output=True, timeout=20, check=False)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of that size at `folder`."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "facilitator-test", str(folder))
    try:
        yield folder
    finally:
        _unmount(folder)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder itself, for a while not writable even for root."""
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,bind,ro", str(folder))
        yield folder
    finally:
        _unmount(folder)


def fill(folder: Path, leave: int = 0) -> Path:
    """Takes all the space there is but `leave` bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    if leave:
        with filler.open("rb+") as file:
            file.truncate(max(filler.stat().st_size - leave, 0))
    return filler
