"""Two copies of a study become one: nothing is lost, nothing is overwritten, and undo takes it back."""

import dataclasses
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.merges import Conflict, Merge, Sync
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.room import MemberCheck
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.study.merge_audio import bring_audio
from facilitator.services.study.merge_times import TIMES
from facilitator.services.study.merging import Merging, Preview
from facilitator.services.study.withdrawing import Withdrawing
from facilitator.storage.interchange import dump
from facilitator.storage.merging import place_of
from facilitator.storage.opening import StudyFolder, create_study, open_study
from facilitator.storage.tables import CODECS
from tests.clocks import HandClock


def merging(study: StudyFolder) -> Merging:
    return Merging(study.store, study.path, HandClock())


def take_in(study: StudyFolder, other: Path) -> Preview:
    preview = merging(study).preview(other)
    bring_audio(preview.audio, study.path)
    if not preview.is_empty:
        merging(study).merge(preview)
    return preview


def fill_first(study: StudyFolder) -> None:
    with study.store.change("Begin") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        for number in range(3):
            change.add(Person(f"p{number}", alias=f"S{number}", actor="sales", seat=number + 1))
        change.add(Session("s1", actor="sales", planned_minutes=90))
        for number in range(4):
            change.add(Note(f"n{number}", session="s1", text=f"idea {number}", speaker="p0", said_again=1))
        change.add(Statement("st0", actor="sales", text="We hear first.", notes=("n0", "n1")))


@pytest.fixture
def first(tmp_path: Path) -> Iterator[StudyFolder]:
    study = create_study(tmp_path / "Ours.study", Study(title="T"))
    fill_first(study)
    yield study
    study.close()


@contextmanager
def copied(study: StudyFolder, name: str) -> Iterator[StudyFolder]:
    """A copy as a stick carries it: of the closed folder."""
    target = study.path.with_name(f"{name}.study")
    target.mkdir()
    shutil.copyfile(study.database, target / "study.db")
    wal = study.database.with_name("study.db-wal")
    if wal.exists():
        shutil.copyfile(wal, target / "study.db-wal")
    opened = open_study(target)
    try:
        yield opened
    finally:
        opened.close()


def state(study: StudyFolder) -> dict[Any, Any]:
    """Every row but what a copy keeps for itself."""
    return study.store.copy.rows()


