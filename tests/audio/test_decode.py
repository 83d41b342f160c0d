"""A file from elsewhere becomes a file of the study: whole or not at all, and kept once."""

import os
import shutil
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
import soundfile
from pytestqt.qtbot import QtBot

from facilitator.audio.clips import load_clip
from facilitator.audio.decode import bring_in, describe_audio
from facilitator.audio.decoder import AudioDecoder
from facilitator.audio.wav_heads import mended
from facilitator.domain.errors import UserError
from facilitator.services.ports import AudioInfo, ClipSpec, Decoder
from tests.audio.cancelling import CancelledAtOnce, Stop
from tests.audio.sounds import Sound, babble, likeness, samples_of, write, write_m4a

RATE = 48_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "audio"
    place.mkdir()
    return place


@pytest.fixture(scope="module")
def voice() -> Sound:
    return babble(8)


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory, voice: Sound, qapp: object) -> Path:
    """A recording as a phone makes it: AAC in m4a, which soundfile does not read."""
    return write_m4a(tmp_path_factory.mktemp("phone") / "Aufnahme 12.m4a", voice)


@pytest.mark.parametrize(
    ("kind", "name"), [("wav", "WAV"), ("flac", "FLAC"), ("ogg", "OGG"), ("mp3", "MP3"), ("aiff", "AIFF")]
)
def test_a_file_says_how_long_it_is(tmp_path: Path, kind: str, name: str) -> None:
    path = write(tmp_path / f"talk.{kind}", babble(3, 16_000), 16_000)
    assert describe_audio(path) == AudioInfo(3000, 16_000, 1, name)


def test_a_phone_recording_says_how_long_it_is(phone: Path) -> None:
    info = describe_audio(phone)
    assert (info.rate, info.channels, info.format) == (RATE, 1, "M4A")
    assert info.duration_ms == pytest.approx(8000, abs=100)


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_a_file_that_can_be_sought_is_copied_as_it_is(tmp_path: Path, folder: Path, kind: str, voice: Sound) -> None:
    path = write(tmp_path / f"Sales talk.{kind.upper()}", voice)
    name = bring_in(path, folder)
    assert name == f"Sales talk.{kind}"
    assert (folder / name).read_bytes() == path.read_bytes()


def test_a_phone_recording_becomes_flac_that_clips_are_cut_from(phone: Path, folder: Path, voice: Sound) -> None:
    steps: list[float] = []
    name = bring_in(phone, folder, steps.append)
    assert name == "Aufnahme 12.flac"
    assert soundfile.info(folder / name).duration == pytest.approx(8.0, abs=0.1)
    clip = load_clip(ClipSpec(folder / name, 2000, 4000))
    assert likeness(voice[RATE : 5 * RATE], samples_of(clip.samples)) > 0.95
    assert steps[-1] == 1.0
    assert steps == sorted(steps)
    assert [entry.name for entry in folder.iterdir()] == [name]


def test_a_phone_recording_can_be_brought_in_from_a_job(phone: Path, folder: Path) -> None:
    names: list[str] = []
    thread = Thread(target=lambda: names.append(bring_in(phone, folder)))
    thread.start()
    thread.join(30)
    assert names == ["Aufnahme 12.flac"]


def test_the_sound_of_a_file_that_soundfile_reads_too_is_decoded_alike(
    tmp_path: Path, voice: Sound, qapp: object
) -> None:
    from facilitator.audio.qtdecoder import decode_to_flac

    path = write(tmp_path / "talk.ogg", voice)
    decode_to_flac(path, tmp_path / "talk.flac", lambda _part: None)
    decoded, rate = soundfile.read(tmp_path / "talk.flac")
    assert rate == RATE
    assert likeness(decoded, voice[: 7 * RATE]) > 0.97


def test_the_same_content_is_kept_once(tmp_path: Path, folder: Path, phone: Path, voice: Sound) -> None:
    path = write(tmp_path / "talk.flac", voice)
    copy = shutil.copy(path, tmp_path / "The same under another name.flac")
    assert bring_in(path, folder) == bring_in(Path(copy), folder) == "talk.flac"
    assert bring_in(phone, folder) == bring_in(phone, folder) == "Aufnahme 12.flac"
    assert len(list(folder.iterdir())) == 2


def test_a_file_of_the_study_itself_stays_where_it_is(folder: Path, voice: Sound) -> None:
    assert bring_in(write(folder / "talk.flac", voice), folder) == "talk.flac"
    assert len(list(folder.iterdir())) == 1


def test_another_file_of_the_same_name_gets_another_name(tmp_path: Path, folder: Path) -> None:
    for number, name in enumerate(("talk.wav", "talk.wav", "TALK.wav")):
        source = tmp_path / str(number)
        source.mkdir()
        bring_in(write(source / name, babble(1, seed=number)), folder)
    assert sorted(entry.name for entry in folder.iterdir()) == ["TALK 3.wav", "talk 2.wav", "talk.wav"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('what: "why"?.wav', "what why.wav"),
        ("con.wav", "con_.wav"),
        ("日本語 😀.wav", "日本語 😀.wav"),
        (".hidden.wav", "hidden.wav"),
        ("…" * 60 + ".wav", None),
    ],
)
def test_names_are_made_fit_for_every_system(tmp_path: Path, folder: Path, name: str, kept: str | None) -> None:
    given = bring_in(write(tmp_path / name, babble(1)), folder)
    assert given == (kept or given)
    assert given.endswith(".wav")
    assert (folder / given).is_file()
    assert len(given.encode()) <= 255


