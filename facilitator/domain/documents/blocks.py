"""What a document says, block by block; a writer only draws them and the gate only reads them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

STATEMENT = "statement:"
CellKind = Literal["text", "row_header", "mark", "own", "large"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; `ref` is the key of a table or figure, whose number then stands for the text."""

    text: str
    bold: bool = False
    italic: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """`item` is the id of the statement, quote or reaction said here, `actor` whose words they are."""

    item: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class PreparedFor(_Block):
    """The first line of a document for one group."""

    text: str


@dataclass(frozen=True, slots=True)
class Title(_Block):
    """The name of the document, once; `cover` says that it stands on a page of its own."""

    text: str
    cover: bool = False


@dataclass(frozen=True, slots=True)
class Subtitle(_Block):
    """A line below the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents(_Block):
    """Where the headings down to `depth` are listed, under a heading of its own.

    `tables` heads the list of all tables below it, which there is none of where it is empty.
    """

    text: str
    depth: int = 2
    tables: str = ""


@dataclass(frozen=True, slots=True)
class Heading(_Block):
    """Level 1 is below the title; levels are never skipped on the way down."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph(_Block):
    """Running text; `quiet` is smaller and paler, for what is only an aid."""

    runs: tuple[Run, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Statement(_Block):
    """A numbered statement; all of one `series` are counted on through the document."""

    text: str
    series: str = "statements"


@dataclass(frozen=True, slots=True)
class Bullet(_Block):
    """An item of an unnumbered list; `lead` stands bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Script(_Block):
    """Words to be said aloud just so; they stand apart from what is only to be read."""

    text: str


@dataclass(frozen=True, slots=True)
class QuoteBlock(_Block):
    """Words as they were spoken, with their quotation marks: italic and indented; `lead` stands bold before them.

    `language` is a BCP 47 tag where it is known to differ from that of the document.
    """

    text: str
    lead: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feedback(_Block):
    """What another group made of the statement or quote above; `lead` stands bold before it.

    `head` says the same where it stands apart from the statement, which it refers to by its number.
    """

    text: str
    lead: str = ""
    head: tuple[Run, ...] = ()

    def lead_runs(self, numbers: Mapping[str, str]) -> tuple[Run, ...]:
        """What stands before it: its head where all it refers to is numbered in the document, else its lead."""
        if self.head and all(run.ref in numbers for run in self.head if run.ref):
            return (*self.head, Run(" "))
        return (Run(f"{self.lead} ", bold=True),) if self.lead else ()


@dataclass(frozen=True, slots=True)
class CheckLine(_Block):
    """A numbered statement with boxes to tick, and a line to write on."""

    text: str
    boxes: tuple[str, ...]
    series: str = "checks"


@dataclass(frozen=True, slots=True)
class WriteBox(_Block):
    """Room to write, `lines` high; `hint` stands in it until somebody does."""

    hint: str
    lines: int = 5


@dataclass(frozen=True, slots=True)
class PageBreak(_Block):
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; "own" is shaded, "mark" centred, "large" to be read from a distance.

    `item` is the id of the statement, quote or reaction said here.
    """

    text: str
    kind: CellKind = "text"
    item: str = ""


@dataclass(frozen=True, slots=True)
class Table(_Block):
    """A table whose header row repeats on each page; `widths` are shares, one for each column.

    `key` is what a run refers to it by.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Figure(_Block):
    """A picture as SVG, and in `alt` what it shows; `share` of the text's width, `ratio` of height to width."""

    caption: str
    svg: str
    alt: str
    share: float = 1.0
    ratio: float = 0.5
    key: str = ""


Block: TypeAlias = (
    PreparedFor
    | Title
    | Subtitle
    | Contents
    | Heading
    | Paragraph
    | Statement
    | Bullet
    | Script
    | QuoteBlock
    | Feedback
    | CheckLine
    | WriteBox
    | PageBreak
    | Table
    | Figure
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `footer` stands at the foot of each page before `page_of` ("Page {page} of {pages}").

    `also` are ids of what is in it without being an item, such as notes: for the log, and not for the gate. `tight`
    says that it must not run long: narrower margins and less room between paragraphs. `wide` says that in large type it
    needs the length of the paper for the width of its table.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    footer: str = ""
    page_of: str = "{page}"
    table_caption: str = "{number}. {text}"
    figure_caption: str = "{number}. {text}"
    also: tuple[str, ...] = ()
    tight: bool = False
    wide: bool = False

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of everything said in it, once each, in order."""
        return tuple(dict.fromkeys(item for block in self.blocks for item in _items_of(block)))

    @property
    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.title, self.footer)
        for block in self.blocks:
            yield from texts_of(block)

    @property
    def referred(self) -> frozenset[str]:
        """The keys of statements that something refers to."""
        heads = (run.ref for block in self.blocks if type(block) is Feedback for run in block.head)
        return frozenset(heads) - {""}

    @property
    def numbers(self) -> dict[str, str]:
        """What a run that refers to a table, figure or statement says, by key: "Table 2", "7"."""
        found: dict[str, str] = {}
        for kind, template in ((Table, self.table_caption), (Figure, self.figure_caption)):
            keys = [block.key for block in self.blocks if type(block) is kind]  # asked of 10,000 blocks at a time
            before = template.partition("{number}")[0]
            found |= {key: f"{before}{at}" for at, key in enumerate(keys, 1) if key}
        referred = self.referred
        return found | self._statement_numbers(referred) if referred else found

    def _statement_numbers(self, referred: frozenset[str]) -> dict[str, str]:
        counts: Counter[str] = Counter()
        found = {}
        for block in self.blocks:
            if type(block) is Statement or type(block) is CheckLine:
                counts[block.series] += 1
                if (key := statement_key(block.item)) in referred:
                    found[key] = str(counts[block.series])
        return found


def _items_of(block: Block) -> Iterator[str]:
    """Its own, and those that are said in the cells of a table."""
    if block.item:
        yield block.item
    if isinstance(block, Table):
        yield from (cell.item for row in block.rows for cell in row if cell.item)


def statement_key(item: str | None) -> str:
    """What a run refers to a numbered statement by."""
    return f"{STATEMENT}{item}"


def texts_of(block: Block) -> tuple[str, ...]:
    """Every text of one block."""
    match block:
        case Paragraph():
            return ("".join(run.text for run in block.runs),)
        case Table():
            return (block.caption, *block.header, *(cell.text for row in block.rows for cell in row))
        case Bullet() | Feedback() | QuoteBlock():
            return (block.lead, block.text)  # a head says no more than the lead
        case CheckLine():
            return (block.text, *block.boxes)
        case Figure():
            return (block.caption, block.alt)
        case WriteBox():
            return (block.hint,)
        case PageBreak():
            return ()
        case _:
            return (block.text, *_heads_of_lists(block))


def _heads_of_lists(block: Block) -> tuple[str, ...]:
    return (block.tables,) if isinstance(block, Contents) and block.tables else ()


def plain(text: str, *, quiet: bool = False) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(text),), quiet)
