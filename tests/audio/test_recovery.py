"""What a crash, a copy or an old disk does to a recording's folder is mended, or told."""

import errno
import hashlib
from io import FileIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.peaks import load_peaks
from facilitator.audio.recording import compress, files, recovery
from facilitator.audio.recording.marks import Head, Marks, read_marks
from facilitator.audio.recording.wav import wav_header
from facilitator.audio.recording.writer import Writer
from facilitator.audio.track_files import TrackFiles
from facilitator.audio.tracks import open_audio, recover_track, track_frames, track_sha256, verify_track
from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Stretch
from facilitator.services.ports import Tracks
from tests.audio.takes import RATE, Samples, all_of, make_track, noise
from tests.storage.mounts import read_only


@pytest.fixture(scope="module")
def sound() -> Samples:
    return noise(9)


@pytest.fixture
def crashed(tmp_path: Path, sound: Samples) -> Path:
    """Two full segments, and a third whose head is a second behind."""
    return make_track(tmp_path / "one.rec", sound, segment_frames=3 * RATE)


@pytest.fixture
def whole(tmp_path: Path, sound: Samples) -> Path:
    """A recording that was stopped in order, of three full segments."""
    writer = Writer(tmp_path / "two.rec", Head(device="mic"), segment_frames=3 * RATE)
    writer.mark({"stretch": 0, "at_ms": 500})
    writer.put(sound.tobytes(), 9500)
    writer.finish()
    return tmp_path / "two.rec"


def test_everything_present_is_recovered(crashed: Path, sound: Samples) -> None:
    recovered = recover_track(crashed)
    assert recovered.stretches == (Stretch(0, 500, len(sound)),)
    assert (recovered.frames, recovered.rate, recovered.device) == (len(sound), RATE, "testmic")
    assert recovered.started_at == "2026-01-01T10:00:00+00:00"
    assert recovered.sha256 == "", "it was not stopped in order"
    assert np.array_equal(all_of(crashed), sound)


def test_other_programs_can_read_the_last_segment_too(crashed: Path, sound: Samples) -> None:
    assert soundfile.info(crashed / "0003.wav").frames < 3 * RATE
    recover_track(crashed)
    assert np.array_equal(soundfile.read(crashed / "0003.wav", dtype="int16")[0], sound[6 * RATE :])


def test_half_a_sample_and_half_a_line_are_dropped(crashed: Path, sound: Samples) -> None:
    with (crashed / "0003.wav").open("ab") as file:
        file.write(b"\1")
    with (crashed / "marks.jsonl").open("ab") as file:
        file.write(b'{"counted": 43')
    assert recover_track(crashed).frames == len(sound)
    assert (crashed / "0003.wav").stat().st_size == 44 + 6 * RATE


def test_a_conversion_that_was_cut_off_leaves_nothing(crashed: Path, sound: Samples) -> None:
    (crashed / ".0003.flac.77.part").write_bytes(b"fLaC")
    recover_track(crashed)
    assert sorted(path.name for path in crashed.iterdir()) == [
        "0001.flac",
        "0002.flac",
        "0003.wav",
        "marks.jsonl",
        "outline.s16",
    ]


@pytest.mark.parametrize(("made_of", "kept"), [(1.0, "0003.flac"), (0.5, "0003.wav")])
def test_of_a_segment_that_is_there_twice_the_sound_one_is_kept(
    crashed: Path, sound: Samples, made_of: float, kept: str
) -> None:
    last = sound[6 * RATE :]
    soundfile.write(crashed / "0003.flac", last[: int(len(last) * made_of)], RATE)
    recover_track(crashed)
    assert [path.name for path in crashed.glob("0003.*")] == [kept]
    assert np.array_equal(all_of(crashed), sound)


def test_a_twin_that_is_no_flac_goes(crashed: Path, sound: Samples) -> None:
    (crashed / "0003.flac").write_bytes(b"nothing of the kind")
    recover_track(crashed)
    assert np.array_equal(all_of(crashed), sound)


