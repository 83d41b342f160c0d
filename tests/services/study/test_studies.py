"""Studies as folders of a user: made, remembered, backed up in time, restored."""

import json
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import StudyDamaged, UserError
from facilitator.domain.findings import Quote
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Transcript
from facilitator.paths import sample_dir
from facilitator.services.prepare.preparing import PALETTE
from facilitator.services.study.backups import BackupKeeper
from facilitator.services.study.studies import (
    SAMPLE,
    Studies,
    dump_study,
    folder_for,
    import_study,
    make_sample,
    new_study,
)
from facilitator.storage.backup import backups_in, is_sound, made_at
from facilitator.storage.opening import StudyFolder, create_study, is_study
from tests.clocks import HandClock
from tests.storage.whole_study import whole


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def studies(tmp_path: Path, clock: HandClock) -> Studies:
    for name in ("config", "data"):
        (tmp_path / name).mkdir()
    return Studies(tmp_path / "config", tmp_path / "data", clock)


def keep(study: StudyFolder, text: str) -> None:
    with study.store.change("Keep answer") as change:
        change.add(Note(text, text=text))


# Folders


TITLES = {
    "Who picks it up?": "Who picks it up.study",
    "CON": "CON_.study",
    "aux.2026": "aux_.2026.study",
    'a<b>c:d"e/f\\g|h?i*j': "a b c d e f g h i j.study",
    "  ends with dots ... ": "ends with dots.study",
    "من يأخذها؟": "من يأخذها؟.study",
    "../../etc/passwd": "etc passwd.study",
    "": "study.study",
    "???": "study.study",
    "no \ufffe\U0001ffff character": "no character.study",
    "line\nbreak\x00null": "line break null.study",
    "👩‍👩‍👧": "👩 👩 👧.study",
    "x" * 300: "x" * 200 + ".study",
    "語" * 100: "語" * 66 + ".study",
}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: ascii(title[:20]))
def test_any_title_gives_a_folder_that_every_system_takes(tmp_path: Path, title: str) -> None:
    folder = folder_for(tmp_path, title)
    assert folder.name == TITLES[title]
    assert folder.parent == tmp_path
    study = create_study(folder, Study(title=title))
    assert study.store.need(Study, "study").title == title
    study.close()


def test_a_second_study_of_a_title_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    for _ in range(3):
        create_study(folder_for(tmp_path, "Twice"), Study()).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Twice 2.study", "Twice 3.study", "Twice.study"]


def test_the_sample_is_made_whole_with_its_audio(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "S.study")
    files = {quote.clip.file for quote in study.store.find(Quote) if quote.clip}
    assert len(files) == 4
    assert all((study.audio / file).stat().st_size > 1000 for file in files)
    study.close()


def test_audio_beside_the_file_and_in_its_audio_folder_is_found_and_never_mixed_up(tmp_path: Path) -> None:
    values = whole()
    quote = values["quotes"][0]
    names = ["a.flac", "audio/a.flac", "b.flac", "gone.flac"]
    values["quotes"] = [
        quote | {"id": f"k{at}", "clip": {"file": name, "start_ms": 0, "end_ms": 5}} for at, name in enumerate(names)
    ]
    values["decisions"], values["pack_orders"], values["mentions"] = [], [], []
    values["theme_tables"], values["recordings"] = [], []
    values["transcripts"] = [
        {"id": f"told{at}", "file": name, "cues": []} for at, name in enumerate([*names, "of no clip.flac", ""])
    ]
    (tmp_path / "audio").mkdir()
    (tmp_path / "a.flac").write_bytes(b"one")
    (tmp_path / "audio" / "a.flac").write_bytes(b"two")
    (tmp_path / "audio" / "b.flac").write_bytes(b"three")
    (tmp_path / "study.json").write_text(json.dumps(values), encoding="utf-8")
    imported = import_study(tmp_path / "S.study", tmp_path / "study.json")
    study = imported.study
    kept = [quote.clip.file for quote in study.store.find(Quote) if quote.clip]
    assert [(study.audio / name).read_bytes() for name in kept[:3]] == [b"one", b"two", b"three"]
    assert len(set(kept)) == 4
    assert [each.file for each in study.store.find(Transcript)] == [*kept, "of no clip.flac", ""]
    assert len(imported.warnings) == 1
    assert "gone.flac" in imported.warnings[0]
    study.close()


def test_an_import_that_fails_while_audio_is_copied_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "sales.flac").write_bytes(b"sound")
    (tmp_path / "study.json").write_text(json.dumps(whole()), encoding="utf-8")
    monkeypatch.setattr("facilitator.storage.recordings.shutil.copyfile", full)
    with pytest.raises(UserError, match="audio could not be copied: No space left"):
        import_study(tmp_path / "S.study", tmp_path / "study.json")
    assert not (tmp_path / "S.study").exists()


def test_groups_of_which_a_file_says_no_badge_get_the_next_ones_and_a_dump_keeps_them(tmp_path: Path) -> None:
    actors = [
        {"id": "a", "name": "Sales"},
        {"id": "b", "name": "Support", "colour": PALETTE[0]},
        {"id": "c", "name": "Stores", "short": "S"},
        {"id": "d", "name": "Finance", "short": "", "colour": ""},
        {"id": "e", "name": "The ticket system", "kind": "thing"},
    ]
    file = tmp_path / "groups.json"
    file.write_text(json.dumps({"format": "facilitator-study", "version": 1, "actors": actors}))
    made = import_study(tmp_path / "A.study", file).study
    badges = [(actor.short, actor.colour) for actor in made.store.find(Actor)]
    assert badges == [("SA", PALETTE[1]), ("SU", PALETTE[0]), ("S", PALETTE[2]), ("", ""), ("T", PALETTE[-1])]
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    dump_study(made, first)
    made.close()
    again = import_study(tmp_path / "B.study", first).study
    dump_study(again, second)
    again.close()
    assert first.read_bytes() == second.read_bytes()


