"""The row of the matrix as it fills: for each shown group how much of it was shown, and what got no reaction."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.reflection.walk import Part
from facilitator.ui.reflect.words import tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.label import ElidedLabel


class RowProgress(QWidget):
    """One line a group, read aloud as a whole; only the facilitator sees it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)
        self.lines: list[str] = []

    def show_parts(self, parts: Sequence[Part], actors: Mapping[str, Actor]) -> None:
        """Bring the lines up to date."""
        if tuple(parts) == self._parts:
            return
        self._parts = tuple(parts)
        while (item := self._column.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        self.lines = []
        for part in parts:
            actor = actors.get(part.actor)
            if actor is not None:
                self._add(part, actor)

    def _add(self, part: Part, actor: Actor) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Badge(self._theme, actor.short or actor.name[:1], "group", actor.colour, name=actor.name))
        words = part_words(part)
        row.addWidget(ElidedLabel(self._theme, words, "second", "text" if part.to_show or part.silent else "text2"), 1)
        spoken = tr("{group}: {words}").format(group=actor.name, words=words)
        holder.setAccessibleName(spoken)
        holder.setToolTip(spoken)
        self.lines.append(spoken)
        self._column.addWidget(holder)


def missing_part(part: Part, actor: Actor) -> str:
    """What of one group was not shown, or got no reaction, as a sentence."""
    sentences = []
    if part.to_show:
        sentences.append(tr("{group}: {n} of its answers not shown."))
    if part.silent:
        sentences.append(tr("{group}: {n} of its answers shown without a reaction."))
    numbers = [number for number in (part.to_show, part.silent) if number]
    return " ".join(s.format(group=actor.name, n=n) for s, n in zip(sentences, numbers, strict=True))


def part_words(part: Part) -> str:
    """Such as "3 of 9 shown, 2 silent": what is shown of a group, and of how much of that nobody said a word."""
    words = tr("{shown} of {steps} shown").format(shown=part.shown, steps=part.steps - part.left_out)
    if part.silent:
        words = tr("{words}, {n} without reaction").format(words=words, n=part.silent)
    if part.left_out:
        words = tr("{words}, {n} left out").format(words=words, n=part.left_out)
    return words
