"""Groups, sets, questions, people and sessions on a real store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import new_id
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Mark, Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet, Wording
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.ordering import moved
from facilitator.services.prepare.pasting import Draft
from facilitator.services.prepare.preparing import PALETTE, Preparing
from facilitator.services.prepare.readiness import readiness
from facilitator.services.session.room import Room
from facilitator.storage import interchange
from facilitator.storage.opening import StudyFolder, create_study
from tests.clocks import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 18, 8, 0, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
    yield opened
    opened.close()


@pytest.fixture
def preparing(folder: StudyFolder, clock: HandClock) -> Preparing:
    return Preparing(folder.store, folder.names, clock)


def met(preparing: Preparing, actor: str, start: str, end: str | None = None) -> Session:
    session = Session(new_id(), actor=actor, started_at=start, ended_at=end)
    with preparing.store.change("Start session") as change:
        return change.add(session)


# Groups


def test_a_new_group_gets_a_free_name_letter_and_colour(preparing: Preparing) -> None:
    found = [preparing.add_actor(name) for name in ("Sales", "Support", "Sales", "Support Desk")]
    assert [actor.name for actor in found] == ["Sales", "Support", "Sales 2", "Support Desk"]
    assert [actor.short for actor in found] == ["S", "SU", "S2", "SD"]
    assert [actor.colour for actor in found] == list(PALETTE[:4])


NAMES = st.text(alphabet=st.sampled_from("aAbßŉΐ9é -.字ﬁ"), max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=1, max_size=6))
def test_whatever_groups_are_called_their_badges_hold_one_or_two_letters_and_differ(
    preparing: Preparing, names: list[str]
) -> None:
    with preparing.store.change("Clear") as change:
        for actor in preparing.actors():
            change.delete(actor)
    for name in names:
        short = preparing.free_letter(name)
        with preparing.store.change("Add") as change:
            change.add(Actor(new_id(), name=name, short=short))
    badges = [actor.short for actor in preparing.actors()]
    assert len({badge.casefold() for badge in badges}) == len(badges)
    assert all(len(badge) in (1, 2) for badge in badges)


def test_next_steps_are_given_one_to_a_line_and_a_study_keeps_what_was_not_changed(preparing: Preparing) -> None:
    preparing.edit_study(purpose=" To agree. ", next_steps=" Read it. \n\n  \n Tell us. ", withdraw_until="2026-12-01")
    study = preparing.study
    assert (study.title, study.purpose, study.withdraw_until) == ("Who picks it up?", "To agree.", "2026-12-01")
    assert study.next_steps == ("Read it.", "Tell us.")
    preparing.edit_study(contact="Kim")
    assert preparing.study.next_steps == ("Read it.", "Tell us.")
    preparing.edit_study(withdraw_until="")
    assert preparing.study.withdraw_until in ("", None)
    with pytest.raises(UserError):
        preparing.edit_study(withdraw_until="tomorrow")


def test_the_seventh_group_takes_a_colour_of_the_palette_again(preparing: Preparing) -> None:
    colours = [preparing.add_actor(f"Team {number}").colour for number in range(7)]
    assert set(colours) == set(PALETTE)


def test_the_letter_follows_the_name_until_it_is_chosen(preparing: Preparing) -> None:
    group = preparing.add_actor("Group")
    assert preparing.edit_actor(group.id, name="Sales").short == "S"
    preparing.edit_actor(group.id, short="X")
    assert preparing.edit_actor(group.id, name="Marketing").short == "X"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "sales"}, "already a group"),
        ({"short": "s"}, "stands for Sales"),
        ({"short": "ABC"}, "one or two letters"),
    ],
)
def test_what_would_confuse_two_groups_is_refused(preparing: Preparing, fields: dict[str, str], sentence: str) -> None:
    preparing.add_actor("Sales")
    group = preparing.add_actor("Development")
    with pytest.raises(UserError, match=sentence):
        preparing.edit_actor(group.id, **fields)
    assert preparing.store.need(Actor, group.id) == group


def test_a_group_that_something_hangs_on_stays_and_says_what(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    preparing.seating.add_person(group.id)
    preparing.seating.add_person(group.id)
    with preparing.store.change("Add") as change:
        change.add(Statement(new_id(), actor=group.id, text="We hear of it first."))
    with pytest.raises(UserError, match="Sales stays: 2 people and 1 statement belong to it"):
        preparing.remove_actor(group.id)


def test_what_was_kept_from_a_group_and_decided_for_it_goes_with_it(preparing: Preparing) -> None:
    sales, dev = preparing.add_actor("Sales"), preparing.add_actor("Development")
    with preparing.store.change("Decide") as change:
        change.add(Statement("st", actor=dev.id, text="We wait.", withheld_from=(sales.id,)))
        change.add(Quote("k", actor=dev.id, text="Wait.", withheld_from=(sales.id, dev.id)))
        change.put(Decision(sales.id, "k"))
        change.put(PackOrder(sales.id, ("st",)))
    preparing.remove_actor(sales.id)
    assert preparing.store.need(Quote, "k").withheld_from == (dev.id,)
    assert interchange.dump(preparing.store).left_out == ()
    preparing.store.undo()
    assert preparing.store.need(Statement, "st").withheld_from == (sales.id,)
    assert (preparing.store.count(Decision), preparing.store.count(PackOrder)) == (1, 1)


def test_a_group_that_the_matrix_shows_stays_a_group(preparing: Preparing) -> None:
    sales, dev = preparing.add_actor("Sales"), preparing.add_actor("Development")
    with preparing.store.change("Plan") as change:
        change.put(Dot(sales.id, dev.id))
    with pytest.raises(UserError, match="1 dot in the matrix"):
        preparing.edit_actor(dev.id, kind="thing")


def test_a_removed_group_leaves_its_set_and_comes_back_with_undo(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    bound = preparing.routing.add_set("Inside", [group.id])
    preparing.remove_actor(group.id)
    assert preparing.store.need(QuestionSet, bound.id).actors == ()
    preparing.store.undo()
    assert preparing.routing.set_of(group.id) is not None


def test_a_group_that_met_stays_a_group(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    met(preparing, group.id, "2026-11-17T10:00:00Z")
    with pytest.raises(UserError, match="stays a focus group"):
        preparing.edit_actor(group.id, kind="other")


def test_groups_move_among_groups_and_pass_others_by(preparing: Preparing) -> None:
    names = ("Sales", "Services", "Development")
    groups = [preparing.add_actor(name) for name in names]
    preparing.add_actor("Desk", "other")
    assert preparing.move_actor(groups[2].id, 0)
    assert [actor.name for actor in preparing.groups()] == ["Development", "Sales", "Services"]
    assert not preparing.move_actor(groups[2].id, 0)
    preparing.store.undo()
    assert [actor.name for actor in preparing.groups()] == list(names)


def test_moving_again_and_again_never_runs_out_of_room() -> None:
    records = [Actor(str(number), position=float(number)) for number in range(3)]
    for _ in range(200):
        changed = {actor.id: actor for actor in moved(records, records[2].id, 1)}
        records = sorted((changed.get(actor.id, actor) for actor in records), key=lambda actor: actor.position)
        assert len({actor.position for actor in records}) == 3


# Sets and questions


def test_a_group_has_one_set(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    inside = preparing.routing.add_set("Inside", [group.id])
    customers = preparing.routing.add_set("Customers", [group.id])
    assert customers.actors == ()
    preparing.routing.bind(customers.id, group.id)
    assert preparing.store.need(QuestionSet, inside.id).actors == ()
    preparing.routing.bind(customers.id, group.id, bound=False)
    assert preparing.routing.set_of(group.id) is None


def test_a_group_that_met_keeps_its_set(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    preparing.routing.add_set("Inside", [group.id])
    other = preparing.routing.add_set("Customers")
    met(preparing, group.id, "2026-11-17T10:00:00Z")
    with pytest.raises(UserError, match="keeps that set"):
        preparing.routing.bind(other.id, group.id)


def test_things_are_not_asked(preparing: Preparing) -> None:
    thing = preparing.add_actor("Ticket system", "thing")
    bound = preparing.routing.add_set("Inside")
    with pytest.raises(UserError, match="only focus groups"):
        preparing.routing.bind(bound.id, thing.id)


def test_pasted_questions_go_in_as_one_change(preparing: Preparing) -> None:
    bound = preparing.routing.add_set("Inside")
    drafts = [Draft("Who are you?", "opening", 5), Draft("What is  your\npart?", "key", 0, ("And then?", " "))]
    preparing.routing.add_questions(bound.id, drafts)
    first, second = preparing.routing.questions(bound.id)
    assert (first.minutes, first.analyse, second.analyse) == (5, False, True)
    assert (second.text, second.probes) == ("What is your part?", ("And then?",))
    preparing.store.undo()
    assert preparing.routing.questions(bound.id) == []


def test_other_words_after_a_session_keep_the_earlier_ones(preparing: Preparing, clock: HandClock) -> None:
    group = preparing.add_actor("Sales")
    bound = preparing.routing.add_set("Inside", [group.id])
    question = preparing.routing.add_question(bound.id, "What is your part?")
    assert preparing.routing.edit_question(question.id, text="What is yours?").version == 1
    met(preparing, group.id, "2026-11-17T10:00:00Z", "2026-11-17T11:00:00Z")

    changed = preparing.routing.edit_question(question.id, text="Which part is yours?")
    assert changed.version == 2
    assert [(each.version, each.text) for each in preparing.routing.wordings(question.id)] == [(1, "What is yours?")]

    assert preparing.routing.edit_question(question.id, text="Which part is your own?").version == 2
    clock.wall = datetime(2026, 11, 19, tzinfo=UTC)
    met(preparing, group.id, "2026-11-18T10:00:00Z", "2026-11-18T11:00:00Z")
    assert preparing.routing.edit_question(question.id, text="Whose part is it?").version == 3
    assert preparing.routing.edit_question(question.id, minutes=20).version == 3
    assert preparing.store.count(Wording) == 2


def test_undo_takes_a_new_wording_and_its_version_back(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    bound = preparing.routing.add_set("Inside", [group.id])
    question = preparing.routing.add_question(bound.id, "What is your part?")
    met(preparing, group.id, "2026-11-17T10:00:00Z")
    preparing.routing.edit_question(question.id, text="Which part is yours?")
    preparing.store.undo()
    assert preparing.store.need(Question, question.id).version == 1
    assert preparing.store.count(Wording) == 0


@pytest.mark.parametrize(("fields", "sentence"), [({"text": " \n"}, "needs words"), ({"minutes": 601}, "0 to 600")])
def test_a_question_nobody_could_ask_is_refused(preparing: Preparing, fields: dict[str, object], sentence: str) -> None:
    bound = preparing.routing.add_set("Inside")
    question = preparing.routing.add_question(bound.id, "What is your part?")
    with pytest.raises(UserError, match=sentence):
        preparing.routing.edit_question(question.id, **fields)


def test_a_question_that_notes_rest_on_stays_and_so_does_its_set(preparing: Preparing) -> None:
    bound = preparing.routing.add_set("Inside")
    question = preparing.routing.add_question(bound.id, "What is your part?")
    with preparing.store.change("Add") as change:
        change.add(Note(new_id(), questions=(question.id,), text="Nobody's."))
    with pytest.raises(UserError, match="1 note rest on it"):
        preparing.routing.remove_question(question.id)
    with pytest.raises(UserError, match="“Inside” stays"):
        preparing.routing.remove_set(bound.id)


def test_a_question_under_which_something_was_missed_stays(preparing: Preparing) -> None:
    bound = preparing.routing.add_set("Inside")
    question = preparing.routing.add_question(bound.id, "What is your part?")
    with preparing.store.change("Add") as change:
        change.add(Reaction(new_id(), about=About("actor", "dev"), kind="not_said", text="Money", question=question.id))
    with pytest.raises(UserError, match="1 reaction rest on it"):
        preparing.routing.remove_question(question.id)


def test_questions_of_two_sets_are_paired_once(preparing: Preparing) -> None:
    inside, customers = preparing.routing.add_set("Inside"), preparing.routing.add_set("Customers")
    first = preparing.routing.add_question(inside.id, "What is your part?")
    twin = preparing.routing.add_question(inside.id, "Whom do you need?")
    second = preparing.routing.add_question(customers.id, "Who helps you?")
    preparing.routing.declare_pair(first.id, second.id)
    with pytest.raises(UserError, match="a pair already"):
        preparing.routing.declare_pair(second.id, first.id)
    with pytest.raises(UserError, match="another set"):
        preparing.routing.declare_pair(first.id, twin.id)
    preparing.routing.remove_set(customers.id)
    assert preparing.routing.pairs() == []
    preparing.store.undo()
    assert [(pair.first[1], pair.second[1]) for pair in preparing.routing.pairs()] == [(1, 1)]


# People


def test_people_take_the_lowest_free_seat_and_their_alias_can_wait(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    first, second = (preparing.seating.add_person(group.id) for _ in range(2))
    preparing.seating.remove_person(first.id)
    third = preparing.seating.add_person(group.id, "Ash")
    assert (second.seat, third.seat) == (2, 1)
    with pytest.raises(UserError, match="somebody else"):
        preparing.seating.edit_person(second.id, alias="ash")


def test_moving_a_person_deals_the_seats_anew(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    ids = [preparing.seating.add_person(group.id, alias).id for alias in ("Ash", "Birch", "Cedar")]
    preparing.seating.set_seat(ids[2], 5)
    preparing.seating.move_person(ids[2], 0)
    assert [(p.alias, p.seat) for p in preparing.seating.people(group.id)] == [("Cedar", 1), ("Ash", 2), ("Birch", 5)]


def test_a_taken_seat_is_exchanged(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    ash, birch = (preparing.seating.add_person(group.id, alias) for alias in ("Ash", "Birch"))
    preparing.seating.set_seat(birch.id, 1)
    assert preparing.store.need(Person, ash.id).seat == 2


def test_consent_goes_round_three_states(preparing: Preparing) -> None:
    person = preparing.seating.add_person(preparing.add_actor("Sales").id)
    assert [preparing.seating.next_consent(person.id, "quote") for _ in range(3)] == [True, False, None]


def test_a_person_whose_words_are_kept_stays(preparing: Preparing) -> None:
    person = preparing.seating.add_person(preparing.add_actor("Sales").id, "Ash")
    with preparing.store.change("Add") as change:
        change.add(Note(new_id(), text="I chase.", marks=(Mark("nod", (person.id,)),)))
    with pytest.raises(UserError, match="Ash stays: 1 note"):
        preparing.seating.remove_person(person.id)


def test_a_person_who_changed_seats_stays(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    ash, birch = (preparing.seating.add_person(group.id, alias) for alias in ("Ash", "Birch"))
    with preparing.store.change("Meet") as change:
        session = change.add(Session(new_id(), actor=group.id, started_at="2026-11-04T10:00:00Z"))
    room = Room(preparing.store, session, lambda: 5000)
    room.left(ash.id)
    room.swap_seats(ash.id, birch.id)
    with pytest.raises(UserError, match="Birch stays: 1 change of seats"):
        preparing.seating.remove_person(birch.id)
    preparing.store.undo()
    preparing.seating.remove_person(ash.id)
    assert interchange.dump(preparing.store).left_out == ()


def test_a_real_name_is_in_the_key_alone(preparing: Preparing, folder: StudyFolder) -> None:
    person = preparing.seating.add_person(preparing.add_actor("Sales").id, "Ash")
    preparing.seating.set_real_name(person.id, "Wilhelmine Zuckschwerdt")
    assert preparing.seating.real_name(person.id) == "Wilhelmine Zuckschwerdt"
    for file in folder.path.rglob("study.db*"):
        assert b"Zuckschwerdt" not in file.read_bytes()


def test_a_name_leaves_the_key_with_its_person_and_comes_back_with_undo(preparing: Preparing) -> None:
    person = preparing.seating.add_person(preparing.add_actor("Sales").id, "Ash")
    preparing.seating.set_real_name(person.id, "W. Zuckschwerdt")
    preparing.seating.remove_person(person.id)
    assert preparing.seating.real_name(person.id) == ""
    preparing.store.undo()
    assert preparing.seating.real_name(person.id) == "W. Zuckschwerdt"


# Sessions and readiness


def test_a_session_is_planned_changed_and_cancelled_until_it_begins(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    when = datetime(2026, 11, 18, 9, 20, tzinfo=UTC)
    session = preparing.plan_session(group.id, when, 90, " Meeting room ")
    assert (session.planned_at, session.place) == ("2026-11-18T09:20:00+00:00", "Meeting room")
    assert preparing.edit_session(session.id, when, 75, "Salon").planned_minutes == 75
    preparing.cancel_session(session.id)
    preparing.store.undo()
    with preparing.store.change("Start session") as change:
        change.put(Session(session.id, actor=group.id, started_at="2026-11-18T09:20:00Z"))
    with pytest.raises(UserError, match="has begun"):
        preparing.cancel_session(session.id)
    with pytest.raises(UserError, match="1 to 600"):
        preparing.plan_session(group.id, when, 0)


def test_the_open_session_is_spoken_of_before_the_planned_and_the_planned_before_the_past(
    preparing: Preparing,
) -> None:
    group = preparing.add_actor("Sales")
    past = met(preparing, group.id, "2026-11-01T10:00:00Z", "2026-11-01T11:00:00Z")
    assert preparing.shown_session(group.id) == past
    planned = preparing.plan_session(group.id, datetime(2026, 11, 18, tzinfo=UTC), 90)
    assert preparing.shown_session(group.id) == planned
    running = met(preparing, group.id, "2026-11-17T10:00:00Z")
    assert preparing.shown_session(group.id) == running


def test_readiness_counts_what_is_open_and_nothing_else(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    assert not any(item.done for item in readiness(preparing, group.id))
    bound = preparing.routing.add_set("Inside", [group.id])
    question = preparing.routing.add_question(bound.id, "What is your part?", minutes=0)
    person = preparing.seating.add_person(group.id)
    preparing.plan_session(group.id, datetime(2026, 11, 18, tzinfo=UTC), 30)
    open_items = {item.check: item.count for item in readiness(preparing, group.id) if not item.done}
    assert open_items == {"minutes": 1, "must_ask": 0, "consents": 1}
    preparing.routing.edit_question(question.id, minutes=45, must_ask=True)
    preparing.seating.give_all_consents(person.id)
    open_items = {item.check: item.count for item in readiness(preparing, group.id) if not item.done}
    assert open_items == {"fits": 25}
    preparing.routing.edit_question(question.id, minutes=20)
    assert all(item.done for item in readiness(preparing, group.id))


def test_a_study_keeps_a_title(preparing: Preparing) -> None:
    preparing.edit_study(title="Parts", research_question=" Who picks it up? ")
    assert preparing.study.research_question == "Who picks it up?"
    with pytest.raises(UserError, match="needs a title"):
        preparing.edit_study(title=" ")


def test_a_set_is_renamed_but_not_like_another(preparing: Preparing) -> None:
    one, other = (preparing.routing.add_set(f" {name} ") for name in ("Staff", "Guests"))
    assert [preparing.routing.add_set("staff").name for _ in range(2)] == ["staff 2", "staff 3"]
    preparing.routing.rename_set(one.id, " STAFF ")
    for name in (" ", "guests"):
        with pytest.raises(UserError):
            preparing.routing.rename_set(one.id, name)
    assert [each.name for each in preparing.routing.sets()][:2] == ["STAFF", other.name]


def test_a_question_that_goes_takes_its_pairs_and_earlier_words_along_and_no_others(preparing: Preparing) -> None:
    routing, store = preparing.routing, preparing.store
    staff, guests = routing.add_set("Staff"), routing.add_set("Guests")
    one, two = routing.add_questions(staff.id, [Draft("One?"), Draft("Two?")])
    (three,) = routing.add_questions(guests.id, [Draft("Three?")])
    gone, kept = routing.declare_pair(one.id, three.id), routing.declare_pair(three.id, two.id)
    with store.change("Earlier") as change:
        for question in (one, two):
            change.add(Wording(f"of {question.id}", question=question.id, text="Other words?"))
        change.add(Pair("half", first=two.id, second="gone"))
    assert [each.pair.id for each in routing.pairs()] == [gone.id, kept.id]
    routing.remove_question(one.id)
    assert [each.id for each in routing.questions(staff.id)] == [two.id]
    assert [each.pair.id for each in routing.pairs()] == [kept.id]
    assert [each.question for each in store.find(Wording)] == [two.id]


def test_a_question_may_take_no_time_and_moves_within_its_route(preparing: Preparing) -> None:
    routing = preparing.routing
    found = routing.add_set("Staff")
    one, two = routing.add_questions(found.id, [Draft("One?", minutes=5), Draft("Two?")])
    assert routing.edit_question(one.id, minutes=0).minutes == 0
    assert routing.move_question(two.id, 0)
    assert not routing.move_question(two.id, -3)
    assert [each.id for each in routing.questions(found.id)] == [two.id, one.id]


def test_a_route_fits_to_the_minute_and_seats_are_counted_that_are_missing_or_double(preparing: Preparing) -> None:
    group = preparing.add_actor("Sales")
    found = preparing.routing.add_set("Staff", [group.id])
    around = sum(step.minutes for step in found.steps)
    (question,) = preparing.routing.add_questions(found.id, [Draft("Why?", minutes=50)])
    with preparing.store.change("Plan") as change:
        change.add(Session("s", actor=group.id, planned_at="2026-11-20T10:00:00Z", planned_minutes=50 + around))
        for seat in (1, 1, None, None, 2):
            change.add(Person(new_id(), actor=group.id, seat=seat))

    def item(check: str) -> tuple[bool, int]:
        return next((each.done, each.count) for each in readiness(preparing, group.id) if each.check == check)

    assert (item("fits"), item("seats")) == ((True, 0), (False, 3))
    preparing.routing.edit_question(question.id, minutes=51)
    assert item("fits") == (False, 1)
    preparing.routing.edit_question(question.id, minutes=5)
    assert item("fits") == (True, 0)
