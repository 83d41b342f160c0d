"""One quick look over a text, which passes over nearly all that name nobody; what is in doubt is searched in full.

It knows only plain writing: letters of the Latin alphabet with their marks, digits and usual signs. Each question that
it asks is wider than the one that the search asks, so that nothing is passed over in which that would find something.
"""

import re
import unicodedata
from collections.abc import Iterable

from facilitator.domain.documents.name_endings import folded
from facilitator.domain.documents.name_forms import NEAR_ANY_CASE, Forms
from facilitator.domain.documents.sounds import titled_letters, told_letters
from facilitator.domain.documents.spellings import LOOK_ALIKES, joined_at_hyphens

_QUOTES = "“”„«»‘’–—"
_LETTERS = "".join(
    letter
    for letter in map(chr, range(0xC0, 0x180))
    if letter.isalpha()
    and len(folded(letter)) == 1
    and unicodedata.normalize("NFKC", letter) == letter
    and ord(letter) not in LOOK_ALIKES
)
_PLAIN = re.compile(f"[ -~{_QUOTES}{_LETTERS}]*")
"""Text that has no other reading than itself, but for hyphens and letters that stand alone."""
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?<!\w)[^\W\d_]\.[ -]?[^\W\d_](?!\w)")
_CAPITALS = re.compile("[A-Z\u00c0-\u00d6\u00d8-\u00de]{2}")
SPACED = 4
"""So many letters alone may be a word with spaces between its letters."""


class Passing:
    """Made ready for one key: names, aliases and the word for a seat."""

    def __init__(self, forms: Forms, aliases: Iterable[str], seat_word: str) -> None:
        self._forms = forms
        self._seat = folded(seat_word) if _PLAIN.fullmatch(seat_word) else ""
        self._has_seats = bool(seat_word)
        firsts = {part for alias in aliases for part in _WORD.findall(folded(alias))[:1]}
        heads = {name[:at] for name in forms.alone if len(name) >= NEAR_ANY_CASE for at in range(2, len(name) - 1)}
        self._beginnings = frozenset(firsts | heads)
        """Words that an alias, or a name in two halves, may begin with."""

    def passes(self, text: str) -> bool:
        """Whether no name, alias or seat can be found in it."""
        if not _PLAIN.fullmatch(text):
            return False
        low = folded(text)
        words = _WORD.findall(low)
        return (
            self._beginnings.isdisjoint(words)
            and not (self._has_seats and self._seat in low)
            and not _has_letters_alone(text, words)
            and not self._forms.touch_any(words)
            and not ("-" in text and self._forms.touch_any(joined_at_hyphens(low)))
        )


def _has_letters_alone(text: str, words: list[str]) -> bool:
    """Letters that may be initials, or together a word."""
    alone = list(map(len, words)).count(1)
    if alone >= SPACED or (alone > 1 and "." in text and _INITIAL.search(text)):
        return True
    if alone and any(titled_letters(text)):
        return True
    return bool(_CAPITALS.search(text)) and any(told_letters(text))
