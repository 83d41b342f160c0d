"""Word files as Word and others will read them: styles, lists, tables, language, and nothing about the maker."""

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Cell,
    CheckLine,
    Contents,
    Document,
    Feedback,
    Heading,
    PageBreak,
    Paragraph,
    PreparedFor,
    QuoteBlock,
    Run,
    Statement,
    Table,
    Title,
    WriteBox,
    plain,
    statement_key,
)
from facilitator.export.word import write_word
from facilitator.export.word_checking import word_faults
from tests.export.open_xml import schema_faults

MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MATRIX = Table(
    "Feedback matrix",
    ("Who looks", "Alpha", "Beta"),
    (
        (Cell("Alpha", "row_header"), Cell("–", "own"), Cell("●", "mark")),
        (Cell("Beta", "row_header"), Cell("", "mark"), Cell("–", "own")),
    ),
    (2, 1, 1),
)
EVERY = (
    PreparedFor("Prepared for: Sales group"),
    Title("What we heard"),
    Heading(1, "What your group said"),
    Heading(2, "Your part"),
    Statement("We take the first call.", "own"),
    QuoteBlock("“Chasing is no part.”"),
    Feedback("So early?", "Beta is surprised:"),
    Statement("A line a day.", "own"),
    Bullet("They begin later.", "Beta:"),
    plain("An aid.", quiet=True),
    CheckLine("We take the first call.", ("yes", "partly", "no")),
    CheckLine("A line a day.", ("yes", "partly", "no")),
    WriteBox("Write here."),
    Paragraph((Run("Bold", bold=True), Run(" and not."))),
    MATRIX,
    plain("Below."),
)


def written(
    tmp_path: Path,
    blocks: Iterable[Block] = EVERY,
    language: str = "en",
    title: str = "What we heard",
    points: float = 11.0,
) -> Path:
    path = tmp_path / "made.docx"
    document = Document(
        "summary",
        title,
        tuple(blocks),
        language,
        "Prepared for: Sales group",
        "Page {page} of {pages}",
        "Table {number}. {text}",
    )
    write_word(document, path, MADE, points)
    return path


def read(path: Path) -> WordDocument:
    return docx.Document(str(path))


def part(path: Path, name: str) -> Any:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def styled(word: WordDocument) -> list[tuple[str, str]]:
    return [(p.style.name if p.style else "", p.text) for p in word.paragraphs]


def test_each_block_has_a_style_that_word_knows(tmp_path: Path) -> None:
    assert styled(read(written(tmp_path))) == [
        ("Prepared For", "Prepared for: Sales group"),
        ("Title", "What we heard"),
        ("Heading 1", "What your group said"),
        ("Heading 2", "Your part"),
        ("List Number", "We take the first call."),
        ("Quote", "“Chasing is no part.”"),
        ("Feedback", "Beta is surprised: So early?"),
        ("List Number", "A line a day."),
        ("List Bullet", "Beta: They begin later."),
        ("Aid", "An aid."),
        ("List Number", "We take the first call."),
        ("Answer", " yes\t partly\t no\t\t"),
        ("List Number", "A line a day."),
        ("Answer", " yes\t partly\t no\t\t"),
        ("Write Box", "Write here.\n"),
        ("Normal", "Bold and not."),
        ("Caption", "Table . Feedback matrix"),
        ("Normal", "Below."),
    ]


def test_every_style_used_is_defined(tmp_path: Path) -> None:
    path = written(tmp_path)
    used = {e.get(qn("w:val")) for e in part(path, "word/document.xml").iter(qn("w:pStyle"), qn("w:tblStyle"))}
    defined = {e.get(qn("w:styleId")) for e in part(path, "word/styles.xml").iter(qn("w:style"))}
    assert used <= defined


def test_quotes_are_italic_and_indented(tmp_path: Path) -> None:
    quote = read(written(tmp_path)).styles["Quote"]
    assert quote.font.italic
    assert quote.paragraph_format.left_indent


