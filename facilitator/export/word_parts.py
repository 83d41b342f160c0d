"""The XML of paragraphs, boxes to tick and tables in a Word document.

Elements stand in the order that the Open XML schema asks for.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple
from zlib import crc32

from facilitator.domain.documents.blocks import STATEMENT, Cell, Run, Table, WriteBox
from facilitator.export.text import clean, is_rtl
from facilitator.export.word_styles import ACCENT, QUIET, SHADE

BULLETS = 1
SHORT = 8
"""A table of so many rows stays on one page."""
_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_BOX = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
_CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_NO_NUMBERS: Mapping[str, str] = {}
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_CENTRED = '<w:jc w:val="center"/>'


class Spoken(NamedTuple):
    """The language of a paragraph, as a tag where it is not the document's, and whether it runs from the right."""

    tag: str
    rtl: bool


class Entry(NamedTuple):
    """A line of a table of contents; `mark` is the number of its bookmark, `page` 0 where it is not known."""

    level: int
    text: str
    mark: int
    page: int


def text_xml(text: str) -> str:
    """The text of a run; line breaks and tabs become Word's own."""
    xml = escape(clean(text), quote=False)
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", f"{_CLOSE}<w:br/>{_OPEN}").replace("\t", f"{_CLOSE}<w:tab/>{_OPEN}")
    return f"{_OPEN}{xml}{_CLOSE}"


def run_xml(run: Run, rtl: bool = False, colour: str = "", language: str = "") -> str:
    """A run in its look; `language` is a tag where it is not that of the document."""
    look = (
        ("<w:b/><w:bCs/>" if run.bold else "")
        + ("<w:i/><w:iCs/>" if run.italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + ("<w:rtl/>" if rtl else "")
        + (f'<w:lang {"w:bidi" if rtl else "w:val"}="{language}"/>' if language else "")
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{text_xml(run.text)}</w:r>" if look else f"<w:r>{text_xml(run.text)}</w:r>"


def paragraph_xml(
    style: str,
    runs: Sequence[Run],
    *,
    keep_next: bool = False,
    new_page: bool = False,
    below_table: bool = False,
    number: int = 0,
    spoken: Spoken | None = None,
    numbers: Mapping[str, str] = _NO_NUMBERS,
) -> str:
    """A paragraph of a style; `number` is the list it counts in. Its direction is that of its text unless it is said.

    `numbers` say what runs that refer to a table or figure read.
    """
    language, rtl = spoken or ("", any(is_rtl(run.text) for run in runs))
    look = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + ("<w:bidi/>" if rtl else "")
        + ('<w:spacing w:before="120"/>' if below_table and not style.startswith("Heading") else "")
    )
    inside = "".join(reference_xml(run, numbers) if run.ref else run_xml(run, rtl, language=language) for run in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def reference_xml(run: Run, numbers: Mapping[str, str]) -> str:
    """The number of a table, figure or statement, live; its text where there is none of that key."""
    if run.ref not in numbers:
        return run_xml(run)
    said = run_xml(Run(numbers[run.ref], run.bold, run.italic))
    number = "\\r " if run.ref.startswith(STATEMENT) else ""  # of a paragraph, not its words
    return f'<w:fldSimple w:instr=" REF {bookmark(run.ref)} {number}\\h ">{said}</w:fldSimple>'


def bookmark(key: str) -> str:
    """The name of the bookmark of a caption: letters, digits and lines only, at most 40."""
    readable = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in key[:20])
    return f"_Ref_{readable}_{crc32(key.encode('utf-8', 'surrogatepass')):08x}"


def heading_xml(level: int, text: str, *, new_page: bool, mark: int) -> str:
    """A heading; `mark` is the number of its bookmark where a table of contents leads to it."""
    xml = paragraph_xml(f"Heading{level}", (Run(text),), new_page=new_page)
    if not mark:
        return xml
    return bookmarked_xml(xml, mark, toc_bookmark(mark))


def toc_bookmark(mark: int) -> str:
    """The name of the bookmark that a table of contents leads to."""
    return f"_Toc{mark:06}"


def bookmarked_xml(paragraph: str, mark: int, name: str) -> str:
    """A paragraph all of whose words are in a bookmark."""
    head, _, rest = paragraph.partition("</w:pPr>")
    start = f'<w:bookmarkStart w:id="{mark}" w:name="{name}"/>'
    return f'{head}</w:pPr>{start}{rest.removesuffix("</w:p>")}<w:bookmarkEnd w:id="{mark}"/></w:p>'


def contents_xml(title: str, depth: int, entries: Sequence[Entry], new_page: bool, series: str = "") -> str:
    """A live table of contents, or list of the captions of a `series`.

    Entries lead to their headings and say their pages where these are known; where they are not, the pages come when
    a word processor is asked to bring the table up to date.
    """
    head = paragraph_xml("TOCHeading", (Run(title),), new_page=new_page)
    if not entries:
        return head
    listed = f'\\h \\z \\c "{series}"' if series else f'\\o "1-{depth}" \\h \\z \\u'
    begin = (
        f'{_MARK.format("begin")}<w:r><w:instrText xml:space="preserve"> TOC {listed} </w:instrText></w:r>'
        f"{_MARK.format('separate')}"
    )
    last, styles = len(entries) - 1, ("TableofFigures", "TOC1", "TOC2", "TOC3")
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{styles[level]}"/></w:pPr>{begin if not at else ""}'
        f'<w:hyperlink w:anchor="{toc_bookmark(mark)}" w:history="1">{run_xml(Run(text))}{_page_xml(mark, page)}'
        f"</w:hyperlink>{_MARK.format('end') if at == last else ''}</w:p>"
        for at, (level, text, mark, page) in enumerate(entries)
    )
    return head + lines


