"""While a session is recorded only headphones may sound, whatever page somebody is on."""

from pathlib import Path

import pytest

from facilitator.services.ports import ClipSpec
from facilitator.ui.quiet_player import QuietPlayer
from tests.hand_player import HandPlayer

CLIP, FOR_THE_ROOM = ClipSpec(Path("a.wav"), 0, 1000), ClipSpec(Path("b.wav"), 0, 1000)
SENTENCE = "On headphones only."


class Room:
    """A loudspeaker by hand under a quiet one; `said` is what the window was told."""

    def __init__(self) -> None:
        self.reason = ""
        self.said: list[str] = []
        self.loud = HandPlayer()
        self.quiet = QuietPlayer(self.loud, lambda: self.reason)
        self.quiet.failed.connect(self.said.append)


@pytest.fixture
def room() -> Room:
    return Room()


def test_it_plays_like_any_other_one(room: Room) -> None:
    room.quiet.toggle(CLIP)
    assert room.loud.playing == room.quiet.playing == CLIP
    room.quiet.toggle(CLIP)
    assert room.loud.playing is None
    assert room.said == []


def test_it_stops_when_a_recording_begins_and_says_why(room: Room) -> None:
    room.quiet.play(CLIP)
    room.reason = SENTENCE
    room.quiet.hush()
    assert room.loud.playing is None
    room.quiet.play(CLIP)
    assert room.loud.heard == [CLIP]
    assert room.said == [SENTENCE, SENTENCE]


def test_what_is_meant_for_the_room_goes_on(room: Room) -> None:
    room.quiet.play(CLIP)
    room.loud.play(FOR_THE_ROOM)
    room.reason = SENTENCE
    room.quiet.hush()
    assert room.loud.playing == FOR_THE_ROOM
    assert room.said == []
