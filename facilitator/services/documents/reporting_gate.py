"""Looks once more at a finished document, by another way than the one that made it, before it leaves."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.gate import Found, Place, found_in
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, Pack
from facilitator.domain.people import Person
from facilitator.domain.reactions import Reaction, Reflection
from facilitator.domain.room import Debrief, MemberCheck
from facilitator.domain.sessions import Session
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.store import Store

_ALSO = (MemberCheck, Debrief, Reflection)
"""What documents hold besides statements, quotes, reactions and notes."""
SMALL = 4
"""In a group of so many people or fewer, colleagues know by the words who spoke."""


@dataclass(frozen=True, slots=True)
class Small:
    """A group whose words others read, and in which few took part; `place` stands for just these words."""

    actor: Actor
    place: Place


@dataclass(frozen=True, slots=True)
class Recall:
    """A file of the same document that left before something in it was taken back; `place` stands for just that."""

    export: Export
    place: Place


@dataclass(frozen=True, slots=True)
class Checks:
    """What the report page shows before a document leaves.

    `not_permitted`, `withdrawn` and `no_consent` are ids of items inside that must not be: all should be empty.
    `places` are texts with real names, addresses, aliases or seats that nobody let stay, `found` their words;
    `undecided` are quotes inside that mention the recipient; `kept_back` counts entries inside that some group must
    not see; `small` are groups so small that words inside may give their speakers away. `heard` tell that somebody is
    named in a clip of the hand-out, `unheard` are quotes whose clips somebody should listen to; `recall`
    are files written before that hold what these readers may no longer be given.
    """

    statements: int = 0
    quotes: int = 0
    not_permitted: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    found: Found = field(default_factory=Found)
    undecided: tuple[Quote, ...] = ()
    kept_back: int = 0
    no_consent: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    small: tuple[Small, ...] = ()
    heard: tuple[Place, ...] = ()
    unheard: tuple[Quote, ...] = ()
    recall: tuple[Recall, ...] = ()


def check_document(
    store: Store, gate: Gatekeeper, document: Document, recipient: str | None, more: Iterable[str] = ()
) -> Checks:
    """Everything that is asked of a document; `more` are texts of the file that are in no block of it."""
    items = document.items
    statements = store.find_in(Statement, "id", items)
    quotes = store.find_in(Quote, "id", items)
    reactions = store.find_in(Reaction, "id", items)
    pack = pack_for(store, recipient) if recipient is not None else None
    permitted, consents = _Permitted(store, recipient), _Consents(store, recipient)
    allowed = {s.id for s in statements if permitted.statement(s)} | {q.id for q in quotes if permitted.quote(q)}
    if recipient is None:
        allowed |= {reaction.id for reaction in reactions}
    inside: list[Statement | Quote] = [*statements, *quotes]
    places = gate.places(document, recipient, more)
    return Checks(
        statements=len(statements),
        quotes=len(quotes),
        not_permitted=tuple(item for item in items if item not in allowed),
        withdrawn=tuple(q.id for q in quotes if consents.withdrew(q)),
        found=found_in(places, gate.searcher.names_tried),
        undecided=_undecided(pack, items),
        kept_back=sum(bool(each.withheld_from) for each in inside) if recipient is None else 0,
        no_consent=(
            *(q.id for q in quotes if not consents.withdrew(q) and not consents.allow(q)),
            *(reaction.id for reaction in reactions if not consents.allow_reaction(reaction)),
        ),
        places=places,
        small=_small(store, gate, quotes, recipient),
        recall=tuple(_recall(store, gate, document.name, recipient)),
        **_sound(gate, pack, items),
    )


class _Sound(TypedDict):
    heard: tuple[Place, ...]
    unheard: tuple[Quote, ...]


def _sound(gate: Gatekeeper, pack: Pack | None, items: Collection[str]) -> _Sound:
    """What is to be said of clips that go with a document for a group."""
    if pack is None:
        return {"heard": (), "unheard": ()}
    inside = set(items)
    quotes = [each.quote for each in pack.quotes if each.replay and each.quote.id in inside]
    return {"heard": tuple(gate.heard_besides(quotes, pack.viewer)), "unheard": tuple(gate.unheard(quotes))}


def refuse(whom: str, checks: Checks, allow: Iterable[str] = ()) -> None:
    """Raises UserError with the first reason against `whom`, a document; `allow` are words that may stay."""
    if checks.not_permitted:
        raise UserError(
            f"{whom} would hold entries that are not released for it. Look at their release in Findings and at the "
            "matrix in Reflect."
        )
    if checks.withdrawn:
        raise UserError(f"{whom} would hold words of somebody who withdrew. Take those quotes back in Findings first.")
    if checks.no_consent:
        raise UserError(
            f"{whom} would hold words of somebody who did not agree to that. Take those quotes back in Findings first."
        )
    if checks.undecided:
        said = " ".join(checks.undecided[0].text.split())
        raise UserError(
            f"{whom} holds a quote that mentions its readers: “{said[:60]}”. Decide about it in Reflect or in Report."
        )
    allowed = {word.casefold() for word in allow}
    hits = [hit for place in checks.places for hit in place.hits]
    words = dict.fromkeys(hit.word for hit in hits if hit.kind == "name" or hit.word.casefold() not in allowed)
    whole = list(dict.fromkeys(hit.word for hit in hits if hit.kind == "name"))
    if whole:
        raise UserError(
            f"{whom} holds a real name: {_listed(whole)}. Reword it in Findings, or in Prepare if it stands in a title "
            "or a question."
        )
    if words:
        raise UserError(
            f"{whom} holds what may give somebody away: {_listed(words)}. Say in Report that it may stay, or reword it."
        )


def _listed(words: Iterable[str], most: int = 5) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:most])


def without_undecided(store: Store, document: Document, recipient: str | None) -> Document:
    """The document without quotes that mention its readers and about which nobody has decided yet."""
    pack = pack_for(store, recipient) if recipient is not None else None
    waiting = {quote.id for quote in _undecided(pack, document.items)}
    if not waiting:
        return document
    return replace(document, blocks=tuple(block for block in document.blocks if block.item not in waiting))


def _recall(store: Store, gate: Gatekeeper, document: str, recipient: str | None) -> Iterator[Recall]:
    """Files that were written for the recipient and hold what was taken back since; asked about once each time."""
    if recipient is None:
        return
    for export in store.find(Export, document=document, recipient=recipient):
        gone = outdated(store, recipient, export.items)
        place = Place(f"recall {export.id}", " ".join(sorted(gone)), ())
        if gone and not gate.was_let_stay(recipient, place):
            yield Recall(export, place)


def is_outdated(store: Store, recipient: str | None, items: Collection[str]) -> bool:
    """Whether any of these entries is gone from the study or may no longer be given to the recipient."""
    return bool(outdated(store, recipient, items))


def outdated(store: Store, recipient: str | None, items: Collection[str]) -> set[str]:
    """Those of the entries that are gone from the study or may no longer be given to the recipient."""
    permitted, consents, ids = _Permitted(store, recipient), _Consents(store, recipient), list(items)
    statements, quotes = store.find_in(Statement, "id", ids), store.find_in(Quote, "id", ids)
    reactions, notes = store.find_in(Reaction, "id", ids), store.find_in(Note, "id", ids)
    there = {each.id for found in (statements, quotes, reactions, notes) for each in found}
    gone = {item for item in set(ids) - there if not any(store.get(record, item) for record in _ALSO)}
    may = {q.id: permitted.quote(q) and consents.allow(q) and not consents.withdrew(q) for q in quotes}
    may |= {each.id: permitted.statement(each) for each in statements}
    may |= {each.id: not each.struck and each.kind != "private" for each in notes}
    may |= {each.id: consents.allow_reaction(each) for each in reactions}
    return gone | {item for item, may_be_given in may.items() if not may_be_given}


class _Permitted:
    """The plain rule for one item: released, not withheld, and its own words or those the matrix lets it see."""

    def __init__(self, store: Store, recipient: str | None) -> None:
        self._recipient = recipient
        decided = store.find(Decision, viewer=recipient) if recipient else []
        self._kept_back = {each.item: each for each in decided if each.choice == "withhold"}
        self._visible: set[str | None] = {recipient}
        self._visible.update(dot.shown for dot in store.find(Dot, viewer=recipient))

    def statement(self, statement: Statement) -> bool:
        return statement.status == "released" and self._may_see(statement)

    def quote(self, quote: Quote) -> bool:
        decision = self._kept_back.get(quote.id)
        kept_back = decision is not None and decision.is_about(quote.text)
        return quote.released and self._may_see(quote) and not kept_back

    def _may_see(self, item: Statement | Quote) -> bool:
        if self._recipient is None:
            return True
        return item.actor in self._visible and self._recipient not in item.withheld_from


class _Consents:
    """What each person agreed to, asked use by use: to be quoted, and to be shown to other groups."""

    def __init__(self, store: Store, recipient: str | None) -> None:
        people = store.find(Person)
        self._recipient = recipient
        self._people: Mapping[str, Person] = {person.id: person for person in people}
        self._not_quoted = {p.actor for p in people if p.consent.quote is False or p.withdrew}
        self._not_shown = {p.actor for p in people if p.refused_groups}
        self._groups = {session.id: session.actor for session in store.find(Session)}
        decided = store.find(Decision, viewer=recipient) if recipient else []
        self._decided = {d.item: d for d in decided if d.choice == "show" and d.reason != "mentions_viewer"}

    def withdrew(self, quote: Quote) -> bool:
        speaker = self._people.get(quote.speaker or "")
        return speaker is not None and speaker.withdrew

    def allow(self, quote: Quote) -> bool:
        """Whether the words may stand in a document of this recipient; paper is passed on to other groups."""
        read = self._recipient is not None
        if quote.speaker is None:
            decision = self._decided.get(quote.id)
            known = self._recipient != quote.actor and decision is not None and decision.is_about(quote.text)
            return known or quote.actor not in (self._not_shown if read else self._not_quoted)
        return self._allows(quote.speaker, read)

    def allow_reaction(self, reaction: Reaction) -> bool:
        """Whether words that were said in a reflection may stand in the facilitator's document."""
        if not reaction.text.strip():
            return True
        if reaction.speaker is None:
            return self._groups.get(reaction.session, "") not in self._not_quoted
        return self._allows(reaction.speaker, read=False)

    def _allows(self, speaker: str, read: bool) -> bool:
        person = self._people.get(speaker)
        if person is None or person.withdrew:
            return False
        return person.words_to_groups if read else person.consent.quote is True


def _undecided(pack: Pack | None, items: Collection[str]) -> tuple[Quote, ...]:
    if pack is None:
        return ()
    inside = set(items)
    return tuple(quote for quote in pack.to_decide if quote.id in inside)


def _small(store: Store, gate: Gatekeeper, quotes: Iterable[Quote], recipient: str | None) -> tuple[Small, ...]:
    spoken: dict[str, list[str]] = {}
    for quote in quotes:
        if quote.actor != recipient:
            spoken.setdefault(quote.actor, []).append(quote.id)
    numbers = Counter(person.actor for person in store.find(Person) if not person.withdrew)
    few = [actor for actor in store.find(Actor) if actor.id in spoken and 0 < numbers[actor.id] <= SMALL]
    found = [Small(actor, Place(f"small {actor.id}", " ".join(sorted(spoken[actor.id])), ())) for actor in few]
    return tuple(small for small in found if not gate.was_let_stay(recipient, small.place))
