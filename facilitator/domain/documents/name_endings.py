"""How a name changes in a sentence: folded letters, endings of several languages, words written in front of it."""

import re
import unicodedata
from collections.abc import Iterator

LETTERS = 3
"""Shorter parts of a name are too often something else."""
_LATIN_ENDINGS = (
    "s es n en e er ern ens a u i y ie em om ow owi owie owa ova ove ovi ovy ovou ou am ami ach iem iom owych in ina "
    "nak nek val vel ban ben hoz hez nal nel tol t lla lle lta ssa sta ksi lar ler an sche schen scher sches chen lein "
    "je tje tjes"
)
_CYRILLIC_ENDINGS = "а у ом ем е ы и ой ою ей ов ам ами ах ин ина ым ых ыми ові еві"
_AFTER_VOWELS = "a e i o u y ou ov in iny ie iej om em ami а е и о у ы ой ою ей"
_GREEK_ENDINGS = "ς σ ν υ ου ο ε οι η ης α ας ες ων"
_ENDINGS = frozenset(f"{_LATIN_ENDINGS} {_CYRILLIC_ENDINGS} {_GREEK_ENDINGS}".split())
_VOWELS = frozenset("aeiouyаеиоуыя")
_VOWEL_ENDINGS = frozenset(_AFTER_VOWELS.split())
_FINNISH = re.compile(r"s(?:en|ta|elle|ella|elta|essa|esta|een|eksi|ena|et|ia|ille|illa|ilta|ten)(?:kin|kaan|han)?")
_DOUBLE = re.compile(r"([kpt])\1(?=[aeiou]$)")
_IN_FRONT = {"\u0590": "ולבהשמכ", "\u0600": "ولبفكس"}
"""Letters that are written before a word without a space, as "to" and "and" are, by the block of their script."""
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Signs without a shape that are no spaces."""
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
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_WITH_MARKS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


class _Fold(dict[int, str | None]):
    """Takes marks and invisible signs away; filled as letters are met."""

    def __missing__(self, sign: int) -> str | None:
        letter = chr(sign)
        gone = letter in _BLANK or unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")
        self[sign] = made = None if gone else _LETTERS_FOLDED.get(letter, letter)
        return made


_FOLD = _Fold()


def folded(text: str) -> str:
    """Small letters without accents, so that the same name is the same in every way of writing it."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)


def other_spellings(word: str) -> Iterator[str]:
    """Folded: with "ue" for "ü" and the like, and the other way round, as a keyboard without them has it."""
    small = unicodedata.normalize("NFC", word).lower()
    spelt_out = small.translate(_SPELT_OUT)
    if spelt_out != small:
        yield folded(spelt_out)
    for two, one in _WITH_MARKS:
        if two in small:
            yield folded(small.replace(two, one))


def is_bent(base: str, word: str) -> bool:
    """Whether the folded word is the folded name with an ending; they have their first letters in common."""
    if len(word) > len(base) + 7 or len(word) < len(base) - 1:
        return False
    if word.startswith(base):
        rest = word[len(base) :]
        return rest == "s" if len(base) == LETTERS else len(base) > LETTERS and rest in _ENDINGS
    return len(base) > LETTERS and (_after_a_vowel(base, word) or _in_greek(base, word) or _in_finnish(base, word))


def _after_a_vowel(base: str, word: str) -> bool:
    """The last vowel gives way to an ending."""
    return base[-1] in _VOWELS and word.startswith(base[:-1]) and word[len(base) - 1 :] in _VOWEL_ENDINGS


def _in_greek(base: str, word: str) -> bool:
    stem = base[:-2] if base.endswith(("σ", "ς")) else base[:-1]
    return "α" <= base[0] <= "ω" and word.startswith(stem) and word[len(stem) :] in _ENDINGS


def _in_finnish(base: str, word: str) -> bool:
    """As "Virtanen" bends to "Virtasen", and "Matti" to "Matilla"."""
    if base.endswith("nen"):
        return word.startswith(base[:-3]) and bool(_FINNISH.fullmatch(word[len(base) - 3 :]))
    weak = _DOUBLE.sub(r"\1", base)
    rest = word[len(weak) :]
    return weak != base and word.startswith(weak) and rest in ("n", "lle", "lla", "lta", "ssa", "sta", "t")


def without_front(word: str) -> Iterator[str]:
    """The Hebrew or Arabic word without what may be written in front of it."""
    letters = _IN_FRONT.get("\u0590" if "\u05d0" <= word[:1] <= "\u05ea" else "\u0600", "")
    for at in (1, 2):
        if len(word) < at + LETTERS or word[at - 1] not in letters:
            return
        yield word[at:]
