"""Every Word file of the sample is sound and can be used by everybody, and the checker sees what is not."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from facilitator.domain.documents.blocks import (
    Bullet,
    Cell,
    CheckLine,
    Contents,
    Document,
    Figure,
    Heading,
    Paragraph,
    QuoteBlock,
    Run,
    Script,
    Subtitle,
    Table,
    Title,
    WriteBox,
)
from facilitator.domain.documents.report import PRESETS
from facilitator.domain.errors import UserError
from facilitator.export.text import clean
from facilitator.export.word import write_word
from facilitator.export.word_checking import word_faults
from facilitator.services.documents.reporting import Reporting
from facilitator.services.documents.reporting_documents import DOCUMENTS, Options, Paper, read_template
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW
from tests.export.open_xml import schema_faults
from tests.export.test_word import EVERY


def png() -> bytes:
    """A picture of one dark pixel."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StudyFolder]:
    study = make_sample(tmp_path_factory.mktemp("sample") / "Sample.study")
    yield study
    study.close()


def template(path: Path, *, heading: str = "berschrift1") -> Path:
    """A template as a firm might have it: its own heading, a logo in the head, wide margins, an author, comments."""
    word = docx.Document()
    word.core_properties.author = "Somebody Known"
    style = word.styles["Heading 1"]
    style.element.set(qn("w:styleId"), heading)
    style.font.name = "Georgia"
    word.styles["Quote"].element.getparent().remove(word.styles["Quote"].element)
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(4)
    section.header.paragraphs[0].add_run("The Firm").add_picture(io.BytesIO(png()), width=Cm(2))
    word.add_paragraph("Text of the template that nobody wants.", style="List Bullet")
    word.save(str(path))
    return path


def made(sample: StudyFolder, folder: Path, name: str, options: Options) -> list[Path]:
    return Reporting(sample.store, sample.names, lambda: NOW).export(name, folder, options=options)


@pytest.mark.parametrize("name", [name for name, formats in DOCUMENTS.items() if "docx" in formats])
@pytest.mark.parametrize(("paper", "points"), [("A4", None), ("Letter", 18.0)])
def test_every_document_is_sound(sample: StudyFolder, tmp_path: Path, name: str, paper: Paper, points: float) -> None:
    paths = made(sample, tmp_path, name, Options(points=points, paper=paper))
    assert {path.name: word_faults(path) for path in paths} == {path.name: [] for path in paths}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_form_of_the_report_is_sound(sample: StudyFolder, tmp_path: Path, preset: str) -> None:
    (path,) = made(sample, tmp_path, "report", Options(preset=preset, evidence=True))  # type: ignore[arg-type]
    assert word_faults(path) == []


@pytest.mark.parametrize("name", ["guide", "summary", "report", "notes"])
def test_documents_from_a_template_are_sound(sample: StudyFolder, tmp_path: Path, name: str) -> None:
    chosen = read_template(template(tmp_path / "Firm.docx"))
    path = made(sample, tmp_path / "out", name, Options(template=chosen))[0]
    assert [fault for fault in word_faults(path) if "too pale" not in fault] == []  # its colours are its maker's choice


