"""Documents from a real study to real files: who gets which, what stays inside the laptop, what goes wrong."""

import errno
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.documents.blocks import Bullet, Document
from facilitator.domain.documents.blocks import Statement as Said
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, Wording
from facilitator.domain.reactions import About, Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.export import word
from facilitator.services.documents import reporting as reporting_module
from facilitator.services.documents.drafts import file_names, write_draft
from facilitator.services.documents.reporting import DOCUMENTS, Reporting
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, YES, make_study, put

EVERY = [(name, fmt) for name, formats in DOCUMENTS.items() for fmt in formats]


def reporting(study: StudyFolder) -> Reporting:
    return Reporting(study.store, study.names, lambda: NOW)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path)
    yield opened
    opened.close()


def told(path: Path) -> str:
    """Everything in a file, with the parts of a package unpacked."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as package:
        return "\n".join(f"{name}\n{package.read(name).decode('utf-8', 'replace')}" for name in package.namelist())


def test_one_file_goes_to_each_recipient_with_its_name_on_it(study: StudyFolder, tmp_path: Path) -> None:
    paths = reporting(study).export("summary", tmp_path / "out")
    assert [path.name for path in paths] == [
        "Who picks it up - summary - for Alpha desk.docx",
        "Who picks it up - summary - for Beta desk.docx",
        "Who picks it up - summary - for Customers.docx",
    ]
    first = docx.Document(str(paths[1])).paragraphs[0]
    assert first.text == "Prepared for: Beta desk group"


def test_packs_go_to_those_who_are_shown_something(study: StudyFolder, tmp_path: Path) -> None:
    names = [path.name for path in reporting(study).export("pack", tmp_path)]
    assert names == ["Who picks it up - pack - for Alpha desk.docx", "Who picks it up - pack - for Beta desk.docx"]
    with pytest.raises(UserError, match="Customers is not shown"):
        reporting(study).export("pack", tmp_path, recipients=["c"])


@pytest.mark.parametrize("called", ["b", "Beta desk", "beta DESK", "B"])
def test_a_recipient_is_known_by_id_name_or_letter(study: StudyFolder, tmp_path: Path, called: str) -> None:
    (path,) = reporting(study).export("summary", tmp_path, recipients=[called])
    assert path.name.endswith("for Beta desk.docx")


@pytest.mark.parametrize("called", ["nobody", "Ticket system"])
def test_an_unknown_recipient_gets_a_sentence(study: StudyFolder, tmp_path: Path, called: str) -> None:
    with pytest.raises(UserError, match="Alpha desk, Beta desk, Customers"):
        reporting(study).export("summary", tmp_path, recipients=[called])


@pytest.mark.parametrize(("name", "fmt"), EVERY)
def test_every_document_is_written_in_every_format(study: StudyFolder, tmp_path: Path, name: str, fmt: str) -> None:
    paths = reporting(study).export(name, tmp_path / "out", fmt=fmt)
    assert paths
    assert all(path.suffix == f".{fmt}" and path.stat().st_size > 50 for path in paths)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)


def test_all_documents_of_a_format_are_written_at_once(study: StudyFolder, tmp_path: Path) -> None:
    assert len(reporting(study).export_all(tmp_path)) == 14
    names = [path.name for path in reporting(study).export_all(tmp_path, recipients=["c"])]
    assert [name.split(" - ", 1)[1] for name in names] == [
        "guide - for Customers.docx",
        "summary - for Customers.docx",
        "matrix.docx",
        "findings.docx",
        "feedback.docx",
        "notes.docx",
        "agreement.docx",
        "report.docx",
    ]
    assert len(reporting(study).export_all(tmp_path, fmt="xlsx")) == 5


@pytest.mark.parametrize(("name", "fmt"), [("summary", "xlsx"), ("pack", "png"), ("poem", "docx"), ("findings", "svg")])
def test_what_cannot_be_made_is_said(study: StudyFolder, tmp_path: Path, name: str, fmt: str) -> None:
    with pytest.raises(UserError, match="Choose one of"):
        reporting(study).export(name, tmp_path, fmt=fmt)


def test_each_file_is_logged_with_what_is_in_it_and_undo_leaves_the_log(study: StudyFolder, tmp_path: Path) -> None:
    before = study.store.undo_label
    (path,) = reporting(study).export("summary", tmp_path, recipients=["a"])
    (logged,) = study.store.find(Export)
    assert (logged.document, logged.recipient, logged.file) == ("summary", "a", path.name)
    assert logged.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert set(logged.items) == {"a1", "a2", "a3", "ka", "b1", "kb", "kr", "c1", "kc"}
    assert logged.at == "2026-11-20T09:30:00.000Z"
    assert study.store.undo_label == before


OWN = ("guide", "notes", "agreement", "report")
"""What the facilitator keeps: it may hold places, backgrounds, questions and, for field notes, the notes."""


def secret_study(tmp_path: Path, *, own: bool = False) -> StudyFolder:
    """Something private in every field that has room for it; `own` spares what the facilitator's own papers tell."""
    secrets = (f"SECRET{n:03}" for n in range(1000))
    told = ("told" for _ in range(1000)) if own else secrets
    clip = Clip(f"{next(secrets)}.wav", 0, 900)
    person = Person("pz", 9, next(secrets), "b", 7, YES, attendance=next(secrets), form=next(secrets))
    silent = Person("py", 10, next(secrets), "b", 8, Consent(take_part=True, quote=False, show_to_groups=False))
    shy = Person("px", 11, next(secrets), "a", 8, replace(YES, quote=None))
    study = make_study(
        tmp_path,
        person,
        silent,
        shy,
        Actor("b", 2, "Beta desk", "B", background=next(told), colour="#F2A900"),
        Actor("t", 4, next(secrets), "T", kind="thing", background=next(secrets)),
        Question("q2", 2, "staff", "What would help?", probes=(next(told),)),
        Question("q9", 3, "staff", next(told), next(told)),
        Wording("w1", 1, "q2", 1, next(secrets), ""),
        Session("sa", 1, "a", started_at="2026-11-03T10:00:00Z", place=next(told)),
        *(
            Note(f"n-{kind}", 1, "sa", ("q1",), kind, next(told), "pz", 5)
            for kind in ("idea", "quote", "observation", "parking", "later", "own")
        ),
        Statement("z1", 20, "b", "q1", next(secrets), "draft"),
        Statement("z2", 21, "b", "q1", next(secrets), "checked"),
        Statement("z3", 22, "b", "q1", next(secrets), "draft", ("a",)),
        Quote("y1", 20, "b", "q1", next(secrets), "b1", "pz"),
        Quote("y2", 21, "b", "q1", next(secrets), "b1", "py", released=True),
        Quote("y3", 22, "a", "q1", next(secrets), "a1", "px", released=True),
        Quote("y4", 23, "b", "q1", next(secrets), "z1", "pz", released=True),
        Quote("kb", 2, "b", "q1", "It arrives as a number.", "b1", "pz", "sb", released=True, clip=clip, note="n-own"),
        Decision("a", "kb", "show", next(secrets), ""),
        Reaction("z9", 9, "rb", About("statement", "a1"), "add", next(secrets), "py"),
        Reaction("z8", 8, "rb", About("statement", "z1"), "add", next(secrets)),
        Export("e1", 1, document="summary", file=next(secrets), given_to=next(secrets)),
    )
    study.names.set("pz", f"{next(secrets)} {next(secrets)}")
    study.store.keep_draft("capture", next(secrets))
    return study


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("fmt", ["docx", "xlsx", "csv", "svg", "png"])
def test_nothing_private_is_in_any_byte_of_any_file(tmp_path: Path, fmt: str, own: bool) -> None:
    study = secret_study(tmp_path / "SECRETfolder", own=own)
    wanted = [name for name in DOCUMENTS if fmt in DOCUMENTS[name] and (name in OWN) == own]
    paths = [path for name in wanted for path in reporting(study).export(name, tmp_path / "out", fmt=fmt)]
    assert bool(paths) == bool(wanted)
    everything = {path.name: told(path) for path in paths}
    assert {name for name, text in everything.items() if "SECRET" in text or "SECRET" in name} == set()
    study.close()


