"""The page of Reflect on a small study, with a hand-set clock, a pretended loudspeaker and real keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.reactions import Reaction, Showing
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.storage.opening import StudyFolder
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.reflect.console import Console
from facilitator.ui.reflect.page import ReflectPage
from facilitator.ui.screening import Screening
from facilitator.ui.theme import Theme
from tests.clocks import HandClock
from tests.hand_player import HandPlayer
from tests.reflection import make_study

Key = Qt.Key


@dataclass
class Room:
    """The page, what is behind it, and what the strip was told."""

    page: ReflectPage
    study: StudyFolder
    clock: HandClock
    player: HandPlayer
    audience: AudienceController
    actions: Actions
    said: list[str] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.study.store

    @property
    def console(self) -> Console:
        return self.page.console

    def type(self, letters: str) -> None:
        QTest.keyClicks(self.console.keys, letters)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.console.keys, key)

    def reactions(self) -> list[Reaction]:
        return self.store.find(Reaction)

    def showings(self) -> list[Showing]:
        return self.store.find(Showing)


@pytest.fixture
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    """As in a start of the program, the stylesheet comes when the page is there, which halves the time of a test."""
    theme = Theme()
    theme.dress(qapp, starting=True)
    if "make_room" not in request.fixturenames:
        theme.put_on_sheet()
    return theme


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = make_study(tmp_path)
    yield folder
    folder.close()


@pytest.fixture
def make_room(qtbot: QtBot, theme: Theme, study: StudyFolder) -> Iterator[Callable[[], Room]]:
    made: list[tuple[Room, Callable[[], None]]] = []

    def make() -> Room:
        clock, player, audience, actions = HandClock(), HandPlayer(), AudienceController(theme.icons), Actions()
        gate = Gatekeeper(study.store, study.names)
        audience.screening = Screening(gate, audience.notice_requested.emit)
        page = ReflectPage(
            theme,
            planning=Planning(study.store, clock, gate),
            reflecting=Reflecting(study.store, clock, gate),
            player=player,
            audience=audience,
            folder=study.path,
            actions=actions,
        )
        theme.put_on_sheet()
        forget = study.store.listen(page.receive)
        room = Room(page, study, clock, player, audience, actions)
        made.append((room, forget))
        page.notice_requested.connect(lambda sentence, _undoable: room.said.append(sentence))
        page.resize(1286, 688)
        page.show()
        page.come()
        return room

    yield make
    for room, forget in made:
        forget()
        room.audience.close()
        for widget in (room.page, room.audience.window):  # at once: every living widget slows the next test
            if widget is not None:
                shiboken6.delete(widget)


@pytest.fixture
def room(make_room: Callable[[], Room]) -> Room:
    return make_room()


@pytest.fixture
def console(room: Room) -> Room:
    """A room in which the reflection of Sales has begun; the audience sees black."""
    room.page.start("sales")
    return room
