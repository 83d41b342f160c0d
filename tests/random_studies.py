"""Studies of every kind: any release, consent, matrix, decision, withdrawal and correction on three groups.

What is permitted is said here once more, in a few plain lines that share nothing with the program's own rules.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction
from facilitator.storage.opening import StudyFolder
from tests.documents import make_study

GROUPS = "abc"
SPOKEN = ("Said{n}q.", "Said{n}q by Alpha.", "Said{n}q to the customer.")
"""Words that may mention a group that reads them."""
answers = st.sampled_from([True, True, False, None])
groups = st.sampled_from(GROUPS)
hidden = st.lists(groups, max_size=2, unique=True).map(tuple)


def blank_study(folder: Path) -> StudyFolder:
    """Three groups with their sessions, of whom nothing is known yet."""
    study = make_study(folder)
    with study.store.change("Clear") as change:
        for record in (Reaction, Quote, Dot, Person):
            for each in study.store.find(record):
                change.delete(each)
    return study


@st.composite
def studies(draw: st.DrawFn) -> list[object]:
    """Records in the order in which they are put; a later one may correct an earlier one."""
    people = draw(_people())
    speakers = st.sampled_from([None, *(person.id for person in people)])
    statements = draw(_statements())
    quotes = draw(_quotes(speakers, st.sampled_from([None, "a1", "b1", "c1", *(each.id for each in statements)])))
    corrected = [replace(each, text=f"Corrected{each.id}q.") for each in statements if draw(st.booleans())]
    corrected += [replace(each, status="draft") for each in statements if draw(st.integers(0, 5)) == 0]
    pairs = draw(st.sets(st.tuples(groups, groups).filter(lambda pair: pair[0] != pair[1]), max_size=6))
    chosen = st.tuples(groups, st.sampled_from([each.id for each in quotes] or ["none"]), _choices, _reasons)
    decided = draw(st.lists(chosen, max_size=4))
    decisions = [Decision(viewer, item, choice, reason) for viewer, item, choice, reason in decided]  # type: ignore[arg-type]
    return [
        *people,
        *statements,
        *quotes,
        *corrected,
        *(Dot(viewer, shown) for viewer, shown in sorted(pairs)),
        *decisions,
        *draw(_reactions(speakers)),
        *draw(_notes(speakers)),
    ]


_choices = st.sampled_from(["show", "withhold"])
_reasons = st.sampled_from(["speaker_unknown", "mentions_viewer", ""])


@st.composite
def _people(draw: st.DrawFn) -> list[Person]:
    consents = st.builds(Consent, answers, answers, answers, answers)
    who = draw(st.lists(st.tuples(groups, consents, st.sampled_from(["came", "", "withdrew"])), max_size=5))
    return [Person(f"h{n}", n, f"Hx{n}", actor, n + 20, c, came) for n, (actor, c, came) in enumerate(who)]


@st.composite
def _statements(draw: st.DrawFn) -> list[Statement]:
    statuses = st.sampled_from(["draft", "checked", "released", "released"])
    said = draw(st.lists(st.tuples(groups, statuses, hidden, st.sampled_from(SPOKEN)), max_size=6))
    return [
        Statement(f"hs{n}", n, actor, "q1" if n % 2 else None, text.format(n=n), status, away)  # type: ignore[arg-type]
        for n, (actor, status, away, text) in enumerate(said)
    ]


@st.composite
def _quotes(
    draw: st.DrawFn, speakers: st.SearchStrategy[str | None], under: st.SearchStrategy[str | None]
) -> list[Quote]:
    quoted = st.tuples(groups, speakers, under, st.booleans(), hidden, st.sampled_from(SPOKEN), st.booleans())
    return [
        Quote(
            f"hq{n}",
            n,
            actor,
            "q1",
            text.format(n=f"quoted{n}"),
            statement,
            speaker,
            released=released,
            withheld_from=away,
            clip=Clip("heard.flac", 100 * n, 100 * n + 90) if clip else None,
        )
        for n, (actor, speaker, statement, released, away, text, clip) in enumerate(draw(st.lists(quoted, max_size=6)))
    ]


@st.composite
def _reactions(draw: st.DrawFn, speakers: st.SearchStrategy[str | None]) -> list[Reaction]:
    about = st.sampled_from([None, About("statement", "a1"), About("statement", "hs0"), About("quote", "hq0")])
    kinds = st.sampled_from(["agree", "partly", "disagree", "add", "surprised", "ask", "same"])
    made = draw(st.lists(st.tuples(st.sampled_from(["ra", "rb"]), about, kinds, speakers), max_size=4))
    return [
        Reaction(f"hr{n}", n, session, what, kind, f"Reacted{n}q.", speaker)  # type: ignore[arg-type]
        for n, (session, what, kind, speaker) in enumerate(made)
    ]


@st.composite
def _notes(draw: st.DrawFn, speakers: st.SearchStrategy[str | None]) -> list[Note]:
    kinds = st.sampled_from(["idea", "quote", "observation", "own"])
    made = draw(st.lists(st.tuples(kinds, speakers), max_size=4))
    return [
        Note(f"hn{n}", n, "sa", ("q1",), kind, f"Noted{n}q.", speaker, n)  # type: ignore[arg-type]
        for n, (kind, speaker) in enumerate(made)
    ]


@contextmanager
def drawn(study: StudyFolder, records: list[object]) -> Iterator[None]:
    """The study with these records for a while; what hangs on nothing is left out, as the store would."""
    records = [record for record in records if not isinstance(record, Reaction) or _is_there(study, records, record)]
    before = {(type(record), _id(record)): study.store.get(type(record), _id(record)) for record in records}
    with study.store.change("Draw") as change:
        for record in records:
            change.put(record)
    try:
        yield
    finally:
        with study.store.change("Take away") as change:
            for (record_class, row), old in reversed(before.items()):
                if old is not None:
                    change.put(old)
                elif (new := study.store.get(record_class, row)) is not None:
                    change.delete(new)


def _id(record: object) -> str:
    return str(record.id)  # type: ignore[attr-defined]


def _is_there(study: StudyFolder, records: list[object], reaction: Reaction) -> bool:
    if reaction.about is None:
        return True
    there = {_id(record) for record in records if isinstance(record, Statement | Quote)}
    found = study.store.get(Statement if reaction.about.kind == "statement" else Quote, reaction.about.id)
    return found is not None or reaction.about.id in there


class Rules:
    """What each reader may read at most; None is the facilitator."""

    def __init__(self, study: StudyFolder) -> None:
        self._store = study.store
        self._people = {person.id: person for person in study.store.find(Person)}
        self._groups = {actor.id for actor in study.store.find(Actor)}

    def statement(self, statement: Statement, reader: str | None) -> bool:
        """Released, not kept from the reader, and of the reader's own group or one the matrix shows."""
        return statement.status == "released" and self._may_see(statement, reader)

    def quote(self, quote: Quote, reader: str | None) -> bool:
        """The same, with consent for this use, and no statement above it that must not be seen."""
        if not (quote.released and self._may_see(quote, reader) and self._agreed(quote.speaker, quote, reader)):
            return False
        above = self._store.get(Statement, quote.statement) if quote.statement else None
        if reader is not None and above is not None and not self.statement(above, reader):
            return False
        return not any(d.choice == "withhold" for d in self._decisions(quote, reader))

    def reaction(self, reaction: Reaction, reader: str | None) -> bool:
        """Nobody but the facilitator reads what was said in a reflection."""
        speaker = self._people.get(reaction.speaker or "")
        spoken = speaker is None or (speaker.consent.quote is True and not self._left(speaker))
        return reader is None and spoken

    def note(self, note: Note, reader: str | None) -> bool:
        """Nobody but the facilitator reads a note, and nobody one whose speaker withdrew."""
        speaker = self._people.get(note.speaker or "")
        return reader is None and not (speaker and self._left(speaker))

    def voice(self, quote: Quote, reader: str) -> bool:
        """Whether the reader may hear it."""
        speaker = self._people.get(quote.speaker or "")
        heard = speaker is None or speaker.consent.record is True
        unknown = quote.speaker is None and any(
            person.consent.record is False for person in self._people.values() if person.actor == quote.actor
        )
        return self.quote(quote, reader) and heard and not unknown

    def _may_see(self, item: Statement | Quote, reader: str | None) -> bool:
        if reader is None:
            return True
        dots = {dot.shown for dot in self._store.find(Dot, viewer=reader)}
        return reader not in item.withheld_from and item.actor in {reader, *dots}

    def _agreed(self, speaker: str | None, quote: Quote, reader: str | None) -> bool:
        if speaker is not None:
            person = self._people[speaker]
            shown = reader is None or person.consent.show_to_groups is True
            return person.consent.quote is True and shown and not self._left(person)
        if any(d.choice == "show" and d.reason != "mentions_viewer" for d in self._decisions(quote, reader)):
            return True
        refused = (p for p in self._people.values() if p.actor == quote.actor and self._refused(p, reader))
        return not any(refused)

    def _refused(self, person: Person, reader: str | None) -> bool:
        shown = reader is not None and person.consent.show_to_groups is False
        return person.consent.quote is False or shown or self._left(person)

    def _left(self, person: Person) -> bool:
        return person.attendance == "withdrew" or person.consent.take_part is False

    def _decisions(self, quote: Quote, reader: str | None) -> list[Decision]:
        return [d for d in self._store.find(Decision, viewer=reader) if d.item == quote.id] if reader else []


def not_permitted(study: StudyFolder, text: str, reader: str | None) -> list[str]:
    """Ids of entries whose words are in the text although this reader must not have them."""
    rules, store = Rules(study), study.store
    found = [each.id for each in store.find(Statement) if each.text in text and not rules.statement(each, reader)]
    found += [each.id for each in store.find(Quote) if each.text in text and not rules.quote(each, reader)]
    found += [
        each.id for each in store.find(Reaction) if each.text and each.text in text and not rules.reaction(each, reader)
    ]
    return found + [each.id for each in store.find(Note) if each.text in text and not rules.note(each, reader)]
