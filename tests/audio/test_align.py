"""Another recorder's file finds its place in our recording, with a microphone, noise and a clock of its own."""

import hashlib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.align import SoundAligner
from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Stretch
from facilitator.services.sound.second_recorder import Heard
from tests.audio.sounds import Sound, write

SAMPLE = Path(__file__).parents[2] / "sessions" / "sample" / "audio"
RATE = 16_000


@cache
def talk() -> Sound:
    """A minute and a half of voices."""
    names = ("sales.ogg", "development.ogg", "services.ogg", "customers.flac")
    return np.concatenate([resampled(*soundfile.read(SAMPLE / name)) for name in names])


@cache
def long_talk() -> Sound:
    """Some minutes of words and pauses, none like another."""
    rng = np.random.default_rng(4)
    count = 200 * RATE
    words = np.repeat(rng.random(200 * 4) > 0.4, RATE // 4) * np.repeat(rng.random(200 * 4), RATE // 4)
    return np.asarray(rng.standard_normal(count) * words * 0.2)


def resampled(sound: Sound, rate: int) -> Sound:
    places = np.arange(round(len(sound) * RATE / rate)) * rate / RATE
    return np.asarray(np.interp(places, np.arange(len(sound)), sound))


def in_a_room(sound: Sound, noise_db: float, seed: int) -> Sound:
    """As a microphone elsewhere in the room hears it: with echoes and noise of its own."""
    rng = np.random.default_rng(seed)
    echoes = rng.standard_normal(2000) * np.exp(-np.arange(2000) / 300) * 0.3
    echoes[0] = 1
    size = 1 << (len(sound) + len(echoes)).bit_length()
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echoes, size), size)[: len(sound)]
    loud = np.sqrt(np.mean(np.square(sound[np.abs(sound) > 0.01])))
    noise = rng.standard_normal(len(sound)) * loud * 10 ** (-noise_db / 20)
    return np.asarray(np.clip((heard + noise) * 0.4, -1, 1))


def own(folder: Path, sound: Sound) -> Heard:
    """Our recording began 4 s into the session and heard nothing between 60 and 66 s of the talk."""
    write(folder / "own.flac", in_a_room(sound, 20, 1), RATE)
    stretches = (Stretch(0, 4000, 60 * RATE), Stretch(66 * RATE, 70_000, len(sound) - 66 * RATE))
    return Heard(folder / "own.flac", RATE, stretches)


@pytest.mark.parametrize("noise_db", [30, 10])
def test_a_phone_that_began_later_is_laid_to_a_few_ms(tmp_path: Path, noise_db: float) -> None:
    ours = own(tmp_path, talk())
    write(tmp_path / "phone.ogg", in_a_room(talk(), noise_db, 7)[round(17.3 * RATE) :], RATE)
    found = SoundAligner().align([ours], tmp_path / "phone.ogg")
    assert found is not None
    assert found.start_ms == pytest.approx(4000 + 17_300, abs=3)
    assert found.how == "talk"
    assert found.confidence > 0.6


def test_a_phone_that_began_before_the_session_begins_at_a_negative_moment(tmp_path: Path) -> None:
    write(tmp_path / "own.flac", in_a_room(talk(), 20, 1)[10 * RATE :], RATE)
    ours = Heard(tmp_path / "own.flac", RATE, (Stretch(0, 2000, len(talk()) - 10 * RATE),))
    write(tmp_path / "phone.ogg", in_a_room(talk(), 20, 7), RATE)
    found = SoundAligner().align([ours], tmp_path / "phone.ogg")
    assert found is not None
    assert found.start_ms == pytest.approx(-8000, abs=3)


@pytest.mark.slow
@pytest.mark.parametrize("ppm", [60, -45])
def test_a_clock_that_runs_otherwise_is_measured(tmp_path: Path, ppm: float) -> None:
    ours = own(tmp_path, long_talk())
    places = np.arange(round(len(long_talk()) / (1 + ppm / 1e6))) * (1 + ppm / 1e6)
    phone = np.interp(places, np.arange(len(long_talk())), long_talk())
    write(tmp_path / "phone.flac", in_a_room(phone, 20, 7), RATE)
    found = SoundAligner().align([ours], tmp_path / "phone.flac")
    assert found is not None
    assert found.drift_ppm == pytest.approx(ppm, abs=8)
    assert found.start_ms == pytest.approx(4000, abs=3)


def test_other_talk_has_no_place(tmp_path: Path) -> None:
    ours = own(tmp_path, talk())
    write(tmp_path / "other.ogg", in_a_room(np.asarray(talk()[::-1]), 20, 7), RATE)
    assert SoundAligner().align([ours], tmp_path / "other.ogg") is None


def test_a_clap_that_both_heard_is_enough(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    clap = rng.standard_normal(RATE // 10) * np.exp(-np.arange(RATE // 10) / 160) * 0.8
    for name, seconds, at in (("own.flac", 12, 5.0), ("phone.flac", 9, 2.25)):
        sound = np.random.default_rng(len(name)).standard_normal(seconds * RATE) * 0.002
        sound[round(at * RATE) : round(at * RATE) + len(clap)] += clap
        soundfile.write(tmp_path / name, np.clip(sound, -1, 1), RATE)
    ours = Heard(tmp_path / "own.flac", RATE, (Stretch(0, 1000, 12 * RATE),))
    found = SoundAligner().align([ours], tmp_path / "phone.flac")
    assert found is not None
    assert found.start_ms == pytest.approx(1000 + 5000 - 2250, abs=2)


def test_silence_has_no_place(tmp_path: Path) -> None:
    ours = own(tmp_path, talk())
    write(tmp_path / "nothing.flac", np.zeros(20 * RATE), RATE)
    assert SoundAligner().align([ours], tmp_path / "nothing.flac") is None


def test_it_can_be_stopped(tmp_path: Path) -> None:
    class Stopped:
        def check(self) -> None:
            raise KeyError

    ours = own(tmp_path, talk())
    with pytest.raises(KeyError):
        SoundAligner().align([ours], ours.path, cancel=Stopped())


def test_every_sample_is_counted(tmp_path: Path) -> None:
    samples = (talk()[: 5 * RATE] * 20_000).astype(np.int16)
    soundfile.write(tmp_path / "phone.flac", samples, RATE)
    told: list[float] = []
    measured = SoundAligner().measure(tmp_path / "phone.flac", told.append)
    assert (measured.frames, measured.rate) == (5 * RATE, RATE)
    assert measured.sha256 == hashlib.sha256(samples.astype("<i2").tobytes()).hexdigest()
    assert told[-1] == 1.0


def test_what_is_no_audio_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.flac").write_bytes(b"Dear participants")
    with pytest.raises(UserError, match=r"letter\.flac cannot be read as audio"):
        SoundAligner().measure(tmp_path / "letter.flac")
