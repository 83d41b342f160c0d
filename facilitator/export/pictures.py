"""Draws the feedback matrix as a picture: as SVG text, and from that as PNG."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import resvg_py

from facilitator.domain.documents.blocks import Cell, Table
from facilitator.domain.errors import UserError
from facilitator.export.text import clean

FONTS = (
    "Segoe UI",
    "Noto Sans",
    "Helvetica Neue",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
    "Open Sans",
    "Roboto",
    "Cantarell",
    "Ubuntu",
    "Carlito",
    "sans-serif",
)
MARGIN, GAP, BADGE = 24, 4, 26
ROW_HEAD, COLUMN, HEAD, ROW, LEGEND = 228, 148, 84, 76, 52
SIZE, SMALL = 16, 14
TEXT, QUIET, ACCENT, SUNKEN, LINE, STRONG = "#15202B", "#455361", "#0C5A66", "#E6EBEF", "#D5DCE2", "#76838F"
LINES = 3
ZOOM = 2.0


@dataclass(frozen=True, slots=True)
class Badge:
    """The letter of a group on its colour ("#rrggbb")."""

    letter: str
    colour: str


@dataclass(frozen=True, slots=True)
class MatrixPicture:
    """The matrix as a table, with the badge of each group and the words of the key."""

    table: Table
    badges: Sequence[Badge]
    title: str
    key_dot: str
    key_own: str


def matrix_svg(picture: MatrixPicture) -> str:
    """The picture as SVG, which says in words what it shows."""
    columns, rows = len(picture.table.header) - 1, len(picture.table.rows)
    width = 2 * MARGIN + ROW_HEAD + columns * (COLUMN + GAP)
    height = 2 * MARGIN + HEAD + rows * (ROW + GAP) + LEGEND
    fonts = ", ".join(f"'{font}'" if " " in font else font for font in FONTS)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{fonts}" font-size="{SIZE}" fill="{TEXT}">'
    )
    hatching = (
        '<defs><pattern id="own" width="10" height="10" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V10" stroke="{LINE}" stroke-width="4"/></pattern></defs>'
    )
    parts = [
        head,
        f"<title>{_safe(picture.title)}</title>",
        f"<desc>{_safe(_in_words(picture.table))}</desc>",
        hatching,
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *_corner(picture.table.header[0]),
        *_column_heads(picture),
        *_rows(picture),
        *_key(picture, height - MARGIN - LEGEND / 2 + GAP),
    ]
    return "\n".join([*parts, "</svg>"])


def write_svg(picture: MatrixPicture, path: Path) -> None:
    """Writes the picture as SVG."""
    path.write_text(matrix_svg(picture) + "\n", encoding="utf-8")


def write_png(picture: MatrixPicture, path: Path) -> None:
    """Writes the picture at twice its size; UserError where the computer has no font for its words."""
    if not _has_font():
        raise UserError("This computer has none of the usual fonts, so a PNG would have no words. Export SVG instead.")
    path.write_bytes(resvg_py.svg_to_bytes(svg_string=matrix_svg(picture), zoom=ZOOM))


def _has_font() -> bool:
    """Whether a letter leaves a trace."""
    fonts = ", ".join(f"'{font}'" if " " in font else font for font in FONTS)
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    letter = f'<text x="2" y="16" font-size="16" font-family="{fonts}">M</text>'
    drawn, blank = (resvg_py.svg_to_bytes(svg_string=frame.format(inside)) for inside in (letter, ""))
    return drawn != blank


def _corner(text: str) -> Iterator[str]:
    lines = [part.strip() for part in text.split("\n") if part.strip()]
    for at, line in enumerate(lines):
        top = MARGIN + HEAD / 2 + (at - (len(lines) - 1) / 2) * 20 + 5
        yield f'<text x="{MARGIN + 10}" y="{top:g}" font-size="{SMALL}" fill="{QUIET}">{_safe(line)}</text>'


def _column_heads(picture: MatrixPicture) -> Iterator[str]:
    for at, text in enumerate(picture.table.header[1:]):
        yield from _head(_column_x(at), MARGIN, COLUMN, HEAD, text, picture.badges[at])


def _rows(picture: MatrixPicture) -> Iterator[str]:
    for at, (head, *cells) in enumerate(picture.table.rows):
        top = MARGIN + HEAD + GAP + at * (ROW + GAP)
        yield from _head(MARGIN, top, ROW_HEAD - GAP, ROW, head.text, picture.badges[at])
        for column, cell in enumerate(cells):
            yield from _cell(_column_x(column), top, cell)


def _column_x(column: int) -> int:
    return MARGIN + ROW_HEAD + column * (COLUMN + GAP)


def _head(left: float, top: float, width: float, height: float, text: str, badge: Badge) -> Iterator[str]:
    yield f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="4" fill="{SUNKEN}"/>'
    middle = top + height / 2
    yield from _badge(left + 12, middle - BADGE / 2, badge)
    lines = _wrapped(text, width - BADGE - 32)
    for at, line in enumerate(lines):
        y = middle + (at - (len(lines) - 1) / 2) * 19 + 5.5
        yield f'<text x="{left + BADGE + 22:g}" y="{y:g}" font-weight="bold">{_safe(line)}</text>'


def _badge(left: float, top: float, badge: Badge) -> Iterator[str]:
    fill = badge.colour if _is_colour(badge.colour) else STRONG
    yield f'<rect x="{left:g}" y="{top:g}" width="{BADGE}" height="{BADGE}" rx="4" fill="{fill}"/>'
    if badge.letter:
        yield (
            f'<text x="{left + BADGE / 2:g}" y="{top + BADGE / 2 + 5:g}" font-size="{SMALL}" font-weight="bold" '
            f'text-anchor="middle" fill="{_ink_on(fill)}">{_safe(badge.letter[:2])}</text>'
        )


def _cell(left: float, top: float, cell: Cell) -> Iterator[str]:
    place = f'x="{left + 0.5:g}" y="{top + 0.5:g}" width="{COLUMN - 1}" height="{ROW - 1}" rx="4"'
    if cell.kind == "own":
        yield f'<rect {place} fill="url(#own)" stroke="{LINE}"/>'
    elif cell.text:
        yield f'<rect {place} fill="#FFFFFF" stroke="{STRONG}"/>'
        yield f'<circle cx="{left + COLUMN / 2:g}" cy="{top + ROW / 2:g}" r="10" fill="{ACCENT}"/>'
    else:
        yield f'<rect {place} fill="#FFFFFF" stroke="{STRONG}" stroke-dasharray="4 3"/>'


def _key(picture: MatrixPicture, middle: float) -> Iterator[str]:
    left: float = MARGIN + 10
    yield f'<circle cx="{left + 10:g}" cy="{middle:g}" r="8" fill="{ACCENT}"/>'
    yield f'<text x="{left + 28:g}" y="{middle + 5:g}" font-size="{SMALL}">{_safe(picture.key_dot)}</text>'
    left += 28 + _width(picture.key_dot, SMALL) + 32
    yield f'<rect x="{left:g}" y="{middle - 10:g}" width="26" height="20" rx="4" fill="url(#own)" stroke="{LINE}"/>'
    yield f'<text x="{left + 36:g}" y="{middle + 5:g}" font-size="{SMALL}">{_safe(picture.key_own)}</text>'


def _in_words(table: Table) -> str:
    """Row by row, what the dots say."""
    told = []
    for head, *cells in table.rows:
        shown = [name for name, cell in zip(table.header[1:], cells, strict=True) if cell.kind == "mark" and cell.text]
        told.append(f"{head.text}: {', '.join(shown) or '–'}")
    return "; ".join(told)


def _wrapped(text: str, width: float) -> list[str]:
    """At most three lines that fit, by an estimate of how wide the letters run."""
    lines = [""]
    for word in _pieces(clean(text).split(), width):
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, SIZE) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return lines


def _pieces(words: Iterable[str], width: float) -> Iterator[str]:
    """The words; one that is wider than a line is cut."""
    for word in words:
        while _width(word, SIZE) > width and len(word) > 1:
            end = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or _width(word[:end], SIZE) <= width)
            yield word[:end]
            word = word[end:]  # noqa: PLW2901 - the rest of it
        yield word


def _width(text: str, size: float) -> float:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (0.58 * (len(text) - wide) + wide)


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(letter in "0123456789abcdefABCDEF" for letter in text[1:])


def _ink_on(fill: str) -> str:
    """Dark or white, whichever stands out more."""
    parts = [int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return TEXT if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.27 else "#FFFFFF"


def _safe(text: str) -> str:
    return escape(clean(text))
