"""Loudness is measured as the standard says, and clips meet the target without a clipped sample."""

import math
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from facilitator.audio.clips import load_clip
from facilitator.audio.loudness import PEAK_DBFS, TARGET_LUFS, evened, loudness
from facilitator.services.ports import ClipSpec
from tests.audio.sounds import Sound, samples_of, write

RATE = 48_000
SAMPLE = Path(__file__).parents[2] / "sessions" / "sample" / "audio"
VOICES = sorted(SAMPLE.iterdir())
# The filters as the table of BS.1770 prints them, for 48 kHz only.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def measured(sound: NDArray[np.float64]) -> float:
    """LUFS of one channel at 48 kHz: the printed filters run sample by sample, and the gate in plain words."""
    for zeros, poles in (SHELF, HIGH_PASS):
        sound = filtered(sound, zeros, poles)
    blocks = [float(np.mean(sound[at : at + 19_200] ** 2)) for at in range(0, len(sound) - 19_199, 4_800)]
    loud = [block for block in blocks if as_lufs(block) > -70]
    gate = as_lufs(float(np.mean(loud))) - 10
    return as_lufs(float(np.mean([block for block in loud if as_lufs(block) > gate])))


def as_lufs(energy: float) -> float:
    return -0.691 + 10 * math.log10(energy) if energy > 0 else -math.inf


def filtered(sound: NDArray[np.float64], zeros: tuple[float, ...], poles: tuple[float, ...]) -> NDArray[np.float64]:
    made = []
    x1 = x2 = y1 = y2 = 0.0
    for x in sound.tolist():
        y = zeros[0] * x + zeros[1] * x1 + zeros[2] * x2 - poles[1] * y1 - poles[2] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        made.append(y)
    return np.array(made)


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


def at_48_khz(path: Path) -> Sound:
    sound, rate = soundfile.read(path)
    return np.asarray(np.interp(np.arange(len(sound) * RATE // rate) * rate / RATE, np.arange(len(sound)), sound))


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
