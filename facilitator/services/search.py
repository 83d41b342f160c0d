"""Finding things in the study by a few words, for the command palette."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.storage.outline import Outline
from facilitator.storage.store import Store

R = TypeVar("R")
EACH_KIND = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found: its words, the page on which it is shown, and the record itself.

    `owner` is the group it belongs to, if any.
    """

    text: str
    page: str
    record: Actor | Question | Person | Statement | Quote | Note | Cue
    owner: Actor | None = None


class Search:
    """Looks through groups, people, questions, statements, quotes, notes and transcripts of one study."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._outline = Outline(store)

    def find(self, text: str) -> list[Hit]:
        """What holds every word of `text`, a few of each kind, groups and questions first."""
        return [hit for part in self.look(text) for hit in part]

    def look(self, text: str) -> Iterator[list[Hit]]:
        """The same part by part, each read in a few ms, so that whoever asks can stop between them."""
        words = text.split()
        if not words:
            return
        actors = {actor.id: actor for actor in self._store.find(Actor)}
        yield from self._named(words, actors)
        yield from self._said(words, actors)
        for notes in self._parts(Note, "text", words):
            yield list(self._notes(notes, actors))
        for cues in self._parts(Cue, "text", words):
            yield list(self._cues(cues, actors))

    def _named(self, words: list[str], actors: dict[str, Actor]) -> Iterator[list[Hit]]:
        for groups in self._parts(Actor, "name", words):
            yield [Hit(a.name, "prepare", a, a) for a in groups]
        for questions in self._parts(Question, "text", words):
            yield [Hit(q.text, "prepare", q) for q in questions]
        for people in self._parts(Person, "alias", words):
            yield [Hit(p.alias, "prepare", p, actors.get(p.actor)) for p in people]

    def _said(self, words: list[str], actors: dict[str, Actor]) -> Iterator[list[Hit]]:
        for statements in self._parts(Statement, "text", words):
            yield [Hit(s.text, "findings", s, actors.get(s.actor)) for s in statements]
        for quotes in self._parts(Quote, "text", words):
            yield [Hit(q.text, "findings", q, actors.get(q.actor)) for q in quotes]

    def _notes(self, notes: Sequence[Note], actors: dict[str, Actor]) -> Iterator[Hit]:
        sessions = {s.id: s for s in self._store.find_in(Session, "id", [n.session for n in notes])}
        for note in notes:
            session = sessions.get(note.session)
            page = "reflect" if session and session.kind == "reflection" else "run"
            yield Hit(note.text, page, note, actors.get(session.actor) if session else None)

    def _cues(self, cues: Sequence[Cue], actors: dict[str, Actor]) -> Iterator[Hit]:
        transcripts = {t.id: t for t in self._store.find_in(Transcript, "id", [cue.transcript for cue in cues])}
        wanted = [each.session for each in transcripts.values() if each.session]
        sessions = {session.id: session.actor for session in self._store.find_in(Session, "id", wanted)}
        for cue in cues:
            transcript = transcripts[cue.transcript]
            yield Hit(cue.text, "findings", cue, actors.get(sessions.get(transcript.session or "", "")))

    def _parts(self, record: type[R], column: str, words: list[str]) -> Iterator[list[R]]:
        return self._outline.matching(record, column, words, EACH_KIND)
