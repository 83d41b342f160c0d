"""What is silenced is gone from the bytes; all else sounds as before."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.silencing import silence
from facilitator.audio.tracks import open_audio, track_sha256, verify_track
from facilitator.domain.errors import UserError
from tests.audio.takes import RATE, all_of, make_track, noise


@pytest.mark.parametrize("suffix", ["wav", "flac"])
def test_a_span_of_a_file_is_silent_and_the_rest_untouched(tmp_path: Path, suffix: str) -> None:
    sound = noise(2)
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, sound, RATE, subtype="PCM_16")
    silence(path, [(500, 1000), (1900, 5000)])
    kept, rate = soundfile.read(path, dtype="int16")
    assert (rate, len(kept)) == (RATE, len(sound))
    assert not kept[RATE // 2 : RATE].any()
    assert not kept[int(1.9 * RATE) :].any()
    assert np.array_equal(kept[: RATE // 2], sound[: RATE // 2])
    assert np.array_equal(kept[RATE : int(1.9 * RATE)], sound[RATE : int(1.9 * RATE)])
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    if suffix == "wav":
        assert sound[RATE // 2 : RATE].tobytes()[:64] not in path.read_bytes()


def test_a_lossy_file_is_silent_there_too(tmp_path: Path) -> None:
    path = tmp_path / "a.ogg"
    soundfile.write(path, noise(2), RATE, format="OGG", subtype="VORBIS")
    silence(path, [(500, 1500)])
    kept, _ = soundfile.read(path, dtype="int16")
    assert np.abs(kept[int(0.6 * RATE) : int(1.4 * RATE)]).max() < 40
    assert np.abs(kept[: RATE // 4]).max() > 500


def test_a_recording_of_segments_is_silent_across_them_and_still_whole(tmp_path: Path) -> None:
    sound = noise(3)
    folder = make_track(tmp_path / "a.rec", sound, segment_frames=RATE)
    (folder / "outline.s16").write_bytes(b"\0" * 400)
    with (folder / "marks.jsonl").open("a", encoding="utf-8") as file:
        file.write(f'{{"end": {len(sound)}, "sha256": "{track_sha256(folder)}"}}\n')
    digest = silence(folder, [(500, 2500)])
    kept = all_of(folder)
    assert len(kept) == len(sound)
    assert not kept[RATE // 2 : RATE * 5 // 2].any()
    assert np.array_equal(kept[: RATE // 2], sound[: RATE // 2])
    assert np.array_equal(kept[RATE * 5 // 2 :], sound[RATE * 5 // 2 :])
    assert verify_track(folder) == []
    assert digest == track_sha256(folder)
    assert not (folder / "outline.s16").exists()


def test_what_is_no_sound_gets_a_sentence_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"not sound")
    with pytest.raises(UserError, match=r"a\.wav is not audio"):
        silence(tmp_path / "a.wav", [(0, 10)])
    assert (tmp_path / "a.wav").read_bytes() == b"not sound"
    with pytest.raises(UserError, match=r"could not be written|is not audio"):
        silence(tmp_path / "b.wav", [(0, 10)])


def test_nothing_is_read_beyond_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, noise(1), RATE, subtype="PCM_16")
    silence(path, [(5000, 6000)])
    with open_audio(path) as file:
        assert file.frames == RATE