def test_the_outline_is_completed(crashed: Path, tmp_path: Path, sound: Samples) -> None:
    recover_track(crashed)
    assert (crashed / "outline.s16").stat().st_size == 4 * -(-len(sound) // 256)
    columns = load_peaks(crashed, tmp_path / "unused.npy").columns(0, 9000, 9)
    assert not (tmp_path / "unused.npy").exists()
    assert columns[8, 1] == pytest.approx(sound[8 * RATE :].max(), abs=500)


def test_recovery_does_not_wait_for_a_long_outline_which_is_made_by_whoever_looks_at_it(
    crashed: Path, tmp_path: Path, sound: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "MOST_MISSING", RATE)
    (crashed / "outline.s16").write_bytes(bytes(40))
    assert recover_track(crashed).frames == len(sound)
    assert (crashed / "outline.s16").stat().st_size == 40
    shares: list[float] = []
    columns = load_peaks(crashed, tmp_path / "made.npy", shares.append).columns(0, 9000, 9)
    assert columns[8, 1] == pytest.approx(sound[8 * RATE :].max(), abs=500)
    assert shares[-1] == 1.0


def test_without_marks_the_sound_is_there_all_the_same(crashed: Path, sound: Samples) -> None:
    (crashed / "marks.jsonl").unlink()
    recovered = recover_track(crashed)
    assert recovered.stretches == (Stretch(0, 0, len(sound)),)
    assert recovered.started_at == ""


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same(crashed: Path, sound: Samples) -> None:
    with read_only(crashed):
        assert recover_track(crashed).frames == len(sound)
        assert np.array_equal(all_of(crashed), sound)


def test_a_recording_stopped_in_order_is_known_without_reading_it(whole: Path, sound: Samples) -> None:
    recovered = recover_track(whole)
    assert recovered.sha256 == hashlib.sha256(sound.tobytes()).hexdigest() == track_sha256(whole)
    assert recovered.stretches == (Stretch(0, 500, len(sound)),)
    assert [path.name for path in sorted(whole.glob("*.*"))][:3] == ["0001.flac", "0002.flac", "0003.flac"]
    assert verify_track(whole) == []


def test_recovering_twice_changes_nothing(whole: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in whole.iterdir()}
    recover_track(whole)
    assert {path: path.stat().st_mtime_ns for path in whole.iterdir()} == before


def test_a_missing_segment_is_named(whole: Path) -> None:
    (whole / "0002.flac").unlink()
    [fault] = verify_track(whole)
    assert "two.rec lacks its segment 0002" in fault
    assert recover_track(whole).sha256 == ""


@pytest.mark.parametrize("left", [b"", b"fLaC", b"rubbish " * 20])
def test_what_follows_a_missing_segment_is_heard_where_it_belongs(whole: Path, sound: Samples, left: bytes) -> None:
    (whole / "0001.flac").unlink()
    (whole / "0002.flac").write_bytes(left)
    assert np.array_equal(all_of(whole)[6 * RATE :], sound[6 * RATE :])
    assert not all_of(whole)[: 6 * RATE].any()
    assert recover_track(whole).stretches == (Stretch(6 * RATE, 6500, 3 * RATE),)
    assert track_sha256(whole) == ""
    assert len(verify_track(whole)) == 2


def test_what_follows_a_segment_that_was_cut_off_is_heard_where_it_belongs(whole: Path, sound: Samples) -> None:
    (whole / "0002.flac").unlink()
    (whole / "0002.wav").write_bytes(wav_header(RATE, 1, RATE) + sound[3 * RATE : 4 * RATE].tobytes())
    with open_audio(whole) as file:
        file.seek(6 * RATE)
        assert np.array_equal(file.read(-1, dtype="int16"), sound[6 * RATE :])
    assert track_sha256(whole) == ""
    [fault] = verify_track(whole)
    assert "0002.wav of the recording two.rec is damaged" in fault


def test_a_missing_last_segment_is_named_too(whole: Path) -> None:
    (whole / "0003.flac").unlink()
    [fault] = verify_track(whole)
    assert "lacks its segment 0003" in fault


def test_a_short_segment_is_named(whole: Path, sound: Samples) -> None:
    soundfile.write(whole / "0002.flac", sound[3 * RATE : 5 * RATE], RATE)
    [fault] = verify_track(whole)
    assert "0002.flac of the recording two.rec holds 0:02 instead of 0:03" in fault


def test_a_damaged_segment_is_named(whole: Path) -> None:
    content = bytearray((whole / "0002.flac").read_bytes())
    content[5000:250_000] = bytes(245_000)
    (whole / "0002.flac").write_bytes(content)
    [fault] = verify_track(whole)
    assert "0002.flac of the recording two.rec is damaged" in fault
    assert fault.endswith("the other segments play.")


def test_other_samples_than_were_recorded_are_told(whole: Path, sound: Samples) -> None:
    soundfile.write(whole / "0002.flac", sound[: 3 * RATE], RATE)
    [fault] = verify_track(whole)
    assert "checksum differs" in fault


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.rec").mkdir()
    [fault] = verify_track(tmp_path / "no.rec")
    assert "holds no sound" in fault
    assert recover_track(tmp_path / "no.rec").stretches == ()
    assert track_frames(tmp_path / "no.rec") == 0


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b'"counted"',
        b"{'a': 1}",
        b'{"stretch": "x", "at_ms": 3}',
        b'{"stretch": -1, "at_ms": 3}',
        b'{"gap": "lost", "frame": 1}',
        b'{"version": 1, "rate": 0, "channels": 1, "device": "", "started_at": ""}',
        b"\xff\xfe\x00",
    ],
)
def test_a_line_that_makes_no_sense_is_passed_over(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "marks.jsonl").write_bytes(line + b'\n{"stretch": 7, "at_ms": 3}\n')
    assert read_marks(tmp_path) == Marks(stretches=[Stretch(7, 3, 1 << 62)])


