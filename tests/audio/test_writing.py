"""A clip as a file sounds like the clip, says where it belongs, and is as loud as every other."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.loudness import TARGET_LUFS, loudness
from facilitator.audio.writing import write_clip
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Hidden
from facilitator.services.ports import ClipSpec
from facilitator.services.sound.clip_files import ClipTags
from tests.audio.sounds import Sound, babble, likeness, write

RATE = 48_000
TAGS = ClipTags("Sales – Süd 03", "Who picks it up? 問題", 3)


@pytest.fixture(scope="module")
def voice() -> Sound:
    return babble(20)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, voice: Sound) -> Path:
    return write(tmp_path_factory.mktemp("talk") / "talk.flac", voice)


@pytest.mark.parametrize(("fmt", "kind"), [("wav", "WAV"), ("mp3", "MP3"), ("ogg", "OGG")])
def test_the_file_sounds_like_the_clip_at_the_common_loudness(
    tmp_path: Path, talk: Path, voice: Sound, fmt: str, kind: str
) -> None:
    target = tmp_path / f"clip.{fmt}"
    write_clip(ClipSpec(talk, 4000, 10_000), target, fmt, TAGS)
    sound, rate = soundfile.read(target, always_2d=True)
    assert soundfile.info(target).format == kind
    assert len(sound) / rate == pytest.approx(6, abs=0.05)
    assert likeness(sound[:, 0], voice[5 * RATE : 8 * RATE]) > 0.97
    assert loudness(sound.astype(np.float32), rate) == pytest.approx(TARGET_LUFS, abs=1)
    assert np.abs(sound).max() < 1, "also what a lossy format makes of it is not clipped"


@pytest.mark.parametrize("fmt", ["wav", "mp3", "ogg"])
def test_tags_name_clip_and_study(tmp_path: Path, talk: Path, fmt: str) -> None:
    target = tmp_path / f"clip.{fmt}"
    write_clip(ClipSpec(talk, 1000, 2000), target, fmt, TAGS)
    told = target.read_bytes()
    encoding = "utf-16-le" if fmt == "mp3" else "utf-8"
    for text in (TAGS.title, TAGS.album, "3"):
        assert text.encode(encoding) in told
    if fmt == "mp3":
        assert told.startswith(b"ID3\x03")
    else:
        assert soundfile.SoundFile(target).copy_metadata() == {
            "title": TAGS.title,
            "album": TAGS.album,
            "tracknumber": "3",
        }


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
@pytest.mark.parametrize("fmt", ["wav", "mp3", "ogg"])
def test_every_rate_can_be_written(tmp_path: Path, rate: int, fmt: str) -> None:
    path = write(tmp_path / "talk.wav", np.repeat(babble(3, rate)[:, None], 2, axis=1), rate)
    write_clip(ClipSpec(path, 500, 2500), tmp_path / f"clip.{fmt}", fmt, TAGS)
    info = soundfile.info(tmp_path / f"clip.{fmt}")
    assert info.duration == pytest.approx(2, abs=0.1)
    assert info.channels == 2


def test_a_minute_of_vorbis_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "talk.wav", babble(100, 44_100), 44_100)
    write_clip(ClipSpec(path, 0, 90_000), tmp_path / "clip.ogg", "ogg", TAGS)
    assert soundfile.info(tmp_path / "clip.ogg").duration == pytest.approx(90, abs=0.1)


def test_what_was_hidden_is_not_in_the_file(tmp_path: Path, talk: Path, voice: Sound) -> None:
    write_clip(ClipSpec(talk, 4000, 10_000, hidden=(Hidden(6000, 7000),)), tmp_path / "clip.wav", "wav", TAGS)
    sound, _rate = soundfile.read(tmp_path / "clip.wav")
    assert not sound[2 * RATE : 3 * RATE].any()
    assert likeness(sound, voice[int(6.1 * RATE) : int(6.9 * RATE)]) < 0.6


def test_a_missing_recording_and_a_full_disk_are_told_apart(tmp_path: Path, talk: Path) -> None:
    with pytest.raises(UserError, match="missing"):
        write_clip(ClipSpec(tmp_path / "gone.flac", 0, 1000), tmp_path / "clip.wav", "wav", TAGS)
    with pytest.raises(OSError, match="No such file"):
        write_clip(ClipSpec(talk, 0, 1000), tmp_path / "nowhere" / "clip.wav", "wav", TAGS)
