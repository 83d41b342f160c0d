"""The kinds of value in study JSON: each reads a value, writes it back and describes itself as a schema."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from difflib import get_close_matches
from typing import Any, Protocol

from facilitator.domain.timecode import moment
from facilitator.storage.interchange.reading import IfLost, Place, Reading, Reference, kind_of, quoted

LONGEST_TEXT = 1_000_000
LONGEST_ID = 200
TEN_YEARS_MS = 10 * 366 * 24 * 3600 * 1000
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_COLOUR = r"^(#[0-9A-Fa-f]{6})?$"
_DAY = r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"

Json = Any
Schema = dict[str, Any]


class Kind(Protocol):
    """A kind of value. `read` notes faults and answers with something harmless where there are any."""

    def read(self, value: Json, place: Place, reading: Reading) -> Any: ...

    def write(self, value: Any) -> Json: ...

    def schema(self) -> Schema: ...


class _Plain:
    """What is written as it is kept."""

    def write(self, value: Any) -> Json:
        return value


@dataclass(frozen=True, slots=True)
class Text(_Plain):
    """Any text; `pattern` and `advice` narrow it down, `filled` forbids an empty one."""

    longest: int = LONGEST_TEXT
    filled: bool = False
    pattern: str = ""
    advice: str = ""

    def read(self, value: Json, place: Place, reading: Reading) -> str:
        fault = self._fault(value)
        if fault:
            reading.fault(place, fault)
            return ""
        return str(value)

    def _fault(self, value: Json) -> str:
        if not isinstance(value, str):
            return f"must be text, not {kind_of(value)}"
        if not _storable(value):
            return "holds half of a character (a lone surrogate); type that character again"
        if len(value) > self.longest:
            return f"is longer than {self.longest:,} characters; shorten it"
        if self.filled and not value:
            return "must not be empty"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"is {quoted(value)}; {self.advice}"
        return ""

    def schema(self) -> Schema:
        narrowed = {"minLength": 1 if self.filled else None, "pattern": self.pattern or None}
        return {"type": "string", "maxLength": self.longest} | {k: v for k, v in narrowed.items() if v}


def _storable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


TEXT = Text()
COLOUR = Text(pattern=_COLOUR, advice="write a colour as #rrggbb")


class Day(Text):
    """A day of the calendar, or none."""

    def _fault(self, value: Json) -> str:
        fault = super()._fault(value)
        return fault or ("" if not value or _is_day(value) else f"is {quoted(value)}; {self.advice}")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


DAY = Day(pattern=_DAY, advice="write a day like 2026-12-15")


@dataclass(frozen=True, slots=True)
class Id(_Plain):
    """The id of a record of `section`, unlike any other id in the file."""

    section: str

    def read(self, value: Json, place: Place, reading: Reading) -> str:
        text = Text(LONGEST_ID, filled=True).read(value, place, reading)
        if text:
            reading.give_id(self.section, text, place)
        return text

    def schema(self) -> Schema:
        return Text(LONGEST_ID, filled=True).schema()


@dataclass(frozen=True, slots=True)
class Ref(_Plain):
    """The id of a record that stands elsewhere in the file, in one of `sections`."""

    sections: tuple[str, ...]
    if_lost: IfLost = "record"

    def read(self, value: Json, place: Place, reading: Reading) -> str:
        text = Text(LONGEST_ID, filled=True).read(value, place, reading)
        if text:
            reading.references.append(Reference(place, self.sections, text, self.if_lost))
        return text

    def schema(self) -> Schema:
        return Text(LONGEST_ID, filled=True).schema() | {"description": f"id of {' or '.join(self.sections)}"}


@dataclass(frozen=True, slots=True)
class Choice(_Plain):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Json, place: Place, reading: Reading) -> str:
        if isinstance(value, str) and value in self.words:
            return value
        found = quoted(value) if isinstance(value, str) else kind_of(value)
        reading.fault(place, f"is {found}; use one of {', '.join(self.words)}")
        return self.words[0]

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Whole(_Plain):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 1_000_000

    def read(self, value: Json, place: Place, reading: Reading) -> int:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            found = "a broken number" if isinstance(value, float) else kind_of(value)
            reading.fault(place, f"must be a whole number, not {found}")
            return self.least
        if not self.least <= value <= self.most:
            reading.fault(place, f"must lie between {self.least:,} and {self.most:,}")
            return self.least
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


MS = Whole(0, TEN_YEARS_MS)


class Number(_Plain):
    """Any finite number up to a million either way."""

    def read(self, value: Json, place: Place, reading: Reading) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            reading.fault(place, f"must be a number, not {kind_of(value)}")
        elif not math.isfinite(value) or abs(value) > 1_000_000:
            reading.fault(place, "must lie between -1,000,000 and 1,000,000")
        else:
            return value
        return 0.0

    def schema(self) -> Schema:
        return {"type": "number", "minimum": -1_000_000, "maximum": 1_000_000}


class Flag(_Plain):
    """True or false."""

    def read(self, value: Json, place: Place, reading: Reading) -> bool:
        if not isinstance(value, bool):
            reading.fault(place, f"must be true or false, not {kind_of(value)}")
        return value is True

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Moment(_Plain):
    """A date and time with its offset, as RFC 3339 writes it."""

    def read(self, value: Json, place: Place, reading: Reading) -> str:
        text = TEXT.read(value, place, reading)
        if isinstance(value, str) and not _is_moment(text):
            advice = "write date, time and offset like 2026-11-03T10:00:00+01:00"
            reading.fault(place, f"is {quoted(value)}; {advice}")
        return text

    def schema(self) -> Schema:
        return {"type": "string", "format": "date-time"}


def _is_moment(text: str) -> bool:
    if not _RFC_3339.fullmatch(text):
        return False
    try:
        found = moment(text)
        found.timestamp()
    except (ValueError, OverflowError):
        return False
    return MINYEAR < found.year < MAXYEAR  # so that it has a time by any clock


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value of another kind, or null."""

    kind: Kind

    def read(self, value: Json, place: Place, reading: Reading) -> Any:
        return None if value is None else self.kind.read(value, place, reading)

    def write(self, value: Any) -> Json:
        return None if value is None else self.kind.write(value)

    def schema(self) -> Schema:
        return {"anyOf": [self.kind.schema(), {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class List:
    """Any number of values of one kind; exactly `length` where that is given."""

    kind: Kind
    length: int | None = None

    def read(self, value: Json, place: Place, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(value, list):
            reading.fault(place, f"must be a list, not {kind_of(value)}")
            return ()
        if self.length not in (None, len(value)):
            reading.fault(place, f"must hold {self.length} entries, not {len(value)}")
        return tuple(self.kind.read(item, (*place, at), reading) for at, item in enumerate(value))

    def write(self, value: Sequence[Any]) -> Json:
        return [self.kind.write(item) for item in value]

    def schema(self) -> Schema:
        size = {"minItems": self.length, "maxItems": self.length} if self.length else {}
        return {"type": "array", "items": self.kind.schema()} | size


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object; `attribute` is the record's field where that is called otherwise.

    A key that is not `always` written stands in a dump only where it differs from `default`.
    """

    name: str
    kind: Kind
    required: bool = False
    always: bool = True
    default: Any = None
    attribute: str = ""

    @property
    def field(self) -> str:
        """The record's field."""
        return self.attribute or self.name


def _values(**values: Any) -> dict[str, Any]:
    return values


@dataclass(frozen=True, slots=True)
class Object:
    """An object with known keys only; `make` builds the value from what its keys hold, `take` opens it again."""

    keys: tuple[Key, ...]
    make: Callable[..., Any] = _values
    check: Callable[[dict[str, Any], Place, Reading], None] | None = None
    most: int | None = None

    def read(self, value: Json, place: Place, reading: Reading) -> Any:
        return self.make(**self.fields(value, place, reading))

    def fields(self, value: Json, place: Place, reading: Reading) -> dict[str, Any]:
        """The values by field name, defaults included."""
        if not isinstance(value, dict):
            reading.fault(place, f"must be an object, not {kind_of(value)}")
            value = {}
        else:
            self._keys(value, place, reading)
        found = {
            key.field: key.kind.read(value[key.name], (*place, key.name), reading) if key.name in value else key.default
            for key in self.keys
        }
        if self.check:
            self.check(found, place, reading)
        return found

    def _keys(self, value: dict[str, Json], place: Place, reading: Reading) -> None:
        names = [key.name for key in self.keys]
        for name in value:
            if name not in names:
                reading.fault((*place, name), f"is not a known key; {_advice(name, names)}")
        for name in getattr(value, "twice", ()):
            reading.fault((*place, name), "stands there twice; keep one of the two")
        for key in self.keys:
            if key.required and key.name not in value:
                reading.fault((*place, key.name), "is missing; add it")
        if self.most is not None and len(value) > self.most:
            reading.fault(place, f"must name only one of {', '.join(names)}")

    def write(self, value: Any) -> Json:
        written = {}
        for key in self.keys:
            held = getattr(value, key.field)
            if key.always or held != key.default:
                written[key.name] = key.kind.write(held)
        return written

    def schema(self) -> Schema:
        required = [key.name for key in self.keys if key.required]
        size = {} if self.most is None else {"maxProperties": self.most}
        return {
            "type": "object",
            "properties": {key.name: key.kind.schema() for key in self.keys},
            **({"required": required} if required else {}),
            "additionalProperties": False,
            **size,
        }


def _advice(name: str, names: list[str]) -> str:
    near = get_close_matches(name[:50], names, n=1)
    return f"did you mean {quoted(near[0])}?" if near else "remove or rename it"
