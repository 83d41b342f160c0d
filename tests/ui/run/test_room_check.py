"""The check before a session: heard from the farthest seat, played back, and what stops or only warns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.people import Person
from facilitator.services.sound.room_check import permission
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.run.check_words import permission_words
from facilitator.ui.run.room_check import RoomCheck, RoomTools
from facilitator.ui.theme import Theme
from facilitator.ui.wakefulness import Wakefulness
from facilitator.ui.widgets.panel import Panel
from tests.clocks import HandClock
from tests.hand_player import HandPlayer
from tests.ui.run.hand_recorder import BUILT_IN, ROOM_NOISE, TABLE, HandPower, HandRecorder

AGREED = Person("1", alias="Ash", consent=Consent(record=True))
REFUSED = Person("2", alias="Birch", consent=Consent(record=False))


@dataclass
class Checked:
    """The panel and everything behind it."""

    panel: RoomCheck
    recorder: HandRecorder
    player: HandPlayer
    power: HandPower
    clock: HandClock
    audience: AudienceController
    began: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def enter(self, *people: Person, minutes: int | None = 90) -> None:
        self.panel.enter(Actor("sales", name="Sales", short="S"), list(people), minutes)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, clock: HandClock, tmp_path: Path) -> Iterator[Callable[[], Checked]]:
    panels: list[RoomCheck] = []

    def make() -> Checked:
        recorder, player, power = HandRecorder(), HandPlayer(), HandPower()
        kept: list[str] = []
        audience = AudienceController(theme.icons)
        tools = RoomTools(
            *(
                recorder,
                player,
                clock,
                tmp_path,
                audience,
                power,
                Wakefulness(power, "x"),
                lambda: "built-in",
                kept.append,
            ),
            1,
        )
        panel = RoomCheck(theme, tools)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(1286, 688)
        panel.show()
        checked = Checked(panel, recorder, player, power, clock, audience, kept=kept)
        panel.start_requested.connect(checked.began.append)
        return checked

    yield make
    for panel in panels:
        panel.leave()


@pytest.fixture
def room(make: Callable[[], Checked]) -> Checked:
    checked = make()
    checked.enter(AGREED)
    return checked


def test_the_microphone_used_last_is_chosen_and_another_one_remembered(room: Checked) -> None:
    assert (room.panel.device, room.recorder.device) == ("built-in", BUILT_IN)
    assert room.recorder.state == "listening"
    QTest.keyClick(room.panel.inputs, Qt.Key.Key_Up)
    assert (room.kept, room.recorder.device) == (["usb"], TABLE)


def test_the_seat_is_heard_once_somebody_speaks(room: Checked) -> None:
    room.recorder.speak(12, ROOM_NOISE)
    assert "Ask somebody" in room.panel.sound.sentence.text()
    room.recorder.speak()
    assert room.panel.sound.light == "ok"
    assert room.panel.meter.lit > 10
    assert "The farthest seat is heard." in room.panel.sound.accessibleName()


def test_ready_is_refused_on_digital_silence_and_said_why(room: Checked) -> None:
    room.recorder.fall_silent()
    assert room.panel.word.text() == "Not ready"
    room.panel.start()
    assert room.began == []
    assert "Nothing would be recorded" in room.panel.refusal.text()
    room.panel.anyway.click()
    assert room.began == ["built-in"]


def test_ready_is_refused_as_long_as_nothing_has_come_in_at_all(room: Checked) -> None:
    room.panel.start()
    assert room.began == []
    assert "Nothing would be recorded" in room.panel.refusal.text()
    room.recorder.speak()
    room.panel.start()
    assert room.began == ["built-in"]


def test_a_microphone_that_speaks_again_takes_the_refusal_back(room: Checked) -> None:
    room.recorder.fall_silent()
    room.panel.start()
    room.recorder.speak()
    assert room.panel.refusal.text() == ""
    assert room.panel.anyway.isHidden()
    room.panel.start()
    assert room.began == ["built-in"]


def test_without_a_microphone_the_light_is_red(make: Callable[[], Checked]) -> None:
    checked = make()
    checked.recorder.found = []
    checked.enter(AGREED)
    assert checked.panel.sound.light == "bad"
    assert "no microphone" in checked.panel.sound.sentence.text()
    assert "no microphone" in checked.panel.record_trial.toolTip()
    assert checked.panel.window().focusWidget() is checked.panel.notes_only


def test_one_who_said_no_is_named_and_recording_is_refused(make: Callable[[], Checked]) -> None:
    checked = make()
    checked.enter(AGREED, REFUSED)
    checked.recorder.speak()
    checked.panel.start()
    assert checked.began == []
    assert checked.panel.consent.sentence.text().startswith("Birch did not agree")
    assert not checked.panel.anyway.isHidden()


def test_the_trial_is_recorded_played_back_and_leaves_nothing(room: Checked, qtbot: QtBot) -> None:
    room.panel.record_trial.click()
    folder = room.recorder.folder
    assert not room.panel.record_trial.isEnabled()
    room.clock.pass_seconds(1)
    qtbot.waitUntil(lambda: bool(room.player.heard), timeout=10_000)
    assert room.player.heard[0].path == folder
    assert room.recorder.state == "listening"
    assert room.panel.heard.sentence.text().startswith("Playing")
    room.player.end()
    assert room.panel.heard.light == "ok"
    room.panel.leave()
    assert folder is not None
    assert not folder.exists()


def test_a_trial_without_sound_says_so(room: Checked, qtbot: QtBot) -> None:
    room.panel.record_trial.click()
    qtbot.waitUntil(lambda: room.panel.heard.light == "bad", timeout=10_000)
    assert room.player.heard == []


def test_the_audience_window_opens_from_the_check_and_is_black(room: Checked) -> None:
    assert room.panel.projector.sentence.text() == "The audience window is closed. It opens black."
    room.panel.open_window.click()
    assert room.panel.projector.light == "ok"
    assert room.panel.open_window.isHidden()
    assert room.audience.is_black
    room.audience.close()


def test_power_and_sleep(room: Checked, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "76 %" in room.panel.battery.sentence.text(), timeout=10_000)
    qtbot.waitUntil(lambda: room.panel.sleep.light == "ok", timeout=10_000)
    assert room.power.holds
    room.panel.leave()
    assert room.power.holds == []
    assert room.recorder.state == "off"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_sentence_has_room(make: Callable[[], Checked], theme: Theme, qtbot: QtBot, scale: float) -> None:
    checked = make()
    theme.set_scale(scale)
    checked.enter(AGREED, REFUSED)
    checked.recorder.fall_silent()
    checked.panel.start()
    labels = [row.sentence for row in checked.panel.rows()]
    qtbot.waitUntil(lambda: all(each.heightForWidth(each.width()) <= each.height() for each in labels), timeout=5000)


def test_the_head_ends_where_the_panels_end_even_if_they_scroll(room: Checked, qtbot: QtBot) -> None:
    def right_of(widget: QWidget) -> int:
        return widget.mapTo(room.panel, widget.rect().topRight()).x()

    room.panel.resize(1280, 700)
    room.panel.show()
    panel = room.panel.findChildren(Panel)[1]
    qtbot.waitUntil(lambda: right_of(room.panel.word) == right_of(panel))
    room.panel.resize(1280, 320)
    qtbot.waitUntil(lambda: right_of(room.panel.word) == right_of(panel))


def test_an_empty_list_of_people_is_not_told_as_everybody_agreeing() -> None:
    assert permission_words(permission([])).endswith("Ask everybody in the room before you record.")
    assert permission_words(permission([Person("1", consent=Consent(record=True))])).startswith("Everybody agreed")
