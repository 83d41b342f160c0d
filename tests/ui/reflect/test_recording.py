"""A reflection is recorded with the same light, keys and pane as a focus group."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from facilitator.domain.people import Person
from facilitator.domain.recordings import Gap, Recording
from facilitator.services.sound.recording import SessionRecording
from facilitator.ui.recording import Machine, RecordingControl
from facilitator.ui.run.room_check import RoomTools
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.widgets.light import Recording as Light
from tests.ui.reflect.conftest import Room
from tests.ui.run.hand_recorder import HandRecorder


@dataclass
class Recorded:
    """The room with a microphone."""

    room: Room
    recorder: HandRecorder
    control: RecordingControl

    def light(self) -> Light:
        return self.control.light


@pytest.fixture
def recorded(make_room: Callable[[], Room]) -> Recorded:
    room = make_room()
    recorder = HandRecorder()
    keeper = SessionRecording(room.store, room.study.path, recorder, room.clock)
    control = RecordingControl(keeper, Machine())
    tools = RoomTools(recorder, room.player, room.clock, room.study.path)
    room.page.record_with(lambda: RunSound(control, tools, room.player, room.study.path))
    control.notice_requested.connect(room.said.append)
    room.page.start("sales")
    return Recorded(room, recorder, control)


def _refuse(room: Room) -> None:
    person = room.store.find(Person, actor="sales")[0]
    with room.store.change("Refuse") as change:
        change.put(replace(person, consent=replace(person.consent, record=False)))


def test_f5_records_and_the_keyboard_stays_on_the_reaction_keys(recorded: Recorded) -> None:
    room = recorded.room
    assert recorded.light() is Light.NONE
    room.actions.trigger("reflect.start")
    assert recorded.light() is Light.ON
    assert room.store.find(Recording)[0].session == room.console.session
    assert room.page.window().focusWidget() is room.console.keys
    assert room.page.recording is not None
    assert room.page.recording.pane is not None
    assert room.page.recording.pane.head.label.accessibleName() == "Recording"


def test_pause_resume_and_notes_only(recorded: Recorded) -> None:
    actions = recorded.room.actions
    actions.trigger("reflect.start")
    actions.trigger("reflect.pause")
    assert recorded.light() is Light.PAUSED
    actions.trigger("reflect.start")
    assert recorded.light() is Light.ON
    actions.trigger("reflect.notes_only")
    assert recorded.light() is Light.NOTES_ONLY


def test_the_matrix_does_not_end_it_and_the_end_of_the_reflection_does(recorded: Recorded) -> None:
    room = recorded.room
    room.actions.trigger("reflect.start")
    room.clock.pass_seconds(30)
    room.page.open_matrix()
    assert recorded.light() is Light.ON
    room.page.start("sales")
    room.console.end()
    assert recorded.light() is Light.NONE
    assert recorded.recorder.device is not None
    assert room.store.find(Recording)[0].frames == 30 * 48_000
    assert room.store.count(Gap) == 0


def test_who_did_not_agree_is_named_before_anything_is_recorded(recorded: Recorded) -> None:
    _refuse(recorded.room)
    recorded.room.actions.trigger("reflect.start")
    assert recorded.light() is Light.NONE
    assert "did not agree to be recorded" in recorded.room.said[-1]
    recorded.room.actions.trigger("reflect.start")
    assert recorded.light() is Light.ON


def test_another_session_does_not_take_the_microphone_away(recorded: Recorded) -> None:
    recorded.room.actions.trigger("reflect.start")
    other = replace(recorded.room.store.find(Recording)[0], id="x")
    assert recorded.control.is_busy(other.id)
    assert not recorded.control.is_busy(recorded.room.console.session or "")
