"""Recordings that a crash cut off are completed in the background."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from facilitator.audio.track_files import TrackFiles
from facilitator.audio.tracks import track_sha256
from facilitator.domain.actors import Actor
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.sound.recovering import Recovering
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui.completing import Completing
from tests.audio.takes import make_track, noise


def broken_study(folder: Path) -> StudyFolder:
    study = create_study(folder, Study(title="A"))
    make_track(study.audio / "Sales.rec", noise(2))
    with study.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T09:00:00Z"))
        change.add(Recording("r", session="s", file="Sales.rec"))
    return study


def test_what_is_on_disk_is_told_first_and_its_checksum_follows(tmp_path: Path, qtbot: QtBot) -> None:
    study = broken_study(tmp_path / "A.study")
    completing = Completing(Recovering(study.store, study.path), TrackFiles(), tuple)
    completing.run()
    qtbot.waitUntil(lambda: study.store.need(Recording, "r").sha256 != "", timeout=20_000)
    kept = study.store.need(Recording, "r")
    assert kept.frames == 2 * 48_000
    assert kept.sha256 == track_sha256(study.audio / "Sales.rec")
    assert [(gap.reason, gap.start_ms, gap.end_ms) for gap in study.store.find(Gap)] == [("crashed", 2500, None)]
    study.close()


def test_what_is_under_way_is_left_alone(tmp_path: Path) -> None:
    study = broken_study(tmp_path / "A.study")
    completing = Completing(Recovering(study.store, study.path), TrackFiles(), lambda: ("r",))
    completing.run()
    assert completing.job is None
    study.close()


def test_a_study_that_closes_meanwhile_hears_nothing_more(tmp_path: Path, qtbot: QtBot) -> None:
    study = broken_study(tmp_path / "A.study")
    completing = Completing(Recovering(study.store, study.path), TrackFiles(), tuple)
    completing.run()
    completing.stop()
    study.close()
    job = completing.job
    assert job is not None
    qtbot.waitUntil(lambda: not job.running, timeout=20_000)
