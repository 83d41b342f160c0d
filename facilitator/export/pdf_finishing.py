"""Gives a printed PDF what printing leaves out: bookmarks, links, title and language; and takes away who made it when.

Pages stay as they were drawn. They are not tagged: what a screen reader needs to know of a table or list is not known
any more when glyphs are drawn, so that the Word file is the one for people who have documents read to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

from facilitator.export.text import clean

_VERSION = "%PDF-1.7"
_NO_BORDER: Any = [0, 0, 0]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the page, counted from 0, and how far below its upper edge, in points."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading, where it stands; level 1 is the highest."""

    level: int
    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Leading:
    """A rectangle (left, right, below the upper edge from `spot.top` to `bottom`), and where it leads."""

    spot: Spot
    left: float
    right: float
    bottom: float
    to: Spot


def finish_pdf(
    printed: bytes,
    path: Path,
    title: str,
    language: str,
    bookmarks: Sequence[Bookmark],
    links: Sequence[Leading],
    check: Callable[[], None] | None = None,
) -> None:
    """Writes `printed` to `path`; `check` is called now and then and may raise."""
    ask = check or (lambda: None)
    writer = PdfWriter()
    for page in PdfReader(BytesIO(printed)).pages:  # and nothing else of the file, where maker and hour stand
        writer.add_page(page)
        ask()
    _tell(writer, title, language, shown=bool(bookmarks))
    heights = [float(page.mediabox.height) for page in writer.pages]
    _add_bookmarks(writer, bookmarks, heights, ask)
    for link in links:
        ask()
        height = heights[link.spot.page]
        rect = (link.left, height - link.bottom, link.right, height - link.spot.top)
        fit = Fit.xyz(left=0, top=heights[link.to.page] - link.to.top)
        writer.add_annotation(
            link.spot.page, Link(rect=rect, border=_NO_BORDER, target_page_index=link.to.page, fit=fit)
        )
    with path.open("wb") as file:
        writer.write(cast(BinaryIO, _Asked(file, ask)))


class _Asked:
    """A file that asks with each piece whether to go on; pieces are many and small."""

    def __init__(self, file: BinaryIO, check: Callable[[], None]) -> None:
        self._file = file
        self._check = check

    def write(self, data: bytes) -> int:
        self._check()
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _tell(writer: PdfWriter, title: str, language: str, *, shown: bool) -> None:
    """Title and language, and neither maker nor hour; the title stands in the bar of the window."""
    root = writer.root_object
    writer.pdf_header = _VERSION
    writer.metadata = {"/Title": clean(title)}
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    if shown:
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _add_bookmarks(
    writer: PdfWriter, bookmarks: Sequence[Bookmark], heights: Sequence[float], check: Callable[[], None]
) -> None:
    above: list[tuple[int, Any]] = []
    for each in bookmarks:
        check()
        while above and above[-1][0] >= each.level:
            above.pop()
        parent = above[-1][1] if above else None
        fit = Fit.xyz(left=0, top=heights[each.spot.page] - each.spot.top)
        made = writer.add_outline_item(
            title=clean(each.text), page_number=each.spot.page, parent=parent, is_open=each.level == 1, fit=fit
        )
        above.append((each.level, made))
