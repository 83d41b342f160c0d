"""Qt is loaded by a process of its own each time, since it can be loaded only once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import builtins, sys
from pathlib import Path

compiled, compiling = [], builtins.compile

def counted(source, filename, *more, **options):
    compiled.append(str(filename))
    return compiling(source, filename, *more, **options)

builtins.compile = counted
from facilitator.qt_start import load_qt

load_qt(Path(sys.argv[1]))
assert builtins.compile is counted, "the compiler of all others was not put back"
from PySide6.QtCore import QLocale
assert QLocale("de").toString(1.5) == "1,5"
import facilitator.ui.page  # what is imported later finds Qt's names as ever
print(sum(name.startswith(("signature_bootstrap", "shibokensupport/")) for name in compiled))
"""


def start(cache: Path) -> int:
    """How many modules that PySide6 carries had to be compiled for a start."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", START, str(cache)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


def kept_in(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_a_second_start_compiles_nothing_of_what_qt_carries(tmp_path: Path) -> None:
    assert start(tmp_path / "cache") > 5
    assert start(tmp_path / "cache") == 0


@pytest.mark.parametrize("spoilt", ["cut short", "another byte", "empty", "of another Python"])
def test_spoilt_code_is_not_run_but_made_again(tmp_path: Path, spoilt: str) -> None:
    needed = start(tmp_path)
    file = kept_in(tmp_path)
    whole = file.read_bytes()
    middle = len(whole) // 2
    another = bytes([whole[middle] ^ 1])
    file.write_bytes(
        {
            "cut short": whole[:middle],
            "another byte": whole[:middle] + another + whole[middle + 1 :],
            "empty": b"",
            "of another Python": b"\0\0\r\n" + whole[4:],
        }[spoilt]
    )

    assert start(tmp_path) == needed
    assert start(tmp_path) == 0


def test_where_nothing_can_be_kept_each_start_is_as_the_first(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")

    assert start(in_the_way) == start(in_the_way) > 5
    assert in_the_way.read_text() == "a file where the folder should be"
