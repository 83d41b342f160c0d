"""Draws a document's blocks into a Word file, as text that goes straight into the package."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    CheckLine,
    Contents,
    Document,
    Feedback,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    PreparedFor,
    QuoteBlock,
    Run,
    Script,
    Statement,
    Subtitle,
    Table,
    Title,
    WriteBox,
    statement_key,
)
from facilitator.export.text import is_plain, is_rtl, language_of
from facilitator.export.word_frame import CORE, DOCUMENT, FOOTER, NUMBERING, PICTURE, PICTURE_ID, Frame
from facilitator.export.word_measures import look_of
from facilitator.export.word_package import core_xml, footer_xml, frame
from facilitator.export.word_parts import (
    BULLETS,
    Entry,
    Spoken,
    answer_xml,
    bookmark,
    bookmarked_xml,
    caption_xml,
    contents_xml,
    heading_xml,
    paragraph_xml,
    picture_xml,
    table_xml,
    toc_bookmark,
    write_box_xml,
)
from facilitator.export.word_styles import MC, W14, Look, R, W

AT_ONCE = 500
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" mc:Ignorable="w14"><w:body>'
)
_PLAIN = {PreparedFor: "PreparedFor", Title: "Title", Subtitle: "Subtitle", Script: "Script"}
_OFTEN = (Statement, QuoteBlock)
_BELOW = (Table, WriteBox, Feedback)
"""What a paragraph before it leads to."""
_PICTURE_ZOOM = 1.25
"""Finer ones take several times as long to draw, in which nothing else can go on, and print no better."""


def write_word(
    document: Document,
    path: Path,
    made: datetime,
    points: float = 11.0,
    check: Callable[[], None] | None = None,
    *,
    paper: str = "A4",
    template: bytes = b"",
    pages: Mapping[int, int] | None = None,
) -> None:
    """Writes `document` to `path`; running text is `points` large, `check` is called now and then and may raise.

    `template` is the whole of a Word file whose styles, head and foot are used. Raises UserError where it is none.
    `pages` say on which page blocks begin, by their number, for the table of contents.
    """
    look = look_of(document, points, paper, template)
    drawn = frame(look)
    drawing = _Drawing(document, look, drawn, pages or {})
    with zipfile.ZipFile(path, "w") as package:
        for name, content in drawn.with_pictures(len(drawing.pictures)).items():
            package.writestr(_entry(name), content)
        with package.open(_entry(DOCUMENT), "w", force_zip64=True) as part:
            part.write(_HEAD.encode())
            for chunk in drawing.chunks():
                part.write(chunk.encode())
                if check:
                    check()
            part.write(f"{drawn.section(look)}</w:body></w:document>".encode())
        for at, figure in enumerate(drawing.pictures, 1):
            package.writestr(_entry(PICTURE.format(at)), _png(figure.svg))
        package.writestr(_entry(NUMBERING), drawn.numbering_part(len(drawing.series), look.indent))
        if drawn.own_foot:
            package.writestr(_entry(FOOTER), footer_xml(document.footer, document.page_of))
        package.writestr(_entry(CORE), core_xml(document.title, look.tag, made))


@lru_cache(maxsize=16)
def _png(svg: str) -> bytes:
    import resvg_py  # loaded only for documents with pictures

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_PICTURE_ZOOM))


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry that says nothing of the machine or the hour."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Drawing:
    """Goes through the blocks once; `series` gives the number of each list it met, `pictures` those there are."""

    def __init__(self, document: Document, look: Look, drawn: Frame, pages: Mapping[int, int]) -> None:
        self._document = document
        self._look = look
        self._drawn = drawn
        kinds = set(map(type, document.blocks))  # most documents have few, which saves going through all the blocks
        self._referred = document.referred if Feedback in kinds else frozenset()
        self._numbers = document.numbers if self._referred or kinds & {Table, Figure} else {}
        self._headings = _marked_headings(document.blocks, pages) if Contents in kinds else []
        self._captions = _marked_captions(document, len(self._headings), pages) if Contents in kinds else []
        self.pictures = [each for each in document.blocks if isinstance(each, Figure)] if Figure in kinds else []
        self.series: dict[str, int] = {}
        self._tables = 0
        self._figures = 0
        self._controls = 0
        self._marks = len(self._headings) + len(self._captions)
        self._heading = 0
        self._break = False
        self._below_table = False
        self._heads: dict[str | None, str] = {}
        self._kept_heads: dict[str | None, str] = {}

    def chunks(self) -> Iterator[str]:
        """The body's XML, some hundred blocks at a time."""
        blocks = self._document.blocks
        for start in range(0, len(blocks), AT_ONCE):
            here = blocks[start : start + AT_ONCE]
            following = (*blocks[start + 1 : start + AT_ONCE + 1], None)
            xml = "".join(map(self._block, here, following))
            for ours, theirs in self._drawn.renames.items():
                xml = xml.replace(f'Style w:val="{ours}"/>', f'Style w:val="{theirs}"/>')
            yield xml

    def _block(self, block: Block, following: Block | None) -> str:
        kind = type(block)
        if kind in _OFTEN and not (self._break or self._below_table or self._referred):
            xml = self._line(block, kind is Statement and _hangs(following))  # type: ignore[arg-type]
            if xml:
                return xml
        if isinstance(block, PageBreak):
            self._break = True
            return ""
        xml = self._drawn_text(block, following)
        self._break = False
        self._below_table = isinstance(block, Table)
        return xml

    def _line(self, block: Statement | QuoteBlock, keep: bool) -> str:
        """A statement or quote in letters that need no care, as nearly all are, in the shortest way; else nothing."""
        text = block.text
        if isinstance(block, Statement):
            list_of: str | None = block.series
        elif block.lead or block.language:
            return ""
        else:
            list_of = None
        if not is_plain(text):
            return ""
        heads = self._kept_heads if keep else self._heads
        head = heads.get(list_of)
        if head is None:
            number = 0 if list_of is None else self._list(list_of)
            style = "ListNumber" if number else "Quote"
            whole = paragraph_xml(style, (Run("|"),), keep_next=keep, number=number)
            head = heads[list_of] = whole.partition("|")[0]
        return f"{head}{text}</w:t></w:r></w:p>"

    def _drawn_text(self, block: Block, following: Block | None) -> str:
        match block:
            case Statement():
                return self._marked(block, self._numbered(block.series, block.text, keep_next=_hangs(following)))
            case Bullet() | QuoteBlock():
                return self._led(block, keep=isinstance(block, Bullet) and _hangs(following))
            case Feedback():
                return self._paragraph("Feedback", (*block.lead_runs(self._numbers), Run(block.text)))
            case Heading():
                return self._headed(block)
            case Paragraph():
                return self._paragraph("Aid" if block.quiet else "Normal", block.runs, isinstance(following, _BELOW))
            case PreparedFor() | Title() | Subtitle() | Script():
                covers = isinstance(block, Title) and block.cover
                return self._paragraph("CoverTitle" if covers else _PLAIN[type(block)], (Run(block.text),))
            case _:
                return self._drawn_form(block, following)

    def _drawn_form(self, block: Block, following: Block | None) -> str:
        match block:
            case CheckLine():
                self._controls += len(block.boxes)
                answer = answer_xml(block.boxes, self._controls, block.text, keep_next=_hangs(following))
                return self._marked(block, self._numbered(block.series, block.text, keep_next=True)) + answer
            case WriteBox():
                self._controls += 1
                return write_box_xml(block, self._controls)
            case Table():
                return self._table(block, isinstance(following, Paragraph) and following.quiet)
            case Figure():
                return self._figure(block)
            case Contents():
                return self._contents(block)
        raise TypeError(f"no drawing for {type(block).__name__}")

    def _contents(self, block: Contents) -> str:
        entries = [entry for entry in self._headings if entry.level <= block.depth]
        xml = contents_xml(block.text, block.depth, entries, self._break)
        if block.tables and self._captions:
            xml += contents_xml(block.tables, 0, self._captions, new_page=False, series="Table")
        return xml

    def _table(self, block: Table, explained: bool) -> str:
        self._tables += 1
        self._marks += 1
        words = self._document.table_caption
        caption = caption_xml(words, self._tables, block.caption, new_page=self._break, key=block.key, mark=self._marks)
        if self._captions:
            listed = self._captions[self._tables - 1].mark
            caption = bookmarked_xml(caption, listed, toc_bookmark(listed))
        return caption + table_xml(block, self._drawn.room(self._look), self._look.is_rtl, explained=explained)

    def _figure(self, block: Figure) -> str:
        self._figures += 1
        self._marks += 1
        relation = PICTURE_ID.format(self._figures)
        width = round(self._drawn.room(self._look) * block.share)
        picture = picture_xml(relation, self._figures, block.alt, width, block.ratio)
        words = self._document.figure_caption
        caption = caption_xml(words, self._figures, block.caption, key=block.key, mark=self._marks, series="Figure")
        return picture + caption

    def _headed(self, block: Heading) -> str:
        mark = 0
        if self._headings:
            mark = self._headings[self._heading].mark
            self._heading += 1
        return heading_xml(min(block.level, 3), block.text, new_page=self._break, mark=mark)

    def _marked(self, block: Statement | CheckLine, xml: str) -> str:
        """A numbered paragraph, in a bookmark where something refers to its number."""
        key = statement_key(block.item)
        if key not in self._referred:
            return xml
        self._marks += 1
        return bookmarked_xml(xml, self._marks, bookmark(key))

    def _led(self, block: Bullet | QuoteBlock, *, keep: bool) -> str:
        runs = (Run(f"{block.lead} ", bold=True), Run(block.text)) if block.lead else (Run(block.text),)
        if not isinstance(block, QuoteBlock):
            return self._paragraph("ListBullet", runs, keep)
        tag = language_of(block.text, block.language, self._look.tag)
        return self._paragraph("Quote", runs, keep, Spoken(tag, is_rtl(block.text, block.language)))

    def _paragraph(
        self, style: str, runs: tuple[Run, ...], keep_next: bool = False, spoken: Spoken | None = None
    ) -> str:
        return paragraph_xml(
            style,
            runs,
            keep_next=keep_next,
            new_page=self._break,
            below_table=self._below_table,
            spoken=spoken,
            numbers=self._numbers,
        )

    def _numbered(self, series: str, text: str, keep_next: bool) -> str:
        number = self._list(series)
        return paragraph_xml("ListNumber", (Run(text),), keep_next=keep_next, new_page=self._break, number=number)

    def _list(self, series: str) -> int:
        """The number of the list that a series counts in."""
        return self.series.setdefault(series, len(self.series) + BULLETS + 1) + self._drawn.lists


def _hangs(following: Block | None) -> bool:
    """Whether what follows belongs to what stands above it."""
    return isinstance(following, QuoteBlock | Feedback | WriteBox)


def _marked_headings(blocks: tuple[Block, ...], pages: Mapping[int, int]) -> list[Entry]:
    """Every heading, for a table of contents that leads to them."""
    headings = ((at, block) for at, block in enumerate(blocks) if isinstance(block, Heading))
    return [
        Entry(min(block.level, 3), block.text, mark, pages.get(at, 0)) for mark, (at, block) in enumerate(headings, 1)
    ]


def _marked_captions(document: Document, before: int, pages: Mapping[int, int]) -> list[Entry]:
    """The caption of every table, where they are listed; bookmarks are counted on from `before`."""
    if not any(isinstance(block, Contents) and block.tables for block in document.blocks):
        return []
    tables = ((at, block) for at, block in enumerate(document.blocks) if isinstance(block, Table))
    words = document.table_caption
    return [
        Entry(
            0,
            words.replace("{number}", str(number)).replace("{text}", block.caption),
            before + number,
            pages.get(at, 0),
        )
        for number, (at, block) in enumerate(tables, 1)
    ]
