"""Answers of those who were absent: out in a hand-out, back in a small file, in once however often."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.reactions import About, Reaction
from facilitator.services.documents.answers import form_key, take_in_answers
from facilitator.services.documents.reporting import Reporting
from facilitator.services.ports import ClipSpec
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path)
    yield opened
    opened.close()


def answers(tmp_path: Path, *given: tuple[str, str, str], reader: str = "a", **more: Any) -> Path:
    told = {
        "format": "facilitator-answers",
        "version": 1,
        "id": "sitting-1",
        "reader": form_key(reader),
        "answers": [{"item": form_key(reader, item), "kind": kind, "text": text} for item, kind, text in given],
        "whole": "",
    }
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(told | more), encoding="utf-8")
    return path


def test_answers_become_reactions_of_the_group(study: StudyFolder, tmp_path: Path) -> None:
    path = answers(tmp_path, ("b1", "surprised", "So late?"), ("kb", "agree", ""), whole="Thank you.")
    taken = take_in_answers(study.store, path)
    assert (taken.group.id, taken.new, taken.known) == ("a", 3, 0)
    found = {reaction.about: reaction for reaction in study.store.find(Reaction, session="ra")}
    assert found[About("statement", "b1")].text == "So late?"
    assert found[About("quote", "kb")].kind == "agree"
    assert found[None].text == "Thank you."


def test_the_same_file_counts_once_and_can_be_undone(study: StudyFolder, tmp_path: Path) -> None:
    path = answers(tmp_path, ("b1", "agree", ""))
    before = study.store.count(Reaction)
    take_in_answers(study.store, path)
    assert take_in_answers(study.store, path).known == 1
    assert study.store.count(Reaction) == before + 1
    study.store.undo()
    assert study.store.count(Reaction) == before


def test_silence_in_the_room_is_taken_back_by_an_answer_and_stays_where_more_was_noted(
    study: StudyFolder, tmp_path: Path
) -> None:
    silences = [
        Reaction("mute", session="ra", about=About("statement", "b1"), kind="none"),
        Reaction("other", session="ra", about=About("statement", "b2"), kind="none"),
        Reaction("earlier", session="r0", about=About("statement", "b1"), kind="none"),
        Reaction("words", session="ra", about=About("quote", "kb"), kind="none", text="They looked at the floor."),
    ]
    with study.store.change("Note silence") as change:
        for silence in silences:
            change.add(silence)
    take_in_answers(study.store, answers(tmp_path, ("b1", "agree", ""), ("kb", "partly", ""), whole="Thank you."))
    assert {each.id for each in study.store.find(Reaction, kind="none")} >= {"other", "earlier", "words"}
    assert study.store.get(Reaction, "mute") is None
    study.store.undo()
    assert study.store.get(Reaction, "mute") is not None


def test_a_group_cannot_answer_what_it_was_not_given(study: StudyFolder, tmp_path: Path) -> None:
    """The customers are shown nothing, so an answer of theirs about a statement of Alpha is refused."""
    with pytest.raises(UserError, match="this group was given"):
        take_in_answers(study.store, answers(tmp_path, ("a1", "agree", ""), reader="c"))
    assert study.store.find(Reaction, session="ra") == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"format": "x"}, "not a file of answers"),
        ({"version": 2}, "newer version"),
        ({"version": 0}, "not a file of answers"),
        ({"version": "1"}, "not a file of answers"),
        ({"reader": "nobody"}, "another study"),
        ({"answers": "x"}, "must be a list"),
        ({"answers": [{"item": 1}]}, "must have an item"),
        ({"answers": [{"item": "x", "kind": "none", "text": ""}]}, "not known"),
        ({"whole": 3}, "must be text"),
    ],
)
def test_a_file_that_is_not_right_gets_a_sentence(
    study: StudyFolder, tmp_path: Path, more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        take_in_answers(study.store, answers(tmp_path, **more))


@pytest.mark.parametrize("content", [b"", b"[", b"\xff\xfe", b"[" * 100_000, b'"x"', b" " * 1_000_001])
def test_foreign_files_get_a_sentence(study: StudyFolder, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(UserError):
        take_in_answers(study.store, path)
    with pytest.raises(UserError, match="cannot be read"):
        take_in_answers(study.store, tmp_path / "gone.json")


def test_a_second_file_of_the_same_sitting_is_told_of_and_changes_nothing(study: StudyFolder, tmp_path: Path) -> None:
    take_in_answers(study.store, answers(tmp_path, ("b1", "agree", "Yes.")))
    again = answers(tmp_path, ("b1", "disagree", "No, not at all."))
    again.write_bytes(b"\xef\xbb\xbf" + again.read_bytes())  # as an editor on Windows saves it
    taken = take_in_answers(study.store, again)
    assert (taken.new, taken.known, taken.changed) == (0, 1, 1)
    (reaction,) = study.store.find(Reaction, session="ra")
    assert reaction.text == "Yes."


def test_words_come_in_without_control_signs(study: StudyFolder, tmp_path: Path) -> None:
    take_in_answers(study.store, answers(tmp_path, ("b1", "add", "a\x00b\x1b" + "c" * 5_000)))
    (reaction,) = study.store.find(Reaction, session="ra")
    assert reaction.text.startswith("abc")
    assert len(reaction.text) == 2_000


def test_a_pack_for_the_browser_has_the_clips_that_may_be_heard_and_keys_that_come_back(
    study: StudyFolder, tmp_path: Path
) -> None:
    (study.path / "audio").mkdir(exist_ok=True)
    (study.path / "audio" / "b.wav").write_bytes(b"sound")
    clip = Clip("b.wav", 0, 900)
    with study.store.change("Fill") as change:
        change.put(Quote("kb", 2, "b", "q1", "It arrives as a number.", "b1", "pb", released=True, clip=clip))
        change.put(
            Quote("kz", 9, "b", "q1", "Somebody said so.", "b1", None, released=True, clip=Clip("gone.wav", 0, 9))
        )
    heard: list[ClipSpec] = []

    def sound(spec: ClipSpec) -> bytes:
        heard.append(spec)
        return b"mp3"

    report = Reporting(study.store, study.names, lambda: NOW, folder=study.path, sound=sound)
    (path,) = report.export("pack", tmp_path / "out", recipients=["a"], fmt="html")
    html = path.read_text(encoding="utf-8")
    assert path.name.endswith("for Alpha desk.html")
    assert [spec.path.name for spec in heard] == ["b.wav"]
    assert html.count("<audio") == 1
    keys = re.findall(r'data-item="(\w+)"', html)
    assert form_key("a", "b1") in keys
    assert not any(letter.isdigit() for key in keys for letter in key)
