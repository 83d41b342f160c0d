"""The sample study is whole, obeys the study format and can be heard; tested from its files alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

SAMPLE = Path(__file__).resolve().parents[2] / "sessions" / "sample"
Json = dict[str, Any]

KEYS = {
    "actors": "id name short kind side background colour split_of row_label column_label",
    "question_sets": "id name actors steps questions",
    "people": "id alias actor seat attendance consent",
    "sessions": "id actor kind planned_at started_at ended_at planned_minutes place rules",
    "notes": "id session questions kind text speaker at_ms said_again finish_from_audio marks several",
    "statements": "id actor question text status withheld_from notes",
    "quotes": "id actor question text statement speaker session released withheld_from checked clip",
    "matrix": "viewer shown",
    "reactions": "id session about kind text speaker question level",
    "reflections": "session summary",
    "debriefs": "id session facilitator role themes surprises differences quotes change",
}
QUESTION_KEYS = "id title text type minutes must_ask analyse probes"
STEP_KEYS = "kind text minutes"
CONSENT_KEYS = {"take_part", "record", "quote", "show_to_groups", "contact_again", "form"}
KINDS = {
    "actors": "focus_group other thing",
    "sessions": "focus_group reflection",
    "notes": "idea quote observation parking later own",
    "reactions": "agree partly disagree add surprised ask same none not_said",
}
STAFF = {"sales", "ps", "dev"}
# Common given names. Ash, Hazel and the other aliases are words for things and are not among them.
GIVEN_NAMES = re.compile(
    r"\b("
    "adam|alan|alex|alice|amy|andrew|anna|anne|ben|brian|carol|charles|chris|claire|daniel|david|diana"
    "|edward|elena|emily|emma|eric|frank|george|hannah|harry|helen|henry|ian|jack|james|jane|jason"
    "|jennifer|jessica|jim|joan|joe|john|jonathan|julia|karen|kate|kevin|laura|lisa|louise|lucy|margaret"
    "|maria|mark|martin|mary|michael|mike|nancy|nicholas|nick|oliver|patricia|paul|peter|philip|rachel"
    "|richard|robert|ruth|sam|sarah|simon|sophie|stephen|steve|sue|susan|thomas|tim|tom|tony|victoria"
    "|william"
    r")\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def study() -> Json:
    loaded: Json = json.loads((SAMPLE / "study.json").read_text(encoding="utf-8"))
    return loaded


def questions(study: Json) -> list[Json]:
    return [question for a_set in study["question_sets"] for question in a_set["questions"]]


def ids(records: list[Json]) -> set[str]:
    return {record["id"] for record in records}


def by_id(records: list[Json]) -> dict[str, Json]:
    return {record["id"]: record for record in records}


def texts(value: object) -> Iterator[str]:
    """Every string in the study, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for part in value.values() for text in texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in texts(part))


def clips(study: Json) -> list[Json]:
    return [quote["clip"] for quote in study["quotes"] if quote["clip"]]


def test_it_says_what_it_is(study: Json) -> None:
    assert (study["format"], study["version"]) == ("facilitator-study", 1)
    assert study["study"]["title"] == "Who picks it up?"


@pytest.mark.parametrize("section", KEYS)
def test_records_use_only_keys_of_the_format(study: Json, section: str) -> None:
    allowed = set(KEYS[section].split())
    assert [set(record) - allowed for record in study[section] if set(record) - allowed] == []


def test_nested_records_use_only_keys_of_the_format(study: Json) -> None:
    assert all(set(question) == set(QUESTION_KEYS.split()) for question in questions(study))
    assert all(set(step) == set(STEP_KEYS.split()) for a_set in study["question_sets"] for step in a_set["steps"])
    assert all(set(person["consent"]) == CONSENT_KEYS for person in study["people"])
    assert all(set(clip) == {"file", "start_ms", "end_ms"} for clip in clips(study))
    sections = {"format", "version", "study", "question_pairs", *KEYS}
    assert set(study) == sections


@pytest.mark.parametrize("section", KINDS)
def test_kinds_are_those_of_the_format(study: Json, section: str) -> None:
    assert {record["kind"] for record in study[section]} == set(KINDS[section].split())


def test_no_id_is_used_twice(study: Json) -> None:
    every = [record["id"] for section in KEYS for record in study[section] if "id" in record]
    every += [question["id"] for question in questions(study)]
    assert [one for one, times in Counter(every).items() if times > 1] == []


