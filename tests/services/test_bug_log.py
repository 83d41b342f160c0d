from pathlib import Path

from facilitator.services.bug_log import LARGEST, note_bug

SAID = "Anna said that nobody picks it up"


def a_bug() -> ValueError:
    try:
        int(SAID)
    except ValueError as error:
        return error
    raise AssertionError


def test_a_bug_is_told_by_its_kind_and_its_place_without_words_of_the_study(tmp_path: Path) -> None:
    file, bug = tmp_path / "facilitator.log", a_bug()
    note_bug(file, bug, bug.__traceback__)

    told = file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in told
    assert "test_bug_log.py" in told
    assert "in a_bug" in told
    assert SAID not in told


def test_the_log_stays_small(tmp_path: Path) -> None:
    file, bug = tmp_path / "facilitator.log", a_bug()
    file.write_bytes(b"x" * (LARGEST - 10))
    note_bug(file, bug, bug.__traceback__)

    assert file.stat().st_size < 2_000
    assert {each.name for each in tmp_path.iterdir()} == {"facilitator.log", "facilitator.log.1"}


def test_a_log_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("")
    bug = a_bug()
    note_bug(tmp_path / "in the way" / "facilitator.log", bug, bug.__traceback__)
    assert [each.name for each in tmp_path.iterdir()] == ["in the way"]
