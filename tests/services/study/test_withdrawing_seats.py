"""Words under "Seat N" are those of whoever sat there then; where that is not certain they are listed, not erased."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from facilitator.audio.silencing import silence
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.room import Swap
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.study.withdrawing import Traces, Withdrawing
from facilitator.storage.opening import StudyFolder
from tests.audio.takes import RATE, noise
from tests.documents import YES, make_study, put

SWAPPED = 600_000
"""Linden and Maple change seats here: 7 and 8 until then, 8 and 7 from then on."""


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(
        tmp_path,
        Session("s", 7, "b", started_at="2026-11-10T10:00:00Z", ended_at="2026-11-10T11:00:00Z"),
        Person("l", 7, "Linden", "b", 8, YES),
        Person("m", 8, "Maple", "b", 7, YES),
        Swap("x", 1, "s", SWAPPED, "l", "m"),
        Transcript("t", 1, "s"),
    )
    yield opened
    opened.close()


def cue(seat: int, at_ms: int | None, text: str, transcript: str = "t") -> Cue:
    position = (at_ms or 0) // 1000 + seat / 10
    return Cue(transcript, position, at_ms, None if at_ms is None else at_ms + 2000, text, f"Seat {seat}")


def theirs(found: Traces) -> tuple[list[str], list[str]]:
    return [each.text for each in found.cues], [each.text for each in found.doubtful]


def of(study: StudyFolder, person: str = "l") -> tuple[list[str], list[str]]:
    return theirs(Withdrawing(study).traces(person))


def test_words_are_theirs_by_the_seat_of_that_moment(study: StudyFolder) -> None:
    put(
        study,
        cue(7, 60_000, "Linden, early."),
        cue(8, 60_000, "Maple, early."),
        cue(7, 900_000, "Maple, late."),
        cue(8, 900_000, "Linden, late."),
    )
    assert of(study, "l") == (["Linden, early.", "Linden, late."], [])
    assert of(study, "m") == (["Maple, early.", "Maple, late."], [])
    Withdrawing(study).withdraw("l")
    assert [each.text for each in study.store.find(Cue)] == ["Maple, early.", "Maple, late."]


def test_around_a_change_of_seats_and_without_a_time_words_are_listed_and_stay(study: StudyFolder) -> None:
    put(study, cue(7, SWAPPED - 3000, "Either."), cue(8, None, "Some time."), cue(9, None, "Nobody here."))
    found = Withdrawing(study).traces("l")
    assert found.cues == ()
    assert {each.text for each in found.doubtful} == {"Either.", "Some time."}
    done = Withdrawing(study).withdraw("l", also_cues=[cue(7, SWAPPED - 3000, "").id])
    assert [each.text for each in done.doubtful] == ["Some time."]
    assert {each.text for each in study.store.find(Cue)} == {"Some time.", "Nobody here."}


def test_seats_changed_in_a_later_meeting_do_not_touch_an_earlier_one(study: StudyFolder) -> None:
    put(
        study,
        Session("early", 8, "b", started_at="2026-11-09T10:00:00Z", ended_at="2026-11-09T11:00:00Z"),
        Transcript("e", 2, "early"),
        cue(7, 3_000_000, "Linden, the day before.", "e"),
        cue(8, 3_000_000, "Maple, the day before.", "e"),
    )
    assert of(study) == (["Linden, the day before."], [])


def test_the_time_of_a_sound_file_is_read_as_session_time(study: StudyFolder) -> None:
    sound = Recording("r", 1, "s", "late.flac", "second", rate=RATE, stretches=(Stretch(0, 650_000, RATE * 20),))
    put(
        study, sound, Transcript("f", 3, None, "late.flac"), cue(8, 2_000, "Linden.", "f"), cue(7, 2_000, "Maple.", "f")
    )
    assert of(study) == (["Linden."], [])


def test_a_doubtful_span_that_becomes_silent_takes_its_words_along(study: StudyFolder) -> None:
    start = SWAPPED - 5000
    sound = Recording("r", 1, "s", "s.flac", "own", rate=RATE, stretches=(Stretch(0, start, RATE * 20),))
    put(study, sound, cue(7, SWAPPED - 3000, "Either."), cue(8, SWAPPED + 4000, "Or."))
    span = Clip("s.flac", 2000, 4000)
    assert span in Withdrawing(study).traces("l").perhaps
    soundfile.write(study.audio / "s.flac", noise(20), RATE, subtype="PCM_16")
    done = Withdrawing(study, silence).withdraw("l", also_silent=[span])
    assert [each.text for each in done.doubtful] == ["Or."]
    assert [each.text for each in study.store.find(Cue)] == ["Or."]


def test_a_transcript_of_no_known_session_may_be_of_another_group(study: StudyFolder) -> None:
    put(study, Person("o", 9, "Olive", "a", 9, YES), Person("n", 10, "Nut", "b", 9, YES), Transcript("u", 4, None))
    put(study, cue(9, 1000, "Olive or Nut.", "u"), replace(cue(1, 9000, "By name.", "u"), speaker="Nut"))
    assert of(study, "n") == (["By name."], ["Olive or Nut."])


def test_somebody_who_changed_seats_with_one_who_left_may_have_sat_on_any(study: StudyFolder) -> None:
    put(study, cue(8, 60_000, "Before."), cue(7, 900_000, "After."))
    nothing = Consent(False, False, False, False, False)
    put(study, Person("l", 7, "", "b", None, nothing, "withdrew"))
    assert of(study, "m") == (["After."], ["Before."])
