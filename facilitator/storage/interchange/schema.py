"""Study JSON version 1 described as a JSON Schema (draft 2020-12)."""

from typing import Any

from facilitator.storage.interchange.kinds import List
from facilitator.storage.interchange.later import LATER
from facilitator.storage.interchange.loading import FORMAT, VERSION
from facilitator.storage.interchange.records import STUDY
from facilitator.storage.interchange.sections import SECTIONS

TITLE = "A study of Facilitator"
ABOUT = (
    "Ids are unique in the file, every reference resolves, and a list's order is the order on screen."
    " Real names are never in it."
)


def json_schema() -> dict[str, Any]:
    """The schema as plain values; the file under resources/schema/ is written from it."""
    items = {section.name: section.item for section in SECTIONS} | LATER
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        "description": ABOUT,
        "type": "object",
        "required": ["format", "version"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "study": STUDY.schema(),
            **{name: List(item).schema() for name, item in items.items()},
        },
    }
