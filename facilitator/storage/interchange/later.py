"""The sections after `reflections`: checked like the others and kept word for word until pages show them."""

from typing import Any

from facilitator.storage.interchange.kinds import (
    COLOUR,
    TEXT,
    Choice,
    Id,
    Key,
    List,
    Maybe,
    Number,
    Object,
    Ref,
    Text,
    Whole,
)
from facilitator.storage.interchange.reading import Place, Reading
from facilitator.storage.interchange.records import needed, optional_ref, own_id, refs, text

EVIDENCE_SECTIONS = {"statement": "statements", "quote": "quotes", "note": "notes", "reaction": "reactions"}


def _one_target(found: dict[str, Any], place: Place, reading: Reading) -> None:
    if sum(found[name] is not None for name in EVIDENCE_SECTIONS) != 1:
        reading.fault(place, f"must name one of {', '.join(EVIDENCE_SECTIONS)}")


EVIDENCE = Object(
    tuple(Key(name, Ref((section,))) for name, section in EVIDENCE_SECTIONS.items()), check=_one_target, most=1
)
_evidence = Key("evidence", List(EVIDENCE), default=())
_INNER_ID = Text(200, filled=True)

THEME = Object(
    (
        own_id("themes"),
        needed("name", TEXT),
        Key("parent", optional_ref("themes")),
        Key("colour", COLOUR, default=""),
        text("description"),
    )
)
CODING = Object((needed("theme", Ref(("themes",))), *EVIDENCE.keys), check=_one_target)
_CELL = Object((needed("row", Ref(("actors",))), needed("column", Ref(("themes",))), text("text"), _evidence))
THEME_TABLE = Object(
    (
        own_id("theme_tables"),
        text("title"),
        Key("based_on", Maybe(TEXT)),
        Key("rows", refs("actors"), default=()),
        Key("columns", refs("themes"), default=()),
        Key("cells", List(_CELL), default=()),
    )
)


class InnerIds(List):
    """Objects whose ids are unlike within their list, and which other sections name together with its owner."""

    def read(self, value: Any, place: Place, reading: Reading) -> tuple[Any, ...]:
        found = super().read(value, place, reading)
        seen: set[str] = set()
        for at, item in enumerate(found):
            if item["id"] in seen:
                reading.fault((*place, at, "id"), "repeats an id of this list; give it an id of its own")
            seen.add(item["id"])
        return found


_LEVEL = Object((needed("id", _INNER_ID), needed("label", TEXT)))
_DIMENSION = Object((needed("id", _INNER_ID), needed("name", TEXT), text("kind"), text("definition")))
FRAMEWORK = Object(
    (
        Key("id", Id("frameworks"), required=True),
        needed("name", TEXT),
        text("source"),
        Key("scale", InnerIds(_LEVEL), default=()),
        Key("dimensions", InnerIds(_DIMENSION), default=()),
    )
)
_SCOPE = Object((text("name"), Key("actors", refs("actors"), default=())))
_VALUE = Object(
    (
        needed("rating", Maybe(_INNER_ID)),
        Key("between", refs("actors"), default=()),
        text("qualifier"),
        text("condition"),
    )
)
RATING = Object(
    (
        needed("framework", Ref(("frameworks",))),
        needed("dimension", _INNER_ID),
        Key("scope", Maybe(_SCOPE)),
        text("text"),
        Key("values", List(_VALUE), default=()),
        _evidence,
    )
)
_NODE = Object(
    (
        needed("actor", Ref(("actors",))),
        Key("x", Number(), default=0),
        Key("y", Number(), default=0),
        Key("label", Maybe(TEXT)),
        Key("meaning", Maybe(TEXT)),
    )
)
_EDGE = Object(
    (
        needed("from", Ref(("actors",))),
        needed("to", Ref(("actors",))),
        Key("line", Choice(("solid", "dotted")), default="solid"),
        text("colour"),
        text("kind"),
        text("arrow"),
        _evidence,
    )
)
_TRIAD = Object((text("name"), Key("actors", refs("actors"), default=()), text("colour")))
DIAGRAM = Object(
    (
        own_id("diagrams"),
        text("title"),
        Key("based_on", Maybe(TEXT)),
        Key("nodes", List(_NODE), default=()),
        Key("edges", List(_EDGE), default=()),
        Key("triads", List(_TRIAD), default=()),
    )
)
MENTION = Object(
    (
        own_id("mentions"),
        needed("by", Ref(("actors",))),
        Key("about", optional_ref("actors")),
        text("tone"),
        Key("quote", optional_ref("quotes")),
    )
)
_CONCLUSIONS = ("commonality", "divergence", "recommendation", "limitation", "further_research")
CONCLUSION = Object(
    (
        own_id("conclusions"),
        needed("kind", Choice(_CONCLUSIONS)),
        Key("number", Maybe(Whole())),
        needed("text", TEXT),
        Key("actors", refs("actors"), default=()),
        Key("except", refs("actors"), default=()),
        Key("follows", refs("conclusions"), default=()),
        _evidence,
    )
)

LATER: dict[str, Object] = {
    "themes": THEME,
    "codings": CODING,
    "theme_tables": THEME_TABLE,
    "frameworks": FRAMEWORK,
    "ratings": RATING,
    "diagrams": DIAGRAM,
    "mentions": MENTION,
    "conclusions": CONCLUSION,
}


def check_ratings(found: dict[str, tuple[Any, ...]], reading: Reading) -> None:
    """A rating names a dimension, and levels of the scale, of its own framework."""
    frameworks = {framework["id"]: framework for framework in found.get("frameworks", ())}
    for at, rating in enumerate(found.get("ratings", ())):
        framework = frameworks.get(rating["framework"])
        if framework:
            _check_rating(rating, framework, ("ratings", at), reading)


def _check_rating(rating: dict[str, Any], framework: dict[str, Any], place: Place, reading: Reading) -> None:
    if rating["dimension"] not in {dimension["id"] for dimension in framework["dimensions"]}:
        reading.fault((*place, "dimension"), "is not a dimension of that framework; add it there or correct it")
    levels = {level["id"] for level in framework["scale"]} | {None}
    for at, value in enumerate(rating["values"]):
        if value["rating"] not in levels:
            reading.fault(
                (*place, "values", at, "rating"), "is not on that framework's scale; add it there or correct it"
            )
