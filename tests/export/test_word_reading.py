"""Questions out of Word documents, sound and unsound."""

import zipfile
from pathlib import Path

import pytest
from docx import Document

from facilitator.domain.errors import UserError
from facilitator.export import word_reading
from facilitator.export.word_reading import read_word_lines
from facilitator.services.prepare.pasting import read_lines


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """A guide as facilitators write them: headings, numbered questions, bulleted probes, a table."""
    document = Document()
    document.add_heading("Opening questions", 1)
    document.add_paragraph("Say which desk you sit at. (5 min)", style="List Number")
    document.add_heading("Key questions", 1)
    document.add_paragraph("What is your group’s part?", style="List Number")
    document.add_paragraph("Who takes it from there?", style="List Bullet")
    document.add_paragraph("Is there a part that nobody has?", style="List Bullet 2")
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Ending", "What have we missed?", "10 min"), strict=True):
        cell.text = text
    document.add_paragraph("")
    path = tmp_path / "guide.docx"
    document.save(str(path))
    return path


def test_paragraphs_lists_and_tables_come_in_their_order(guide: Path) -> None:
    assert read_word_lines(guide) == [
        "Opening questions",
        "1. Say which desk you sit at. (5 min)",
        "Key questions",
        "1. What is your group’s part?",
        "- Who takes it from there?",
        "    - Is there a part that nobody has?",
        "Ending\tWhat have we missed?\t10 min",
    ]


def test_a_guide_becomes_a_route(guide: Path) -> None:
    found = read_lines(read_word_lines(guide))
    assert [(draft.type, draft.text, draft.minutes, len(draft.probes)) for draft in found] == [
        ("opening", "Say which desk you sit at.", 5, 0),
        ("key", "What is your group’s part?", 0, 2),
        ("ending", "What have we missed?", 10, 0),
    ]


def test_a_cell_that_spans_columns_counts_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "What have we missed?"
    table.cell(0, 2).text = "8 min"
    document.save(str(tmp_path / "merged.docx"))
    assert read_word_lines(tmp_path / "merged.docx") == ["What have we missed?\t8 min"]


@pytest.mark.parametrize("kept", [0.0, 0.001, 0.1, 0.5, 0.99])
def test_a_document_cut_off_is_refused_with_a_sentence(guide: Path, kept: float) -> None:
    whole = guide.read_bytes()
    guide.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(UserError, match="damaged or not a Word document"):
        read_word_lines(guide)


@pytest.mark.parametrize("name", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"\x00\xff", None])
def test_a_document_with_a_broken_part_gives_lines_or_a_sentence(
    guide: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(guide) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
            elif content is not None:
                new.writestr(part, content)
    said = [""]
    try:
        said = read_word_lines(broken)
    except UserError as error:
        said = [str(error)]
    assert said[0].startswith(("Opening questions", "broken.docx"))


def test_a_file_that_is_not_there_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "text.docx").write_text("1. Who?", encoding="utf-8")
    for name in ("none.docx", "folder.docx", "text.docx", "old.doc"):
        with pytest.raises(UserError, match=name):
            read_word_lines(tmp_path / name)


def test_what_is_too_large_is_refused_before_it_is_read(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reading, "MAX_UNPACKED", 1_000)
    with pytest.raises(UserError, match="unpacks to more"):
        read_word_lines(guide)
    monkeypatch.setattr(word_reading, "MAX_BYTES", 1_000)
    with pytest.raises(UserError, match="larger than"):
        read_word_lines(guide)


def test_too_many_lines_are_refused(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reading, "MAX_LINES", 3)
    with pytest.raises(UserError, match="more than 3 lines"):
        read_word_lines(guide)
