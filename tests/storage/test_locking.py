"""A lock is held by one at a time, let go by a program that dies, and leaves nothing behind but its empty file."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.storage.locking import FolderLock, Taken

HOLDER = """
import sys
from pathlib import Path
from facilitator.storage.locking import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lock_in_this_program_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    first = FolderLock(tmp_path / ".lock")
    for _ in range(2):
        with pytest.raises(Taken):
            FolderLock(tmp_path / ".lock")
    first.release()
    first.release()
    FolderLock(tmp_path / ".lock").release()


def test_a_lock_of_another_program_is_refused_until_that_program_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / ".lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Taken):
            FolderLock(tmp_path / ".lock")
        holder.kill()
        holder.wait()
        FolderLock(tmp_path / ".lock").release()


def test_the_file_of_a_lock_stays_empty_and_alone(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / ".lock")
    assert [(path.name, path.stat().st_size) for path in tmp_path.iterdir()] == [(".lock", 0)]
    lock.release()
    assert [(path.name, path.stat().st_size) for path in tmp_path.iterdir()] == [(".lock", 0)]
