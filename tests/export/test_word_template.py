"""A firm's own Word file as template: accepted whatever is in it, and nothing of its makers goes on with it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from facilitator.domain.documents.blocks import Document, Heading, PageBreak, Paragraph, Run, plain
from facilitator.domain.errors import UserError
from facilitator.export.word import write_word
from facilitator.export.word_checking import word_faults
from tests.documents import NOW
from tests.export.open_xml import schema_faults
from tests.export.test_word import EVERY, MATRIX

LIBREOFFICE = Path(__file__).parent / "templates" / "libreoffice.docx"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
REMARKS = f'<Override PartName="/word/comments.xml" ContentType="{MAIN.replace("document.main", "comments")}"/></Types>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRETS = (
    "Somebody Known",
    "Known Ltd",
    "known-laptop",
    "A remark",
    "nobody wants",
    "taken out",
    "00AB12CD",
    "whisper",
)


def png() -> bytes:
    """A picture of one dark pixel."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def firm(path: Path) -> Path:
    """A head with a logo, a heading of its own, wide margins, no style for quotes, and an author."""
    word = docx.Document()
    word.core_properties.author = "Somebody Known"
    style = word.styles["Heading 1"]
    style.element.set(qn("w:styleId"), "berschrift1")
    style.font.name = "Georgia"
    word.styles["Quote"].element.getparent().remove(word.styles["Quote"].element)
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(4)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run("First page of The Firm")
    head = section.header.paragraphs[0]
    head.add_run("The Firm").add_picture(io.BytesIO(png()), width=Cm(2))
    word.add_paragraph("Text of the template that nobody wants.", style="List Bullet")
    word.save(str(path))
    return path


HEAD_XML = (
    '<w:p w:rsidR="00AB12CD"><w:ins w:id="1" w:author="Somebody Known" w:date="2020-01-01T00:00:00Z">'
    '<w:r w:rsidRPr="00AB12CD"><w:t>Kept words</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="Somebody Known"><w:r><w:delText>taken out</w:delText></w:r></w:del>'
    '<w:commentRangeStart w:id="0"/><w:r><w:rPr><w:vanish/></w:rPr><w:t>whisper</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:fldSimple w:instr=" AUTHOR ">'
    "<w:r><w:t>Somebody Known</w:t></w:r>"
    '</w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILENAME \\p </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>C:\\known-laptop\\a.docx</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> page </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns0:coreProperties[1]/ns1:creator[1]" w:storeItemID="{1}"/>'
    "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Somebody Known</w:t></w:r></w:sdtContent></w:sdt>"
    '<w:hyperlink r:id="rIdDisk"><w:r><w:t>Our folder</w:t></w:r></w:hyperlink>'
    '<w:hyperlink r:id="rIdWeb"><w:r><w:t>Our site</w:t></w:r></w:hyperlink></w:p>'
)


