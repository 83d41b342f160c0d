"""What the system tells of battery and disk, and being kept awake; with made-up files, programs and kernels."""

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facilitator.services.machine import (
    LinuxPower,
    MacPower,
    ProgramAwake,
    WindowsAwake,
    WindowsPower,
    free_bytes,
    power,
    stay_awake,
)
from facilitator.services.ports import Power, PowerState, StayAwake


def supply(folder: Path, name: str, **facts: str) -> None:
    (folder / name).mkdir(parents=True)
    for key, value in facts.items():
        (folder / name / key).write_text(f"{value}\n", encoding="ascii")


def test_linux_tells_of_a_laptop_on_its_battery(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "BAT0", type="Battery", capacity="40", status="Discharging")
    supply(tmp_path, "BAT1", type="Battery", capacity="81", status="Unknown")
    supply(tmp_path, "mouse", type="Battery", scope="Device", capacity="3")
    assert LinuxPower(tmp_path).state() == PowerState(plugged=False, percent=60)


def test_linux_tells_of_a_laptop_at_the_socket(tmp_path: Path) -> None:
    supply(tmp_path, "BAT0", type="Battery", capacity="40", status="Charging")
    assert LinuxPower(tmp_path).state() == PowerState(plugged=True, percent=40)
    supply(tmp_path, "usb", type="USB", online="1")
    assert LinuxPower(tmp_path).state() == PowerState(plugged=True, percent=40)


def test_a_computer_without_battery_or_that_does_not_tell_has_no_state(tmp_path: Path) -> None:
    assert LinuxPower(tmp_path / "none").state() is None
    supply(tmp_path, "AC", type="Mains", online="1")
    assert LinuxPower(tmp_path).state() is None
    supply(tmp_path, "BAT0", type="Battery")
    assert LinuxPower(tmp_path).state() == PowerState(plugged=True, percent=None)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (
            "Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t95%; charging; 0:30 remaining",
            PowerState(True, 95),
        ),
        ("Now drawing from 'Battery Power'\n -InternalBattery-0\t7%; discharging;", PowerState(False, 7)),
        ("Now drawing from 'AC Power'", None),
        ("", None),
    ],
)
def test_macos_is_asked_through_its_program(said: str, state: PowerState | None) -> None:
    asked: list[list[str]] = []

    def answer(command: list[str]) -> str:
        asked.append(command)
        return said

    assert MacPower(answer).state() == state
    assert asked == [["pmset", "-g", "batt"]]


class Kernel:
    """kernel32 as far as it is used."""

    def __init__(self, line: int = 1, flags: int = 0, percent: int = 50, works: int = 1) -> None:
        self._status = bytes((line, flags, percent, 0))
        self._works = works
        self.wishes: list[int] = []

    def GetSystemPowerStatus(self, status: Any) -> int:
        ctypes.memmove(status, self._status, len(self._status))
        return self._works

    def SetThreadExecutionState(self, wish: int) -> int:
        self.wishes.append(wish)
        return self._works


@pytest.mark.parametrize(
    ("kernel", "state"),
    [
        (Kernel(line=1, percent=80), PowerState(True, 80)),
        (Kernel(line=0, flags=2, percent=20), PowerState(False, 20)),
        (Kernel(line=255, flags=255, percent=255), PowerState(None, None)),
        (Kernel(flags=128), None),
        (Kernel(works=0), None),
    ],
)
def test_windows_is_asked_through_its_kernel(kernel: Kernel, state: PowerState | None) -> None:
    assert WindowsPower(lambda: kernel).state() == state


def test_windows_is_told_to_stay_awake_and_to_sleep_again() -> None:
    kernel = Kernel()
    awake = WindowsAwake(lambda: kernel)
    assert awake.hold("A session is recorded")
    awake.release()
    assert kernel.wishes == [0x80000001, 0x80000000]
    assert not WindowsAwake(lambda: Kernel(works=0)).hold("A session is recorded")


AGREES = "import sys; print('held', flush=True); sys.stdin.read()"


def program(text: str, *words: str) -> list[str]:
    return [sys.executable, "-c", text, *words]


def test_a_program_keeps_the_computer_awake_until_it_is_released() -> None:
    awake = ProgramAwake([program(AGREES)], seconds=10)
    assert awake.hold("A session is recorded")
    process = awake._process
    assert process is not None
    assert process.poll() is None
    assert awake.hold("again")
    assert awake._process is process, "once is enough"
    awake.release()
    assert process.poll() is not None
    awake.release()


def test_what_is_refused_the_first_way_is_asked_for_the_second_way() -> None:
    refused = program("import sys; sys.exit(1)")
    awake = ProgramAwake([["no-such-program"], refused, program(AGREES, "{reason}")], seconds=10)
    assert awake.hold("A session")
    assert awake._process is not None
    assert isinstance(awake._process.args, list)
    assert awake._process.args[-1] == "A session"
    awake.release()
    assert not ProgramAwake([["no-such-program"], refused], seconds=10).hold("A session")


def test_a_program_that_never_answers_is_given_up() -> None:
    awake = ProgramAwake([program("import sys; sys.stdin.read()")], seconds=0.05)
    assert not awake.hold("A session is recorded")
    assert awake._process is None


def test_a_program_that_says_nothing_counts_while_it_runs() -> None:
    awake = ProgramAwake([program("import sys; sys.stdin.read()")], answers=False)
    assert awake.hold("A session is recorded")
    awake.release()


def test_a_crash_lets_the_computer_sleep_again() -> None:
    child = f"""
import os, sys
from facilitator.services.machine import ProgramAwake
awake = ProgramAwake([[sys.executable, "-c", {AGREES!r}]], seconds=10)
assert awake.hold("x")
print(awake._process.pid, flush=True)
os._exit(1)
"""
    done = subprocess.run([sys.executable, "-c", child], stdout=subprocess.PIPE, text=True, timeout=30, check=False)
    pid = int(done.stdout)
    for _ in range(500):
        if not _runs(pid):
            return
        subprocess.run([sys.executable, "-c", ""], check=True)  # a little time
    pytest.fail("the program that keeps the computer awake outlives its parent")


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return False


def test_this_computer_answers_in_some_way(tmp_path: Path) -> None:
    battery: Power = power()
    awake: StayAwake = stay_awake()
    state = battery.state()
    assert state is None or state.percent is None or 0 <= state.percent <= 100
    assert awake.hold("A test is run") in (True, False)
    awake.release()
    free = free_bytes(tmp_path)
    assert free is not None
    assert free > 0
    assert free_bytes(tmp_path / "none") is None
