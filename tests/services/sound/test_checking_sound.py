"""The check reads every recording and tells which time of a session cannot be heard."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from facilitator.audio.track_files import TrackFiles
from facilitator.audio.tracks import track_sha256
from facilitator.domain.actors import Actor
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.study.checking import as_values, check_study, faults_of
from facilitator.storage.opening import StudyFolder, create_study
from tests.audio.takes import make_track, noise

SECOND = 48_000


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """Ten seconds of a session: two before the recording, a second of pause in it, three after it."""
    made = create_study(tmp_path / "A.study", Study(title="A"))
    folder = make_track(made.audio / "Sales.rec", noise(4), 2 * SECOND)
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        began, ended = "2026-11-04T09:00:00Z", "2026-11-04T09:00:10Z"
        change.add(Session("s", actor="sales", started_at=began, ended_at=ended))
        stretches = (Stretch(0, 2000, 2 * SECOND), Stretch(2 * SECOND, 5000, 2 * SECOND))
        sha256 = track_sha256(folder)
        change.add(Recording("r", session="s", file="Sales.rec", frames=4 * SECOND, sha256=sha256, stretches=stretches))
        change.add(Gap("p", session="s", start_ms=4000, end_ms=5000, reason="paused"))
        change.add(Gap("l", session="s", start_ms=7000, end_ms=9500, reason="lost"))
    yield made
    made.close()


def faults(study: StudyFolder) -> list[str]:
    return faults_of(check_study(study, TrackFiles()))


def change_recording(study: StudyFolder, **values: object) -> None:
    with study.store.change("Set up") as change:
        change.put(replace(study.store.need(Recording, "r"), **values))  # type: ignore[arg-type]


def test_a_whole_recording_is_sound_and_the_time_without_audio_is_told(study: StudyFolder) -> None:
    checks = check_study(study, TrackFiles())
    assert faults_of(checks) == []
    recordings = next(check for check in checks if check.subject == "recordings")
    assert recordings.told == (
        "Sales: no audio from 0:00 to 0:02.",
        "Sales: no audio from 0:04 to 0:05 (paused).",
        "Sales: no audio from 0:07 to 0:10 (the microphone was lost).",
    )
    spans = as_values(recordings)["without_audio"]
    assert isinstance(spans, list)
    assert spans[0] == {"session": "s", "group": "Sales", "start_ms": 0, "end_ms": 2000, "reason": ""}


def test_each_of_two_losses_keeps_its_reason(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.put(Gap("p", session="s", start_ms=4000, end_ms=5000, reason="lost"))
    recordings = next(check for check in check_study(study, TrackFiles()) if check.subject == "recordings")
    assert [line.partition("(")[2] for line in recordings.told[1:]] == ["the microphone was lost)."] * 2


def test_a_changed_sample_is_found(study: StudyFolder) -> None:
    soundfile.write(study.audio / "Sales.rec" / "0001.flac", noise(2, seed=9), SECOND)
    assert any("checksum differs" in fault for fault in faults(study))


def test_a_segment_that_is_gone_is_named(study: StudyFolder) -> None:
    (study.audio / "Sales.rec" / "0001.flac").unlink()
    assert any("lacks its segment 0001" in fault for fault in faults(study))


def test_a_folder_that_is_gone_is_named(study: StudyFolder) -> None:
    change_recording(study, file="Elsewhere.rec")
    assert any("Elsewhere.rec is missing" in fault for fault in faults(study))
    assert any("Sales.rec belongs to no session" in fault for fault in faults(study))


def test_sound_that_nothing_names_is_told(study: StudyFolder) -> None:
    for name in ("phone.flac", "clip.wav"):
        soundfile.write(study.audio / name, np.zeros(SECOND, np.int16), SECOND)
    (study.audio / ".outlines").mkdir()
    (study.audio / "notes.txt").write_text("no sound", encoding="utf-8")
    with study.store.change("Set up") as change:
        change.add(Quote("k", actor="sales", text="Show me", clip=Clip("clip.wav", 0, 500)))
    (fault,) = faults(study)
    assert fault.startswith("The sound file phone.flac belongs to no session and to no clip.")


def test_a_recording_that_was_cut_off_is_said_to_be(study: StudyFolder) -> None:
    change_recording(study, sha256="")
    assert faults(study) == [
        "The recording Sales.rec was cut off. Open the study in the window once; that completes it."
    ]


def test_a_clip_past_the_sound_is_told(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        change.add(Quote("k", actor="sales", text="Show me", clip=Clip("Sales.rec", 1000, 6000)))
    assert faults(study) == ["A clip of Sales.rec ends at 0:06, but the file holds only 0:04. Set it again."]


def test_another_recorder_is_held_against_what_was_brought_in(study: StudyFolder) -> None:
    soundfile.write(study.audio / "phone.flac", np.zeros(SECOND, np.int16), SECOND)
    with study.store.change("Set up") as change:
        stretch = Stretch(0, 0, 2 * SECOND)
        phone = Recording(
            "phone", session="s", file="phone.flac", source="second", frames=2 * SECOND, stretches=(stretch,)
        )
        change.add(phone)
    assert faults(study) == ["The recording phone.flac holds 0:01 instead of 0:02. Put back a sound copy."]
