"""Recordings travel with a study file: plain files and folders of segments, whole or not at all."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.study.studies import dump_study, import_study
from facilitator.storage.opening import StudyFolder, create_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    made = create_study(tmp_path / "A.study", Study(title="A"))
    folder = made.audio / "Sales.rec"
    folder.mkdir()
    (folder / "0001.wav").write_bytes(b"RIFF")
    (folder / "marks.jsonl").write_text("{}\n")
    (made.audio / "phone.m4a").write_bytes(b"phone")
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales"))
        stretches = (Stretch(0, 0, 48_000), Stretch(48_000, 2000, 48_000))
        change.add(Recording("r", session="s", file="Sales.rec", frames=96_000, sha256="ab", stretches=stretches))
        change.add(Recording("p", session="s", file="phone.m4a", source="second", rate=44_100))
        change.add(Gap("g", session="s", start_ms=1000, end_ms=2000, reason="paused"))
        change.add(Quote("k", actor="sales", text="Show me", clip=Clip("Sales.rec", 0, 900)))
    yield made
    made.close()


def handed_over(study: StudyFolder, to: Path) -> Path:
    """The study as JSON with its audio beside it."""
    to.mkdir()
    dump_study(study, to / "study.json")
    shutil.copytree(study.audio, to / "audio")
    return to / "study.json"


def test_recordings_come_along_and_a_dump_of_them_is_equal(study: StudyFolder, tmp_path: Path) -> None:
    file = handed_over(study, tmp_path / "stick")
    imported = import_study(tmp_path / "B.study", file)
    assert imported.warnings == ()
    copy = imported.study
    assert sorted(path.name for path in (copy.audio / "Sales.rec").iterdir()) == ["0001.wav", "marks.jsonl"]
    assert (copy.audio / "phone.m4a").read_bytes() == b"phone"
    assert copy.store.find(Recording) == study.store.find(Recording)
    dump_study(copy, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()
    copy.close()


def test_a_recording_that_is_not_there_is_told_and_the_rest_comes(study: StudyFolder, tmp_path: Path) -> None:
    file = handed_over(study, tmp_path / "stick")
    shutil.rmtree(tmp_path / "stick" / "audio" / "Sales.rec")
    imported = import_study(tmp_path / "B.study", file)
    assert [warning.split(" was")[0] for warning in imported.warnings] == ["The audio file Sales.rec"]
    assert imported.study.store.count(Recording) == 2
    imported.study.close()


def test_names_in_an_audio_folder_become_names_of_the_study(study: StudyFolder, tmp_path: Path) -> None:
    file = handed_over(study, tmp_path / "stick")
    values = json.loads(file.read_text(encoding="utf-8"))
    values["recordings"][0]["file"] = "audio/Sales.rec"
    file.write_text(json.dumps(values), encoding="utf-8")
    copy = import_study(tmp_path / "B.study", file).study
    assert copy.store.need(Recording, "r").file == "Sales.rec"
    assert sorted(path.name for path in copy.audio.glob("*.rec")) == ["Sales.rec"]
    copy.close()


def test_links_in_a_folder_are_left(study: StudyFolder, tmp_path: Path) -> None:
    file = handed_over(study, tmp_path / "stick")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "stick" / "audio" / "Sales.rec" / "0002.wav").symlink_to(tmp_path / "secret")
    copy = import_study(tmp_path / "B.study", file).study
    assert not (copy.audio / "Sales.rec" / "0002.wav").exists()
    copy.close()


def test_a_copy_that_fails_leaves_no_study_and_no_sound(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = handed_over(study, tmp_path / "stick")
    copyfile = shutil.copyfile

    def full(source: Path, target: Path) -> Path:
        if Path(source).name == "phone.m4a":
            raise OSError(28, "No space left on device")
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(UserError, match="audio could not be copied: No space left"):
        import_study(tmp_path / "B.study", file)
    assert not (tmp_path / "B.study").exists()
