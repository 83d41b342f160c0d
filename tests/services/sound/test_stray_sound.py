"""A start that was taken back leaves its sound: it is found, and a session takes it in where the clock says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.audio.track_files import TrackFiles
from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.sound.stray_sound import look_at, stray_recordings, take_in
from facilitator.storage.opening import StudyFolder, create_study
from tests.audio.takes import RATE, make_track, noise

BEGAN = "2026-01-01T10:00:00+00:00"
"""As `make_track` has it; the first sample is heard half a second into the session it was made for."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    made = create_study(tmp_path / "A.study", Study(title="A"))
    make_track(made.audio / "Sales.rec", noise(3))
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at=BEGAN))
    yield made
    made.close()


def begin(study: StudyFolder, at: str) -> None:
    with study.store.change("Start") as change:
        change.put(replace(study.store.need(Session, "s"), started_at=at))


def taken(study: StudyFolder) -> Recording:
    (folder,) = stray_recordings(study.store, study.audio)
    return take_in(study.store, "s", folder, look_at(TrackFiles(), folder))


def test_it_lies_where_the_clock_says(study: StudyFolder) -> None:
    begin(study, "2026-01-01T09:59:50+00:00")
    assert taken(study).stretches == (Stretch(0, 10_000, 3 * RATE),)
    assert stray_recordings(study.store, study.audio) == []
    study.store.undo()
    assert [path.name for path in stray_recordings(study.store, study.audio)] == ["Sales.rec"]


def test_what_was_recorded_before_the_session_is_left_out(study: StudyFolder) -> None:
    begin(study, "2026-01-01T10:00:01+00:00")
    assert taken(study).stretches == (Stretch(RATE, 0, 2 * RATE),)


@pytest.mark.parametrize("at", ["2026-01-01T10:00:10+00:00", "2025-12-31T10:00:00+00:00"])
def test_a_session_of_another_time_does_not_get_it(study: StudyFolder, at: str) -> None:
    begin(study, at)
    with pytest.raises(UserError, match="another time"):
        taken(study)


def test_a_folder_without_sound_is_refused(study: StudyFolder) -> None:
    (study.audio / "Sales.rec" / "0001.wav").unlink()
    with pytest.raises(UserError, match="no sound"):
        taken(study)
