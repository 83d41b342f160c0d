"""Study JSON, the outward form of a study: read, checked, written, and described as a JSON Schema.

Each part is loaded when its first name is asked for, since every start passes by here and hardly any needs it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.storage.interchange.dumping import Dump, dump
    from facilitator.storage.interchange.loading import ParsedStudy, fill, holds_data, parse
    from facilitator.storage.interchange.schema import json_schema
    from facilitator.storage.interchange.text import LARGEST

__all__ = ["LARGEST", "Dump", "ParsedStudy", "dump", "fill", "holds_data", "json_schema", "parse"]

_PARTS = {
    "Dump": "dumping",
    "dump": "dumping",
    "ParsedStudy": "loading",
    "fill": "loading",
    "holds_data": "loading",
    "parse": "loading",
    "json_schema": "schema",
    "LARGEST": "text",
}


def __getattr__(name: str) -> Any:
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PARTS[name]}"), name)
