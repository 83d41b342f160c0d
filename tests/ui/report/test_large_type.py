"""The check list and its foot in a narrow column: counts and the chosen format are never out of sight."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator.ui.report.checks import Check, CheckList
from facilitator.ui.report.saving import SaveBar
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.label import ElidedLabel


def test_every_count_stays_beside_its_sentence(qtbot: QtBot) -> None:
    checks = CheckList(Theme())
    qtbot.addWidget(checks)
    checks.resize(260, 400)
    checks.show_checks(
        [
            Check("a", "E-mail addresses, telephone and account numbers", "0", "ok"),
            Check("b", "In this document, and in every one like it", "1234 statements, 987 quotes", "info"),
        ],
        afresh=True,
    )
    with qtbot.waitExposed(checks):
        checks.show()

    def ends() -> list[int]:
        counts = [label for label in checks.findChildren(QLabel) if label.text()[:1].isdigit()]
        return [count.mapTo(checks, QPoint(count.width(), 0)).x() for count in counts]

    qtbot.waitUntil(lambda: len(ends()) == 2 and all(end <= checks.viewport().width() for end in ends()))


def test_the_chosen_format_is_read_also_where_the_button_needs_the_room(qtbot: QtBot) -> None:
    bar = SaveBar(Theme())
    qtbot.addWidget(bar)
    bar.offer(["docx", "pdf", "html"])
    bar.resize(bar.save.sizeHint().width() + 60, 90)
    with qtbot.waitExposed(bar):
        bar.show()
    needed = QFontMetrics(bar.format.font()).horizontalAdvance(bar.format.currentText()) + 20
    qtbot.waitUntil(lambda: bar.format.width() >= needed)
    assert bar.save.width() >= bar.save.sizeHint().width()


def test_a_heading_too_long_for_its_column_says_it_in_fewer_words(qtbot: QtBot) -> None:
    head = ElidedLabel(Theme(), "Before it leaves this laptop", "heading", bold=True, short="Before it leaves")
    qtbot.addWidget(head)
    wide = QFontMetrics(head.font()).horizontalAdvance(head.text())
    head.resize(wide + 4, 40)
    assert head.shown == "Before it leaves this laptop"
    head.resize(wide - 10, 40)
    assert head.shown == "Before it leaves"
    assert head.accessibleName() == "Before it leaves this laptop"
