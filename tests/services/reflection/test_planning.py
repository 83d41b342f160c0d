"""Planning who sees whom: cells and their states, presets, decisions and the order of a pack."""

from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import Decision
from facilitator.domain.questions import Pair
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session
from facilitator.services.reflection.outlook import OpenPoints
from facilitator.services.reflection.planning import Cell, Planning, clip_ms, estimated_minutes
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import StudyFolder, open_study
from tests.clocks import HandClock


@pytest.fixture
def planning(study: StudyFolder) -> Planning:
    return Planning(study.store, HandClock())


def cell(planning: Planning, viewer: str, shown: str) -> Cell:
    cells = [each for row in planning.rows() for each in row.cells]
    return next(each for each in cells if (each.viewer, each.shown) == (viewer, shown))


def test_only_focus_groups_look_and_are_looked_at(planning: Planning) -> None:
    assert [group.id for group in planning.groups()] == ["sales", "dev", "customers"]
    assert [len(row.cells) for row in planning.rows()] == [3, 3, 3]


def test_a_planned_cell_counts_what_its_viewer_would_get(planning: Planning) -> None:
    planned = cell(planning, "sales", "dev")
    assert (planned.state, planned.statements, planned.quotes) == ("planned", 2, 2)
    assert cell(planning, "dev", "sales").state == "not_planned"
    assert cell(planning, "dev", "dev").state == "own"


def test_a_cell_is_planned_and_unplanned_and_undone(planning: Planning, study: StudyFolder) -> None:
    assert planning.toggle("dev", "customers") is True
    assert study.store.get(Dot, "dev>customers") is not None
    assert planning.toggle("dev", "customers") is False
    assert study.store.get(Dot, "dev>customers") is None
    study.store.undo()
    assert study.store.get(Dot, "dev>customers") is not None


def test_a_group_never_looks_at_itself(planning: Planning) -> None:
    with pytest.raises(UserError, match="its own answers"):
        planning.toggle("dev", "dev")


@pytest.mark.parametrize(("preset", "dots"), [("staff_see_all", 4), ("all_see_all", 6), ("none", 0)])
def test_a_preset_is_one_change(planning: Planning, study: StudyFolder, preset: str, dots: int) -> None:
    before = study.store.find(Dot)
    planning.apply_preset(preset)  # type: ignore[arg-type]
    assert study.store.count(Dot) == dots
    study.store.undo()
    assert study.store.find(Dot) == before


def test_a_preset_keeps_the_dot_of_a_cell_that_was_shown(planning: Planning, study: StudyFolder) -> None:
    reflecting = Reflecting(study.store, HandClock())
    session = reflecting.start("sales")
    step = next(step for step in reflecting.walk(session.id).steps if step.item.id == "d1")
    reflecting.show(session.id, step, None)
    planning.apply_preset("none")
    assert [dot.id for dot in study.store.find(Dot)] == ["sales>dev"]


def test_a_cell_goes_from_planned_over_partly_to_feedback(planning: Planning, study: StudyFolder) -> None:
    reflecting = Reflecting(study.store, HandClock())
    session = reflecting.start("sales")
    steps = [step for step in reflecting.walk(session.id).steps if step.item.actor == "dev"]
    reflecting.show(session.id, steps[0], None)
    assert cell(planning, "sales", "dev").state == "partly"
    reflecting.leave_out(session.id, steps[1].item)
    assert cell(planning, "sales", "dev").state == "shown"
    reflecting.react(session, About("statement", "d1"), "agree", ["ash", "birch"])
    done = cell(planning, "sales", "dev")
    assert (done.state, done.reactions) == ("feedback", 2)
    reflecting.end(session.id)
    assert cell(planning, "sales", "customers").state == "planned"


def test_what_was_only_left_out_was_not_shown(planning: Planning, study: StudyFolder) -> None:
    reflecting = Reflecting(study.store, HandClock())
    session = reflecting.start("sales")
    for step in reflecting.walk(session.id).steps:
        reflecting.leave_out(session.id, step.item)
    reflecting.end(session.id)
    assert cell(planning, "sales", "dev").state == "planned"


def test_in_a_study_from_elsewhere_a_reaction_counts_without_a_showing(planning: Planning, study: StudyFolder) -> None:
    with study.store.change("Import") as change:
        session = Session("r1", actor="sales", kind="reflection", started_at="2026-11-20T10:00:00Z")
        change.add(replace(session, ended_at="2026-11-20T11:00:00Z"))
        change.add(Reaction("x", session="r1", about=About("quote", "k1"), kind="surprised"))
    assert cell(planning, "sales", "dev").state == "feedback"
    assert cell(planning, "sales", "customers").state == "shown"