def test_headings_show_in_the_navigation(tmp_path: Path) -> None:
    styles = part(written(tmp_path), "word/styles.xml")
    levels = {
        style.get(qn("w:styleId")): level.get(qn("w:val"))
        for style in styles.iter(qn("w:style"))
        for level in style.iter(qn("w:outlineLvl"))
    }
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


def test_lists_are_real_and_each_counts_from_one(tmp_path: Path) -> None:
    path = written(tmp_path)
    lists = [e.get(qn("w:val")) for e in part(path, "word/document.xml").iter(qn("w:numId"))]
    assert lists == ["2", "2", "3", "3"]
    numbering = part(path, "word/numbering.xml")
    starts = {
        number.get(qn("w:numId")): [s.get(qn("w:val")) for s in number.iter(qn("w:startOverride"))]
        for number in numbering.iter(qn("w:num"))
    }
    assert starts == {"1": [], "2": ["1"], "3": ["1"]}
    formats = [e.get(qn("w:val")) for e in numbering.iter(qn("w:numFmt"))]
    assert formats == ["bullet", "decimal"]


def test_boxes_can_be_ticked_in_word(tmp_path: Path) -> None:
    controls = list(part(written(tmp_path), "word/document.xml").iter(qn("w:sdt")))
    boxes = [
        c for c in controls if c.find(".//{http://schemas.microsoft.com/office/word/2010/wordml}checkbox") is not None
    ]
    assert ["".join(c.itertext()) for c in boxes] == ["☐"] * 6
    ids = [e.get(qn("w:val")) for c in controls for e in c.iter(qn("w:id"))]
    assert len(set(ids)) == len(ids) == 7


def test_the_header_row_repeats_and_no_row_is_torn(tmp_path: Path) -> None:
    table = read(written(tmp_path)).tables[-1]
    rows = [row._tr for row in table.rows]
    assert [row.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Who looks", "Alpha", "Beta"],
        ["Alpha", "–", "●"],
        ["Beta", "", "–"],
    ]


def test_tables_have_borders_and_say_what_they_are(tmp_path: Path) -> None:
    word = read(written(tmp_path))
    table: Any = word.tables[-1]
    assert table.style is not None
    assert table.style.element.find(f".//{qn('w:tblBorders')}") is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Feedback matrix"
    own = table.rows[1].cells[1]._tc.tcPr.find(qn("w:shd"))
    assert own is not None


def test_captions_count_by_themselves(tmp_path: Path) -> None:
    fields = [e.get(qn("w:instr")) for e in part(written(tmp_path), "word/document.xml").iter(qn("w:fldSimple"))]
    assert fields == [" SEQ Table \\* ARABIC "]


def test_tables_are_listed_and_lead_to_their_captions(tmp_path: Path) -> None:
    other = Table("Who & when", ("A",), ((Cell("1"),),), key="b")
    path = written(tmp_path, (Contents("Contents", 2, "Tables"), Heading(1, "Plan"), MATRIX, plain("…"), other))
    body = part(path, "word/document.xml")
    listed = [p for p in body.iter(qn("w:p")) if p.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "TableofFigures"]
    links = [link for p in listed for link in p.iter(qn("w:hyperlink"))]
    places = {mark.get(qn("w:name")): mark.getparent() for mark in body.iter(qn("w:bookmarkStart"))}

    assert [field.text.split('"')[1] for field in body.iter(qn("w:instrText"))] == ["1-2", "Table"]
    assert [words_of(link) for link in links] == [f"Table 1. {MATRIX.caption}", "Table 2. Who & when"]
    assert [words_of(places[link.get(qn("w:anchor"))]) for link in links] == [words_of(link) for link in links]
    assert [*schema_faults(path), *word_faults(path)] == []


def words_of(element: Any) -> str:
    return "".join(text.text for text in element.iter(qn("w:t")))


