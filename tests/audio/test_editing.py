"""What is done to a clip is heard and measured: hidden words are gone, voices are moved, speed leaves pitch alone."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.clips import load_clip
from facilitator.audio.loudness import TARGET_LUFS, loudness
from facilitator.domain.findings import Hidden, HideHow
from facilitator.services.ports import ClipSpec
from tests.audio.sounds import Sound, babble, likeness, samples_of, write

RATE = 48_000


@pytest.fixture(scope="module")
def voice() -> Sound:
    return babble(20)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, voice: Sound) -> Path:
    return write(tmp_path_factory.mktemp("talk") / "talk.flac", voice)


def heard(spec: ClipSpec) -> Sound:
    clip = load_clip(spec)
    return samples_of(clip.samples, clip.channels)


def cut(sound: Sound, start_ms: int, end_ms: int) -> Sound:
    return sound[start_ms * RATE // 1000 : end_ms * RATE // 1000]


def strongest_hz(sound: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * RATE / len(sound))


def correlation(one: Sound, other: Sound) -> float:
    return float(np.corrcoef(one, other)[0, 1])


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_silenced_span_is_silent_to_the_sample(tmp_path: Path, rate: int, channels: int) -> None:
    sound = np.repeat(babble(8, rate)[:, None], channels, axis=1)
    path = write(tmp_path / "talk.wav", sound, rate)
    clip = load_clip(ClipSpec(path, 1000, 7000, hidden=(Hidden(3111, 4222),)))
    all_channels = np.frombuffer(clip.samples, "<i2").reshape(-1, channels)
    first, last = (3111 - 1000) * rate // 1000, -(-(4222 - 1000) * rate // 1000)
    assert not all_channels[first:last].any()
    assert np.abs(all_channels[: first - rate // 50]).max() > 1000, "what is around it is heard"
    assert np.abs(all_channels[last + rate // 50 :]).max() > 1000


@pytest.mark.parametrize("disguise", [0, 4, -5])
@pytest.mark.parametrize("speed", [1.0, 0.5, 1.5])
@pytest.mark.parametrize("how", ["silence", "bleep"])
def test_nothing_of_a_hidden_word_is_left_whatever_else_is_done(
    talk: Path, voice: Sound, disguise: int, speed: float, how: HideHow
) -> None:
    spec = ClipSpec(talk, 2000, 8000, disguise=disguise, speed=speed)
    open_sound = heard(spec)
    hidden = heard(ClipSpec(talk, 2000, 8000, disguise=disguise, speed=speed, hidden=(Hidden(4000, 5000, how),)))
    assert len(open_sound) == len(hidden)
    start, end = (round((at - 2000) / speed) for at in (4000, 5000))
    margin = 150  # ms that the disguise spreads a neighbour's sound over
    word = cut(open_sound, start + margin, end - margin)
    instead = cut(hidden, start + margin, end - margin)
    assert np.abs(word).max() > 0.05
    assert likeness(hidden, word) < 0.7, "and it was not put elsewhere"
    if how == "silence":
        assert np.abs(instead).max() < 0.01
    else:
        assert abs(correlation(word, instead)) < 0.1
        assert strongest_hz(instead) == pytest.approx(1000, abs=3)


def test_the_tone_is_moderate_and_the_voice_keeps_its_loudness(talk: Path) -> None:
    sound = heard(ClipSpec(talk, 2000, 12_000, hidden=(Hidden(4000, 6000, "bleep"),)))
    tone, voice = cut(sound, 2100, 3900), cut(sound, 4500, 9500)
    assert loudness(tone.astype(np.float32)[:, None], RATE) == pytest.approx(TARGET_LUFS - 4, abs=1)
    assert loudness(voice.astype(np.float32)[:, None], RATE) == pytest.approx(TARGET_LUFS, abs=1.5)
    assert loudness(sound.astype(np.float32)[:, None], RATE) == pytest.approx(TARGET_LUFS, abs=1)


def test_a_hidden_span_begins_and_ends_without_a_click(tmp_path: Path) -> None:
    steady = 0.3 * np.sin(2 * np.pi * 200 / RATE * np.arange(RATE * 6))
    path = write(tmp_path / "talk.wav", steady)
    ordinary = np.abs(np.diff(heard(ClipSpec(path, 500, 5500)))).max()
    for how in ("silence", "bleep"):
        sound = heard(ClipSpec(path, 500, 5500, hidden=(Hidden(2003, 3001, how),)))
        tone_step = 2 * np.pi * 1000 / RATE * 0.3
        assert np.abs(np.diff(sound)).max() < 1.3 * max(ordinary, tone_step)


@pytest.mark.parametrize(
    "hidden",
    [Hidden(0, 1500), Hidden(7500, 99_000), Hidden(0, 99_000), Hidden(9000, 9500), Hidden(0, 500), Hidden(3000, 3000)],
)
def test_hidden_spans_may_reach_over_the_ends_or_lie_outside(talk: Path, hidden: Hidden) -> None:
    sound = heard(ClipSpec(talk, 1000, 8000, hidden=(hidden,)))
    assert len(sound) == 7 * RATE
    inside = cut(sound, max(0, hidden.start_ms - 1000), max(0, min(hidden.end_ms, 8000) - 1000))
    assert not inside.any()


def test_a_clip_that_is_hidden_as_a_whole_is_silence_or_only_the_tone(talk: Path) -> None:
    assert not heard(ClipSpec(talk, 1000, 3000, hidden=(Hidden(0, 9000),))).any()
    tone = heard(ClipSpec(talk, 1000, 3000, hidden=(Hidden(0, 9000, "bleep"),)))
    assert strongest_hz(tone) == pytest.approx(1000, abs=3)


@pytest.mark.parametrize("semitones", [-6, -3, 3, 6])
def test_the_disguise_moves_pitch_and_colour_and_keeps_the_time(tmp_path: Path, semitones: int) -> None:
    time = np.arange(RATE * 4) / RATE
    hum = sum(np.sin(2 * np.pi * 200 * k * time) * np.exp(-(((200 * k - 1200) / 400) ** 2)) for k in range(1, 20))
    path = write(tmp_path / "talk.wav", np.where(time < 2, 0.1 * hum, 0))
    sound = heard(ClipSpec(path, 0, 4000, disguise=semitones))
    factor = 2 ** (semitones / 12)
    middle = cut(sound, 500, 1500)
    assert strongest_hz(middle) == pytest.approx(1200 * factor, rel=0.03), "the strongest partial lies in the formant"
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    peaks = np.flatnonzero(spectrum > 0.2 * spectrum.max()) * RATE / len(middle)
    steps = np.diff(peaks)
    assert np.median(steps[steps > 50]) == pytest.approx(200 * factor, rel=0.03)
    assert np.abs(cut(sound, 1500, 1900)).max() > 0.05
    assert np.abs(cut(sound, 2150, 3900)).max() < 0.01, "it ends when the voice ended"


def test_a_disguised_voice_is_another(talk: Path, voice: Sound) -> None:
    sound = heard(ClipSpec(talk, 5000, 9000, disguise=4))
    assert likeness(sound, cut(voice, 6000, 7000)) < 0.5
    assert len(sound) == 4 * RATE


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 2.0])
def test_speed_changes_the_length_and_not_the_pitch(tmp_path: Path, speed: float) -> None:
    time = np.arange(RATE * 6) / RATE
    path = write(tmp_path / "talk.wav", 0.2 * np.sin(2 * np.pi * np.where(time < 3, 220, 330) * time))
    sound = heard(ClipSpec(path, 0, 6000, speed=speed))
    assert len(sound) == pytest.approx(6 * RATE / speed, rel=0.001)
    for start, hertz in ((1000, 220), (4000, 330)):
        part = cut(sound, round(start / speed), round((start + 1000) / speed))
        assert strongest_hz(part) == pytest.approx(hertz, rel=0.02)


def test_speed_stays_where_words_are_understood(talk: Path) -> None:
    assert len(heard(ClipSpec(talk, 0, 2000, speed=0.01))) == 4 * RATE
    assert len(heard(ClipSpec(talk, 0, 2000, speed=50.0))) == RATE


def test_files_are_never_touched(talk: Path) -> None:
    before = (talk.read_bytes(), talk.stat().st_mtime_ns)
    for disguise, speed in itertools.product((0, 5), (1.0, 0.5)):
        load_clip(ClipSpec(talk, 1000, 2000, 100, disguise, (Hidden(1200, 1400, "bleep"),), speed))
    assert (talk.read_bytes(), talk.stat().st_mtime_ns) == before


@pytest.mark.parametrize("fade_ms", [0, 20, 400])
def test_fades_are_as_long_as_wanted(tmp_path: Path, fade_ms: int) -> None:
    path = write(tmp_path / "talk.wav", 0.3 * np.sign(np.sin(2 * np.pi * 500 / RATE * np.arange(RATE * 4))))
    sound = np.abs(heard(ClipSpec(path, 1000, 3000, fade_ms=fade_ms)))
    full = np.median(sound)
    assert sound[fade_ms * RATE // 1000 + RATE // 50] == pytest.approx(full, rel=0.1)
    if fade_ms:
        assert sound[fade_ms * RATE // 2000] == pytest.approx(full / 2, rel=0.4)
        assert sound[-1] < 0.1 * full


def test_the_end_may_fade_longer_than_the_beginning(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", 0.3 * np.sign(np.sin(2 * np.pi * 500 / RATE * np.arange(RATE * 4))))
    sound = np.abs(heard(ClipSpec(path, 1000, 3000, fade_ms=0, fade_out_ms=1000)))
    full = np.median(sound[: RATE // 2])
    assert sound[RATE // 50] == pytest.approx(full, rel=0.1)
    assert sound[RATE * 3 // 2] == pytest.approx(full / 2, rel=0.1)
