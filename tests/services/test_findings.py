"""What a facilitator does with statements and quotes, on a real store."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.findings import Evidence, Findings
from facilitator.storage import interchange
from facilitator.storage.opening import create_study
from facilitator.storage.store import Store

YES = Consent(True, True, True, True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    with folder.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(Actor("dev", name="Development"))
        change.add(Person("ash", alias="Ash", actor="dev", consent=YES))
        change.add(Person("elm", alias="Elm", actor="dev", consent=Consent(True, True, True, False)))
        change.add(Session("s1", actor="dev"))
        change.add(Note("idea", session="s1", text="We repeat it first", speaker="ash"))
        change.add(Note("said", session="s1", kind="quote", text="Show me the fault", speaker="ash"))
        change.put(Dot("sales", "dev"))
    yield folder.store
    folder.close()


@pytest.fixture
def findings(store: Store) -> Findings:
    return Findings(store)


def texts(store: Store) -> list[str]:
    return [s.text for s in store.find(Statement, actor="dev")]


def test_what_a_group_reacted_to_stays(store: Store, findings: Findings) -> None:
    statement = findings.add_statement("dev", None, "We wait.")
    quote = findings.add_quote("dev", None, "Wait for it.", statement.id)
    with store.change("React") as change:
        change.add(Reaction("r1", session="s1", about=About("statement", statement.id)))
        change.add(Reaction("r2", session="s1", about=About("quote", quote.id)))
    with pytest.raises(UserError, match="a group has reacted"):
        findings.delete_statement(statement.id)
    with pytest.raises(UserError, match="a group has reacted"):
        findings.delete_quote(quote.id)


def test_what_was_decided_about_an_entry_goes_with_it_and_comes_back_with_undo(
    store: Store, findings: Findings
) -> None:
    statement = findings.add_statement("dev", None, "We wait.")
    quote = findings.add_quote("dev", None, "Wait for it.", statement.id)
    order = PackOrder("sales", (statement.id, quote.id))
    with store.change("Decide") as change:
        change.put(Decision("sales", quote.id))
        change.put(order)
    findings.delete_quote(quote.id)
    findings.delete_statement(statement.id)
    assert interchange.dump(store).left_out == ()
    assert store.find(PackOrder) == [PackOrder("sales")]
    store.undo()
    store.undo()
    assert store.find(PackOrder) == [order]
    assert store.count(Decision) == 1


def test_a_statement_made_from_an_idea_rests_on_it_and_the_idea_is_no_longer_left(
    findings: Findings, store: Store
) -> None:
    statement = findings.statement_from("idea", "dev", "q4")
    assert (statement.text, statement.status, statement.notes) == ("We repeat it first", "draft", ("idea",))
    assert findings.evidence(statement) == Evidence(ideas=1, people=1)
    assert [note.id for note in findings.ideas_left("dev")] == ["said"]


def test_making_a_statement_is_one_step_for_undo(findings: Findings, store: Store) -> None:
    findings.statement_from("said", "dev", "q4")
    assert store.count(Quote) == 1
    store.undo()
    assert store.count(Statement) == store.count(Quote) == 0


def test_a_verbatim_note_becomes_a_quote_under_the_statement_with_its_speaker(findings: Findings, store: Store) -> None:
    statement = findings.add_statement("dev", "q4", "A fault must be seen")
    findings.rest_on(statement.id, "said")
    findings.rest_on(statement.id, "said")
    (quote,) = store.find(Quote)
    assert (quote.statement, quote.speaker, quote.text) == (statement.id, "ash", "Show me the fault")


def test_a_deleted_statement_leaves_its_quotes_under_the_question(findings: Findings, store: Store) -> None:
    statement = findings.add_statement("dev", "q4", "A")
    quote = findings.add_quote("dev", "q4", "words", statement.id)
    findings.delete_statement(statement.id)
    kept = store.need(Quote, quote.id)
    assert (kept.statement, kept.question) == (None, "q4")


def test_cards_move_among_the_cards_of_their_own_cell_only(findings: Findings, store: Store) -> None:
    first, second, third = (findings.add_statement("dev", "q4", word) for word in "abc")
    findings.add_statement("dev", "q5", "other")
    findings.move(third, -1)
    assert texts(store) == ["a", "c", "b", "other"]
    findings.move(store.need(Statement, first.id), 1)
    assert texts(store) == ["c", "a", "b", "other"]
    findings.move(store.need(Statement, second.id), 1)
    assert texts(store) == ["c", "a", "b", "other"]


def test_a_card_can_be_moved_up_and_down_any_number_of_times(findings: Findings, store: Store) -> None:
    for word in "abc":
        findings.add_statement("dev", "q4", word)
    for _ in range(80):
        for step in (-1, 1):
            last = next(s for s in store.find(Statement) if s.text == "c")
            findings.move(last, step)
            assert texts(store) == (["a", "c", "b"] if step < 0 else ["a", "b", "c"])


def test_a_card_still_moves_when_there_is_no_number_left_between_its_neighbours(
    findings: Findings, store: Store
) -> None:
    with store.change("Crowd") as change:
        for word, position in (("a", 1.0), ("b", math.nextafter(1.0, 2)), ("c", 2.0)):
            change.put(Statement(word, position, actor="dev", question="q4", text=word))
    findings.move(store.need(Statement, "c"), -1)
    assert texts(store) == ["a", "c", "b"]


def test_editing_a_quote_takes_its_tick_away_but_an_unchanged_text_keeps_it(findings: Findings) -> None:
    quote = findings.add_quote("dev", "q4", "words")
    findings.set_checked(quote.id, True)
    assert findings.edit_quote(quote.id, " words ").checked
    assert not findings.edit_quote(quote.id, "other words").checked


def test_a_quote_is_kept_from_viewers_when_its_speaker_does_not_agree(findings: Findings, store: Store) -> None:
    quote = findings.add_quote("dev", "q4", "words")
    findings.set_released(quote.id, True)
    findings.set_speaker(quote.id, "elm")
    (viewer,) = findings.viewers(store.need(Quote, quote.id))
    assert (viewer.actor.id, viewer.sees, viewer.barred) == ("sales", False, "no_consent")
    findings.set_speaker(quote.id, "ash")
    (viewer,) = findings.viewers(store.need(Quote, quote.id))
    assert viewer.sees


def test_withholding_from_one_group_and_letting_go_again(findings: Findings, store: Store) -> None:
    statement = findings.set_status(findings.add_statement("dev", None, "A").id, "released")
    held = findings.withhold(statement, "sales", True)
    assert not findings.viewers(held)[0].sees
    assert findings.viewers(findings.withhold(held, "sales", False))[0].sees


@pytest.mark.parametrize("clip", [Clip("a.wav", 500, 500), Clip("a.wav", 900, 100), Clip("a.wav", -5, 10)])
def test_a_clip_that_does_not_run_forward_is_refused(findings: Findings, clip: Clip) -> None:
    quote = findings.add_quote("dev", "q4", "words")
    with pytest.raises(UserError, match="in and out"):
        findings.attach_clip(quote.id, clip)


def test_blank_words_are_refused_and_nothing_is_written(findings: Findings, store: Store) -> None:
    with pytest.raises(UserError, match="no words"):
        findings.add_statement("dev", "q4", "  \n ")
    assert store.undo_label == "Set up"


def test_a_quote_cannot_be_hung_under_another_groups_statement(findings: Findings) -> None:
    theirs = findings.add_statement("sales", "q4", "Sales says")
    quote = findings.add_quote("dev", "q4", "words")
    with pytest.raises(UserError, match="group that said it"):
        findings.hang(quote.id, theirs.id)


def test_moving_a_statement_takes_its_quotes_along(findings: Findings, store: Store) -> None:
    statement = findings.add_statement("dev", "q4", "A")
    quote = findings.add_quote("dev", "q4", "words", statement.id)
    findings.move_to(statement.id, "q5")
    assert store.need(Quote, quote.id).question == "q5"


def test_what_hangs_under_other_statements_stays_there(findings: Findings, store: Store) -> None:
    one, other = (findings.add_statement("dev", "q4", word) for word in "ab")
    hung = [findings.add_quote("dev", "q4", f"words {each.text}", each.id) for each in (one, other)]
    loose = findings.add_quote("dev", "q5", "loose")
    findings.move_to(one.id, "q5")
    assert [store.need(Quote, each.id).question for each in (*hung, loose)] == ["q5", "q4", "q5"]
    assert store.need(Statement, one.id).question == "q5"
    findings.delete_statement(one.id)
    assert [store.need(Quote, each.id).statement for each in (*hung, loose)] == [None, other.id, None]


def test_an_idea_that_is_nobodys_very_words_becomes_no_quote(findings: Findings, store: Store) -> None:
    statement = findings.add_statement("dev", "q4", "A")
    assert findings.rest_on(statement.id, "idea").notes == ("idea",)
    assert findings.rest_on(statement.id, "said").notes == ("idea", "said")
    assert findings.rest_on(statement.id, "said").notes == ("idea", "said")
    (quote,) = store.find(Quote)
    assert (quote.note, quote.actor, quote.question, quote.session, quote.released) == (
        "said",
        "dev",
        "q4",
        "s1",
        False,
    )
    other = findings.add_statement("dev", "q5", "B")
    findings.rest_on(other.id, "said")
    assert store.find(Quote) == [quote], "it hangs where it hung"
    assert findings.drop_evidence(statement.id, "idea").notes == ("said",)


def test_what_nothing_rests_on_is_left_of_each_group(findings: Findings, store: Store) -> None:
    with store.change("Others") as change:
        change.add(Session("s2", actor="sales"))
        change.add(Note("theirs", session="s2", text="We sell it"))
    assert [note.id for note in findings.ideas_left("dev")] == ["idea", "said"]
    assert [note.id for note in findings.ideas_left()] == ["idea", "said", "theirs"]
    findings.quote_from("said", "dev", None)
    findings.add_quote("dev", None, "not from an entry")
    assert [note.id for note in findings.ideas_left("dev")] == ["idea"]


def test_nobody_sees_what_is_not_released_whatever_the_matrix_says(findings: Findings, store: Store) -> None:
    statement, quote = findings.add_statement("dev", None, "A"), findings.add_quote("dev", None, "words")
    findings.set_speaker(quote.id, "ash")
    assert not findings.viewers(statement)[0].sees
    assert not findings.viewers(findings.set_status(statement.id, "checked"))[0].sees
    assert not findings.viewers(store.need(Quote, quote.id))[0].sees
    assert findings.viewers(findings.set_released(quote.id, True))[0].sees
    assert not findings.viewers(findings.set_released(quote.id, False))[0].sees


def test_what_is_changed_on_a_quote_is_named_to_undo_and_nothing_else_changes(findings: Findings, store: Store) -> None:
    statement = findings.add_statement("dev", "q4", "A")
    quote = findings.add_quote("dev", "q5", "words")
    clip = Clip("a.wav", 0, 500)
    steps = [
        (lambda: findings.hang(quote.id, statement.id), "Hang quote", {"statement": statement.id, "question": "q4"}),
        (lambda: findings.hang(quote.id, None), "Unhang quote", {"statement": None}),
        (lambda: findings.attach_clip(quote.id, clip), "Attach clip", {"clip": clip}),
        (lambda: findings.attach_clip(quote.id, None), "Remove clip", {"clip": None}),
        (lambda: findings.set_language(quote.id, "nl"), "Set language", {"language": "nl"}),
        (lambda: findings.set_checked(quote.id, True), "Tick quote", {"checked": True}),
        (lambda: findings.set_checked(quote.id, False), "Untick quote", {"checked": False}),
        (lambda: findings.edit_clip(quote.id, clip, "Fade out"), "Fade out", {"clip": clip}),
        (lambda: findings.edit_clip(quote.id, clip, "Fade again"), "Fade out", {}),
    ]
    for do, label, changed in steps:
        expected = replace(store.need(Quote, quote.id), **changed)  # type: ignore[arg-type]
        assert do() == store.need(Quote, quote.id) == expected
        assert store.undo_label == label


@pytest.mark.parametrize("note", ["idea", "said"])
def test_what_one_group_said_becomes_no_other_groups_words(findings: Findings, store: Store, note: str) -> None:
    statement = findings.add_statement("sales", "q4", "We promise.")
    with pytest.raises(UserError, match="stays with the group that said it"):
        findings.rest_on(statement.id, note)
    with pytest.raises(UserError, match="stays with the group that said it"):
        findings.statement_from(note, "sales", "q4")
    with pytest.raises(UserError, match="stays with the group that said it"):
        findings.quote_from(note, "sales", "q4")
    assert store.find(Statement) == [statement]
    assert store.find(Quote) == []
