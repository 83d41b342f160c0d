"""Clips leave only to those who may hear them, named after study and group, and every export is in the log."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.documents.gate import search_texts
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Hidden, Quote
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.services.ports import ClipSpec
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.releasing.packing import pack_for
from facilitator.services.sound.clip_export import ClipExport
from facilitator.services.sound.clip_files import ClipTags, write_clips
from facilitator.services.study.withdrawing_files import remove_exports
from facilitator.storage.opening import StudyFolder
from facilitator.storage.store import Store
from tests.clocks import HandClock
from tests.reflection import make_study

CLIP = Clip("dev.flac", 1000, 4000)


def write(spec: ClipSpec, target: Path, fmt: str, tags: ClipTags) -> None:
    """Stands in for the encoder."""
    target.write_text(f"{spec.path.name} {spec.start_ms} {fmt} {tags.title}", encoding="utf-8")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """Sales is shown Development, whose Heron agreed to all and whose Plover refused; k1, k2 and k5 may be heard."""
    opened = make_study(tmp_path)
    with opened.store.change("Attach") as change:
        change.put(Study(STUDY_ID, title="Who picks it up?"))
        for person in opened.store.find(Person, actor="dev"):
            change.put(replace(person, alias=person.alias.split()[-1]))
        for quote in opened.store.find(Quote):
            change.put(replace(quote, clip=CLIP, text=quote.text.replace("Sales", "them")))
    opened.names.set("heron", "Hedwig Ostermann")
    yield opened
    opened.close()


@pytest.fixture
def export(study: StudyFolder) -> ClipExport:
    return ClipExport(study.store, study.path, study.names, HandClock().now)


def put(study: StudyFolder, record: object) -> None:
    with study.store.change("Change") as change:
        change.put(record)


def quote(study: StudyFolder, name: str) -> Quote:
    return study.store.need(Quote, name)


def test_a_pack_holds_the_clips_its_group_may_hear_in_order(study: StudyFolder, export: ClipExport) -> None:
    made = export.for_pack("sales")
    heard = [file.quote for file in made.files]
    assert set(heard) == {"k1", "k2"}, "one refused, one is not released, one speaker is unknown while one refused"
    assert [file.name for file in made.files] == [
        "Who picks it up - Development - 01.mp3",
        "Who picks it up - Development - 02.mp3",
    ]
    assert made.files[0].spec.path == study.audio / "dev.flac"
    assert made.folder == "Who picks it up - clips for Sales"


def test_a_clip_across_a_gap_is_told(study: StudyFolder, export: ClipExport) -> None:
    assert export.for_pack("sales").across == ()
    (session, *_) = study.store.find(Session, actor="dev")
    stretches = (Stretch(0, 0, 2 * 48_000), Stretch(2 * 48_000, 14_000, 8 * 48_000))
    with study.store.change("Record") as change:
        change.add(Recording("r", session=session.id, file=CLIP.file, frames=10 * 48_000, stretches=stretches))
    told = export.for_pack("sales").across
    assert len(told) == 2
    assert "goes across a gap of the recording: 0:12 of what was said is missing" in told[0]


def test_what_is_written_is_listed_and_logged(tmp_path: Path, study: StudyFolder, export: ClipExport) -> None:
    [written] = export.export(tmp_path / "out", write, recipients=["sales"], fmt="ogg")
    place = tmp_path / "out" / "Who picks it up - clips for Sales"
    assert sorted(path.name for path in place.iterdir()) == [
        "Who picks it up - Development - 01.ogg",
        "Who picks it up - Development - 02.ogg",
        "Who picks it up - clips for Sales.m3u8",
    ]
    lines = written.playlist.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["#EXTM3U", "#EXTINF:3,Development 01", "Who picks it up - Development - 01.ogg"]
    [record] = study.store.find(Export)
    assert (record.document, record.recipient, set(record.items)) == ("clips", "sales", {"k1", "k2"})
    assert record.sha256 == written.sha256
    study.store.undo()
    assert study.store.find(Export), "what was given away is not undone"


def test_a_second_export_takes_a_new_folder_so_that_nothing_old_lies_among_it(
    tmp_path: Path, study: StudyFolder, export: ClipExport
) -> None:
    export.export(tmp_path, write, recipients=["sales"])
    put(study, replace(quote(study, "k2"), released=False))
    [written] = export.export(tmp_path, write, recipients=["sales"])
    assert written.playlist.parent.name == written.playlist.stem == "Who picks it up - clips for Sales 2"
    assert len(written.paths) == 1


def test_clips_kept_in_the_study_go_with_the_words_of_somebody_who_withdraws(
    study: StudyFolder, export: ClipExport
) -> None:
    exports = study.path / "exports"
    export.export(exports, write, recipients=["sales"])
    export.export(exports, write)
    first, _second = study.store.find(Export)
    assert remove_exports(exports, [first.file, "gone.m3u8"]) == ["Who picks it up - clips for Sales"]
    assert [path.name for path in exports.iterdir()] == ["Who picks it up - clips"]


def test_without_a_group_only_what_everybody_may_hear_leaves(study: StudyFolder, export: ClipExport) -> None:
    assert {file.quote for file in export.for_all().files} == {"k1", "k2"}
    assert "3 clips are left out" in export.for_all().left_out[0]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"released": False}, "is not released"),
        ({"clip": None}, "There is no clip"),
        ({"speaker": "plover"}, "did not agree to be quoted"),
    ],
)
def test_a_chosen_quote_that_may_not_be_heard_is_refused(
    study: StudyFolder, export: ClipExport, changed: dict[str, object], sentence: str
) -> None:
    assert export.for_quotes(["k1"]).files
    put(study, replace(quote(study, "k1"), **changed))  # type: ignore[arg-type]
    with pytest.raises(UserError, match=sentence):
        export.for_quotes(["k2", "k1"])


def test_words_may_go_where_the_voice_may_not(study: StudyFolder, export: ClipExport) -> None:
    heron = study.store.need(Person, "heron")
    put(study, replace(heron, consent=Consent(True, False, True, True, True)))
    with pytest.raises(UserError, match="did not agree to be heard"):
        export.for_quotes(["k1"])
    with pytest.raises(UserError, match=r"no clip that Sales may hear.*2 clips are left out"):
        export.for_pack("sales")


def test_a_chosen_quote_must_be_in_the_pack_of_that_group(study: StudyFolder, export: ClipExport) -> None:
    assert len(export.for_quotes(["k2"], viewer="sales").files) == 1
    put(study, replace(quote(study, "k2"), withheld_from=("sales",)))
    with pytest.raises(UserError, match="not in that group’s pack"):
        export.for_quotes(["k2"], viewer="sales")


def test_a_group_that_is_shown_nothing_gets_no_clips(export: ClipExport) -> None:
    with pytest.raises(UserError, match="Development is not shown any answers"):
        export.for_pack("dev")


def test_what_mentions_the_group_waits_for_a_decision(study: StudyFolder, export: ClipExport) -> None:
    put(study, replace(quote(study, "k1"), text="Ask Sales."))
    made = export.for_pack("sales")
    assert [file.quote for file in made.files] == ["k2"]
    assert "One clip is left out: the words mention this group." in made.left_out[-1]
    put(study, Decision("sales", "k1", "show", "mentions_viewer"))
    assert len(export.for_pack("sales").files) == 2


@pytest.mark.parametrize("title", ["Hedwig Ostermann and others", "What Heron said"])
def test_no_name_or_alias_gets_into_a_file_name(study: StudyFolder, export: ClipExport, title: str) -> None:
    put(study, Study(STUDY_ID, title=title))
    with pytest.raises(UserError, match="may give somebody away"):
        export.for_pack("sales")


def test_a_name_in_a_tag_stops_the_export_too(study: StudyFolder, export: ClipExport) -> None:
    put(study, replace(study.store.need(Actor, "dev"), name="Team of Hedwig Ostermann"))
    with pytest.raises(UserError, match="may give somebody away"):
        export.for_all()


def test_a_name_that_is_heard_must_be_bleeped_first(study: StudyFolder, export: ClipExport) -> None:
    put(study, replace(quote(study, "k1"), text="Hedwig Ostermann told me so."))
    with pytest.raises(UserError, match="Bleep the name"):
        export.for_pack("sales")
    bleeped = replace(CLIP, hidden=(Hidden(1000, 1500, "bleep"),))
    put(study, replace(quote(study, "k1"), text="Hedwig Ostermann told me so.", clip=bleeped))
    assert export.for_pack("sales").files[0].spec.hidden == bleeped.hidden


def test_a_part_of_a_name_that_is_heard_is_left_out_until_it_is_let_stay_or_hidden(
    study: StudyFolder, export: ClipExport
) -> None:
    put(study, replace(quote(study, "k1"), text="Ostermann told me so."))
    study.names.set_replacements([("Ostermann", "a manager")])  # which does nothing to her voice
    made = export.for_pack("sales")
    assert [file.quote for file in made.files] == ["k2"]
    assert "somebody may be named in it" in made.left_out[-1]
    gate = Gatekeeper(study.store, study.names)
    assert {each.quote.id for each in gate.pack(pack_for(study.store, "sales")).quotes if each.replay} == {"k2"}
    (place,) = search_texts([("k1", "Ostermann told me so.")], gate.searcher)
    gate.let_stay("sales", place, "2026-11-24T09:00:00Z")
    assert {file.quote for file in export.for_pack("sales").files} == {"k1", "k2"}
    study.store.undo()
    put(study, replace(quote(study, "k1"), clip=replace(CLIP, hidden=(Hidden(1000, 1500, "bleep"),))))
    assert {file.quote for file in export.for_pack("sales").files} == {"k1", "k2"}


def test_formats_that_cannot_be_written_are_refused_honestly(export: ClipExport) -> None:
    with pytest.raises(UserError, match="cannot be written as m4a"):
        export.for_pack("sales", "m4a")
    with pytest.raises(UserError, match="wav, mp3, ogg"):
        export.for_pack("sales", "flac")


def test_when_something_goes_wrong_nothing_is_left_and_nothing_logged(
    tmp_path: Path, study: StudyFolder, export: ClipExport
) -> None:
    def full(spec: ClipSpec, target: Path, fmt: str, tags: ClipTags) -> None:
        if tags.number == 2:
            raise OSError(28, "No space left on device")
        write(spec, target, fmt, tags)

    with pytest.raises(UserError, match="No space left on device"):
        export.export(tmp_path / "out", full, recipients=["sales"])
    assert list((tmp_path / "out").iterdir()) == []
    assert not study.store.find(Export)


def test_writing_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path, export: ClipExport) -> None:
    steps: list[float] = []
    write_clips(export.for_pack("sales"), tmp_path, write, steps.append)
    assert steps == [0.5, 1.0]

    class Stop(Exception):
        pass

    class Stopped:
        def check(self) -> None:
            raise Stop

    with pytest.raises(Stop):
        write_clips(export.for_pack("sales"), tmp_path / "second", write, cancel=Stopped())
    assert list((tmp_path / "second").iterdir()) == []


def test_groups_whose_names_look_alike_in_files_keep_their_clips_apart(study: StudyFolder, export: ClipExport) -> None:
    put(study, replace(study.store.need(Actor, "customers"), name="development"))
    put(study, replace(quote(study, "k2"), actor="customers", statement=None, speaker=None))
    names = [file.name.casefold() for file in export.for_all().files]
    assert len(set(names)) == len(names) == 2


def test_many_clips_cost_no_more_looks_at_people_and_notes_than_few(
    study: StudyFolder, export: ClipExport, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[type] = []
    find = Store.find

    def counted(store: Store, record: type[Any], **equal: Any) -> list[Any]:
        if store is study.store:  # what other tests left running may look into a study of its own
            asked.append(record)
        return find(store, record, **equal)

    def looks() -> tuple[int, int]:
        asked.clear()
        gate.pack(pack_for(study.store, "sales"))
        packed = len(asked)
        export.for_all()
        return packed, asked.count(Note)

    gate = Gatekeeper(study.store, study.names, "Seat")
    put(study, Recording("rec", 1, "s-dev", "dev.flac", frames=480_000, stretches=(Stretch(0, 0, 480_000),)))
    monkeypatch.setattr(Store, "find", counted)
    looks()  # reads what transcripts there are, once
    few = looks()
    with study.store.change("Many") as change:
        for number in range(30):
            change.add(replace(study.store.need(Quote, "k1"), id=f"more{number}", text=f"Words {number}."))
    assert looks() == few
