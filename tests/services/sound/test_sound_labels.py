"""Audacity is told every mark where it lies in the sound, and nobody's name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.recordings import Gap, Recording, Stretch
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.services.sound.sound_labels import SoundLabels
from facilitator.storage.opening import StudyFolder, create_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    """A session recorded from its second on, with a gap of ten seconds after half a minute."""
    opened = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
    with opened.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(QuestionSet("set", actors=("sales",)))
        change.add(Question("q1", question_set="set", text="Where does your part stop?"))
        change.add(Person("ash", alias="Ash", actor="sales"))
        change.add(Session("s1", actor="sales"))
        change.add(Visit("v1", session="s1", question="q1", start_ms=3000, end_ms=60_000))
        change.add(Gap("g1", session="s1", start_ms=31_000, end_ms=41_000, reason="lost"))
        change.add(Note("n1", session="s1", kind="quote", text="Ash says:\tit comes to me.", speaker="ash", at_ms=5000))
        change.add(
            Note("n2", session="s1", text="Nobody asks", at_ms=51_000, marks=(Mark("nod", ("ash",)),), said_again=2)
        )
        change.add(Note("n3", session="s1", text="never said when"))
        change.add(Quote("k1", actor="sales", session="s1", text="Show me", clip=Clip("s1.rec", 4000, 9500)))
    opened.names.set("ash", "Astrid Brandt")
    yield opened
    opened.close()


def recorded(study: StudyFolder) -> None:
    stretches = (Stretch(0, 1000, 30 * 48_000), Stretch(30 * 48_000, 41_000, 60 * 48_000))
    with study.store.change("Record") as change:
        change.add(Recording("r1", session="s1", file="s1.rec", stretches=stretches))


def labels(study: StudyFolder) -> list[list[str]]:
    [file] = SoundLabels(study.store, study.names).files()
    return [line.split("\t") for line in file.text.splitlines()]


def test_labels_lie_where_the_sound_is(study: StudyFolder) -> None:
    recorded(study)
    assert labels(study) == [
        ["2.000000", "2.000000", "? Where does your part stop?"],
        ["4.000000", "4.000000", "quote: … says: it comes to me."],
        ["4.000000", "9.500000", "clip: Show me"],
        ["30.000000", "30.000000", "no sound 0:10 (lost)"],
        ["40.000000", "40.000000", "idea: Nobody asks (nod 1, said again 2)"],
    ]


def test_a_clip_across_a_gap_says_what_is_missing_in_it(study: StudyFolder) -> None:
    recorded(study)
    with study.store.change("Cut") as change:
        change.put(replace(study.store.need(Quote, "k1"), clip=Clip("s1.rec", 28_000, 33_000)))
    assert ["28.000000", "33.000000", "clip, 0:10 missing in it: Show me"] in labels(study)


def test_a_short_gap_does_not_pass_for_none(study: StudyFolder) -> None:
    recorded(study)
    with study.store.change("Lose") as change:
        change.put(replace(study.store.need(Gap, "g1"), end_ms=31_400))
    assert ["30.000000", "30.000000", "no sound under a second (lost)"] in labels(study)


def test_without_a_recording_they_are_in_session_time(study: StudyFolder) -> None:
    assert ["5.000000", "5.000000", "quote: … says: it comes to me."] in labels(study)


def test_neither_names_nor_aliases_are_in_them(study: StudyFolder) -> None:
    with study.store.change("Note") as change:
        change.add(Note("n4", session="s1", text="Astrid Brandt, astrid@example.org, nodded", at_ms=1000))
    text = SoundLabels(study.store, study.names).files()[0].text
    for word in ("Ash", "Astrid", "Brandt", "example"):
        assert word not in text


def test_they_are_written_one_file_a_session(study: StudyFolder, tmp_path: Path) -> None:
    with study.store.change("Second session") as change:
        change.add(Session("s2", actor="sales"))
        change.add(Note("m1", session="s2", text="Again", at_ms=0))
    paths = SoundLabels(study.store, study.names).write(tmp_path / "out", ["sales"])
    assert [path.name for path in paths] == [
        "Who picks it up - Sales - labels.txt",
        "Who picks it up - Sales - labels 2.txt",
    ]
    assert paths[1].read_bytes() == b"0.000000\t0.000000\tidea: Again\n"


def test_without_any_mark_there_is_nothing_to_write(study: StudyFolder, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no marks yet"):
        SoundLabels(study.store, study.names).write(tmp_path, ["nobody"])


def test_a_private_remark_is_in_no_file_and_steps_have_their_names(study: StudyFolder) -> None:
    with study.store.change("Add") as change:
        change.add(Note("secret", session="s1", kind="private", text="Looked unwell", at_ms=1_000))
        change.add(Visit("step", session="s1", start_ms=500, end_ms=900, step="welcome"))
    told = str(labels(study))
    assert "unwell" not in told
    assert "? welcome" in told
