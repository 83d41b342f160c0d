"""A recording's folder reads like one file, also while it is being written."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.clips import load_clip
from facilitator.audio.decode import describe_audio
from facilitator.audio.peaks import load_peaks
from facilitator.audio.recording.reading import segments
from facilitator.audio.tracks import is_track, open_audio, track_frames
from facilitator.domain.errors import UserError
from facilitator.services.ports import AudioInfo, ClipSpec
from tests.audio.takes import RATE, Samples, make_track, noise


@pytest.fixture(scope="module")
def sound() -> Samples:
    return noise(9)


@pytest.fixture
def track(tmp_path: Path, sound: Samples) -> Path:
    """Two full segments of 3 s and one that is being written."""
    return make_track(tmp_path / "one.rec", sound, segment_frames=3 * RATE)


def test_a_track_reads_like_one_file(track: Path, sound: Samples) -> None:
    assert is_track(track)
    assert [segment.path.name for segment in segments(track)] == ["0001.flac", "0002.flac", "0003.wav"]
    with open_audio(track) as file:
        assert (file.samplerate, file.channels, file.frames) == (RATE, 1, len(sound))
        assert np.array_equal(file.read(-1, dtype="int16"), sound)
        assert file.tell() == len(sound)
        assert len(file.read(10, dtype="int16")) == 0


@pytest.mark.parametrize(("start", "count"), [(0, 1), (3 * RATE - 5, 10), (RATE, 7 * RATE), (6 * RATE - 1, 2)])
def test_a_span_may_lie_across_segments(track: Path, sound: Samples, start: int, count: int) -> None:
    with open_audio(track) as file:
        file.seek(start)
        assert np.array_equal(file.read(count, dtype="int16", always_2d=True)[:, 0], sound[start : start + count])


def test_a_plain_file_is_opened_as_it_is(tmp_path: Path, sound: Samples) -> None:
    soundfile.write(tmp_path / "a.flac", sound, RATE)
    with open_audio(tmp_path / "a.flac") as file:
        assert isinstance(file, soundfile.SoundFile)


def test_a_seek_past_the_end_is_an_error_of_the_file(track: Path) -> None:
    with open_audio(track) as file, pytest.raises(soundfile.LibsndfileError):
        file.seek(9 * RATE + 1)


def test_what_is_written_later_is_read_by_whoever_opens_later(track: Path, sound: Samples) -> None:
    with (track / "0003.wav").open("ab") as file:
        file.write(sound[:100].tobytes() + b"\1")  # half a sample is on its way
    assert track_frames(track) == len(sound) + 100


def test_a_segment_that_becomes_flac_meanwhile_is_read_all_the_same(track: Path, sound: Samples) -> None:
    with open_audio(track) as file:
        soundfile.write(track / "0003.flac", sound[6 * RATE :], RATE)
        (track / "0003.wav").unlink()
        assert np.array_equal(file.read(-1, dtype="int16"), sound)


def test_a_clip_is_cut_across_segments(track: Path) -> None:
    clip = load_clip(ClipSpec(track, 2500, 6500))
    assert (clip.rate, clip.channels, clip.duration_ms) == (RATE, 1, 4000)


def test_a_track_is_described_and_outlined(track: Path, tmp_path: Path, sound: Samples) -> None:
    assert describe_audio(track) == AudioInfo(9000, RATE, 1, "REC")
    columns = load_peaks(track, tmp_path / "peaks.npy").columns(0, 9000, 9)
    assert columns[:, 1].tolist() == pytest.approx([sound[s * RATE : (s + 1) * RATE].max() for s in range(9)], abs=500)


def test_an_empty_or_missing_track_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="missing"):
        load_clip(ClipSpec(tmp_path / "no.rec", 0, 1000))
    (tmp_path / "no.rec").mkdir()
    with pytest.raises(UserError, match="empty"):
        load_clip(ClipSpec(tmp_path / "no.rec", 0, 1000))


def test_a_clip_of_a_segment_that_is_gone_says_so_and_others_keep_their_words(track: Path) -> None:
    before = load_clip(ClipSpec(track, 7000, 8000))
    (track / "0002.flac").unlink()
    with pytest.raises(UserError, match=r"with this clip, at 0:03, is lost\. Put back"):
        load_clip(ClipSpec(track, 3000, 6000))
    assert load_clip(ClipSpec(track, 7000, 8000)) == before


def test_a_track_gives_its_samples_in_any_form(track: Path, sound: Samples) -> None:
    with open_audio(track) as file:
        assert np.array_equal(file.read(5 * RATE, dtype="float32"), sound[: 5 * RATE] / np.float32(32768))
        assert np.array_equal(file.read(1000, dtype="int32"), sound[5 * RATE :][:1000].astype(np.int32) << 16)
