"""Starting, going on with and ending sessions, and the clock of a running one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.merges import Sync
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, Step
from facilitator.domain.room import Debrief, Swap
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.study import Study
from facilitator.services.session.capture import Capture
from facilitator.services.session.room import Room
from facilitator.services.session.session_clock import SessionClock
from facilitator.services.session.sessions import Sessions
from facilitator.storage.interchange import dump
from facilitator.storage.opening import StudyFolder, create_study, open_study
from tests.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 4, 9, 22, tzinfo=UTC))


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="T"))
    with folder.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Actor("dev", name="Development", short="D"))
        change.add(Actor("desk", name="Desk", kind="other"))
        change.add(QuestionSet("inside", actors=("sales", "dev")))
        for number, minutes in ((1, 5), (2, 20), (3, 10)):
            change.add(Question(f"q{number}", question_set="inside", text=f"Question {number}?", minutes=minutes))
    yield folder
    folder.close()


def test_a_group_is_not_met_then_planned_then_running_then_done(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)

    def state() -> str:
        return next(m.state for m in sessions.meetings() if m.actor.id == "sales")

    assert [m.actor.id for m in sessions.meetings()] == ["sales", "dev"]
    seen = [state()]
    sessions.plan("sales", "2026-11-04T09:20:00Z", 90, "Canteen")
    seen.append(state())
    started = sessions.start("sales")
    seen.append(state())
    sessions.end(started.id)
    seen.append(state())
    assert seen == ["not_met", "planned", "running", "done"]
    assert (started.planned_minutes, started.place, started.question) == (90, "Canteen", "q1")
    assert study.store.count(Session) == 1


def test_without_a_plan_the_questions_say_how_long(study: StudyFolder, clock: HandClock) -> None:
    assert Sessions(study.store, clock).start("dev").planned_minutes == 35


def test_a_group_already_run_is_refused_and_can_be_gone_on_with(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    started = sessions.start("sales")
    with pytest.raises(UserError, match="Sales is still running"):
        sessions.start("dev")
    sessions.end(started.id)
    with pytest.raises(UserError, match="already met"):
        sessions.start("sales")
    with pytest.raises(UserError, match="already begun"):
        sessions.plan("sales", None, 60)
    assert sessions.reopen(started.id).is_open
    assert study.store.count(Session) == 1


def test_ending_can_be_undone_and_starting_cannot(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    before = study.store.undo_label
    started = sessions.start("sales")
    live = sessions.live(started)
    live.go_to("q2")
    assert study.store.undo_label == before
    sessions.end(started.id)
    study.store.undo()
    assert study.store.need(Session, started.id).is_open
    assert study.store.need(Session, started.id).question == "q2"


def test_the_start_with_a_wrong_group_is_taken_back_while_nothing_is_written(
    study: StudyFolder, clock: HandClock
) -> None:
    sessions = Sessions(study.store, clock)
    sessions.plan("dev", "2026-11-05T09:00:00Z", 60)
    for actor, left in (("sales", 1), ("dev", 1)):
        started = sessions.start(actor)
        sessions.live(started)
        with study.store.change("Meet") as change:
            change.put(replace(study.store.need(Session, started.id), question=None, step="welcome"))
            change.add(Swap(f"swap {actor}", session=started.id, at_ms=1000, first="ash", second="ash"))
            change.add(Sync(f"sync {actor}", session=started.id, at_ms=1000))
        sessions.take_back(started.id)
        assert study.store.count(Session) == left
        assert study.store.count(Visit) == 0
    assert [each.place_id for each in study.store.find(Session)] == [None]
    assert dump(study.store).left_out == ()
    started = sessions.start("sales")
    for write in (
        lambda: Room(study.store, started).keep_debrief(Debrief("", themes="Nobody came.")),
        lambda: Capture(study.store, started).keep("Something"),
    ):
        write()
        with pytest.raises(UserError, match="written down"):
            sessions.take_back(started.id)
        study.store.undo()


def test_time_goes_to_the_question_on_screen(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    live = sessions.live(sessions.start("sales"))
    clock.pass_seconds(60)
    live.go_to("q2")
    clock.pass_seconds(30)
    live.go_to("q1")
    clock.pass_seconds(5)
    assert live.spent() == {"q1": 65_000, "q2": 30_000}
    assert live.now_ms() == 95_000
    assert study.store.need(Session, live.session_id).question == "q1"


def test_a_crash_loses_no_more_than_the_time_since_it_was_last_kept(
    study: StudyFolder, clock: HandClock, reopened: Callable[[], Sessions]
) -> None:
    live = Sessions(study.store, clock).live(Sessions(study.store, clock).start("sales"))
    clock.pass_seconds(60)
    live.keep_time()
    clock.pass_seconds(8)
    again = reopened()
    clock.pass_seconds(2)
    assert again.live(_running(again)).now_ms() == 70_000
    live_again = again.live(_running(again))
    assert live_again.spent() == {"q1": 60_000}
    assert live_again.question == "q1"


@pytest.fixture
def reopened(study: StudyFolder, clock: HandClock) -> Iterator[Callable[[], Sessions]]:
    """Closes the study and opens it again, as after a crash."""
    opened: list[StudyFolder] = []

    def again() -> Sessions:
        study.close()
        opened.append(open_study(study.path))
        return Sessions(opened[-1].store, clock)

    yield again
    for each in opened:
        each.close()


def _running(sessions: Sessions) -> Session:
    running = sessions.running()
    assert running is not None
    return running


@pytest.mark.parametrize("jump", [-3600, -1, 1, 7200])
def test_setting_the_wall_clock_in_mid_session_moves_nothing(study: StudyFolder, clock: HandClock, jump: float) -> None:
    live = Sessions(study.store, clock).live(Sessions(study.store, clock).start("sales"))
    seen = [live.now_ms()]
    for _ in range(3):
        clock.pass_seconds(10)
        clock.set_wall(jump)
        seen.append(live.now_ms())
    assert seen == [0, 10_000, 20_000, 30_000]


def test_a_session_does_not_end_before_what_was_said_in_it(study: StudyFolder, clock: HandClock) -> None:
    """Its length would be less than nothing, and every entry would lie after its end."""
    sessions = Sessions(study.store, clock)
    live = sessions.live(sessions.start("sales"))
    clock.pass_seconds(5400)
    live.keep_time()
    clock.set_wall(-7200)
    assert sessions.past(sessions.end(live.session_id)).now_ms() == 5_400_000


def test_after_a_restart_with_the_clock_set_back_time_goes_on_from_the_last_entry(
    study: StudyFolder, clock: HandClock
) -> None:
    session = Sessions(study.store, clock).start("sales")
    with study.store.change("Keep") as change:
        change.add(Note("n", session=session.id, at_ms=600_000))
    clock.set_wall(-3600)
    live = Sessions(study.store, clock).live(session)
    assert live.now_ms() == 600_000
    clock.pass_seconds(1)
    assert live.now_ms() == 601_000


def test_going_on_another_day_leaves_the_time_between_out(clock: HandClock) -> None:
    started = "2026-11-04T09:22:00Z"
    clock.pass_seconds(90 * 60)
    assert SessionClock(clock, started, 80 * 60_000).elapsed_ms() == 90 * 60_000
    clock.pass_seconds(18 * 86_400)
    assert SessionClock(clock, started, 80 * 60_000).elapsed_ms() == 80 * 60_000


def test_a_session_that_does_not_say_its_question_goes_on_at_the_first(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    session = sessions.start("sales")
    for unknown in (None, "gone"):
        with study.store.change("Edit") as change:
            known = change.put(replace(session, question=unknown))
        assert sessions.live(known).question == "q1"


@pytest.fixture
def stepped(study: StudyFolder) -> StudyFolder:
    """The same route between a welcome and a closing."""
    with study.store.change("Add steps") as change:
        steps = (Step("welcome", minutes=5), Step("closing", minutes=2))
        change.put(replace(study.store.need(QuestionSet, "inside"), steps=steps))
    return study


def test_a_session_begins_with_its_welcome_and_its_plan_counts_the_steps(
    stepped: StudyFolder, clock: HandClock
) -> None:
    started = Sessions(stepped.store, clock).start("sales")
    assert (started.step, started.question, started.planned_minutes) == ("welcome", None, 42)


def test_time_on_a_step_is_its_own_and_survives_a_restart(stepped: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(stepped.store, clock)
    live = sessions.live(sessions.start("sales"))
    assert (live.place_id, live.question) == ("step:welcome", None)
    clock.pass_seconds(240)
    live.go_to("q1")
    clock.pass_seconds(60)
    live.go_to("step:closing")
    clock.pass_seconds(30)
    assert live.spent() == {"step:welcome": 240_000, "q1": 60_000, "step:closing": 30_000}
    live.keep_time()
    again = sessions.live(stepped.store.find(Session)[0])
    assert (again.place_id, again.question) == ("step:closing", None)
    assert again.spent()["step:welcome"] == 240_000
    assert [(visit.step, visit.question) for visit in stepped.store.find(Visit)][:3] == [
        ("welcome", None),
        ("", "q1"),
        ("closing", None),
    ]


def test_the_route_is_walked_to_its_ends_and_no_further(stepped: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(stepped.store, clock)
    live = sessions.live(sessions.start("sales"))
    walked = []
    while (place := live.beside(1)) is not None:
        live.go_to(place.id)
        walked.append(place.id)
    assert walked == ["q1", "q2", "q3", "step:closing"]
    live.go_to("step:welcome")
    assert live.beside(-1) is None


def test_where_a_step_on_screen_is_taken_out_the_route_goes_on_at_its_start(
    stepped: StudyFolder, clock: HandClock
) -> None:
    sessions = Sessions(stepped.store, clock)
    live = sessions.live(sessions.start("sales"))
    live.places = list(live.questions)
    assert (live.place, live.question) == (None, None)
    first = live.beside(1)
    assert first is not None
    assert first.id == "q1"


def test_a_session_from_a_file_is_read_from_its_first_question_on(stepped: StudyFolder, clock: HandClock) -> None:
    ended = Session("s", actor="sales", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:00:00Z")
    assert Sessions(stepped.store, clock).past(ended).place_id == "q1"
    assert Sessions(stepped.store, clock).past(replace(ended, step="closing")).question is None


def test_what_a_group_reflects_on_is_no_session_of_the_first_round(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    with study.store.change("Reflect") as change:
        change.add(Session("r", actor="sales", kind="reflection", started_at="2026-11-04T09:00:00Z"))
        change.add(Person("ash", actor="sales"))
    assert [(m.state, m.questions, m.people) for m in sessions.meetings()] == [("not_met", 3, 1), ("not_met", 3, 0)]
    assert sessions.running() is None
    started = sessions.start("sales")
    assert started.id != "r"
    assert sessions.is_open("r")
    assert sessions.is_open(started.id)
    sessions.end(started.id)
    assert not sessions.is_open(started.id)
    assert not sessions.is_open("gone")


def test_of_several_sessions_of_a_group_the_running_one_counts_or_else_the_latest(
    study: StudyFolder, clock: HandClock
) -> None:
    sessions = Sessions(study.store, clock)
    ended = Session("old", 1, "sales", started_at="2026-11-01T09:00:00Z", ended_at="2026-11-01T10:00:00Z")
    with study.store.change("From elsewhere") as change:
        change.put(ended)
        change.put(replace(ended, id="open", position=2, ended_at=None))
        change.put(replace(ended, id="new", position=3))

    def counted() -> str:
        session = sessions.meetings()[0].session
        return session.id if session else ""

    assert counted() == "open"
    sessions.end("open")
    assert counted() == "new"


def test_how_long_a_session_will_take_is_told_by_its_plan_or_else_by_its_route(
    study: StudyFolder, clock: HandClock
) -> None:
    sessions = Sessions(study.store, clock)
    assert (sessions.minutes_of("sales"), sessions.minutes_of("desk")) == (35, None)
    sessions.plan("sales", None, 90)
    assert (sessions.minutes_of("sales"), sessions.minutes_of("dev")) == (90, 35)
    sessions.refuse("sales")
    started = sessions.start("sales")
    with pytest.raises(UserError, match="still running"):
        sessions.refuse("dev")
    assert sessions.past(sessions.end(started.id)).planned_minutes == 90


def test_a_start_that_is_taken_back_leaves_nothing_but_the_plan(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    planned = sessions.plan("dev", "2026-11-05T09:00:00Z", 60, "Canteen")
    started = sessions.start("dev")
    sessions.live(started)
    sessions.end(started.id)
    sessions.take_back(started.id)
    assert study.store.find(Session) == [planned]


def test_what_is_on_screen_already_begins_no_second_visit(study: StudyFolder, clock: HandClock) -> None:
    sessions = Sessions(study.store, clock)
    live = sessions.live(sessions.start("sales"))
    clock.pass_seconds(10)
    live.go_to("q1")
    live.go_to("gone")
    assert (study.store.count(Visit), live.question) == (1, "q1")
