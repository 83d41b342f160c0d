"""The forms in which a real name may stand in a text: in part, with an ending, misspelt, in another case or accent."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from facilitator.domain.documents.ordinary_words import ORDINARY

NameKind = Literal["name", "part", "near"]
How = Literal["exact", "ending", "near"]

LETTERS = 3
"""Shorter parts of a name are too often something else."""
NEAR_LETTERS, NEAR_ANY_CASE, NEAR_ANY_START = 5, 6, 7
"""From how many letters on a misspelling is looked for: at all, in small letters too, in the first letter too."""
_TITLES = "mr mrs ms miss dr prof sir dame van von der den de del della da di du la le el al bin ibn and"
TITLES = frozenset(_TITLES.split())
_APART = re.compile(r"[/;|()\n\r]+")
_WORD = re.compile(r"[^\W_]+")
_LATIN_ENDINGS = (
    "s es n en e er ern ens a u i y ie em om ow owi owie owa ova ove ovi ovou ou am ami ach in ina nak nek val vel "
    "ban ben t lla lle lta ssa sta ksi an sche schen scher sches"
)
_CYRILLIC_ENDINGS = "а у ом ем е ы и ой ою ей ов ам ами ах ин ина ым"
_AFTER_VOWELS = "a e i o u y ou in iny ie om em ami а е и о у ы ой ою ей"
_ENDINGS = frozenset(f"{_LATIN_ENDINGS} {_CYRILLIC_ENDINGS}".split())
_VOWELS = frozenset("aeiouyаеиоуыя")
_VOWEL_ENDINGS = frozenset(_AFTER_VOWELS.split())
_LETTERS_FOLDED = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ħ": "h",
    "ё": "е",
}
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class _Fold(dict[int, str | None]):
    """Takes marks and invisible signs away; filled as letters are met."""

    def __missing__(self, sign: int) -> str | None:
        letter = chr(sign)
        gone = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
        self[sign] = made = None if gone else _LETTERS_FOLDED.get(letter, letter)
        return made


_FOLD = _Fold()


def folded(text: str) -> str:
    """Small letters without accents, so that the same name is the same in every way of writing it."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)


class Forms:
    """All forms of the names of a key; `unspaced` are names in scripts that do not part words."""

    def __init__(self, wholes: Iterable[Sequence[str]], alone: Iterable[str], unspaced: Mapping[str, NameKind]) -> None:
        self.unspaced = tuple(unspaced.items())
        self._followers: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._joined: set[str] = set()
        bases = set(alone)
        for whole in wholes:
            self._followers[whole[0]].add(tuple(whole[1:]))
            self._joined.add("".join(whole))
            bases |= set(whole)
        self._alone = frozenset(alone)
        self._bases = frozenset(bases)
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        for base in self._bases:
            if len(base) >= NEAR_LETTERS:
                for short in _shorter(base):
                    self._shortened[short].add(base)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for base in self._bases:
            self._by_start[base[:2]].append(base)
        self._known: dict[str, Mapping[str, How]] = {}

    def __bool__(self) -> bool:
        return bool(self._bases or self.unspaced)

    def of(self, word: str) -> Mapping[str, How]:
        """The parts of names that the folded word may be a form of."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = dict(self._look(word))
        return known

    def touches(self, word: str) -> bool:
        """Whether the folded word has anything to do with a name."""
        return word in self._joined or bool(self.of(word))

    def followers(self, base: str) -> Iterable[tuple[str, ...]]:
        """What comes after this part in names of several words."""
        return self._followers.get(base, ())

    def kind(self, word: str, *, capital: bool) -> NameKind | None:
        """What a word by itself is; `capital` says that it is not written with a small letter."""
        if word in self._joined and len(word) >= NEAR_ANY_CASE:
            return "name"
        found = {base: how for base, how in self.of(word).items() if base in self._alone}
        if "exact" in found.values():
            return "part"
        if any(how == "ending" and _may_bend(base, word, capital) for base, how in found.items()):
            return "part"
        if any(how == "near" and _may_be_slip(base, word, capital) for base, how in found.items()):
            return "near"
        return None

    def _look(self, word: str) -> Iterator[tuple[str, How]]:
        if len(word) >= NEAR_LETTERS:
            near = {base for short in (word, *_shorter(word)) for base in self._shortened.get(short, ())}
            near |= self._bases & _shorter(word)
            yield from ((base, "near") for base in near if _one_apart(base, word))
        yield from ((base, "ending") for base in self._by_start.get(word[:2], ()) if _is_bent(base, word))
        if word in self._bases:
            yield word, "exact"


def name_forms(names: Iterable[str]) -> Forms:
    """The forms of names as they stand in the key; several ways of writing one are parted by / ; | or brackets."""
    wholes: list[Sequence[str]] = []
    alone: set[str] = set()
    unspaced: dict[str, NameKind] = {}
    for way in (way for name in names for way in _APART.split(name)):
        parts = _WORD.findall(folded(way))
        if UNSPACED.search(way):
            unspaced |= _unspaced("".join(parts))
        elif len(parts) == 1:
            alone |= {part for part in parts if len(part) > 1}
        elif parts:
            wholes += _orders(parts)
            alone |= {joined for joined in _joined_words(way) if len(joined) >= LETTERS}
            alone |= {part for part in parts if len(part) >= LETTERS and part not in TITLES}
    return Forms(wholes, alone, unspaced)


def _orders(parts: list[str]) -> Iterator[Sequence[str]]:
    """As it is called, family name first, and without what stands between."""
    bare = [part for part in parts if part not in TITLES] or parts
    for each in (parts, bare, bare[:1] + bare[-1:]):
        if len(each) > 1:
            yield each
            yield [*each[-1:], *each[:-1]]


def _joined_words(way: str) -> Iterator[str]:
    """Words that hold an apostrophe or a hyphen, as they are written without it."""
    for word in folded(way).split():
        parts = _WORD.findall(word)
        if len(parts) > 1:
            yield "".join(parts)


def _unspaced(name: str) -> dict[str, NameKind]:
    """The whole name, and the given name at its end."""
    made: dict[str, NameKind] = {name: "name"} if len(name) > 1 else {}
    return made | {name[-2:]: "part"} if len(name) > 2 else made


def _is_bent(base: str, word: str) -> bool:
    if len(word) > len(base) + 5 or word[: len(base) - 1] != base[:-1]:
        return False
    if word.startswith(base):
        rest = word[len(base) :]
        return rest == "s" if len(base) == LETTERS else len(base) > LETTERS and rest in _ENDINGS
    return len(base) > LETTERS and base[-1] in _VOWELS and word[len(base) - 1 :] in _VOWEL_ENDINGS


def _may_bend(base: str, word: str, capital: bool) -> bool:
    """An ending that ordinary words have as well counts only where the word is written like a name."""
    return capital or word in (f"{base}s", f"{base}es") or (len(base) >= NEAR_ANY_CASE and word not in ORDINARY)


def _may_be_slip(base: str, word: str, capital: bool) -> bool:
    if word in ORDINARY:
        return False
    return (capital or len(base) >= NEAR_ANY_CASE) and (word[0] == base[0] or len(base) >= NEAR_ANY_START)


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_apart(base: str, word: str) -> bool:
    """One letter more, fewer or other, or two neighbours in each other's place."""
    if base == word or abs(len(base) - len(word)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(base, word, strict=False)) if a != b), min(len(base), len(word)))
    a, b = base[same:], word[same:]
    swapped = len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or swapped
