"""Study JSON goes in and comes out without loss, and its schema says what it is."""

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.errors import ImportRefused
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Question
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.paths import resource_dir, sample_dir
from facilitator.storage.interchange import dump, fill, holds_data, json_schema, parse
from facilitator.storage.interchange.loading import KNOWN
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Store
from facilitator.storage.tables import CODECS
from tests.storage.whole_study import Json, whole

SCHEMA_FILE = "study-1.schema.json"
MakeStore = Callable[[], Store]


@pytest.fixture
def new_store(tmp_path: Path) -> Iterator[MakeStore]:
    opened: list[StudyFolder] = []

    def make() -> Store:
        study = create_study(tmp_path / f"{len(opened)}.study", Study(title="T"))
        opened.append(study)
        return study.store

    yield make
    for study in opened:
        study.close()


def data(values: Json) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode()


def loaded(store: Store, values: Json) -> Store:
    fill(store, parse(data(values)).with_audio({}))
    return store


def test_a_study_in_which_every_key_says_something_comes_out_as_it_went_in(new_store: MakeStore) -> None:
    made = dump(loaded(new_store(), whole()))
    assert made.values == whole()
    assert made.left_out == ()
    assert list(made.values) == [name for name in KNOWN if name in whole()]


def test_the_whole_study_leaves_no_section_out() -> None:
    assert set(whole()) == set(KNOWN)


@pytest.mark.parametrize("record", CODECS, ids=lambda record: record.__name__)
def test_every_field_of_every_record_is_in_the_file(new_store: MakeStore, record: type) -> None:
    """A field that somebody adds to a record and not to the file would be lost on the way."""
    store = loaded(new_store(), whole())
    found: list[Any] = store.find(record)
    for field in dataclasses.fields(record):
        if (record, field.name) == (Study, "id"):  # there is only one
            continue
        default = None if field.default is dataclasses.MISSING else field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        assert any(getattr(one, field.name) != default for one in found), f"{record.__name__}.{field.name}"


def test_dump_import_dump_is_the_same_byte_by_byte(new_store: MakeStore) -> None:
    sample = (sample_dir() / "sample" / "study.json").read_bytes()
    first, second = new_store(), new_store()
    fill(first, parse(sample).with_audio({}))
    text = dump(first).text()
    fill(second, parse(text.encode()).with_audio({}))
    assert dump(second).text() == text


def test_the_sample_comes_out_with_all_it_says(new_store: MakeStore) -> None:
    values = json.loads((sample_dir() / "sample" / "study.json").read_text(encoding="utf-8"))
    made = dump(loaded(new_store(), values)).values
    for quote in values["quotes"]:
        if quote["clip"]:
            quote["clip"]["file"] = quote["clip"]["file"].removeprefix("audio/")
    for section in ("study", "actors", "matrix", "reactions", "reflections", "statements", "quotes", "sessions"):
        assert made[section] == values[section], section


def test_order_in_lists_is_the_order_on_screen(new_store: MakeStore) -> None:
    values = whole()
    for section in ("actors", "statements", "reactions", "notes", "quotes", "people", "sessions"):
        values[section].reverse()
    values["question_sets"][0]["questions"].reverse()
    store = loaded(new_store(), values)
    assert [actor.id for actor in store.find(Actor)] == ["desk", "dev", "sales"]
    assert [question.id for question in store.find(Question, question_set="staff")] == ["q2", "q1"]
    assert dump(store).values["actors"] == values["actors"]


@pytest.mark.parametrize("section", [name for name in KNOWN if name not in ("format", "version", "study")])
def test_any_section_may_be_empty_and_all_may_be_missing(new_store: MakeStore, section: str) -> None:
    values = {"format": "facilitator-study", "version": 1, section: []}
    text = dump(loaded(new_store(), values)).text()
    assert dump(loaded(new_store(), json.loads(text))).text() == text
    assert dump(loaded(new_store(), {"format": "facilitator-study", "version": 1})).text() == text


def test_keys_that_can_be_left_out_take_their_defaults(new_store: MakeStore) -> None:
    values = {
        "format": "facilitator-study",
        "version": 1,
        "actors": [{"id": "a", "name": "A"}],
        "people": [{"id": "p", "alias": "Ash", "actor": "a"}],
        "sessions": [{"id": "s", "actor": "a"}],
        "notes": [{"id": "n", "session": "s", "text": "x"}],
        "quotes": [{"id": "k", "actor": "a", "text": "x"}],
        "reactions": [{"id": "r", "session": "s", "kind": "agree"}],
    }
    store = loaded(new_store(), values)
    assert store.need(Actor, "a") == Actor("a", 1.0, "A")
    assert store.need(Quote, "k") == Quote("k", 1.0, "a", text="x")
    jsonschema.Draft202012Validator(json_schema()).validate(values)


def test_ids_that_hold_any_sign_stay_apart(new_store: MakeStore) -> None:
    values: Json = {
        "format": "facilitator-study",
        "version": 1,
        "actors": [{"id": name, "name": "x"} for name in ("a", "b>c", "a>b", "c", "a%3eb", " ", "日本")],
        "matrix": [
            {"viewer": "a", "shown": "b>c"},
            {"viewer": "a>b", "shown": "c"},
            {"viewer": "a%3eb", "shown": "c"},
        ],
    }
    store = loaded(new_store(), values)
    assert store.count(Dot) == 3
    assert dump(store).values["matrix"] == sorted(
        values["matrix"], key=lambda dot: ["a", "b>c", "a>b", "c", "a%3eb"].index(dot["viewer"])
    )


