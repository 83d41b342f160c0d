"""What the styles of a Word file come to, in twentieths of a point, for whoever breaks its pages before Word does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from facilitator.domain.documents.blocks import Document
from facilitator.export.word_styles import LARGE, TEXT, Look, W, section_xml, side_margin, styles_xml

_W = f"{{{W}}}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_USUAL_FACE = "Times New Roman"
"""What Word takes where a file names none."""
_DEEP = 20
POINT = 20


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph stands: room above and below, indents (`hang` of its first line), type, what it stays with.

    `rule_above` and `rule_below` are the room that a border takes there; `bar` is the colour of one at its left.
    """

    face: str = _USUAL_FACE
    size: int = 200
    bold: bool = False
    italic: bool = False
    colour: str = TEXT
    above: int = 0
    below: int = 0
    left: int = 0
    right: int = 0
    line: float = 1.0
    middle: bool = False
    kept: bool = False
    whole: bool = False
    rule_above: int = 0
    rule_below: int = 0
    bar: str = ""
    tabs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """Paper, margins (above, right, below, left), how far the foot is from the edge, and the styles by our names."""

    page: tuple[int, int]
    margins: tuple[int, int, int, int]
    foot: int
    indent: int
    styles: Mapping[str, Style]

    @property
    def width(self) -> int:
        """Room between the margins of both sides."""
        return self.page[0] - self.margins[1] - self.margins[3]

    @property
    def height(self) -> int:
        """Room between the upper and the lower margin."""
        return self.page[1] - self.margins[0] - self.margins[2]


def look_of(document: Document, points: float, paper: str = "A4", template: bytes = b"") -> Look:
    """The look in which a document is written; large type is for eyes that need room, and nothing is set tight."""
    large = points >= LARGE
    tight = document.tight and not large
    margin = side_margin(paper, tight=tight)
    return Look(document.language, points, paper, template, margin, tight, document.wide and large)


@lru_cache(maxsize=8)
def measures(look: Look) -> Measures:
    """Read from the very styles that are written. Raises UserError where the template is no Word document."""
    theme = b""
    renames: Mapping[str, str] = {}
    if look.template:
        from facilitator.export.word_package import frame  # loads Word

        drawn = frame(look)
        styles, section, renames = drawn.parts["word/styles.xml"], drawn.section(look), drawn.renames
        theme = next((part for name, part in drawn.parts.items() if name.startswith("word/theme/")), b"")
    else:
        styles, section = styles_xml(look).encode(), section_xml(look)
    found = _Styles(etree.fromstring(styles), theme)
    ours = {name: found.style(renames.get(name, name)) for name in _names(look)}
    return Measures(look.page, *_edges(section), look.indent, ours)


@lru_cache(maxsize=8)
def _names(look: Look) -> tuple[str, ...]:
    root = etree.fromstring(styles_xml(look))
    return tuple(str(one.get(f"{_W}styleId")) for one in root.iter(f"{_W}style"))


def _edges(section: str) -> tuple[tuple[int, int, int, int], int]:
    found = dict(re.findall(r' w:(top|right|bottom|left|footer)="(-?\d+)"', section.partition("<w:pgMar")[2]))
    sides = tuple(abs(int(found.get(side, 0))) for side in ("top", "right", "bottom", "left"))
    return (sides[0], sides[1], sides[2], sides[3]), int(found.get("footer", 0))


