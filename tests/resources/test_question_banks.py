"""The question banks that come with the program can be read and are fit to be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

BANKS = sorted((Path(__file__).resolve().parents[2] / "resources" / "templates" / "question_banks").glob("*.json"))
TYPES = {"opening", "introductory", "transition", "key", "ending"}


def read(path: Path) -> dict[str, Any]:
    bank: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return bank


def test_there_are_four_banks_with_different_names() -> None:
    assert len({read(path)["name"] for path in BANKS}) == 4


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_says_when_to_use_it_and_holds_whole_questions(path: Path) -> None:
    bank = read(path)
    assert set(bank) == {"name", "note", "questions"}
    assert len(bank["note"]) > 40
    assert len(bank["questions"]) >= 8
    for question in bank["questions"]:
        assert set(question) == {"type", "text", "minutes", "probes"}
        assert question["type"] in TYPES
        assert question["text"][-1] in ".?"
        assert 1 <= question["minutes"] <= 30
        assert all(probe[-1] in ".?" for probe in question["probes"])


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_follows_the_order_of_a_session(path: Path) -> None:
    order = ["opening", "introductory", "transition", "key", "ending"]
    places = [order.index(question["type"]) for question in read(path)["questions"]]
    assert places == sorted(places)


def test_no_question_is_in_two_banks() -> None:
    texts = [question["text"] for path in BANKS for question in read(path)["questions"]]
    assert len(texts) == len(set(texts))
