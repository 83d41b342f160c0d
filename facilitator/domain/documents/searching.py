"""What gives somebody away in a text: real names however they are written, aliases, seats, addresses and numbers."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.documents.contacts import contacts_in
from facilitator.domain.documents.name_endings import LETTERS, folded
from facilitator.domain.documents.name_forms import NEAR_ANY_CASE, UNSPACED, Forms, name_forms
from facilitator.domain.documents.passing import Passing
from facilitator.domain.documents.sounds import titled_letters, told_letters, told_short
from facilitator.domain.documents.spellings import halves, readings

Kind = Literal["name", "part", "near", "contact", "alias", "seat"]

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"\W+"
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \u00a0-]?){1,3}[^\W\d_]\.?(?!\w)")
_ASKED = re.compile(
    r"\b(?:Will|May|Can) (?=(?:i|you|he|she|it|we|they|this|that|these|those|there|the|an?|not|be|nobody|anybody)\b)"
    r"|\b(?:in|since|until|last|next|early|late|mid|\d{1,2}) May\b|\bMay (?=\d)",
    re.IGNORECASE,
)
"""Words that are called like people, where they are none."""
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A word as it stands in the text; "name" is a whole real name, "part" and "near" may be ordinary words."""

    kind: Kind
    word: str


class Searcher:
    """Looks for the same people in many texts; what was found out about a word is kept for the next text."""

    def __init__(
        self, names: Iterable[str], aliases: Iterable[str] = (), seat_word: str = "", language: str = "en"
    ) -> None:
        known = [name for name in names if name.strip()]
        self.names_tried = len(known)
        self._forms = name_forms(known, language)
        self._aliases = _alias_forms(aliases)
        self._passing = Passing(self._forms, self._aliases, seat_word)
        number = r"\s*(?:(?:no|nr|number)\b\.?|[#:№-])?\s*\d+(?!\w)"
        self._seats = re.compile(rf"(?<!\w){re.escape(seat_word)}{number}", re.IGNORECASE)
        self._has_seats = bool(seat_word)

    def search(self, text: str) -> tuple[Hit, ...]:
        """Everything found, each word once, in no particular order but names first."""
        contacts = [Hit("contact", each) for each in contacts_in(text)]
        if self._passing.passes(text):
            return tuple(contacts)
        return tuple(dict.fromkeys((*self.names_in(text), *self._aliases_in(text), *self._seats_in(text), *contacts)))

    def names_in(self, text: str) -> list[Hit]:
        """Real names alone."""
        if not self._forms:
            return []
        hits: list[Hit] = []
        plain = any(sign.isupper() for sign in text)
        text = _ASKED.sub(lambda found: found[0].lower(), text) if self._forms.may_be_asked else text
        for reading, strict in readings(text):
            if not (strict and hits) and self._may_hold(folded(reading)):
                hits += _names_in(reading, self._forms, strict=strict, plain=plain)
        hits += [Hit("near", each) for each in self._initials_in(text)]
        if not hits:
            joined = (f"{first} {second}" for first, second in halves(text) if self._is_split(first + second))
            hits += [Hit("near", each) for each in joined]
        return list(dict.fromkeys(hits))

    def _initials_in(self, text: str) -> Iterator[str]:
        """With full stops, as in "J. C.", or where a person would stand; other capitals are mostly something else."""
        initials = self._forms.initials
        if "." in text:
            for found in _INITIALS.finditer(text):
                letters = "".join(sign for sign in found[0] if sign.isalpha())
                if letters.isupper() and folded(letters) in initials:
                    yield found[0]
        yield from (letters for letters in told_letters(text) if folded(letters) in initials)
        if self._forms.spoken:
            yield from (word for word in told_short(text) if folded(word) in self._forms.spoken)
        first = {letter for each in initials for letter in each}
        yield from (words for letter, words in titled_letters(_visible(text)) if folded(letter) in first)

    def _is_split(self, word: str) -> bool:
        return len(word) >= NEAR_ANY_CASE and self._forms.is_alone(folded(word))

    def _may_hold(self, text: str) -> bool:
        """A quick look that passes over nearly every text without a name."""
        forms = self._forms
        return any(forms.touches(word) for word in set(_WORD.findall(text))) or any(
            n in text for n, _ in forms.unspaced
        )

    def _aliases_in(self, text: str) -> list[Hit]:
        plain = _visible(text)
        words = self._aliases.keys() & set(re.findall(r"\w+", plain)) if self._aliases else ()
        found = (re.search(form, plain) for word in sorted(words) for form in self._aliases[word])
        return [Hit("alias", each[0]) for each in found if each]

    def _seats_in(self, text: str) -> list[Hit]:
        return [Hit("seat", found[0]) for found in self._seats.finditer(text)] if self._has_seats else []