def test_no_paragraph_is_empty_but_a_cell_without_a_dot(tmp_path: Path) -> None:
    body = part(written(tmp_path), "word/document.xml")[0]
    assert [p for p in body.iterchildren(qn("w:p")) if not "".join(p.itertext()).strip()] == []


@pytest.mark.parametrize(
    ("given", "tag"),
    [("en", "en"), ("de-AT", "de-AT"), ("ar", "ar"), ("", "en"), ('"><w:x', "en"), ("english please", "en")],
)
def test_the_language_is_that_of_the_study(tmp_path: Path, given: str, tag: str) -> None:
    styles = part(written(tmp_path, language=given), "word/styles.xml")
    assert [e.get(qn("w:val")) for e in styles.find(qn("w:docDefaults")).iter(qn("w:lang"))] == [tag]


def test_pages_are_a4_with_numbers_at_the_foot(tmp_path: Path) -> None:
    word = read(written(tmp_path))
    section = word.sections[0]
    assert section.page_width is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Prepared for: Sales group\tPage ")
    assert [e.get(qn("w:instr")) for e in foot._p.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]


def test_the_file_says_nothing_of_who_made_it(tmp_path: Path) -> None:
    path = written(tmp_path)
    properties = read(path).core_properties
    assert (properties.title, properties.language) == ("What we heard", "en")
    assert (properties.author, properties.last_modified_by, properties.comments, properties.keywords) == ("",) * 4
    with zipfile.ZipFile(path) as package:
        assert {name for name in package.namelist() if "custom" in name or "thumb" in name or "app" in name} == set()
        everything = b"".join(package.read(name) for name in package.namelist())
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert all(word not in everything for word in (b"rsid", b"python-docx", b"Macintosh", str(tmp_path).encode()))


def test_word_is_asked_to_keep_names_out(tmp_path: Path) -> None:
    settings = part(written(tmp_path), "word/settings.xml")
    assert settings.find(qn("w:removePersonalInformation")) is not None


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == written(tmp_path).read_bytes()


def test_type_is_as_large_as_is_asked(tmp_path: Path) -> None:
    for points in (11.5, 18.0):
        styles = part(written(tmp_path, points=points), "word/styles.xml")
        size = styles.find(qn("w:docDefaults")).find(f".//{qn('w:sz')}")
        assert size is not None
        assert size.get(qn("w:val")) == str(int(points * 2))


def test_a_page_break_is_a_property_of_what_follows(tmp_path: Path) -> None:
    body = part(written(tmp_path, [plain("One"), PageBreak(), plain("Two")]), "word/document.xml")[0]
    breaks = [p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None for p in body.iterchildren(qn("w:p"))]
    assert breaks == [False, True]


def test_a_statement_stays_with_its_quote(tmp_path: Path) -> None:
    paragraphs = read(written(tmp_path)).paragraphs
    assert paragraphs[4].paragraph_format.keep_with_next
    assert not paragraphs[7].paragraph_format.keep_with_next


def test_feedback_refers_to_its_statement_by_a_live_number(tmp_path: Path) -> None:
    head = (Run("On ", bold=True), Run("", bold=True, ref=statement_key("s2")), Run(", asks:", bold=True))
    gone = (Run("On ", bold=True), Run("", ref=statement_key("elsewhere")))
    blocks = (
        Statement("One", item="s1"),
        Statement("Two", item="s2"),
        Feedback("Why?", "asks:", head),
        Feedback("How?", "asks:", gone),
    )
    path = written(tmp_path, blocks)
    body = part(path, "word/document.xml")
    (field,) = body.iter(qn("w:fldSimple"))
    (mark,) = body.iter(qn("w:bookmarkStart"))
    assert field.get(qn("w:instr")) == f" REF {mark.get(qn('w:name'))} \\r \\h "
    assert "".join(mark.getparent().itertext()) == "Two"
    assert "".join(field.itertext()) == "2"
    assert [text for style, text in styled(read(path)) if style == "Feedback"] == ["On , asks: Why?", "asks: How?"]
    assert word_faults(path) == []
    assert schema_faults(path) == []


