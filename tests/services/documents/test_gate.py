"""The gate on a real study: what it asks, what it remembers, what it never lets through, and what it replaces."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.clearances import Clearance
from facilitator.domain.consent import Consent
from facilitator.domain.documents.blocks import Document, Table
from facilitator.domain.documents.blocks import Statement as Said
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, digest
from facilitator.domain.people import Person
from facilitator.domain.study import Study
from facilitator.services.documents import drafts
from facilitator.services.documents import reporting as reporting_module
from facilitator.services.documents.reporting import Options, Reporting
from facilitator.services.reflection.planning import Planning
from facilitator.storage.opening import StudyFolder, open_study
from tests.clocks import HandClock
from tests.documents import NOW, YES, make_study, put
from tests.services.documents.test_reporting import told


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def report(study: StudyFolder) -> Reporting:
    return Reporting(study.store, study.names, lambda: NOW)


def say(study: StudyFolder, text: str) -> None:
    put(study, Statement("b1", 4, "b", "q1", text, "released"))


def test_an_answer_is_kept_through_a_restart_and_asked_again_when_the_words_change(
    study: StudyFolder, report: Reporting, tmp_path: Path
) -> None:
    study.names.set("pb", "Will Grant")
    say(study, "Grant it, and whoever is near picks it up.")
    (place,) = report.checks("pack", "a").places
    report.let_stay("pack", "a", place)
    assert report.checks("pack", "a").places == ()
    study.close()
    again = open_study(tmp_path / "A.study")
    report = Reporting(again.store, again.names, lambda: NOW)
    assert report.checks("pack", "a").places == ()
    assert report.export("pack", tmp_path / "out", recipients=["a"])
    say(again, "Grant it, and whoever is near picks it up at once.")
    assert [place.item for place in report.checks("pack", "a").places] == ["b1"]
    with pytest.raises(UserError, match="“Grant”"):
        report.export("pack", tmp_path / "out", recipients=["a"])
    again.close()


def test_an_answer_can_be_undone_and_holds_for_one_reader_alone(study: StudyFolder, report: Reporting) -> None:
    study.names.set("pb", "Will Grant")
    say(study, "Grant it, and whoever is near picks it up.")
    (place,) = report.checks("pack", "a").places
    report.let_stay("pack", "a", place)
    assert report.checks("summary", "a").places == ()
    assert report.checks("summary", "b").places != ()
    assert report.checks("findings").places != ()
    study.store.undo()
    assert report.checks("pack", "a").places == (place,)


def test_another_name_in_the_key_is_asked_about_in_the_same_words(study: StudyFolder, report: Reporting) -> None:
    study.names.set("pb", "Will Grant")
    say(study, "Grant it. Near the desk somebody picks it up.")
    (place,) = report.checks("pack", "a").places
    report.let_stay("pack", "a", place)
    study.names.set("pa", "Paul Near")
    assert [hit.word for place in report.checks("pack", "a").places for hit in place.hits] == ["Grant", "Near"]


def test_what_was_answered_tells_nobody_which_words_it_was_about(study: StudyFolder, report: Reporting) -> None:
    study.names.set("pb", "Wilhelmina Grantham")
    say(study, "Ask Grantham about it.")
    (place,) = report.checks("pack", "a").places
    report.let_stay("pack", "a", place)
    (kept,) = study.store.find(Clearance)
    assert "rantham" not in repr(kept)


def test_a_whole_name_can_not_be_let_stay(study: StudyFolder, report: Reporting, tmp_path: Path) -> None:
    study.names.set("pb", "Will Grant")
    say(study, "Ask Will Grant.")
    assert [place.item for place in report.checks("pack", "a").places if place.whole_names] == ["b1"]
    with pytest.raises(UserError, match="“Will Grant”"):
        report.export("pack", tmp_path, recipients=["a"], allow={"Will Grant", "Will", "Grant"})


@pytest.mark.parametrize(
    ("name", "fmt"), [("pack", "docx"), ("pack", "html"), ("summary", "docx"), ("summary", "html")]
)
def test_the_programs_own_words_are_nobodys_name(
    study: StudyFolder, report: Reporting, tmp_path: Path, name: str, fmt: str
) -> None:
    for person, real in (("pa", "Page Form"), ("pb", "Max Blob"), ("pc", "Rose Style")):
        study.names.set(person, real)
    for place in report.checks(name, "a").places:
        report.let_stay(name, "a", place)
    assert report.export(name, tmp_path, recipients=["a"], fmt=fmt)


def test_the_name_of_somebody_who_was_removed_is_still_looked_for(study: StudyFolder, report: Reporting) -> None:
    put(study, Person("gone", 9, "P99", "b", 9))
    study.names.set("gone", "Wilhelmina Grantham")
    with study.store.change("Remove person") as change:
        change.delete(study.store.need(Person, "gone"))
    say(study, "Ask Grantham about it.")
    assert report.checks("pack", "a").found.names == ("Grantham",)


def test_texts_that_only_a_table_has_are_searched_too(
    study: StudyFolder, report: Reporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.names.set("pb", "Wilhelmina Grantham")
    table = Table("Findings", ("Those of Grantham",), ())
    monkeypatch.setattr(reporting_module, "make_table", lambda *_: table)
    assert report.export("findings", tmp_path)
    with pytest.raises(UserError, match="Grantham"):
        report.export("findings", tmp_path, fmt="csv")


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "csv"])
def test_a_file_that_holds_more_than_it_should_is_removed(
    study: StudyFolder, report: Reporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fmt: str
) -> None:
    study.names.set("pb", "Wilhelmina Grantham")
    draw = drafts._draw

    def slip(draft: drafts.Draft, path: Path, check: Callable[[], None] | None) -> None:
        content = draft.content
        if isinstance(content, drafts.Sheet):
            table = replace(content.table, header=("Ask Grantham", *content.table.header[1:]))
            worse: drafts.Content = replace(content, table=table)
        else:
            worse = Document("findings", "T", (Said("Ask Grantham."),))
        draw(replace(draft, content=worse), path, check)

    monkeypatch.setattr(drafts, "_draw", slip)
    with pytest.raises(UserError, match=r"was not kept: the finished file holds what must not leave \(“Grantham” in"):
        report.export("findings", tmp_path / "out", fmt=fmt)
    assert list((tmp_path / "out").iterdir()) == []
    assert study.store.find(Export) == []


@pytest.mark.parametrize(
    ("consent", "attendance"),
    [
        (Consent(take_part=True, quote=None, show_to_groups=True), "came"),
        (Consent(take_part=True, quote=False, show_to_groups=True), "came"),
        (Consent(take_part=True, quote=True, show_to_groups=False), "came"),
        (Consent(take_part=True, quote=True, show_to_groups=None), "came"),
        (YES, "withdrew"),
    ],
)
def test_words_without_consent_for_this_use_stop_a_document_that_lets_them_through(
    study: StudyFolder,
    report: Reporting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    consent: Consent,
    attendance: str,
) -> None:
    put(study, Person("pb", 1, "Aliasb", "b", 1, consent, attendance))
    slipped = Document("pack", "T", (Said("It arrives as a number.", item="kb"),))
    monkeypatch.setattr(report, "_made", lambda *_: slipped)
    checks = report.checks("pack", "a")
    assert [*checks.no_consent, *checks.withdrawn] == ["kb"]
    with pytest.raises(UserError, match=r"did not agree|withdrew"):
        report.export("pack", tmp_path / "out", recipients=["a"])


def test_words_of_an_unknown_speaker_wait_where_somebody_refused(
    study: StudyFolder, report: Reporting, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        study,
        Person("py", 9, "Aliasy", "b", 9, Consent(take_part=True, quote=True, show_to_groups=False)),
        Quote("ku", 9, "b", "q1", "Somebody said this.", "b1", None, released=True),
    )
    slipped = Document("pack", "T", (Said("Somebody said this.", item="ku"),))
    monkeypatch.setattr(report, "_made", lambda *_: slipped)
    assert report.checks("pack", "a").no_consent == ("ku",)
    Planning(study.store, HandClock()).show_quote("a", "ku", "speaker_unknown")
    assert report.checks("pack", "a").no_consent == ()


def test_what_stands_in_amber_is_told_to_whoever_exports(study: StudyFolder, report: Reporting, tmp_path: Path) -> None:
    report.export("pack", tmp_path / "out", recipients=["a"])
    put(study, replace(study.store.need(Statement, "b1"), status="draft"))
    told: list[str] = []
    report.tell = told.append
    report.export("pack", tmp_path / "out", recipients=["a"])
    assert [note for note in told if "few people took part" in note and note.startswith("The pack for ")]
    (recall,) = [note for note in told if "taken back since" in note]
    assert recall.startswith(f"“{study.store.find(Export)[0].file}”")


def test_small_groups_are_told_of_and_stop_nothing(study: StudyFolder, report: Reporting, tmp_path: Path) -> None:
    assert [each.actor.id for each in report.checks("pack", "a").small] == ["b", "c"]
    put(study, *(Person(f"b{n}", n, f"Alias{n}", "b", n + 1, YES) for n in range(1, 5)))
    (small,) = report.checks("pack", "a").small
    assert small.actor.id == "c"
    assert report.export("pack", tmp_path, recipients=["a"])
    report.let_stay("pack", "a", small.place)
    assert report.checks("pack", "a").small == ()
    put(study, Quote("kc2", 9, "c", "x1", "By Monday I am calm.", None, "pc", released=True))
    assert [each.actor.id for each in report.checks("pack", "a").small] == ["c"]


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "csv", "svg"])
def test_replacements_are_in_every_format_and_in_the_name_of_the_file(
    study: StudyFolder, report: Reporting, tmp_path: Path, fmt: str
) -> None:
    study.names.set("pb", "Wilhelmina Grantham")
    study.names.set_replacements([("mrs  grantham", "a manager"), ("Grantham", "[somebody]"), ("Picks", "[takes]")])
    say(study, "Ask Mrs\nGrantham’s desk, or Grantham.")
    put(study, replace(study.store.need(Study, "study"), title="Who picks it up? Grantham"))
    paths = report.export_all(tmp_path / "out", fmt=fmt)
    everything = {path.name: told(path) for path in paths}
    assert not any("rantham" in f"{name}{text}" for name, text in everything.items())
    if fmt in ("docx", "csv"):
        assert any("Ask [a manager]’s desk, or [somebody]." in text for text in everything.values())
    assert all("[somebody]" in name for name in everything)


def test_replacing_leaves_the_study_as_it_is(study: StudyFolder, report: Reporting) -> None:
    study.names.set_replacements([("first call", "[beginning]")])
    assert any("[beginning]" in text for text in report.document("summary", "a").texts)
    assert study.store.need(Statement, "a1").text == "We take the first call."
    assert b"beginning" not in (study.path / "study.db").read_bytes()
    assert b"beginning" not in (study.path / "study.db-wal").read_bytes()


def test_a_quote_that_mentions_its_readers_is_not_written_before_somebody_decided(
    study: StudyFolder, report: Reporting, tmp_path: Path
) -> None:
    put(study, Quote("kb", 2, "b", "q1", "Ask Alpha, they promised it.", "b1", "pb", released=True))
    assert [quote.id for quote in report.checks("pack", "a").undecided] == ["kb"]
    for name in ("pack", "summary"):
        (path,) = report.export(name, tmp_path / "out", recipients=["a"])
        assert "Ask Alpha" not in told(path)
        assert "kb" not in report.exports()[-1].items
        assert report.waiting(name, ["a"]) == [
            f"The {name} for Alpha desk is without one quote that mentions its readers: decide in Reflect."
        ]
    Planning(study.store, HandClock()).show_quote("a", "kb", "mentions_viewer")
    assert report.waiting("pack", ["a"]) == []
    (path,) = report.export("pack", tmp_path / "out", recipients=["a"])
    assert "Ask Alpha" in told(path)
    assert "kb" in report.exports()[-1].items


@pytest.mark.parametrize(
    "change",
    [
        Person("pb", 1, "Aliasb", "b", 1, YES, "withdrew"),
        Statement("b1", 4, "b", "q1", "We begin when the fault repeats.", "draft"),
        Quote("kb", 2, "b", "q1", "It arrives as a number.", "b1", "pb", released=False),
        Statement("b1", 4, "b", "q1", "We begin when the fault repeats.", "released", ("a",)),
        Decision("a", "kb", "withhold", "mentions_viewer"),
    ],
)
def test_a_file_is_not_kept_when_something_in_it_is_taken_back_while_it_is_written(
    study: StudyFolder, report: Reporting, tmp_path: Path, change: object
) -> None:
    (draft,) = report.gather("pack", recipients=["a"])
    written = drafts.write_draft(draft, tmp_path / "out")
    put(study, change)
    with pytest.raises(UserError, match="something in it was taken back"):
        report.keep(written)
    assert list((tmp_path / "out").iterdir()) == []
    assert report.exports() == []
    study.store.undo()
    with study.store.change("Remove") as change_:
        change_.delete(study.store.need(Quote, "kb"))
    with pytest.raises(UserError, match="something in it was taken back"):
        report.keep(drafts.write_draft(draft, tmp_path / "out"))
    study.store.undo()
    again = drafts.write_draft(draft, tmp_path / "out")
    assert report.keep(again).items == draft.items


@pytest.mark.parametrize("taken_back", [{"text": "", "struck": True}, {"kind": "private"}])
def test_field_notes_are_not_kept_when_an_entry_is_taken_back_meanwhile(
    study: StudyFolder, report: Reporting, tmp_path: Path, taken_back: dict[str, Any]
) -> None:
    note = Note("said", 1, "rb", ("q1",), "idea", "Not for others.", "pb", 5)
    put(study, note, Note("struck before", 2, "rb", ("q1",), struck=True))
    (draft,) = report.gather("notes")
    written = drafts.write_draft(draft, tmp_path / "out")
    put(study, replace(note, **taken_back))
    with pytest.raises(UserError, match="something in it was taken back"):
        report.keep(written)
    (draft,) = report.gather("notes")
    assert report.keep(drafts.write_draft(draft, tmp_path / "out")).document == "notes"


def test_a_file_that_left_before_something_was_taken_back_is_told_of_until_it_was_asked_for(
    study: StudyFolder, report: Reporting, tmp_path: Path
) -> None:
    report.export("pack", tmp_path / "out", recipients=["a"])
    assert report.checks("pack", "a").recall == ()
    kept = study.store.need(Statement, "b1")
    put(study, replace(kept, status="draft"))
    (recall,) = report.checks("pack", "a").recall
    assert recall.place.text.split() == ["b1"]
    assert recall.export.recipient == "a"
    report.let_stay("pack", "a", recall.place)
    assert report.checks("pack", "a").recall == ()
    person = study.store.need(Person, "pb")
    put(study, replace(person, consent=replace(person.consent, show_to_groups=False)))
    assert report.checks("pack", "a").recall[0].place.text.split() == ["b1", "kb", "kr"]
    with study.store.change("Show no more") as change:
        change.delete(Dot("a", "c"))
    assert "c1" in report.checks("pack", "a").recall[0].place.text.split()
    assert report.checks("summary", "a").recall == ()


def test_a_quote_kept_back_from_a_group_stays_out_of_what_they_read_when_it_turns_out_to_be_their_own(
    study: StudyFolder, report: Reporting, tmp_path: Path
) -> None:
    report.export("pack", tmp_path / "out", recipients=["a"])
    put(study, Decision("a", "kb", "withhold", "mentions_viewer", sha256=digest("It arrives as a number.")))
    assert [recall.place.text for recall in report.checks("pack", "a").recall] == ["kb"]
    put(study, Quote("kb", 2, "a", "q1", "It arrives as a number.", "a1", "pa", released=True))
    (path,) = report.export("summary", tmp_path / "out", recipients=["a"])
    assert "It arrives as a number." not in told(path)
    assert "kb" not in report.exports()[-1].items
    put(study, Quote("kb", 2, "a", "q1", "It comes as a number.", "a1", "pa", released=True))
    (path,) = report.export("summary", tmp_path / "out", recipients=["a"])
    assert "It comes as a number." in told(path)


def test_what_may_stay_for_the_facilitator_alone_may_not_yet_leave_in_the_letter(
    study: StudyFolder, report: Reporting
) -> None:
    say(study, "We ring 0171 4455667 when the fault repeats.")
    narrative, letter = (report.document("report", options=Options(preset=each)) for each in ("narrative", "letter"))
    (place,) = report.checks("report", made=narrative).places
    report.let_stay("report", None, place)
    assert report.checks("report", made=narrative).places == ()
    (asked,) = report.checks("report", made=letter).places
    assert (asked.item, asked.words) == ("b1", ("0171 4455667",))
    report.let_stay("report", None, asked)
    assert report.checks("report", made=letter).places == ()


def test_what_may_stay_for_the_facilitator_alone_may_not_yet_be_seen_by_an_audience(
    study: StudyFolder, report: Reporting
) -> None:
    study.names.set("pb", "Wilhelmina Grantham")
    said = "Ask Grantham when the fault repeats."
    say(study, said)
    (place,) = report.checks("findings").places
    report.let_stay("findings", None, place)
    assert [hit.word for hit in report.gate.on_screen([said])] == ["Grantham"]
    report.let_stay("pack", "a", place)
    assert report.gate.on_screen([said]) == ()


def test_a_letter_that_is_for_everybody_holds_no_aliases_either(
    study: StudyFolder, report: Reporting, tmp_path: Path
) -> None:
    say(study, "As Aliasb said, we begin when the fault repeats.")
    narrative, letter = (report.document("report", options=Options(preset=each)) for each in ("narrative", "letter"))
    assert report.checks("report", made=narrative).found.aliases == ()
    assert report.checks("report", made=letter).found.aliases == ("Aliasb",)
    with pytest.raises(UserError, match="Aliasb"):
        report.export("report", tmp_path / "out", options=Options(preset="letter"))
    report.let_stay("report", None, report.checks("report", made=letter).places[0])
    assert report.export("report", tmp_path / "out", options=Options(preset="letter"))
