"""The page preview with the keyboard and for a screen reader, and while a long document is being laid out."""

import time
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from facilitator.domain.documents.blocks import Document, PageBreak, plain
from facilitator.ui.report.preview import COUNTED, Preview
from facilitator.ui.theme import Theme

Key = Qt.Key


def document(pages: int) -> Document:
    blocks = [block for at in range(pages) for block in (plain(f"Words of page {at + 1}."), PageBreak())]
    return Document("summary", "Summary for Sales", tuple(blocks[:-1]))


@pytest.fixture
def preview(qtbot: QtBot) -> Preview:
    made = Preview(Theme())
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def show(preview: Preview, qtbot: QtBot, pages: int) -> None:
    preview.show_document("Summary for Sales", document(pages))
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)


def spoken(preview: Preview) -> str:
    found = QAccessible.queryAccessibleInterface(preview.sheet)
    return str(found.text(QAccessible.Text.Name))


def test_it_is_a_picture_with_a_name_before_there_is_anything_to_see(preview: Preview) -> None:
    found = QAccessible.queryAccessibleInterface(preview.sheet)
    assert found.role() == QAccessible.Role.Graphic
    assert spoken(preview) == "Page preview"


def test_its_name_tells_document_and_page_and_its_description_the_words(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot, 3)
    assert spoken(preview) == "Summary for Sales, page 1 of 3"
    assert "Words of page 1." in preview.sheet.accessibleDescription()


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Key.Key_Right, 3),
        (Key.Key_Left, 1),
        (Key.Key_PageDown, 3),
        (Key.Key_PageUp, 1),
        (Key.Key_End, 5),
        (Key.Key_Home, 1),
    ],
)
def test_keys_turn_the_page_and_its_name_goes_along(preview: Preview, qtbot: QtBot, key: Qt.Key, page: int) -> None:
    show(preview, qtbot, 5)
    preview.turn(1)
    preview.sheet.setFocus()
    qtbot.keyClick(preview.sheet, key)
    assert spoken(preview) == f"Summary for Sales, page {page} of 5"


def test_nothing_is_laid_out_before_the_window_has_come_round(preview: Preview, qtbot: QtBot) -> None:
    preview.show_document("Summary for Sales", document(3))
    assert preview.busy
    assert preview.paper is None
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)
    assert preview.place.text() == "page 1 of 3"


def test_the_count_of_pages_is_not_told_with_every_slice(preview: Preview, qtbot: QtBot) -> None:
    told = []
    show_place = preview._show_place

    def counted() -> None:
        told.append(time.monotonic())
        show_place()

    preview._show_place = counted  # type: ignore[method-assign]
    begun = time.monotonic()
    show(preview, qtbot, 2_000)
    assert preview.place.text() == "page 1 of 2000"
    assert len(told) <= 4 + (time.monotonic() - begun) / COUNTED  # first page, end, and what a full clock holds


def test_the_pages_of_another_document_are_freed_and_what_is_shown_stays(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot, 300)
    before = weakref.ref(preview.paper)
    show(preview, qtbot, 3)
    assert before() is None
    assert spoken(preview) == "Summary for Sales, page 1 of 3"
    assert not preview.grab().isNull()


def test_another_document_while_pages_are_laid_out_takes_their_place(preview: Preview, qtbot: QtBot) -> None:
    preview.show_document("Summary for Sales", document(900))
    qtbot.waitUntil(lambda: preview.paper is not None)
    preview.show_document("Summary for Sales", document(500))
    preview.show_document("Summary for Sales", document(2))
    qtbot.waitUntil(lambda: not preview.busy, timeout=20_000)
    assert preview.place.text() == "page 1 of 2"


def test_without_a_document_the_sheet_is_empty_at_once(preview: Preview, qtbot: QtBot) -> None:
    show(preview, qtbot, 40)
    preview.show_document("", None)
    assert not preview.grab().isNull()
    qtbot.waitUntil(lambda: not preview.busy)
    assert spoken(preview) == "Page preview"
