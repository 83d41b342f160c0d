"""What gives somebody away in a text: real names however they are written, aliases, seats, addresses and numbers."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from facilitator.domain.documents.name_forms import UNSPACED, Forms, folded, name_forms

Kind = Literal["name", "part", "near", "contact", "alias", "seat"]

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"\W+"
_ANY_DIGIT = re.compile(r"\d")
_SPLIT_WORD = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)")
_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_DIGITS = re.compile(r"(?<![\w.,])\+?[(]?\d(?:[ \u00a0().\-/\u2011]{0,2}\d){6,24}(?!\w|[.,]\d)")
_DAY = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4} ?[-/] ?\d{4}|\d{1,3}(?:[ .]\d{3})+"
)
_GROUPED = re.compile(r"\d{3}[ .-]\d{3}[ .-]\d{4}|\d{3}-\d{4}|\d{3}-\d{2}-\d{4}|(?:\d{4}[ -]){3}\d{1,7}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word as it stands in the text; "name" is a whole real name, "part" and "near" may be ordinary words."""

    kind: Kind
    word: str


class Searcher:
    """Looks for the same people in many texts; what was found out about a word is kept for the next text."""

    def __init__(self, names: Iterable[str], aliases: Iterable[str] = (), seat_word: str = "") -> None:
        known = [name for name in names if name.strip()]
        self.names_tried = len(known)
        self._forms = name_forms(known)
        self._aliases = _alias_forms(aliases)
        self._seats = re.compile(rf"(?<!\w){re.escape(seat_word)}\s*(?:no\.?\s*)?\d+(?!\w)", re.IGNORECASE)
        self._has_seats = bool(seat_word)

    def search(self, text: str) -> tuple[Hit, ...]:
        """Everything found, each word once, in no particular order but names first."""
        hits = [*self.names_in(text), *self._aliases_in(text), *self._seats_in(text), *_contacts_in(text)]
        return tuple(dict.fromkeys(hits))

    def names_in(self, text: str) -> list[Hit]:
        """Real names alone."""
        if not self._forms:
            return []
        hits: list[Hit] = []
        for variant, strict in _variants(text):
            if not (strict and hits) and self._may_hold(folded(variant)):
                hits += _names_in(variant, self._forms, strict=strict)
        return list(dict.fromkeys(hits))

    def _may_hold(self, text: str) -> bool:
        """A quick look that passes over nearly every text without a name."""
        forms = self._forms
        return any(forms.touches(word) for word in set(_WORD.findall(text))) or any(
            n in text for n, _ in forms.unspaced
        )

    def _aliases_in(self, text: str) -> list[Hit]:
        plain = unicodedata.normalize("NFC", text)
        words = self._aliases.keys() & set(re.findall(r"\w+", plain)) if self._aliases else ()
        found = (form.search(plain) for word in sorted(words) for form in self._aliases[word])
        return [Hit("alias", each[0]) for each in found if each]

    def _seats_in(self, text: str) -> list[Hit]:
        return [Hit("seat", found[0]) for found in self._seats.finditer(text)] if self._has_seats else []


def _variants(text: str) -> Iterator[tuple[str, bool]]:
    """The text as it is, and with words put together again that the end of a line took apart."""
    yield text, False
    if "\n" in text:
        mended = _SPLIT_WORD.sub("", text)
        if mended != text:
            yield mended, False
        yield text.replace("\r", "").replace("\n", ""), True


def _names_in(text: str, forms: Forms, *, strict: bool) -> list[Hit]:
    """`strict` takes nothing but the letters of a name, as in a text whose lines were run together."""
    low, places = _with_places(text)
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(low)]

    def stood(start: int, end: int) -> str:
        last = places[end - 1] + 1
        while last < len(text) and not folded(text[last]):  # marks belong to the letter before them
            last += 1
        return unicodedata.normalize("NFC", text[places[start] : last])

    hits = _whole_in(words, forms, stood)
    for word, start, end in words:
        kind = forms.kind(word, capital=not text[places[start]].islower())
        if kind and not (strict and kind == "near"):
            hits.append(Hit(kind, stood(start, end)))
    for name, kind in forms.unspaced:
        at = low.find(name)
        if at >= 0:
            hits.append(Hit(kind, stood(at, at + len(name))))
    whole = [hit.word for hit in hits if hit.kind == "name"]
    return [hit for hit in hits if hit.kind == "name" or not any(_inside(hit.word, name) for name in whole)]


def _whole_in(words: Sequence[tuple[str, int, int]], forms: Forms, stood: Callable[[int, int], str]) -> list[Hit]:
    """Names of several words, in the order of the key or turned round."""
    hits = []
    for at, (word, start, _) in enumerate(words):
        for base in forms.of(word):
            for rest in forms.followers(base):
                last = at + len(rest)
                if last < len(words) and all(part in forms.of(words[at + n][0]) for n, part in enumerate(rest, 1)):
                    hits.append(Hit("name", stood(start, words[last][2])))
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


def _alias_forms(aliases: Iterable[str]) -> dict[str, list[re.Pattern[str]]]:
    """By the words they may begin with."""
    forms: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for alias in sorted(set(aliases)):
        parts = re.findall(r"\w+", unicodedata.normalize("NFC", alias))
        if parts and _telling(alias):
            form = re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, parts))}s?(?!\w)")
            for first in {parts[0], f"{parts[0]}s"}:
                forms[first].append(form)
    return dict(forms)


def _contacts_in(text: str) -> list[Hit]:
    """E-mail addresses, telephone and account numbers."""
    found = [each[0] for each in _MAIL.finditer(text)] if "@" in text else []
    if _ANY_DIGIT.search(text):
        accounts = [each for each in _IBAN.finditer(text) if sum(sign.isdigit() for sign in each[0]) >= 8]
        rest = _IBAN.sub(" ", text) if accounts else text
        found += [each[0] for each in accounts]
        found += [each[0].strip() for each in _DIGITS.finditer(rest) if _is_number_of_somebody(each[0])]
    return [Hit("contact", each) for each in found]


def _is_number_of_somebody(text: str) -> bool:
    """Neither a day, years, nor an amount, but what one rings or pays to."""
    bare = text.strip()
    if _DAY.fullmatch(bare):
        return False
    digits = sum(sign.isdigit() for sign in bare)
    return bare.startswith(("+", "0", "(")) or digits >= 9 or bool(_GROUPED.fullmatch(bare))
