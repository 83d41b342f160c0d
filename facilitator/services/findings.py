"""Statements and quotes: written from notes, ordered, hung together, checked and released."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement, Status
from facilitator.domain.ids import new_id
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import BarReason, Decision, PackOrder, consent_bar
from facilitator.domain.people import Person
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.services.ideas_left import IdeasLeft
from facilitator.storage.outline import Outline
from facilitator.storage.store import Change, Store

Item = TypeVar("Item", Statement, Quote)
STATUSES: tuple[Status, ...] = ("draft", "checked", "released")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on: ideas, and the different people known to have voiced them."""

    ideas: int
    people: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """A group that the matrix lets see an item, whether it does, and why it cannot if so."""

    actor: Actor
    sees: bool
    barred: BarReason | None = None


class Findings:
    """Each method is one change that undo takes back; ids are those of records in the store."""

    def __init__(self, store: Store, clip_of: Callable[[Note], Clip | None] = lambda _note: None) -> None:
        """`clip_of` tells the clip that an entry taken down live has already."""
        self._store = store
        self._clip_of = clip_of

    # ---- statements

    def add_statement(self, actor: str, question: str | None, text: str, notes: Iterable[str] = ()) -> Statement:
        """A draft statement at the end of its cell; UserError when the text is blank."""
        statement = Statement(new_id(), actor=actor, question=question, text=_said(text), notes=tuple(notes))
        with self._store.change("Add statement") as change:
            return change.add(statement)

    def edit_statement(self, statement_id: str, text: str) -> Statement:
        """New words for a statement; what was already shown keeps its own copy."""
        return self._put("Edit statement", self._statement(statement_id), text=_said(text))

    def set_status(self, statement_id: str, status: Status) -> Statement:
        """Draft, checked with the group, or released to those whom the matrix lets see it."""
        label = {"draft": "Back to draft", "checked": "Tick statement", "released": "Release statement"}
        return self._put(label[status], self._statement(statement_id), status=status)

    def delete_statement(self, statement_id: str) -> None:
        """Removes a statement; its quotes stay under the question and its notes become ideas left.

        UserError when a group has reacted to it.
        """
        statement = self._statement(statement_id)
        self._refuse_reacted(statement)
        with self._store.change("Delete statement") as change:
            for quote in self._store.find(Quote, statement=statement_id):
                change.put(replace(quote, statement=None))
            self._drop(change, statement)

    def rest_on(self, statement_id: str, note_id: str) -> Statement:
        """Adds a note of its group to what a statement rests on; a verbatim one is hung under it as a quote too."""
        statement, note = self._statement(statement_id), self._store.need(Note, note_id)
        self._check_said_by(statement.actor, note)
        with self._store.change("Add evidence") as change:
            if note.kind == "quote" and not self._store.find(Quote, note=note_id):
                change.add(self._quote_of(note, statement.actor, statement.question, statement.id))
            if note_id in statement.notes:
                return statement
            return change.put(replace(statement, notes=(*statement.notes, note_id)))

    def drop_evidence(self, statement_id: str, note_id: str) -> Statement:
        """The statement no longer rests on this note."""
        statement = self._statement(statement_id)
        kept = tuple(note for note in statement.notes if note != note_id)
        return self._put("Remove evidence", statement, notes=kept)

    def statement_from(self, note_id: str, actor: str, question: str | None) -> Statement:
        """A statement that begins with a note's words and rests on it."""
        note = self._store.need(Note, note_id)
        with self._store.change("Make statement"):
            statement = self.add_statement(actor, question, note.text)
            return self.rest_on(statement.id, note_id)

    def _check_said_by(self, actor: str, note: Note) -> None:
        """Else words would pass as another group's, with what that group lets others see."""
        session = self._store.get(Session, note.session)
        if session is not None and session.actor != actor:
            raise UserError("An idea stays with the group that said it. Choose a card or a cell of that group.")

    # ---- quotes

    def add_quote(self, actor: str, question: str | None, text: str, statement: str | None = None) -> Quote:
        """A quote not yet released; UserError when the text is blank."""
        quote = Quote(new_id(), actor=actor, question=question, text=_said(text), statement=statement)
        with self._store.change("Add quote") as change:
            return change.add(quote)

    def quote_from(self, note_id: str, actor: str, question: str | None) -> Quote:
        """A quote made of a verbatim note, with its speaker and session."""
        note = self._store.need(Note, note_id)
        self._check_said_by(actor, note)
        with self._store.change("Make quote") as change:
            return change.add(self._quote_of(note, actor, question, None))

    def edit_quote(self, quote_id: str, text: str) -> Quote:
        """New words for a quote; words that changed are no longer checked against the audio."""
        quote = self._quote(quote_id)
        same = quote.text == _said(text)
        return self._put("Edit quote", quote, text=_said(text), checked=quote.checked and same)

    def hang(self, quote_id: str, statement_id: str | None) -> Quote:
        """Hangs a quote under a statement of its group, or under the question alone (None)."""
        quote = self._quote(quote_id)
        if statement_id is None:
            return self._put("Unhang quote", quote, statement=None)
        statement = self._statement(statement_id)
        if statement.actor != quote.actor:
            raise UserError("A quote stays with the group that said it. Choose one of its statements.")
        return self._put("Hang quote", quote, statement=statement_id, question=statement.question)

    def set_released(self, quote_id: str, released: bool) -> Quote:
        """Lets a quote go to those whom the matrix lets see it, or takes that back."""
        label = "Release quote" if released else "Hold quote back"
        return self._put(label, self._quote(quote_id), released=released)

    def set_checked(self, quote_id: str, checked: bool) -> Quote:
        """Whether the words were compared with the audio."""
        label = "Tick quote" if checked else "Untick quote"
        return self._put(label, self._quote(quote_id), checked=checked)

    def set_speaker(self, quote_id: str, person_id: str | None) -> Quote:
        """Who said it; None for unknown."""
        return self._put("Set speaker", self._quote(quote_id), speaker=person_id)

    def set_language(self, quote_id: str, tag: str) -> Quote:
        """The language it was spoken in, as a BCP 47 tag; "" for that of the study."""
        return self._put("Set language", self._quote(quote_id), language=tag)

    def attach_clip(self, quote_id: str, clip: Clip | None) -> Quote:
        """The span of audio in which the quote is heard; None takes it off."""
        if clip is not None and not 0 <= clip.start_ms < clip.end_ms:
            raise UserError("The clip must end after it starts. Set its in and out points again.")
        label = "Attach clip" if clip else "Remove clip"
        return self._put(label, self._quote(quote_id), clip=clip)

    def edit_clip(self, quote_id: str, clip: Clip, label: str) -> Quote:
        """The clip of a quote as it was edited; `label` is what undo calls it. No change, no step of undo."""
        quote = self._quote(quote_id)
        return quote if quote.clip == clip else self._put(label, quote, clip=clip)

    def delete_quote(self, quote_id: str) -> None:
        """Removes a quote; its note and its audio stay. UserError when a group has reacted to it."""
        quote = self._quote(quote_id)
        self._refuse_reacted(quote)
        with self._store.change("Delete quote") as change:
            self._drop(change, quote)

    # ---- both

    def withhold(self, item: Item, viewer: str, withheld: bool) -> Item:
        """Keeps an item from one viewer although the matrix would let it see it, or lets it go."""
        kept_from: tuple[str, ...] = tuple(actor for actor in item.withheld_from if actor != viewer)
        label = "Withhold from one group" if withheld else "Release to one group"
        return self._put(label, item, withheld_from=(*kept_from, viewer) if withheld else kept_from)

    def move(self, item: Item, step: int) -> Item:
        """One place up (-1) or down (+1) among its neighbours; at the end nothing happens."""
        row = self._neighbours(item)
        at = [each.id for each in row].index(item.id)
        if not 0 <= at + step < len(row):
            return item
        position = _between([each.position for each in row], at, step)
        if position not in {each.position for each in row}:
            return self._put("Move card", item, position=position)
        row.insert(at + step, row.pop(at))
        return self._spread(row, item.id)

    def _spread(self, row: list[Item], moved: str) -> Item:
        """Gives a row whose positions have run together whole steps again; returns the moved item."""
        first = min(item.position for item in row)
        with self._store.change("Move card") as change:
            put = [change.put(replace(item, position=first + at)) for at, item in enumerate(row)]
        return next(item for item in put if item.id == moved)

    def move_to(self, statement_id: str, question: str | None) -> Statement:
        """Files a statement, with its quotes, at the end of another question of its group."""
        statement = self._statement(statement_id)
        with self._store.change("Move statement") as change:
            for quote in self._store.find(Quote, statement=statement_id):
                change.put(replace(quote, question=question))
            change.delete(statement)  # to come again at the end
            return change.add(replace(statement, question=question))

    def viewers(self, item: Statement | Quote) -> list[Viewer]:
        """The groups the matrix shows this item to, in screen order, and what keeps it from them."""
        barred = self.consent_bar(item) if isinstance(item, Quote) else None
        dots = self._store.find(Dot, shown=item.actor)
        actors = self._store.find_in(Actor, "id", [dot.viewer for dot in dots])
        given = item.released if isinstance(item, Quote) else item.status == "released"
        return [Viewer(a, given and barred is None and a.id not in item.withheld_from, barred) for a in actors]

    def consent_bar(self, quote: Quote) -> BarReason | None:
        """Why consent keeps a quote from other groups, or None."""
        people = self._store.find(Person, actor=quote.actor)
        refusing = {person.actor for person in people if person.refused_groups}
        return consent_bar(quote, {person.id: person for person in people}, refusing)

    def evidence(self, statement: Statement) -> Evidence:
        """How many ideas and how many known people a statement rests on."""
        notes = self._store.find_in(Note, "id", statement.notes)
        return Evidence(len(notes), len({note.speaker for note in notes if note.speaker}))

    def ideas_left(self, actor: str | None = None) -> list[Note]:
        """Ideas and verbatim notes (of one group) on which nothing rests yet, in order of time."""
        return IdeasLeft(self._store).of(actor)

    def _refuse_reacted(self, item: Statement | Quote) -> None:
        about = [reaction.about for reaction in Outline(self._store).naming(Reaction, "about", item.id)]
        if any(each is not None and each.id == item.id for each in about):
            raise UserError("This entry stays: a group has reacted to it. Hold it back instead.")

    def _drop(self, change: Change, item: Statement | Quote) -> None:
        """Removes an entry with its places in packs and what was decided about it."""
        for decision in self._store.find(Decision, item=item.id):
            change.delete(decision)
        for order in Outline(self._store).naming(PackOrder, "items", item.id):
            if item.id in order.items:
                change.put(replace(order, items=tuple(each for each in order.items if each != item.id)))
        change.delete(item)

    def _neighbours(self, item: Item) -> list[Item]:
        found: list[Item]
        if isinstance(item, Quote):
            found = self._store.find(Quote, actor=item.actor, question=item.question, statement=item.statement)
        else:
            found = self._store.find(Statement, actor=item.actor, question=item.question)
        return found

    def _quote_of(self, note: Note, actor: str, question: str | None, statement: str | None) -> Quote:
        return Quote(
            new_id(),
            actor=actor,
            question=question,
            text=note.text,
            statement=statement,
            speaker=note.speaker,
            session=note.session,
            note=note.id,
            clip=self._clip_of(note),
        )

    def _put(self, label: str, item: Item, **changed: object) -> Item:
        with self._store.change(label) as change:
            return change.put(replace(item, **changed))  # type: ignore[arg-type]

    def _statement(self, statement_id: str) -> Statement:
        return self._store.need(Statement, statement_id)

    def _quote(self, quote_id: str) -> Quote:
        return self._store.need(Quote, quote_id)


def _said(text: str) -> str:
    """The text without outer blanks; UserError when nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise UserError("There are no words yet. Type the sentence, then press Enter.")
    return stripped


def _between(positions: Sequence[float], at: int, step: int) -> float:
    """A position just past the neighbour in the direction of `step`."""
    beside, beyond = at + step, at + 2 * step
    if 0 <= beyond < len(positions):
        return (positions[beside] + positions[beyond]) / 2
    return positions[beside] + step
