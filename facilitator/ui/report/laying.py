"""Sets the blocks of a document into strips, by the very measures of the Word file, as the preview and the PDF show it.

What stays together with what is marked here and in `export/word.py` alike.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from facilitator.domain.documents.blocks import (
    Block,
    Bullet,
    Cell,
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
)
from facilitator.domain.languages import directed, runs_from_right
from facilitator.export.text import is_rtl
from facilitator.export.word_measures import Measures, Style
from facilitator.export.word_parts import SHORT, centred_columns, widths_of
from facilitator.export.word_styles import ACCENT, OWN, QUIET, RULE, SHADE
from facilitator.ui.report.sheets import Strip
from facilitator.ui.report.typesetting import Face, Fill, Ink, Leader, Line, Picture, Span, Typesetter

BAR, THIN = 30, 10
"""How thick the rule beside a quote is, and those of a table, in twentieths of a point."""
PAD_DOWN, PAD_ACROSS = 30, 100
"""Room between the rules of a cell and its text."""
BELOW_TABLE = 120
BESIDE_BAR = 200
BESIDE = 700
"""Room for the page behind an entry of the contents."""
_PLAIN = {PreparedFor: "PreparedFor", Subtitle: "Subtitle", Script: "Script"}
_APART = frozenset({"PreparedFor", "Title", "Subtitle", "Script", "Normal", "Aid", "ListBullet", "Quote", "Feedback"})
"""What has room above it below a table, which has none of its own."""
_TO_TABLE = (Table, WriteBox, Feedback)
_TO_WORDS = (QuoteBlock, Feedback, WriteBox)
Strips = Iterator[Strip | None]
"""None is a moment to rest."""


class Writer:
    """Goes through the blocks once; counters are by series, as the lists are."""

    def __init__(self, document: Document, blocks: Sequence[Block], measures: Measures, setter: Typesetter) -> None:
        self._document = document
        self._blocks = blocks
        self._measures = measures
        self._setter = setter
        self._rtl = runs_from_right(document.language)
        self._width = measures.width
        self._numbers: Counter[str] = Counter()
        self._named = document.numbers
        self.entries: list[tuple[int, Leader]] = []
        """Each line of the contents, with the number of the block that it leads to."""
        self._owed = 0.0
        self._break = self._below_table = False
        self._at = 0
        self._following: Block | None = None
        self._draw: dict[type, Callable[..., Strips]] = {
            PreparedFor: self._plain,
            Title: self._title,
            Subtitle: self._plain,
            Contents: self._contents,
            Script: self._plain,
            Figure: self._figure,
            Heading: self._heading,
            Paragraph: self._paragraph,
            Statement: self._statement,
            Bullet: self._bullet,
            QuoteBlock: self._quote,
            Feedback: self._feedback,
            CheckLine: self._check_line,
            WriteBox: self._write_box,
            Table: self._table,
        }

    def strips(self) -> Strips:
        """From the top down."""
        for at, (block, following) in enumerate(zip_longest(self._blocks, self._blocks[1:])):
            self._at, self._following = at, following
            if isinstance(block, PageBreak):
                self._break = True
                continue
            yield from self._draw[type(block)](block)
            if isinstance(block, Table):
                self._below_table = True

    def number_contents(self, pages: dict[int, int]) -> None:
        """Sets its page behind each entry of the contents, once the pages are known."""
        for block, leader in self.entries:
            if block in pages:
                face = self._face(self._style("TOC2"))
                leader.page = self._setter.line(str(pages[block]), face)

    # ---- blocks

    def _plain(self, block: PreparedFor | Subtitle | Script) -> Strips:
        return self._set(_PLAIN[type(block)], (Span(block.text),))

    def _title(self, block: Title) -> Strips:
        return self._set("CoverTitle" if block.cover else "Title", (Span(block.text),))

    def _contents(self, block: Contents) -> Strips:
        yield from self._set("TOCHeading", (Span(block.text),))
        for at, heading in enumerate(self._document.blocks):
            level = min(heading.level, 3) if isinstance(heading, Heading) else 0
            if isinstance(heading, Heading) and level <= block.depth:
                yield from self._entry(f"TOC{level}", heading.text, at)
        tables = [(at, each) for at, each in enumerate(self._document.blocks) if isinstance(each, Table)]
        if block.tables and tables:
            yield from self._set("TOCHeading", (Span(block.tables),))
            for number, (at, table) in enumerate(tables, 1):
                yield from self._entry("TableofFigures", self._caption_of(table.caption, number), at)

    def _entry(self, style: str, text: str, to: int) -> Strips:
        strips = [strip for strip in self._set(style, (Span(text),), narrower=BESIDE) if strip]
        for strip in strips:
            strip.leads_to = to
        for line in [ink for strip in strips[-1:] for ink in strip.inks if isinstance(ink, Line)]:
            leader = Leader(line, self._width)
            self.entries.append((to, leader))
            strips[-1].inks = (line, leader)
        yield from strips

    def _figure(self, block: Figure) -> Strips:
        style = self._style("Picture")
        width = self._width * block.share
        height = width * block.ratio
        picture = Picture(block.svg, (self._width - width) / 2, style.rule_above, width, height)
        strip = self._opening("Picture", height, (picture,))
        strip.kept = True
        yield strip
        self._owed = style.below
        caption = self._document.figure_caption.format(number=self._next("figures"), text=block.caption)
        yield from self._set("FigureCaption", (Span(caption),))

    def _heading(self, block: Heading) -> Strips:
        return self._set(f"Heading{min(block.level, 3)}", (Span(block.text),))

    def _paragraph(self, block: Paragraph) -> Strips:
        spans = [self._span(run) for run in block.runs]
        kept = isinstance(self._following, _TO_TABLE)
        return self._set("Aid" if block.quiet else "Normal", spans, kept=kept)

    def _statement(self, block: Statement) -> Strips:
        return self._listed(f"{self._next(block.series)}.", (Span(block.text),), kept=self._hangs)

    def _bullet(self, block: Bullet) -> Strips:
        return self._listed("•", _led(block.lead, block.text), kept=self._hangs, style="ListBullet")

    def _quote(self, block: QuoteBlock) -> Strips:
        rtl = is_rtl(block.text, block.language)
        return self._set("Quote", _led(block.lead, directed(block.text, block.language)), rtl=rtl)

    def _feedback(self, block: Feedback) -> Strips:
        lead = [self._span(run) for run in block.lead_runs(self._named)]
        return self._set("Feedback", (*lead, Span(block.text)))

    def _check_line(self, block: CheckLine) -> Strips:
        yield from self._listed(f"{self._next(block.series)}.", (Span(block.text),), kept=True)
        style = self._style("Answer")
        inks: list[Line | Fill] = []
        at, height = float(style.left), 0.0
        for box in block.boxes:
            line = self._setter.line(f"☐ {box}", self._face(style)).moved(at)
            inks.append(line)
            at, height = _next_tab(line.end, style), max(height, line.bottom)
        if self._width - at > BESIDE:
            inks.append(Fill(at, height * 0.8, self._width - at, THIN / 2, style.colour))
        strip = self._opening("Answer", height, inks)
        strip.kept = self._hangs
        yield strip
        self._owed = style.below

    def _write_box(self, block: WriteBox) -> Strips:
        style = self._style("WriteBox")
        room = "\n" * max(block.lines, 1)
        strips = [strip for strip in self._set("WriteBox", (Span(block.hint + room, colour=QUIET),)) if strip]
        left, width = style.left - 80, self._width - style.left - style.right + 160
        for at, strip in enumerate(strips):
            strip.inks = (*strip.inks, *_frame(left, width, strip.height, first=not at, last=at == len(strips) - 1))
        yield from strips

    # ---- tables

    def _table(self, block: Table) -> Strips:
        caption = self._caption_of(block.caption, self._next("tables"))
        yield from self._set("Caption", (Span(caption),))
        columns = widths_of(block, self._width)
        headed = bool(block.rows) and block.rows[0][0].kind == "row_header"
        middle = centred_columns(block)
        explained = isinstance(self._following, Paragraph) and self._following.quiet
        stays = len(block.rows) - (not explained) if len(block.rows) <= SHORT else 0
        head = self._row([Cell(words) for words in block.header], columns, head=True, middle=middle, headed=headed)
        head.above, head.kept = self._owed + THIN, True
        yield head
        for at, row in enumerate(block.rows):
            strip = self._row(row, columns, head=False, middle=(), headed=headed)
            strip.head, strip.kept = head, at < stays
            yield strip
        self._owed = 0.0

    def _caption_of(self, text: str, number: int) -> str:
        return self._document.table_caption.format(number=number, text=text)

    def _row(
        self, cells: Sequence[Cell], columns: Sequence[int], *, head: bool, middle: Sequence[bool], headed: bool
    ) -> Strip:
        """All that stands beside each other, in the middle of the row."""
        texts = [
            self._cell(cell, width, bold=head or (headed and not at), middle=bool(middle) and middle[at])
            for at, (cell, width) in enumerate(zip(cells, columns, strict=True))
        ]
        height = max((bottom for _, bottom in texts), default=0.0) + THIN
        inks: list[Ink] = []
        left: float = 0.0
        for at, (cell, width, (lines, bottom)) in enumerate(zip(cells, columns, texts, strict=True)):
            x = self._width - left - width if self._rtl else left
            ground = SHADE if head or (headed and not at) else OWN if cell.kind == "own" else ""
            inks += _box(x, width, height, ground)
            inks += [Fill(x + width - THIN, -THIN, THIN, height, RULE)] if at == len(cells) - 1 else []
            down = (height - THIN - bottom) / 2
            inks += [line.moved(x + PAD_ACROSS, down) for line in lines]
            left += width
        return Strip(height, tuple(inks))

    def _cell(self, cell: Cell, width: float, *, bold: bool, middle: bool) -> tuple[list[Line], float]:
        style = self._style("TableLarge" if cell.kind == "large" else "TableText")
        face = self._face(style)._replace(bold=bold or style.bold)
        colour = {"mark": ACCENT, "own": QUIET}.get(cell.kind, "")
        middle = middle or cell.kind in ("mark", "own")
        top = float(PAD_DOWN + style.above)
        lines = []
        rtl = is_rtl(cell.text)
        for line in self._setter.lines(
            (Span(cell.text, colour=colour),), face, width - 2 * PAD_ACROSS, rtl=rtl, middle=middle, by=style.line
        ):
            lines.append(line.moved(0, top))
            top = lines[-1].bottom
        return lines, top + style.below + PAD_DOWN

    # ---- paragraphs

    @property
    def _hangs(self) -> bool:
        """Whether what follows belongs to what stands above it."""
        return isinstance(self._following, _TO_WORDS)

    def _listed(self, label: str, spans: Sequence[Span], *, kept: bool, style: str = "ListNumber") -> Strips:
        """A paragraph beside its number or sign."""
        look = self._style(style)
        indent = self._measures.indent
        rtl = any(is_rtl(span.text) for span in spans)
        face = self._face(look)._replace(bold=label != "•" or look.bold, colour=ACCENT)
        sign = self._setter.line(label, face)
        for strip in self._set(style, spans, kept=kept, left=indent):
            if strip is not None and strip.block >= 0:
                strip.inks = (*strip.inks, sign.moved(self._width - sign.end if rtl else 0.0))
            yield strip

    def _set(
        self,
        name: str,
        spans: Sequence[Span],
        *,
        kept: bool = False,
        left: int = 0,
        narrower: int = 0,
        rtl: bool | None = None,
    ) -> Strips:
        """A paragraph, line by line: neither its first nor its last line stands alone on a page."""
        style = self._style(name)
        rtl = any(is_rtl(span.text) for span in spans) if rtl is None else rtl
        indent = style.left + left
        width = self._width - indent - style.right - narrower
        x = style.right + narrower if rtl else indent
        lines = []
        for line in self._setter.lines(spans, self._face(style), width, rtl=rtl, middle=style.middle, by=style.line):
            lines.append(line.moved(x))
            yield None
        for at, line in enumerate(lines):
            strip = self._lined(line, name, first=not at, last=at == len(lines) - 1)
            strip.kept = kept or style.kept if at == len(lines) - 1 else style.whole or at in (0, len(lines) - 2)
            yield strip
        self._owed = style.below

    def _lined(self, line: Line, name: str, *, first: bool, last: bool) -> Strip:
        """Room for rules above the first and below the last line is part of the strip."""
        style = self._style(name)
        above, below = style.rule_above if first else 0, style.rule_below if last else 0
        height = above + line.bottom + below
        inks: list[Ink] = [line.moved(0, above)]
        if style.bar and not style.rule_above:
            inks.append(Fill(style.left - BESIDE_BAR, 0, BAR, height, style.bar))
        elif below and not style.rule_above:
            inks.append(Fill(0, height - BAR, self._width, BAR, ACCENT))
        return self._opening(name, height, inks) if first else Strip(height, inks)

    def _opening(self, name: str, height: float, inks: Sequence[Ink]) -> Strip:
        """The first strip of a paragraph; the room above it is not added to that below the one before."""
        apart = self._below_table and name in _APART
        above = BELOW_TABLE if apart else self._style(name).above
        made = Strip(height, inks, max(self._owed, above), begins=self._break, block=self._at)
        self._break = self._below_table = False
        return made

    # ---- looks

    def _style(self, name: str) -> Style:
        return self._measures.styles[name]

    def _face(self, style: Style) -> Face:
        return Face(style.face, style.size, style.bold, style.italic, style.colour)

    def _span(self, run: Run) -> Span:
        return Span(self._named.get(run.ref, run.text), run.bold, run.italic)

    def _next(self, series: str) -> int:
        self._numbers[series] += 1
        return self._numbers[series]


def _led(lead: str, text: str) -> tuple[Span, ...]:
    return (Span(f"{lead} ", bold=True), Span(text)) if lead else (Span(text),)


def _next_tab(at: float, style: Style) -> float:
    return float(next((tab for tab in style.tabs if tab > at), at + PAD_ACROSS))


def _frame(left: float, width: float, height: float, *, first: bool, last: bool) -> Iterator[Fill]:
    """The rules around a stretch of text of which this is a line."""
    yield Fill(left, 0, THIN, height, RULE)
    yield Fill(left + width, 0, THIN, height, RULE)
    if first:
        yield Fill(left, 0, width, THIN, RULE)
    if last:
        yield Fill(left, height - THIN, width + THIN, THIN, RULE)


def _box(left: float, width: float, height: float, ground: str) -> Iterator[Fill]:
    """The ground and the rules of a cell; that above it belongs to the row before."""
    if ground:
        yield Fill(left, -THIN, width, height, ground)
    yield Fill(left, -THIN, width, THIN, RULE)
    yield Fill(left, height - THIN, width, THIN, RULE)
    yield Fill(left, -THIN, THIN, height, RULE)
