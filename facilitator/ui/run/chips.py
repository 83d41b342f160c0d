"""The chips at the front of the capture line: who, what kind, under which question."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter

from facilitator.domain.grammar import Head, sign_seats
from facilitator.domain.people import Person
from facilitator.services.session.capture import Draft
from facilitator.ui.run.words import KIND_ICONS, kind_name, sign_words, who_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge

GAP, CHIP, BADGE, ICON = 8, 32, 24, 16


@dataclass(frozen=True)
class Chip:
    """Words on tint, with a seat's circle or a sign before them."""

    text: str
    icon: str = ""
    seat: str = ""
    tone: str = "accent"


class ChipWords:
    """Which chips a draft shows; `numbers` are the places of questions in the route."""

    def __init__(self) -> None:
        self.people: Mapping[int, Person] = {}
        self.numbers: Mapping[str, int] = {}

    def chips(self, draft: Draft, questions: tuple[str, ...], editing_time: str) -> list[Chip]:
        head = draft.head
        if head.sign is not None:
            return [self._sign(head)]
        chips = []
        if draft.note is not None:
            chips.append(Chip(_tr("Editing {time}").format(time=editing_time).strip(), "edit", tone="warn"))
        if head.who is not None:
            chips.append(Chip(self._name(head), seat=who_words(head.who)))
        if head.who is not None or head.kind is not None:
            kind = head.kind or "idea"
            chips.append(Chip(kind_name(kind), KIND_ICONS[kind]))
        chips.append(Chip(self._questions(questions)))
        return chips

    def _sign(self, head: Head) -> Chip:
        seats = sign_seats(head, self.people)
        if head.sign == "again":
            return Chip(_tr("said again {seats}").format(seats=", ".join(map(str, seats))).strip(), "again")
        return Chip(sign_words(head.sign or "nod", len(seats), ", ".join(map(str, seats))))

    def _name(self, head: Head) -> str:
        person = self.people.get(head.who) if isinstance(head.who, int) else None
        if person is not None:
            return person.alias
        if isinstance(head.who, int):
            return _tr("new seat")
        return _tr("several") if head.who == "several" else _tr("unknown")

    def _questions(self, questions: tuple[str, ...]) -> str:
        if not questions:
            return _tr("No question")
        numbers = sorted(self.numbers.get(question, 0) for question in questions)
        return ", ".join(_tr("Q{number}").format(number=number or "?") for number in numbers)


def paint_chip(painter: QPainter, chip: Chip, left: float, height: float, theme: Theme) -> float:
    """Draw a chip in the middle of a line of this height and give back its right edge."""
    ground, ink = (
        (theme.tokens.warntint, theme.tokens.warn) if chip.tone == "warn" else (theme.tokens.tint, theme.tokens.accent)
    )
    side = theme.px(CHIP)
    box = QRectF(left, (height - side) / 2, chip_width(chip, theme), side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    left += GAP
    if chip.seat:
        badge = theme.px(BADGE)
        paint_badge(painter, QRectF(left, (height - badge) / 2, badge, badge), theme, BadgeLook(chip.seat, "seat"))
        left += badge + 6
    if chip.icon:
        icon = theme.px(ICON)
        theme.icons.paint(painter, QRectF(left, (height - icon) / 2, icon, icon), chip.icon, ink)
        left += icon + 6
    painter.setPen(ink)
    painter.setFont(theme.font("body", bold=True))
    painter.drawText(QRectF(left, box.top(), box.right() - left, side), Qt.AlignmentFlag.AlignVCenter, chip.text)
    return box.right()


def chip_width(chip: Chip, theme: Theme) -> float:
    width = theme.width_of(chip.text, "body", bold=True) + 2 * GAP
    if chip.seat:
        width += theme.px(BADGE) + 6
    return width + (theme.px(ICON) + 6 if chip.icon else 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
