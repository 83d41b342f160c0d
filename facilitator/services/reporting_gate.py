"""Looks once more at a finished document, by another way than the one that made it, before it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.gate import Found, search
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.domain.reactions import Reaction
from facilitator.services.packing import pack_for
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class Checks:
    """What the report page shows before a document leaves.

    `not_permitted` and `withdrawn` are ids of items inside that must not be: both should be empty.
    `found` are real names, aliases and seats in the text; `undecided` are quotes inside that mention
    the recipient; `kept_back` counts entries inside that some group must not see.
    """

    statements: int = 0
    quotes: int = 0
    not_permitted: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    found: Found = field(default_factory=Found)
    undecided: tuple[Quote, ...] = ()
    kept_back: int = 0


def check_document(
    store: Store, names: Mapping[str, str], document: Document, recipient: str | None, seat_word: str
) -> Checks:
    """Everything that is asked of a document; `names` are real names by person id."""
    statements = store.find_in(Statement, "id", document.items)
    quotes = store.find_in(Quote, "id", document.items)
    people = {person.id: person for person in store.find(Person)}
    permitted = _Permitted(store, recipient)
    allowed = {s.id for s in statements if permitted.statement(s)} | {q.id for q in quotes if permitted.quote(q)}
    if recipient is None:
        allowed |= {reaction.id for reaction in store.find_in(Reaction, "id", document.items)}
    inside: list[Statement | Quote] = [*statements, *quotes]
    return Checks(
        statements=len(statements),
        quotes=len(quotes),
        not_permitted=tuple(item for item in document.items if item not in allowed),
        withdrawn=tuple(q.id for q in quotes if q.speaker in people and people[q.speaker].withdrew),
        found=search(document, names.values(), (person.alias for person in people.values()), seat_word),
        undecided=_undecided(store, document, recipient),
        kept_back=sum(bool(each.withheld_from) for each in inside) if recipient is None else 0,
    )


class _Permitted:
    """The plain rule for one item: released, not withheld, and its own words or those the matrix lets it see."""

    def __init__(self, store: Store, recipient: str | None) -> None:
        self._recipient = recipient
        self._visible: set[str | None] = {recipient}
        self._visible.update(dot.shown for dot in store.find(Dot, viewer=recipient))

    def statement(self, statement: Statement) -> bool:
        return statement.status == "released" and self._may_see(statement)

    def quote(self, quote: Quote) -> bool:
        return quote.released and self._may_see(quote)

    def _may_see(self, item: Statement | Quote) -> bool:
        if self._recipient is None:
            return True
        return item.actor in self._visible and self._recipient not in item.withheld_from


def _undecided(store: Store, document: Document, recipient: str | None) -> tuple[Quote, ...]:
    if recipient is None:
        return ()
    inside = set(document.items)
    return tuple(quote for quote in pack_for(store, recipient).to_decide if quote.id in inside)