def references(study: Json) -> Iterator[tuple[str, str, str | None]]:
    """Each reference as (where it stands, section it points into, id)."""
    for a_set in study["question_sets"]:
        yield from ((a_set["id"], "actors", actor) for actor in a_set["actors"])
    for pair in study["question_pairs"]:
        yield from (("a pair", "questions", question) for question in pair)
    for section in ("people", "sessions", "statements", "quotes"):
        yield from ((record["id"], "actors", record["actor"]) for record in study[section])
    for dot in study["matrix"]:
        yield from (("the matrix", "actors", dot[end]) for end in ("viewer", "shown"))
    yield from (("a reflection", "sessions", entry["session"]) for entry in study["reflections"])
    yield from references_of_notes(study)
    yield from references_of_findings(study)
    yield from references_of_reactions(study)


def references_of_notes(study: Json) -> Iterator[tuple[str, str, str | None]]:
    for note in study["notes"]:
        here = note["id"]
        yield here, "sessions", note["session"]
        yield here, "people", note["speaker"]
        yield from ((here, "questions", question) for question in note["questions"])
        for mark in note.get("marks", []):
            yield from ((here, "people", person) for person in mark["people"])


def references_of_findings(study: Json) -> Iterator[tuple[str, str, str | None]]:
    for record in study["statements"] + study["quotes"]:
        yield record["id"], "questions", record["question"]
        yield from ((record["id"], "actors", actor) for actor in record["withheld_from"])
    for statement in study["statements"]:
        yield from ((statement["id"], "notes", note) for note in statement["notes"])
    for quote in study["quotes"]:
        yield quote["id"], "statements", quote["statement"]
        yield quote["id"], "people", quote["speaker"]
        yield quote["id"], "sessions", quote["session"]


def references_of_reactions(study: Json) -> Iterator[tuple[str, str, str | None]]:
    for reaction in study["reactions"]:
        yield reaction["id"], "sessions", reaction["session"]
        yield reaction["id"], "people", reaction["speaker"]
        for kind, target in reaction["about"].items():
            yield reaction["id"], f"{kind}s", target


def test_every_reference_resolves(study: Json) -> None:
    known = {section: ids(study[section]) for section in KEYS if section not in ("matrix", "reflections")}
    known["questions"] = ids(questions(study))
    found = list(references(study))
    assert len(found) > 500
    assert [ref for ref in found if ref[2] is not None and ref[2] not in known[ref[1]]] == []


def test_four_groups_and_two_other_actors(study: Json) -> None:
    kinds = Counter(actor["kind"] for actor in study["actors"])
    assert kinds == {"focus_group": 4, "other": 1, "thing": 1}
    seats = Counter(person["actor"] for person in study["people"])
    assert seats == {"sales": 6, "ps": 6, "dev": 5, "customers": 4}
    assert len({person["alias"] for person in study["people"]}) == 21


def test_staff_share_a_set_and_customers_have_their_own(study: Json) -> None:
    inside, customers = study["question_sets"]
    assert set(inside["actors"]) == STAFF
    assert customers["actors"] == ["customers"]
    types = ["opening", "introductory", "transition", "key", "key", "key", "ending"]
    assert [question["type"] for question in inside["questions"]] == types
    assert [q["minutes"] for q in inside["questions"]] == [5, 10, 10, 20, 15, 12, 10]
    assert [q["type"] for q in customers["questions"]].count("key") == 3
    assert not {q["text"] for q in inside["questions"]} & {q["text"] for q in customers["questions"]}


def test_there_is_enough_to_work_with(study: Json) -> None:
    assert len(study["notes"]) >= 60
    assert len(study["statements"]) >= 34
    assert len(study["quotes"]) >= 16
    assert len(clips(study)) >= 12
    assert len(study["reactions"]) >= 40
    withheld = [record for record in study["statements"] + study["quotes"] if record["withheld_from"]]
    assert len(withheld) >= 2


def test_staff_groups_are_shown_the_three_others_and_customers_none(study: Json) -> None:
    dots = {(dot["viewer"], dot["shown"]) for dot in study["matrix"]}
    assert dots == {(v, s) for v in STAFF for s in STAFF | {"customers"} if v != s}
    assert len(study["matrix"]) == 9


def test_statements_rest_on_notes_of_their_own_group(study: Json) -> None:
    sessions, notes = by_id(study["sessions"]), by_id(study["notes"])
    for statement in study["statements"]:
        assert statement["notes"], statement["id"]
        told_by = {sessions[notes[note]["session"]]["actor"] for note in statement["notes"]}
        assert told_by == {statement["actor"]}, statement["id"]


def test_questions_used_by_a_group_are_of_its_set(study: Json) -> None:
    asked = {actor: ids(a_set["questions"]) for a_set in study["question_sets"] for actor in a_set["actors"]}
    findings = study["statements"] + [quote for quote in study["quotes"] if quote["question"]]
    assert [f["id"] for f in findings if f["question"] not in asked[f["actor"]]] == []


