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
from facilitator.storage.recordings import bring


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


def fill_disk_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when a file of this name is to be copied."""
    copyfile = shutil.copyfile

    def full(source: Path, target: Path) -> Path:
        if Path(source).name == name:
            raise OSError(28, "No space left on device")
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", full)


def test_a_copy_that_fails_leaves_no_study_and_no_sound(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = handed_over(study, tmp_path / "stick")
    fill_disk_at("phone.m4a", monkeypatch)
    with pytest.raises(UserError, match="audio could not be copied: No space left"):
        import_study(tmp_path / "B.study", file)
    assert not (tmp_path / "B.study").exists()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with a recording and a plain file in its audio folder."""
    folder = tmp_path / "stick" / "audio"
    (folder / "Sales.rec").mkdir(parents=True)
    (folder / "Sales.rec" / "0001.wav").write_bytes(b"one")
    (folder / "Sales.rec" / "marks.jsonl").write_bytes(b"{}\n")
    (folder / "phone.m4a").write_bytes(b"phone")
    return folder.parent


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    (tmp_path / "audio").mkdir()
    return tmp_path / "audio"


NAMES = ["Sales.rec", "phone.m4a"]


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_is_there_already_is_not_kept_twice(stick: Path, audio: Path) -> None:
    first = bring(NAMES, stick, audio)
    before = files_in(audio)
    again = bring(NAMES, stick, audio)
    assert first.names == again.names == {name: name for name in NAMES}
    assert (again.made, again.missing) == ([], [])
    assert files_in(audio) == before


@pytest.mark.parametrize("change", ["other bytes", "one file more", "one file less", "a plain file of that name"])
def test_a_recording_of_the_same_name_that_is_another_lies_beside_it(stick: Path, audio: Path, change: str) -> None:
    bring(NAMES, stick, audio)
    bring(["Sales.rec"], stick, audio)
    known = audio / "Sales.rec"
    if change == "other bytes":
        (known / "0001.wav").write_bytes(b"two")
    elif change == "one file more":
        (known / "0002.wav").write_bytes(b"two")
    elif change == "one file less":
        (known / "marks.jsonl").unlink()
    else:
        shutil.rmtree(known)
        known.write_bytes(b"one")
    before = files_in(known) if known.is_dir() else known.read_bytes()
    assert bring(["Sales.rec"], stick, audio).names == {"Sales.rec": "Sales (2).rec"}
    assert (files_in(known) if known.is_dir() else known.read_bytes()) == before
    assert files_in(audio / "Sales (2).rec") == {"0001.wav", "marks.jsonl"}


def test_two_names_that_come_to_the_same_keep_both_sounds(stick: Path, audio: Path) -> None:
    (stick / "other").mkdir()
    (stick / "other" / "phone.m4a").write_bytes(b"another")
    brought = bring(["phone.m4a", "other/phone.m4a", "gone/phone.m4a"], stick, audio)
    assert list(brought.names.values()) == ["phone.m4a", "phone (2).m4a", "phone (3).m4a"]
    assert (audio / "phone.m4a").read_bytes() == b"phone"
    assert (audio / "phone (2).m4a").read_bytes() == b"another"
    assert brought.missing == ["gone/phone.m4a"]
    assert not (audio / "phone (3).m4a").exists()


def test_a_name_that_leads_elsewhere_takes_back_what_was_copied_and_nothing_else(stick: Path, audio: Path) -> None:
    (audio / "mine.wav").write_bytes(b"mine")
    (stick.parent / "secret.wav").write_bytes(b"secret")
    with pytest.raises(UserError, match="leads out of the folder"):
        bring([*NAMES, "../secret.wav"], stick, audio)
    assert files_in(audio) == {"mine.wav"}
    assert not (audio / "Sales.rec").exists()


def test_a_copy_that_fails_half_way_leaves_nothing(stick: Path, audio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_disk_at("marks.jsonl", monkeypatch)
    with pytest.raises(UserError, match="No space left"):
        bring(["phone.m4a", "Sales.rec"], stick, audio)
    assert list(audio.iterdir()) == []
