"""A document as PDF, printed by Qt from the same pages that the preview shows."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QFont, QGuiApplication, QPageSize, QPainter, QPdfWriter

from facilitator.domain.documents.blocks import Document
from facilitator.domain.errors import UserError
from facilitator.ui.report.pages import Paper

DOTS = 300
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
    return made.finish(check).places


def print_pdf(
    document: Document, path: Path, paper: str, points: float, check: Callable[[], None] | None = None
) -> None:
    """Writes the document; may run on any thread. `check` is called now and then and may raise."""
    pages = Paper(document, QFont(QGuiApplication.font()), paper, points, None).finish(check)
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(SIZES.get(paper, QPageSize.PageSizeId.A4)))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(DOTS)
    writer.setTitle(document.title)
    writer.setCreator("")
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
