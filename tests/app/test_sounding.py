"""The whole program with a real sound server: the room is checked, recorded, lost, found again and replayed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.app import build
from facilitator.app.opened import OpenStudy
from facilitator.domain.recordings import Gap
from facilitator.domain.recordings import Recording as Recorded
from facilitator.domain.study import Study
from facilitator.storage.opening import create_study
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.session_view import SessionView
from facilitator.ui.widgets.light import Recording
from tests.sound import RATE, VirtualSound
from tests.ui.run.conftest import fill


def _talk(seconds: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Bursts of noise with pauses between them, as loud as talk."""
    noise = np.random.default_rng(1).normal(0, 2500, RATE * seconds)
    pauses = (np.arange(len(noise)) // (RATE // 4)) % 3 == 2
    noise[pauses] /= 200
    return noise.astype(np.int16)


class Office:
    """The program on a study with two groups, in a session that is recorded from a pipe."""

    def __init__(self, app: QApplication, qtbot: QtBot, home: Path) -> None:
        for name in ("config", "data"):
            (home / name).mkdir()
        made = create_study(home / "A.study", Study(title="Who picks it up?"))
        fill(made.store)
        made.close()
        self._qtbot = qtbot
        self.program = build(app, home)
        self.window = self.program.window
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        assert self.program.open_folder(made.path)
        self.window.go("run")

    @property
    def page(self) -> RunPage:
        page = self.window.page
        assert isinstance(page, RunPage)
        return page

    @property
    def view(self) -> SessionView:
        assert self.page.view is not None
        return self.page.view

    @property
    def open(self) -> OpenStudy:
        assert self.program.open is not None
        return self.program.open

    @property
    def sign(self) -> str:
        """Beside the first entry."""
        return self.view.stream.stream.look(0).sign

    def light(self) -> Recording:
        return self.window.top.light.state

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window, key)

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=30_000)

    def begin(self) -> None:
        """F5 checks the room until somebody is heard, and F5 again records."""
        self.press(Qt.Key.Key_F5)
        check = self.page.check
        assert check is not None
        self.until(lambda: check.sound.light == "ok")
        self.press(Qt.Key.Key_F5)
        self.until(lambda: self.light() is Recording.ON)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.view.line.text, words)
        QTest.keyClick(self.view.line.text, Qt.Key.Key_Return)


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, virtual_sound: VirtualSound, tmp_path: Path) -> Iterator[Office]:
    office = Office(qapp, qtbot, tmp_path)
    yield office
    office.program.close_study()
    office.window.deleteLater()


@pytest.mark.slow
def test_a_session_is_recorded_through_a_lost_microphone_and_replayed(
    office: Office, virtual_sound: VirtualSound
) -> None:
    with virtual_sound.speaking(_talk(120)):
        office.begin()
        control, sound = office.open.sound.control, office.view.sound
        assert sound is not None
        office.until(lambda: control.keeper.recorded_ms > 1_500 and sound.pane.meter.lit > 8)
        office.type("1 Heard")
        assert office.sign == "play_off", "there is sound, but the room would hear it"
        virtual_sound.unplug()
        office.until(lambda: office.light() is Recording.LOST)
        assert office.window.banner.isVisible()
        assert office.window.focusWidget() is office.view.line.text
    virtual_sound.plug_in()
    with virtual_sound.speaking(_talk(60)):
        office.until(lambda: office.light() is Recording.ON)
        assert office.window.banner.isHidden()
        office.page.end()
    assert office.light() is Recording.NONE
    store = office.open.folder.store
    assert all(gap.end_ms is not None for gap in store.find(Gap))
    assert store.count(Gap) >= 1  # more of them where the machine is too busy to feed the pipe in time
    assert len(store.find(Recorded)[0].stretches) >= 2


@pytest.mark.slow
def test_an_entry_of_a_past_session_is_heard(office: Office, virtual_sound: VirtualSound) -> None:
    with virtual_sound.speaking(_talk(60)):
        office.begin()
        office.until(lambda: office.open.sound.control.keeper.recorded_ms > 2_000)
        office.type("1 Heard")
        office.page.end()
    office.page.read("sales")
    with virtual_sound.listening() as heard:
        office.view.play(0)
        office.until(lambda: office.sign == "stop")
        office.until(lambda: float(np.abs(heard.samples()).max(initial=0)) > 0.05)
