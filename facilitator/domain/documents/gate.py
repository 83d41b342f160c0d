"""What must not leave the laptop, looked for in the blocks of a document and so in every format of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from html import unescape

from facilitator.domain.documents.blocks import Document, Figure, texts_of
from facilitator.domain.documents.searching import Hit, Searcher

_AROUND = ' \n\t“”"„«»‘’'


@dataclass(frozen=True, slots=True)
class Place:
    """One text in which something was found; `item` is the statement or quote it is of, "" for the document's own.

    `for_all` stands in what everybody may read: what may stay for the facilitator alone is asked about there again.
    """

    item: str
    text: str
    hits: tuple[Hit, ...]
    for_all: bool = False

    @property
    def digest(self) -> str:
        """Stands for these words in this text, so that an answer about them ends when either changes."""
        found = "\n".join(sorted(f"{hit.kind} {hit.word}" for hit in self.hits))
        whom = "for all\n" if self.for_all else ""
        return sha256(f"{whom}{found}\n{bare(self.text)}".encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """What was found, each word once."""
        return tuple(dict.fromkeys(hit.word for hit in self.hits))

    @property
    def whole_names(self) -> tuple[str, ...]:
        """Real names, which can not be let stay."""
        return tuple(hit.word for hit in self.hits if hit.kind == "name")

    def barred(self, *, for_participants: bool) -> "Place":
        """What of it must be decided; the facilitator's own documents may hold aliases and seats."""
        if for_participants:
            return self
        return replace(self, hits=tuple(hit for hit in self.hits if hit.kind not in ("alias", "seat")))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search of the texts came upon; `names_tried` counts the names in the key."""

    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    names_tried: int = 0
    contacts: tuple[str, ...] = ()
    whole_names: tuple[str, ...] = ()


def bare(text: str) -> str:
    """A quote is the same with and without its marks."""
    return text.strip(_AROUND)


def search(document: Document, names: Iterable[str], aliases: Iterable[str], seat_word: str) -> Found:
    """Real names, whole or in part, aliases and seats in any text of the document."""
    searcher = Searcher(names, aliases, seat_word)
    return found_in(places(document, searcher), searcher.names_tried)


def places(document: Document, searcher: Searcher) -> tuple[Place, ...]:
    """Every text of the document in which something was found, once each."""
    texts = [("", document.title), ("", document.footer)]
    texts += [(block.item or "", text) for block in document.blocks for text in texts_of(block)]
    texts += [("", text) for block in document.blocks if isinstance(block, Figure) for text in _drawn(block.svg)]
    return search_texts(texts, searcher)


def _drawn(svg: str) -> list[str]:
    """The words in a picture, each text as a whole."""
    texts = ("".join(re.findall(r">([^<>]+)<", f"{text}<")) for text in svg.split("</text>"))
    return [unescape(text) for text in texts if text.strip()]


def search_texts(texts: Iterable[tuple[str, str]], searcher: Searcher) -> tuple[Place, ...]:
    """The places among texts given with the id of what they are of."""
    seen: dict[tuple[str, str], None] = dict.fromkeys(each for each in texts if each[1])
    found = (Place(item, text, searcher.search(text)) for item, text in seen)
    return tuple(place for place in found if place.hits)


def found_in(places: Iterable[Place], names_tried: int = 0) -> Found:
    """All words of the places, each once, by what they are."""
    hits = list(dict.fromkeys(hit for place in places for hit in place.hits))

    def words(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(hit.word for hit in hits if hit.kind in kinds))

    return Found(
        names=words("name", "part", "near"),
        aliases=words("alias"),
        seats=words("seat"),
        names_tried=names_tried,
        contacts=words("contact"),
        whole_names=words("name"),
    )
