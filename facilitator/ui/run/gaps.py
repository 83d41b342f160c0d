"""Spans of the session without sound: how they are called, and how they are drawn between the entries."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.recordings import Gap
from facilitator.domain.timecode import length_text, moment
from facilitator.ui.theme import Theme

HEIGHT, AROUND, STRIPE = 36, 4, 14
QUIET = {"paused": "warn", "notes_only": "plain", "struck": "plain"}
"""Reasons that were wanted; every other one is a loss."""
ICONS = {"paused": "pause", "notes_only": "note", "struck": "remove"}


@dataclass(frozen=True)
class GapLook:
    """What is drawn of a gap; `length` grows while it is open."""

    text: str
    length: str
    tone: str = "rec"
    icon: str = "mic_lost"


class GapWords:
    """Turns gaps into words; times are those of the local clock."""

    def __init__(self, started_at: str) -> None:
        self._started = moment(started_at).timestamp()

    def look(self, gap: Gap, now_ms: int) -> GapLook:
        """How the gap looks at this moment of the session."""
        return GapLook(
            text=self._text(gap),
            length=length_text(self._length(gap, now_ms), _tr("under a second")),
            tone=QUIET.get(gap.reason, "rec"),
            icon=ICONS.get(gap.reason, "mic_lost"),
        )

    def _length(self, gap: Gap, now_ms: int) -> int:
        return max((now_ms if gap.end_ms is None else gap.end_ms) - gap.start_ms, 0)

    def _text(self, gap: Gap) -> str:
        start = self._at(gap.start_ms)
        if gap.end_ms is None:
            return _open_words(gap.reason).format(start=start)
        return _closed_words(gap.reason).format(start=start, end=self._at(gap.end_ms))

    def _at(self, ms: int) -> str:
        return time.strftime("%H:%M:%S", time.localtime(self._started + ms / 1000))


def _open_words(reason: str) -> str:
    words = {
        "paused": _tr("Recording paused from {start}, still open"),
        "notes_only": _tr("Notes only from {start}"),
    }
    return words.get(reason, _tr("Gap in the recording from {start}, still open"))


def _closed_words(reason: str) -> str:
    words = {
        "paused": _tr("Recording paused, {start} to {end}"),
        "notes_only": _tr("Notes only, {start} to {end}"),
        "struck": _tr("Struck, {start} to {end}"),
        "crashed": _tr("Gap in the recording, {start} to {end}: the program was interrupted"),
        "asleep": _tr("Gap in the recording, {start} to {end}: the laptop slept"),
        "full": _tr("Gap in the recording, {start} to {end}: the disk was full"),
        "silent": _tr("Gap in the recording, {start} to {end}: the microphone was silent"),
    }
    return words.get(reason, _tr("Gap in the recording, {start} to {end}"))


def anchored(gaps: Iterable[Gap], times: Sequence[tuple[str, int]]) -> dict[str, list[Gap]]:
    """Each gap under the id of the entry it follows, in the order of the stream; "" for those before the first.

    `times` are ids with session time, in the order of the stream.
    """
    found: dict[str, list[Gap]] = {}
    for gap in sorted(gaps, key=lambda each: (each.start_ms, each.position)):
        before = [note for note, at_ms in times if at_ms < gap.start_ms]
        found.setdefault(before[-1] if before else "", []).append(gap)
    return found


def gap_height(theme: Theme, count: int) -> int:
    """The height in px that gaps take beside an entry."""
    return count * (theme.px(HEIGHT) + 2 * AROUND)


def paint_gap(painter: QPainter, box: QRectF, theme: Theme, look: GapLook) -> None:
    """Draw a gap into a box of `gap_height`: hatched, with its sign, its words and its length."""
    t = theme.tokens
    ground, edge, ink = {
        "rec": (t.rectint, t.rec, t.rec),
        "warn": (t.warntint, t.warnline, t.warn),
    }.get(look.tone, (t.surface, t.strong, t.text2))
    box = box.adjusted(SIDE, AROUND + 0.5, -SIDE, -AROUND - 0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    _hatch(painter, box, ink)
    side = theme.px(18)
    sign = QRectF(box.left() + 12, box.center().y() - side / 2, side, side)
    theme.icons.paint(painter, sign, look.icon, ink)
    painter.setPen(ink)
    painter.setFont(theme.font("body", bold=True))
    metrics = QFontMetricsF(painter.font())
    room = metrics.horizontalAdvance(look.length)
    length = QRectF(box.right() - room - 12, box.top(), room + 1, box.height())
    words = QRectF(sign.right() + 8, box.top(), length.left() - sign.right() - 20, box.height())
    painter.drawText(length, Qt.AlignmentFlag.AlignVCenter, look.length)
    text = metrics.elidedText(look.text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()


SIDE = 12


def _hatch(painter: QPainter, box: QRectF, ink: QColor) -> None:
    stripe = QColor(ink)
    stripe.setAlpha(22)
    path = QPainterPath()
    path.addRoundedRect(box, 4, 4)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(stripe, STRIPE / 2))
    left = box.left() - box.height()
    while left < box.right():
        painter.drawLine(round(left), round(box.bottom()), round(left + box.height()), round(box.top()))
        left += STRIPE
    painter.restore()


class GapList(QWidget):
    """Gaps before anything was written down; later they stand between the entries."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._looks: Sequence[GapLook] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gaps(self, looks: Sequence[GapLook]) -> None:
        if looks == self._looks:
            return
        self._looks = tuple(looks)
        self.setAccessibleName("; ".join(f"{look.text}, {look.length}" for look in looks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, gap_height(self._theme, len(self._looks)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        step = gap_height(self._theme, 1)
        for number, look in enumerate(self._looks):
            paint_gap(painter, QRectF(0, number * step, self.width(), step), self._theme, look)
        painter.end()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
