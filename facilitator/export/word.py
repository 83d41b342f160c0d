"""Draws a document's blocks into a Word file, as text that goes straight into the package."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    CheckLine,
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
)
from facilitator.export.word_package import CORE, DOCUMENT, FOOTER, NUMBERING, core_xml, footer_xml, frame
from facilitator.export.word_parts import BULLETS, answer_xml, caption_xml, paragraph_xml, table_xml, write_box_xml
from facilitator.export.word_styles import MC, W14, Look, R, W, numbering_xml, section_xml

AT_ONCE = 500
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"><w:body>'
)
_PLAIN = {PreparedFor: "PreparedFor", Title: "Title"}
_LED = {Bullet: "ListBullet", Feedback: "Feedback", QuoteBlock: "Quote"}


def write_word(
    document: Document,
    path: Path,
    made: datetime,
    points: float = 11.5,
    check: Callable[[], None] | None = None,
) -> None:
    """Writes `document` to `path`; running text is `points` large, `check` is called now and then and may raise."""
    look = Look(document.language, points)
    drawing = _Drawing(document, look.is_rtl)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in frame(look).items():
            package.writestr(_entry(name), content)
        with package.open(_entry(DOCUMENT), "w", force_zip64=True) as part:
            part.write(_HEAD.encode())
            for chunk in drawing.chunks():
                part.write(chunk.encode())
                if check:
                    check()
            part.write(f"{section_xml()}</w:body></w:document>".encode())
        package.writestr(_entry(NUMBERING), numbering_xml(len(drawing.series)))
        package.writestr(_entry(FOOTER), footer_xml(document.footer, document.page_of))
        package.writestr(_entry(CORE), core_xml(document.title, look.tag, made))


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that says nothing of the machine or the hour."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Drawing:
    """Goes through the blocks once; `series` gives the number of each list it met."""

    def __init__(self, document: Document, rtl: bool) -> None:
        self._document = document
        self._rtl = rtl
        self.series: dict[str, int] = {}
        self._tables = 0
        self._controls = 0
        self._break = False
        self._below_table = False

    def chunks(self) -> Iterator[str]:
        """The body's XML, some hundred blocks at a time."""
        blocks = self._document.blocks
        for start in range(0, len(blocks), AT_ONCE):
            here = blocks[start : start + AT_ONCE]
            following = (*blocks[start + 1 : start + AT_ONCE + 1], None)
            yield "".join(map(self._block, here, following))

    def _block(self, block: Block, following: Block | None) -> str:
        if isinstance(block, PageBreak):
            self._break = True
            return ""
        xml = self._drawn(block, following)
        self._break = False
        self._below_table = isinstance(block, Table | WriteBox)
        return xml

    def _drawn(self, block: Block, following: Block | None) -> str:
        match block:
            case Statement():
                return self._numbered(block.series, block.text, keep_next=_hangs(following))
            case PreparedFor() | Title():
                return self._paragraph(_PLAIN[type(block)], (Run(block.text),))
            case Heading():
                return self._paragraph(f"Heading{min(block.level, 3)}", (Run(block.text),))
            case Paragraph():
                return self._paragraph("Aid" if block.quiet else "Normal", block.runs)
            case Bullet() | Feedback() | QuoteBlock():
                keep = isinstance(block, Bullet) and _hangs(following)
                return self._paragraph(_LED[type(block)], _led(block.lead, block.text), keep)
            case _:
                return self._drawn_form(block)

    def _drawn_form(self, block: Block) -> str:
        match block:
            case CheckLine():
                self._controls += len(block.boxes)
                answer = answer_xml(block.boxes, self._controls)
                return self._numbered(block.series, block.text, keep_next=True) + answer
            case WriteBox():
                self._controls += 1
                return write_box_xml(block, self._controls)
            case Table():
                self._tables += 1
                caption = self._document.table_caption
                return caption_xml(caption, self._tables, block.caption, self._break) + table_xml(block, self._rtl)
        raise TypeError(f"no drawing for {type(block).__name__}")

    def _paragraph(self, style: str, runs: tuple[Run, ...], keep_next: bool = False) -> str:
        return paragraph_xml(style, runs, keep_next=keep_next, new_page=self._break, below_table=self._below_table)

    def _numbered(self, series: str, text: str, keep_next: bool) -> str:
        number = self.series.setdefault(series, len(self.series) + BULLETS + 1)
        return paragraph_xml("ListNumber", (Run(text),), keep_next=keep_next, new_page=self._break, number=number)


def _hangs(following: Block | None) -> bool:
    """Whether what follows belongs to what stands above it."""
    return isinstance(following, QuoteBlock | Feedback)


def _led(lead: str, text: str) -> tuple[Run, ...]:
    return (Run(f"{lead} ", bold=True), Run(text)) if lead else (Run(text),)
