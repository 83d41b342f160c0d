"""Nobody's name gets onto the audience window: it waits for a decision, is replaced, or stays away."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.clearances import Clearance
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.reflect.screen import preview_pictures
from tests.ui.reflect.conftest import Room

Key = Qt.Key


def say(room: Room, record: type[Statement] | type[Quote], row: str, text: str) -> None:
    with room.store.change("Edit") as change:
        change.put(replace(room.store.need(record, row), text=text))


def test_a_name_in_a_statement_keeps_it_off_the_screen_until_decided(console: Room) -> None:
    console.study.names.set("heron", "Will Grant")
    say(console, Statement, "d1", "Grant it and it is finished.")
    console.type("b")
    assert console.audience.view.kind == "black"
    assert console.showings() == []
    assert console.console.stage.decision.isVisible()
    assert console.console.walking is not None
    assert console.console.walking.quotes == []
    console.console.stage.decision.buttons[0].click()
    assert console.audience.view.statement == "Grant it and it is finished."
    assert [showing.about.id for showing in console.showings()] == ["d1", "k1"]
    console.store.undo()
    assert console.audience.view.kind == "black"


def test_a_statement_with_a_name_is_left_out_for_this_group_alone(console: Room) -> None:
    console.study.names.set("heron", "Will Grant")
    say(console, Statement, "d1", "Grant it and it is finished.")
    console.console.stage.decision.buttons[1].click()
    assert console.store.need(Statement, "d1").withheld_from == ("sales",)
    assert console.console.walking is not None
    assert "d1" not in [step.item.id for step in console.console.walking.walk.steps]


def test_a_whole_name_is_never_shown(console: Room) -> None:
    console.study.names.set("heron", "Will Grant")
    say(console, Statement, "d1", "Ask Will Grant.")
    console.type("b")
    console.console.stage.decision.buttons[0].click()
    assert console.audience.view.kind == "black"
    assert console.store.count(Clearance) == 0
    assert any("is a real name" in sentence for sentence in console.said)


def test_a_name_in_a_quote_leaves_the_statement_on_the_screen(console: Room) -> None:
    console.study.names.set("heron", "Seldom Quick")
    console.page.apply_changes(Changes("Edit", frozenset({("Statement", "d1")})))
    console.type("b")
    assert console.audience.view.statement == "Delivered is finished."
    assert console.audience.view.quote == ""
    assert console.console.stage.decision.isVisible()


def test_the_pack_asks_about_names_and_keeps_the_answer_with_the_words(room: Room) -> None:
    room.study.names.set("heron", "Will Grant")
    say(room, Statement, "d1", "Grant it and it is finished.")
    room.page.planning_view.show_viewer("sales")
    first = room.page.planning_view.pack.cards[0]
    assert first.warning.quote.id == "d1"
    assert "d1" not in [item for item, _ in _preview(room)]
    QTest.keyClick(first, Key.Key_1)
    assert room.store.count(Clearance) == 1
    assert "d1" in [item for item, _ in _preview(room)]
    say(room, Statement, "d1", "Grant it and it is finished soon.")
    assert room.page.planning_view.pack.cards[0].warning.quote.id == "d1"


def _preview(room: Room) -> list[tuple[str, object]]:
    data = room.page.planning_view.pack.data
    assert data is not None
    return list(preview_pictures(data))


def test_a_whole_name_in_the_pack_can_only_be_reworded_or_left_out(room: Room) -> None:
    room.study.names.set("heron", "Will Grant")
    say(room, Statement, "d1", "Ask Will Grant.")
    room.page.planning_view.show_viewer("sales")
    first = room.page.planning_view.pack.cards[0]
    assert [button.text() for button in first.buttons] == ["Leave it out", "Reword…"]
    QTest.keyClick(first, Key.Key_1)
    assert room.store.need(Statement, "d1").withheld_from == ("sales",)


def test_a_quote_that_mentions_the_viewers_is_asked_about_again_when_reworded(room: Room) -> None:
    room.page.planning_view.show_viewer("sales")
    (card,) = [card for card in room.page.planning_view.pack.cards if card.warning.kind == "mentions_viewer"]
    QTest.keyClick(card, Key.Key_1)
    assert len(room.store.find(Decision)) == 1
    assert not [c for c in room.page.planning_view.pack.cards if c.warning.kind == "mentions_viewer"]
    say(room, Quote, "k2", "Ask Sales who promised it.")
    assert [c for c in room.page.planning_view.pack.cards if c.warning.kind == "mentions_viewer"]


def test_replacements_are_on_the_screen_and_in_what_is_kept_as_shown(console: Room) -> None:
    console.study.names.set("heron", "Will Grant")
    console.study.names.set_replacements([("Will Grant", "a manager"), ("stop", "end"), ("Development", "they")])
    say(console, Statement, "d1", "Ask Will Grant.")
    console.type("b")
    assert console.audience.view.statement == "Ask [a manager]."
    assert console.audience.view.question == "Where does your part [end]?"
    assert console.audience.view.heading == "[they] said"
    assert console.showings()[0].text == "Ask [a manager]."
    assert console.store.need(Statement, "d1").text == "Ask Will Grant."


def test_a_real_name_in_a_question_or_a_groups_name_turns_the_window_black(console: Room) -> None:
    console.study.names.set("heron", "Will Grant")
    with console.store.change("Edit") as change:
        change.put(replace(console.store.need(Question, "q1"), text="Where does Will Grant stop?"))
    console.type("b")
    assert console.audience.view.kind == "black"
    assert any("“Will Grant” would give somebody away" in sentence for sentence in console.said)
    with console.store.change("Edit") as change:
        change.put(replace(console.store.need(Question, "q1"), text="Where does it stop?"))
        change.put(replace(console.store.need(Actor, "dev"), name="Team of Will Grant"))
    assert console.audience.view.kind == "black"


def test_a_part_of_a_name_or_an_alias_turns_the_window_black_unless_it_was_let_stay(console: Room) -> None:
    console.study.names.set("heron", "Wilhelmina Grantham")
    screening = console.audience.screening
    assert screening is not None
    alias = console.store.need(Person, "heron").alias
    for words in ("Ask Grantham.", "Ask Gr\u200bantham.", f"Ask {alias}."):
        assert screening(AudienceView("list", heading="Rules", lines=("One.", words))).kind == "black"
        assert screening(AudienceView("question", question=words)).kind == "black"
    say(console, Statement, "d1", "Ask Grantham.")
    console.type("b")
    assert console.audience.view.kind == "black"
    console.console.stage.decision.buttons[0].click()
    assert console.audience.view.statement == "Ask Grantham."


def test_a_question_put_on_the_window_in_a_session_is_looked_at_too(room: Room) -> None:
    room.study.names.set("heron", "Will Grant")
    room.audience.open()
    room.audience.set_black(False)
    room.audience.show_question("Will the grant help?")
    assert room.audience.view.question == "Will the grant help?"
    room.audience.show_question("What does Will Grant do? Mail will@grant.example")
    assert room.audience.view.kind == "black"
