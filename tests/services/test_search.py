"""The palette finds what the study holds, in any script and whatever its case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.ids import joined_id
from facilitator.domain.notes import Note
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.search import EACH_KIND, Search
from facilitator.storage.opening import create_study
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


def test_a_common_word_does_not_flood_the_list(store: Store) -> None:
    assert len(Search(store).find("number")) == EACH_KIND


def test_words_of_a_transcript_lead_to_findings_and_name_the_group_that_spoke(store: Store) -> None:
    (hit,) = Search(store).find("twice")
    assert hit.page == "findings"
    assert hit.owner is not None
    assert hit.owner.name == "Sales"