def _names_in(text: str, forms: Forms, *, strict: bool, plain: bool) -> list[Hit]:
    """`strict` takes nothing but the letters of a name, as in a text whose lines were run together."""
    low, places = _with_places(text)
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(low)]

    def stood(start: int, end: int) -> str:
        last = places[end - 1] + 1
        while last < len(text) and not folded(text[last]):  # marks belong to the letter before them
            last += 1
        return unicodedata.normalize("NFC", text[places[start] : last])

    hits = _whole_in(words, forms, stood, plain=plain)
    for word, start, end in words:
        kind = forms.kind(word, capital=not text[places[start]].islower(), plain=plain)
        if kind is None and forms.is_short(word, stood(start, end)):
            kind = "near"
        if kind and not (strict and kind == "near"):
            hits.append(Hit(kind, stood(start, end)))
    for name, kind in forms.unspaced:
        at = low.find(name)
        if at >= 0:
            hits.append(Hit(kind, stood(at, at + len(name))))
    whole = [hit.word for hit in hits if hit.kind == "name"]
    return [hit for hit in hits if hit.kind == "name" or not any(_inside(hit.word, name) for name in whole)]


def _whole_in(
    words: Sequence[tuple[str, int, int]], forms: Forms, stood: Callable[[int, int], str], *, plain: bool
) -> list[Hit]:
    """Names of several words, in the order of the key or turned round; in small letters they may be ordinary words."""
    hits = []
    for at, (word, start, _) in enumerate(words):
        for base in forms.of(word):
            for rest in forms.followers(base):
                last = at + len(rest)
                if last < len(words) and all(part in forms.of(words[at + n][0]) for n, part in enumerate(rest, 1)):
                    written = stood(start, words[last][2])
                    may_be_words = (
                        plain and written.islower() and forms.are_words(words[at + n][0] for n in range(last - at + 1))
                    )
                    hits.append(Hit("near" if may_be_words else "name", written))
    return hits


def _inside(word: str, name: str) -> bool:
    return word != name and (word in re.findall(r"\w+", name) or bool(UNSPACED.search(word) and word in name))


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters where it stands in `text`."""
    low: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        part = folded(sign)
        low.append(part)
        places += [at] * len(part)
    return "".join(low), places


def _telling(alias: str) -> bool:
    """Whether an alias is more than a single letter or a number, which any text holds."""
    return len(alias.strip()) > 1 and not alias.strip().isdigit()


def _alias_forms(aliases: Iterable[str]) -> dict[str, list[str]]:
    """Patterns by the words they may begin with; compiled when such a word is met, since nearly none ever is."""
    forms: dict[str, list[str]] = defaultdict(list)
    for alias in sorted(set(aliases)):
        shouted = alias.upper() if len(alias) > LETTERS else alias
        for written in dict.fromkeys((_visible(alias), _visible(shouted))):
            parts = re.findall(r"\w+", written)
            if parts and _telling(alias):
                form = rf"(?<!\w){_BETWEEN.join(map(re.escape, parts))}s?(?!\w)"
                for first in {parts[0], f"{parts[0]}s"}:
                    forms[first].append(form)
    return dict(forms)


def _visible(text: str) -> str:
    """Without signs that nobody sees, in the usual width of letters."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
