"""Waiting on a machine that others keep busy, which costs nothing when all is well."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

LONGEST_MS = 20_000


class PatientBot(QtBot):
    """As `QtBot`, which gives up after five seconds, a second's work where five others want the processor."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = LONGEST_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = LONGEST_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(self, widget: Any, *, timeout: int = LONGEST_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = LONGEST_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)
