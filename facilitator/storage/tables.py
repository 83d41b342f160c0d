"""Which record class is kept in which table."""

from typing import Any, TypeVar

from facilitator.domain.actors import Actor
from facilitator.domain.exports import Export
from facilitator.domain.extras import Extra
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Wording
from facilitator.domain.reactions import Reaction, Reflection, Showing
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.storage.codec import Codec

R = TypeVar("R")

CODECS: dict[type, Codec[Any]] = {
    codec.record: codec
    for codec in (
        Codec(Study, "study"),
        Codec(Actor, "actors"),
        Codec(QuestionSet, "question_sets"),
        Codec(Question, "questions", ("question_set",)),
        Codec(Wording, "wordings", ("question",)),
        Codec(Pair, "question_pairs"),
        Codec(Person, "people", ("actor",)),
        Codec(Session, "sessions", ("actor",)),
        Codec(Visit, "visits", ("session",)),
        Codec(Note, "notes", ("session",)),
        Codec(Statement, "statements", ("actor", "question")),
        Codec(Quote, "quotes", ("actor", "question", "statement", "session")),
        Codec(Dot, "matrix", ("viewer",)),
        Codec(Decision, "decisions", ("viewer",)),
        Codec(PackOrder, "pack_orders"),
        Codec(Reaction, "reactions", ("session",)),
        Codec(Reflection, "reflections"),
        Codec(Showing, "showings", ("session",)),
        Codec(Export, "exports"),
        Codec(Extra, "extras"),
    )
}
BY_NAME: dict[str, Codec[Any]] = {record.__name__: codec for record, codec in CODECS.items()}


def codec_of(record: type[R]) -> Codec[R]:
    """The codec of a record class; KeyError for a class that is not kept."""
    return CODECS[record]