def test_the_port_refuses_a_folder_that_is_not_there(tmp_path: Path, whole: Path) -> None:
    tracks: Tracks = TrackFiles()
    assert tracks.recover(whole).frames == 9 * RATE
    assert tracks.verify(whole) == []
    assert tracks.sha256(whole) == tracks.recover(whole).sha256
    with pytest.raises(UserError, match="missing"):
        tracks.recover(tmp_path / "none.rec")


def test_progress_goes_to_the_end_and_a_cancel_is_heard(whole: Path) -> None:
    told: list[float] = []
    track_sha256(whole, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    class Stop(Exception):
        pass

    class Cancelled:
        def check(self) -> None:
            raise Stop

    with pytest.raises(Stop):
        track_sha256(whole, None, Cancelled())


def test_a_mark_that_a_full_disk_cut_off_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = files.TakeFiles(tmp_path / "a.rec", Head(), lambda _path: None)
    write = files._write_all

    def cut_off(file: FileIO, content: bytes | memoryview) -> None:
        write(file, bytes(content)[:10])
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as full:
        full.setattr(files, "_write_all", cut_off)
        with pytest.raises(OSError, match="full"):
            made.mark({"stretch": 0, "at_ms": 500})
    made.mark({"gap": "full", "at_ms": 900, "frame": 19_200})
    made.close()
    assert read_marks(tmp_path / "a.rec").stretches == [Stretch(0, 500, 19_200)]


def test_an_outline_that_a_crash_cut_off_is_completed(whole: Path) -> None:
    outline = whole / "outline.s16"
    before = outline.read_bytes()
    outline.write_bytes(before[: len(before) // 3 // 4 * 4 + 2])
    recover_track(whole)
    assert outline.read_bytes() == before


def test_a_recording_that_is_shorter_than_it_was_is_told_without_marks_of_its_segments(whole: Path) -> None:
    lines = (whole / "marks.jsonl").read_text().splitlines(keepends=True)
    (whole / "marks.jsonl").write_text("".join(line for line in lines if '"segment"' not in line))
    (whole / "0003.flac").unlink()
    [fault] = verify_track(whole)
    assert "two.rec holds 0:06 but was 0:09 long" in fault


def one_sample_off(sound: Samples) -> Samples:
    other = sound.copy()
    other[-1] ^= 1
    return other


def test_a_twin_with_one_other_sample_is_not_taken_for_the_same(crashed: Path, sound: Samples) -> None:
    last = sound[6 * RATE :]
    soundfile.write(crashed / "0003.flac", one_sample_off(last), RATE)
    recover_track(crashed)
    assert not (crashed / "0003.flac").exists()
    assert np.array_equal(all_of(crashed), sound)


def test_a_segment_becomes_flac_only_if_every_sample_comes_back(
    crashed: Path, sound: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = crashed / "0003.wav"

    def spoilt(_path: Path, target: Path, rate: int) -> None:
        soundfile.write(target, one_sample_off(sound[6 * RATE :]), rate, format="FLAC")

    with monkeypatch.context() as broken:
        broken.setattr(compress, "_encode", spoilt)
        assert not compress.compress(last, RATE)
    assert last.exists()
    assert not list(crashed.glob("*0003.flac*"))
    assert compress.compress(last, RATE)
    assert not last.exists()
    assert np.array_equal(all_of(crashed), sound)
