"""What was said about the item on screen, and, for the facilitator alone, what other groups said of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.people import Person
from facilitator.domain.timecode import local_time
from facilitator.services.reflection.walk import Elsewhere, Said
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.words import level_word, one_and_other, reaction_word, short_date, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider
from facilitator.ui.widgets.tag import Tag

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
        self._shown: list[tuple[str, QWidget]] = []
        self._title = Label(theme, "", bold=True)
        self._count = Label(theme, "", "second", "text2")
        self._buttons = self._new_buttons()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        words, row = _line()
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        head = BreakingRow(words, self._buttons, stretched=words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addSpacing(2)
        column.addWidget(Divider(theme))
        column.addLayout(self._rows)
        column.addStretch(1)

    @property
    def rows(self) -> list[str]:
        """What was said, as a screen reader tells it."""
        return [widget.accessibleName() for key, widget in self._shown if key.startswith("said")]

    def show_data(self, data: SaidData, title: str, empty: str) -> None:
        """Rows that stay are not made again: in a session each key adds one to many."""
        count = len(data.said)
        entries = self.tr("{n} entry") if count == 1 else self.tr("{n} entries")
        self._title.setText(title)
        self._count.setText(entries.format(n=count) if count else "")
        self._buttons.setVisible(data.about is None)
        self._show(self._wanted(data, empty))

    def _wanted(self, data: SaidData, empty: str) -> list[tuple[str, Callable[[], QWidget]]]:
        """Each row by a key that says all that is on it, and how it is made."""
        wanted: list[tuple[str, Callable[[], QWidget]]] = []
        if not data.said:
            wanted.append((f"empty {empty}", partial(self._empty, empty)))
        for said in data.said:
            about = (data.about or {}).get(said.first.id, "")
            key = f"said {said} {said_chip(said, data.people)} {about}"
            wanted.append((key, partial(self._said_row, said, data)))
        if data.elsewhere and data.actors:
            wanted.append(("elsewhere", self._private_head))
            wanted += [(f"other {other}", partial(self._elsewhere_row, other, data.actors)) for other in data.elsewhere]
        return wanted

    def _show(self, wanted: list[tuple[str, Callable[[], QWidget]]]) -> None:
        if [key for key, _ in wanted] == [key for key, _ in self._shown]:
            return
        known = dict(self._shown)
        shown = [(key, known.pop(key) if key in known else make()) for key, make in wanted]
        while self._rows.takeAt(0) is not None:
            pass
        for widget in known.values():
            widget.hide()
            widget.deleteLater()
        for _, widget in shown:
            self._rows.addWidget(widget)
        self._shown = shown

    def _new_buttons(self) -> QWidget:
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
        return commands

    def _empty(self, sentence: str) -> QWidget:
        holder, row = _line()
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(Label(self._theme, sentence, "second", "text2", wrap=True))
        return holder

    def _private_head(self) -> QWidget:
        holder, row = _line()
        row.setContentsMargins(0, 20, 0, 0)
        row.addWidget(Label(self._theme, self.tr("Other groups on this statement"), bold=True))
        row.addStretch(1)
        row.addWidget(IconLabel(self._theme, "hidden", "text2", 16))
        row.addWidget(Label(self._theme, self.tr("only you"), "second", "text2"))
        return self._ruled(holder)

    def _ruled(self, line: QWidget) -> QWidget:
        """A line with a rule below it, as one row."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(line)
        column.addWidget(Divider(self._theme))
        holder.setAccessibleName(line.accessibleName())
        return holder

    def _said_row(self, said: Said, data: SaidData) -> QWidget:
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
        if first.text and first.kind != "not_said":
            keep = IconButton(self._theme, "quote", self.tr("Keep these words as a quote"), "Q")
            keep.clicked.connect(lambda: self.quote_requested.emit(said))
            row.addWidget(keep, 0, Qt.AlignmentFlag.AlignTop)
        remove = IconButton(self._theme, "close", self.tr("Remove this reaction"))
        remove.clicked.connect(lambda: self.remove_requested.emit(said))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        holder.setAccessibleName(self.tr("{time}: {chip}. {words}").format(time=time, chip=chip, words=first.text))
        return self._ruled(holder)

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

    def _elsewhere_row(self, other: Elsewhere, actors: Mapping[str, Actor]) -> QWidget:
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
        return holder


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