def kept(row: Any) -> bool:
    return all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row.iter(qn("w:p")))


def rows_of(path: Path) -> list[bool]:
    return [kept(row) for row in part(path, "word/document.xml").iter(qn("w:tr"))]


@pytest.mark.parametrize(
    ("rows", "following", "held"),
    [
        (2, plain("Running text."), [True, True, False]),
        (2, plain("What the signs mean.", quiet=True), [True, True, True]),
        (40, plain("Running text."), [True] + [False] * 40),
    ],
    ids=["short", "explained", "long"],
)
def test_a_short_table_stays_on_one_page_and_no_head_stands_alone(
    tmp_path: Path, rows: int, following: Block, held: list[bool]
) -> None:
    table = Table("T", ("a", "b"), tuple((Cell("1"), Cell("")) for _ in range(rows)))
    path = written(tmp_path, (plain("Table 1 shows it."), table, following))
    assert rows_of(path) == held
    first = read(path).paragraphs[0]
    assert first.paragraph_format.keep_with_next


def test_numbers_have_more_room_where_type_is_larger(tmp_path: Path) -> None:
    def rooms(points: float) -> set[str | None]:
        levels = part(written(tmp_path, points=points), "word/numbering.xml").iter(qn("w:ind"))
        return {level.get(qn("w:hanging")) for level in levels}

    assert rooms(11.0) == {"454"}
    assert rooms(18.0) == {"743"}


def test_a_box_to_write_in_stays_with_what_asks_for_it(tmp_path: Path) -> None:
    path = written(tmp_path, (Bullet("What surprised us?"), Bullet("What next?"), WriteBox("Here.")))
    assert [bool(p.paragraph_format.keep_with_next) for p in read(path).paragraphs[:2]] == [False, True]


def test_a_tight_page_of_letter_holds_as_much_as_one_of_a4(tmp_path: Path) -> None:
    def area(paper: str) -> int:
        path = tmp_path / f"{paper}.docx"
        write_word(Document("summary", "T", (plain("Words."),), tight=True), path, MADE, paper=paper)
        page = docx.Document(str(path)).sections[0]
        wide = page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
        return wide * (page.page_height - page.top_margin - page.bottom_margin)  # type: ignore[operator]

    assert area("Letter") >= area("A4")


def test_a_tight_document_has_less_room_between_paragraphs_but_not_in_large_print(tmp_path: Path) -> None:
    document = Document("summary", "S", (Title("S"), Heading(1, "One"), plain("…")), tight=True)
    rooms = []
    for points in (11.0, 18.0):
        write_word(document, tmp_path / "tight.docx", MADE, points)
        spacing = part(tmp_path / "tight.docx", "word/styles.xml").find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
        rooms.append(int(spacing.get(qn("w:after"))))
    assert rooms[0] < rooms[1] / 2


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x01c\x0b\x1f\x7f",
        "half \ud800 a character \udfff",
        "]]><w:p/>&amp;<![CDATA[",
        "line\nbreak\r\nand\ttab",
        "turned \u202e round \u202d and \u2066 inside \u2069",
        "\ufffe\uffff\ufdd0",
        "👩‍👩‍👧 e\u0301 日本語 {0} %s",
        "x" * 10_000,
        "&" * 100,
        "",
    ],
)
def test_hostile_text_comes_out_safe(tmp_path: Path, text: str) -> None:
    blocks = (
        Title(text or "T"),
        Statement(text),
        QuoteBlock(text),
        CheckLine(text, (text, "no")),
        WriteBox(text),
        Table(text, (text, "b"), ((Cell(text, "row_header"), Cell(text)),)),
    )
    word = read(written(tmp_path, blocks, title=text))
    assert len(word.paragraphs) == 7
    assert "\u202e" not in word.paragraphs[1].text


