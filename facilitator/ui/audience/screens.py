"""Which screen the participants look at: never the one the facilitator works on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen


@dataclass(frozen=True)
class ScreenPlace:
    """A screen by name, and where it lies on the desktop."""

    name: str
    area: QRect


def place_of(screen: QScreen) -> ScreenPlace:
    return ScreenPlace(screen.name(), screen.geometry())


def choose_screen(screens: Sequence[ScreenPlace], own: ScreenPlace, remembered: str) -> str | None:
    """The remembered other screen, else the first other one; a screen that mirrors our own does not count."""
    others = [s.name for s in screens if s.name != own.name and not s.area.intersects(own.area)]
    if remembered in others:
        return remembered
    return others[0] if others else None


def screen_named(name: str) -> QScreen | None:
    return next((screen for screen in QGuiApplication.screens() if screen.name() == name), None)
