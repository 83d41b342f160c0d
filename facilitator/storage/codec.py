"""Records to rows and back: one column a field, structured values as JSON text."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

R = TypeVar("R")
Row = tuple[Any, ...]
MANY = 300
"""Rows of a table after which it pays to make the faster way: that takes as long as some hundred records."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=dataclasses.asdict)
_SQL_TYPES: dict[type, str] = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


class Codec(Generic[R]):
    """How one record class is kept in one table; `indexes` are column names to look rows up by."""

    def __init__(self, record: type[R], table: str, indexes: Sequence[str] = ()) -> None:
        self.record = record
        self.table = table
        self.indexes = tuple(indexes)
        hints = _hints(record)
        fields = [f.name for f in dataclasses.fields(record)]  # type: ignore[arg-type]
        self._derived_id = "id" not in fields
        self.columns = ("id", *fields) if self._derived_id else tuple(fields)
        self._types = [_plain(hints[name]) for name in fields]
        self._decoders = [(at, decode) for at, kind in enumerate(self._types) if (decode := _decoder(kind)) is not None]
        self._decoded = 0
        self._encoders = [_encoder(kind) for kind in self._types]
        self._fields = fields
        empty = [f.default for f in dataclasses.fields(record)]  # type: ignore[arg-type]
        encoded = [
            e(v) if e and v is not dataclasses.MISSING else v for v, e in zip(empty, self._encoders, strict=True)
        ]
        self._defaults = [None] * self._derived_id + encoded
        names = ", ".join(f'"{name}"' for name in self.columns)
        self.select = f'SELECT {names} FROM "{table}"'
        marks = ", ".join("?" * len(self.columns))
        sets = ", ".join(f'"{c}" = excluded."{c}"' for c in self.columns if c != "id")
        conflict = f"DO UPDATE SET {sets}" if sets else "DO NOTHING"
        self.insert = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        self.upsert = f'{self.insert} ON CONFLICT("id") {conflict}'

    @property
    def sql_columns(self) -> dict[str, str]:
        """Column names and SQL types for the table's creation."""
        kinds = [str, *self._types] if self._derived_id else self._types
        return {name: _SQL_TYPES.get(kind, "TEXT") for name, kind in zip(self.columns, kinds, strict=True)}

    def encode(self, record: R) -> Row:
        """The row of a record, in the order of `columns`."""
        values = tuple(
            encode(getattr(record, name)) if encode else getattr(record, name)
            for name, encode in zip(self._fields, self._encoders, strict=True)
        )
        return (record.id, *values) if self._derived_id else values  # type: ignore[attr-defined]

    def decode(self, row: Row) -> R:
        """The record of a row that is in the order of `columns`."""
        return self.record(*self._values(row))

    def decode_all(self, rows: Sequence[Row]) -> list[R]:
        """The records of such rows, which may be many."""
        self._decoded += len(rows)
        make = self._fast if self._decoded > MANY else self.record
        return [make(*self._values(row)) for row in rows]

    @functools.cached_property
    def _fast(self) -> Callable[..., R]:
        assert not hasattr(self.record, "__post_init__")
        return _twin(self.record)

    def _values(self, row: Row) -> list[Any]:
        values = list(row)
        if self._derived_id:
            del values[0]
        for at, decode_value in self._decoders:
            value = values[at]
            if value == "[]":  # by far the most common value; parsing it would cost most of a row's time
                values[at] = ()
            elif value is not None:
                values[at] = decode_value(value)
        return values

    def completed(self, row: list[Any]) -> list[Any]:
        """A row from before the record got its last fields, with their defaults; so new fields go to the end."""
        return row + self._defaults[len(row) :]


def _twin(record: type[R]) -> Callable[..., R]:
    """Makes records two to three times as fast as their own constructor, as frozen dataclasses have it.

    A twin that may be changed is made and then becomes the record, whose slots it has. So a record must have slots.
    """
    names = [field.name for field in dataclasses.fields(record)]  # type: ignore[arg-type]
    twin: Any = dataclasses.make_dataclass(record.__name__, names, slots=True, eq=False, repr=False, match_args=False)

    def make(*values: Any) -> R:
        made = twin(*values)
        made.__class__ = record
        return made  # type: ignore[no-any-return]

    return make


def _hints(record: type) -> dict[str, Any]:
    """The type of each field; to have them looked up takes long and is needed only where some are written as text."""
    hints = {field.name: field.type for field in dataclasses.fields(record)}
    return typing.get_type_hints(record) if any(isinstance(hint, str) for hint in hints.values()) else hints


def _plain(hint: Any) -> Any:
    """The type without its `| None`; a Literal counts as text."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _plain(next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is typing.Literal:
        return str
    return hint


def _encoder(kind: Any) -> Callable[[Any], Any] | None:
    if kind is bool:
        return lambda value: None if value is None else int(value)
    if kind in _SQL_TYPES:
        return None
    return _to_json


def _to_json(value: Any) -> str | None:
    if value is None:
        return None
    if not value and isinstance(value, tuple):
        return "[]"
    return _ENCODER.encode(value)


def _decoder(kind: Any) -> Callable[[Any], Any] | None:
    if kind is bool:
        return bool
    if kind in _SQL_TYPES:
        return None
    if typing.get_origin(kind) is tuple:
        return _tuple_decoder(_plain(typing.get_args(kind)[0]))
    # Values are frozen and many rows hold the same one, such as a consent, so it is made only once.
    return functools.lru_cache(maxsize=1024)(lambda text: structure(kind, json.loads(text)))


def _tuple_decoder(item: Any) -> Callable[[str], tuple[Any, ...]]:
    def decode(text: str) -> tuple[Any, ...]:
        values = json.loads(text)
        return tuple(values) if item is str else tuple(structure(item, v) for v in values)

    return decode


def structure(kind: Any, value: dict[str, Any]) -> Any:
    """A dataclass value of type `kind` from its JSON form, its tuples and the dataclasses in them restored."""
    inner = _tuples(kind)
    return kind(**{name: _part(inner[name], item) if name in inner else item for name, item in value.items()})


@functools.lru_cache
def _tuples(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass that are tuples, with what is in them."""
    plain = {name: _plain(hint) for name, hint in _hints(kind).items()}
    return {n: _plain(typing.get_args(hint)[0]) for n, hint in plain.items() if typing.get_origin(hint) is tuple}


def _part(inner: Any, item: Any) -> Any:
    if item is None:
        return None
    return tuple(structure(inner, each) for each in item) if dataclasses.is_dataclass(inner) else tuple(item)
