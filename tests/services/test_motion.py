"""The wish for less movement is read from the system, where it says so."""

import ctypes
from typing import Any

import pytest

from facilitator.services.motion import GNOME, MAC, reduces_motion


class Windows:
    """Answers `SystemParametersInfoW`: whether things move, and whether the question was understood."""

    def __init__(self, moves: bool, understood: bool = True) -> None:
        self._moves, self._understood = moves, understood

    def SystemParametersInfoW(self, _which: int, _size: int, found: Any, _flags: int) -> int:
        ctypes.cast(found, ctypes.POINTER(ctypes.c_int)).contents.value = int(self._moves)
        return int(self._understood)


@pytest.mark.parametrize(
    ("platform", "command", "answer", "still"),
    [
        ("linux", GNOME, "false\n", True),
        ("linux", GNOME, "true\n", False),
        ("linux", GNOME, "", False),
        ("darwin", MAC, "1\n", True),
        ("darwin", MAC, "", False),
    ],
)
def test_a_command_of_the_system_says_it(platform: str, command: list[str], answer: str, still: bool) -> None:
    asked: list[list[str]] = []

    def output(words: list[str]) -> str:
        asked.append(words)
        return answer

    assert reduces_motion(platform, output) is still
    assert asked == [command]


def test_windows_is_asked_by_a_call() -> None:
    assert reduces_motion("win32", user32=lambda: Windows(moves=False))
    assert not reduces_motion("win32", user32=lambda: Windows(moves=True))
    assert not reduces_motion("win32", user32=lambda: Windows(moves=False, understood=False))
