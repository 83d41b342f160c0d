"""What is learnt while a file is read: its faults, the ids it gives and the references it makes."""

from dataclasses import dataclass, field
from typing import Any, Literal

from facilitator.domain.errors import ImportRefused

Place = tuple[str | int, ...]
IfLost = Literal["null", "item", "key", "record"]
"""What takes the place of a reference whose target is gone: null, one item less, one key less, or no record."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that must stand in one of `sections`, and where it is written."""

    place: Place
    sections: tuple[str, ...]
    target: str
    if_lost: IfLost


@dataclass(slots=True)
class Reading:
    """Collects faults instead of stopping at the first one."""

    faults: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    ids: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    most: int | None = None
    """After so many faults the rest of the file is not read, for finding each takes time and hardly any is told."""
    unsure: set[str] = field(default_factory=set)
    """Sections whose ids are not all known, so that what refers to them cannot be judged."""

    def fault(self, place: Place, sentence: str) -> None:
        """Notes a fault; the sentence starts in lower case and carries no full stop."""
        self.faults.append(f"{shown(place)} {sentence}")
        if self.most is not None and len(self.faults) >= self.most:
            raise ImportRefused(self.faults)
        if len(place) <= 2 or place[-1] in ("id", "questions"):
            self.unsure |= {"question_sets", "questions"} if place[0] == "question_sets" else {str(place[0])}

    def give_id(self, section: str, value: str, place: Place) -> None:
        """Notes that a record has this id; an id that stands in the file already is a fault."""
        first = self.places.setdefault(value, place)
        if first is not place:
            self.fault(place, f"repeats the id {quoted(value)} of {shown(first[:-1])}; give it an id of its own")
        self.ids.setdefault(section, set()).add(value)

    def lost(self) -> list[Reference]:
        """The references that do not resolve."""
        empty: set[str] = set()
        return [
            reference
            for reference in self.references
            if self.unsure.isdisjoint(reference.sections)
            and not any(reference.target in self.ids.get(section, empty) for section in reference.sections)
        ]


def shown(place: Place) -> str:
    """A place as people write it: statements[3].text."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{printable(_short(step))}" for step in place)
    return text.lstrip(".") or "the file"


def quoted(text: str) -> str:
    """A short, printable form of something found in the file."""
    return f"“{printable(_short(text))}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def printable(text: str) -> str:
    """Text that any terminal takes, on one line."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return "".join(letter if letter.isprintable() else " " for letter in safe)


def kind_of(value: Any) -> str:
    """What a JSON value is, in words."""
    if isinstance(value, dict):
        return "an object"
    kinds = {list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else kinds.get(type(value), "something else")