def test_line_breaks_and_tabs_stay(tmp_path: Path) -> None:
    word = read(written(tmp_path, [Statement("one\ntwo\tthree <&>")]))
    assert word.paragraphs[0].text == "one\ntwo\tthree <&>"


@pytest.mark.parametrize(
    ("text", "rtl"), [("سلام Word", True), ("(שלום", True), ("Word سلام", False), ("日本語", False)]
)
def test_paragraphs_run_in_the_direction_of_their_words(tmp_path: Path, text: str, rtl: bool) -> None:
    paragraph: Any = read(written(tmp_path, [Statement(text)])).paragraphs[0]._p
    assert (paragraph.pPr.find(qn("w:bidi")) is not None) is rtl
    assert (paragraph.find(f".//{qn('w:rtl')}") is not None) is rtl


def test_tables_of_a_language_from_the_right_begin_at_the_right(tmp_path: Path) -> None:
    table = read(written(tmp_path, [MATRIX], language="he")).tables[0]
    assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_writing_can_be_stopped_between_blocks(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    document = Document("findings", "F", tuple(Statement(f"Statement {n}") for n in range(2_000)))
    with pytest.raises(Stopped):
        write_word(document, tmp_path / "x.docx", MADE, check=stop)


ORDER = {  # the order in which the Open XML schema wants the children that we write
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind jc outlineLvl",
    "rPr": "rFonts b bCs i iCs color sz szCs rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW shd vAlign",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tblStylePr",
    "sdtPr": "rPr alias id showingPlcHdr text checkbox",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "settings": "zoom removePersonalInformation removeDateAndTime defaultTabStop characterSpacingControl compat "
    "themeFontLang decimalSymbol listSeparator",
}


@pytest.mark.parametrize("name", ["document", "styles", "numbering", "settings", "footer1"])
def test_elements_stand_in_the_order_of_the_schema(tmp_path: Path, name: str) -> None:
    for element in part(written(tmp_path, language="ar"), f"word/{name}.xml").iter():
        wanted = ORDER.get(etree.QName(element).localname, "").split()
        if wanted:
            places = [wanted.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), etree.tostring(element)


def test_contents_say_the_pages_that_are_known_in_fields_that_stay_live(tmp_path: Path) -> None:
    blocks = (Contents("Contents", 1, "Tables"), Heading(1, "Near"), plain("…"), Heading(1, "Far"), MATRIX)
    document = Document("report", "T", (Title("T"), *blocks), "en", "Foot")
    write_word(document, tmp_path / "a.docx", MADE, pages={2: 1, 4: 12, 5: 13})
    paragraphs: Any = docx.Document(str(tmp_path / "a.docx")).paragraphs
    lines = [p for p in paragraphs if p.style.name in ("toc 1", "table of figures")]
    assert [line.text for line in lines] == ["Near\t1", "Far\t12", "1. Feedback matrix\t13"]
    for line in lines:
        (link,) = line._p.iter(qn("w:hyperlink"))
        (asked,) = (e.text for e in link.iter(qn("w:instrText")))
        assert f"PAGEREF {link.get(qn('w:anchor'))} " in asked
    assert schema_faults(tmp_path / "a.docx") == word_faults(tmp_path / "a.docx") == []


def test_contents_without_known_pages_only_lead_there(tmp_path: Path) -> None:
    path = written(tmp_path, (Contents("Contents", 1), Heading(1, "Near"), plain("…")))
    assert "PAGEREF" not in str(zipfile.ZipFile(path).read("word/document.xml"))


def test_the_head_of_a_column_of_signs_stands_in_the_middle_as_they_do(tmp_path: Path) -> None:
    rows = ((Cell("12:40"), Cell("We call."), Cell("●", "mark")),)
    path = written(tmp_path, (Table("Entries", ("Time", "Entry", "1"), rows),))
    (head, *_) = part(path, "word/document.xml").iter(qn("w:tr"))
    assert [cell.find(f".//{qn('w:jc')}") is not None for cell in head.iter(qn("w:tc"))] == [False, False, True]