def _page_xml(mark: int, page: int) -> str:
    """A tab, and the page of a bookmark as a live field; nothing where it is not known."""
    if not page:
        return ""
    field = f'<w:r><w:instrText xml:space="preserve"> PAGEREF {toc_bookmark(mark)} \\h </w:instrText></w:r>'
    said = f"{_MARK.format('begin')}{field}{_MARK.format('separate')}<w:r><w:t>{page}</w:t></w:r>"
    return f"<w:r><w:tab/></w:r>{said}{_MARK.format('end')}"


def answer_xml(boxes: Sequence[str], last_id: int, about: str, *, keep_next: bool = False) -> str:
    """Boxes to tick, each with its word, and a line to write on; a screen reader tells what they are `about`."""
    first = last_id - len(boxes) + 1
    parts = "".join(
        f'<w:sdt><w:sdtPr>{_BOX}<w:alias w:val="{_attribute(f"{box}: {about}")}"/><w:id w:val="{first + at}"/>'
        f"{_CHECKBOX}</w:sdtPr><w:sdtContent><w:r>{_BOX}<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        f"<w:r>{text_xml(' ' + box)}<w:tab/></w:r>"
        for at, box in enumerate(boxes)
    )
    kept = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Answer"/>{kept}</w:pPr>{parts}<w:r><w:tab/></w:r></w:p>'


def write_box_xml(box: WriteBox, control: int) -> str:
    """A framed field below its hint, so many lines high while it is empty."""
    room = f"<w:r>{_OPEN} {_CLOSE}{'<w:br/>' * max(box.lines - 1, 0)}</w:r>"
    field = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_attribute(box.hint)}"/><w:id w:val="{control}"/><w:showingPlcHdr/>'
        f'<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>{room}</w:sdtContent></w:sdt>'
    )
    hint = f"{run_xml(Run(box.hint), colour=QUIET)}<w:r><w:br/></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="WriteBox"/></w:pPr>{hint}{field}</w:p>'


