"""The palette finds what the study holds, in any script and whatever its case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import joined_id
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.search import EACH_KIND, Search
from facilitator.storage.opening import create_study
from facilitator.storage.outline import PART
from facilitator.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    with folder.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales"))
        change.add(Session("s1", actor="sales"))
        change.add(Session("s2", actor="sales", kind="reflection"))
        change.add(Note("n1", session="s1", text="The ПЕРВЫЙ call is 50%_ours"))
        change.add(Note("n2", session="s2", text="looked at each other"))
        change.add(Statement("st", actor="sales", text="We take the first call"))
        change.add(Quote("k", actor="sales", text="First come, first served"))
        change.add(Transcript("t", session="s1"))
        change.put(Cue("t", 1.0, text="Somebody rang twice", speaker="A"))
        for number in range(20):
            change.add(Statement(f"x{number}", actor="sales", text=f"number {number}"))
    yield folder.store
    folder.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("first call", ["st"]),
        ("FIRST", ["st", "k"]),
        ("call first", ["st"]),
        ("первый", ["n1"]),
        ("50%_", ["n1"]),
        ("%", ["n1"]),
        ("TWICE rang", [joined_id("t", "1")]),
        ("nowhere", []),
        ("   ", []),
        ("'; DROP TABLE notes; --", []),
    ],
)
def test_every_word_must_be_there_in_any_order_and_case(store: Store, typed: str, found: list[str]) -> None:
    assert [hit.record.id for hit in Search(store).find(typed)] == found


def test_a_hit_leads_to_the_page_that_shows_it_and_names_its_group(store: Store) -> None:
    hits = {hit.record.id: hit for hit in Search(store).find("a") + Search(store).find("other")}
    assert (hits["sales"].page, hits["n1"].page, hits["n2"].page) == ("prepare", "run", "reflect")
    owner = hits["n2"].owner
    assert owner is not None
    assert owner.name == "Sales"


def test_people_and_questions_are_found_and_every_hit_shows_its_own_words(store: Store) -> None:
    with store.change("Prepare") as change:
        change.add(Person("p", alias="Zebra", actor="sales"))
        change.add(Question("q", text="Where is the zebra?"))
        change.add(Statement("zs", actor="sales", text="A zebra is here"))
        change.add(Quote("zq", actor="sales", text="Look, a zebra"))
        change.add(Transcript("loose"))
        change.put(Cue("loose", 1.0, text="That zebra again"))
    hits = Search(store).find("zebra")
    assert [(hit.record.id, hit.page, hit.text, hit.owner and hit.owner.name) for hit in hits] == [
        ("q", "prepare", "Where is the zebra?", None),
        ("p", "prepare", "Zebra", "Sales"),
        ("zs", "findings", "A zebra is here", "Sales"),
        ("zq", "findings", "Look, a zebra", "Sales"),
        (joined_id("loose", "1"), "findings", "That zebra again", None),
    ]


def test_a_common_word_does_not_flood_the_list(store: Store) -> None:
    assert len(Search(store).find("number")) == EACH_KIND


def test_words_of_a_transcript_lead_to_findings_and_name_the_group_that_spoke(store: Store) -> None:
    (hit,) = Search(store).find("twice")
    assert hit.page == "findings"
    assert hit.owner is not None
    assert hit.owner.name == "Sales"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Die Straße ist naß", "STRASSE"),
        ("300 \u212a am Morgen", "k am"),
        ("CAFÉ au lait", "café"),
        ("the \ufb01g one", "fig"),
        ("a \\ b", "\\"),
        ("x" * 1_500, "X" * 1_200),
    ],
)
def test_letters_beyond_ascii_are_folded_as_python_folds_them(store: Store, text: str, typed: str) -> None:
    with store.change("Write") as change:
        change.add(Statement("odd", actor="sales", text=text))
    assert [hit.record.id for hit in Search(store).find(typed)] == ["odd"]


def test_a_large_study_is_looked_through_in_parts_up_to_its_end_and_in_screen_order(store: Store) -> None:
    with store.change("Write much") as change:
        for number in range(2 * PART + 50):
            at = 3_000.0 - number
            change.put(Statement(f"m{number}", at, "sales", text="zebra" if number % 1_000 == 7 else "horse"))
    parts = list(Search(store).look("zebra"))
    assert [[hit.record.id for hit in part] for part in parts if part] == [["m2007"], ["m1007"], ["m7"]]
    assert len(parts) > len([part for part in parts if part])
