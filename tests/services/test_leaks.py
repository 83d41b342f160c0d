"""Nothing private is in any byte of any file for anybody, and nobody gets more than their pack."""

import base64
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.services.packing import pack_for
from facilitator.services.reporting import DOCUMENTS, FOR_PARTICIPANTS, Reporting
from facilitator.services.reporting_documents import Options
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study
from tests.secrets import EVERYWHERE, MARK, Secrets, marks_in, secret_study

FORMATS = [(name, fmt) for name, formats in DOCUMENTS.items() for fmt in formats]
OWN = {
    "guide": {"guide", "about"},
    "notes": {"note", "guide", "about", "unreleased", "withheld", "kept", "refused", "debrief"},
    "agreement": {"note", "guide", "about", "unreleased", "withheld", "kept", "refused"},
    "matrix": set(),
    "findings": {"withheld", "kept", "reaction"},
    "feedback": {"withheld", "kept", "reaction"},
    "report": {"withheld", "kept", "reaction", "guide", "about"},
}
"""What the facilitator's own documents are there to say."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> "tuple[StudyFolder, Secrets]":
    secret = Secrets()
    return secret_study(tmp_path_factory.mktemp("leaks"), secret), secret


def test_two_hundred_secrets_are_planted_and_the_search_finds_each_of_them_in_the_study(
    planted: tuple[StudyFolder, Secrets],
) -> None:
    study, secret = planted
    assert secret.count >= 200
    everything = [path for path in study.path.rglob("*") if path.is_file() and not path.name.endswith(".lock")]
    found: set[str] = set().union(*(marks_in(str(path), path.read_bytes()) for path in everything))
    assert {word.casefold() for words in secret.made.values() for word in words} == found


@pytest.mark.parametrize("pack", ["zip", "base64", "utf16", "runs", "name"])
def test_the_search_sees_through_packing(tmp_path: Path, pack: str) -> None:
    word = f"{MARK}name123x"
    path = tmp_path / (f"{word}.bin" if pack == "name" else "a.bin")
    if pack == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("a.xml", f"<a>{word}</a>")
    elif pack == "name":
        path.write_bytes(b"")
    else:
        coded = {
            "base64": base64.b64encode(f"some words before {word} and some after".encode()),
            "utf16": word.encode("utf-16"),
            "runs": f"<t>{word[:5]}</t><t>{word[5:]}</t>".encode(),
        }
        path.write_bytes(b"x " + coded[pack])
    assert marks_in(path.name, path.read_bytes()) == {word.casefold()}


@pytest.mark.parametrize(("name", "fmt"), FORMATS)
def test_no_secret_is_in_any_byte_of_any_file(
    planted: tuple[StudyFolder, Secrets], tmp_path: Path, name: str, fmt: str
) -> None:
    study, secret = planted
    reporting = Reporting(study.store, study.names, lambda: NOW)
    paths = reporting.export(name, tmp_path / "out", fmt=fmt)
    if name == "report":
        paths += reporting.export(name, tmp_path / "more", fmt=fmt, options=Options(evidence=True))
    assert paths
    may_say = set() if name in FOR_PARTICIPANTS else OWN[name] - EVERYWHERE
    kinds = {word.casefold(): kind for kind, words in secret.made.items() for word in words}
    found = {mark for path in paths for mark in marks_in(path.name, path.read_bytes())}
    assert {(kinds[mark], mark) for mark in found if kinds[mark] not in may_say} == set()


answers = st.sampled_from([True, False, None])
groups = st.sampled_from("abc")


@st.composite
def studies(draw: st.DrawFn) -> list[object]:
    """Any release, any withholding, any consent and any matrix on three groups."""
    consents = st.builds(Consent, answers, answers, answers, answers)
    who = draw(st.lists(st.tuples(groups, consents, st.sampled_from(["came", "withdrew"])), max_size=5))
    people = [Person(f"h{n}", n, f"Hx{n}", actor, n + 20, c, came) for n, (actor, c, came) in enumerate(who)]
    hidden = st.lists(groups, max_size=2, unique=True).map(tuple)
    statuses = st.sampled_from(["draft", "checked", "released", "released"])
    said = draw(st.lists(st.tuples(groups, statuses, hidden), max_size=6))
    statements = [Statement(f"hs{n}", n, g, "q1", f"Said{n}q", status, w) for n, (g, status, w) in enumerate(said)]  # type: ignore[arg-type]
    speakers = st.sampled_from([None, *(person.id for person in people)])
    under = st.sampled_from([None, *(each.id for each in statements)])
    quoted = draw(st.lists(st.tuples(groups, speakers, under, st.booleans(), hidden), max_size=6))
    quotes = [
        Quote(f"hq{n}", n, g, "q1", f"Quoted{n}q", under, speaker, released=released, withheld_from=w)
        for n, (g, speaker, under, released, w) in enumerate(quoted)
    ]
    pairs = draw(st.sets(st.tuples(groups, groups).filter(lambda pair: pair[0] != pair[1])))
    decided = draw(st.lists(st.tuples(groups, st.sampled_from([*quotes, None])), max_size=3))
    decisions = [Decision(viewer, quote.id, "show", "speaker_unknown") for viewer, quote in decided if quote]
    return [*people, *statements, *quotes, *(Dot(viewer, shown) for viewer, shown in pairs), *decisions]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    study = make_study(tmp_path_factory.mktemp("random"))
    with study.store.change("Clear") as change:
        for record in (Statement, Quote, Dot, Person):
            for each in study.store.find(record):
                change.delete(each)
    return study


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=studies(), fmt=st.sampled_from(["docx", "html"]))
def test_nobody_gets_more_than_their_own_words_and_their_pack(
    blank: StudyFolder, tmp_path_factory: pytest.TempPathFactory, records: list[object], fmt: str
) -> None:
    with blank.store.change("Draw") as change:
        for record in records:
            change.put(record)
    try:
        folder = tmp_path_factory.mktemp("drawn")
        reporting = Reporting(blank.store, blank.names, lambda: NOW)
        for document in sorted(FOR_PARTICIPANTS):
            for path in reporting.export(document, folder, fmt=fmt):
                reader = next(e.recipient for e in blank.store.find(Export) if e.file == path.name)
                check(blank, document, str(reader), path)
    finally:
        blank.store.undo()


def check(study: StudyFolder, document: str, reader: str, path: Path) -> None:
    """What is in the bytes of the file, against a rule of a few plain lines."""
    text = path.read_text(encoding="utf-8") if path.suffix == ".html" else ""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            text = "\n".join(package.read(name).decode() for name in package.namelist())
    assert text
    dots = {dot.shown for dot in study.store.find(Dot, viewer=reader)}
    pack = set(pack_for(study.store, reader).ids)
    people = {person.id: person for person in study.store.find(Person)}
    said: list[Statement | Quote] = [*study.store.find(Statement), *study.store.find(Quote)]
    for each in said:
        if each.text not in text:
            continue
        own = each.actor == reader
        assert reader not in each.withheld_from
        assert each.id in pack or (own and document == "summary")
        assert own or each.actor in dots
        assert each.released if isinstance(each, Quote) else each.status == "released"
        if isinstance(each, Quote) and each.speaker:
            speaker = people[each.speaker]
            assert speaker.consent.quote is True
            assert not speaker.withdrew
            assert speaker.consent.show_to_groups is True