def caption_xml(
    template: str,
    number: int,
    text: str,
    *,
    new_page: bool = False,
    key: str = "",
    mark: int = 0,
    series: str = "Table",
) -> str:
    """The caption of a table or figure; its number is a live field, and `mark` the number of its bookmark."""
    before, _, after = template.partition("{number}")
    field = f'<w:fldSimple w:instr=" SEQ {series} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
    named = f"{run_xml(Run(before)) if before else ''}{field}"
    if key:
        start = f'<w:bookmarkStart w:id="{mark}" w:name="{bookmark(key)}"/>'
        named = f'{start}{named}<w:bookmarkEnd w:id="{mark}"/>'
    look = f'<w:pStyle w:val="{"Caption" if series == "Table" else "FigureCaption"}"/>'
    look += "<w:pageBreakBefore/>" if new_page else ""
    rest = run_xml(Run(after.replace("{text}", text)))
    return f"<w:p><w:pPr>{look}</w:pPr>{named}{rest}</w:p>"


def picture_xml(relation: str, number: int, alt: str, width: int, ratio: float) -> str:
    """A picture in the line, `width` in twentieths of a point."""
    across, down = width * 635, round(width * 635 * ratio)
    name = f"Picture {number}"
    told = escape(clean(alt)[:1000]) or name
    return (
        '<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_WP}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{told}"/>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{told}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def table_xml(table: Table, width: int, rtl: bool = False, *, explained: bool = False) -> str:
    """A table of this width, from the right where `rtl`; its first row repeats and no row is torn apart.

    `explained` says that the next line belongs to it.
    """
    widths = widths_of(table, width)
    headed = bool(table.rows) and table.rows[0][0].kind == "row_header"
    middle = centred_columns(table)
    header = "".join(
        _cell_xml(Cell(text), wide, centred=middle[at], kept=True)
        for at, (text, wide) in enumerate(zip(table.header, widths, strict=True))
    )
    kept = len(table.rows) - (not explained) if len(table.rows) <= SHORT else 0
    rows = "".join(_row_xml(row, widths, at < kept) for at, row in enumerate(table.rows))
    caption = _attribute(table.caption)
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="FacilitatorTable"/>'
        f'{"<w:bidiVisual/>" if rtl else ""}<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"06A0" if headed else "0620"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(headed)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{caption}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>{rows}</w:tbl>"
    )


def _attribute(text: str) -> str:
    """A name for a control or table, as short as Word wants it."""
    return escape(" ".join(clean(text)[:60].split()))


def centred_columns(table: Table) -> list[bool]:
    """Which columns have their head in the middle: those whose signs stand there."""
    if not table.rows:
        return [False for _ in table.header]
    return [cell.kind in ("mark", "own") for cell in table.rows[0]]


def widths_of(table: Table, width: int) -> list[int]:
    """Of its columns, together no wider than this."""
    shares = table.widths or tuple(1.0 for _ in table.header)
    return [int(width * share / sum(shares)) for share in shares]


def _row_xml(row: Sequence[Cell], widths: Sequence[int], kept: bool) -> str:
    """A row that is not torn; `kept` holds it on the page of the next."""
    cells = "".join(_cell_xml(cell, width, kept=kept) for cell, width in zip(row, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell_xml(cell: Cell, width: int, *, centred: bool = False, kept: bool = False) -> str:
    shade = f'<w:shd w:val="thinDiagStripe" w:color="{SHADE}" w:fill="FFFFFF"/>' if cell.kind == "own" else ""
    colour = {"mark": ACCENT, "own": QUIET}.get(cell.kind, "")
    rtl = is_rtl(cell.text)
    look = (
        f'<w:pStyle w:val="{"TableLarge" if cell.kind == "large" else "TableText"}"/>'
        + ("<w:keepNext/>" if kept else "")
        + ("<w:bidi/>" if rtl else "")
        + (_CENTRED if centred or cell.kind in ("mark", "own") else "")
    )
    run = run_xml(Run(cell.text), rtl, colour) if cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p></w:tc>"
    )
