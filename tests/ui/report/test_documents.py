"""The list of documents keeps its room where the type is large."""

from pytestqt.qtbot import QtBot

from facilitator.ui.report.documents import DocumentList
from facilitator.ui.theme import Theme


def test_names_have_more_room_in_larger_type(qtbot: QtBot) -> None:
    theme = Theme()
    documents = DocumentList(theme)
    qtbot.addWidget(documents)
    usual = documents.minimumSizeHint().width()
    theme.set_scale(1.5)
    assert documents.minimumSizeHint().width() == usual * 3 // 2