def test_quotes_belong_to_their_speaker_statement_and_session(study: Json) -> None:
    people, statements = by_id(study["people"]), by_id(study["statements"])
    sessions = by_id(study["sessions"])
    for quote in study["quotes"]:
        assert people[quote["speaker"]]["actor"] == quote["actor"], quote["id"]
        assert sessions[quote["session"]]["actor"] == quote["actor"], quote["id"]
        assert quote["statement"] is None or statements[quote["statement"]]["actor"] == quote["actor"]
        assert people[quote["speaker"]]["consent"]["quote"] is True, quote["id"]


def test_speakers_sit_in_the_group_that_meets(study: Json) -> None:
    people, sessions = by_id(study["people"]), by_id(study["sessions"])
    for record in study["notes"] + study["reactions"]:
        heard = [record["speaker"]] if record["speaker"] else []
        heard += [person for mark in record.get("marks", []) for person in mark["people"]]
        groups = {people[person]["actor"] for person in heard}
        assert groups <= {sessions[record["session"]]["actor"]}, record["id"]


def test_sessions_run_forward_and_notes_lie_within_them(study: Json) -> None:
    for session in study["sessions"]:
        times = [note["at_ms"] for note in study["notes"] if note["session"] == session["id"]]
        if session["started_at"] is None:
            assert times == []
            assert session["planned_at"]
            continue
        begin, end = (datetime.fromisoformat(session[key]) for key in ("started_at", "ended_at"))
        assert begin.tzinfo, session["id"]
        assert times, session["id"]
        assert times == sorted(times), session["id"]
        assert 0 < times[-1] < (end - begin).total_seconds() * 1000, session["id"]


def test_reflections_follow_the_groups_and_one_is_still_to_come(study: Json) -> None:
    reflections = [session for session in study["sessions"] if session["kind"] == "reflection"]
    finished = [session["id"] for session in reflections if session["ended_at"]]
    assert len(reflections) == 3
    assert len(finished) == 2
    assert {entry["session"] for entry in study["reflections"]} == set(finished)
    assert {reaction["session"] for reaction in study["reactions"]} == set(finished)
    assert all(entry["summary"] for entry in study["reflections"])


def test_reactions_are_only_to_what_the_group_was_shown(study: Json) -> None:
    sessions = by_id(study["sessions"])
    shown = {(dot["viewer"], dot["shown"]) for dot in study["matrix"]}
    findings = by_id(study["statements"]) | by_id(study["quotes"])
    for reaction in study["reactions"]:
        viewer = sessions[reaction["session"]]["actor"]
        target = findings.get(next(iter(reaction["about"].values()), ""))
        if target is None:
            continue
        assert (viewer, target["actor"]) in shown, reaction["id"]
        assert viewer not in target["withheld_from"], reaction["id"]
        assert target.get("released", target.get("status") == "released"), reaction["id"]


def test_a_quote_that_mentions_its_viewers_waits_for_a_decision(study: Json) -> None:
    quote = next(quote for quote in study["quotes"] if quote["text"].startswith("Ask Sales"))
    assert quote["actor"] == "dev"
    assert quote["released"]
    assert quote["withheld_from"] == []


def test_each_clip_lies_in_its_file_and_can_be_heard(study: Json) -> None:
    for clip in clips(study):
        samples, rate = soundfile.read(SAMPLE / clip["file"])
        start, end = clip["start_ms"] * rate // 1000, clip["end_ms"] * rate // 1000
        assert 0 <= start < end <= len(samples), clip
        part = samples[start:end]
        assert float(np.sqrt(np.mean(part**2))) > 0.03, clip
        edges = max(float(np.abs(part[: rate // 25]).max()), float(np.abs(part[-rate // 25 :]).max()))
        assert edges < 0.02, f"a word is cut off: {clip}"


def test_clips_of_one_file_do_not_overlap(study: Json) -> None:
    spans = sorted((clip["file"], clip["start_ms"], clip["end_ms"]) for clip in clips(study))
    assert [two for one, two in pairwise(spans) if one[0] == two[0] and one[2] > two[1]] == []


def test_audio_is_small_marked_as_synthetic_and_all_used(study: Json) -> None:
    files = sorted((SAMPLE / "audio").iterdir())
    assert {f"audio/{file.name}" for file in files} == {clip["file"] for clip in clips(study)}
    assert sum(file.stat().st_size for file in files) < 1_500_000
    for file in files:
        with soundfile.SoundFile(file) as audio:
            assert audio.title == "Synthetic voice, invented words"
            assert audio.channels == 1
            assert 16_000 <= audio.samplerate <= 24_000


def test_nobody_is_named(study: Json) -> None:
    """“Mark” is a word as well; the sample does without it, so that a hit is a name."""
    named = [text for text in texts(study) if GIVEN_NAMES.search(text)]
    assert named == []
    assert GIVEN_NAMES.search("Peter said so")