@pytest.mark.parametrize("content", [b"", b"Dear all, " * 500, os.urandom(20_000)])
@pytest.mark.parametrize("name", ["talk.wav", "talk.m4a", "talk.mp3"])
def test_what_is_no_audio_is_refused_and_leaves_nothing(
    tmp_path: Path, folder: Path, name: str, content: bytes, qapp: object
) -> None:
    (tmp_path / name).write_bytes(content)
    for work in (describe_audio, lambda path: bring_in(path, folder)):
        with pytest.raises(UserError, match=rf"{name} is (not audio|empty)"):
            work(tmp_path / name)
    assert list(folder.iterdir()) == []


def test_a_phone_recording_that_was_cut_off_says_so(tmp_path: Path, folder: Path, phone: Path, qapp: object) -> None:
    path = Path(shutil.copy(phone, tmp_path / "cut.m4a"))
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(UserError, match=r"cut.m4a .* cut off"):
        bring_in(path, folder)
    assert list(folder.iterdir()) == []


def test_a_missing_file_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(UserError, match="is missing"):
        bring_in(tmp_path / "talk.flac", folder)


def test_a_cancelled_copy_leaves_nothing_behind(tmp_path: Path, folder: Path, phone: Path, voice: Sound) -> None:
    for path in (write(tmp_path / "talk.wav", voice), phone):
        with pytest.raises(Stop):
            bring_in(path, folder, cancel=CancelledAtOnce())
    assert list(folder.iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    tmp_path: Path, folder: Path, voice: Sound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match=r"No space left on device\. Make room"):
        bring_in(write(tmp_path / "talk.wav", voice), folder)
    assert list(folder.iterdir()) == []


def test_the_port_brings_in_what_the_module_does(tmp_path: Path, folder: Path, voice: Sound) -> None:
    decoder: Decoder = AudioDecoder()
    path = write(tmp_path / "talk.flac", voice)
    assert decoder.describe_audio(path) == AudioInfo(8000, RATE, 1, "FLAC")
    assert decoder.bring_in(path, folder) == "talk.flac"


def test_a_window_goes_on_while_a_phone_recording_is_decoded(phone: Path, folder: Path, qtbot: QtBot) -> None:
    from facilitator.ui.jobs import run_job

    names: list[str] = []
    run_job(bring_in, phone, folder, on_done=names.append, on_progress=lambda _part: None)
    qtbot.waitUntil(lambda: bool(names), timeout=20_000)
    assert names == ["Aufnahme 12.flac"]


@pytest.mark.parametrize("told", [0, 1000, 0xFFFFFFFF])
def test_the_wav_of_a_recorder_whose_battery_died_is_brought_in_whole(
    tmp_path: Path, folder: Path, voice: Sound, told: int
) -> None:
    whole = write(tmp_path / "whole.wav", voice)
    content = bytearray(whole.read_bytes())
    content[40:44] = told.to_bytes(4, "little")
    path = tmp_path / "ZOOM0001.WAV"
    path.write_bytes(content)
    assert describe_audio(path) == AudioInfo(8000, RATE, 1, "WAV")
    name = bring_in(path, folder)
    clip = load_clip(ClipSpec(folder / name, 6000, 7000))
    assert likeness(samples_of(clip.samples), voice[6 * RATE : 7 * RATE]) > 0.98
    assert bring_in(path, folder) == name, "the same content is kept once"
    assert [each.name for each in folder.iterdir()] == [name]


def test_a_wav_with_something_after_its_sound_is_left_as_it_is(tmp_path: Path, folder: Path, voice: Sound) -> None:
    path = write(tmp_path / "talk.wav", voice)
    notes = bytes(2 * RATE * 2)
    path.write_bytes(path.read_bytes() + b"note" + len(notes).to_bytes(4, "little") + notes)
    assert describe_audio(path).duration_ms == 8000
    assert (folder / bring_in(path, folder)).read_bytes() == path.read_bytes()


def test_a_compressed_wav_is_left_as_it_is(tmp_path: Path, voice: Sound) -> None:
    soundfile.write(tmp_path / "talk.wav", voice, RATE, subtype="IMA_ADPCM")
    content = bytearray((tmp_path / "talk.wav").read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = bytes(4)
    (tmp_path / "talk.wav").write_bytes(content)
    assert mended(tmp_path / "talk.wav") is None


def test_a_wav_longer_than_its_head_can_tell_gets_one_that_can(tmp_path: Path) -> None:
    frames = 1_250_000_000  # 5 GB, of which the disk keeps next to nothing
    path = write(tmp_path / "day.wav", np.zeros((1, 2)))
    content = bytearray(path.read_bytes()[:44])
    content[40:44] = (frames * 4 % (1 << 32)).to_bytes(4, "little")
    path.write_bytes(content)
    os.truncate(path, 44 + frames * 4)
    assert describe_audio(path) == AudioInfo(frames * 1000 // RATE, RATE, 2, "WAV")
    better = mended(path)
    assert better is not None
    (tmp_path / "better.wav").write_bytes(better.head)
    os.truncate(tmp_path / "better.wav", len(better.head) + frames * 4)
    assert soundfile.info(tmp_path / "better.wav").frames == frames
    assert mended(tmp_path / "better.wav") is None
