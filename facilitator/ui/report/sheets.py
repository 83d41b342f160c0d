"""Cuts a text that was set into strips into sheets: between lines and rows, never below what belongs to the next.

Qt can break pages itself, but it leaves headings alone at the foot and goes through the rows of tables.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from facilitator.ui.report.typesetting import Ink


@dataclass(slots=True, eq=False)
class Strip:
    """What no sheet ends within: a line or a row; `above` is the room to the one before on the same sheet.

    `kept` says that it stays with the next, `begins` that a new page begins with it; `head` is the head of its table,
    `block` the number of the block that it begins and `leads_to` of the one that it is an entry for, else -1.
    """

    height: float
    inks: Sequence[Ink] = ()
    above: float = 0.0
    kept: bool = False
    begins: bool = False
    head: "Strip | None" = None
    block: int = -1
    leads_to: int = -1


@dataclass(slots=True)
class Piece:
    """A strip on a sheet: its `top` there; of one higher than a page, only what stands between `first` and `last`."""

    strip: Strip
    top: float
    first: float = 0.0
    last: float = 0.0


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    pieces: list[Piece] = field(default_factory=list)


def sheets(strips: Iterable[Strip | None], height: float) -> Iterator[Sheet | None]:
    """The pages of a text that was set without any, each of which holds `height`; None is a moment to rest."""
    waiting: list[Strip] = []
    bottom, first = 0.0, True
    for strip in strips:
        yield None
        if strip is None:
            continue
        waiting.append(strip)
        bottom = _below(bottom, strip, alone=len(waiting) == 1, first=first)
        while len(waiting) > 1 and (bottom > height or strip.begins):
            end = _end(waiting)
            yield from _page(waiting[:end], height, first=first)
            del waiting[:end]
            bottom, first = _height(waiting), False
    if waiting:
        yield from _page(waiting, height, first=first)


def _below(bottom: float, strip: Strip, *, alone: bool, first: bool) -> float:
    """How far down the page goes with this strip."""
    if alone:
        return _room_above(strip, first=first) + strip.height
    return bottom + strip.above + strip.height


def _room_above(strip: Strip, *, first: bool) -> float:
    """What stands above the first strip of a page: the head of its table, or the room that a new page leaves it."""
    if strip.head is not None:
        return strip.head.height
    return strip.above if first or strip.begins else 0.0


def _height(waiting: Sequence[Strip]) -> float:
    bottom = 0.0
    for at, strip in enumerate(waiting):
        bottom = _below(bottom, strip, alone=not at, first=False)
    return bottom


def _end(waiting: Sequence[Strip]) -> int:
    """Which strip begins the next page; the last of them is the one that does not fit, or that begins one."""
    last = len(waiting) - 1
    if waiting[last].begins:
        return last
    end = last
    while end > 0 and waiting[end - 1].kept:
        end -= 1
    return end or last


def _page(strips: Sequence[Strip], height: float, *, first: bool) -> Iterator[Sheet]:
    """The sheet itself, or several where a single row is higher than a page."""
    opening = strips[0]
    top = _room_above(opening, first=first)
    head = [Piece(opening.head, 0.0, 0.0, opening.head.height)] if opening.head else []
    done = 0.0
    while (until := _gap(opening, done, done + height - top)) < opening.height:
        yield Sheet([*head, Piece(opening, top, done, until)])
        done = until
    pieces, bottom = [*head, Piece(opening, top, done, opening.height)], top + opening.height - done
    for strip in strips[1:]:
        pieces.append(Piece(strip, bottom + strip.above, 0.0, strip.height))
        bottom += strip.above + strip.height
    yield Sheet(pieces)


def _gap(strip: Strip, done: float, limit: float) -> float:
    """Where a row is cut: between its lines, at most at `limit`."""
    if strip.height <= limit:
        return strip.height
    through = (ink.top for ink in strip.inks if ink.top < limit < ink.bottom and ink.bottom - ink.top < limit - done)
    return min((top for top in through if top > done), default=limit)
