"""Work in the pool answers on the main thread, whatever becomes of it."""

import threading
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from facilitator.domain.errors import UserError
from facilitator.ui.jobs import Cancel, run_job


def test_the_result_comes_back_on_the_main_thread(qtbot: QtBot) -> None:
    heard: list[tuple[Any, bool]] = []

    def work(one: int, other: int) -> tuple[int, bool]:
        return one + other, threading.current_thread() is threading.main_thread()

    job = run_job(
        work,
        2,
        3,
        on_done=lambda result: heard.append((result, threading.current_thread() is threading.main_thread())),
    )
    qtbot.waitUntil(lambda: not job.running)
    assert heard == [((5, False), True)]


@pytest.mark.parametrize("result", [None, True, 0, "", []])
def test_a_result_that_counts_as_nothing_is_still_a_result(qtbot: QtBot, result: object) -> None:
    heard: list[object] = []
    job = run_job(lambda: result, on_done=heard.append)
    qtbot.waitUntil(lambda: not job.running)
    assert heard == [result]


def test_a_failure_that_the_user_can_mend_goes_to_whoever_asked(qtbot: QtBot) -> None:
    heard: list[str] = []

    def work() -> None:
        raise UserError("The file is open in Word. Close it there and export again.")

    job = run_job(work, on_error=lambda error: heard.append(str(error)))
    qtbot.waitUntil(lambda: not job.running)
    assert heard == ["The file is open in Word. Close it there and export again."]


def test_a_bug_reaches_the_excepthook_and_no_callback(qtbot: QtBot) -> None:
    heard: list[object] = []

    def work() -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as raised:
        job = run_job(work, on_done=heard.append, on_error=heard.append)
        qtbot.waitUntil(lambda: not job.running)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert heard == []


def test_progress_comes_in_order_and_before_the_result(qtbot: QtBot) -> None:
    heard: list[object] = []

    def work(progress: Callable[[object], None]) -> str:
        for step in range(5):
            progress(step)
        return "end"

    job = run_job(work, on_progress=heard.append, on_done=heard.append)
    qtbot.waitUntil(lambda: not job.running)
    assert heard == [0, 1, 2, 3, 4, "end"]


def test_a_cancelled_job_stops_and_nobody_hears_of_it(qtbot: QtBot) -> None:
    heard: list[object] = []
    begun, go_on = threading.Event(), threading.Event()
    reached: list[str] = []

    def work(cancel: Cancel) -> None:
        begun.set()
        go_on.wait(5)
        cancel.check()
        reached.append("too far")

    job = run_job(work, cancel=Cancel(), on_done=heard.append, on_error=heard.append)
    assert begun.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not job.running)
    assert heard == []
    assert reached == []


class Listener(QObject):
    """Part of a window that asked for something."""

    heard: ClassVar[list[object]] = []

    def take(self, answer: object) -> None:
        self.heard.append(answer)


@pytest.mark.parametrize("failing", [False, True])
def test_an_answer_that_comes_after_its_window_is_gone_is_told_to_nobody(qtbot: QtBot, failing: bool) -> None:
    Listener.heard.clear()
    closed = threading.Event()

    def work() -> str:
        closed.wait(10)
        if failing:
            raise UserError("There is no such file.")
        return "an answer"

    listener = Listener()
    job = run_job(work, on_done=listener.take, on_error=listener.take)
    shiboken6.delete(listener)
    closed.set()
    qtbot.waitUntil(lambda: not job.running)
    assert Listener.heard == []
