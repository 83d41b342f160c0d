"""Another recorder's file becomes part of a session, where it belongs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.align import SoundAligner
from facilitator.audio.decoder import AudioDecoder
from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.recordings import Recording, Stretch, sounding_at
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.sound.second_recorder import BroughtIn, Measured, SecondRecorder, bring_in, stretches_from
from facilitator.storage.opening import StudyFolder, create_study
from tests.audio.sounds import babble, write, write_m4a

RATE = 16_000


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """Our own recording holds the first twenty seconds of the session."""
    made = create_study(tmp_path / "A.study", Study(title="A"))
    write(made.audio / "own.flac", babble(20, RATE), RATE)
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T09:00:00Z"))
        stretches = (Stretch(0, 0, 20 * RATE),)
        change.add(Recording("own", session="s", file="own.flac", rate=RATE, frames=20 * RATE, stretches=stretches))
    yield made
    made.close()


def phone(folder: Path) -> Path:
    return write(folder / "Phone of the scribe.wav", babble(20, RATE)[5 * RATE :] * 0.5, RATE)


def brought(study: StudyFolder, file: Path) -> BroughtIn:
    own = SecondRecorder(study.store, study.path).own("s")
    return bring_in(AudioDecoder(), SoundAligner(), own, file, study.path)


def test_a_file_is_copied_laid_where_it_belongs_and_heard_where_ours_is_silent(
    study: StudyFolder, tmp_path: Path
) -> None:
    second = SecondRecorder(study.store, study.path)
    came = brought(study, phone(tmp_path))
    recording = second.add("s", came)
    assert (study.audio / recording.file).is_file()
    assert (recording.source, recording.label) == ("second", "Phone of the scribe.wav")
    assert second.start_ms(recording) == pytest.approx(5000, abs=3)
    own = replace(study.store.need(Recording, "own"), stretches=(Stretch(0, 0, 8 * RATE),))
    found = sounding_at([own, recording], 12_000)
    assert found is not None
    assert found.recording.id == recording.id
    assert found.in_file(12_000) == pytest.approx(7000, abs=3)


@pytest.mark.parametrize("suffix", [".m4a", ".opus"])
@pytest.mark.usefixtures("qapp")
def test_what_telephones_write_is_laid_where_it_belongs(study: StudyFolder, tmp_path: Path, suffix: str) -> None:
    talk = babble(20, RATE)[5 * RATE :] * 0.5
    if suffix == ".m4a":
        file = write_m4a(tmp_path / "Phone.m4a", np.repeat(talk, 48_000 // RATE))
    else:
        file = tmp_path / "Phone.opus"
        soundfile.write(file, talk, RATE, format="OGG", subtype="OPUS")
    second = SecondRecorder(study.store, study.path)
    recording = second.add("s", brought(study, file))
    assert second.start_ms(recording) == pytest.approx(5000, abs=60), "codecs begin with a little silence"
    assert recording.frames / recording.rate == pytest.approx(15, abs=0.2)
    assert recording.label == f"Phone{suffix}"


def test_progress_goes_on_to_the_end(study: StudyFolder, tmp_path: Path) -> None:
    told: list[float] = []
    own = SecondRecorder(study.store, study.path).own("s")
    bring_in(AudioDecoder(), SoundAligner(), own, phone(tmp_path), study.path, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_same_file_twice_is_refused(study: StudyFolder, tmp_path: Path) -> None:
    second = SecondRecorder(study.store, study.path)
    second.add("s", brought(study, phone(tmp_path)))
    with pytest.raises(UserError, match="a recording of this study already"):
        second.add("s", brought(study, phone(tmp_path)))


def test_it_can_be_moved_by_hand_and_undo_moves_it_back(study: StudyFolder, tmp_path: Path) -> None:
    second = SecondRecorder(study.store, study.path)
    recording = second.add("s", brought(study, phone(tmp_path)), 3000)
    moved = second.move(recording.id, -2000)
    assert moved.stretches == (Stretch(2 * RATE, 0, 13 * RATE),)
    assert second.start_ms(moved) == -2000
    study.store.undo()
    assert second.start_ms(study.store.need(Recording, recording.id)) == 3000


def test_our_own_recording_stays_where_it_was_made(study: StudyFolder) -> None:
    second = SecondRecorder(study.store, study.path)
    with pytest.raises(UserError, match="lies where it was made"):
        second.move("own", 100)
    with pytest.raises(UserError, match="lies where it was made"):
        second.remove("own")


def test_what_clips_are_cut_from_is_not_removed_and_the_file_always_stays(study: StudyFolder, tmp_path: Path) -> None:
    second = SecondRecorder(study.store, study.path)
    recording = second.add("s", brought(study, phone(tmp_path)))
    with study.store.change("Set up") as change:
        change.add(Quote("k", actor="sales", text="Show me", clip=Clip(recording.file, 0, 1000)))
    with pytest.raises(UserError, match="Clips are cut from"):
        second.remove(recording.id)
    with study.store.change("Set up") as change:
        change.delete(study.store.need(Quote, "k"))
    second.remove(recording.id)
    assert study.store.get(Recording, recording.id) is None
    assert (study.audio / recording.file).is_file()


def test_a_session_without_a_recording_of_ours_takes_the_file_at_its_beginning(
    study: StudyFolder, tmp_path: Path
) -> None:
    with study.store.change("Set up") as change:
        change.delete(study.store.need(Recording, "own"))
    came = brought(study, phone(tmp_path))
    assert came.alignment is None
    second = SecondRecorder(study.store, study.path)
    assert second.start_ms(second.add("s", came)) == 0


def test_a_clock_that_runs_away_is_followed_in_small_steps() -> None:
    hour = Measured(3600 * RATE, RATE, "")
    stretches = stretches_from(1000, hour, 50.0)
    assert sum(each.frames for each in stretches) == hour.frames
    assert all(
        abs(each.at_ms - 1000 - each.frame * 1000 / RATE * 1.00005) <= 1 and each.frames * 1000 / RATE * 0.00005 <= 40
        for each in stretches
    )


def test_what_is_no_audio_leaves_nothing_behind(study: StudyFolder, tmp_path: Path) -> None:
    letter = tmp_path / "letter.wav"
    letter.write_bytes(b"Dear participants")
    with pytest.raises(UserError, match="is not audio that can be read"):
        brought(study, letter)
    assert [path.name for path in study.audio.iterdir()] == ["own.flac"]


@pytest.mark.parametrize("kind", ["mp3", "ogg"])
def test_compressed_files_are_taken_too(study: StudyFolder, tmp_path: Path, kind: str) -> None:
    sound = np.tile(babble(20, 48_000)[5 * 48_000 :], 1)
    soundfile.write(tmp_path / f"phone.{kind}", sound[: 12 * 48_000], 48_000)
    second = SecondRecorder(study.store, study.path)
    recording = second.add("s", brought(study, tmp_path / f"phone.{kind}"), 5000)
    assert recording.frames == pytest.approx(12 * 48_000, abs=4000)
