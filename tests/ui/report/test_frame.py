"""The parts of the page beside one another: in larger type everything that is seen can still be read and reached."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.storage.opening import StudyFolder
from facilitator.ui.actions import Actions
from facilitator.ui.main_window import MainWindow
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.page import ReportPage
from facilitator.ui.theme import Theme
from tests.ui.report.test_page import desk, settle, study

__all__ = ["desk", "study"]


def opened(qtbot: QtBot, desk: ReportDesk, scale: float) -> ReportPage:
    theme, actions = Theme(scale=scale), Actions()
    page = ReportPage(theme, actions, desk)
    window = MainWindow(theme, actions, {"report": lambda: page})
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.go("report")
    settle(qtbot)
    return page


def cut_at_a_side(page: ReportPage) -> list[str]:
    """Controls of the check pane and the log of which a part stands outside what holds them."""
    controls = [
        *page.panes()[2].findChildren(QAbstractButton),
        *page.panes()[2].findChildren(QComboBox),
        *page.panes()[3].findChildren(QAbstractButton),
    ]
    seen = [each for each in controls if each.isVisible() and each.width() > 0]
    return [type(each).__name__ for each in seen if not _is_within(each)]


def _is_within(widget: QWidget) -> bool:
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder.parentWidget(), QScrollArea | MainWindow):
        holder = holder.parentWidget()
    assert holder is not None
    left = widget.mapTo(holder, QPoint(0, 0)).x()
    return left >= 0 and left + widget.width() <= holder.width()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("document", ["summary:dev", "report:"])
def test_no_control_is_cut_off_and_the_window_stays_as_wide_as_it_was(
    desk: ReportDesk, study: StudyFolder, qtbot: QtBot, scale: float, document: str
) -> None:
    page = opened(qtbot, desk, scale)
    page.documents.choose(document)
    settle(qtbot)
    qtbot.waitUntil(lambda: cut_at_a_side(page) == [])
    assert page.window().width() == 1366
    desk.finish()


@pytest.mark.parametrize("scale", [1.25, 1.5])
def test_the_chosen_format_can_be_read_in_larger_type(
    desk: ReportDesk, study: StudyFolder, qtbot: QtBot, scale: float
) -> None:
    page = opened(qtbot, desk, scale)
    box = page.saving.format
    needed = QFontMetrics(page.theme.font("body")).horizontalAdvance(box.currentText()) + 39
    qtbot.waitUntil(lambda: box.width() >= needed)
    desk.finish()


def test_list_and_log_leave_the_checks_most_of_the_room_in_large_type(
    desk: ReportDesk, study: StudyFolder, qtbot: QtBot
) -> None:
    page = opened(qtbot, desk, 1.5)
    _, preview, before, below = page.panes()
    assert below.height() < page.height() / 3
    assert before.width() > preview.width()
    desk.finish()


def test_type_that_grows_gives_the_list_the_room_it_has_where_the_page_is_opened_in_it(
    desk: ReportDesk, study: StudyFolder, qtbot: QtBot
) -> None:
    wide = opened(qtbot, desk, 1.5).documents.width()
    page = opened(qtbot, desk, 1.0)
    usual = page.documents.width()
    page.theme.set_scale(1.5)
    qtbot.waitUntil(lambda: abs(page.documents.width() - wide) < 24)
    page.theme.set_scale(1.0)
    qtbot.waitUntil(lambda: page.documents.width() == usual)
    assert usual < wide - 24
    desk.finish()