def test_what_is_withheld_from_a_group_is_not_in_its_files_but_in_those_of_others(
    study: StudyFolder, tmp_path: Path
) -> None:
    put(
        study,
        Statement("w1", 30, "a", "q1", "Withheld from Beta.", "released", ("b",)),
        Quote("w2", 30, "a", "q1", "Words kept from Beta.", None, "pa", released=True, withheld_from=("b",)),
    )
    report = reporting(study)
    for_beta = [
        *report.export("summary", tmp_path, recipients=["b"]),
        *report.export("pack", tmp_path, recipients=["b"]),
    ]
    assert not any("Withheld from Beta" in told(path) or "Words kept" in told(path) for path in for_beta)
    (for_alpha,) = report.export("summary", tmp_path, recipients=["a"])
    assert "Withheld from Beta." in told(for_alpha)
    assert report.checks("findings").kept_back == 2


@pytest.mark.parametrize("document", ["matrix", "findings"])
def test_a_real_name_stops_the_facilitators_own_documents_too(
    study: StudyFolder, tmp_path: Path, document: str
) -> None:
    study.names.set("pb", "Maria Sandoval")
    group = study.store.find(Actor)[0]
    said = study.store.find(Statement)[0]
    put(study, replace(group, row_label="Sandoval’s team"), replace(said, text="Ask Sandoval first", status="released"))
    with pytest.raises(UserError, match="Sandoval"):
        reporting(study).export(document, tmp_path)
    assert reporting(study).export(document, tmp_path, allow={"Sandoval"})


