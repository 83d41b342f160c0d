"""What must not be in a finished file, as values that any thread may search with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from facilitator.domain.documents.name_endings import folded
from facilitator.domain.documents.searching import Hit, Searcher

TELLING = 6
"""So many letters in a row are a name even in the middle of other bytes."""
SHORT = 500
"""Letters of texts that are worth keeping in mind."""
KEPT = 5_000
"""Parts of files that are known to hold nothing."""
REMEMBERED = 50_000
"""Texts that are: most of what is said stands in several documents."""
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


class _Known:
    """What one search has in common for all files: the names made ready, and parts that were read and hold nothing."""

    def __init__(self, names: tuple[str, ...], aliases: tuple[str, ...], seat_word: str, language: str) -> None:
        self.searcher = Searcher(names, aliases, seat_word, language)
        self.strict = Searcher(names, language=language)
        self.joined = {joined: name for name in names if len(joined := _BETWEEN.sub("", folded(name))) >= TELLING}
        self.clean: set[bytes] = set()
        self._without: set[str] = set()

    def search(self, text: str) -> tuple[Hit, ...]:
        """What is found in running text; one in which nothing was is not searched again for another file."""
        if text in self._without:
            return ()
        found = self.searcher.search(text)
        if not found and len(text) < SHORT:
            self._keep(text)
        return found

    def _keep(self, text: str) -> None:
        if len(self._without) >= REMEMBERED:
            self._without.clear()
        self._without.add(text)


_known = lru_cache(maxsize=4)(_Known)


class FileSearcher:
    """Tells what is found in texts of a file, but for words that were let stay."""

    def __init__(self, guard: Guard) -> None:
        self._known = _known(guard.names, guard.aliases, guard.seat_word, guard.language)
        self._strict, self._joined = self._known.strict, self._known.joined
        self._allowed = guard.allowed
        self._seen: set[str] = set()
        self._met = False

    def knows_clean(self, part: bytes) -> bool:
        """Whether just this was read in an earlier file for the same names, and nothing at all was met in it."""
        return _digest(part) in self._known.clean

    def keep_clean(self, part: bytes) -> None:
        """The part was read and nothing was found; of a file in which anything was met, even let stay, none is kept."""
        if self._met:  # a text that stands twice is searched once, so a later part says nothing by itself
            return
        if len(self._known.clean) >= KEPT:
            self._known.clean.clear()
        self._known.clean.add(_digest(part))

    def in_text(self, text: str) -> list[str]:
        """Words in running text."""
        return self._told(self._known.search(text)) if self._is_new(text) else []

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
        found = [name for joined, name in self._joined.items() if joined in squeezed]
        self._met = self._met or bool(found)
        return found

    def _is_new(self, text: str) -> bool:
        if text in self._seen or not text.strip():
            return False
        if len(text) < SHORT:
            self._seen.add(text)
        return True

    def _told(self, hits: Iterable[Hit]) -> list[str]:
        found = list(hits)
        self._met = self._met or bool(found)
        return [hit.word for hit in found if hit.kind == "name" or hit.word.casefold() not in self._allowed]


def _digest(part: bytes) -> bytes:
    return blake2b(part, digest_size=16).digest()