def burdened(path: Path) -> Path:
    """The firm's template after years of use: comments, changes, hidden text, own XML, ids, fields, links to disks."""
    with zipfile.ZipFile(firm(path)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    head = next(name for name, content in parts.items() if b">The Firm</w:t>" in content)
    relations = f"word/_rels/{head.removeprefix('word/')}.rels"
    for name, before, after in (
        (head, "</w:hdr>", f"{HEAD_XML}</w:hdr>"),
        (head, 'descr=""' if b'descr=""' in parts[head] else 'name="', 'descr="C:\\known-laptop\\logo.png" name="'),
        (relations, "</Relationships>", _link("rIdDisk", "hyperlink", "file:///C:/known-laptop/", external=True)
         + _link("rIdWeb", "hyperlink", "https://example.org/", external=True) + "</Relationships>"),
        ("word/_rels/document.xml.rels", "</Relationships>", _link("rIdComments", "comments", "comments.xml")
         + _link("rIdOwn", "customXml", "../customXml/item9.xml") + "</Relationships>"),
        ("word/settings.xml", "</w:settings>", '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids></w:settings>'),
        ("[Content_Types].xml", "</Types>", REMARKS),
    ):  # fmt: skip
        text = parts[name].decode()
        assert before in text, (name, before)
        parts[name] = text.replace(before, after, 1).encode()
    parts["word/comments.xml"] = b"<w:comments/>".replace(b"/>", b">A remark</w:comments>")
    parts["customXml/item9.xml"] = b"<owner>Somebody Known</owner>"
    parts["docProps/app.xml"] = (
        b"<Properties><Company>Known Ltd</Company><Manager>Somebody Known</Manager></Properties>"
    )
    return packed(path, parts)


def _link(name: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def made_from(template: Path, folder: Path) -> Path:
    path = folder / "made.docx"
    blocks = (
        *EVERY,
        Heading(1, "Again"),
        PageBreak(),
        MATRIX,
        Paragraph((Run("See "), Run("", ref="x"))),
        plain("End."),
    )
    write_word(Document("pack", "T", blocks, "en", "Our foot"), path, NOW, template=template.read_bytes())
    return path


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return "\n".join((name + "\n" + package.read(name).decode("utf-8", "replace")) for name in package.namelist())


@pytest.mark.parametrize("make", [firm, burdened, lambda _path: LIBREOFFICE], ids=["plain", "burdened", "libreoffice"])
def test_a_template_gives_a_sound_file_without_its_makers(tmp_path: Path, make: object) -> None:
    path = made_from(make(tmp_path / "Firm.docx"), tmp_path)  # type: ignore[operator]
    assert [fault for fault in word_faults(path) if "too pale" not in fault] == []  # its colours are its maker's choice
    assert schema_faults(path) == []
    told = everything(path)
    assert [secret for secret in (*SECRETS, "rsid", "customXml", "comments") if secret in told] == []


def test_what_a_template_is_chosen_for_stays(tmp_path: Path) -> None:
    word = docx.Document(str(made_from(burdened(tmp_path / "Firm.docx"), tmp_path)))
    heading = next(p for p in word.paragraphs if p.text == "Again")
    assert (heading.style.style_id, heading.style.font.name) == ("berschrift1", "Georgia")  # type: ignore[union-attr]
    section = word.sections[0]
    assert section.left_margin == pytest.approx(Cm(4), rel=0.001)
    assert section.different_first_page_header_footer
    assert "First page of The Firm" in section.first_page_header.paragraphs[0].text
    assert "The Firm" in section.header.paragraphs[0].text
    said = "".join(p.text for p in section.header.paragraphs)
    assert all(words in said for words in ("Kept words", " page 1", "Our folder", "Our site"))
    targets = [relation.target_ref for relation in section.header.part.rels.values()]
    assert sorted(target.rpartition(".")[2] for target in targets) == ["org/", "png"]
    assert "Quote" in [style.name for style in word.styles]
    assert "Our foot" in section.footer.paragraphs[0].text


def test_a_head_and_foot_of_libreoffice_are_taken_over(tmp_path: Path) -> None:
    section = docx.Document(str(made_from(LIBREOFFICE, tmp_path))).sections[0]
    assert section.header.paragraphs[0].text == "The Firm Ltd"
    assert section.footer.paragraphs[0].text.startswith("Street 1, ")
    assert section.left_margin == pytest.approx(Cm(3), rel=0.001)


@pytest.mark.parametrize(
    ("part", "before", "after", "sentence"),
    [
        ("[Content_Types].xml", MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml", "holds macros"),
        ("word/document.xml", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         "http://purl.oclc.org/ooxml/wordprocessingml/main", "Strict Open XML"),
        ("word/styles.xml", "</w:styles>", "", "damaged"),
    ],
    ids=["macros", "strict", "damaged"],
)  # fmt: skip
def test_what_cannot_be_used_gets_a_sentence(tmp_path: Path, part: str, before: str, after: str, sentence: str) -> None:
    with zipfile.ZipFile(firm(tmp_path / "Firm.docx")) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), after.encode())
    with pytest.raises(UserError, match=sentence):
        made_from(packed(tmp_path / "Odd.docx", parts), tmp_path)


def test_a_template_without_any_styles_gets_all_of_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(firm(tmp_path / "Firm.docx")) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/styles.xml"] = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    for name in [name for name, content in parts.items() if name.startswith("word/header") and b"w:pStyle" in content]:
        parts[name] = parts[name].replace(b'<w:pStyle w:val="Header"/>', b"")
    path = made_from(packed(tmp_path / "Bare.docx", parts), tmp_path)
    assert word_faults(path) == []
    assert schema_faults(path) == []
