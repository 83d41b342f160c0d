"""Files that are not a sound study: each is refused as a whole, with a sentence that names the place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.domain.errors import ImportRefused, UserError
from facilitator.domain.study import Study
from facilitator.services.study.studies import import_study
from facilitator.storage.interchange import fill, parse, text
from facilitator.storage.opening import create_study
from tests.storage.whole_study import Json, whole

Spoil = Callable[[Json], Any]


def put(place: str, value: Json) -> Spoil:
    """Puts a value where a path such as "notes.0.text" leads; "+" stands for a new entry."""

    def spoil(values: Json) -> None:
        *steps, last = place.split(".")
        for step in steps:
            values = values[int(step) if step.isdigit() else step]
        if last == "+":
            values.append(value)
        else:
            values[int(last) if last.isdigit() else last] = value

    return spoil


def drop(place: str) -> Spoil:
    def spoil(values: Json) -> None:
        *steps, last = place.split(".")
        for step in steps:
            values = values[int(step) if step.isdigit() else step]
        del values[last]

    return spoil


NEW_STATEMENT = {"id": "st9", "actor": "sales", "text": "x"}
LAID_IN_A_CIRCLE = [{"id": "t1", "name": "A", "parent": "t2"}, {"id": "t2", "name": "B", "parent": "t1"}]

# What is done to the whole study, and the words that the sentence must hold.
MALFORMED: dict[str, tuple[Spoil, str]] = {
    "unknown section": (put("statemnts", []), "statemnts is not a known section"),
    "unknown key": (put("statements.1.txet", "x"), "statements[1].txet is not a known key; did you mean “text”?"),
    "unknown key deep inside": (
        put("question_sets.0.questions.1.hint", "x"),
        "question_sets[0].questions[1].hint is not a known key",
    ),
    "unknown consent": (put("people.0.consent.film", True), "people[0].consent.film is not a known key"),
    "unknown key of the study": (put("study.client", "x"), "study.client is not a known key"),
    "unknown key of a clip": (put("quotes.0.clip.length", 1), "quotes[0].clip.length is not a known key"),
    "unknown key of a later section": (put("conclusions.0.why", ""), "conclusions[0].why is not a known key"),
    "missing id": (drop("notes.0.id"), "notes[0].id is missing; add it"),
    "missing text": (drop("statements.0.text"), "statements[0].text is missing; add it"),
    "missing actor": (drop("people.1.actor"), "people[1].actor is missing; add it"),
    "missing session": (drop("reactions.0.session"), "reactions[0].session is missing; add it"),
    "missing end of a dot": (drop("matrix.0.shown"), "matrix[0].shown is missing; add it"),
    "missing end of a clip": (drop("quotes.0.clip.end_ms"), "quotes[0].clip.end_ms is missing; add it"),
    "section that is an object": (put("actors", {}), "actors must be a list, not an object"),
    "section that is null": (put("notes", None), "notes must be a list, not null"),
    "study that is a list": (put("study", []), "study must be an object, not a list"),
    "record that is text": (put("actors.0", "sales"), "actors[0] must be an object, not text"),
    "text that is a number": (put("statements.0.text", 5), "statements[0].text must be text, not a number"),
    "text that is null": (put("actors.0.name", None), "actors[0].name must be text, not null"),
    "id that is a number": (put("themes.0.id", 7), "themes[0].id must be text, not a number"),
    "id that is empty": (put("sessions.0.id", ""), "sessions[0].id must not be empty"),
    "id that is endless": (put("sessions.0.id", "x" * 300), "sessions[0].id is longer than 200 characters"),
    "text that is endless": (put("notes.0.text", "x" * 1_000_001), "notes[0].text is longer than 1,000,000"),
    "list that is text": (put("statements.0.withheld_from", "dev"), "statements[0].withheld_from must be a list"),
    "list that holds a number": (put("reflections.0.summary", [3]), "reflections[0].summary[0] must be text"),
    "flag that is a number": (put("quotes.0.released", 1), "quotes[0].released must be true or false, not a number"),
    "consent that is a word": (put("people.0.consent.quote", "yes"), "people[0].consent.quote must be true or false"),
    "number that is text": (put("people.0.seat", "1"), "people[0].seat must be a whole number, not text"),
    "number that is a flag": (put("notes.0.said_again", True), "notes[0].said_again must be a whole number"),
    "number with a fraction": (put("notes.0.at_ms", 1.5), "notes[0].at_ms must be a whole number"),
    "number below nothing": (put("notes.0.at_ms", -1), "notes[0].at_ms must lie between 0 and"),
    "number beyond all time": (put("notes.0.at_ms", 10**15), "notes[0].at_ms must lie between 0 and"),
    "number beyond 64 bits": (put("notes.0.said_again", 2**70), "notes[0].said_again must lie between 0 and"),
    "number beyond all numbers": (put("diagrams.0.nodes.0.x", 1e300), "diagrams[0].nodes[0].x must lie between"),
    "unknown kind of actor": (put("actors.0.kind", "team"), "actors[0].kind is “team”; use one of focus_group, other"),
    "unknown type of question": (
        put("question_sets.0.questions.0.type", "warmup"),
        "question_sets[0].questions[0].type is “warmup”; use one of opening",
    ),
    "unknown status": (put("statements.0.status", "Released"), "statements[0].status is “Released”; use one of draft"),
    "unknown reaction": (put("reactions.0.kind", None), "reactions[0].kind is null; use one of agree"),
    "unknown mark": (put("notes.0.marks.0.kind", "yawn"), "notes[0].marks[0].kind is “yawn”"),
    "colour that is none": (put("actors.0.colour", "blue; x"), "actors[0].colour is “blue; x”; write a colour as"),
    "time that is none": (put("sessions.0.started_at", "yesterday"), "sessions[0].started_at is “yesterday”; write"),
    "time without offset": (put("sessions.0.planned_at", "2026-11-03T10:00:00"), "sessions[0].planned_at is"),
    "day that is none": (put("sessions.0.ended_at", "2026-02-30T10:00:00Z"), "sessions[0].ended_at is"),
    "before all clocks": (put("sessions.0.planned_at", "0001-01-01T00:00:00+14:00"), "sessions[0].planned_at is “0001"),
    "after all clocks": (put("sessions.0.ended_at", "9999-12-31T23:59:59-12:00"), "sessions[0].ended_at is “9999"),
    "reference to nothing": (put("statements.0.actor", "marketing"), "statements[0].actor names “marketing”"),
    "reference to another kind": (put("statements.0.actor", "q1"), "statements[0].actor names “q1”, which is not in"),
    "question that is not there": (put("notes.0.questions.1", "q9"), "notes[0].questions[1] names “q9”"),
    "speaker that is not there": (put("quotes.0.speaker", "p9"), "quotes[0].speaker names “p9”"),
    "viewer that is not there": (put("matrix.0.viewer", "x"), "matrix[0].viewer names “x”, which is not in actors"),
    "reaction to nothing": (put("reactions.0.about", {"quote": "k9"}), "reactions[0].about.quote names “k9”"),
    "reaction to two things": (
        put("reactions.0.about", {"quote": "k1", "actor": "dev"}),
        "reactions[0].about must name only one of statement, quote",
    ),
    "evidence that is not there": (
        put("theme_tables.0.cells.0.evidence.0.quote", "k9"),
        "theme_tables[0].cells[0].evidence[0].quote names “k9”",
    ),
    "coding of nothing": (put("codings.0", {"theme": "t1"}), "codings[0] must name one of statement, quote"),
    "rating on no scale": (put("ratings.0.values.0.rating", "huge"), "ratings[0].values[0].rating is not on that"),
    "rating of no dimension": (put("ratings.0.dimension", "love"), "ratings[0].dimension is not a dimension"),
    "id twice": (put("statements.+", NEW_STATEMENT | {"id": "st1"}), "statements[2].id repeats the id “st1” of st"),
    "id twice in two sections": (put("statements.+", NEW_STATEMENT | {"id": "q1"}), "statements[2].id repeats the id"),
    "dot twice": (put("matrix.+", {"viewer": "sales", "shown": "dev"}), "matrix[2] says the same as matrix[0]"),
    "summary twice": (put("reflections.+", {"session": "s2"}), "reflections[1] says the same as reflections[0]"),
    "group split of itself": (put("actors.0.split_of", "sales"), "actors[0].split_of leads in a circle"),
    "groups split in a circle": (put("actors.0.split_of", "dev"), "].split_of leads in a circle back to itself"),
    "themes in a circle": (put("themes", LAID_IN_A_CIRCLE), "].parent leads in a circle back to itself"),
    "question paired with itself": (put("question_pairs.0.1", "q2"), "question_pairs[0] pairs a question with itself"),
    "same step twice": (put("question_sets.0.steps.1.kind", "welcome"), "steps has the same step twice; keep one"),
    "pair of three": (put("question_pairs.0", ["q1", "q2", "q3"]), "question_pairs[0] must hold 2 entries, not 3"),
    "clip that ends before it starts": (put("quotes.0.clip.end_ms", 0), "quotes[0].clip must end after it starts"),
    "clip in another folder": (put("quotes.0.clip.file", "../secret.wav"), "quotes[0].clip.file is “../secret.wav”"),
    "clip at a place of the disk": (put("quotes.0.clip.file", "/etc/passwd"), "quotes[0].clip.file is “/etc/passwd”"),
    "clip on a drive": (put("quotes.0.clip.file", "C:\\a.wav"), "quotes[0].clip.file is “C:\\a.wav”"),
    "clip with a name that no disk takes": (
        put("quotes.0.clip.file", "é" * 200),
        "quotes[0].clip.file is a longer name",
    ),
    "day that is not in the calendar": (
        put("study.withdraw_until", "2026-02-30"),
        "study.withdraw_until is “2026-02-30”",
    ),
    "endless key": (put("k" * 100_000, 1), "kkk… is not a known section"),
    "clip that is the folder": (put("quotes.0.clip.file", ".."), "quotes[0].clip.file is “..”"),
    "half a character": (put("notes.0.text", "a\ud800b"), "notes[0].text holds half of a character"),
    "half a character in an id": (put("notes.0.id", "\udfff"), "notes[0].id holds half of a character"),
    "half a character in a key": (put("study.\ud800", ""), "study.\\ud800 is not a known key"),
    "another format": (put("format", "gpx"), "format must be “facilitator-study”"),
    "no format": (drop("format"), "format must be “facilitator-study”"),
    "newer version": (put("version", 2), "written by a newer version of Facilitator; install that version first"),
    "no version": (drop("version"), "version must be 1"),
    "version that is text": (put("version", "1"), "version must be 1"),
    "version that is true": (put("version", True), "version must be 1"),
}

RAW: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "the file is empty"),
    "blanks": (b" \n\n", "the file is empty"),
    "cut off": (json.dumps(whole(), indent=1).encode()[:-40], "is not JSON"),
    "a comma too many": (b'{"format": "facilitator-study",\n "version": 1,}', "line 2, column 15 is not JSON"),
    "a list": (b"[]", "must hold an object, not a list"),
    "a text": (b'"study"', "must hold an object, not text"),
    "UTF-16": (json.dumps(whole()).encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (json.dumps(whole()).encode("utf-16-le"), "UTF-16"),
    "Latin-1": ('{"format":\n "Müller"}'.encode("latin-1"), "line 2 is not UTF-8; save the file as UTF-8"),
    "NaN": (b'{"format": "facilitator-study", "version": NaN}', "holds NaN"),
    "Infinity": (b'{"format": "facilitator-study", "version": -Infinity}', "holds -Infinity"),
    "thousands of digits": (b'{"version": ' + b"9" * 5000 + b"}", "thousands of digits"),
    "depth that breaks the parser": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "lists within lists": (b'{"format": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    "depth that parses": (b'{"format": ' + b"[" * 200 + b"]" * 200 + b"}", "nested too deeply"),
    "a key twice": (
        b'{"format": "facilitator-study", "version": 1, "actors": [], "actors": []}',
        "actors stands there",
    ),
    "a key twice deep inside": (
        b'{"format": "facilitator-study", "version": 1, "actors": [{"id": "a", "name": "A", "name": "B"}]}',
        "actors[0].name stands there twice; keep one of the two",
    ),
    "an endless number": (
        b'{"format": "facilitator-study", "version": 1, "people": [{"id": "p", "alias": "", "seat": 1e999}]}',
        "people[0].seat must be a whole number",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not UTF"),
    "a zip": (b"PK\x03\x04" + bytes(range(256)), "UTF-8"),
}


def test_there_are_enough_of_them() -> None:
    assert len(MALFORMED) + len(RAW) >= 90


@pytest.mark.parametrize("name", MALFORMED)
def test_a_spoilt_study_is_refused_and_its_place_named(name: str) -> None:
    spoil, words = MALFORMED[name]
    values = whole()
    parse(json.dumps(values).encode())
    spoil(values)
    with pytest.raises(ImportRefused) as refused:
        parse(json.dumps(values).encode())
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).encode()
    assert len(str(refused.value)) < 500
    assert len(refused.value.faults) <= 2, "one mistake should not be told in many ways"


@pytest.mark.parametrize("name", RAW)
def test_bytes_that_are_no_study_are_refused_in_one_sentence(name: str) -> None:
    content, words = RAW[name]
    with pytest.raises(ImportRefused) as refused:
        parse(content)
    assert words in str(refused.value)


@pytest.mark.parametrize("name", ["unknown key", "reference to nothing", "half a character", "id twice"])
def test_a_refused_file_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    values = whole()
    MALFORMED[name][0](values)
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(ImportRefused):
        import_study(tmp_path / "New.study", file)
    assert not (tmp_path / "New.study").exists()


def test_ten_faults_are_told_and_the_rest_counted() -> None:
    values = whole()
    values["statements"] = [{"id": f"x{number}", "actor": "sales", "txet": ""} for number in range(8)]
    values["quotes"][0]["statement"] = None
    values["codings"], values["conclusions"] = [], []
    values["reactions"], values["ratings"], values["pack_orders"] = [], [], []
    with pytest.raises(ImportRefused) as refused:
        parse(json.dumps(values).encode())
    assert len(refused.value.faults) == 17
    assert str(refused.value).endswith("; and 7 more.")
    assert "(10) " in str(refused.value)


def test_a_file_of_faults_alone_is_not_read_to_its_end() -> None:
    notes = json.dumps([{"txet": ""}] * 100_000).encode()
    with pytest.raises(ImportRefused) as refused:
        parse(b'{"format": "facilitator-study", "version": 1, "notes": ' + notes + b"}")
    assert len(refused.value.faults) == 1000


def test_a_file_larger_than_any_study_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", 1000)
    with pytest.raises(ImportRefused, match="larger than"):
        parse(json.dumps(whole()).encode())


def test_a_failure_in_the_midst_of_writing_leaves_the_store_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = create_study(tmp_path / "A.study", Study(title="Before"))
    parsed = parse(json.dumps(whole()).encode())
    broken = type(parsed)(parsed.study, (*parsed.records, object()), ())
    with pytest.raises(KeyError):
        fill(study.store, broken)
    assert study.store.need(Study, "study").title == "Before"
    assert all(study.store.count(type(record)) == 0 for record in parsed.records)
    study.close()


@pytest.mark.parametrize(
    ("name", "words"), [("none.json", "There is no file"), ("folder", "cannot be read"), ("dead", "There is no file")]
)
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "dead").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError, match=words):
        import_study(tmp_path / "New.study", tmp_path / name)
    assert not (tmp_path / "New.study").exists()
