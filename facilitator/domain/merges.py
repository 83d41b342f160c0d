"""What came in from another copy of the study, and what the two copies say differently."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Merge:
    """One time that another copy was taken in: `source` is its folder's name, `base` a copy of it as it was then.

    `at` is RFC 3339 text; `rows` counts the records that came or changed.
    """

    id: str
    position: float = 0.0
    at: str = ""
    source: str = ""
    base: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two copies changed differently: `ours` stands in the study, `theirs` waits to be looked at.

    Both are JSON; `record` and `row` name what it is about. An empty `field` is the whole record: one copy removed
    it while the other went on with it, so it stays.
    """

    id: str
    merge: str = ""
    record: str = ""
    row: str = ""
    field: str = ""
    ours: str = ""
    theirs: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Sync:
    """The moment, in ms of session time, at which the key was pressed on two laptops at once."""

    id: str
    position: float = 0.0
    session: str = ""
    at_ms: int = 0
