"""What each document is made from: of its own group and of its own kind of meeting, and of nobody else's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, Step
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.recordings import Recording
from facilitator.domain.room import Debrief
from facilitator.domain.sessions import Session
from facilitator.services.documents import reporting_sources as sources
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study, put


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path)
    yield opened
    opened.close()


def group(study: StudyFolder, actor: str) -> Actor:
    return study.store.need(Actor, actor)


def test_a_summary_tells_of_the_meetings_and_people_of_its_readers_alone(study: StudyFolder) -> None:
    put(study, Session("sb", 9, "b", started_at="2026-11-05T10:00:00Z", ended_at="2026-11-05T11:00:00Z"))
    made = sources.summary_source(study.store, group(study, "a"))
    assert [session.id for session in made.sessions] == ["sa", "ra"]
    own = [[each.actor for each in made.statements], [each.actor for each in made.quotes]]
    assert {*own[0], *own[1], *(person.actor for person in made.people)} == {"a"}
    assert {item.actor for item in made.pack.items} == {actor.id for actor in made.shown} == {"b", "c"}


def test_a_summary_tells_what_was_made_of_answers_in_reflections_of_groups_that_its_readers_see(
    study: StudyFolder,
) -> None:
    put(
        study,
        Reaction("mine", 4, "ra", About("statement", "b1"), "agree"),
        Reaction("first round", 5, "sa", About("statement", "b1"), "agree"),
        Session("rc", 8, "c", "reflection", started_at="2026-11-25T10:00:00Z"),
        Reaction("unseen", 6, "rc", About("statement", "b1"), "agree"),
    )
    made = sources.summary_source(study.store, group(study, "a")).reacted
    assert [each.id for each in made.readers] == ["mine"]
    assert [(actor.id, [each.id for each in said]) for actor, said in made.others] == [
        ("b", ["r1", "r2", "r3"]),
        ("c", ["unseen"]),
    ]
    made = sources.summary_source(study.store, group(study, "b")).reacted
    assert [actor.id for actor, _ in made.others] == ["a"]


def test_a_guide_is_about_the_next_session_of_the_first_round_and_asks_the_groups_own_questions(
    study: StudyFolder,
) -> None:
    assert _guided(study, "a") == "sa"
    put(study, Session("again", 8, "a", planned_at="2026-12-01T10:00:00Z"), Person("second", 2, "B", "a"))
    assert _guided(study, "a") == "again"
    put(study, Session("later", 9, "a", planned_at="2026-12-02T10:00:00Z"))
    assert _guided(study, "a") == "again"
    assert _guided(study, "c") is None
    put(study, QuestionSet("outside", 2, "Outside", ("c",), (Step("welcome", minutes=5),)))
    made = sources.guide_source(study.store, group(study, "c"))
    assert ([each.id for each in made.questions], [step.kind for step in made.steps], made.seats) == (
        ["x1"],
        ["welcome"],
        1,
    )
    assert sources.guide_source(study.store, group(study, "a")).seats == 2
    put(study, QuestionSet("outside", 2, "Outside", ()), Question("loose", 9, ""))
    assert list(sources.guide_source(study.store, group(study, "c")).questions) == []


def _guided(study: StudyFolder, actor: str) -> str | None:
    session = sources.guide_source(study.store, group(study, actor)).session
    return session.id if session else None


def test_field_notes_come_in_the_order_in_which_groups_met(study: StudyFolder) -> None:
    put(study, Session("first", 9, "c", started_at="2026-11-01T23:00:00-05:00"), Note("n", 1, "sa", text="x"))
    made = sources.notes_source(study.store)
    assert [session.id for session in made.sessions] == ["ra", "first", "sa", "rb"], "what is only planned comes first"
    assert [note.id for note in made.notes] == ["n"]


def test_a_report_knows_what_was_recorded_written_and_thought(study: StudyFolder) -> None:
    quote = study.store.need(Quote, "kb")
    put(
        study,
        Recording("rec", 1, "sa", "sa.flac"),
        replace(quote, session="sb", clip=Clip("phone.wav", 0, 1000)),
        Quote("kept", 9, "b", "q1", "Without sound.", session="rb"),
        Debrief("d", 1, "sa", "Kim", themes="Waiting."),
    )
    made = sources.report_source(study.store, NOW)
    assert made.recorded == {"sa", "sb"}
    assert [debrief.themes for debrief in made.debriefs] == ["Waiting."]
    assert [each.id for each in made.findings.reflections] == ["rb"]
    assert made.version
    assert made.made == NOW