def test_a_template_gives_its_styles_head_and_margins_and_nothing_of_its_text_or_maker(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    document = Document("pack", "T", (*EVERY, Heading(1, "Again")), "en", "Foot")
    write_word(document, path, NOW, template=template(tmp_path / "Firm.docx").read_bytes())
    word = docx.Document(str(path))
    heading = next(p for p in word.paragraphs if p.text == "Again")
    assert (heading.style.style_id, heading.style.font.name) == ("berschrift1", "Georgia")  # type: ignore[union-attr]
    assert word.sections[0].left_margin == pytest.approx(Cm(4), rel=0.001)
    assert "The Firm" in word.sections[0].header.paragraphs[0].text
    assert len(word.sections[0].header.part.related_parts) == 1
    assert "Quote" in [style.name for style in word.styles]
    with zipfile.ZipFile(path) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"Somebody" not in everything
    assert b"nobody wants" not in everything
    assert "Foot" in word.sections[0].footer.paragraphs[0].text


def test_what_is_no_template_gets_a_sentence(tmp_path: Path) -> None:
    document = Document("pack", "T", (Title("T"),))
    for content in (b"", b"no package", b"PK\x05\x06" + bytes(18)):
        with pytest.raises(UserError, match=r"save it as \.docx"):
            write_word(document, tmp_path / "out.docx", NOW, template=content or b"x")
    with pytest.raises(UserError, match=r"Choose a Word file"):
        read_template(tmp_path / "letter.odt")
    with pytest.raises(UserError, match="cannot be read"):
        read_template(tmp_path / "gone.docx")


def test_quotes_say_their_language_and_direction(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    quotes = (QuoteBlock("„Genau so.“", language="de-CH"), QuoteBlock("“نحن نتصل بمن نعرفه”"), QuoteBlock("“Just so.”"))
    write_word(Document("pack", "T", (Title("T"), *quotes), "en"), path, NOW)
    assert word_faults(path) == []
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    assert re.findall(r'<w:lang [^>]*"/>', xml) == ['<w:lang w:val="de-CH"/>', '<w:lang w:bidi="ar"/>']
    assert xml.count("<w:bidi/>") == 1


@pytest.mark.parametrize(
    ("text", "language", "rtl"),
    [("SAP עברית", "he", True), ("שלום in the middle", "en", False), ("Just so", "", False)],
)
def test_a_quote_runs_as_its_language_does_whatever_it_begins_with(
    tmp_path: Path, text: str, language: str, rtl: bool
) -> None:
    path = tmp_path / "made.docx"
    write_word(Document("pack", "T", (Title("T"), QuoteBlock(text, language=language)), "en"), path, NOW)
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    assert ("<w:bidi/>" in xml, "<w:rtl/>" in xml) == (rtl, rtl)
    assert schema_faults(path) == []


BREAKS = {
    "order": ("word/document.xml", "<w:pStyle", "<w:jc w:val='left'/><w:pStyle", "the order is wrong"),
    "stranger": ("word/document.xml", "</w:pPr>", "<w:b/></w:pPr>", "may not stand in"),
    "ids": ("word/document.xml", r'<w:id w:val="2"/>', '<w:id w:val="1"/>', "is there twice"),
    "style": ("word/document.xml", 'w:val="ListBullet"', 'w:val="Nowhere"', "which is not there"),
    "list": ("word/document.xml", 'numId w:val="3"', 'numId w:val="33"', "which is not there"),
    "heading": ("word/document.xml", 'w:val="Heading2"', 'w:val="Heading3"', "follows one of level 1"),
    "header row": ("word/document.xml", "<w:tblHeader/>", "", "no header row"),
    "torn row": ("word/document.xml", "<w:cantSplit/></w:trPr>", "</w:trPr>", "torn apart"),
    "empty": ("word/document.xml", "<w:sectPr>", "<w:p/><w:sectPr>", "is empty"),
    "language": ("word/styles.xml", '<w:lang w:val="en"/>', "", "language"),
    "contrast": ("word/styles.xml", 'w:color w:val="0C5A66"', 'w:color w:val="AAAAAA"', "too pale"),
    "relation": ("word/_rels/document.xml.rels", "footer1.xml", "footer9.xml", "which is not there"),
    "author": ("docProps/core.xml", "<dc:title>", "<dc:creator>Me</dc:creator><dc:title>", "who made it"),
    "path": ("word/document.xml", "An aid.", "/home/me/An aid.", "path of a computer"),
    "title": ("docProps/core.xml", "What we heard", "", "no title"),
    "nameless box": ("word/document.xml", '<w:alias w:val="yes: We take the first call."/>', "", "what it is for"),
    "empty heading": ("word/document.xml", '<w:t xml:space="preserve">Your part</w:t>', "<w:t/>", "has no words"),
    "rsid": ("word/document.xml", "<w:p>", '<w:p w:rsidR="00A1">', "editing sessions"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_checker_sees_what_is_wrong(tmp_path: Path, what: str) -> None:
    sound, broken = tmp_path / "sound.docx", tmp_path / "broken.docx"
    write_word(Document("summary", "What we heard", EVERY, "en", "Foot"), sound, NOW)
    assert word_faults(sound) == []
    part, before, after, sentence = BREAKS[what]
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode() if name == part else old.read(name)
            if isinstance(content, str):
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
    assert any(sentence in fault for fault in word_faults(broken))


HOSTILE = (
    "a\x00b\x01c\x0b",
    "half \ud800 a character",
    "]]><w:p/>&amp;",
    "turned \u202e round \u2066 inside",
    "=HYPERLINK(1)",
    "نتصل بمن نعرفه",
    "x" * 100_000,
    "\ufffe\uffff",
    "line\nbreak\ttab",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_leaves_a_sound_file_in_every_kind_of_block(tmp_path: Path, text: str) -> None:
    blocks = (
        Title(text, cover=True),
        Subtitle(text),
        Contents(text),
        Heading(1, text),
        Script(text),
        Bullet(text, text),
        QuoteBlock(text, text, text),
        CheckLine(text, (text, "no")),
        WriteBox(text),
        Paragraph((Run(text, ref=text), Run(text, bold=True))),
        Table(text, (text,), ((Cell(text, "large"),),), key=text),
        Figure(text, '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>', text, key=f"{text}!"),
    )
    path = tmp_path / "made.docx"
    write_word(Document("report", f"T {text}", blocks, text, text, text[:50]), path, NOW)
    wordless = ("is empty", "has no words", "what it is for") if not clean(text) else ()
    assert [fault for fault in word_faults(path) if not any(lack in fault for lack in wordless)] == []
    docx.Document(str(path))
