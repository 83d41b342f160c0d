"""A printed PDF is read again like any other file, although its words are glyphs."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from facilitator.domain.documents.blocks import Document, Statement, Title, plain
from facilitator.domain.documents.guard import Guard
from facilitator.domain.errors import UserError
from facilitator.export.proof import proof
from facilitator.export.proof_pdf import pdf_parts
from facilitator.services.documents import drafts
from facilitator.services.documents.drafts import write_draft
from facilitator.services.documents.reporting import DOCUMENTS, FOR_PARTICIPANTS, Reporting
from facilitator.storage.opening import StudyFolder
from facilitator.ui.report.printing import print_pdf
from tests.documents import NOW
from tests.secrets import EVERYWHERE, Secrets, marks_in, secret_study
from tests.services.documents.test_leaks import OWN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Mrs Carter about the office.", "“Carter”"),
        ("Ask Jürgen’s team.", "“Jürgen”"),
        ("Спросили Петрову.", "“Петрову”"),
        ("We take the first call.", ""),
    ],
)
def test_names_are_found_in_the_words_of_a_pdf(qapp: QApplication, tmp_path: Path, text: str, found: str) -> None:
    document = Document("pack", "Who picks it up?", (Title("Who picks it up?"), plain(text), Statement("Yes.")))
    print_pdf(document, tmp_path / "a.pdf", "A4", 11.5)
    told = proof(tmp_path / "a.pdf", Guard(("Jane Carter", "Jürgen Weiss", "Иван Петров")))
    assert [what for _, what in told] == ([found] if found else [])


def test_a_pdf_that_holds_a_name_is_removed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document("pack", "T", (Title("T"), plain("Ask Mrs Carter.")))

    def slip(_draft: object, path: Path, _check: object) -> None:
        print_pdf(document, path, "A4", 11.5)

    monkeypatch.setattr(drafts, "_draw", slip)
    draft = drafts.Draft("pack", "a", "a.pdf", document, (), NOW, guard=Guard(("Jane Carter",)))
    with pytest.raises(UserError, match="was not kept"):
        write_draft(draft, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[StudyFolder, Secrets]:
    secret = Secrets()
    return secret_study(tmp_path_factory.mktemp("pdf"), secret), secret


@pytest.mark.parametrize("name", [name for name, formats in DOCUMENTS.items() if formats[0] == "docx"])
def test_no_secret_is_in_the_words_or_bytes_of_a_pdf(
    qapp: QApplication, planted: tuple[StudyFolder, Secrets], tmp_path: Path, name: str
) -> None:
    study, secret = planted
    kinds = {word.casefold(): kind for kind, words in secret.made.items() for word in words}
    may_say = set() if name in FOR_PARTICIPANTS else OWN[name] - EVERYWHERE
    paths = Reporting(study.store, study.names, lambda: NOW, printer=print_pdf).export(name, tmp_path, fmt="pdf")
    assert paths
    for path in paths:
        data = path.read_bytes()
        words = unicodedata.normalize("NFKD", "\n".join(pdf_parts(data)))
        assert len(words) > 100
        found = marks_in(path.name, data) | marks_in("", words.encode())
        assert {kinds[mark] for mark in found} <= may_say
        assert found or name not in ("notes", "findings", "report"), "what may be said is seen, so it would be found"
