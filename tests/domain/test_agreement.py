"""The grid of agreement says of everybody what was seen, and nothing that was not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.agreement import agreement, top_ideas, weight
from facilitator.domain.notes import Mark, Note
from facilitator.domain.people import Person
from facilitator.domain.room import Presence

PEOPLE = tuple(Person(f"p{seat}", alias=f"S{seat}", seat=seat) for seat in range(1, 5))


def test_each_person_stands_as_they_were_seen() -> None:
    note = Note("n", text="x", speaker="p1", at_ms=50_000, marks=(Mark("nod", ("p2",)), Mark("shake", ("p3",))))
    late = Presence("x", person="p4", came_ms=60_000)
    grid = agreement(PEOPLE, [note], [late])
    assert [row[0] for row in grid.cells] == ["said", "agree", "dissent", "away"]
    assert (grid.count(0, "agree"), grid.count(0, "silent")) == (1, 0)


def test_who_was_there_and_did_nothing_was_silent() -> None:
    early, late = (Note(name, text="x", at_ms=at) for name, at in (("a", 10_000), ("b", 70_000)))
    gone = Presence("x", person="p1", came_ms=None, left_ms=60_000)
    grid = agreement(PEOPLE[:2], [early, late], [gone])
    assert grid.cells == (("silent", "away"), ("silent", "silent"))


def test_the_facilitators_own_words_and_struck_remarks_are_nobodys_opinion() -> None:
    notes = [Note("a", kind="own", text="x"), Note("b", struck=True), Note("c", kind="parking"), Note("d", text="y")]
    assert [note.id for note in agreement(PEOPLE, notes).notes] == ["d"]
    filed = [replace(note, questions=("q",)) for note in (*notes, Note("e", kind="quote", text="z"))]
    filed += [Note("to finish", questions=("q",)), Note("gone", text="x", struck=True, questions=("q",))]
    assert [note.id for note in top_ideas(filed, ["q"], most=9)["q"]] == ["d", "e"]


def test_what_was_said_at_no_known_moment_says_nothing_about_who_was_away() -> None:
    late = Presence("x", person="p1", came_ms=60_000)
    assert agreement(PEOPLE[:1], [Note("n", text="x", at_ms=None)], [late]).cells == (("silent",),)


def test_an_idea_that_nobody_marked_weighs_as_much_as_having_been_said_once() -> None:
    assert weight(Note("n", text="x")) == 1
    assert weight(Note("n", said_again=2, marks=(Mark("nod", ("p1",)), Mark("shake", ("p2", "p3", "p4", "p5"))))) == 0


def test_ideas_are_read_back_by_how_widely_they_are_held() -> None:
    notes = [
        Note("alone", text="a", questions=("q",)),
        Note("doubted", text="b", questions=("q",), said_again=1, marks=(Mark("shake", ("p1", "p2", "p3")),)),
        Note("shared", text="c", questions=("q", "r"), said_again=1, marks=(Mark("nod", ("p1", "p2")),)),
        Note("elsewhere", text="d", questions=("r",), said_again=9),
    ]
    found = top_ideas(notes, ["q", "r"], most=2)
    assert [note.id for note in found["q"]] == ["shared", "alone"]
    assert [note.id for note in found["r"]] == ["elsewhere", "shared"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5), st.integers(0, 4), st.integers(0, 4))))
def test_more_agreement_never_moves_an_idea_down(found: list[tuple[str, int, int, int]]) -> None:
    notes = [
        Note(f"n{at}", text=text, questions=("q",), said_again=again,
             marks=(Mark("nod", tuple(map(str, range(nods)))), Mark("shake", tuple(map(str, range(shakes))))))
        for at, (text, again, nods, shakes) in enumerate(found)
    ]  # fmt: skip
    ranked = top_ideas(notes, ["q"], most=len(notes))["q"]
    assert [weight(note) for note in ranked] == sorted((weight(note) for note in notes), reverse=True)


def test_who_says_it_again_has_said_it() -> None:
    people = [Person("p1"), Person("p2")]
    note = Note("n", speaker="p1", said_again=1, marks=(Mark("nod", ("p2",)), Mark("again", ("p2",))))
    assert agreement(people, [note]).cells == (("said",), ("said",))