def test_an_import_into_an_empty_study_backs_it_up_first(tmp_path: Path) -> None:
    create_study(tmp_path / "S.study", Study(title="Empty")).close()
    (tmp_path / "study.json").write_text(json.dumps(whole()), encoding="utf-8")
    study = import_study(tmp_path / "S.study", tmp_path / "study.json").study
    assert len(backups_in(study.backups)) == 1
    study.close()


# Recent studies


def test_recent_studies_stand_newest_first_with_title_and_groups(
    tmp_path: Path, studies: Studies, clock: HandClock
) -> None:
    for title in ("A", "B"):
        study = studies.create(tmp_path / f"{title}.study", title)
        with study.store.change("Begin") as change:
            change.add(Actor("g", name="Sales", short="S", colour="#123456"))
            change.add(Actor("t", name="Desk", kind="thing"))
            change.add(Session("s", actor="g", started_at="2026-11-24T10:00:00Z"))
        clock.pass_seconds(60)
        studies.close(study)
    found = studies.recent.all()
    assert [recent.title for recent in found] == ["B", "A"]
    assert [group.name for group in found[0].groups] == ["Sales"]
    assert found[0].session_open
    assert found[0].opened_at == "2026-11-24T10:02:00.000Z"
    studies.close(studies.open(tmp_path / "A.study"))
    assert [recent.title for recent in studies.recent.all()] == ["A", "B"]


def test_a_study_whose_folder_is_away_stays_on_the_list_until_forgotten(tmp_path: Path, studies: Studies) -> None:
    studies.close(studies.create(tmp_path / "A.study"))
    (tmp_path / "A.study").rename(tmp_path / "Moved.study")
    [recent] = studies.recent.all()
    assert not recent.is_there
    studies.recent.forget(tmp_path / "A.study")
    assert studies.recent.all() == []


def test_the_list_keeps_twelve(tmp_path: Path, studies: Studies) -> None:
    for number in range(14):
        studies.close(studies.create(tmp_path / f"{number:02}.study"))
    assert [recent.title for recent in studies.recent.all()] == [f"{number:02}" for number in range(13, 1, -1)]


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 1}', '[{"path": 3}]', "[" * 100_000, "null"])
def test_a_spoilt_list_counts_as_none(tmp_path: Path, studies: Studies, content: str) -> None:
    (tmp_path / "config" / "recent.json").write_text(content)
    assert studies.recent.all() == []
    studies.close(studies.create(tmp_path / "A.study"))
    assert [recent.title for recent in studies.recent.all()] == ["A"]


# Back-ups and restoring


def test_a_backup_is_due_a_quarter_of_an_hour_after_the_last_one_if_anything_changed(
    tmp_path: Path, clock: HandClock
) -> None:
    study = create_study(tmp_path / "A.study", Study())
    keeper = BackupKeeper(study, clock)
    keeper.make()
    clock.pass_seconds(3600)
    assert not keeper.due
    keep(study, "one")
    assert keeper.due
    made = keeper.job()()
    assert is_sound(made)
    assert keeper.newest() == made_at(made) == clock.now()
    keep(study, "two")
    clock.pass_seconds(894)
    assert not keeper.due
    clock.pass_seconds(6)
    assert keeper.due
    keeper.job()
    keeper.failed()
    clock.pass_seconds(900)
    assert keeper.due
    keeper.stop()
    study.close()


def test_a_damaged_study_comes_back_from_its_backup_and_is_backed_by_what_was_kept(
    tmp_path: Path, studies: Studies, clock: HandClock
) -> None:
    study = studies.create(tmp_path / "A.study")
    keep(study, "one")
    BackupKeeper(study, clock).make()
    studies.close(study)
    (tmp_path / "A.study" / "study.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(StudyDamaged):
        studies.open(tmp_path / "A.study")
    restored = studies.restore(tmp_path / "A.study")
    assert [note.text for note in restored.store.find(Note)] == ["one"]
    studies.close(restored)


def test_without_a_sound_backup_nothing_is_restored(tmp_path: Path, studies: Studies) -> None:
    studies.close(studies.create(tmp_path / "A.study"))
    with pytest.raises(UserError, match="no sound back-up"):
        studies.restore(tmp_path / "A.study")
    assert is_study(tmp_path / "A.study")
    assert not list((tmp_path / "A.study").glob("damaged-*"))


def test_an_import_is_nothing_to_undo(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")
    assert (study.store.undo_label, study.store.count(Note) > 0) == (None, True)
    study.close()


def test_no_study_is_made_within_another_and_its_files_are_not_written_over(tmp_path: Path) -> None:
    outer = create_study(tmp_path / "A.study", Study(title="A"))
    with pytest.raises(UserError, match="would lie inside the study A"):
        new_study(outer.path / "clips" / "B.study")
    with pytest.raises(UserError, match="would lie inside the study A"):
        import_study(outer.path / "B.study", sample_dir() / SAMPLE / "study.json")
    assert not (outer.path / "B.study").exists()
    with pytest.raises(UserError, match="would be a file of the study A"):
        dump_study(outer, outer.database)
    assert dump_study(outer, outer.path / "exports" / "A.json") == ()
    outer.close()


@pytest.mark.parametrize("name", ["gone.json", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        import_study(tmp_path / "New.study", tmp_path / name)
    assert not (tmp_path / "New.study").exists()
