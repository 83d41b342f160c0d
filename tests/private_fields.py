"""Who may read what: every field of every record that can hold words, so that a new one cannot be forgotten."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from facilitator.domain.actors import Actor
from facilitator.domain.clearances import Clearance
from facilitator.domain.exports import Export
from facilitator.domain.extras import Extra
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.merges import Conflict, Merge, Sync
from facilitator.domain.notes import Mark, Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Step, Wording
from facilitator.domain.reactions import About, Reaction, Reflection, Showing
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.room import Debrief, MemberCheck, Presence, Spoken, Swap
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.storage.tables import CODECS

KEY = "key"
"""Ids, times, digests and names of choices: no words that somebody typed."""
READ = "read"
"""Words that are made to be read by participants; whether they are is for releases, matrix and consent to say."""

IDS = frozenset(
    "id actor actors split_of question question_set questions first second session transcript speaker statement note "  # noqa: SIM905
    "notes withheld_from viewer shown item items recipient person people merge row record field sha256 at replaced_at "
    "planned_at started_at ended_at shown_at colour language document times reason base".split()
)
WHO: Mapping[tuple[str, str], str] = {
    ("Study", "title"): READ,
    ("Study", "research_question"): READ,
    ("Study", "purpose"): READ,
    ("Study", "organisation"): "about",
    ("Study", "facilitator"): "method",
    ("Study", "orientation"): "method",
    ("Study", "sampling"): "method",
    ("Study", "welcome"): "guide",
    ("Study", "closing"): "guide",
    ("Study", "next_steps"): READ,
    ("Study", "contact"): READ,
    ("Study", "withdraw_until"): READ,
    ("Study", "together"): "reaction",
    ("Actor", "name"): READ,
    ("Actor", "short"): READ,
    ("Actor", "background"): "about",
    ("Actor", "row_label"): READ,
    ("Actor", "column_label"): READ,
    ("QuestionSet", "name"): "plan",
    ("Step", "text"): "guide",
    ("Question", "text"): READ,
    ("Question", "title"): READ,
    ("Question", "probes"): "guide",
    ("Wording", "text"): "old",
    ("Person", "alias"): "alias",
    ("Person", "attendance"): "person",
    ("Person", "form"): "person",
    ("Session", "place"): "about",
    ("Session", "rules"): "rules",
    ("Recording", "file"): "file",
    ("Recording", "label"): "file",
    ("Transcript", "file"): "file",
    ("Transcript", "label"): "file",
    ("Cue", "text"): "heard",
    ("Cue", "speaker"): "heard",
    ("Note", "text"): "note",
    ("Note", "stream"): "scribe",
    ("Statement", "text"): READ,
    ("Quote", "text"): READ,
    ("Clip", "file"): "file",
    ("Reaction", "text"): "reaction",
    ("Reflection", "summary"): "reaction",
    ("Showing", "text"): "told",
    ("Export", "file"): "log",
    ("Export", "given_to"): "log",
    ("MemberCheck", "text"): "note",
    ("Debrief", "facilitator"): "debrief",
    ("Debrief", "themes"): "debrief",
    ("Debrief", "surprises"): "debrief",
    ("Debrief", "differences"): "debrief",
    ("Debrief", "quotes"): "debrief",
    ("Debrief", "change"): "debrief",
    ("Extra", "text"): "merge",
    ("Merge", "source"): "merge",
    ("Conflict", "ours"): "merge",
    ("Conflict", "theirs"): "merge",
}
"""By class and field: `READ`, or the kind of secret that is planted there."""

BASES: tuple[Any, ...] = (
    Study(title="Who picks it up?", research_question="How?", purpose="To agree."),
    Actor("w", 50, "Wider desk", "W", kind="thing"),
    QuestionSet("staff", 1, "", ("a", "b"), (Step("welcome", "", 5), Step("closing", "", 5))),
    Question("wq", 50, "staff", "What else?", "Else"),
    Wording("ww", 50, "q2", 1, "Once", "2026-11-03T10:00:00Z"),
    Pair("wp", 50, "q1", "x1"),
    Person("wperson", 50, "", "a", 50),
    Session("sa", 1, "a", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:31:00Z", rules=("",)),
    Visit("wvisit", 50, "sa", "q1"),
    Recording("wrec", 50, "sa", rate=48_000, stretches=(Stretch(0, 0, 480_000),)),
    Gap("wgap", 50, "sa", 0, 900, "paused"),
    Transcript("wtr", 50, "sa"),
    Cue("wtr", 50, 0, 900),
    Note("wn", 50, "sa", ("q1",), "idea", marks=(Mark("nod", ("pa",)),)),
    Statement("wst", 50, "a", "q1", "Drafted"),
    Quote("wk", 50, "a", "q1", "We said so.", "a1", "pa", released=True, clip=Clip("", 0, 900)),
    Dot("a", "b"),
    Decision("a", "wd"),
    PackOrder("c", ("a1",)),
    Reaction("wre", 50, "rb", About("statement", "a1"), "add", "", "pb"),
    Reflection("rb", ("",)),
    Showing("wsh", 50, "rb", About("statement", "a1"), "a", "q1", "", "00", "2026-11-23T10:00:00Z"),
    Export("wex", 50, "2026-11-03T10:00:00Z", "pack", "a"),
    Presence("wpr", 50, "sa", "pa"),
    Swap("wsw", 50, "sa", 0, "pa", "pb"),
    Spoken("wsp", 50, "sa", "pa", 0, 9_000),
    MemberCheck("wmc", 50, "sa", "wn", "corrected"),
    Debrief("wdb", 50, "sa"),
    Extra("memos", "[]"),
    Merge("wm", 50, "2026-11-03T10:00:00Z", "", "00"),
    Conflict("wc", "wm", "Note", "wn", "text"),
    Sync("wsy", 50, "sa", 0),
    Clearance("a", "wd", "00"),
)
"""One record of each kind, of groups that meet and of a session that was held; every private field of it is filled."""


def text_fields() -> Iterator[tuple[type, str]]:
    """Every field of every kept record, and of what is kept inside one, that can hold any text."""
    seen: dict[type, None] = dict.fromkeys(CODECS)
    for record in list(seen):
        seen |= dict.fromkeys(_parts(record))
    for record in seen:
        hints = get_type_hints(record)
        for each in fields(record):
            if any(part is str for part in _leaves(hints[each.name])):
                yield record, each.name


def _parts(record: type) -> Iterator[type]:
    for hint in get_type_hints(record).values():
        for part in _leaves(hint):
            if isinstance(part, type) and is_dataclass(part):
                yield part
                yield from _parts(part)


def _leaves(hint: Any) -> Iterator[Any]:
    """The types a hint is made of, but for choices from a list."""
    if get_origin(hint) is Literal or hint in (NoneType, Ellipsis):
        return
    if get_origin(hint) in (Union, UnionType, tuple, list):
        for part in get_args(hint):
            yield from _leaves(part)
    else:
        yield hint


def who_may_read(record: type, field: str) -> str | None:
    """`KEY`, `READ` or a kind; None for a field of which nobody has said it."""
    told = WHO.get((record.__name__, field))
    return told or (KEY if field in IDS else None)


def filled(value: Any, secret: Callable[[str], str]) -> Any:
    """The record with a new secret in each of its private fields, and in those of what is kept inside it."""
    changed: dict[str, Any] = {}
    for each in fields(value):
        before, kind = getattr(value, each.name), who_may_read(type(value), each.name)
        if is_dataclass(before):
            changed[each.name] = filled(before, secret)
        elif isinstance(before, tuple) and any(is_dataclass(part) for part in before):
            changed[each.name] = tuple(filled(part, secret) for part in before)
        elif kind not in (None, KEY, READ):
            changed[each.name] = (secret(str(kind)),) if isinstance(before, tuple) else secret(str(kind))
    return replace(value, **changed)
