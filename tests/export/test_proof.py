"""The reader of finished files finds what must not leave wherever it hides, and lets sound files pass."""

import base64
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
import xlsxwriter
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement

from facilitator.domain.documents.blocks import (
    Bullet,
    Cell,
    Document,
    QuoteBlock,
    Statement,
    Table,
    Title,
    plain,
)
from facilitator.domain.documents.guard import Guard
from facilitator.export.proof import proof
from facilitator.export.proof_pdf import pdf_parts
from facilitator.export.tables import write_csv, write_xlsx
from facilitator.export.word import write_word

GUARD = Guard(("Jane Carter",), ("Heron",), "seat")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
DOCUMENT = Document(
    "pack",
    "Who picks it up?",
    (
        Title("Who picks it up?"),
        plain("We take the first call."),
        Statement("Whoever is near picks it up.", item="s1"),
        QuoteBlock("“It arrives as a number.”", item="q1"),
        Bullet("One"),
        Table("Who", ("A", "B"), ((Cell("x"), Cell("y")),)),
    ),
    footer="Prepared for: Sales",
)


def found(path: Path, guard: Guard = GUARD) -> str:
    return "; ".join(f"{where}: {what}" for where, what in proof(path, guard))


def word(path: Path, *blocks: object) -> Path:
    document = Document("pack", "T", (*DOCUMENT.blocks, *blocks))  # type: ignore[arg-type]
    write_word(document, path, NOW)
    return path


def test_our_own_files_pass(tmp_path: Path) -> None:
    assert found(word(tmp_path / "a.docx")) == ""
    table = Table("Who", ("A", "B"), ((Cell("x"), Cell("y")),))
    write_xlsx(table, tmp_path / "a.xlsx", "Who picks it up?", NOW)
    write_csv(table, tmp_path / "a.csv")
    assert found(tmp_path / "a.xlsx") == ""
    assert found(tmp_path / "a.csv") == ""


@pytest.mark.parametrize("text", ["Ask Jane Carter.", "Ask Carter.", "Ask Mrs Cartre.", "Heron said so.", "On seat 3."])
def test_words_in_the_text_of_a_word_file_are_found(tmp_path: Path, text: str) -> None:
    assert "word/document.xml" in found(word(tmp_path / "a.docx", plain(text)))


def test_words_that_were_let_stay_may_be_in_it_but_never_a_whole_name(tmp_path: Path) -> None:
    guard = Guard(GUARD.names, allowed=frozenset({"carter", "jane carter"}))
    assert found(word(tmp_path / "a.docx", plain("Ask Carter.")), guard) == ""
    assert "Jane Carter" in found(word(tmp_path / "b.docx", plain("Ask Jane Carter.")), guard)


def plain_word(path: Path, change: Callable[[WordDocument], object]) -> Path:
    """A file of another writer, cleaned of what that puts in by itself, and changed."""
    made = docx.Document()
    for name in ("author", "comments", "keywords", "subject", "category", "last_modified_by"):
        setattr(made.core_properties, name, "")
    change(made)
    made.save(str(path))
    return path


def split(made: WordDocument) -> None:
    paragraph = made.add_paragraph("Ask Mrs Ca")
    paragraph.add_run("rt").bold = True
    paragraph.add_run("er about it")


def hide(made: WordDocument) -> None:
    made.add_paragraph().add_run("Nothing to see").font.hidden = True


def track(made: WordDocument) -> None:
    paragraph = made.add_paragraph("It was ")
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.add_run("good")._r)
    paragraph._p.append(inserted)


def alt(made: WordDocument) -> None:
    paragraph = made.add_paragraph("x")
    picture = OxmlElement("w:docPr")
    picture.set("descr", "Mrs Carter at her desk")
    paragraph._p.append(picture)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (split, "Carter"),
        (hide, "hidden text"),
        (track, "trace of changes"),
        (alt, "Carter"),
        (lambda made: setattr(made.core_properties, "author", "F. Somebody"), "a property that tells who made it"),
        (lambda made: setattr(made.core_properties, "title", "Jane Carter"), "Jane Carter"),
        (lambda made: made.sections[0].header.paragraphs[0].add_run("Mrs Carter"), "header1.xml"),
    ],
)
def test_what_hides_in_a_word_file_is_found(
    tmp_path: Path, change: Callable[[WordDocument], object], what: str
) -> None:
    assert what in found(plain_word(tmp_path / "a.docx", change))


def packed(path: Path, name: str, data: bytes) -> Path:
    word(path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/comments.xml", b"<w:comments xmlns:w='w'/>"),
        ("customXml/item1.xml", b"<a/>"),
        ("docProps/custom.xml", b"<a/>"),
        ("word/_rels/x.rels", b'<R><Relationship Target="file:///home/f/Jane%20Study/T.dotx"/></R>'),
        ("word/x.xml", b"<a><!-- Jane Carter --></a>"),
        ("word/x.xml", b"<a b='Jane Carter'/>"),
        ("word/x.xml", b'<!DOCTYPE a [<!ENTITY n "x">]><a>&n;</a>'),
        ("word/media/x.svg", b"<svg><text><tspan>Car</tspan><tspan>ter</tspan></text></svg>"),
        ("word/media/x.bin", "Jane Carter".encode("utf-16-le")),
        ("word/embeddings/x.bin", b"\x00\x01Jane Carter\xff"),
        ("Jane Carter.xml", b"<a/>"),
    ],
)
def test_every_part_of_a_package_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    assert found(packed(tmp_path / "a.docx", name, data))


