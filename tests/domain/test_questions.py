"""The route of a session and the order of all questions of a study."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.questions import Question, QuestionSet, Step, in_route_order, planned_minutes, route_places

SETS = (QuestionSet("staff", 1), QuestionSet("guests", 2))
ROUTE = [
    Question("staff 1", 3, "staff"),
    Question("staff 2", 7, "staff"),
    Question("guests 1", 1, "guests"),
    Question("guests 2", 2, "guests"),
    Question("nowhere 1", 0, "gone"),
    Question("nowhere 2", 5, ""),
]


@given(st.permutations(ROUTE))
def test_questions_come_set_by_set_and_those_of_no_set_last(questions: list[Question]) -> None:
    assert in_route_order(SETS, questions) == ROUTE


@given(st.permutations([Step("welcome", minutes=5), Step("rules", minutes=3), Step("closing", minutes=2)]))
def test_a_route_begins_with_the_welcome_and_ends_with_the_closing(steps: list[Step]) -> None:
    places = route_places(steps, [Question("a", minutes=20), Question("b", minutes=10)])
    assert [place.id for place in places] == ["step:welcome", "step:rules", "a", "b", "step:closing"]
    assert planned_minutes(places) == 40
    assert [place.id for place in route_places(steps[:1], [])] == [steps[0].id]
