"""What was said about the item on screen, and, for the facilitator alone, what other groups said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.people import Person
from facilitator.domain.timecode import local_time
from facilitator.services.walk import Elsewhere, Said
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.words import level_word, one_and_other, reaction_word, short_date, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets import Badge, Button, Divider, FlowLayout, IconButton, IconLabel, Label, Tag

TIME_WIDTH = 72
CHIP_WIDTH = 120


@dataclass(frozen=True)
class SaidData:
    """The rows of both lists."""

    said: Sequence[Said]
    people: Mapping[str, Person]
    started_at: str
    elsewhere: Sequence[Elsewhere] = ()
    actors: Mapping[str, Actor] | None = None
    about: Mapping[str, str] | None = None


class SaidList(QWidget):
    """Rows of time, reaction and words; each can be kept as a quote or removed."""

    quote_requested = Signal(object)
    remove_requested = Signal(object)
    silence_requested = Signal()
    command_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_data(self, data: SaidData, title: str, empty: str) -> None:
        """Build the rows anew."""
        self._clear()
        self.rows = []
        count = len(data.said)
        entries = self.tr("{n} entry") if count == 1 else self.tr("{n} entries")
        self._head(title, entries.format(n=count) if count else "", silence=data.about is None)
        if not data.said:
            self._add(Label(self._theme, empty, "second", "text2", wrap=True), 8)
        for said in data.said:
            self._said_row(said, data)
        if data.elsewhere and data.actors:
            self._column.addSpacing(20)
            self._private_head()
            for other in data.elsewhere:
                self._elsewhere_row(other, data.actors)
        self._column.addStretch(1)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, widget: QWidget, space: int = 0) -> None:
        self._column.addSpacing(space)
        self._column.addWidget(widget)

    def _head(self, title: str, extra: str, *, silence: bool) -> None:
        holder, row = _line()
        row.addWidget(Label(self._theme, title, bold=True))
        row.addWidget(Label(self._theme, extra, "second", "text2"))
        row.addStretch(1)
        if silence:
            commands = QWidget()
            flow = FlowLayout(commands, spacing=8)
            for text, key, act in (
                (self.tr("Correct"), self.tr("C"), lambda: self.command_requested.emit("correct")),
                (self.tr("Not mentioned"), self.tr("M"), lambda: self.command_requested.emit("not_said")),
                (self.tr("Nobody reacts"), "0", self.silence_requested.emit),
            ):
                button = Button(self._theme, text, "quiet", shortcut_text=key)
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.clicked.connect(lambda _on=False, act=act: act())
                flow.addWidget(button)
            holder = BreakingRow(holder, commands, stretched=holder)
        self._add(holder)
        self._add(Divider(self._theme), 2)

    def _private_head(self) -> None:
        holder, row = _line()
        row.addWidget(Label(self._theme, self.tr("Other groups on this statement"), bold=True))
        row.addStretch(1)
        row.addWidget(IconLabel(self._theme, "hidden", "text2", 16))
        row.addWidget(Label(self._theme, self.tr("only you"), "second", "text2"))
        self._add(holder)
        self._add(Divider(self._theme), 2)

    def _said_row(self, said: Said, data: SaidData) -> None:
        holder, row = _line()
        row.setContentsMargins(0, 2, 0, 2)
        first = said.first
        time = local_time(data.started_at, first.at_ms) if data.started_at and first.at_ms is not None else ""
        label = Label(self._theme, time, "second", "text2")
        label.setFixedWidth(self._theme.px(TIME_WIDTH - 8))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        chip = said_chip(said, data.people)
        row.addWidget(self._chip(chip), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(said, data), 1)
        if first.text:
            keep = IconButton(self._theme, "quote", self.tr("Keep these words as a quote"), "Q")
            keep.clicked.connect(lambda: self.quote_requested.emit(said))
            row.addWidget(keep, 0, Qt.AlignmentFlag.AlignTop)
        remove = IconButton(self._theme, "close", self.tr("Remove this reaction"))
        remove.clicked.connect(lambda: self.remove_requested.emit(said))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        holder.setAccessibleName(self.tr("{time}: {chip}. {words}").format(time=time, chip=chip, words=first.text))
        self.rows.append(holder.accessibleName())
        self._add(holder)
        self._add(Divider(self._theme))

    def _words(self, said: Said, data: SaidData) -> QVBoxLayout:
        """The words, under what they are about where that is told."""
        column = QVBoxLayout()
        column.setSpacing(2)
        if data.about is not None:
            about = data.about.get(said.first.id, self.tr("About the whole"))
            column.addWidget(Label(self._theme, about, "small", "text2", wrap=True))
        elif said.first.kind == "not_said":
            column.addWidget(Label(self._theme, self._missed_by(said, data), "small", "text2", wrap=True))
        column.addWidget(Label(self._theme, said.first.text, "feedback", wrap=True))
        return column

    def _missed_by(self, said: Said, data: SaidData) -> str:
        about = said.first.about
        actor = (data.actors or {}).get(about.id) if about else None
        return self.tr("by {group}").format(group=actor.name) if actor else ""

    def _chip(self, text: str) -> QWidget:
        """A chip in a column of its own, so that the words after it line up."""
        tag = Tag(self._theme, text)
        holder, row = _line()
        row.addWidget(tag)
        row.addStretch(1)
        holder.setMinimumWidth(self._theme.px(CHIP_WIDTH - 8))
        return holder

    def _elsewhere_row(self, other: Elsewhere, actors: Mapping[str, Actor]) -> None:
        holder, row = _line()
        row.setContentsMargins(0, 2, 0, 2)
        actor = actors[other.viewer]
        badge = Badge(self._theme, actor.short or actor.name[:1], "group", actor.colour, name=actor.name)
        place, badge_row = _line()
        badge_row.addWidget(badge)
        badge_row.addStretch(1)
        place.setFixedWidth(self._theme.px(TIME_WIDTH - 8))
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        date = Label(self._theme, short_date(other.session.started_at, time=False), "second", "text2")
        date.setMinimumWidth(self._theme.px(CHIP_WIDTH - 8))
        row.addWidget(date, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(self._theme, elsewhere_words(other), "second", wrap=True), 1)
        self._add(holder)


def said_chip(said: Said, people: Mapping[str, Person]) -> str:
    """Such as "Agree, 1 and 4"."""
    who = [_seat(people[speaker]) for speaker in said.speakers if speaker in people]
    word = reaction_word(said.first.kind)
    whom = one_and_other(who) or level_word(said.first.level).lower()
    return tr("{reaction}, {who}").format(reaction=word, who=whom) if whom else word


def elsewhere_words(other: Elsewhere) -> str:
    """What another group made of it: counts, then words."""
    counts = [tr("{n} × {reaction}").format(n=n, reaction=reaction_word(k).lower()) for k, n in other.counts.items()]
    words = [tr("{reaction}: “{words}”").format(reaction=reaction_word(k), words=text) for k, text in other.words]
    return " ".join([", ".join(counts) + ".", *words])


def person_chip(person: Person) -> str:
    """Such as "3 Cedar"; on the private window alone."""
    return tr("{seat} {alias}").format(seat=person.seat, alias=person.alias) if person.seat else person.alias


def _seat(person: Person) -> str:
    return str(person.seat) if person.seat is not None else person.alias


def _line() -> tuple[QWidget, QHBoxLayout]:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return holder, row