def test_a_package_in_a_package_is_read(tmp_path: Path) -> None:
    inner = word(tmp_path / "inner.docx", plain("Ask Carter."))
    assert "Carter" in found(packed(tmp_path / "a.docx", "word/embeddings/x.docx", inner.read_bytes()))


def test_tables_are_read(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("T")
    sheet.write_rich_string(0, 0, "Ask Ca", book.add_format({"bold": True}), "rt", "er")
    sheet.write_comment(1, 1, "A remark")
    book.close()
    told = found(tmp_path / "a.xlsx")
    assert "Carter" in told
    assert "a part that may tell who made it" in told
    (tmp_path / "a.csv").write_text("a;Mrs Carter\r\n", encoding="utf-8-sig")
    assert "Carter" in found(tmp_path / "a.csv")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


@pytest.mark.parametrize(
    "part",
    [
        chunk(b"tEXt", b"Author\0Jane Carter"),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Mrs Carter")),
        chunk(b"iTXt", b"Comment\0\0\0\0\0Mrs Carter"),
        chunk(b"tEXt", b"Source\0/home/somebody/A.study"),
    ],
)
def test_remarks_in_pictures_are_read(tmp_path: Path, part: bytes) -> None:
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13)
    (tmp_path / "a.png").write_bytes(head + chunk(b"IEND", b""))
    assert found(tmp_path / "a.png") == ""
    (tmp_path / "a.png").write_bytes(head + part + chunk(b"IEND", b""))
    assert found(tmp_path / "a.png")


def test_hand_outs_are_read_with_what_is_packed_into_them(tmp_path: Path) -> None:
    sound = base64.b64encode(b"ID3\x03TPE1Jane Carter\xff\xfb").decode()
    bodies = [
        "<p>Ask Mrs Ca<b>rt</b>er.</p>",
        "<!-- Mrs Carter -->",
        '<img alt="Mrs Carter">',
        "<script>let who = 'Mrs Carter'</script>",
        f'<audio src="data:audio/mpeg;base64,{sound}">',
    ]
    for body in bodies:
        (tmp_path / "a.html").write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
        assert found(tmp_path / "a.html"), body
    (tmp_path / "a.html").write_text("<!doctype html><html><body><p>Hello.</p></body></html>", encoding="utf-8")
    assert found(tmp_path / "a.html") == ""


def test_parts_of_names_are_words_of_the_format_where_nobody_reads_them(tmp_path: Path) -> None:
    guard = Guard(("Norman Heading", "Title Bullet", "Mark Style"))
    document = Document("pack", "T", (Title("T"), plain("We take the first call."), Bullet("One")))
    write_word(document, tmp_path / "a.docx", NOW)
    assert found(tmp_path / "a.docx", guard) == ""


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(f"{name}.txt", text)
    return path


def test_what_is_found_in_one_file_is_found_in_the_next(tmp_path: Path) -> None:
    first, second = (zipped(tmp_path / name, a="Styles", b="Ask Jane Carter.") for name in ("1.zip", "2.zip"))
    assert found(first) == found(second) == "b.txt: “Jane Carter”"


def test_a_part_passed_over_because_its_words_were_met_before_is_read_in_the_next_file(tmp_path: Path) -> None:
    both = zipped(tmp_path / "both.zip", a="Ask Jane Carter.", b="Ask Jane Carter.")
    alone = zipped(tmp_path / "alone.zip", b="Ask Jane Carter.")
    assert found(both) == "a.txt: “Jane Carter”"
    assert found(alone) == "b.txt: “Jane Carter”"


def test_a_word_that_may_stay_for_one_reader_is_found_for_another(tmp_path: Path) -> None:
    told = zipped(tmp_path / "a.zip", a="The heron is a bird. Ask Heron.")
    allowed = Guard(GUARD.names, GUARD.aliases, GUARD.seat_word, frozenset({"heron"}))
    assert found(told, allowed) == ""
    assert found(told) == "a.txt: “Heron”"


def test_a_string_of_other_signs_in_a_pdf_hides_none_that_comes_after_it() -> None:
    page = b"/F1 12 Tf <00 4A 0061> Tj <42> Tj <006E0065> Tj ET"
    letters = b"4 beginbfchar <004A> <004A> <0061> <0061> <006E> <006E> <0065> <0065> endbfchar"
    pdf = (
        b"1 0 obj << /F1 2 0 R >> endobj 2 0 obj << /ToUnicode 3 0 R >> endobj\n"
        b"3 0 obj << >> stream\n"
        + letters
        + b"\nendstream endobj 4 0 obj << >> stream\n"
        + page
        + b"\nendstream endobj"
    )
    assert "Jane" in "".join(pdf_parts(pdf))
