"""The time of a session: what is used, what is left, when it will end."""

from facilitator.domain.pacing import MINUTE, ending_question, pace, planned_minutes, route
from facilitator.domain.questions import Question

PLAN = (5, 10, 10, 20, 15, 12, 10)
QUESTIONS = [
    Question(f"q{n}", minutes=m, must_ask=n in (4, 5, 7), type="ending" if n == 7 else "key")
    for n, m in enumerate(PLAN, 1)
]
SPENT = {"q1": 6 * MINUTE, "q2": 12 * MINUTE, "q3": 13 * MINUTE + 15_000, "q4": 12 * MINUTE + 40_000}


def test_the_end_is_now_and_what_is_still_planned() -> None:
    stops = route(QUESTIONS, SPENT, "q4")
    found = pace(stops, 52 * MINUTE, 90)
    assert found.end_ms == 52 * MINUTE + 7 * MINUTE + 20_000 + 37 * MINUTE
    assert found.late_ms == 6 * MINUTE + 20_000
    assert found.left_ms == 38 * MINUTE
    assert found.must_ask == (5, 7)


def test_a_question_knows_how_it_stands() -> None:
    spent = {**SPENT, "q2": 900}
    assert [s.progress for s in route(QUESTIONS, spent, "q4")] == [
        *("done", "skipped", "done", "now"),
        *("to_come", "to_come", "to_come"),
    ]


def test_a_question_with_answers_was_asked_whatever_time_it_had() -> None:
    stops = route(QUESTIONS, {}, "q6", {"q4"})
    assert [s.progress for s in stops][:4] == ["skipped", "skipped", "skipped", "done"]
    assert pace(stops, MINUTE, 90).must_ask == (5, 7)


def test_going_back_does_not_make_later_questions_undone() -> None:
    assert [s.progress for s in route(QUESTIONS, SPENT, "q2")][:5] == ["done", "now", "done", "done", "to_come"]


def test_a_skipped_must_ask_stays_open_and_costs_no_time() -> None:
    stops = route(QUESTIONS, {"q1": MINUTE}, "q7")
    found = pace(stops, MINUTE, None)
    assert found.must_ask == (4, 5)
    assert found.end_ms == 11 * MINUTE
    assert found.planned_ms == 82 * MINUTE


def test_overrun_shows_and_does_not_shorten_the_rest() -> None:
    stops = route(QUESTIONS, {"q4": 20 * MINUTE + 27_000}, "q4")
    assert stops[3].over_ms == 27_000
    assert stops[3].left_ms == 0
    assert route([Question("q")], {"q": MINUTE}, "q")[0].over_ms == 0


def test_past_the_plan_the_time_left_is_negative() -> None:
    assert pace([], 91 * MINUTE, 90).left_ms == -MINUTE


def test_the_ending_is_the_last_question_of_that_type_or_the_last_one() -> None:
    assert ending_question(QUESTIONS) is QUESTIONS[6]
    assert ending_question(QUESTIONS[:3]) is QUESTIONS[2]
    assert ending_question([]) is None
    assert planned_minutes(QUESTIONS) == 82
