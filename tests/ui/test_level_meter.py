"""The level meter and the recording light: what they show, and what they say to somebody who cannot see them."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.ui.reflect.console_parts import ClipBar
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.level_meter import HOLD, SEGMENTS, LevelMeter
from facilitator.ui.widgets.light import Recording, RecordingLight, spoken_time


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.fixture
def meter(qtbot: QtBot, theme: Theme) -> LevelMeter:
    meter = LevelMeter(theme)
    qtbot.addWidget(meter)
    meter.resize(256, 16)
    return meter


def test_louder_lights_more_and_quieter_falls_little_by_little(meter: LevelMeter) -> None:
    meter.show_level(-30)
    assert meter.lit == SEGMENTS // 2
    meter.show_level(-60)
    assert SEGMENTS // 2 - 3 <= meter.lit < SEGMENTS // 2
    meter.show_nothing()
    assert meter.lit == 0


def test_with_reduced_motion_it_changes_in_three_steps_and_holds_them(theme: Theme, meter: LevelMeter) -> None:
    theme.still = True
    seen = set()
    for level in (-30.0, -38.0, -25.0, -45.0, -20.0):
        meter.show_level(level)
        seen.add(meter.lit)
    assert len(seen) == 1
    meter.show_level(-2)
    assert meter.lit == SEGMENTS
    for _report in range(HOLD - 1):
        meter.show_level(float("-inf"))
        assert meter.lit == SEGMENTS
    meter.show_level(float("-inf"))
    assert meter.lit == 0


def test_digital_silence_and_overload_stay_on_the_scale(meter: LevelMeter) -> None:
    meter.show_level(float("-inf"))
    assert meter.lit == 0
    meter.show_level(3)
    assert meter.lit == SEGMENTS


def test_the_colour_says_when_it_is_nearly_too_loud(qtbot: QtBot, meter: LevelMeter) -> None:
    meter.show_level(0)
    picture = meter.grab().toImage()
    y = picture.height() // 2
    hues = [picture.pixelColor(round(picture.width() * at), y).hue() for at in (0.1, 0.85, 0.98)]
    assert 120 < hues[0] < 180
    assert 20 < hues[1] < 60
    assert hues[2] < 15


def test_the_level_can_be_asked_for_in_words(meter: LevelMeter) -> None:
    assert meter.accessibleDescription() == "no sound"
    meter.show_level(-18)
    assert meter.accessibleDescription() == "about 18 dB below the loudest"


def test_the_light_flashes_once_when_the_recording_is_lost_and_is_steady_then(qtbot: QtBot, theme: Theme) -> None:
    light = RecordingLight(theme)
    qtbot.addWidget(light)
    light.show_state(Recording.ON, "0:52:02")
    assert not light.flashes
    light.show_state(Recording.LOST)
    assert light.flashes
    qtbot.waitUntil(lambda: not light.flashes, timeout=5000)
    light.show_state(Recording.LOST)
    assert not light.flashes


def test_the_light_says_the_time_in_words_when_its_state_changes_and_not_each_second(
    qtbot: QtBot, theme: Theme
) -> None:
    light = RecordingLight(theme)
    qtbot.addWidget(light)
    light.show_state(Recording.ON, "0:52:02")
    assert light.accessibleName() == "Recording, 52 minutes 2 seconds"
    light.show_state(Recording.ON, "0:52:03")
    assert light.accessibleName() == "Recording, 52 minutes 2 seconds"
    light.show_state(Recording.NOTES_ONLY)
    assert light.accessibleName() == "Notes only"


@pytest.mark.parametrize(
    ("shown", "said"),
    [("0:00:00", "0 seconds"), ("1:00:01", "1 hour 1 second"), ("0:01:00", "1 minute"), ("", "0 seconds")],
)
def test_times_are_said_as_people_say_them(qapp: QApplication, shown: str, said: str) -> None:
    assert spoken_time(shown) == said


def test_with_reduced_motion_a_clip_is_told_in_figures_alone(qtbot: QtBot, theme: Theme) -> None:
    theme.still = True
    clip = ClipBar(theme)
    qtbot.addWidget(clip)
    clip.show_quote("I only chase.", 9_000, 0, 1)
    clip.show_position(3_000, playing=True)
    assert clip.bar.isHidden()
    assert clip.time.text() == "0:03 / 0:09"
