"""The keys of the audience window on pages that know nothing of it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.keys import AudienceKeys
from facilitator.ui.main_window import MainWindow
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme


class Plain(Page):
    """A page like Prepare or Report."""

    page_id = title = "prepare"


class Session(Page):
    """A page that takes the keys while it is on show."""

    page_id = title = "run"

    def __init__(self, theme: Theme, actions: Actions, audience: AudienceController) -> None:
        super().__init__(theme)
        self._keys = AudienceKeys(actions, audience, self.notice)

    def arrive(self) -> None:
        self._keys.take()

    def leave(self) -> None:
        self._keys.give_back()


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def audience(theme: Theme) -> Iterator[AudienceController]:
    audience = AudienceController(theme.icons)
    yield audience
    audience.close()


@pytest.fixture
def window(theme: Theme, audience: AudienceController, qtbot: QtBot) -> MainWindow:
    actions = Actions()
    makers = {"prepare": lambda: Plain(theme), "run": lambda: Session(theme, actions, audience)}
    window = MainWindow(theme, actions, makers)
    qtbot.addWidget(window)
    window.show()
    window.go("prepare")
    return window


def _f12(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F12)


def test_the_window_goes_black_from_every_page(window: MainWindow, audience: AudienceController, qtbot: QtBot) -> None:
    window.go("run")
    audience.open(window)
    audience.show_question("What about it?")
    audience.set_black(False)
    window.go("prepare")
    kinds = []
    for _ in range(2):
        _f12(window, qtbot)
        kinds.append(audience.view.kind)
    assert kinds == ["black", "question"]
    assert window.strip.sentence == "The audience window shows what is on it."


def test_where_no_window_is_open_a_sentence_says_so(
    window: MainWindow, audience: AudienceController, qtbot: QtBot
) -> None:
    for page in ("prepare", "run", "prepare"):
        window.go(page)
        window.say("")
        _f12(window, qtbot)
        assert window.strip.sentence == "The audience window is closed. It is opened in a session."
    assert not audience.is_open
