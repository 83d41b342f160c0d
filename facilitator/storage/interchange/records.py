"""The sections up to `reflections`: which keys they have and which records they become."""

from types import SimpleNamespace
from typing import Any, get_args

from facilitator.domain.actors import Actor
from facilitator.domain.clearances import Clearance
from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Hidden, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Mark, MarkKind, Note, NoteKind
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.questions import STEP_KINDS
from facilitator.domain.reactions import About, Reaction, Reflection, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.interchange.kinds import (
    COLOUR,
    DAY,
    MS,
    TEXT,
    Choice,
    Flag,
    Id,
    Key,
    Kind,
    List,
    Maybe,
    Moment,
    Object,
    Ref,
    Text,
    Whole,
)
from facilitator.storage.interchange.reading import Place, Reading

FINDINGS = ("statements", "quotes")


def optional_ref(*sections: str) -> Maybe:
    """A reference that may be null."""
    return Maybe(Ref(sections, "null"))


def refs(*sections: str) -> List:
    """Any number of references."""
    return List(Ref(sections, "item"))


def own_id(section: str) -> Key:
    """The id that every record starts with."""
    return Key("id", Id(section), required=True)


def needed(name: str, kind: Kind) -> Key:
    """A key that a record makes no sense without."""
    return Key(name, kind, required=True)


def text(name: str) -> Key:
    """A text that may be left out."""
    return Key(name, TEXT, default="")


def rare(name: str, kind: Kind, default: Any) -> Key:
    """A key that is written only where it says something."""
    return Key(name, kind, always=False, default=default)


STUDY = Object(
    (
        text("title"),
        text("research_question"),
        text("purpose"),
        text("organisation"),
        Key("language", TEXT, default="en"),
        *(rare(name, TEXT, "") for name in ("facilitator", "orientation", "sampling", "welcome", "closing", "contact")),
        rare("next_steps", List(TEXT), ()),
        rare("withdraw_until", DAY, ""),
        rare("together", List(TEXT), ()),
    ),
    Study,
)

ACTOR = Object(
    (
        own_id("actors"),
        needed("name", TEXT),
        text("short"),
        Key("kind", Choice(("focus_group", "other", "thing")), default="focus_group"),
        Key("side", Choice(("internal", "external")), default="internal"),
        text("background"),
        Key("colour", COLOUR, default=""),
        Key("split_of", optional_ref("actors")),
        Key("row_label", Maybe(TEXT)),
        Key("column_label", Maybe(TEXT)),
    ),
    Actor,
)

CONSENT = Object(
    (
        *(Key(name, Maybe(Flag())) for name in ("take_part", "record", "quote", "show_to_groups")),
        rare("contact_again", Maybe(Flag()), None),
        rare("form", TEXT, ""),
    )
)


def _person(consent: dict[str, Any] | None, **values: Any) -> Person:
    consent = dict(consent or {})
    form = consent.pop("form", "")
    return Person(consent=Consent(**consent), form=form, **values)


PERSON = Object(
    (
        own_id("people"),
        needed("alias", TEXT),
        needed("actor", Ref(("actors",))),
        Key("seat", Maybe(Whole())),
        rare("attendance", TEXT, ""),
        Key("consent", CONSENT),
    ),
    _person,
)


def person_form(person: Person) -> SimpleNamespace:
    """A person as the file shows one: the consent form's name stands with the consent."""
    uses = {name: getattr(person.consent, name) for name in Consent.__dataclass_fields__}
    values = {name: getattr(person, name) for name in ("id", "alias", "actor", "seat", "attendance")}
    return SimpleNamespace(**values, consent=SimpleNamespace(**uses, form=person.form))


STEP_KIND = Choice(STEP_KINDS)

SESSION = Object(
    (
        own_id("sessions"),
        needed("actor", Ref(("actors",))),
        Key("kind", Choice(("focus_group", "reflection")), default="focus_group"),
        Key("planned_at", Maybe(Moment())),
        Key("started_at", Maybe(Moment())),
        Key("ended_at", Maybe(Moment())),
        rare("planned_minutes", Maybe(Whole(0, 10_000)), None),
        rare("place", TEXT, ""),
        rare("question", optional_ref("questions"), None),
        rare("notes_only", Flag(), default=False),
        rare("rules", List(TEXT), ()),
        rare("step", STEP_KIND, ""),
    ),
    Session,
)

MARK = Object((needed("kind", Choice(get_args(MarkKind))), Key("people", refs("people"), default=())), Mark)

NOTE_KINDS = get_args(NoteKind)

NOTE = Object(
    (
        own_id("notes"),
        needed("session", Ref(("sessions",))),
        Key("questions", refs("questions"), default=()),
        Key("kind", Choice(NOTE_KINDS), default="idea"),
        needed("text", TEXT),
        Key("speaker", optional_ref("people")),
        Key("at_ms", Maybe(MS)),
        Key("said_again", Whole(), default=0),
        rare("marks", List(MARK), ()),
        rare("several", Flag(), default=False),
        rare("finish_from_audio", Flag(), default=False),
        rare("stream", TEXT, ""),
        rare("struck", Flag(), default=False),
    ),
    Note,
)

