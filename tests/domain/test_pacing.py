"""The time of a session: what is used, what is left, when it will end."""

from facilitator.domain.pacing import MINUTE, ending_question, pace, route
from facilitator.domain.questions import Question, Step, planned_minutes, route_places

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


STEPS = [Step("closing", minutes=2), Step("welcome", minutes=4), Step("rules", minutes=2)]
PLACES = route_places(STEPS, QUESTIONS)


def test_steps_stand_around_the_questions_and_do_not_count_as_questions() -> None:
    assert [place.id for place in PLACES] == ["step:welcome", "step:rules", *(q.id for q in QUESTIONS), "step:closing"]
    assert [stop.number for stop in route(PLACES, {}, "step:welcome")] == [0, 0, 1, 2, 3, 4, 5, 6, 7, 0]


def test_steps_take_time_like_questions() -> None:
    stops = route(PLACES, {"step:welcome": 6 * MINUTE}, "step:welcome")
    assert (stops[0].progress, stops[0].over_ms) == ("now", 2 * MINUTE)
    found = pace(stops, 6 * MINUTE, None)
    assert found.planned_ms == 90 * MINUTE
    assert found.late_ms == 2 * MINUTE
    assert planned_minutes(PLACES) == 90


def test_a_step_gone_past_is_skipped_unless_no_time_is_known_at_all() -> None:
    assert [s.progress for s in route(PLACES, {"q1": MINUTE}, "q2")][:3] == ["skipped", "skipped", "done"]
    assert [s.progress for s in route(PLACES, {}, "q7", {"q1", "q7"})][:3] == ["done", "done", "done"]


def test_what_must_be_asked_leaves_time_for_the_closing() -> None:
    spent = {"q4": 20 * MINUTE, "q6": 9 * MINUTE}
    left_for_both = pace(route(PLACES, spent, "q6"), 90 * MINUTE - 27 * MINUTE, 90)
    assert (left_for_both.must_ask, left_for_both.is_short) == ((5, 7), False)
    assert pace(route(PLACES, spent, "q6"), 90 * MINUTE - 26 * MINUTE, 90).is_short
    assert not pace(route(PLACES, spent, "step:closing", {"q5", "q7"}), 90 * MINUTE, 90).is_short