class _Styles:
    """The styles of one file; what one does not say, it has from the one it is based on, and at last from the usual."""

    def __init__(self, root: Any, theme: bytes) -> None:
        self._root = root
        self._theme = etree.fromstring(theme) if theme else None
        self._by_id = {one.get(f"{_W}styleId"): one for one in root.iter(f"{_W}style")}

    def style(self, name: str) -> Style:
        line = self._line(name)
        usual = self._root.find(f"{_W}docDefaults")
        runs = [one.find(f"{_W}rPr") for one in line]
        paragraphs = [one.find(f"{_W}pPr") for one in line]
        if usual is not None:
            runs.append(usual.find(f"{_W}rPrDefault/{_W}rPr"))
            paragraphs.append(usual.find(f"{_W}pPrDefault/{_W}pPr"))
        return self._measured(_Said(runs), _Said(paragraphs))

    def _line(self, name: str) -> list[Any]:
        """The style and all it is based on."""
        found: list[Any] = []
        at: str | None = name
        while at in self._by_id and len(found) < _DEEP:
            found.append(self._by_id[at])
            based = found[-1].find(f"{_W}basedOn")
            at = based.get(f"{_W}val") if based is not None else None
        return found

    def _measured(self, run: "_Said", paragraph: "_Said") -> Style:
        colour = run.value("color")
        return Style(
            face=self._face(run),
            size=round(float(run.value("sz") or 20) * POINT / 2),
            bold=run.is_on("b"),
            italic=run.is_on("i"),
            colour=colour if _COLOUR.fullmatch(colour) else TEXT,
            above=paragraph.number("spacing", "before"),
            below=paragraph.number("spacing", "after"),
            left=paragraph.number("ind", "left"),
            right=paragraph.number("ind", "right"),
            line=_lines(paragraph),
            middle=paragraph.value("jc") == "center",
            kept=paragraph.is_on("keepNext"),
            whole=paragraph.is_on("keepLines"),
            rule_above=_rule(paragraph, "top"),
            rule_below=_rule(paragraph, "bottom"),
            bar=paragraph.value("pBdr/left", "color"),
            tabs=tuple(paragraph.places("tabs", "left")),
        )

    def _face(self, run: "_Said") -> str:
        """A face of the theme goes before one that is named beside it."""
        for fonts in run.all("rFonts"):
            name = self._themed(fonts.get(f"{_W}asciiTheme", "")) or fonts.get(f"{_W}ascii")
            if name:
                return str(name)
        return _USUAL_FACE

    def _themed(self, role: str) -> str:
        kind = "majorFont" if role.startswith("major") else "minorFont"
        latin = self._theme.find(f".//{_A}{kind}/{_A}latin") if role and self._theme is not None else None
        return str(latin.get("typeface", "")) if latin is not None else ""


class _Said:
    """What is said in several places, of which the first that says anything counts."""

    def __init__(self, places: list[Any]) -> None:
        self._places = [place for place in places if place is not None]

    def value(self, path: str, attribute: str = "val") -> str:
        inner = "/".join(f"{_W}{name}" for name in path.split("/"))
        for place in self._places:
            found = place.find(inner)
            if found is not None and found.get(f"{_W}{attribute}") is not None:
                return str(found.get(f"{_W}{attribute}"))
        return ""

    def all(self, name: str) -> list[Any]:
        found = (place.find(f"{_W}{name}") for place in self._places)
        return [one for one in found if one is not None]

    def number(self, path: str, attribute: str) -> int:
        found = self.value(path, attribute)
        return int(found) if found.lstrip("-").isdigit() else 0

    def is_on(self, name: str) -> bool:
        for place in self._places:
            found = place.find(f"{_W}{name}")
            if found is not None:
                return found.get(f"{_W}val", "1") not in ("0", "false", "off", "none")
        return False

    def places(self, path: str, kind: str) -> list[int]:
        for place in self._places:
            found = place.find(f"{_W}{path}")
            if found is not None:
                return [int(tab.get(f"{_W}pos", 0)) for tab in found if tab.get(f"{_W}val") == kind]
        return []


def _lines(paragraph: _Said) -> float:
    """How far lines are apart, as a share of what the type asks for."""
    rule = paragraph.value("spacing", "lineRule")
    line = paragraph.number("spacing", "line")
    return line / 240 if line > 0 and rule in ("", "auto") else 1.0


def _rule(paragraph: _Said, side: str) -> int:
    """The room that a border above or below takes: its own, in eighths of a point, and that between it and the text."""
    size = paragraph.number(f"pBdr/{side}", "sz")
    return round(size * POINT / 8) + paragraph.number(f"pBdr/{side}", "space") * POINT if size else 0
