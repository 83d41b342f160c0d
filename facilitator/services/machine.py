"""What this computer runs on, how much its disk still takes, and keeping it awake while a group talks.

`power()` and `stay_awake()` choose by system; each class can be given other files or programs, for its tests.
"""

import contextlib
import ctypes
import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from facilitator.services.ports import Power, PowerState, StayAwake

SECONDS: Final = 5
"""A program of the system that takes longer than this is given up."""


def free_bytes(folder: Path) -> int | None:
    """What the disk of a folder still takes; None when the system does not say."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def power() -> Power:
    """The battery of this computer."""
    if sys.platform == "win32":
        return WindowsPower()
    return MacPower() if sys.platform == "darwin" else LinuxPower()


def stay_awake() -> StayAwake:
    """What keeps this computer from sleeping."""
    if sys.platform == "win32":
        return WindowsAwake()
    if sys.platform == "darwin":
        return ProgramAwake([["caffeinate", "-i", "-s", "-w", str(os.getpid())]], answers=False)
    return ProgramAwake([_inhibit("idle:sleep:handle-lid-switch"), _inhibit("idle:sleep")])


def _inhibit(what: str) -> list[str]:
    """Ends by itself, and lets the computer sleep again, when our end of its input is closed; even if we crash."""
    options = [f"--what={what}", "--mode=block", "--who=Facilitator", "--why={reason}"]
    return ["systemd-inhibit", *options, "sh", "-c", "echo held && exec cat"]


class LinuxPower:
    """Reads what the kernel tells of batteries and mains."""

    def __init__(self, folder: Path = Path("/sys/class/power_supply")) -> None:
        self._folder = folder

    def state(self) -> PowerState | None:
        supplies = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        batteries = [each for each in supplies if _told(each, "type") == "Battery" and _told(each, "scope") != "Device"]
        if not batteries:
            return None
        levels = [int(level) for each in batteries if (level := _told(each, "capacity")).isdigit()]
        return PowerState(self._plugged(supplies, batteries), round(sum(levels) / len(levels)) if levels else None)

    def _plugged(self, supplies: list[Path], batteries: list[Path]) -> bool | None:
        mains = [_told(each, "online") for each in supplies if _told(each, "type") in ("Mains", "USB")]
        if any(mains):
            return "1" in mains
        states = {_told(each, "status") for each in batteries} - {"", "Unknown"}
        return "Discharging" not in states if states else None


def _told(supply: Path, name: str) -> str:
    try:
        return (supply / name).read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def output_of(command: list[str]) -> str:
    """What a program of the system says; nothing when it is not there or does not end."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            command, capture_output=True, text=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


class MacPower:
    """Asks `pmset`."""

    def __init__(self, output: Callable[[list[str]], str] = output_of) -> None:
        self._output = output

    def state(self) -> PowerState | None:
        said = self._output(["pmset", "-g", "batt"])
        level = re.search(r"(\d+)%", said)
        if level is None:
            return None
        return PowerState("'AC Power'" in said, int(level[1]))


class _WindowsStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS; 255 stands for what is not known."""

    _fields_ = [
        ("line", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("seconds", ctypes.c_ulong),
        ("full_seconds", ctypes.c_ulong),
    ]


NO_BATTERY: Final = 128
UNKNOWN: Final = 255


def _kernel32() -> Any:
    return ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore] # on Windows only


class WindowsPower:
    """Asks the kernel of Windows."""

    def __init__(self, kernel: Callable[[], Any] = _kernel32) -> None:
        self._kernel = kernel

    def state(self) -> PowerState | None:
        status = _WindowsStatus()
        if not self._kernel().GetSystemPowerStatus(ctypes.byref(status)):
            return None
        if status.flags != UNKNOWN and status.flags & NO_BATTERY:
            return None
        percent = None if status.percent == UNKNOWN else int(status.percent)
        return PowerState(None if status.line == UNKNOWN else status.line == 1, percent)


CONTINUOUS: Final = 0x80000000
SYSTEM_REQUIRED: Final = 0x00000001


class WindowsAwake:
    """Tells Windows that this thread needs the system; so hold and release from the main thread, which stays."""

    def __init__(self, kernel: Callable[[], Any] = _kernel32) -> None:
        self._kernel = kernel

    def hold(self, reason: str) -> bool:  # noqa: ARG002 - Windows does not show it
        return bool(self._kernel().SetThreadExecutionState(CONTINUOUS | SYSTEM_REQUIRED))

    def release(self) -> None:
        self._kernel().SetThreadExecutionState(CONTINUOUS)


class ProgramAwake:
    """A program that keeps the system awake as long as it runs; the first of `commands` that gets leave to.

    `answers`: the program writes a line once it holds; without that a program that still runs counts as agreed.
    """

    def __init__(self, commands: list[list[str]], *, answers: bool = True, seconds: float = 1.0) -> None:
        self._commands, self._answers, self._seconds = commands, answers, seconds
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self, reason: str) -> bool:
        if self._process is not None and self._process.poll() is None:
            return True
        return any(self._begin([word.replace("{reason}", reason) for word in each]) for each in self._commands)

    def release(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            _close(process)

    def _begin(self, command: list[str]) -> bool:
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed words but for the reason, which is one argument
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            return False
        if self._agreed(process):
            self._process = process
            return True
        process.terminate()
        _close(process)
        return False

    def _agreed(self, process: subprocess.Popen[bytes]) -> bool:
        if not self._answers:
            return process.poll() is None
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], self._seconds)
        return bool(ready) and bool(process.stdout.readline())


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(SECONDS)
