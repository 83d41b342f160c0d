"""The contents of a Word file say pages from the start, as we lay it out, also beside a template of the user's own."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from PySide6.QtWidgets import QApplication

from facilitator.domain.documents.blocks import Block, Contents, Document, Heading, PageBreak, Title, plain
from facilitator.services.documents.reporting import Reporting
from facilitator.services.documents.reporting_documents import Options
from facilitator.services.study.studies import make_sample
from facilitator.ui.report.printing import word_pages
from tests.documents import NOW

_PAGE = re.compile(r'PAGEREF \w+ .{0,80}?"separate"/></w:r><w:r><w:t>(\d+)<')


def long_document() -> Document:
    parts: list[Block] = []
    for n in range(9):
        parts += [Heading(1, f"Part {n}"), *(plain("Words. " * 90) for _ in range(3))]
    return Document("report", "T", (Title("T", cover=True), PageBreak(), Contents("Contents"), PageBreak(), *parts))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_report_of_the_sample_says_the_page_of_every_heading(
    qapp: QApplication, tmp_path: Path, paper: str
) -> None:
    study = make_sample(tmp_path / "Sample.study")
    options = Options(paper=paper)  # type: ignore[arg-type]
    reporting = Reporting(study.store, study.names, lambda: NOW, pager=word_pages)
    (path,) = reporting.export("report", tmp_path, options=options)
    document = reporting.document("report", options=options)
    study.close()
    with zipfile.ZipFile(path) as package:
        said = [int(page) for page in _PAGE.findall(package.read("word/document.xml").decode())]
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.level <= 2]
    tables = document.table_caption.format(number="", text="")
    assert len(said) > len(headings)
    assert tables
    in_text, in_tables = said[: len(headings)], said[len(headings) :]
    assert in_text == sorted(in_text)
    assert in_tables == sorted(in_tables)
    assert in_text[0] == 3  # after the cover and the contents


def test_pages_follow_paper_type_and_template(qapp: QApplication) -> None:
    firm = docx.Document()
    firm.sections[0].left_margin = firm.sections[0].right_margin = Cm(7)
    packed = BytesIO()
    firm.save(packed)
    document = long_document()
    last = max(at for at, block in enumerate(document.blocks) if isinstance(block, Heading))
    usual = word_pages(document, "A4", 11.0, b"")[last]
    assert word_pages(document, "Letter", 11.0, b"")[last] >= usual
    assert word_pages(document, "A4", 18.0, b"")[last] > usual
    assert word_pages(document, "A4", 11.0, packed.getvalue())[last] > usual


def test_the_laying_out_of_a_word_file_can_be_stopped(qapp: QApplication) -> None:
    class Stopped(Exception):
        pass

    def check() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        word_pages(long_document(), "A4", 11.0, b"", check)