def test_a_byte_order_mark_is_no_fault(new_store: MakeStore) -> None:
    fill(new_store(), parse(b"\xef\xbb\xbf" + data(whole())).with_audio({}))


def test_an_import_is_one_fact_that_undo_passes_by(new_store: MakeStore) -> None:
    store = new_store()
    assert not holds_data(store)
    loaded(store, whole())
    assert holds_data(store)
    assert store.undo_label is None


# What refers to something that was deleted meanwhile


def test_a_dump_mends_what_refers_to_deleted_entries_and_says_so(new_store: MakeStore) -> None:
    store = loaded(new_store(), whole())
    with store.change("Delete") as change:
        change.delete(Statement("st1"))
        change.delete(Actor("desk"))
        change.delete(Question("q1"))
    made = dump(store)
    assert made.values["quotes"][0]["statement"] is None
    assert made.values["quotes"][0]["question"] is None
    assert made.values["notes"][0]["questions"] == ["q2"]
    assert made.values["pack_orders"] == [{"viewer": "dev", "items": ["k1"]}]
    assert made.values["reactions"][0]["about"] == {}
    assert made.values["wordings"] == []
    assert made.values["codings"] == [{"theme": "t2", "reaction": "r1"}]
    assert made.values["diagrams"][0]["triads"][0]["actors"] == ["sales", "dev"]
    assert any("st1" in sentence for sentence in made.left_out)
    again = dump(loaded(new_store(), made.values))
    assert again.left_out == ()
    assert again.values == {name: value for name, value in made.values.items() if value or name != "wordings"}


def test_a_dump_follows_a_chain_of_what_is_gone(new_store: MakeStore) -> None:
    store = loaded(new_store(), whole())
    with store.change("Delete") as change:
        change.delete(Actor("dev"))
        change.delete(Session("s2"))
    made = dump(store)
    assert [person["id"] for person in made.values["people"]] == ["p1"]
    assert made.values["reactions"] == []
    assert made.values["matrix"] == []
    assert made.values["codings"] == [{"theme": "t1", "statement": "st1"}]
    assert made.values["ratings"][0]["evidence"] == []
    parse(made.text().encode())


# The schema


def test_the_published_schema_is_the_one_the_program_follows() -> None:
    published = (resource_dir() / "schema" / SCHEMA_FILE).read_text(encoding="utf-8")
    assert json.loads(published) == json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(json.loads(published))


def test_the_schema_takes_what_dump_writes_and_what_import_takes(new_store: MakeStore) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    validator.validate(whole())
    validator.validate(json.loads((sample_dir() / "sample" / "study.json").read_text(encoding="utf-8")))
    validator.validate(dump(new_store()).values)
    validator.validate(dump(loaded(new_store(), whole())).values)


def test_the_schema_refuses_what_import_refuses() -> None:
    values = whole()
    values["statements"][0]["txet"] = values["statements"][0].pop("text")
    values["actors"][0]["kind"] = "team"
    faults = list(jsonschema.Draft202012Validator(json_schema()).iter_errors(values))
    assert len(faults) == 3


# Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=WORDS, texts=st.lists(WORDS, max_size=4), alias=WORDS, ids=st.sets(WORDS.filter(bool), max_size=3))
def test_any_text_and_any_id_go_round(
    tmp_path_factory: pytest.TempPathFactory, title: str, texts: list[str], alias: str, ids: set[str]
) -> None:
    values: Json = {
        "format": "facilitator-study",
        "version": 1,
        "study": {"title": title},
        "actors": [{"id": "A!", "name": alias}],
        "question_sets": [{"id": "S!", "name": title, "questions": [{"id": "Q!", "text": title, "probes": texts}]}],
        "people": [{"id": one, "alias": alias, "actor": "A!"} for one in sorted(ids - {"A!", "S!", "Q!"})],
    }
    folder = tmp_path_factory.mktemp("round")
    first, second = (create_study(folder / f"{name}.study", Study()) for name in "ab")
    text = dump(loaded(first.store, values)).text()
    assert dump(loaded(second.store, json.loads(text))).text() == text
    assert json.loads(text)["study"]["title"] == title
    assert [p["id"] for p in json.loads(text)["people"]] == [p["id"] for p in values["people"]]
    first.close()
    second.close()


def refusal(content: bytes) -> ImportRefused | None:
    try:
        parse(content)
    except ImportRefused as refused:
        return refused
    return None


@settings(max_examples=300, deadline=None)
@given(section=st.sampled_from(KNOWN), key=st.integers(0, 12), value=JSON)
def test_whatever_stands_anywhere_import_takes_it_or_tells_the_place(section: str, key: int, value: Json) -> None:
    values = whole()
    holder: Json = values
    place: Any = section
    if isinstance(values[section], list) and key:
        holder = values[section][0]
        place = list(holder)[key % len(holder)] if isinstance(holder, dict) else key % len(holder)
    holder[place] = value
    refused = refusal(json.dumps(values).encode())
    if refused is not None:
        assert str(refused).startswith("Nothing was imported: ")
        assert str(refused).encode()
        assert "\n" not in str(refused)
