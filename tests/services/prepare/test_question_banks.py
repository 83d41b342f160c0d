"""Banks that come along, banks of one's own, and files that are none."""

from pathlib import Path

import pytest

from facilitator.domain.errors import UserError
from facilitator.paths import resource_dir
from facilitator.services.prepare.question_banks import QuestionBanks, read_bank


def test_the_banks_that_come_along_are_all_read() -> None:
    banks, faults = QuestionBanks(resource_dir() / "templates" / "question_banks").all()
    assert len(banks) == 4
    assert faults == ()
    assert all(bank.questions and bank.note for bank in banks)


def test_a_bank_of_ones_own_stands_beside_them_and_a_broken_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"name": "Mine", "questions": [{"text": "Who?"}]}', encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    banks, faults = QuestionBanks(resource_dir() / "templates" / "question_banks", tmp_path).all()
    assert [bank.name for bank in banks][-1] == "Mine"
    assert len(faults) == 1
    assert "broken.json" in faults[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        "[" * 100_000,
        '{"name": 1, "questions": []}',
        '{"name": "A", "questions": [1]}',
        '{"name": "A", "questions": [{"text": null}]}',
        '{"name": "A", "questions": [{"text": "Q", "type": "odd"}]}',
        '{"name": "A", "questions": [{"text": "Q", "minutes": 1e999}]}',
    ],
)
def test_what_is_not_a_bank_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"odd\.json"):
        read_bank(path)
