"""Loudness is measured as the standard says, and clips meet the target without a clipped sample."""

import math
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from facilitator.audio.clips import load_clip
from facilitator.audio.loudness import PEAK_DBFS, TARGET_LUFS, evened, loudness
from facilitator.services.ports import ClipSpec
from tests.audio.meter import at_48_khz, measured
from tests.audio.sounds import samples_of, write

RATE = 48_000
SAMPLE = Path(__file__).parents[2] / "sessions" / "sample" / "audio"
VOICES = sorted(SAMPLE.iterdir())


def tones(
    *parts: tuple[float, float], hertz: float = 1000.0, rate: int = RATE, channels: int = 2
) -> NDArray[np.float32]:
    """A sine of so many dBFS for so many seconds, part after part, in every channel."""
    sines = [
        10 ** (level / 20) * np.sin(2 * np.pi * hertz / rate * np.arange(round(seconds * rate)))
        for level, seconds in parts
    ]
    return np.repeat(np.concatenate(sines).astype(np.float32)[:, None], channels, axis=1)


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        ([(-23, 20)], -23),
        ([(-33, 20)], -33),
        ([(-36, 10), (-23, 60), (-36, 10)], -23),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ],
)
def test_the_signals_of_ebu_tech_3341_measure_as_they_should(parts: list[tuple[float, float]], lufs: float) -> None:
    assert loudness(tones(*parts), RATE) == pytest.approx(lufs, abs=0.1)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 96_000])
def test_the_rate_makes_no_difference(rate: int) -> None:
    assert loudness(tones((-23, 5), rate=rate), rate) == pytest.approx(-23, abs=0.1)


@pytest.mark.parametrize("hertz", [60, 250, 3000, 8000])
def test_ears_and_head_are_weighed_as_printed(hertz: float) -> None:
    sound = tones((-20, 2), hertz=hertz, channels=1)
    assert loudness(sound, RATE) == pytest.approx(measured(sound[:, 0].astype(np.float64)), abs=0.05)


def test_silence_has_no_loudness_and_stays_as_it_is() -> None:
    still = np.zeros((RATE, 1), np.float32)
    assert loudness(still, RATE) == -math.inf
    assert evened(still, RATE) is still
    assert loudness(np.empty((0, 1), np.float32), RATE) == -math.inf


def test_a_clip_shorter_than_a_block_is_measured_all_the_same() -> None:
    assert loudness(tones((-23, 0.2)), RATE) == pytest.approx(-23, abs=0.7)


@pytest.mark.parametrize("path", VOICES, ids=lambda path: path.stem)
@pytest.mark.parametrize("level", [0.1, 1.0])
def test_voices_come_out_within_a_unit_of_the_target(tmp_path: Path, path: Path, level: float) -> None:
    voice = write(tmp_path / "voice.wav", np.clip(at_48_khz(path)[7 * RATE : 13 * RATE] * level, -1, 1))
    heard = samples_of(load_clip(ClipSpec(voice, 0, 6000)).samples)
    assert measured(heard) == pytest.approx(TARGET_LUFS, abs=1.0)
    assert np.abs(heard).max() <= 10 ** (PEAK_DBFS / 20) + 1e-4


@pytest.mark.parametrize("seed", range(6))
def test_no_sample_passes_the_peak_however_sharp_the_sound(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sound = rng.standard_normal((RATE * 3, 1 + seed % 2)) * 0.01
    sound[rng.integers(0, len(sound), 40)] = rng.uniform(-1, 1, 40)[:, None]
    after = evened(sound.astype(np.float32), RATE)
    assert np.abs(after).max() <= 10 ** (PEAK_DBFS / 20) + 1e-6
    assert np.abs(after).max() > 10 ** ((PEAK_DBFS - 0.5) / 20), "as loud as the peaks let it be"


def test_the_limiter_bends_nothing_but_the_neighbourhood_of_a_peak() -> None:
    sound = tones((-20, 4), channels=1)
    sound[RATE * 2, 0] = 0.95
    after = evened(sound, RATE)
    away = np.r_[: RATE * 2 - RATE // 20, RATE * 2 + RATE // 20 : RATE * 4]
    before = sound[away, 0]
    steady = after[away, 0][np.abs(before) > 1e-3] / before[np.abs(before) > 1e-3]
    assert np.ptp(steady) < 0.01 * steady.mean()
