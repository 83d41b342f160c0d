"""The questions that the program asks in a window of their own."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog  # noqa: TID251 - the modals themselves are tested here
from pytestqt.qtbot import QtBot

from facilitator.ui import ask


def test_what_is_needed_cannot_be_accepted_empty(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def type_into(dialog: QInputDialog) -> int:
        box = dialog.findChild(QDialogButtonBox)
        assert isinstance(box, QDialogButtonBox)
        accept = box.button(QDialogButtonBox.StandardButton.Ok)
        for words in ("", "  ", "Ward", ""):
            dialog.setTextValue(words)
            seen.append(accept.isEnabled())
        dialog.setTextValue("Ward")
        return 1

    monkeypatch.setattr(QInputDialog, "exec", type_into)
    assert ask.text(None, "New study", "What is it called?", needed=True) == "Ward"
    assert seen == [False, False, True, False]
    seen.clear()
    assert ask.text(None, "Scribe", "Who are you?") == "Ward"
    assert seen == [True] * 4
