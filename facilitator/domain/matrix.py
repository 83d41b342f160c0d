"""The feedback matrix: who is shown whose answers, and how far that has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.ids import joined_id

CellState = Literal["own", "not_planned", "planned", "partly", "shown", "feedback"]
Preset = Literal["staff_see_all", "all_see_all", "none"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A viewer group is shown the answers of another group."""

    viewer: str
    shown: str

    @property
    def id(self) -> str:
        """Made of its two ends, so that the same dot set on two laptops is one."""
        return joined_id(self.viewer, self.shown)


@dataclass(frozen=True, slots=True)
class Progress:
    """What has happened in one cell: items in the pack, items dealt with, reactions, session over."""

    items: int = 0
    dealt_with: int = 0
    reactions: int = 0
    over: bool = False


def cell_state(own: bool, planned: bool, progress: Progress) -> CellState:
    """The state of a cell; what was shown outlives the plan, since it cannot be unseen."""
    if own:
        return "own"
    seen = progress.dealt_with > 0 or progress.reactions > 0
    if not seen:
        return "planned" if planned else "not_planned"
    if progress.dealt_with < progress.items and not progress.over:
        return "partly"
    return "feedback" if progress.reactions else "shown"


def preset_dots(preset: Preset, groups: Sequence[Actor]) -> tuple[Dot, ...]:
    """The dots of a preset over the focus groups, row by row."""
    if preset == "none":
        return ()
    viewers: Iterable[Actor] = groups if preset == "all_see_all" else [g for g in groups if g.side == "internal"]
    return tuple(Dot(v.id, s.id) for v in viewers for s in groups if v.id != s.id)