def test_the_sample_has_every_state_that_its_screen_shows(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")
    rows = Planning(study.store, HandClock()).rows()
    states = [[each.state for each in row.cells] for row in rows]
    study.close()
    assert states == [
        ["own", "planned", "planned", "planned"],
        ["feedback", "own", "feedback", "shown"],
        ["feedback", "feedback", "own", "feedback"],
        ["not_planned", "not_planned", "not_planned", "own"],
    ]


def open_points(planning: Planning) -> OpenPoints:
    outlook = planning.outlook()
    while outlook.read_more():
        pass
    return outlook.open_points()


def test_open_points_name_who_has_not_met_and_who_was_silent(planning: Planning, study: StudyFolder) -> None:
    assert [actor.id for actor in open_points(planning).not_met] == ["sales"]
    with study.store.change("Import") as change:
        session = Session("r1", actor="sales", kind="reflection", started_at="2026-11-20T10:00:00Z")
        change.add(replace(session, ended_at="2026-11-20T11:00:00Z"))
    points = open_points(planning)
    assert points.not_met == ()
    assert [each.shown for each in points.silent] == ["dev", "customers"]
    planning.note_silence("sales", "dev")
    assert [each.shown for each in open_points(planning).silent] == ["customers"]
    assert cell(planning, "sales", "dev").silences == 1


def test_what_is_released_counts_also_where_nobody_is_planned_to_look(planning: Planning, study: StudyFolder) -> None:
    planning.apply_preset("none")
    assert planning.anything_released()
    with study.store.change("Hold back") as change:
        for statement in study.store.find(Statement):
            change.put(replace(statement, status="draft"))
        for quote in study.store.find(Quote):
            change.put(replace(quote, released=False))
    assert not planning.anything_released()


def test_printed_labels_fall_back_to_the_name(planning: Planning, study: StudyFolder) -> None:
    planning.set_labels("dev", " Devel. ", "")
    dev = study.store.need(Actor, "dev")
    assert (dev.printed_row, dev.printed_column) == ("Devel.", "Development")


def test_a_pack_asks_about_mentions_and_about_unknown_speakers(planning: Planning) -> None:
    warnings = planning.warnings(planning.pack("sales"))
    assert [(warning.kind, warning.quote.id) for warning in warnings] == [
        ("mentions_viewer", "k2"),
        ("speaker_unknown", "k5"),
    ]
    assert planning.waiting() == 2


def test_showing_a_quote_is_kept_with_time_and_reason(planning: Planning, study: StudyFolder) -> None:
    planning.show_quote("sales", "k5", "speaker_unknown")
    assert "k5" in planning.pack("sales").ids
    decision = study.store.need(Decision, "sales>k5")
    assert (decision.reason, decision.at) == ("speaker_unknown", "2026-11-24T10:00:00.000Z")


def test_statement_only_withholds_the_quote_from_this_viewer_alone(planning: Planning, study: StudyFolder) -> None:
    planning.withhold_quote("sales", "k2")
    assert study.store.need(Quote, "k2").withheld_from == ("sales",)
    pack = planning.pack("sales")
    assert "k2" not in pack.ids
    assert "d1" in pack.ids
    study.store.undo()
    assert study.store.need(Quote, "k2").withheld_from == ()


def test_an_item_is_moved_and_stays_there_after_a_restart(study: StudyFolder, planning: Planning) -> None:
    assert [item.id for item in planning.pack("sales").items] == ["d1", "d2", "c1s"]
    planning.move("sales", "c1s", -1)
    planning.move("sales", "d1", -1)
    study.close()
    again = open_study(study.path)
    items = [item.id for item in Planning(again.store, HandClock()).pack("sales").items]
    again.close()
    assert items == ["d1", "c1s", "d2"]


def test_what_is_released_later_comes_last_in_a_chosen_order(planning: Planning, study: StudyFolder) -> None:
    planning.move("sales", "c1s", -5)
    with study.store.change("Release") as change:
        change.put(replace(study.store.need(Statement, "d3"), status="released"))
    assert [item.id for item in planning.pack("sales").items] == ["c1s", "d1", "d2", "d3"]


def test_moving_what_is_gone_says_so(planning: Planning) -> None:
    with pytest.raises(UserError, match="no longer in the pack"):
        planning.move("sales", "d4", 1)


def test_the_time_a_pack_takes_counts_statements_quotes_and_clips(planning: Planning) -> None:
    pack = planning.pack("sales")
    assert estimated_minutes(pack) == 7  # 3 statements of 2 min, 2 quotes of 15 s, 4 s of clip
    assert clip_ms(pack) == [4000]
    assert clip_ms(planning.pack("dev")) == []


def test_a_question_of_another_route_carries_the_letter_of_its_group(planning: Planning) -> None:
    names = planning.names("sales")
    assert (names["q2"].number, names["q2"].heading, names["c1"].number) == ("2", "Help", "C1")


def test_what_was_decided_for_one_group_holds_for_no_other(planning: Planning, study: StudyFolder) -> None:
    planning.toggle("customers", "dev")
    planning.show_quote("sales", "k5", "speaker_unknown")
    planning.show_quote("sales", "k2", "mentions_viewer")
    assert "k5" in planning.pack("sales").ids
    assert "k5" not in planning.pack("customers").ids
    planning.show_quote("customers", "k5", "speaker_unknown")
    study.store.undo()
    assert "k5" in planning.pack("sales").ids


def test_a_pack_follows_the_route_of_those_who_see_it_and_what_is_compared_with_it(
    planning: Planning, study: StudyFolder
) -> None:
    planning.toggle("customers", "dev")
    assert [item.id for item in planning.pack("customers").items] == ["d1", "d2", "d4"]
    with study.store.change("Compare") as change:
        change.add(Pair("p", first="q2", second="c1"))
    assert [item.id for item in planning.pack("customers").items] == ["d2", "d4", "d1"]
    assert [item.id for item in planning.pack("sales").items] == ["d1", "d2", "c1s"]


@pytest.fixture
def careful(study: StudyFolder) -> Planning:
    """Planning that looks for people of the study in what is to be shown."""
    study.names.set("heron", "Wilhelmina Grantham")
    return Planning(study.store, HandClock(), Gatekeeper(study.store, study.names))


def say(study: StudyFolder, statement: str, text: str) -> None:
    with study.store.change("Reword") as change:
        change.put(replace(study.store.need(Statement, statement), text=text))


def test_words_that_may_name_somebody_are_answered_for_one_group_and_asked_again_of_the_next(
    careful: Planning, study: StudyFolder
) -> None:
    say(study, "d1", "Grantham says that delivered is finished.")
    careful.toggle("customers", "dev")
    (warning, *_) = careful.warnings(careful.pack("sales"))
    assert (warning.kind, warning.quote.id, warning.never) == ("names_found", "d1", False)
    careful.decide("sales", "d1", show=True)
    assert "d1" not in [each.quote.id for each in careful.warnings(careful.pack("sales"))]
    assert "d1" in [each.quote.id for each in careful.warnings(careful.pack("customers"))]
    careful.decide("customers", "d1", show=False)
    assert study.store.need(Statement, "d1").withheld_from == ("customers",)
    assert "d1" in careful.pack("sales").ids
    assert "d1" not in careful.pack("customers").ids


def test_a_whole_name_is_never_shown_and_comes_first(careful: Planning, study: StudyFolder) -> None:
    say(study, "d1", "Grantham says so.")
    say(study, "d2", "Ask Wilhelmina Grantham.")
    first, second, *_ = careful.warnings(careful.pack("sales"))
    assert [(each.quote.id, each.never) for each in (first, second)] == [("d2", True), ("d1", False)]
    with pytest.raises(UserError, match="“Wilhelmina Grantham” is a real name"):
        careful.show(first)
    careful.withhold(first)
    careful.withhold(first)
    assert study.store.need(Statement, "d2").withheld_from == ("sales",), "once, however often it is said"


def test_withholding_a_quote_takes_the_answer_back_that_it_may_be_shown(planning: Planning, study: StudyFolder) -> None:
    planning.show_quote("sales", "k2", "mentions_viewer")
    planning.withhold_quote("sales", "k2")
    planning.withhold_quote("sales", "k2")
    assert study.store.count(Decision) == 0
    assert study.store.need(Quote, "k2").withheld_from == ("sales",)


@pytest.mark.parametrize("kind", [Statement, Quote])
def test_one_thing_released_is_enough_to_be_shown(planning: Planning, study: StudyFolder, kind: type) -> None:
    with study.store.change("Hold back") as change:
        for statement in study.store.find(Statement) if kind is Quote else ():
            change.put(replace(statement, status="draft"))
        for quote in study.store.find(Quote) if kind is Statement else ():
            change.put(replace(quote, released=False))
    assert planning.anything_released()


def test_silence_can_be_noted_only_of_a_group_that_has_met(planning: Planning, study: StudyFolder) -> None:
    with study.store.change("Plan") as change:
        change.add(Session("r0", actor="sales", kind="reflection", planned_at="2026-11-20T10:00:00Z"))
    with pytest.raises(UserError, match="has not met"):
        planning.note_silence("sales", "dev")
    with study.store.change("Meet") as change:
        change.put(Session("r1", 0.5, "sales", "reflection", started_at="2026-11-20T10:00:00Z"))
    planning.note_silence("sales", "dev")
    assert [reaction.session for reaction in study.store.find(Reaction)] == ["r1"]
