"""Speech is told from silence and from the noise of a room, wherever in a long recording it is."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.speech_finder import SpeechFinder
from facilitator.domain.errors import UserError
from facilitator.services.ports import Speech
from tests.audio.sounds import Sound, write

SAMPLE = Path(__file__).parents[2] / "sessions" / "sample"
SLACK_MS = 120


def spoken() -> list[tuple[int, int]]:
    """Where the voices of the sample's Sales recording begin and end: its clips leave 80 ms before and after them."""
    quotes = json.loads((SAMPLE / "study.json").read_text(encoding="utf-8"))["quotes"]
    clips = [quote["clip"] for quote in quotes if (quote.get("clip") or {}).get("file") == "audio/sales.ogg"]
    return sorted((clip["start_ms"] + 80, clip["end_ms"] - 80) for clip in clips)


@pytest.fixture(scope="module")
def voices() -> tuple[Sound, int]:
    sound, rate = soundfile.read(SAMPLE / "audio" / "sales.ogg")
    return sound, rate


@pytest.fixture
def finder() -> Speech:
    return SpeechFinder()


def in_a_room(sound: Sound, level_db: float, rate: int, seed: int = 1) -> Sound:
    """The sound in the hum and hiss of a room, so many dB below the voices."""
    loud = np.sqrt(np.mean(sound[np.abs(sound) > 0.01] ** 2))
    noise = np.random.default_rng(seed).standard_normal(len(sound))
    hum = sum(np.sin(2 * np.pi * 50 * k * np.arange(len(sound)) / rate) / k for k in range(1, 6))
    room = noise + hum
    return np.asarray(np.clip(sound + room / room.std() * loud * 10 ** (-level_db / 20), -1, 1))


@pytest.mark.parametrize("noise_db", [None, 20, 10])
def test_what_somebody_says_ends_at_the_next_pause(
    tmp_path: Path, voices: tuple[Sound, int], finder: Speech, noise_db: float | None
) -> None:
    sound, rate = voices
    heard = sound if noise_db is None else in_a_room(sound, noise_db, rate)
    path = write(tmp_path / "talk.flac", heard, rate)
    for start, end in spoken():
        assert finder.next_pause(path, end - 700) == pytest.approx(end, abs=250 if noise_db == 10 else SLACK_MS)
        assert start < finder.next_pause(path, start + 300) < end + SLACK_MS


@pytest.mark.parametrize("noise_db", [20, 10, 5])
def test_noise_is_not_speech_and_speech_in_it_is_found(
    tmp_path: Path, voices: tuple[Sound, int], finder: Speech, noise_db: float
) -> None:
    sound, rate = voices
    quiet = np.concatenate((np.zeros(rate * 3), sound, np.zeros(rate * 3)))
    path = write(tmp_path / "talk.flac", in_a_room(quiet, noise_db, rate), rate)
    found = np.zeros(len(quiet) * 50 // rate + 1, bool)
    for start, end in finder.speech_spans(path, 0, 60_000):
        found[start // 20 : end // 20] = True
    truth = np.zeros_like(found)
    for start, end in spoken():
        truth[(start + 3000) // 20 : (end + 3000) // 20] = True
    assert found[truth].mean() > 0.8
    assert found[:140].mean() < 0.05, "three seconds of noise before anybody speaks"
    assert found[-140:].mean() < 0.05


def test_edges_snap_to_where_speech_begins_and_ends(finder: Speech) -> None:
    path = SAMPLE / "audio" / "sales.ogg"
    for start, end in spoken():
        assert finder.snap(path, start - 150) == pytest.approx(start, abs=SLACK_MS)
        assert finder.snap(path, end + 150) == pytest.approx(end, abs=SLACK_MS)
    middle = (spoken()[0][0] + 800, 10)
    assert finder.snap(path, *middle) == middle[0], "no edge within reach"


def test_spans_are_cut_to_what_was_asked_for(finder: Speech) -> None:
    start = spoken()[0][0]
    assert finder.speech_spans(SAMPLE / "audio" / "sales.ogg", start + 500, start + 900) == [(start + 500, start + 900)]


def test_when_nobody_speaks_the_pause_is_now(tmp_path: Path, finder: Speech) -> None:
    path = write(tmp_path / "still.wav", np.zeros(48_000 * 10))
    assert finder.next_pause(path, 4000) == 4000
    assert finder.speech_spans(path, 0, 10_000) == []
    assert finder.snap(path, 4000) == 4000


def test_speech_without_end_is_cut_at_the_limit_or_at_the_end_of_the_file(
    tmp_path: Path, voices: tuple[Sound, int], finder: Speech
) -> None:
    sound, rate = voices
    start, end = spoken()[1]
    phrase = sound[start * rate // 1000 : end * rate // 1000]
    path = write(tmp_path / "talk.flac", np.tile(phrase, 4), rate)
    length = len(phrase) * 4000 // rate
    assert finder.next_pause(path, 1000, 5000) <= 6000
    assert finder.next_pause(path, length - 300) <= length
    assert finder.next_pause(path, length + 5000) == length + 5000


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_every_rate_is_heard_alike(tmp_path: Path, voices: tuple[Sound, int], finder: Speech, rate: int) -> None:
    sound, own = voices
    count = len(sound) * rate // own
    there = np.interp(np.arange(count) * own / rate, np.arange(len(sound)), sound)
    path = write(tmp_path / "talk.wav", np.stack((there, there), axis=1), rate)
    end = spoken()[0][1]
    assert finder.next_pause(path, end - 700) == pytest.approx(end, abs=SLACK_MS)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, finder: Speech) -> None:
    with pytest.raises(UserError, match="missing"):
        finder.next_pause(tmp_path / "gone.flac", 0)
    (tmp_path / "letter.flac").write_text("Dear all")
    with pytest.raises(UserError, match="not audio"):
        finder.snap(tmp_path / "letter.flac", 0)


@pytest.mark.parametrize("part", [0.5, 0.8])
def test_of_a_file_that_breaks_off_the_part_before_is_heard(
    tmp_path: Path, voices: tuple[Sound, int], finder: Speech, part: float
) -> None:
    path = write(tmp_path / "talk.flac", *voices)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    start, end = spoken()[0]
    found = finder.speech_spans(path, 0, 60_000)
    assert any(abs(begin - start) < SLACK_MS for begin, _ in found)
    assert any(abs(stop - end) < SLACK_MS for _, stop in found)
