"""What a key, a click or a drop on the grid does: one call on the service each."""

from typing import Protocol

from PySide6.QtCore import QObject

from facilitator.domain.findings import Quote, Statement, Status
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.grid import GridView
from facilitator.ui.findings.words import CardWords


class Say(Protocol):
    """Puts a sentence into the strip."""

    def __call__(self, sentence: str, *, undoable: bool = False) -> None: ...


class Gestures(QObject):
    """Works on what is chosen in the grid."""

    def __init__(self, desk: FindingsDesk, grid: GridView, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = desk.store
        self._findings = desk.findings
        self._is_closed = desk.is_closed
        self._grid = grid
        self._say = say

    @property
    def statement(self) -> Statement | None:
        """The chosen statement, if it is one."""
        card = self._grid.card
        if card is None or card.on_quote or card.card is None:
            return None
        return self._store.get(Statement, card.item_id)

    @property
    def quote(self) -> Quote | None:
        """The chosen quote, if it is one."""
        card = self._grid.card
        return self._store.get(Quote, card.item_id) if card and card.on_quote else None

    def delete(self) -> None:
        """Del."""
        quote, statement = self.quote, self.statement
        if quote:
            self._findings.delete_quote(quote.id)
            self._say(self.tr("Quote deleted. Its note and its audio stay."), undoable=True)
        elif statement:
            self._findings.delete_statement(statement.id)
            self._say(self.tr("Statement deleted. Its quotes stay under the question."), undoable=True)

    def move(self, step: int) -> None:
        """Alt+Up and Alt+Down."""
        quote, statement = self.quote, self.statement
        if quote:
            self._findings.move(quote, step)
        elif statement:
            self._findings.move(statement, step)

    def release(self) -> None:
        """Ctrl+L: let the chosen item go, or hold it back again."""
        quote, statement = self.quote, self.statement
        if quote and not quote.released and self._is_closed(quote):
            self._say(CardWords(self).closed())
        elif quote:
            self.set_quote_released(not quote.released)
        elif statement:
            self.set_status("checked" if statement.status == "released" else "released")

    def set_status(self, status: Status) -> None:
        """How far the chosen statement has come."""
        statement = self.statement
        if statement is None:
            return
        self._findings.set_status(statement.id, status)
        if (status == "released") != (statement.status == "released"):
            self._say_released(status == "released")

    def set_quote_released(self, on: bool) -> None:
        """The tick of the chosen quote, and its key."""
        if (quote := self.quote) is not None:
            self._findings.set_released(quote.id, on)
            self._say_released(on)

    def _say_released(self, released: bool) -> None:
        """What may now be seen, or no longer, is worth a sentence; where it may be seen stands on the card."""
        done = self.tr("Released.") if released else self.tr("Held back: nobody else sees it now.")
        self._say(done, undoable=True)

    def tick(self) -> None:
        """Space on something without a clip: checked, or not any more."""
        quote, statement = self.quote, self.statement
        if quote:
            self._findings.set_checked(quote.id, not quote.checked)
        elif statement and statement.status != "released":
            self.set_status("draft" if statement.status == "checked" else "checked")

    def rest_on(self, note_id: str) -> None:
        """The idea becomes evidence of the chosen statement."""
        card = self._grid.card
        if card is None or card.card is None:
            self._say(self.tr("Choose the statement that this idea belongs to first."))
            return
        self.drop_note_on_card(note_id, card.card.statement.id)

    def statement_from(self, note_id: str) -> None:
        """A statement of the group that said it, under the question the idea was filed under."""
        self.drop_note(note_id, self._group_of(note_id), self._question_of(note_id))

    def quote_from(self, note_id: str) -> None:
        """A quote of the group that said it."""
        self._findings.quote_from(note_id, self._group_of(note_id), self._question_of(note_id))
        self._say(self.tr("Quote made from the note."), undoable=True)

    def drop_note(self, note_id: str, actor: str, question: str | None) -> None:
        """An idea dropped into a cell."""
        if self._is_of_others(note_id, actor):
            return
        self._findings.statement_from(note_id, actor, question)
        self._say(self.tr("Statement made from the idea."), undoable=True)

    def drop_note_on_card(self, note_id: str, statement_id: str) -> None:
        """An idea dropped on a card."""
        if self._is_of_others(note_id, self._store.need(Statement, statement_id).actor):
            return
        self._findings.rest_on(statement_id, note_id)
        self._say(self.tr("Idea added to the statement."), undoable=True)

    def drop_card(self, statement_id: str, actor: str, question: str | None) -> None:
        """A card dropped into another cell."""
        statement = self._store.need(Statement, statement_id)
        if statement.actor != actor:
            self._say(self.tr("A statement stays with the group that made it."))
        elif statement.question != question:
            self._findings.move_to(statement_id, question)
            self._say(self.tr("Statement filed under another question."), undoable=True)

    def drop_card_on_card(self, moved_id: str, target_id: str) -> None:
        """A card dropped on another: it takes that one's place."""
        moved = self._store.need(Statement, moved_id)
        target = self._store.need(Statement, target_id)
        if (moved.actor, moved.question) != (target.actor, target.question):
            self.drop_card(moved_id, target.actor, target.question)
            return
        row = [s.id for s in self._store.find(Statement, actor=moved.actor, question=moved.question)]
        steps = row.index(target_id) - row.index(moved_id)
        with self._store.change("Move card"):
            for _ in range(abs(steps)):
                self._findings.move(self._store.need(Statement, moved_id), 1 if steps > 0 else -1)

    def _is_of_others(self, note_id: str, actor: str) -> bool:
        """Whether an idea was brought to a group that did not say it, which is told."""
        others = self._group_of(note_id) != actor
        if others:
            self._say(self.tr("An idea stays with the group that said it."))
        return others

    def _group_of(self, note_id: str) -> str:
        return self._store.need(Session, self._store.need(Note, note_id).session).actor

    def _question_of(self, note_id: str) -> str | None:
        """The first question it was filed under; else that of the chosen cell, if its group said it."""
        filed = next(iter(self._store.need(Note, note_id).questions), None)
        cell = self._grid.cell
        return cell.question if filed is None and cell and cell.actor.id == self._group_of(note_id) else filed
