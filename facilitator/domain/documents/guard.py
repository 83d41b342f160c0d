"""What must not be in a finished file, as values that any thread may search with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.domain.documents.name_endings import folded
from facilitator.domain.documents.searching import Hit, Searcher

TELLING = 6
"""So many letters in a row are a name even in the middle of other bytes."""
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Guard:
    """Real names and, in files for participants, aliases and seats; `allowed` are casefolded words that may stay.

    A whole real name may never stay; `language` is that of the study.
    """

    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seat_word: str = ""
    allowed: frozenset[str] = frozenset()
    language: str = "en"

    def searcher(self) -> "FileSearcher":
        """Ready to look through the texts of one file."""
        return FileSearcher(self)


class FileSearcher:
    """Tells what is found in texts of a file, but for words that were let stay."""

    def __init__(self, guard: Guard) -> None:
        self._searcher = Searcher(guard.names, guard.aliases, guard.seat_word, guard.language)
        self._strict = Searcher(guard.names, language=guard.language)
        self._joined = {
            joined: name for name in guard.names if len(joined := _BETWEEN.sub("", folded(name))) >= TELLING
        }
        self._allowed = guard.allowed
        self._seen: set[str] = set()

    def in_text(self, text: str) -> list[str]:
        """Words in running text."""
        return self._told(self._searcher.search(text)) if self._is_new(text) else []

    def in_structure(self, text: str) -> list[str]:
        """Whole names alone, in what is not meant to be read: there a part of one is a word of the format."""
        if not self._is_new(f"\0{text}"):
            return []
        return self._told(hit for hit in self._strict.names_in(text) if hit.kind == "name")

    def in_bytes(self, text: str) -> list[str]:
        """Whole names, wherever they begin: between bytes that mean something else no word has an edge."""
        if not self._is_new(f"\1{text}"):
            return []
        squeezed = _BETWEEN.sub("", folded(text))
        return [name for joined, name in self._joined.items() if joined in squeezed]

    def _is_new(self, text: str) -> bool:
        if text in self._seen or not text.strip():
            return False
        if len(text) < 500:
            self._seen.add(text)
        return True

    def _told(self, hits: Iterable[Hit]) -> list[str]:
        return [hit.word for hit in hits if hit.kind == "name" or hit.word.casefold() not in self._allowed]
