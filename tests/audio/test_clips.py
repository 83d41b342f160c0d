"""A clip is the right seconds, evenly loud, whatever the file; a file that cannot give it says what to do."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.clips import LONGEST_MS, PcmClip, converted, load_clip
from facilitator.audio.loudness import PEAK_DBFS, TARGET_LUFS, loudness
from facilitator.domain.errors import UserError
from facilitator.services.ports import ClipSpec
from tests.audio.sounds import Sound, babble, likeness, samples_of, write

RATE = 48_000


def decibels(level: float) -> float:
    return float(20 * np.log10(level))


def lufs(sound: Sound, rate: int = RATE) -> float:
    return loudness(sound.astype(np.float32)[:, None], rate)


def refusal(spec: ClipSpec) -> str:
    with pytest.raises(UserError) as caught:
        load_clip(spec)
    sentence = str(caught.value)
    assert sentence.endswith("."), "it should be a whole sentence"
    return sentence


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3", "aiff"])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_the_clip_is_the_span_that_was_asked_for(tmp_path: Path, kind: str, rate: int) -> None:
    whole = babble(20, rate)
    clip = load_clip(ClipSpec(write(tmp_path / f"talk.{kind}", whole, rate), 12_300, 15_300))
    assert (clip.rate, clip.channels, clip.duration_ms) == (rate, 1, 3000)
    wanted = whole[int(12.3 * rate) : int(15.3 * rate)]
    assert likeness(samples_of(clip.samples), wanted) > 0.98
    elsewhere = whole[int(6 * rate) : int(9 * rate)]
    assert likeness(samples_of(clip.samples), elsewhere) < 0.5


@pytest.mark.parametrize("subtype", ["FLOAT", "DOUBLE", "PCM_24", "PCM_U8", "ULAW", "IMA_ADPCM"])
def test_a_wav_of_any_kind_is_read_at_its_loudness(tmp_path: Path, subtype: str) -> None:
    whole = babble(6)
    soundfile.write(tmp_path / "talk.wav", whole, RATE, subtype=subtype)
    clip = load_clip(ClipSpec(tmp_path / "talk.wav", 2000, 4000))
    assert likeness(samples_of(clip.samples), whole[2 * RATE : 4 * RATE]) > 0.98


def test_samples_beyond_full_scale_are_cut_not_wrapped(tmp_path: Path) -> None:
    whole = babble(3) * 4
    soundfile.write(tmp_path / "talk.wav", whole, RATE, subtype="FLOAT")
    clip = load_clip(ClipSpec(tmp_path / "talk.wav", 0, 2000))
    assert likeness(samples_of(clip.samples), whole[: 2 * RATE]) > 0.95


def test_opus_in_ogg_is_read_like_any_other(tmp_path: Path) -> None:
    whole = babble(6)
    path = tmp_path / "talk.opus"
    soundfile.write(path, whole, RATE, format="OGG", subtype="OPUS")
    clip = load_clip(ClipSpec(path, 2000, 4000))
    assert likeness(samples_of(clip.samples), whole[2 * RATE : 4 * RATE]) > 0.9


@pytest.mark.parametrize("loudness", [0.04, 0.3, 1.0])
def test_soft_and_loud_voices_come_out_alike(tmp_path: Path, loudness: float) -> None:
    clip = load_clip(ClipSpec(write(tmp_path / "talk.wav", babble(5) * loudness), 0, 5000))
    assert lufs(samples_of(clip.samples)) == pytest.approx(TARGET_LUFS, abs=0.3)


def test_a_bang_in_a_soft_clip_is_not_clipped(tmp_path: Path) -> None:
    sound = babble(5) * 0.02
    sound[100_000:100_020] = 0.9
    heard = samples_of(load_clip(ClipSpec(write(tmp_path / "talk.wav", sound), 0, 5000)).samples)
    assert decibels(np.abs(heard).max()) == pytest.approx(PEAK_DBFS, abs=0.1)
    assert np.count_nonzero(np.abs(heard) > 0.88) <= 20


def test_silence_stays_silence_and_hiss_is_not_blown_up(tmp_path: Path) -> None:
    silent = load_clip(ClipSpec(write(tmp_path / "silent.wav", np.zeros(RATE)), 0, 1000))
    assert not samples_of(silent.samples).any()
    hiss = np.random.default_rng(1).standard_normal(RATE) * 0.0003
    heard = samples_of(load_clip(ClipSpec(write(tmp_path / "hiss.wav", hiss), 0, 1000)).samples)
    assert lufs(heard) < TARGET_LUFS - 15


def test_both_ends_are_faded(tmp_path: Path) -> None:
    loud = np.full(RATE * 2, 0.1)
    heard = samples_of(load_clip(ClipSpec(write(tmp_path / "loud.wav", loud), 500, 1500)).samples)
    plateau = float(heard[RATE // 2])
    assert abs(heard[0]) < 0.02 * plateau
    assert abs(heard[-1]) < 0.05 * plateau
    assert np.all(np.diff(heard[: RATE // 50]) >= 0), "20 ms up"
    assert heard[RATE * 30 // 1000] == pytest.approx(plateau, rel=0.01)


def test_a_clip_shorter_than_its_fades_is_still_a_clip(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", babble(2))
    assert load_clip(ClipSpec(path, 500, 510)).duration_ms == 10
    assert load_clip(ClipSpec(path, 500, 501)).duration_ms == 1


def test_two_channels_stay_two_and_more_become_one(tmp_path: Path) -> None:
    voice = babble(3)
    stereo = load_clip(ClipSpec(write(tmp_path / "two.wav", np.stack((voice, voice * 0.1), axis=1)), 0, 2000))
    assert (stereo.channels, stereo.duration_ms) == (2, 2000)
    assert likeness(samples_of(stereo.samples, 2), voice[: 2 * RATE]) > 0.98
    five = load_clip(ClipSpec(write(tmp_path / "five.wav", np.stack([voice] * 5, axis=1)), 0, 2000))
    assert five.channels == 1
    assert likeness(samples_of(five.samples), voice[: 2 * RATE]) > 0.98


def test_a_clip_is_converted_to_what_a_loudspeaker_takes() -> None:
    voice = babble(2, 16_000)
    clip = PcmClip((voice * 32767).astype("<i2").tobytes(), 16_000, 1)
    assert converted(clip, 16_000, 1) is clip
    other = converted(clip, 48_000, 2)
    assert (other.rate, other.channels) == (48_000, 2)
    assert other.duration_ms == pytest.approx(2000, abs=2)
    assert likeness(samples_of(other.samples, 2)[::3], voice[:30_000]) > 0.98


def test_an_end_beyond_the_file_is_the_end_of_the_file(tmp_path: Path) -> None:
    clip = load_clip(ClipSpec(write(tmp_path / "talk.flac", babble(5)), 4000, 9000))
    assert clip.duration_ms == 1000


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_of_a_file_that_was_cut_off_the_clips_before_the_cut_play(tmp_path: Path, kind: str) -> None:
    whole = babble(60)
    path = write(tmp_path / f"talk.{kind}", whole)
    os.truncate(path, path.stat().st_size // 2)
    clip = load_clip(ClipSpec(path, 10_000, 12_000))
    assert likeness(samples_of(clip.samples), whole[10 * RATE : 12 * RATE]) > 0.97


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3"])
def test_a_clip_across_the_cut_plays_what_is_there(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"talk.{kind}", babble(60))
    os.truncate(path, path.stat().st_size // 2)
    clip = load_clip(ClipSpec(path, 20_000, 50_000))
    assert 1000 < clip.duration_ms < 25_000


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_a_clip_behind_the_cut_says_so(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"talk.{kind}", babble(60))
    os.truncate(path, path.stat().st_size // 2)
    sentence = refusal(ClipSpec(path, 50_000, 52_000))
    assert "cut off before 0:50" in sentence or "long" in sentence


def test_a_missing_file_says_to_put_it_back(tmp_path: Path) -> None:
    assert "talk.flac is missing" in refusal(ClipSpec(tmp_path / "talk.flac", 0, 1000))


def test_a_folder_in_place_of_the_file_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "talk.flac").mkdir()
    assert "is missing" in refusal(ClipSpec(tmp_path / "talk.flac", 0, 1000))


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "talk.flac").touch()
    assert "is empty" in refusal(ClipSpec(tmp_path / "talk.flac", 0, 1000))


@pytest.mark.parametrize("name", ["talk.wav", "talk.flac", "talk.mp3", "talk.ogg", "talk"])
@pytest.mark.parametrize("content", [b"Dear all, " * 500, bytes(5000), bytes(range(256)) * 40])
def test_a_file_that_is_no_audio_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert "is not audio" in refusal(ClipSpec(tmp_path / name, 0, 1000))


def test_a_recording_without_a_single_sample_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", np.zeros(0))
    assert "0:00 long" in refusal(ClipSpec(path, 0, 1000))


def test_a_start_past_the_end_names_both_times(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.flac", babble(65))
    sentence = refusal(ClipSpec(path, 70_000, 75_000))
    assert "starts at 1:10" in sentence
    assert "1:05 long" in sentence


@pytest.mark.parametrize(("start", "end"), [(2000, 1000), (1000, 1000), (0, 0), (-500, 1000)])
def test_a_span_that_is_none_is_refused(tmp_path: Path, start: int, end: int) -> None:
    path = write(tmp_path / "talk.flac", babble(3))
    assert "Set its start and end again" in refusal(ClipSpec(path, start, end))


def test_a_clip_as_long_as_a_session_is_refused_before_it_is_read(tmp_path: Path) -> None:
    assert "longer than 15 minutes" in refusal(ClipSpec(tmp_path / "talk.flac", 0, LONGEST_MS + 1))
