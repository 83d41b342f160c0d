"""What must not leave the laptop, looked for in the blocks of a document and so in every format of it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from facilitator.domain.documents.blocks import Document

LETTERS = 3
"""Shorter parts of a name are too often something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of the texts came upon; `names_tried` counts the names in the key."""

    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    names_tried: int = 0

    @property
    def all(self) -> tuple[str, ...]:
        """Everything, in words as they stand in the text."""
        return (*self.names, *self.aliases, *self.seats)

    def barred(self, *, for_participants: bool) -> tuple[str, ...]:
        """What must be decided before the document is written; the facilitator's own ones may hold aliases."""
        return self.all if for_participants else self.names


def search(document: Document, names: Iterable[str], aliases: Iterable[str], seat_word: str) -> Found:
    """Real names, whole or in part, aliases and seats in any text of the document."""
    text = "\n".join(unicodedata.normalize("NFC", each) for each in document.texts)
    known = [" ".join(unicodedata.normalize("NFC", name).split()) for name in names if name.strip()]
    return Found(
        names=_find(text, _name_words(known), str.casefold),
        aliases=_find(text, {unicodedata.normalize("NFC", alias) for alias in aliases if _telling(alias)}, str),
        seats=_seats(text, seat_word),
        names_tried=len(known),
    )


def _name_words(names: Iterable[str]) -> set[str]:
    """Whole names and their parts."""
    words = set()
    for name in names:
        words |= {name, *(part for part in re.split(r"[\s\-.,'’]+", name) if len(part) >= LETTERS)}
    return words


def _telling(alias: str) -> bool:
    """Whether an alias is more than a single letter or a number, which any text holds."""
    return len(alias.strip()) > 1 and not alias.strip().isdigit()


def _find(text: str, words: Iterable[str], fold: Callable[[str], str]) -> tuple[str, ...]:
    """Each word that stands in the text by itself or with an s at its end, as it stands there."""
    tokens: dict[str, str] = {}
    for token in dict.fromkeys(re.findall(r"\w+", text)):
        tokens.setdefault(fold(token), token)
        if len(token) > LETTERS and token.endswith("s"):
            tokens.setdefault(fold(token[:-1]), token)
    found = []
    for word in sorted(words):
        parts = [fold(part) for part in re.findall(r"\w+", word)]
        if not parts or not all(part in tokens for part in parts):
            continue
        if len(parts) == 1:
            found.append(tokens[parts[0]])
        else:
            whole = r"\W+".join(parts)
            found += re.findall(rf"(?<!\w){whole}(?!\w)", fold(text))[:1]
    return tuple(dict.fromkeys(found))


def _seats(text: str, seat_word: str) -> tuple[str, ...]:
    pattern = re.compile(rf"(?<!\w){re.escape(seat_word)}\s*(?:no\.?\s*)?\d+(?!\w)", re.IGNORECASE)
    return tuple(dict.fromkeys(match[0] for match in pattern.finditer(text)))
