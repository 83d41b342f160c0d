"""The words and signs of entries: kinds, marks, seats, times; one place, so that line and stream agree."""

from functools import cache

from PySide6.QtCore import QCoreApplication

from facilitator.domain.grammar import Who
from facilitator.domain.notes import NoteKind
from facilitator.domain.questions import Place, Step, StepKind

KIND_ICONS: dict[NoteKind, str] = {
    "idea": "answer",
    "quote": "quote",
    "own": "note",
    "observation": "eye",
    "parking": "parked",
    "later": "later",
    "private": "hidden",
}


@cache
def kind_name(kind: NoteKind) -> str:
    """As on chips."""
    return {
        "idea": _tr("Answer"),
        "quote": _tr("Quote"),
        "own": _tr("My note"),
        "observation": _tr("Observation"),
        "parking": _tr("Parked"),
        "later": _tr("Come back to this"),
        "private": _tr("Private"),
    }[kind]


def step_name(kind: StepKind) -> str:
    """As in the route."""
    return {"welcome": _tr("Welcome"), "rules": _tr("Ground rules"), "closing": _tr("Closing")}[kind]


def place_heading(place: Place) -> str:
    """A question's short heading, or the name of a step."""
    return step_name(place.kind) if isinstance(place, Step) else place.heading


def sign_words(sign: str, count: int, seats: str) -> str:
    """How others took an entry, with the seats behind it."""
    words = {
        "nod": _tr("+{count} nods: {seats}") if count != 1 else _tr("+{count} nod: {seats}"),
        "shake": _tr("−{count} shake heads: {seats}") if count != 1 else _tr("−{count} shakes head: {seats}"),
        "surprised": _tr("!{count} surprised: {seats}"),
    }
    without = {"nod": _tr("nods"), "shake": _tr("heads shaken"), "surprised": _tr("surprise")}
    return words[sign].format(count=count, seats=seats) if count else without[sign]


def who_words(who: Who | None) -> str:
    """What stands in a seat's circle."""
    if who == "several":
        return "∗"
    return str(who) if isinstance(who, int) else "?"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
