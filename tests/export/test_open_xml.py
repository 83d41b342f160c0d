"""What leaves for Word and Excel keeps to the Open XML schema, whatever the study, the options and the template."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from facilitator.domain.documents.blocks import Document, Title
from facilitator.domain.documents.report import PRESETS
from facilitator.export.word import write_word
from facilitator.services.documents.reporting import Reporting
from facilitator.services.documents.reporting_documents import DOCUMENTS, Options
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW
from tests.export.open_xml import schema_faults
from tests.export.test_word import EVERY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyFolder]:
    study = make_sample(tmp_path_factory.mktemp("sample") / "Sample.study")
    yield study
    study.close()


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for name, formats in DOCUMENTS.items() for form in ("docx", "xlsx") if form in formats],
)
def test_every_document_keeps_to_the_schema(sample: StudyFolder, tmp_path: Path, name: str, form: str) -> None:
    paths = Reporting(sample.store, sample.names, lambda: NOW).export(name, tmp_path, fmt=form)
    assert {path.name: schema_faults(path) for path in paths} == {path.name: [] for path in paths}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_form_of_the_report_keeps_to_the_schema(sample: StudyFolder, tmp_path: Path, preset: str) -> None:
    options = Options(preset=preset, evidence=True, paper="Letter", points=18.0)  # type: ignore[arg-type]
    (path,) = Reporting(sample.store, sample.names, lambda: NOW).export("report", tmp_path, options=options)
    assert schema_faults(path) == []


def test_every_block_keeps_to_the_schema_in_the_styles_of_a_firm(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "Firm.docx"))
    document = Document("summary", "What we heard", (Title("What we heard"), *EVERY), "ar", "Foot")
    write_word(document, tmp_path / "made.docx", NOW, template=(tmp_path / "Firm.docx").read_bytes())
    assert schema_faults(tmp_path / "made.docx") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<w:body>", b"<w:body><w:foo/>"),
        (b"<w:cantSplit/>", b'<w:cantSplit w:val="perhaps"/>'),
        (b"<w:tc>", b"<w:tc><w:p/>"),
    ],
    ids=["stranger", "value", "order"],
)
def test_what_breaks_the_schema_is_seen(tmp_path: Path, before: bytes, after: bytes) -> None:
    write_word(Document("summary", "T", EVERY, "en", "Foot"), tmp_path / "sound.docx", NOW)
    with zipfile.ZipFile(tmp_path / "sound.docx") as old, zipfile.ZipFile(tmp_path / "broken.docx", "w") as new:
        assert before in old.read("word/document.xml")
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(before, after, 1) if part == "word/document.xml" else content)
    assert schema_faults(tmp_path / "sound.docx") == []
    assert schema_faults(tmp_path / "broken.docx") != []
