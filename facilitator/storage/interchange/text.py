"""From the bytes of a foreign file to plain values, within limits and with a place for every fault."""

import json
from collections import Counter
from typing import Any, NoReturn

from facilitator.domain.errors import ImportRefused
from facilitator.storage.interchange.reading import kind_of

LARGEST = 200 * 1024 * 1024
DEEPEST = 30


class OneObject(dict[str, Any]):
    """A JSON object that remembers which of its keys stood there twice."""

    twice: tuple[str, ...] = ()


def values_of(data: bytes) -> OneObject:
    """The object a file holds; raises ImportRefused for anything else."""
    if len(data) > LARGEST:
        raise ImportRefused([f"the file is larger than {LARGEST // 1024**2} MB; split the study"])
    text = _decoded(data)
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise _broken(text, error) from error
    except RecursionError as error:
        raise ImportRefused(["the file is nested too deeply to be a study; check where it comes from"]) from error
    except ValueError as error:  # a number with thousands of digits, NaN or Infinity
        raise ImportRefused([_number_fault(error)]) from error
    if not isinstance(found, OneObject):
        raise ImportRefused([f"the file must hold an object, not {kind_of(found)}; choose a study in JSON"])
    _check_depth(found)
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        raise ImportRefused(["the file is UTF-16 or UTF-32, not UTF-8; save it as UTF-8"])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportRefused([f"line {line} is not UTF-8; save the file as UTF-8"]) from error


def _broken(text: str, error: json.JSONDecodeError) -> ImportRefused:
    if not text.strip():
        return ImportRefused(["the file is empty; choose a study in JSON"])
    return ImportRefused([f"line {error.lineno}, column {error.colno} is not JSON ({error.msg}); correct it there"])


def _object(pairs: list[tuple[str, Any]]) -> OneObject:
    made = OneObject(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        made.twice = tuple(name for name, count in counts.items() if count > 1)
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _number_fault(error: ValueError) -> str:
    name = str(error)
    found = name if name in ("NaN", "Infinity", "-Infinity") else "a number with thousands of digits"
    return f"the file holds {found}, which is no number of a study; replace it"


def _check_depth(value: OneObject) -> None:
    """Refuses what is nested deeper than any study, level by level, so that no stack can run out."""
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise ImportRefused(["the file is nested too deeply to be a study; check where it comes from"])


def _inside(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value
    return [item for item in inner if isinstance(item, (dict, list))]
