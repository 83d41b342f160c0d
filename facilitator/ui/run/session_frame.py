"""Where the parts of a session on screen stand: route and parking, question and stream, audience and seats."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import Divider, Panel, SectionHead, paint_ground

if TYPE_CHECKING:
    from facilitator.ui.run.clocks import QuestionHead
    from facilitator.ui.run.session_parts import SessionParts

ENOUGH = 400
"""Lower than this, in px at 100 % type, the entries would be left without a row."""


def left_pane(theme: Theme, view: "SessionParts") -> QWidget:
    """The route with the time used, and the parking lot under it."""
    pane = Panel(theme, flush=True, padding=0, spacing=0)
    pane.setMinimumWidth(200)
    head = SectionHead(theme, view.tr("Question route"))
    head.add(view.used)
    head.row.setContentsMargins(16, 8, 16, 4)
    pane.body.addWidget(head)
    pane.body.addWidget(view.route, 3)
    links = QHBoxLayout()
    links.setContentsMargins(16, 4, 16, 8)
    links.setSpacing(16)
    links.addWidget(view.groups)
    links.addStretch(1)
    links.addWidget(view.end if view.is_live else view.recordings)
    pane.body.addLayout(links)
    pane.body.addWidget(Divider(theme))
    view.parking.setFixedHeight(theme.px(140))
    pane.body.addWidget(view.parking)
    return pane


class CentrePane(QFrame):
    """Where it is too low for all, as in the largest type, the keys under the capture line give way; F1 has them."""

    def __init__(self, theme: Theme, head: "QuestionHead", hint: QWidget) -> None:
        super().__init__()
        self._theme, self._head, self._hint = theme, head, hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < self._theme.px(ENOUGH)
        self._head.make_low(low=low)
        self._hint.setVisible(not low)


def centre_pane(theme: Theme, view: "SessionParts") -> QWidget:
    """The question or the words of a step, the entries, and the capture line at the bottom."""
    pane = CentrePane(theme, view.head, view.hint)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(view.head)
    column.addWidget(view.steps.pane, 3)
    column.addWidget(Divider(theme))
    column.addWidget(view.empty)
    if view.sound is not None:
        column.addWidget(view.sound.gaps)
    column.addWidget(view.stream, 1)
    column.addWidget(view.speakers, 1)
    foot = QWidget()
    paint_ground(foot, "surface")
    below = QVBoxLayout(foot)
    below.setContentsMargins(20, 11, 20, 8)
    below.setSpacing(7)
    below.addWidget(view.line)
    below.addWidget(view.hint)
    column.addWidget(Divider(theme))
    column.addWidget(foot)
    paint_ground(pane, "bg")
    return pane


def right_pane(theme: Theme, view: "SessionParts") -> QWidget:
    """What the audience sees, who sits where, and the recording."""
    pane = Panel(theme, flush=True, padding=16, spacing=14)
    pane.setMinimumWidth(240)
    if view.audience is not None:
        pane.body.addWidget(view.audience)
        pane.body.addWidget(Divider(theme))
    pane.body.addWidget(view.seats, 1)
    if view.sound is not None and view.is_live:
        pane.body.addWidget(Divider(theme))
        pane.body.addWidget(view.sound.pane)
    return pane
