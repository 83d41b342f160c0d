"""The Findings page in a window, and one on a study whose session was recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.ear import AudioEar
from facilitator.services.findings import Findings
from facilitator.ui.actions import Actions
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.main_window import MainWindow
from facilitator.ui.theme import Theme
from tests.hand_player import HandPlayer
from tests.ui.findings.sounding import recorded_study

Shown = Callable[[FindingsDesk], FindingsPage]


@pytest.fixture
def hand_player() -> HandPlayer:
    return HandPlayer()


@pytest.fixture
def sound_desk(tmp_path: Path, hand_player: HandPlayer) -> Iterator[FindingsDesk]:
    study = recorded_study(tmp_path)
    yield FindingsDesk(study.store, Findings(study.store), study.path, hand_player, AudioDecoder(), AudioEar())
    study.close()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows the page of a desk in a window of its own."""

    def show(desk: FindingsDesk) -> FindingsPage:
        theme, actions = Theme(), Actions()
        window = MainWindow(theme, actions, {"findings": lambda: FindingsPage(theme, actions, desk)})
        qtbot.addWidget(window)
        desk.store.listen(window.apply_changes)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        window.go("findings")
        assert isinstance(window.page, FindingsPage)
        return window.page

    return show


@pytest.fixture
def sound_page(sound_desk: FindingsDesk, shown: Shown) -> FindingsPage:
    return shown(sound_desk)
