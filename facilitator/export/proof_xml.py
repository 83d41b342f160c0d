"""Reads XML and HTML of a finished file: words that are split over several runs, attributes, remarks, properties."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import TypeAlias
from xml.parsers import expat

from facilitator.domain.documents.guard import FileSearcher

Finding: TypeAlias = tuple[str, str]
_BLOCKS = frozenset("p si is text title desc td th li h1 h2 h3 h4 h5 h6 div option caption figcaption".split())  # noqa: SIM905
_SPACES = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad", "ptab": "\t"}
_READ = frozenset(
    "descr title alt name author initials tooltip prompt content href placeholder label aria-label date-author "  # noqa: SIM905
    "sheetname displayname".split()
)
_READ_ELEMENTS = frozenset({"alias", "tag", "listItem", "docVar", "default"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "comment", "rsid", "rsidRoot"})
_HIDDEN = frozenset({"vanish", "specVanish", "webHidden"})
_CHANGES = "a trace of changes"
_EMPTY = frozenset(
    "creator lastModifiedBy keywords description subject category contentStatus identifier revision Company Manager "  # noqa: SIM905
    "HyperlinkBase".split()
)
_AT_ONCE = 1 << 16
_LITERAL = re.compile(r"""'[^'\n]* [^'\n]*'|"[^"\n]* [^"\n]*"|`[^`]* [^`]*`""")
"""Words in a script that somebody may read; all else in it is its own language."""


def xml_findings(name: str, data: bytes, searcher: FileSearcher, check: Callable[[], None]) -> Iterator[Finding]:
    """Everything found in one part; what is no sound XML is read as HTML is, which takes anything."""
    reader = _Reader(name, searcher)
    if re.match(rb"\s*<(?:!doctype html|html)", data, re.IGNORECASE):
        yield from _html(name, data, searcher)
        return
    try:
        for start in range(0, len(data), _AT_ONCE):
            check()
            reader.feed(data[start : start + _AT_ONCE])
        reader.feed(b"", last=True)
    except expat.ExpatError:
        yield from _html(name, data, searcher)
    yield from reader.found


class _Reader:
    """Gathers the words of each paragraph from all the runs in it."""

    def __init__(self, name: str, searcher: FileSearcher) -> None:
        self.found: list[Finding] = []
        self._name = name
        self._searcher = searcher
        self._looked: set[tuple[str, str, str]] = set()
        self._blocks: list[list[str]] = []
        self._loose: list[str] = []
        self._is_properties = name.startswith("docProps/")
        self._is_word = name.startswith("word/")
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._word
        parser.CommentHandler = self._say
        parser.ProcessingInstructionHandler = lambda target, text: self._say(f"{target} {text}")
        parser.EntityDeclHandler = lambda *_: self.found.append((name, "words that are defined elsewhere"))

    def feed(self, data: bytes, *, last: bool = False) -> None:
        self._parser.Parse(data, last)
        if last:
            self._flush()

    def _word(self, text: str) -> None:
        (self._blocks[-1] if self._blocks else self._loose).append(text)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        local = element.rpartition(":")[2]
        if local in _SPACES:
            self._word(_SPACES[local])
        elif local in _BLOCKS:
            self._blocks.append([])
        if self._is_word and (local in _TRACKED or local in _HIDDEN):
            self._look_for_tracks(local, attributes)
        for attribute, value in attributes.items():
            seen = (local, attribute, value)
            if seen not in self._looked:  # most are of the format and stand there a thousand times
                self._looked.add(seen)
                self._attribute(local, attribute.rpartition(":")[2], value)

    def _end(self, element: str) -> None:
        local = element.rpartition(":")[2]
        if local in _BLOCKS or not self._blocks:
            text = "".join(self._blocks.pop() if local in _BLOCKS else self._loose)
            self._loose.clear()
            self._say(text)
            if self._is_properties and local in _EMPTY and text.strip():
                self.found.append((self._name, "a property that tells who made it"))

    def _look_for_tracks(self, local: str, attributes: dict[str, str]) -> None:
        if local in _TRACKED:
            self.found.append((self._name, _CHANGES))
        elif not any(value in ("0", "false", "off") for value in attributes.values()):
            self.found.append((self._name, "hidden text"))

    def _attribute(self, element: str, attribute: str, value: str) -> None:
        if not value or attribute.startswith("xmlns"):
            return
        if self._is_word and attribute.startswith("rsid"):
            self.found.append((self._name, _CHANGES))
        is_read = attribute.casefold() in _READ or element in _READ_ELEMENTS
        words = self._searcher.in_text(value) if is_read else self._searcher.in_structure(value)
        self.found += [(self._name, f"“{word}”") for word in words]

    def _say(self, text: str) -> None:
        self.found += [(self._name, f"“{word}”") for word in self._searcher.in_text(text)]

    def _flush(self) -> None:
        while self._blocks:
            self._say("".join(self._blocks.pop()))
        self._say("".join(self._loose))


class _HtmlReader(HTMLParser):
    """Running text between the edges of blocks, attributes, remarks and scripts."""

    def __init__(self, name: str, searcher: FileSearcher) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Finding] = []
        self._name = name
        self._searcher = searcher
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._edge(tag)
        is_rule = any(attribute == "http-equiv" for attribute, _ in attrs)  # what the browser may do, in its words
        for attribute, value in attrs:
            if value and not value.startswith("data:"):
                is_read = not is_rule and (attribute in _READ or attribute == "value")
                self._tell(self._searcher.in_text(value) if is_read else self._searcher.in_structure(value))

    def handle_endtag(self, tag: str) -> None:
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self._words.append(data)
            return
        self._tell(self._searcher.in_structure(data))
        for literal in _LITERAL.finditer(data):
            self._tell(self._searcher.in_text(literal[0]))

    def handle_comment(self, data: str) -> None:
        self._tell(self._searcher.in_text(data))

    def close(self) -> None:
        super().close()
        self.flush()

    def flush(self) -> None:
        self._tell(self._searcher.in_text("".join(self._words)))
        self._words.clear()

    def _edge(self, tag: str) -> None:
        if tag == "br":
            self._words.append("\n")
        elif tag not in ("b", "i", "em", "strong", "span", "a", "u", "q", "small", "sup", "sub", "mark", "bdi", "wbr"):
            self.flush()

    def _tell(self, words: list[str]) -> None:
        self.found += [(self._name, f"“{word}”") for word in words]


def _html(name: str, data: bytes, searcher: FileSearcher) -> list[Finding]:
    reader = _HtmlReader(name, searcher)
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return reader.found
