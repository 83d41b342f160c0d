"""Finding things in the study by a few words, for the command palette."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import Cue, Transcript
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

    def find(self, text: str) -> list[Hit]:
        """What holds every word of `text`, a few of each kind, groups and questions first."""
        words = text.split()
        if not words:
            return []
        actors = {actor.id: actor for actor in self._store.find(Actor)}
        hits = [Hit(a.name, "prepare", a, a) for a in self._matching(Actor, "name", words)]
        hits += [Hit(q.text, "prepare", q) for q in self._matching(Question, "text", words)]
        hits += [Hit(p.alias, "prepare", p, actors.get(p.actor)) for p in self._matching(Person, "alias", words)]
        hits += [Hit(s.text, "findings", s, actors.get(s.actor)) for s in self._matching(Statement, "text", words)]
        hits += [Hit(q.text, "findings", q, actors.get(q.actor)) for q in self._matching(Quote, "text", words)]
        return [*hits, *self._notes(words, actors), *self._cues(words, actors)]

    def _notes(self, words: list[str], actors: dict[str, Actor]) -> Iterable[Hit]:
        notes = self._matching(Note, "text", words)
        sessions = {s.id: s for s in self._store.find_in(Session, "id", [n.session for n in notes])}
        for note in notes:
            session = sessions.get(note.session)
            page = "reflect" if session and session.kind == "reflection" else "run"
            yield Hit(note.text, page, note, actors.get(session.actor) if session else None)

    def _cues(self, words: list[str], actors: dict[str, Actor]) -> Iterable[Hit]:
        cues = self._matching(Cue, "text", words)
        transcripts = {t.id: t for t in self._store.find_in(Transcript, "id", [cue.transcript for cue in cues])}
        wanted = [each.session for each in transcripts.values() if each.session]
        sessions = {session.id: session.actor for session in self._store.find_in(Session, "id", wanted)}
        for cue in cues:
            transcript = transcripts[cue.transcript]
            yield Hit(cue.text, "findings", cue, actors.get(sessions.get(transcript.session or "", "")))

    def _matching(self, record: type[R], column: str, words: list[str]) -> list[R]:
        return self._store.matching(record, column, words, EACH_KIND)
