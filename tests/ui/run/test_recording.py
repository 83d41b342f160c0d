"""Recording in Run: the keys, the light, what is said at a loss, and that note taking is never disturbed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.services.ports import Level, PowerState
from facilitator.ui.recording import Supplies, full_time
from facilitator.ui.widgets.light import Recording as Light
from tests.ui.run.conftest import Key, Modifier, Room, Sound
from tests.ui.run.hand_recorder import BUILT_IN, TABLE


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def come_to_rest(self) -> None:
        """Until what was still to be laid out is painted, which may take several rounds."""
        self.count = 1
        while self.count:
            self.count = 0
            QApplication.processEvents()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


MakeRoom = Callable[..., Room]


def _light(sound: Sound) -> Light:
    return sound.control.light


def _signs(room: Room) -> list[str]:
    stream = room.view.stream.stream
    return [stream.look(row).sign.removesuffix("_off") for row in range(stream.rowCount())]


def test_f5_checks_the_room_and_f5_again_begins_the_recording(sounding_room: Room, sound: Sound) -> None:
    room = sounding_room
    room.actions.trigger("run.start")
    assert room.page.view is None
    assert room.page.check is not None
    assert room.page.check.isVisible()
    assert sound.recorder.state == "listening"
    sound.recorder.speak()
    room.actions.trigger("run.start")
    assert room.view.is_live
    assert _light(sound) is Light.ON
    assert room.store.find(Recording)[0].session == room.store.find(Session)[0].id
    assert room.focused


def test_esc_goes_back_to_the_groups_and_sets_the_microphone_free(
    sounding_room: Room, sound: Sound, qtbot: QtBot
) -> None:
    sounding_room.actions.trigger("run.check")
    qtbot.waitUntil(lambda: bool(sound.power.holds), timeout=10_000)
    assert sounding_room.page.close_side_panel()
    assert sounding_room.page.chooser.isVisible()
    assert sound.recorder.state == "off"
    assert not sound.power.holds
    assert sounding_room.store.count(Session) == 0


def test_a_group_that_does_not_want_it_is_not_recorded(sounding_room: Room, sound: Sound) -> None:
    sounding_room.actions.trigger("run.start")
    sounding_room.actions.trigger("run.notes_only")
    assert _light(sound) is Light.NOTES_ONLY
    assert sounding_room.store.find(Session)[0].notes_only
    assert sounding_room.store.count(Recording) == 0
    sounding_room.type("1 Not recorded\n")
    assert _signs(sounding_room) == [""]


def test_the_pane_shows_level_microphone_disk_and_battery(recorded: Room, sound: Sound) -> None:
    assert recorded.view.sound is not None
    pane = recorded.view.sound.pane
    sound.recorder.speak(3)
    sound.control.supplies_changed.emit(Supplies(41 * 60 + 5, 76, mains=False))
    assert pane.isVisible()
    assert pane.meter.lit > 10
    assert (pane.head.label.accessibleName(), pane.device.text()) == ("Recording", "USB table mic")
    assert (pane.disk.text(), pane.battery.text()) == ("41 h of disk left", "76 %, mains off")
    assert sound.control.elapsed == "0:01:00"


def test_pause_and_resume(recorded: Room, sound: Sound) -> None:
    recorded.actions.trigger("run.pause")
    assert _light(sound) is Light.PAUSED
    assert recorded.banners == {}
    recorded.clock.pass_seconds(30)
    recorded.actions.trigger("run.start")
    assert _light(sound) is Light.ON
    assert [(gap.reason, gap.start_ms, gap.end_ms) for gap in recorded.store.find(Gap)] == [("paused", 60_000, 90_000)]


def test_entries_get_their_play_sign_at_once(recorded: Room) -> None:
    recorded.clock.pass_seconds(10)
    recorded.type("1 This is heard\n")
    assert _signs(recorded) == ["play"]


def test_a_lost_microphone_disturbs_nobody_who_types(recorded: Room, sound: Sound) -> None:
    recorded.type("1q Half a se")
    sound.recorder.lose()
    QApplication.processEvents()
    recorded.type("ntence\n")
    assert recorded.last.text == "Half a sentence"
    assert recorded.focused
    assert _light(sound) is Light.LOST
    banner = recorded.banners["recording"]
    assert banner.text.startswith("Microphone unplugged at ")
    assert "Your notes are saved as before." in banner.detail
    assert [(action.text, action.caps) for action in banner.actions] == [
        ("Use Built-in microphone", "F5"),
        ("Notes only", "Shift+F5"),
    ]


def test_the_gap_stands_in_the_stream_and_stays_when_sound_is_back(recorded: Room, sound: Sound) -> None:
    recorded.type("1 Before\n")
    sound.recorder.lose()
    recorded.clock.pass_seconds(20)
    recorded.type("2 Within\n")
    stream = recorded.view.stream.stream
    assert _signs(recorded) == ["play", "mic_lost"]
    assert stream.look(1).chips[-1].text == "no audio"
    assert "still open" in stream.gaps_of(0)[1][0].text
    recorded.clock.pass_seconds(20)
    sound.recorder.find()
    assert recorded.banners == {}
    assert _light(sound) is Light.ON
    assert stream.gaps_of(0)[1][0].length == "0:40"
    assert "still open" not in stream.gaps_of(0)[1][0].text
    recorded.clock.pass_seconds(10)
    recorded.type("3 After\n")
    assert _signs(recorded) == ["play", "mic_lost", "play"]


def test_f5_takes_the_microphone_that_is_offered(recorded: Room, sound: Sound) -> None:
    sound.recorder.found = [BUILT_IN]
    sound.recorder.lose()
    recorded.banners["recording"].actions[0].act()
    assert sound.recorder.device == BUILT_IN
    assert _light(sound) is Light.ON
    assert recorded.banners == {}


def test_the_loss_can_be_accepted(recorded: Room, sound: Sound) -> None:
    sound.recorder.lose()
    recorded.actions.trigger("run.notes_only")
    assert _light(sound) is Light.NOTES_ONLY
    assert recorded.banners == {}
    recorded.actions.trigger("run.start")
    assert _light(sound) is Light.ON
    assert not recorded.store.find(Session)[0].notes_only


def test_before_the_first_entry_the_gap_is_seen_all_the_same(recorded: Room, sound: Sound) -> None:
    sound.recorder.lose()
    recorded.view.tick()
    assert recorded.view.sound is not None
    assert recorded.view.sound.gaps.isVisible()
    assert "Gap in the recording" in recorded.view.sound.gaps.accessibleName()


def test_leaving_the_page_and_the_groups_keep_recording(recorded: Room, sound: Sound) -> None:
    recorded.page.go_away()
    recorded.clock.pass_seconds(30)
    recorded.page.come()
    recorded.page.show_groups()
    recorded.page.go_on("sales")
    assert _light(sound) is Light.ON
    assert sound.control.elapsed == "0:01:30"


def test_ending_the_session_ends_the_recording(recorded: Room, sound: Sound) -> None:
    recorded.page.end()
    assert sound.recorder.state == "off"
    assert _light(sound) is Light.NONE
    kept = recorded.store.find(Recording)[0]
    assert kept.frames == 60 * 48_000


def test_the_laptop_stays_awake_as_long_as_the_session_lasts(recorded: Room, sound: Sound, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(sound.power.holds), timeout=10_000)
    recorded.page.go_away()
    assert sound.power.holds
    recorded.page.come()
    recorded.page.end()
    assert not sound.power.holds


def test_taking_the_start_back_ends_the_recording(recorded: Room, sound: Sound) -> None:
    recorded.page.take_back()
    assert recorded.page.view is None
    assert sound.recorder.state == "off"
    assert recorded.store.count(Session) == 0


def test_after_an_interruption_one_key_goes_on_recording(recorded: Room, sound: Sound, make_room: MakeRoom) -> None:
    sound.control.close()
    again = make_room(sound)
    assert again.view.is_live
    assert _light(sound) is Light.LOST
    assert again.banners["recording"].text.startswith("The recording was interrupted")
    again.actions.trigger("run.start")
    assert _light(sound) is Light.ON
    assert again.banners == {}
    assert again.store.count(Recording) == 2


def test_playing_while_recording_needs_headphones(recorded: Room, sound: Sound) -> None:
    recorded.clock.pass_seconds(60)
    recorded.type("1 This is heard\n")
    recorded.clock.pass_seconds(5)
    recorded.actions.trigger("run.play")
    assert "headphones" in recorded.said[-1]
    assert sound.player.heard == []
    assert recorded.view.stream.stream.look(0).sign == "play_off"
    sound.control.set_headphones(True)
    assert recorded.view.stream.stream.look(0).sign == "play"
    recorded.actions.trigger("run.play")
    spec = sound.player.heard[-1]
    mark = recorded.last.at_ms
    assert mark is not None
    assert spec.start_ms == mark - 10_000
    assert spec.path.parent.name == "audio"
    assert _signs(recorded) == ["stop"]
    recorded.actions.trigger("run.play")
    assert _signs(recorded) == ["play"]
    assert recorded.focused


def test_another_sound_output_makes_void_what_was_said_of_headphones(recorded: Room, sound: Sound) -> None:
    recorded.clock.pass_seconds(60)
    recorded.type("1 This is heard\n")
    recorded.clock.pass_seconds(5)
    sound.control.set_headphones(True)
    recorded.actions.trigger("run.play")
    assert sound.player.playing is not None
    sound.control.on_output_changed()
    assert sound.player.playing is None
    assert not sound.control.headphones
    assert "another device" in recorded.said[-1]
    assert recorded.view.stream.stream.look(0).sign == "play_off"


def test_a_past_session_plays_without_headphones(recorded: Room, sound: Sound) -> None:
    recorded.type("1 This is heard\n")
    recorded.page.end()
    recorded.page.read("sales")
    assert _signs(recorded) == ["play"]
    recorded.view.play(0)
    assert sound.player.heard
    assert recorded.view.sound is not None
    assert recorded.view.sound.pane.isHidden()
    recorded.page.go_away()
    assert sound.player.playing is None


def test_where_nothing_was_recorded_nothing_plays_and_it_is_said(recorded: Room, sound: Sound) -> None:
    sound.recorder.lose()
    recorded.clock.pass_seconds(20)
    recorded.type("2 Within\n")
    recorded.actions.trigger("run.play")
    assert recorded.said[-1] == "There is no sound of this moment."


@pytest.mark.parametrize(
    ("disk", "causes", "tone"), [(130, set(), "text"), (100, set(), "warn"), (19, {"disk"}, "warn")]
)
def test_a_disk_that_fills_is_amber_and_then_a_banner(
    recorded: Room, sound: Sound, disk: int, causes: set[str], tone: str
) -> None:
    sound.control._take(Supplies(disk))
    assert set(recorded.banners) == causes
    assert recorded.view.sound is not None
    assert recorded.view.sound.pane.disk.property("tone") == tone


def test_a_microphone_that_is_overdriven_is_said_until_it_is_not(recorded: Room, sound: Sound) -> None:
    sound.recorder.speak(30, Level(0.0, -6.0))
    assert "too loud for the microphone" in recorded.banners["loud"].text
    assert sound.control.is_recording
    sound.recorder.speak(100)
    assert recorded.banners == {}


def test_nothing_is_too_loud_while_the_recording_pauses_or_after_it(recorded: Room, sound: Sound) -> None:
    sound.recorder.speak(30, Level(0.0, -6.0))
    sound.control.pause()
    assert "loud" not in recorded.banners
    sound.control.record()
    sound.recorder.speak(2, Level(0.0, -6.0))
    assert "loud" not in recorded.banners


def test_an_empty_battery_closes_the_recording_first(recorded: Room, sound: Sound) -> None:
    sound.control._on_power(PowerState(False, 18))
    assert recorded.banners == {}
    assert recorded.view.sound is not None
    assert recorded.view.sound.pane.battery.property("tone") == "warn"
    sound.control._on_power(PowerState(False, 9))
    assert "Recording closes first" in recorded.banners["battery"].detail
    sound.control._on_power(PowerState(False, 3))
    assert _light(sound) is Light.PAUSED
    sound.control._on_power(PowerState(True, 3))
    assert recorded.banners == {}


def test_what_the_recorder_tells_ten_times_a_second_redraws_only_the_meter(recorded: Room, sound: Sound) -> None:
    painted = Painted(recorded.view.stream.viewport())
    painted.come_to_rest()
    sound.recorder.speak(50)
    QApplication.processEvents()
    assert painted.count == 0
    assert recorded.focused


def test_bringing_the_study_up_to_date_redraws_no_entry(recorded: Room, sound: Sound) -> None:
    recorded.type("1 One\n2 Two\n")
    looks = [recorded.view.stream.stream.look(row) for row in range(2)]
    recorded.clock.pass_seconds(11)
    sound.recorder.speak(1)
    assert recorded.store.find(Recording)[0].frames == 71 * 48_000
    assert [recorded.view.stream.stream.look(row) is look for row, look in enumerate(looks)] == [True, True]


def test_with_the_microphone_back_the_first_one_is_named(recorded: Room, sound: Sound) -> None:
    sound.recorder.device_changed.emit(TABLE)
    assert recorded.said[-1] == "Recording goes on with USB table mic."


def test_what_became_of_the_folder_is_said(recorded: Room, sound: Sound) -> None:
    sound.recorder.remarked.emit("The folder of the recording was moved.")
    assert recorded.said[-1] == "The folder of the recording was moved."


def test_typing_f5_in_the_line_never_reaches_the_text(recorded: Room) -> None:
    QTest.keyClick(recorded.view.line.text, Key.Key_F5, Modifier.ControlModifier)
    assert recorded.view.line.text.text() == ""


def test_times_keep_their_width() -> None:
    assert [full_time(ms) for ms in (0, 3_122_000, 36_000_000)] == ["0:00:00", "0:52:02", "10:00:00"]


def test_a_loss_is_told_after_a_low_disk_so_that_it_stays_on_top(recorded: Room, sound: Sound) -> None:
    causes: list[str] = []
    sound.recorder.lose()
    sound.control.banner_changed.connect(lambda cause, what: causes.append(cause) if what is not None else None)
    sound.control._take(Supplies(15))
    sound.control._take(Supplies(15))
    assert causes == ["disk", "recording"]
