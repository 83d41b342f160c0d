"""Who is spoken with and who is spoken about."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["focus_group", "other", "thing"]
Side = Literal["internal", "external"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A focus group, another team, or a thing that people talk about; only focus groups meet.

    `colour` is "#rrggbb". `row_label` and `column_label` are printed in the matrix where they
    differ from the name.
    """

    id: str
    position: float = 0.0
    name: str = ""
    short: str = ""
    kind: ActorKind = "focus_group"
    side: Side = "internal"
    background: str = ""
    colour: str = ""
    split_of: str | None = None
    row_label: str | None = None
    column_label: str | None = None

    @property
    def is_group(self) -> bool:
        """Whether sessions are held with it."""
        return self.kind == "focus_group"

    @property
    def printed_row(self) -> str:
        """The label of its matrix row."""
        return self.row_label or self.name

    @property
    def printed_column(self) -> str:
        """The label of its matrix column."""
        return self.column_label or self.name
