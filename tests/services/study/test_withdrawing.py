"""Somebody withdraws: every word of theirs is found and is in no byte of the study afterwards."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import soundfile

from facilitator.audio.silencing import silence
from facilitator.domain.consent import Consent
from facilitator.domain.errors import NotSaved, UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.merges import Conflict, Merge
from facilitator.domain.notes import Mark, Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.room import MemberCheck
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.documents.reporting import Reporting
from facilitator.services.study import withdrawing_rest
from facilitator.services.study.checking import check_study, entries_check, faults_of
from facilitator.services.study.studies import open_finished
from facilitator.services.study.withdrawing import LABEL, Traces, Withdrawing
from facilitator.services.study.withdrawing_files import leftovers, pieces
from facilitator.storage.backup import backups_in, make_backup
from facilitator.storage.interchange import dump
from facilitator.storage.opening import WITHDRAWING, StudyFolder, open_study
from tests.audio.takes import RATE, noise
from tests.documents import NOW, YES, make_study, put
from tests.secrets import MARK, marks_in

CLIP = Clip("sb.flac", 1000, 4000)


def mark(number: int) -> str:
    return f"{MARK}gone{number:03}x"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """Somebody of Beta whose words are wherever words can be; those of the others have no mark."""
    opened = make_study(tmp_path)
    long = " ".join(f"word{n}" for n in range(900))
    put(
        opened,
        Person("pw", 9, mark(0), "b", 7, YES, "came", mark(1)),
        Note("n1", 1, "rb", ("q1",), "idea", f"{mark(2)} {long}", "pw", 5),
        Note("n2", 2, "rb", ("q1",), "idea", "Somebody else said this.", "pb", 6, marks=(Mark("nod", ("pw", "pb")),)),
        Note("n3", 3, "rb", ("q1",), "idea", "And this.", "pb", 7, marks=(Mark("shake", ("pw",)),)),
        Statement("w1", 20, "b", "q1", "Both said so.", "released", notes=("n1", "n2")),
        Statement("w2", 21, "b", "q1", f"Only one said {mark(3)}.", "released", notes=("n1",)),
        Quote("k1", 20, "b", "q1", f'It was "{mark(4)}"\nall the time', "w1", "pw", "rb", True, clip=CLIP, note="n1"),
        Quote("k2", 21, "b", "q1", "Mine.", "w2", "pb", "rb", True, note="n1"),
        Reaction("re1", 9, "rb", About("statement", "a1"), "add", mark(5), "pw"),
        MemberCheck("mc", 1, "rb", "n1", "corrected", mark(6)),
        Transcript("tr", 1, "rb", "sb.flac"),
        Cue("tr", 1, 500, 1500, mark(7), mark(0)),
        Cue("tr", 2, 4500, 5500, "Somebody else."),
        Showing("s1", 1, "rb", About("quote", "k1"), "b", "q1", mark(4), "abc", "2026-11-23T10:00:00Z"),
        Decision("a", "k1", "show", "mentions_viewer"),
        PackOrder("a", ("k1", "w1")),
        Conflict("c1", "m", "Note", "n1", "text", mark(8), mark(9)),
        Conflict("c2", "m", "Person", "pw", "alias", mark(0), mark(12)),
    )
    put(opened, Note("n4", 4, "rb", ("q1",), "idea", mark(10), "pw", 9))
    with opened.store.change("Remove") as change:
        change.delete(opened.store.need(Note, "n4"))
    put(opened, replace(opened.store.need(Note, "n1"), text=f"{mark(11)} {long}"))
    opened.names.set("pw", f"{mark(512)} {mark(687)}")
    opened.names.set("pb", "Paul Bright")
    opened.names.set_replacements([(f"Mrs {mark(687)}", "[a manager]"), ("Acme", "[a customer]")])
    opened.store.keep_draft("capture", f"{mark(0)} said that")
    opened.store.keep_draft("debrief", "It went well")
    opened.store.keep_draft("room.check.rb.n1", f"{mark(13)}: half a correction")
    yield opened
    opened.close()


def said(study: StudyFolder) -> str:
    return study.store.need(Note, "n1").text


def marks_of(study: StudyFolder) -> set[str]:
    files = [path for path in study.path.rglob("*") if path.is_file()]
    return set().union(*(marks_in(path.name, path.read_bytes()) for path in files))


def test_every_place_of_their_words_is_found_and_nothing_is_changed(study: StudyFolder) -> None:
    make_backup(study.database, study.backups)
    before = study.store.undo_label
    found: Traces = Withdrawing(study).traces("pw")
    assert [note.id for note in found.notes] == ["n1"]
    assert [quote.id for quote in found.quotes] == ["k1"]
    assert [reaction.id for reaction in found.reactions] == ["re1"]
    assert [check.id for check in found.corrections] == ["mc"]
    assert [cue.text for cue in found.cues] == [mark(7)]
    assert [note.id for note in found.marked] == ["n2", "n3"]
    assert [(each.statement.id, each.others) for each in found.statements] == [("w1", 1), ("w2", 0)]
    assert [showing.id for showing in found.showings] == ["s1"]
    assert (found.spans, found.backups) == ((CLIP,), 1)
    assert study.store.undo_label == before


def test_what_is_of_others_is_neither_found_nor_touched(study: StudyFolder) -> None:
    others: list[Any] = [
        MemberCheck("mo", 2, "rb", "n2", "corrected", "Not quite."),
        Reaction("ro", 10, "rb", About("statement", "a1"), "add", "We too.", "pb"),
        Reaction("group", 11, "rb", About("statement", "a1"), "agree"),
        Showing("so", 2, "rb", About("quote", "k2"), "b", "q1", "Mine.", "abc", "2026-11-23T10:00:00Z"),
        Quote("k4", 23, "b", "q1", "Nobody's.", "w1", None, "rb", True),
    ]
    put(study, *others, Quote("k3", 22, "b", "q1", "Theirs, without sound.", "w1", "pw", "rb", True))
    found = Withdrawing(study).traces("pw")
    assert [check.id for check in found.corrections] == ["mc"]
    assert [reaction.id for reaction in found.reactions] == ["re1"]
    assert [showing.id for showing in found.showings] == ["s1"]
    assert [quote.id for quote in found.quotes] == ["k1", "k3"]
    assert found.spans == (CLIP,)
    Withdrawing(study).withdraw("pw")
    assert [study.store.get(type(each), each.id) for each in others] == others
    assert study.store.draft("debrief") == "It went well"
    assert study.names.all() == {"pb": "Paul Bright"}


def test_a_back_up_that_was_being_made_meanwhile_goes_with_the_older_ones(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = study.backups / "study-20260101-100000-000000.db"

    def made_beside_another(database: Path, folder: Path) -> Path:
        early.write_bytes(b"Their words")
        return make_backup(database, folder)

    monkeypatch.setattr(withdrawing_rest, "make_backup", made_beside_another)
    Withdrawing(study).withdraw("pw")
    assert len(backups_in(study.backups)) == 1
    assert not early.exists()


def test_no_byte_of_the_study_holds_their_words_afterwards(study: StudyFolder, tmp_path: Path) -> None:
    report = Reporting(study.store, study.names, lambda: NOW)
    report.export("findings", study.path / "exports")
    make_backup(study.database, study.backups)
    assert len(marks_of(study)) == 16
    done = Withdrawing(study).withdraw("pw", drop=["w2"])
    assert marks_of(study) == set()
    assert done.leftovers == ()
    assert done.removed == ("Who picks it up - findings.docx",)
    assert len(backups_in(study.backups)) == 1
    study.close()
    again = open_study(tmp_path / "A.study")
    assert marks_of(again) == set()
    assert faults_of(check_study(again)) in (
        [],
        ["The audio file sb.flac is missing. Put it into the study's audio folder."],
    )
    again.close()


def test_what_others_said_of_it_stays_with_the_statement_or_else_the_group(study: StudyFolder) -> None:
    put(
        study,
        Quote("k9", 30, "b", "q1", mark(14), None, "pw", "rb", True),
        Reaction("to k1", 20, "ra", About("quote", "k1"), "agree", "We too."),
        Reaction("to k9", 21, "ra", About("quote", "k9"), "ask", "When?"),
        Reaction("to w2", 22, "ra", About("statement", "w2"), "agree"),
    )
    Withdrawing(study).withdraw("pw", drop=["w2"])
    about = {each.id: each.about for each in study.store.find(Reaction) if each.id.startswith("to ")}
    assert about == {"to k1": About("statement", "w1"), "to k9": About("actor", "b"), "to w2": About("actor", "b")}
    assert entries_check(study).faults == ()


class Killed(BaseException):
    """Nothing of the program goes on after it."""


@pytest.mark.parametrize("at", ["_forget_name", "remove_exports", "_renew_backups"])
def test_a_withdrawal_that_is_broken_off_is_ended_when_the_study_is_opened(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    Reporting(study.store, study.names, lambda: NOW).export("findings", study.path / "exports")
    make_backup(study.database, study.backups)
    with monkeypatch.context() as patch:
        patch.setattr(withdrawing_rest, at, Mock(side_effect=Killed))
        with pytest.raises(Killed):
            Withdrawing(study).withdraw("pw", drop=["w2"])
    study.close()
    again = open_finished(tmp_path / "A.study")
    assert marks_of(again) == set()
    assert "pw" not in again.names.all()
    assert not (again.path / WITHDRAWING).exists()
    again.close()


def test_a_withdrawal_that_was_broken_off_before_anything_was_erased_has_taken_nothing(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(study.database, study.backups)
    before = dump(study.store).text()
    with monkeypatch.context() as patch:
        patch.setattr(study.store, "erase", Mock(side_effect=NotSaved("The disk is full.")))
        with pytest.raises(NotSaved):
            Withdrawing(study).withdraw("pw")
    assert not (study.path / WITHDRAWING).exists()
    (study.path / WITHDRAWING).write_text('{"person": "pw", "exports": []}', encoding="utf-8")  # as after a crash
    study.close()
    again = open_finished(tmp_path / "A.study")
    assert (dump(again.store).text(), "pw" in again.names.all(), backup.exists()) == (before, True, True)
    assert not (again.path / WITHDRAWING).exists()
    again.close()


def test_what_others_said_stays_and_so_does_the_fact_that_something_was_shown(study: StudyFolder) -> None:
    Withdrawing(study).withdraw("pw", drop=["w2"])
    store = study.store
    assert store.need(Note, "n2").marks == (Mark("nod", ("pb",)),)
    assert store.need(Note, "n3").marks == ()
    assert store.need(Statement, "w1").notes == ("n2",)
    assert store.get(Statement, "w2") is None
    kept = store.need(Quote, "k2")
    assert (kept.text, kept.statement, kept.note) == ("Mine.", None, None)
    shown = store.need(Showing, "s1")
    assert (shown.text, shown.sha256, shown.shown_at) == ("", "", "2026-11-23T10:00:00Z")
    assert store.need(Person, "pw") == Person("pw", 9, "", "b", None, Consent(*[False] * 5), "withdrew")
    assert [cue.text for cue in store.find(Cue)] == ["Somebody else."]
    assert store.need(PackOrder, "a").items == ("w1",)
    assert study.names.all() == {"pb": "Paul Bright"}
    assert study.names.replacements() == [("Acme", "[a customer]")]
    assert store.draft("debrief") == "It went well"


def test_it_can_not_be_undone_and_undo_brings_nothing_of_it_back(study: StudyFolder) -> None:
    put(study, Statement("later", 30, "a", "q1", "Something else."))
    Withdrawing(study).withdraw("pw")
    assert study.store.undo() is not None
    assert study.store.get(Statement, "later") is None
    with suppress(UserError):  # what facts rest on stays
        while study.store.undo_label:
            study.store.undo()
    assert marks_of(study) - {mark(3).casefold()} == set()


def test_a_statement_that_stays_is_told_as_a_place_where_words_are_left(study: StudyFolder) -> None:
    put(study, Statement("w3", 22, "b", "q1", f"They said: {said(study)}", "released", notes=("n1", "n2")))
    done = Withdrawing(study).withdraw("pw", drop=["w2"])
    assert {each.file.split("/")[0] for each in done.leftovers} == {"study.db", "backups"}


def test_that_somebody_withdrew_and_when_is_kept_without_a_word(study: StudyFolder) -> None:
    Withdrawing(study).withdraw("pw")
    line = study.store._connection.execute("SELECT label, at, rows FROM journal ORDER BY seq DESC").fetchone()
    assert line[0] == LABEL
    assert line[1].startswith("20")
    assert line[2] == "[]"


def test_files_that_others_hold_are_listed_to_be_called_back(study: StudyFolder) -> None:
    sent = Export("e1", 1, "2026-11-20T10:00:00Z", "pack", "a", "Pack.docx", "00", ("k1", "w1"), "Handed to Alpha")
    put(study, sent)
    done = Withdrawing(study).withdraw("pw")
    assert [export.id for export in done.recall] == ["e1"]
    assert study.store.need(Export, "e1").items == ("w1",)


def test_their_voice_is_overwritten_with_silence_and_what_is_left_is_listed(study: StudyFolder) -> None:
    sound = noise(6)
    soundfile.write(study.audio / "sb.flac", sound, RATE, subtype="PCM_16")
    put(study, Recording("r", 1, "rb", "sb.flac", "second", rate=RATE, frames=len(sound), sha256="old"))
    put(study, Recording("other", 2, "ra", "sa.flac", sha256="of another file"))
    assert Withdrawing(study, silence).withdraw("pw").spans == ()
    assert study.store.need(Recording, "other").sha256 == "of another file"
    kept, _ = soundfile.read(study.audio / "sb.flac", dtype="int16")
    assert not kept[RATE : 4 * RATE].any()
    assert (kept[:RATE] == sound[:RATE]).all()
    assert (kept[4 * RATE :] == sound[4 * RATE :]).all()
    assert study.store.need(Recording, "r").sha256 == hashlib.sha256(kept.tobytes()).hexdigest()


def record(study: StudyFolder, row: str, file: str, ahead_ms: int, *, position: float = 1, seconds: int = 60) -> None:
    """A recording of Beta's reflection, of which something was thrown away at its beginning."""
    stretches = (Stretch(ahead_ms * RATE // 1000, 0, seconds * RATE),)
    put(study, Recording(row, position, "rb", file, "own" if row == "r" else "second", rate=RATE, stretches=stretches))


def test_their_voice_goes_from_every_device_that_recorded_the_moment(study: StudyFolder) -> None:
    record(study, "r", "sb.flac", 0)
    record(study, "r2", "telephone.flac", 10_000)
    assert Withdrawing(study).traces("pw").spans == (CLIP, Clip("telephone.flac", 11_000, 14_000))
    sound = noise(16)
    for file in ("sb.flac", "telephone.flac"):
        soundfile.write(study.audio / file, sound, RATE, subtype="PCM_16")
    assert Withdrawing(study, silence).withdraw("pw").spans == ()
    kept, _ = soundfile.read(study.audio / "telephone.flac", dtype="int16")
    assert not kept[11 * RATE : 14 * RATE].any()
    assert (kept[: 11 * RATE] == sound[: 11 * RATE]).all()


def test_where_they_may_be_heard_is_listed_and_becomes_silent_only_when_somebody_says_so(study: StudyFolder) -> None:
    put(
        study,
        Note("n5", 5, "rb", ("q1",), "idea", "One thing.", "pw", 10_000),
        Note("n6", 6, "rb", ("q1",), "idea", "Somebody else.", "pb", 13_000),
        Note("n7", 7, "rb", ("q1",), "idea", "Another.", "pw", 30_000),
        Cue("tr", 9, 55_000, 56_000, "Mine too.", "Seat 7"),
    )
    record(study, "r", "sb.flac", 0, seconds=100)
    found = Withdrawing(study).traces("pw")
    later = (Clip("sb.flac", 10_000, 13_000), Clip("sb.flac", 30_000, 50_000), Clip("sb.flac", 55_000, 56_000))
    assert set(later) <= set(found.perhaps)
    assert "Mine too." in [cue.text for cue in found.cues]
    soundfile.write(study.audio / "sb.flac", noise(60), RATE, subtype="PCM_16")
    done = Withdrawing(study, silence).withdraw("pw", also_silent=later[:1])
    kept, _ = soundfile.read(study.audio / "sb.flac", dtype="int16")
    assert not kept[10 * RATE : 13 * RATE].any()
    assert kept[13 * RATE : 20 * RATE].any()
    assert kept[30 * RATE : 31 * RATE].any()
    assert later[0] not in done.listen
    assert set(later[1:]) <= set(done.listen)


def test_a_transcript_in_session_time_loses_their_words_too(study: StudyFolder) -> None:
    record(study, "r", "sb.flac", 2_000)  # so that the clip lies before the session's beginning by a second
    put(
        study,
        Transcript("live", 2, "rb", ""),
        Cue("live", 1, 0, 900, f"Then {mark(20)}"),
        Cue("live", 2, 9000, 9900, "No."),
    )
    Withdrawing(study).withdraw("pw", drop=["w2"])
    assert [cue.text for cue in study.store.find(Cue, transcript="live")] == ["No."]
    assert marks_of(study) == set()


def test_copies_on_other_computers_and_files_that_went_elsewhere_are_listed(study: StudyFolder) -> None:
    put(
        study,
        Merge("m1", 1, "2026-11-20T10:00:00Z", "Scribe’s copy"),
        Export("e1", 1, "2026-11-20T10:00:00Z", "findings", None, "Elsewhere.docx", "00", ("k1",)),
        Export("e2", 2, "2026-11-20T10:00:00Z", "findings", None, "Here.docx", "00", ("k1",)),
    )
    (study.path / "exports").mkdir(exist_ok=True)
    (study.path / "exports" / "Here.docx").write_bytes(b"x")
    done = Withdrawing(study).withdraw("pw")
    assert [merge.source for merge in done.copies] == ["Scribe’s copy"]
    assert [export.file for export in done.recall] == ["Elsewhere.docx"]
    assert done.removed == ("Here.docx",)


def test_a_recording_that_is_not_there_is_listed_to_be_cut_elsewhere(study: StudyFolder) -> None:
    assert Withdrawing(study, silence).withdraw("pw").spans == (CLIP,)


@pytest.mark.parametrize(("at", "found"), [(100, True), (5_000_000, False), (9_999_900, True)])
def test_of_long_sound_only_the_ends_are_looked_at_where_tags_are(tmp_path: Path, at: int, found: bool) -> None:
    """Going through an hour of samples for every word would hold the window up for minutes."""
    content = bytearray(10_000_000)
    content[at : at + 20] = b"said by Annabel Zett"
    (tmp_path / "s.flac").write_bytes(content)
    (tmp_path / "s.txt").write_bytes(content)
    files = {each.file for each in leftovers(tmp_path, ["Annabel Zett"])}
    assert files == ({"s.flac", "s.txt"} if found else {"s.txt"})


def test_copies_beside_the_study_are_found_by_their_bytes(study: StudyFolder) -> None:
    (study.path / "notes from the scribe.txt").write_text(f"She said {said(study)}", encoding="utf-16-le")
    done = Withdrawing(study).withdraw("pw", drop=["w2"])
    assert [each.file for each in done.leftovers] == ["notes from the scribe.txt"]


def test_a_short_alias_is_found_by_itself_and_not_inside_other_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ashley paid cAsh in Ashford", encoding="utf-8")
    (tmp_path / "a.flac").write_bytes(b"xx Ash xx")
    assert list(leftovers(tmp_path, ["Ash"])) == []
    (tmp_path / "a.txt").write_text("then Ash said", encoding="utf-8")
    assert [each.file for each in leftovers(tmp_path, ["Ash"])] == ["a.txt"]


@pytest.mark.parametrize("text", ["Short", "a " * 300, 'He "said" it\nand left', "日本語のとても長い文" * 20])
def test_a_text_is_found_however_a_file_breaks_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text.replace('"', '\\"').replace("\n", "\\n"), encoding="utf-8")
    assert pieces(text)
    assert [each.file for each in leftovers(tmp_path, [text])] == ["a.json"]
    (tmp_path / "a.json").write_text("nothing of it", encoding="utf-8")
    assert list(leftovers(tmp_path, [text])) == []
