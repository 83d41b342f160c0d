"""The outline shows what is heard, at every zoom, of a recording of any length."""

import os
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.peaks import STEP, Peaks, load_peaks
from facilitator.domain.errors import UserError
from tests.audio.cancelling import CancelledAtOnce, Stop
from tests.audio.sounds import babble, write

RATE = 48_000


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """Twenty seconds, silent but for a click up at 5 s and a click down at 15 s."""
    sound = np.zeros(20 * RATE)
    sound[5 * RATE] = 0.5
    sound[15 * RATE] = -0.25
    return write(tmp_path / "talk.flac", sound)


@pytest.mark.parametrize("count", [1, 7, 20, 200, 1600])
def test_a_single_sample_shows_in_its_column(talk: Path, tmp_path: Path, count: int) -> None:
    columns = load_peaks(talk, tmp_path / "talk.npy").columns(0, 20_000, count)
    assert columns.shape == (count, 2)
    assert columns[:, 1].max() == pytest.approx(16_384, abs=1)
    assert columns[:, 0].min() == pytest.approx(-8192, abs=1)
    assert np.argmax(columns[:, 1]) == pytest.approx(count * 5 // 20, abs=1)
    assert np.argmin(columns[:, 0]) == pytest.approx(count * 15 // 20, abs=1)


def test_a_window_shows_its_own_part_only(talk: Path, tmp_path: Path) -> None:
    peaks = load_peaks(talk, tmp_path / "talk.npy")
    assert not peaks.columns(6000, 14_000, 100).any()
    assert np.argmax(peaks.columns(4900, 5100, 100)[:, 1]) == pytest.approx(50, abs=3)


def test_outside_the_recording_is_silence(talk: Path, tmp_path: Path) -> None:
    peaks = load_peaks(talk, tmp_path / "talk.npy")
    assert not peaks.columns(20_000, 40_000, 50).any()
    assert not peaks.columns(-10_000, 0, 50).any()
    assert np.argmax(peaks.columns(-5000, 15_000, 100)[:, 1]) == pytest.approx(50, abs=1)


def test_every_column_is_the_lowest_and_highest_of_its_samples(tmp_path: Path) -> None:
    sound = babble(4)
    peaks = load_peaks(write(tmp_path / "talk.wav", sound), tmp_path / "talk.npy")
    span = STEP * 48  # 256 ms, and whole pairs at the level that is read
    count = len(sound) // span
    columns = peaks.columns(0, count * span * 1000 // RATE, count) / 32768
    cut = sound[: count * span].reshape(count, span)
    assert np.abs(columns[:, 0] - cut.min(axis=1)).max() < 0.0001
    assert np.abs(columns[:, 1] - cut.max(axis=1)).max() < 0.0001


def test_both_channels_count(tmp_path: Path) -> None:
    left, right = np.full(RATE, 0.5), np.full(RATE, -0.25)
    path = write(tmp_path / "two.wav", np.stack((left, right), axis=1))
    low, high = load_peaks(path, tmp_path / "two.npy").columns(0, 1000, 1)[0]
    assert (low, high) == (-8192, 16_384)


def test_the_outline_is_built_once(talk: Path, tmp_path: Path) -> None:
    cache = tmp_path / "talk.npy"
    steps: list[float] = []
    load_peaks(talk, cache, steps.append)
    assert steps[-1] == 1.0
    assert steps == sorted(steps)
    steps.clear()
    load_peaks(talk, cache, steps.append)
    assert steps == []


def test_a_file_that_changed_is_outlined_anew(talk: Path, tmp_path: Path) -> None:
    cache = tmp_path / "talk.npy"
    load_peaks(talk, cache)
    write(talk, np.full(RATE, 0.5))
    os.utime(talk, ns=(cache.stat().st_mtime_ns + 1_000_000, cache.stat().st_mtime_ns + 1_000_000))
    assert load_peaks(talk, cache).duration_ms == pytest.approx(1000, abs=6)


def test_the_part_before_a_break_is_shown(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.flac", babble(60))
    os.truncate(path, path.stat().st_size // 2)
    columns = load_peaks(path, tmp_path / "talk.npy").columns(0, 60_000, 60)
    assert (columns[:15, 1] > 0).all()
    assert not columns[45:].any()


def test_a_cancelled_outline_leaves_nothing_behind(talk: Path, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        load_peaks(talk, tmp_path / "cache" / "talk.npy", cancel=CancelledAtOnce())
    assert list((tmp_path / "cache").iterdir()) == []


def test_what_is_no_audio_has_no_outline(tmp_path: Path) -> None:
    (tmp_path / "talk.wav").write_bytes(b"Dear all, " * 100)
    with pytest.raises(UserError, match="is not audio"):
        load_peaks(tmp_path / "talk.wav", tmp_path / "talk.npy")
    with pytest.raises(UserError, match="is missing"):
        load_peaks(tmp_path / "none.wav", tmp_path / "talk.npy")


def test_an_empty_recording_has_an_empty_outline() -> None:
    peaks = Peaks(RATE, (np.empty((0, 2), np.int16),))
    assert peaks.duration_ms == 0
    assert not peaks.columns(0, 1000, 10).any()
