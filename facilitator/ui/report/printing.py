"""A document as PDF, printed by Qt from the same pages that the preview shows."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QUuid
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from facilitator.domain.documents.blocks import Document, Heading
from facilitator.domain.errors import UserError
from facilitator.export.pdf_finishing import Bookmark, Leading, Spot, finish_pdf
from facilitator.export.text import clean
from facilitator.export.word_measures import POINT
from facilitator.ui.report.pages import Paper

DOTS = 300
_ORIENTATIONS = {False: QPageLayout.Orientation.Portrait, True: QPageLayout.Orientation.Landscape}
_FAMILY = QUuid("{1b671a64-40d5-491e-99b0-da01ff1f3341}")
SIZES = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}


def ready_to_print() -> object:
    """What Qt needs to know fonts, for a program without a window; to be kept as long as there is printing."""
    found = QGuiApplication.instance()
    if found is not None:
        return found
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication([])


def word_pages(
    document: Document, paper: str, points: float, template: bytes, check: Callable[[], None] | None = None
) -> Mapping[int, int]:
    """On which page of its Word file each block will begin, by number; may run on any thread."""
    face = QFont(QGuiApplication.font())
    made = Paper(document, face, paper, points, None, template=template, as_calibri=True)
    try:
        return made.finish(check).places
    finally:
        made.free()


def print_pdf(
    document: Document, path: Path, paper: str, points: float, check: Callable[[], None] | None = None
) -> None:
    """Writes the document; may run on any thread. `check` is called now and then and may raise."""
    pages = Paper(document, QFont(QGuiApplication.font()), paper, points, None)
    printed = QBuffer()
    printed.open(QIODevice.OpenModeFlag.WriteOnly)
    try:
        _draw(pages.finish(check), document, paper, printed, check)
        bookmarks, links = _leading(pages, document)
        title, language = document.title, pages.language
    finally:
        pages.free()
    finish_pdf(bytes(printed.data().data()), path, title, language, bookmarks, links, check)


def _draw(pages: Paper, document: Document, paper: str, to: QIODevice, check: Callable[[], None] | None) -> None:
    writer = QPdfWriter(to)
    writer.setPageSize(QPageSize(SIZES.get(paper, QPageSize.PageSizeId.A4)))
    writer.setPageOrientation(_ORIENTATIONS[pages.wide])
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DOTS)
    writer.setTitle(document.title)
    writer.setCreator("")
    writer.setDocumentId(
        QUuid.createUuidV5(_FAMILY, clean(document.title).encode())
    )  # else it would tell one printing from another
    painter = QPainter()
    if not painter.begin(writer):
        raise UserError("The PDF could not be begun. Choose another folder and save it again.")
    try:
        for page in range(pages.pages):
            if check:
                check()
            if page:
                writer.newPage()
            pages.paint(painter, QRectF(0, 0, writer.width(), writer.height()), page)
    finally:
        painter.end()


def _leading(pages: Paper, document: Document) -> tuple[list[Bookmark], list[Leading]]:
    """The headings with their places, and from each line of the contents to what it names."""
    stands = [(Spot(page, top / POINT), height / POINT, strip) for page, top, height, strip in pages.stands()]
    begins = {strip.block: spot for spot, _, strip in reversed(stands) if strip.block >= 0}
    bookmarks = [
        Bookmark(block.level, block.text, begins[at])
        for at, block in enumerate(document.blocks)
        if isinstance(block, Heading) and at in begins
    ]
    left, right = (side / POINT for side in pages.sides)
    links = [
        Leading(spot, left, right, spot.top + height, begins[strip.leads_to])
        for spot, height, strip in stands
        if strip.leads_to in begins
    ]
    return bookmarks, links