def test_what_a_scribe_wrote_comes_in_and_stays_one_copy_however_often_it_is_taken_in(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        with scribe.store.change("Keep answer") as change:
            change.add(Note("by scribe", session="s1", text="Who rings first?", stream="Kim"))
            change.put(replace(scribe.store.need(Note, "n1"), text="idea one, better"))
        with first.store.change("Keep answer") as change:
            change.add(Note("by us", session="s1", text="Nobody tells us.", speaker="p1"))
        preview = take_in(first, scribe.path)
        assert (dict(preview.new), dict(preview.changed), dict(preview.gone)) == ({"Note": 1}, {"Note": 1}, {})
        assert {note.id for note in first.store.find(Note)} == {"n0", "n1", "n2", "n3", "by scribe", "by us"}
        assert first.store.need(Note, "by scribe").stream == "Kim"
        assert first.store.need(Note, "n1").text == "idea one, better"
        again = take_in(first, scribe.path)
        assert again.is_empty
        with first.store.change("Edit entry") as change:
            change.put(replace(first.store.need(Note, "by scribe"), text="Who rings us first?"))
        assert take_in(first, scribe.path).is_empty  # our later edit is no difference
        with scribe.store.change("Edit entry") as change:
            change.put(replace(scribe.store.need(Note, "n2"), text="idea two, better"))
        later = take_in(first, scribe.path)
        assert (later.rows, later.clashes) == (1, ())
        assert first.store.need(Note, "by scribe").text == "Who rings us first?"


def test_undo_brings_the_study_back_as_it_was_and_redo_the_merge(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        with scribe.store.change("Work") as change:
            change.add(Note("new", session="s1", text="x"))
            change.put(replace(scribe.store.need(Statement, "st0"), text="We hear it first."))
            change.delete(scribe.store.need(Note, "n3"))
        before = state(first)
        take_in(first, scribe.path)
        merged = state(first)
        assert merged != before
        first.store.undo()
        assert state(first) == before
        assert first.store.find(Merge) == []
        assert not merging(first).preview(scribe.path).is_empty  # it can be taken in again
        first.store.redo()
        assert state(first) == merged


def test_what_both_changed_is_shown_and_ours_stays_until_somebody_decides(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        for study, text in ((first, "We hear it."), (scribe, "They tell us.")):
            with study.store.change("Edit") as change:
                change.put(replace(study.store.need(Statement, "st0"), text=text))
        preview = take_in(first, scribe.path)
        assert [(clash.row, clash.field, clash.ours, clash.theirs) for clash in preview.clashes] == [
            ("st0", "text", "We hear it.", "They tell us.")
        ]
        assert first.store.need(Statement, "st0").text == "We hear it."
        (conflict,) = merging(first).conflicts()
        assert json.loads(conflict.theirs) == "They tell us."
        assert take_in(first, scribe.path).clashes == ()  # asked once
        merging(first).settle(conflict.id, take_theirs=True)
        assert first.store.need(Statement, "st0").text == "They tell us."
        assert merging(first).conflicts() == []
        first.store.undo()
        assert first.store.need(Statement, "st0").text == "We hear it."
        assert merging(first).conflicts() == [conflict]


def test_what_one_removed_and_the_other_went_on_with_stays(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        with first.store.change("Remove") as change:
            change.delete(first.store.need(Note, "n2"))
            change.delete(first.store.need(Person, "p2"))
            change.delete(first.store.need(Note, "n3"))
        with scribe.store.change("Edit") as change:
            change.put(replace(scribe.store.need(Note, "n2"), text="longer"))
            change.add(Note("late", session="s1", text="Said late.", speaker="p2"))
        preview = take_in(first, scribe.path)
        assert first.store.need(Note, "n2").text == "longer"
        assert first.store.get(Person, "p2") is not None, "somebody said something"
        assert first.store.get(Note, "n3") is None
        assert [(clash.row, clash.field) for clash in preview.clashes] == [("n2", "")]


def test_counts_and_lists_take_both_changes(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        for study, times, more, less in ((first, 2, "n2", "n0"), (scribe, 3, "n3", "n0")):
            note, statement = study.store.need(Note, "n0"), study.store.need(Statement, "st0")
            with study.store.change("Work") as change:
                change.put(replace(note, said_again=note.said_again + times))
                rests = tuple(each for each in statement.notes if each != less)
                change.put(replace(statement, notes=(*rests, more)))
        assert take_in(first, scribe.path).clashes == ()
        assert first.store.need(Note, "n0").said_again == 6
        assert first.store.need(Statement, "st0").notes == ("n1", "n2", "n3")


def test_a_scribes_times_are_brought_to_ours_by_the_common_key(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        began = datetime(2026, 11, 4, 10, tzinfo=UTC)
        for study, wall, key_at in ((first, began, 61_000), (scribe, began + timedelta(minutes=9), 12_000)):
            session = study.store.need(Session, "s1")
            with study.store.change("Start session", undoable=False) as change:
                change.put(replace(session, started_at=wall.isoformat()))
                change.add(Visit(f"v{key_at}", session="s1", start_ms=0, end_ms=90_000))
                change.add(Sync(f"y{key_at}", session="s1", at_ms=key_at))
        with scribe.store.change("Keep answer") as change:
            change.add(Note("heard", session="s1", text="x", at_ms=20_000))
            change.add(Recording("rec", session="s1", file="scribe.rec", stretches=(Stretch(0, 500, 48_000),)))
        preview = take_in(first, scribe.path)
        assert [(each.offset_ms, each.by_key) for each in preview.alignments] == [(49_000, True)]
        assert first.store.need(Note, "heard").at_ms == 69_000
        assert first.store.need(Recording, "rec").stretches[0].at_ms == 49_500
        assert first.store.need(Session, "s1").started_at == began.isoformat()
        assert preview.clashes == ()
        assert [visit.id for visit in first.store.find(Visit)] == ["v61000"]
        with scribe.store.change("Edit") as change:
            change.put(replace(scribe.store.need(Note, "heard"), text="y"))
        take_in(first, scribe.path)
        assert (first.store.need(Note, "heard").at_ms, first.store.need(Note, "heard").text) == (69_000, "y")


def test_no_session_time_of_any_record_is_forgotten() -> None:
    """A record that somebody gives a time would otherwise keep the scribe's."""
    timed = {}
    for record in CODECS:
        fields = [field.name for field in dataclasses.fields(record)]
        times = tuple(name for name in fields if name.endswith("_ms"))
        if "session" in fields and times:
            timed[record.__name__] = times
    del timed["Visit"], timed["Transcript"]  # the facilitator's own stand; counted from the start of a file
    assert timed == TIMES


def test_without_the_key_the_clocks_on_the_wall_decide(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        began = datetime(2026, 11, 4, 10, tzinfo=UTC)
        for study, wall in ((first, began), (scribe, began + timedelta(seconds=15))):
            with study.store.change("Start session", undoable=False) as change:
                change.put(replace(study.store.need(Session, "s1"), started_at=wall.isoformat()))
        with scribe.store.change("Keep answer") as change:
            change.add(Note("heard", session="s1", text="x", at_ms=20_000))
        (alignment,) = take_in(first, scribe.path).alignments
        assert (alignment.offset_ms, alignment.by_key) == (15_000, False)
        assert first.store.need(Note, "heard").at_ms == 35_000


BEGAN = datetime(2026, 11, 4, 10, tzinfo=UTC)


def _start(study: StudyFolder, session: str, after: float = 0) -> None:
    """Begins a meeting so many seconds after ten."""
    began = (BEGAN + timedelta(seconds=after)).isoformat()
    with study.store.change("Start session", undoable=False) as change:
        change.put(replace(study.store.need(Session, session), started_at=began))


def test_a_meeting_that_only_the_scribe_began_comes_in_as_it_was(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        _start(scribe, "s1", 9)
        _put(scribe, Visit("v", session="s1", start_ms=0, end_ms=90_000), Note("heard", session="s1", at_ms=20_000))
        assert take_in(first, scribe.path).alignments == ()
        assert first.store.need(Session, "s1") == scribe.store.need(Session, "s1")
        assert first.store.need(Visit, "v").end_ms == 90_000
        assert first.store.need(Note, "heard").at_ms == 20_000


def test_the_key_of_one_meeting_or_of_one_laptop_alone_aligns_nothing(first: StudyFolder) -> None:
    _put(first, Session("s2", actor="sales"), Session("s3", actor="sales"))
    with copied(first, "Scribe") as scribe:
        for study, later in ((first, 0), (scribe, 1)):
            _start(study, "s1", 15 * later)
            _start(study, "s2", -9 * later)
        _start(scribe, "s3")
        _put(first, Sync("ours", session="s1", at_ms=61_000))
        _put(scribe, Sync("theirs", session="s2", at_ms=12_000), Visit("v", session="s3", start_ms=5, end_ms=90_000))
        _put(scribe, Note("early", session="s2", at_ms=3_000), Note("late", session="s2", at_ms=20_000))
        _put(scribe, Note("elsewhere", session="s3", at_ms=20_000))
        found = {each.session: (each.offset_ms, each.by_key) for each in take_in(first, scribe.path).alignments}
        assert found == {"s1": (15_000, False), "s2": (-9_000, False)}
        times = [first.store.need(Note, note).at_ms for note in ("early", "late", "elsewhere")]
        assert times == [0, 11_000, 20_000], "nothing was said before the beginning"
        assert first.store.need(Session, "s3").started_at == BEGAN.isoformat()
        assert first.store.need(Visit, "v").start_ms == 5


def test_sound_comes_along_and_takes_nobodys_name_away(first: StudyFolder) -> None:
    (first.audio / "sales.flac").write_bytes(b"ours")
    with copied(first, "Scribe") as scribe:
        (scribe.audio / "sales.flac").write_bytes(b"theirs")
        folder = scribe.audio / "sales.rec"
        folder.mkdir()
        (folder / "0001.flac").write_bytes(b"segment")
        with scribe.store.change("Work") as change:
            change.add(Quote("k", actor="sales", text="x", clip=Clip("sales.flac", 0, 5)))
            change.add(Recording("rec", session="s1", file="sales.rec"))
            change.add(Transcript("told", file="sales.flac"))
            change.add(Transcript("typed"))
        take_in(first, scribe.path)
        with scribe.store.change("Work") as change:
            change.add(Transcript("later", file="sales.flac"))
        take_in(first, scribe.path)
    quote = first.store.need(Quote, "k")
    assert quote.clip is not None
    assert (first.audio / quote.clip.file).read_bytes() == b"theirs"
    assert (first.audio / "sales.flac").read_bytes() == b"ours"
    told = {each.id: each.file for each in first.store.find(Transcript)}
    assert told == {"told": quote.clip.file, "later": quote.clip.file, "typed": ""}, "each goes with its own sound"
    assert (first.audio / "sales.rec" / "0001.flac").read_bytes() == b"segment"


def test_sound_is_the_same_only_by_its_content_and_comes_once(first: StudyFolder) -> None:
    (first.audio / "sales.flac").write_bytes(b"ours")
    (first.audio / "both.flac").write_bytes(b"same")
    with copied(first, "Scribe") as scribe:
        (scribe.audio / "sales.flac").write_bytes(b"mine")
        (scribe.audio / "both.flac").write_bytes(b"same")
        for study in (first, scribe):
            for name in ("sales.flac", "both.flac"):
                os.utime(study.audio / name, (1_000_000, 1_000_000))
        clips = {name: Clip(f"{name}.flac", 0, 5) for name in ("sales", "both")}
        _put(scribe, *(Quote(name, actor="sales", text="x", clip=clip) for name, clip in clips.items()))
        take_in(first, scribe.path)
    files = {quote.id: quote.clip.file for quote in first.store.find(Quote) if quote.clip}
    assert files["both"] == "both.flac"
    assert (first.audio / files["sales"]).read_bytes() == b"mine"
    assert (first.audio / "sales.flac").read_bytes() == b"ours"
    assert len(list(first.audio.iterdir())) == 3


def test_no_file_from_outside_the_sound_of_a_copy_comes_along(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        (scribe.path / "names.csv").write_text("p1,Wilhelmina", encoding="utf-8")
        for name in ("../names.csv", "/etc/hostname", "..", ".", ""):
            _put(scribe, Quote(name, actor="sales", text="x", clip=Clip(name, 0, 5)), Recording(name, file=name))
        assert merging(first).preview(scribe.path).audio == ()


def test_bringing_sound_tells_how_far_it_is(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        for name in "ab":
            (scribe.audio / f"{name}.flac").write_bytes(name.encode())
            _put(scribe, Transcript(name, file=f"{name}.flac"))
        told: list[float] = []
        bring_audio(merging(first).preview(scribe.path).audio, first.path, told.append)
        assert told == [0.5, 1.0]
        told.clear()
        bring_audio(merging(first).preview(scribe.path).audio, first.path, told.append)
        assert told == [], "what is there is not brought again"


def test_words_of_somebody_who_withdrew_do_not_come_back(first: StudyFolder) -> None:
    with copied(first, "Scribe") as scribe:
        with scribe.store.change("Keep answer") as change:
            change.add(Note("early", session="s1", text="Nothing to hide, said early", speaker="p1"))
        take_in(first, scribe.path)
        with scribe.store.change("Keep answer") as change:
            change.add(Note("late", session="s1", text="Nothing to hide, said late", speaker="p1"))
            change.add(Note("others", session="s1", text="Somebody else", speaker="p2"))
        Withdrawing(first).withdraw("p1")
        for path in first.path.rglob("*"):
            assert path.is_dir() or b"Nothing to hide" not in path.read_bytes(), path
        take_in(first, scribe.path)
        assert {"early", "late"}.isdisjoint(note.id for note in first.store.find(Note))
        assert first.store.get(Note, "others") is not None


def test_words_of_somebody_who_withdrew_are_no_difference_to_decide_either(first: StudyFolder) -> None:
    _put(first, Note("p1 said", session="s1", text="Hide this", speaker="p1"))
    _put(first, Cue("tr", 1, 0, 900, "Hide this too", "Seat 2"), Transcript("tr", session="s1"))
    with copied(first, "Scribe") as scribe:
        _put(scribe, replace(scribe.store.need(Note, "p1 said"), text="Hide this, he said"))
        _put(scribe, replace(scribe.store.need(Person, "p1"), alias="Hide his alias"))
        _put(scribe, *(replace(cue, text="Hide this as well") for cue in scribe.store.find(Cue)))
        _put(scribe, MemberCheck("mc", session="s1", note="p1 said", verdict="corrected", text="Hide it all"))
        _put(scribe, Note("others", session="s1", text="Somebody else", speaker="p2"))
        Withdrawing(first).withdraw("p1")
        preview = merging(first).preview(scribe.path)
        assert (dict(preview.new), preview.clashes) == ({"Note": 1}, ())
        take_in(first, scribe.path)
        assert "Hide" not in dump(first.store).text()


def test_an_entry_that_came_in_and_was_removed_here_stays_when_the_other_copy_goes_on_with_it(
    first: StudyFolder,
) -> None:
    with copied(first, "Scribe") as scribe:
        _put(scribe, Note("theirs", session="s1", text="By the scribe"))
        take_in(first, scribe.path)
        _remove(first, Note, "theirs")
        _put(scribe, replace(scribe.store.need(Note, "theirs"), text="By the scribe, better"))
        take_in(first, scribe.path)
        assert first.store.need(Note, "theirs").text == "By the scribe, better"


def test_another_study_is_refused(first: StudyFolder, tmp_path: Path) -> None:
    other = create_study(tmp_path / "Other.study", Study(title="O"))
    with other.store.change("Begin") as change:
        change.add(Actor("elsewhere", name="Elsewhere"))
    other.close()
    before = state(first)
    for folder in (other.path, tmp_path, first.path):
        with pytest.raises(UserError):
            merging(first).preview(folder)
    assert state(first) == before


def test_a_damaged_copy_is_told_and_nothing_comes_in(first: StudyFolder, tmp_path: Path) -> None:
    with copied(first, "Scribe") as scribe:
        pass
    data = scribe.database.read_bytes()
    scribe.database.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(UserError, match="Scribe"):
        merging(first).preview(scribe.path)


# Any two or three copies, changed in any way, merged in any order

Deed = Callable[[StudyFolder, str], None]
NOTES = st.sampled_from(("n0", "n1", "n2", "n3"))


def _put(study: StudyFolder, *records: object) -> None:
    with study.store.change("Keep") as change:
        for record in records:
            change.put(record)


def _edit(study: StudyFolder, note: str, **values: Any) -> None:
    found = study.store.get(Note, note)
    if found is not None:
        with study.store.change("Edit") as change:
            change.put(replace(found, **values))


def _remove(study: StudyFolder, record: type, row_id: str) -> None:
    found = study.store.get(record, row_id)
    if found is not None:
        with study.store.change("Remove") as change:
            change.delete(found)


def _add(study: StudyFolder, row_id: str, speaker: str) -> None:
    if study.store.get(Note, row_id) is not None:
        return  # no two entries ever get one id
    with study.store.change("Keep answer") as change:
        change.add(Note(row_id, session="s1", text=row_id, speaker=speaker))


def _hang(study: StudyFolder, note: str) -> None:
    statement = study.store.get(Statement, "st0")
    if statement is not None:
        with study.store.change("Hang") as change:
            rest = tuple(each for each in statement.notes if each != note)
            change.put(replace(statement, notes=rest if note in statement.notes else (*rest, note)))


def _count_again(study: StudyFolder, note: str) -> None:
    found = study.store.get(Note, note)
    if found is not None:
        _edit(study, note, said_again=found.said_again + 1)


DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(
        lambda note, text: lambda study, who: _edit(study, note, text=f"{text} {who}"), NOTES, st.sampled_from("ab")
    ),
    st.builds(
        lambda note, kind: lambda study, _who: _edit(study, note, kind=kind), NOTES, st.sampled_from(("own", "quote"))
    ),
    st.builds(lambda note: lambda study, _who: _remove(study, Note, note), NOTES),
    st.builds(lambda n: lambda study, _who: _remove(study, Person, f"p{n}"), st.integers(0, 2)),
    st.builds(lambda n, p: lambda study, who: _add(study, f"{who}{n}", f"p{p}"), st.integers(0, 3), st.integers(0, 2)),
    st.builds(lambda note: lambda study, _who: _hang(study, note), NOTES),
    st.builds(lambda note: lambda study, _who: _count_again(study, note), NOTES),
    st.builds(lambda: lambda study, _who: study.store.undo() and None),
    st.builds(lambda: lambda study, _who: study.store.redo() and None),
)


def _values(study: StudyFolder) -> dict[Any, Any]:
    """Each row; where copies disagree, the set of what they say in place of what stands."""
    rows: dict[Any, Any] = {key: list(row) for key, row in state(study).items()}
    for conflict in study.store.find(Conflict):
        key = (conflict.record, conflict.row)
        said = {conflict.ours, conflict.theirs}
        if conflict.field == "":
            rows[key, "whole"] = said
            continue
        column = place_of(conflict.record, conflict.field)
        known = rows[key][column]
        rows[key][column] = (known if isinstance(known, set) else {json.dumps(known, ensure_ascii=False)}) | said
    return rows


@pytest.fixture(scope="module")
def first_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study that all copies come from, made once and closed."""
    start = create_study(tmp_path_factory.mktemp("first") / "First.study", Study(title="T"))
    fill_first(start)
    start.close()
    return start.path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ours=st.lists(DEEDS, max_size=6), theirs=st.lists(DEEDS, max_size=6))
def test_two_copies_are_equal_whichever_takes_in_the_other(
    first_path: Path, ours: list[Deed], theirs: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as place, ExitStack() as open_ones:
        copies = {}
        for name in ("ours", "theirs"):
            shutil.copytree(first_path, Path(place) / f"{name}.study")
            copies[name] = open_study(Path(place) / f"{name}.study")
            open_ones.callback(copies[name].close)
        for deeds, study, who in ((ours, "ours", "a"), (theirs, "theirs", "b")):
            for deed in deeds:
                deed(copies[study], who)
        copies["ours"].close()
        shutil.copytree(copies["ours"].path, Path(place) / "kept ours.study")
        mine, kept = open_study(copies["ours"].path), open_study(Path(place) / "kept ours.study")
        open_ones.callback(mine.close)
        open_ones.callback(kept.close)
        said = _said(mine) | _said(copies["theirs"])
        take_in(mine, copies["theirs"].path)
        take_in(copies["theirs"], kept.path)
        assert _values(mine) == _values(copies["theirs"])
        assert said <= _said(mine) | _told(mine), "nothing is lost"
        assert take_in(mine, kept.path).is_empty


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first_deeds=st.lists(DEEDS, max_size=5), second_deeds=st.lists(DEEDS, max_size=5))
def test_two_scribes_can_be_taken_in_in_any_order(
    first_path: Path, first_deeds: list[Deed], second_deeds: list[Deed]
) -> None:
    with tempfile.TemporaryDirectory() as place, ExitStack() as open_ones:
        copies = []
        for name in ("one", "other", "scribe b", "scribe c"):
            shutil.copytree(first_path, Path(place) / f"{name}.study")
            copies.append(open_study(Path(place) / f"{name}.study"))
            open_ones.callback(copies[-1].close)
        one, other, b, c = copies
        for deeds, study, who in ((first_deeds, b, "b"), (second_deeds, c, "c")):
            for deed in deeds:
                deed(study, who)
        for study, order in ((one, (b, c)), (other, (c, b))):
            for scribe in order:
                take_in(study, scribe.path)
        assert _values(one) == _values(other)
        for scribe in (b, c):
            assert take_in(one, scribe.path).is_empty


def _said(study: StudyFolder) -> set[str]:
    """The words that one copy alone has come to say."""
    return {note.text for note in study.store.find(Note) if note.text[-1:] in "ab" or note.text[:1] in "ab"}


def _told(study: StudyFolder) -> set[str]:
    found: set[str] = set()
    for conflict in study.store.find(Conflict):
        for value in (json.loads(conflict.ours), json.loads(conflict.theirs)):
            found |= {value} if isinstance(value, str) else {each for each in value if isinstance(each, str)}
    return found