def test_names_in_the_text_stop_a_document_until_they_are_confirmed(study: StudyFolder, tmp_path: Path) -> None:
    study.names.set("pb", "Maria Sand")
    put(study, Statement("a1", 1, "a", "q1", "We ask maria, who knows.", "released"))
    report = reporting(study)
    checks = report.checks("summary", "a")
    assert (checks.found.names, checks.found.names_tried) == (("maria",), 1)
    with pytest.raises(UserError, match="“maria”"):
        report.export_all(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert study.store.find(Export) == []
    assert report.export("summary", tmp_path / "out", allow={"Maria"})


def test_the_facilitators_own_address_may_stand_in_a_summary_and_no_other(study: StudyFolder, tmp_path: Path) -> None:
    own = study.store.need(Study, STUDY_ID)
    put(study, replace(own, contact="Write to office@example.org."))
    (path,) = reporting(study).export("summary", tmp_path, recipients=["a"])
    assert "office@example.org" in told(path)
    put(study, Statement("a1", 1, "a", "q1", "Mail to pat@example.org.", "released"))
    with pytest.raises(UserError, match=r"pat@example\.org"):
        reporting(study).export("summary", tmp_path, recipients=["a"])


def test_aliases_and_seats_stop_a_document_too(study: StudyFolder, tmp_path: Path) -> None:
    put(study, Quote("kb", 2, "b", "q1", "Ask Aliasb on seat 3.", "b1", "pb", released=True))
    found = reporting(study).checks("pack", "a").found
    assert (found.aliases, found.seats) == (("Aliasb",), ("seat 3",))
    with pytest.raises(UserError, match="“Aliasb”, “seat 3”"):
        reporting(study).export("pack", tmp_path, recipients=["a"])
    assert reporting(study).export("pack", tmp_path, recipients=["a"], allow={"Aliasb", "Seat 3"})


def test_quotes_that_mention_the_recipient_are_counted_until_decided(study: StudyFolder) -> None:
    put(study, Quote("kb", 2, "b", "q1", "Alpha desk promises too much.", "b1", "pb", released=True))
    checks = reporting(study).checks("pack", "a")
    assert [quote.id for quote in checks.undecided] == ["kb"]
    put(study, Decision("a", "kb", "show"))
    assert reporting(study).checks("pack", "a").undecided == ()


def test_words_of_somebody_who_withdrew_are_in_no_document(study: StudyFolder) -> None:
    theirs = {"kb", "kr", "r1", "r3"}

    def told() -> set[str]:
        report = reporting(study)
        offers = [(each.document, each.recipient.id if each.recipient else None) for each in report.documents()]
        return {item for document, recipient in offers for item in report.document(document, recipient).items}

    assert theirs <= told()
    put(study, Person("pb", 1, "Aliasb", "b", 1, replace(YES, take_part=False)))
    assert not theirs & told()


def test_the_gate_stops_what_the_making_of_a_document_let_through(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(study, Person("pb", 1, "Aliasb", "b", 1, replace(YES, take_part=False)))
    for slip, sentence in (("b1", "not released for it"), ("kb", "withdrew")):
        document = Document("pack", "T", (Said("Slipped in.", item=slip),))
        monkeypatch.setattr(reporting_module, "make_document", lambda *_, made=document: made)
        reader = "c" if slip == "b1" else "a"
        monkeypatch.setattr(reporting_module, "viewers_of", lambda store: store.find(Actor))
        with pytest.raises(UserError, match=sentence):
            reporting(study).export("pack", tmp_path / "out", recipients=[reader])
    assert not (tmp_path / "out").exists()


def test_checks_count_what_is_inside(study: StudyFolder) -> None:
    checks = reporting(study).checks("summary", "a")
    assert (checks.statements, checks.quotes, checks.not_permitted, checks.withdrawn) == (5, 4, (), ())


def test_offers_are_what_can_be_made_now(study: StudyFolder) -> None:
    offers = [
        (offer.document, offer.recipient.id if offer.recipient else None) for offer in reporting(study).documents()
    ]
    assert offers == [
        ("summary", "a"),
        ("summary", "b"),
        ("summary", "c"),
        ("pack", "a"),
        ("pack", "b"),
        ("matrix", None),
        ("findings", None),
        ("feedback", None),
        ("notes", None),
        ("agreement", None),
        ("report", None),
        ("guide", "a"),
        ("guide", "b"),
        ("guide", "c"),
    ]


def test_a_target_that_is_open_elsewhere_stays_as_it_was(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = reporting(study).export("matrix", tmp_path / "out")
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=r"matrix\.docx is open in Word\. Close it there and export again\."):
        reporting(study).export("matrix", tmp_path / "out")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    assert len(study.store.find(Export)) == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "Nothing can be written in"),
        (errno.EROFS, "Nothing can be written in"),
        (errno.EIO, "was not written"),
    ],
)
def test_a_write_that_fails_half_way_leaves_nothing(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fail(*_: object) -> str:
        raise OSError(number, "no")

    monkeypatch.setattr(word, "footer_xml", fail)
    with pytest.raises(UserError, match=sentence):
        reporting(study).export("matrix", tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_a_killed_export_left_goes_with_the_next_one_of_its_study(study: StudyFolder, tmp_path: Path) -> None:
    """Nothing has looked through it, and it would be handed on with the folder."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    own = tmp_path / f".Who picks it up - guide - for Beta desk.docx.{ended.pid}.part"
    other = tmp_path / f".Another study - guide.docx.{ended.pid}.part"
    for part in (own, other):
        part.write_bytes(b"half")
    reporting(study).export("matrix", tmp_path)
    assert (own.exists(), other.exists()) == (False, True)


def test_a_folder_in_the_way_or_a_file_for_a_folder_gets_a_sentence(study: StudyFolder, tmp_path: Path) -> None:
    (tmp_path / "Who picks it up - matrix.docx").mkdir()
    with pytest.raises(UserError, match="There is a folder called"):
        reporting(study).export("matrix", tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="There is no folder"):
        reporting(study).export("matrix", tmp_path / "file" / "inside")


def test_stopping_leaves_no_file(study: StudyFolder, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    (draft,) = reporting(study).gather("findings")
    with pytest.raises(Stopped):
        write_draft(draft, tmp_path / "out", stop)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["CON", 'a<b>:"/\\|?*c', "Dots...", " ", "x" * 300, "日本語" * 80, "\u202egnp.exe", "aux.txt"]
)
def test_file_names_are_taken_by_every_system(tmp_path: Path, name: str) -> None:
    study = make_study(tmp_path, Actor("b", 2, name, "B"), title=name)
    for path in reporting(study).export("summary", tmp_path / "out", recipients=["b"]):
        stem = path.name.removesuffix(".docx")
        assert " - summary - for " in path.name
        assert not set('<>:"/\\|?*') & set(path.name)
        assert stem == stem.strip(". ")
        assert len(path.name.encode()) <= 200
        assert "\u202e" not in path.name
    study.close()


def test_groups_of_one_name_do_not_overwrite_each_other() -> None:
    groups = [("a", "Night"), ("b", "night"), ("c", "Night?")]
    names = file_names("T", "summary", groups, "docx")
    assert len({name.casefold() for name in names.values()}) == 3


def test_long_and_foreign_texts_come_through(study: StudyFolder, tmp_path: Path) -> None:
    texts = ["سؤال " * 2_000, "日本語のとても長い文 " * 900, "👩‍👩‍👧 e\u0301" * 1_000]
    put(study, *(Statement(f"l{n}", 40 + n, "a", "q1", text.strip(), "released") for n, text in enumerate(texts)))
    (path,) = reporting(study).export("summary", tmp_path, recipients=["a"])
    paragraphs = {paragraph.text for paragraph in docx.Document(str(path)).paragraphs}
    assert {text.strip() for text in texts} <= paragraphs


def test_the_language_of_the_study_reaches_the_file(tmp_path: Path) -> None:
    study = make_study(tmp_path, language="nl")
    (path,) = reporting(study).export("matrix", tmp_path / "out")
    assert '<w:lang w:val="nl"/>' in told(path)
    study.close()


def test_the_sample_study_leaves_the_laptop_whole(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")
    report = reporting(study)
    paths = report.export_all(tmp_path / "out")
    assert len(paths) == 17
    aliases = [person.alias for person in study.store.find(Person)]
    assert len(aliases) > 10
    for offer in report.documents():
        checks = report.checks(offer.document, offer.recipient.id if offer.recipient else None)
        assert (checks.not_permitted, checks.withdrawn) == ((), ())
        assert not checks.found.aliases or offer.document == "notes"
    study.close()


def test_a_summary_tells_how_others_took_it_only_of_groups_that_the_matrix_shows_its_readers(tmp_path: Path) -> None:
    study = make_sample(tmp_path / "Sample.study")

    def leads(group: str) -> str:
        blocks = reporting(study).document("summary", group).blocks
        return " ".join(block.lead for block in blocks if isinstance(block, Bullet))

    assert "Professional Services and Development Services agreed with you:" in leads("sales")
    assert "you" not in leads("customers").lower()  # they are shown nobody's answers
    dot = next(dot for dot in study.store.find(Dot, viewer="sales") if dot.shown == "ps")
    with study.store.change("Take a dot out") as change:
        change.delete(dot)
    assert "Professional Services" not in leads("sales")
    assert "Development Services agreed with you:" in leads("sales")
    study.close()