STATEMENT = Object(
    (
        own_id("statements"),
        needed("actor", Ref(("actors",))),
        Key("question", optional_ref("questions")),
        needed("text", TEXT),
        Key("status", Choice(("draft", "checked", "released")), default="draft"),
        Key("withheld_from", refs("actors"), default=()),
        Key("notes", refs("notes"), default=()),
    ),
    Statement,
)


def _clip(found: dict[str, Any], place: Place, reading: Reading) -> None:
    if found["start_ms"] >= found["end_ms"]:
        reading.fault(place, "must end after it starts; correct start_ms and end_ms")


class FileName(Text):
    """The name of a file, which disks count by its bytes."""

    def _fault(self, value: Any) -> str:
        fault = super()._fault(value)
        return fault or (
            "" if len(value.encode()) <= self.longest else "is a longer name than a disk takes; shorten it"
        )


CLIP_FILE = FileName(
    longest=255,
    pattern=r'^(audio/)?(?!\.{1,2}$)[^/\\:*?"<>|\x00-\x1f\x7f]+$',
    advice="name a file beside the JSON or in its audio folder, without any other folder",
)

HIDDEN = Object(
    (
        Key("start_ms", MS, required=True, default=0),
        Key("end_ms", MS, required=True, default=0),
        Key("how", Choice(("silence", "bleep")), default="silence"),
    ),
    Hidden,
    _clip,
)

CLIP = Object(
    (
        needed("file", CLIP_FILE),
        Key("start_ms", MS, required=True, default=0),
        Key("end_ms", MS, required=True, default=0),
        rare("fade_ms", Whole(0, 10_000), 20),
        rare("disguise", Whole(-12, 12), 0),
        rare("hidden", List(HIDDEN), ()),
        rare("fade_out_ms", Maybe(Whole(0, 10_000)), None),
    ),
    Clip,
    _clip,
)

QUOTE = Object(
    (
        own_id("quotes"),
        needed("actor", Ref(("actors",))),
        Key("question", optional_ref("questions")),
        needed("text", TEXT),
        Key("statement", optional_ref("statements")),
        Key("speaker", optional_ref("people")),
        Key("session", optional_ref("sessions")),
        Key("released", Flag(), default=False),
        Key("withheld_from", refs("actors"), default=()),
        Key("checked", Flag(), default=False),
        Key("clip", Maybe(CLIP)),
        rare("note", optional_ref("notes"), None),
        rare("language", TEXT, ""),
    ),
    Quote,
)

DOT = Object((needed("viewer", Ref(("actors",))), needed("shown", Ref(("actors",)))), Dot)

ABOUT_SECTIONS = {"statement": "statements", "quote": "quotes", "question": "questions", "actor": "actors"}


def _about(**found: str | None) -> About | None:
    kind = next((name for name in ABOUT_SECTIONS if found[name] is not None), None)
    return None if kind is None else About(kind, found[kind] or "")  # type: ignore[arg-type]


class AboutKind(Object):
    """What something is about: an object with one key, or none for the whole."""

    def write(self, value: About | None) -> dict[str, str]:
        return {} if value is None else {value.kind: value.id}


ABOUT = AboutKind(tuple(Key(name, Ref((section,), "key")) for name, section in ABOUT_SECTIONS.items()), _about, most=1)
SHOWN_ABOUT = AboutKind(tuple(Key(name, TEXT) for name in ABOUT_SECTIONS), _about, most=1)

REACTION = Object(
    (
        own_id("reactions"),
        needed("session", Ref(("sessions",))),
        Key("about", ABOUT),
        needed("kind", Choice(("agree", "partly", "disagree", "add", "surprised", "ask", "same", "none", "not_said"))),
        text("text"),
        Key("speaker", optional_ref("people")),
        rare("at_ms", Maybe(MS), None),
        rare("question", optional_ref("questions"), None),
        rare("level", Choice(("", "all", "most", "some")), ""),
    ),
    Reaction,
)


REFLECTION = Object(
    (Key("session", Ref(("sessions",)), required=True, attribute="id"), Key("summary", List(TEXT), default=())),
    Reflection,
)

DECISION = Object(
    (
        needed("viewer", Ref(("actors",))),
        needed("item", Ref(FINDINGS)),
        Key("choice", Choice(("show", "withhold")), default="show"),
        text("reason"),
        text("at"),
        rare("sha256", TEXT, ""),
    ),
    Decision,
)

CLEARANCE = Object(
    (needed("viewer", optional_ref("actors")), text("item"), needed("sha256", TEXT), text("at")),
    Clearance,
)

PACK_ORDER = Object(
    (Key("viewer", Ref(("actors",)), required=True, attribute="id"), Key("items", refs(*FINDINGS), default=())),
    PackOrder,
)

# What was shown and what left the laptop stay true when the findings themselves are gone: their ids are plain text.
SHOWING = Object(
    (
        own_id("showings"),
        needed("session", Ref(("sessions",))),
        needed("about", SHOWN_ABOUT),
        text("actor"),
        Key("question", Maybe(TEXT)),
        text("text"),
        text("sha256"),
        text("shown_at"),
        Key("left_out", Flag(), default=False),
    ),
    Showing,
)

EXPORT = Object(
    (
        own_id("exports"),
        text("at"),
        text("document"),
        Key("recipient", Maybe(TEXT)),
        text("file"),
        text("sha256"),
        Key("items", List(TEXT), default=()),
        text("given_to"),
    ),
    Export,
)
