"""Study JSON, the outward form of a study: read, checked, written, and described as a JSON Schema."""

from facilitator.storage.interchange.dumping import Dump, dump
from facilitator.storage.interchange.loading import ParsedStudy, fill, holds_data, parse
from facilitator.storage.interchange.schema import json_schema

__all__ = ["Dump", "ParsedStudy", "dump", "fill", "holds_data", "json_schema", "parse"]
