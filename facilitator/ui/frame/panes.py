"""F6: from pane to pane, each remembering where it was left."""

from collections.abc import Callable, Sequence
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from facilitator.ui.page import Page


class PaneRing:
    """Goes round the panes that a window names, in its reading order."""

    def __init__(self, panes: Callable[[], Sequence[QWidget]]) -> None:
        self._panes = panes
        self._last: WeakKeyDictionary[QWidget, ref[QWidget]] = WeakKeyDictionary()

    def step(self, by: int) -> QWidget | None:
        """Give the keyboard to the next pane (or the one before); gives back the pane reached."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
        here = self._here(panes)
        for distance in range(1, len(panes) + 1):
            pane = panes[(here + by * distance) % len(panes)]
            if self._enter(pane):
                return pane
        return None

    def _here(self, panes: Sequence[QWidget]) -> int:
        focus = QApplication.focusWidget()
        for index, pane in enumerate(panes):
            if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
                self._last[pane] = ref(focus)
                return index
        return -1

    def _enter(self, pane: QWidget) -> bool:
        known = self._last.get(pane)
        target = known() if known is not None else None
        if target is None or not isValid(target) or not can_focus(target):
            target = first_stop(pane)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if not isValid(target) or not target.isVisible():  # what was left has saved, and the pane was built anew
            target = first_stop(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
        return True


def follow_keyboard(tell: Callable[[QWidget | None, QWidget | None], None]) -> None:
    """Tells what had the keyboard and what has it now, whenever it moves; a method is told while its widget lives."""
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    running.focusChanged.connect(tell)


def first_stop(pane: QWidget) -> QWidget | None:
    """What the pane names by `main_stop`, else itself, else the first widget in it that takes the keyboard."""
    wanted = getattr(pane, "main_stop", None)
    stop: QWidget | None = wanted() if callable(wanted) else None
    if stop is not None and can_focus(stop):
        return stop
    if can_focus(pane):
        return pane
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget) and can_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def focus_first(page: Page) -> None:
    """Give the keyboard back to a page: to its first pane, or to its first stop."""
    for place in (*page.panes(), page):
        stop = first_stop(place)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def can_focus(widget: QWidget) -> bool:
    """Whether Tab could bring the keyboard to it now."""
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and widget.isVisible()


def leave_by_tab(around: QWidget, *, forward: bool) -> bool:
    """The keyboard goes to what comes after all that lies in a widget, or before it; False where there is nothing."""
    widget: QWidget | None = around
    while widget is not None:
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is around:
            return False
        if widget is not None and not around.isAncestorOf(widget) and can_focus(widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
            return True
    return False
