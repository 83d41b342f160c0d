"""Draws a document as one page for a browser: readable without a network, with its clips and a form inside."""

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
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
)
from facilitator.domain.documents.labels import HandoutLabels
from facilitator.export.html_page import CSS, JS
from facilitator.export.text import clean, is_rtl, language_of
from facilitator.export.word_styles import Look

Clip = Callable[[], bytes]
"""Gives the sound of a clip as MP3."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; media-src data:; img-src data:"
_PLAIN = {PreparedFor: "p", Title: "h1", Subtitle: "p", Script: "blockquote"}
_CLASS = {PreparedFor: "for", Subtitle: "subtitle", Script: "script"}


@dataclass(frozen=True)
class Page:
    """A document with what a page has besides: `clips` and form `keys` by item, and the reader's own key.

    `kinds` are the reactions that can be chosen, as value and word.
    """

    document: Document
    words: HandoutLabels
    reader: str
    kinds: tuple[tuple[str, str], ...]
    keys: Mapping[str, str] = field(default_factory=dict)
    clips: Mapping[str, Clip] = field(default_factory=dict)
    large: bool = False


def write_html(page: Page, path: Path, check: Callable[[], None] | None = None) -> None:
    """Writes the page, block by block; `check` is called before each and may raise. A clip is read when it is met."""
    document = page.document
    language = Look(document.language)
    drawing = _Drawing(page, language.tag)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        direction = ' dir="rtl"' if language.is_rtl else ""
        size = ' class="large"' if page.large else ""
        file.write(
            f'<!doctype html>\n<html lang="{language.tag}"{direction}{size}>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex">\n<meta http-equiv="Content-Security-Policy" content="'
            f'{_POLICY}">\n'
            f"<title>{_safe(document.title)}</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>\n"
        )
        file.write(f'<form id="answers" data-reader="{page.reader}" data-name="{_safe(page.words.file_name)}">\n')
        for block in document.blocks:
            if check:
                check()
            file.write(drawing.block(block))
        file.write(drawing.end())
        file.write(f"</form>\n</main>\n<script>{JS}</script>\n</body>\n</html>\n")


class _Drawing:
    """Goes through the blocks once; statements count on through each series."""

    def __init__(self, page: Page, language: str) -> None:
        self._page = page
        self._language = language
        self._numbers = page.document.numbers
        self._count: dict[str, int] = {}
        self._asked: set[str] = set()
        self._reader = next((block.actor for block in page.document.blocks if isinstance(block, PreparedFor)), None)

    def block(self, block: Block) -> str:
        """One block with its clip and the choices for it."""
        drawn, choices = self._drawn(block), self._choices(block)
        if choices:
            drawn = f'<div id="about-{self._page.keys[block.item or ""]}">{drawn}</div>'
        return f"{drawn}{self._clip(block)}{choices}\n"

    def end(self) -> str:
        """What is said to the whole, and the button that saves."""
        words = self._page.words
        return (
            f'<section class="end"><h2>{_safe(words.title)}</h2><p>{_safe(words.intro)}</p>'
            f'<label for="whole">{_safe(words.whole)}</label><textarea id="whole" rows="4"></textarea>'
            f'<p><button type="submit">{_safe(words.save)}</button> <span id="said" role="status" '
            f'data-done="{_safe(words.done)}" data-none="{_safe(words.none)}"></span></p></section>\n'
        )

    def _drawn(self, block: Block) -> str:
        match block:
            case Statement() | CheckLine():
                return self._numbered(block)
            case QuoteBlock():
                return self._quote(block)
            case Bullet():
                return f'<p class="bullet"{_direction(block.text)}>{_lead(block.lead)}{_text(block.text)}</p>'
            case Feedback():
                head = self._runs(block.lead_runs(self._numbers))
                return f'<p class="feedback"{_direction(block.text)}>{head}{_text(block.text)}</p>'
            case Heading():
                level = min(block.level, 4) + 1
                return f"<h{level}>{_text(block.text)}</h{level}>"
            case Paragraph():
                return f"<p{' class=quiet' if block.quiet else ''}>{self._runs(block.runs)}</p>"
            case _:
                return self._other(block)

    def _other(self, block: Block) -> str:
        match block:
            case PreparedFor() | Title() | Subtitle() | Script():
                tag, kind = _PLAIN[type(block)], _CLASS.get(type(block), "")
                return f"<{tag}{f' class={kind}' if kind else ''}>{_text(block.text)}</{tag}>"
            case Table():
                return self._table(block)
            case Figure():
                picture = base64.b64encode(block.svg.encode()).decode()
                number = self._next("figures")
                caption = self._page.document.figure_caption.format(number=number, text=block.caption)
                return (
                    f'<figure><img alt="{_safe(block.alt)}" src="data:image/svg+xml;base64,{picture}">'
                    f"<figcaption>{_text(caption)}</figcaption></figure>"
                )
            case WriteBox():
                hint = _safe(block.hint)
                return f'<textarea rows="{block.lines}" aria-label="{hint}" placeholder="{hint}"></textarea>'
            case Contents() | PageBreak():
                return ""  # a page scrolls
        raise TypeError(f"no drawing for {type(block).__name__}")

    def _numbered(self, block: Statement | CheckLine) -> str:
        number = self._next(block.series)
        return f'<p class="statement"{_direction(block.text)}><b>{number}.</b> {_text(block.text)}</p>'

    def _quote(self, block: QuoteBlock) -> str:
        tongue = language_of(block.text, block.language, self._language)
        spoken = f' lang="{tongue}"' if tongue else ""
        spoken += _direction(block.text, block.language)
        return f"<blockquote{spoken}>{_lead(block.lead)}<q>{_text(block.text)}</q></blockquote>"

    def _table(self, block: Table) -> str:
        caption = self._page.document.table_caption.format(number=self._next("tables"), text=block.caption)
        head = "".join(f'<th scope="col">{_text(text)}</th>' for text in block.header)
        rows = "".join(
            "<tr>"
            + "".join(
                f'<th scope="row">{_text(cell.text)}</th>'
                if cell.kind == "row_header"
                else f"<td>{_text(cell.text)}</td>"
                for cell in row
            )
            + "</tr>"
            for row in block.rows
        )
        return f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _clip(self, block: Block) -> str:
        clip = self._page.clips.get(block.item or "")
        if clip is None:
            return ""
        sound = base64.b64encode(clip()).decode()
        label = _safe(self._page.words.listen)
        return f'<audio controls preload="none" aria-label="{label}" src="data:audio/mpeg;base64,{sound}"></audio>'

    def _choices(self, block: Block) -> str:
        """The boxes of a check line, or the reactions to an answer of others; asked once, where it first stands."""
        key = self._page.keys.get(block.item or "")
        if key is None or key in self._asked or self._is_told(block):
            return ""
        self._asked.add(key)
        words = self._page.words
        kinds = self._page.kinds
        if isinstance(block, CheckLine):
            kinds = tuple(zip(("agree", "partly", "disagree"), block.boxes, strict=False))
        choices = "".join(
            f'<label><input type="radio" name="{key}" value="{value}"> {_safe(word)}</label>' for value, word in kinds
        )
        return (
            f'<fieldset data-item="{key}" aria-describedby="about-{key}">'
            f"<legend>{_safe(words.legend)}</legend>{choices}"
            f'<input type="text" aria-label="{_safe(words.own_words)}" placeholder="{_safe(words.own_words)}" '
            'maxlength="2000"></fieldset>'
        )

    def _is_told(self, block: Block) -> bool:
        """Whether nothing is asked about it: feedback, and a quote of the readers themselves, who surprise nobody."""
        own = isinstance(block, QuoteBlock) and block.actor is not None and block.actor == self._reader
        return own or isinstance(block, Feedback)

    def _runs(self, runs: Iterable[Run]) -> str:
        return "".join(_run(self._numbers.get(run.ref, run.text), bold=run.bold, italic=run.italic) for run in runs)

    def _next(self, series: str) -> int:
        self._count[series] = self._count.get(series, 0) + 1
        return self._count[series]


def _safe(text: str) -> str:
    return escape(clean(text))


def _text(text: str) -> str:
    return _safe(text).replace("\n", "<br>")


def _direction(text: str, language: str = "") -> str:
    return ' dir="rtl"' if is_rtl(text, language) else ' dir="ltr"' if language else ""


def _lead(lead: str) -> str:
    return f"<b>{_text(lead)}</b> " if lead else ""


def _run(text: str, *, bold: bool, italic: bool) -> str:
    said = _text(text)
    said = f"<b>{said}</b>" if bold else said
    return f"<i>{said}</i>" if italic else said
