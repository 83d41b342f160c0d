"""What is heard in a clip besides the words of its quote: told by a transcript, or by somebody who listened."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.findings import Clip, Hidden, Quote
from facilitator.domain.packs import Pack
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.documents.reporting import Reporting
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study, put

SAID = "It arrives as a number."
CLIP = Clip("b.wav", 10_000, 14_000)
QUOTE = Quote("kb", 2, "b", "q1", SAID, "b1", "pb", released=True, clip=CLIP)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path, QUOTE)
    opened.names.set("pb", "Wilhelmina Grantham")
    yield opened
    opened.close()


@pytest.fixture
def report(study: StudyFolder) -> Reporting:
    return Reporting(study.store, study.names, lambda: NOW)


def transcribe(study: StudyFolder, text: str, start: int, end: int, **source: object) -> None:
    put(study, Transcript("t", 1, **({"file": "b.wav"} | source)))  # type: ignore[arg-type]
    put(study, Cue("t", 1, start, end, text))


def replayed(study: StudyFolder, report: Reporting) -> list[str]:
    made: Pack = report.gate.pack(pack_for(study.store, "a"))
    return [each.quote.id for each in made.quotes if each.replay]


def test_a_name_that_only_the_transcript_has_is_not_heard(study: StudyFolder, report: Reporting) -> None:
    assert replayed(study, report) == ["kb"]
    transcribe(study, f"{SAID} Ask Grantham.", 10_000, 14_000)
    assert replayed(study, report) == []
    (place,) = report.checks("pack", "a").heard
    assert (place.item, place.words) == ("kb", ("Grantham",))
    report.let_stay("pack", "a", place)
    assert replayed(study, report) == ["kb"]
    assert report.checks("pack", "a").heard == ()
    put(study, Cue("t", 1, 10_000, 14_000, f"{SAID} Ask Wilhelmina Grantham."))
    assert replayed(study, report) == []


def test_what_is_said_outside_the_clip_or_hidden_in_it_is_not_heard_in_it(
    study: StudyFolder, report: Reporting
) -> None:
    put(study, Transcript("t", 1, file="b.wav", offset_ms=500))
    put(study, Cue("t", 1, 4_000, 5_000, "Ask Grantham."), Cue("t", 2, 9_500, 13_500, SAID))
    put(study, replace(Cue("t", 3, 13_000, 13_400, "Grantham"), times="0-400"))
    assert [place.words for place in report.checks("pack", "a").heard] == [("Grantham",)]
    put(study, replace(QUOTE, clip=replace(CLIP, hidden=(Hidden(13_400, 14_000),))))
    assert report.checks("pack", "a").heard == ()
    assert replayed(study, report) == ["kb"]


@pytest.mark.parametrize(("start", "end"), [(6_000, 10_500), (13_500, 20_000)])
def test_a_clip_of_which_a_transcript_tells_but_an_end_is_listened_to(
    study: StudyFolder, report: Reporting, start: int, end: int
) -> None:
    transcribe(study, SAID, start, end)
    assert [quote.id for quote in report.checks("pack", "a").unheard] == ["kb"]
    put(study, Cue("t", 2, 9_000, 13_500, SAID))
    assert report.checks("pack", "a").unheard == ()


def test_a_name_is_heard_in_which_another_word_is_hidden(study: StudyFolder, report: Reporting) -> None:
    times = "0-400 500-1500 3500-3900"
    put(study, Transcript("t", 1, file="b.wav"), Cue("t", 1, 10_000, 14_000, "Ask Grantham today.", times=times))
    quote = replace(QUOTE, text="Ask Grantham today.", clip=replace(CLIP, hidden=(Hidden(13_500, 14_000),)))
    put(study, quote)
    assert report.gate.heard_naming([quote], "a") == {"kb"}
    hidden = replace(quote, clip=replace(CLIP, hidden=(Hidden(10_500, 11_500),)))
    assert report.gate.heard_naming([hidden], "a") == set()
    put(study, Cue("t", 1, 10_000, 14_000, "Ask Grantham today."))
    assert report.gate.heard_naming([quote, hidden], "a") == set(), "where it is heard is only reckoned"


def test_a_transcript_in_session_time_tells_of_the_sound_of_that_session(study: StudyFolder, report: Reporting) -> None:
    put(study, Recording("r", 1, "sb", "b.wav", rate=48_000, stretches=(Stretch(0, 60_000, 48_000 * 60),)))
    transcribe(study, f"{SAID} Ask Grantham.", 70_000, 74_000, file="", session="sb")
    assert [place.words for place in report.checks("pack", "a").heard] == [("Grantham",)]


def test_a_clip_without_a_transcript_is_listened_to_once_until_its_edges_change(
    study: StudyFolder, report: Reporting
) -> None:
    assert [quote.id for quote in report.checks("pack", "a").unheard] == ["kb"]
    report.note_heard(QUOTE)
    assert report.checks("pack", "a").unheard == ()
    put(study, replace(QUOTE, clip=replace(CLIP, end_ms=15_000)))
    assert [quote.id for quote in report.checks("pack", "a").unheard] == ["kb"]
    transcribe(study, SAID, 10_000, 14_000)
    assert report.checks("pack", "a").unheard == ()
    assert report.checks("findings").unheard == ()


SECOND = Recording("r2", 2, "sb", "phone.wav", "second", rate=48_000, stretches=(Stretch(0, 65_000, 48_000 * 60),))


def test_the_transcript_of_another_recorder_tells_of_the_same_moments(study: StudyFolder, report: Reporting) -> None:
    put(study, Recording("r", 1, "sb", "b.wav", rate=48_000, stretches=(Stretch(0, 60_000, 48_000 * 60),)), SECOND)
    transcribe(study, f"{SAID} Ask Grantham.", 5_000, 9_000, file="phone.wav", session="sb")
    assert [place.words for place in report.checks("pack", "a").heard] == [("Grantham",)]
    transcribe(study, f"{SAID} Ask Grantham.", 35_000, 39_000, file="phone.wav", session="sb", offset_ms=-30_000)
    assert [place.words for place in report.checks("pack", "a").heard] == [("Grantham",)]
    before = Stretch(0, 1_000, 48_000 * 20)
    put(study, replace(SECOND, stretches=(before, replace(SECOND.stretches[0], frame=before.frames))))
    transcribe(study, f"{SAID} Ask Grantham.", 25_000, 29_000, file="phone.wav", session="sb")
    assert [place.words for place in report.checks("pack", "a").heard] == [("Grantham",)], "after it was held up once"
    put(study, replace(SECOND, stretches=(Stretch(0, 75_000, 48_000 * 60),)))
    assert report.checks("pack", "a").heard == ()
    assert [quote.id for quote in report.checks("pack", "a").unheard] == ["kb"], "it was not yet running then"


def test_what_another_transcript_tells_of_the_same_times_is_not_told_of_this_clip(
    study: StudyFolder, report: Reporting
) -> None:
    put(study, Transcript("t", 1, file="b.wav"), Transcript("u", 2, file="other.wav"))
    put(study, Cue("u", 1, 10_000, 14_000, f"{SAID} Ask Grantham."))
    assert report.checks("pack", "a").heard == ()
    assert [quote.id for quote in report.checks("pack", "a").unheard] == ["kb"]


@pytest.mark.parametrize(
    ("first", "last", "heard"),
    [(500, 700, False), (700, 900, True), (5_100, 5_300, True), (5_200, 5_400, False)],
)
def test_a_name_at_the_edge_of_a_clip_is_heard_as_near_as_measuring_may_err(
    study: StudyFolder, report: Reporting, first: int, last: int, heard: bool
) -> None:
    spans = sorted([(1_200, 1_400), (2_000, 2_100), (3_000, 3_100), (4_000, 4_100), (4_500, 4_900), (first, last)])
    words = SAID.split()
    words.insert(spans.index((first, last)), "Grantham")
    times = " ".join(f"{begin}-{end}" for begin, end in spans)
    put(study, Transcript("t", 1, file="b.wav"), Cue("t", 1, 9_000, 15_000, " ".join(words), times=times))
    assert bool(report.checks("pack", "a").heard) is heard
    assert report.checks("pack", "a").unheard == ()
