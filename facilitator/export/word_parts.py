"""The XML of paragraphs, boxes to tick and tables in a Word document.

Elements stand in the order that the Open XML schema asks for.
"""

from collections.abc import Sequence
from html import escape

from facilitator.domain.documents.blocks import Cell, Run, Table, WriteBox
from facilitator.export.text import clean, is_rtl
from facilitator.export.word_styles import ACCENT, QUIET, RULE, SHADE, TEXT_WIDTH

BULLETS = 1
_OPEN, _CLOSE = '<w:t xml:space="preserve">', "</w:t>"
_BOX = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
_CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_CENTRED = '<w:jc w:val="center"/>'


def text_xml(text: str) -> str:
    """The text of a run; line breaks and tabs become Word's own."""
    xml = escape(clean(text), quote=False)
    if "\n" in xml or "\t" in xml:
        xml = xml.replace("\n", f"{_CLOSE}<w:br/>{_OPEN}").replace("\t", f"{_CLOSE}<w:tab/>{_OPEN}")
    return f"{_OPEN}{xml}{_CLOSE}"


def run_xml(run: Run, rtl: bool = False, colour: str = "") -> str:
    """A run in its look."""
    look = (
        ("<w:b/><w:bCs/>" if run.bold else "")
        + ("<w:i/><w:iCs/>" if run.italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + ("<w:rtl/>" if rtl else "")
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
) -> str:
    """A paragraph of a style; `number` is the list it counts in. Its direction is that of its text."""
    rtl = any(is_rtl(run.text) for run in runs)
    look = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else "")
        + ("<w:bidi/>" if rtl else "")
        + ('<w:spacing w:before="120"/>' if below_table and not style.startswith("Heading") else "")
    )
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(run_xml(run, rtl) for run in runs)}</w:p>"


def answer_xml(boxes: Sequence[str], last_id: int) -> str:
    """Boxes to tick, each with its word, and a line to write on."""
    first = last_id - len(boxes) + 1
    parts = "".join(
        f'<w:sdt><w:sdtPr>{_BOX}<w:alias w:val="{_attribute(box)}"/><w:id w:val="{first + at}"/>{_CHECKBOX}'
        f"</w:sdtPr><w:sdtContent><w:r>{_BOX}<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        f"<w:r>{text_xml(' ' + box)}<w:tab/></w:r>"
        for at, box in enumerate(boxes)
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Answer"/></w:pPr>{parts}<w:r><w:tab/></w:r></w:p>'


def write_box_xml(box: WriteBox, control: int) -> str:
    """An empty field with a frame, at least so many lines high."""
    hint = _attribute(box.hint)
    field = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{hint}"/><w:id w:val="{control}"/><w:showingPlcHdr/>'
        f'<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>{run_xml(Run(box.hint), colour=QUIET)}'
        "</w:sdtContent></w:sdt>"
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="FacilitatorTable"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/><w:tblDescription w:val="{hint}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
        f'<w:trHeight w:val="{box.lines * 340}" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" '
        f'w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>{field}</w:p></w:tc></w:tr></w:tbl>'
    )


def caption_xml(template: str, number: int, text: str, new_page: bool) -> str:
    """The caption over a table; its number is a live field."""
    before, _, after = template.partition("{number}")
    field = f'<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
    look = '<w:pStyle w:val="Caption"/>' + ("<w:pageBreakBefore/>" if new_page else "")
    rest = run_xml(Run(after.replace("{text}", text)))
    return f"<w:p><w:pPr>{look}</w:pPr>{run_xml(Run(before))}{field}{rest}</w:p>"


def table_xml(table: Table, rtl: bool = False) -> str:
    """A table that fills the width, from the right where `rtl`; its first row repeats and no row is torn apart."""
    widths = _widths(table)
    headed = bool(table.rows) and table.rows[0][0].kind == "row_header"
    centred = headed and len(table.rows[0]) > 1 and table.rows[0][1].kind in ("mark", "own")
    header = "".join(
        _cell_xml(Cell(text), width, centred=centred and at > 0)
        for at, (text, width) in enumerate(zip(table.header, widths, strict=True))
    )
    rows = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(map(_cell_xml, row, widths))}</w:tr>" for row in table.rows
    )
    caption = _attribute(table.caption)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
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


def _widths(table: Table) -> list[int]:
    shares = table.widths or tuple(1.0 for _ in table.header)
    return [int(TEXT_WIDTH * share / sum(shares)) for share in shares]


def _cell_xml(cell: Cell, width: int, centred: bool = False) -> str:
    shade = f'<w:shd w:val="thinDiagStripe" w:color="{SHADE}" w:fill="FFFFFF"/>' if cell.kind == "own" else ""
    colour = {"mark": ACCENT, "own": RULE}.get(cell.kind, "")
    rtl = is_rtl(cell.text)
    look = (
        '<w:pStyle w:val="TableText"/>'
        + ("<w:bidi/>" if rtl else "")
        + (_CENTRED if centred or cell.kind in ("mark", "own") else "")
    )
    run = run_xml(Run(cell.text), rtl, colour) if cell.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p></w:tc>"
    )
