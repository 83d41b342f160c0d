"""When words speak of a group: by its name, its printed labels or its short name, bent or as the people in it."""

import re
import unicodedata
from collections.abc import Iterator

from facilitator.domain.actors import Actor

TELLING, SHORT = 4, 3
"""A first word of so many letters stands for the group; a name of so few is looked for as it is written alone."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_BENT = r"(?:['’]?\w{1,6})?"
_PEOPLE = {"ment": ("ers?",), "tion": ("tors?",), "sion": ("sors?",), "ing": ("ers?", "s?"), "y": ("ies", "ists?")}
"""Endings of what a group does, and of what the people in it are called."""
_CLIPPED = {
    "administration": r"admins?",
    "development": r"devs?",
    "information": r"techies?",
    "logistics": r"logs",
    "maintenance": r"maint",
    "management": r"mgmt",
    "manufacturing": r"mfg",
    "operations": r"ops",
    "production": r"prod",
    "professional": r"profs?",
    "technical": r"techs?|techies?|techy",
    "technology": r"techs?|techies?",
}
"""What people call a group by a part of its first word."""
_FIRST = re.compile(r"(?:\(\?(?:-i)?:)?([A-Za-z0-9])")
_ALIKE = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
"""Letters beyond ASCII that count as the same where large and small do not matter."""
_LAST_WORDS = (
    "board center centre company crew day department desk division firm floor group line night office people section "
    "service services shift side staff team teams unit"
)
_GENERAL = frozenset(_LAST_WORDS.split())
"""Last words of names that many groups have in common."""
MOST_WORDS = 4
"""A longer name is a description: neither its first letters nor its last word stand for the group."""


def mentions(actor: Actor, text: str) -> bool:
    """Whether the text speaks of the group."""
    return bool(mention_pattern(actor).search(visible(text)))


def visible(text: str) -> str:
    """Without signs that nobody sees and in one way of composing letters."""
    return text if text.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def mention_pattern(actor: Actor) -> re.Pattern[str]:
    """Finds the group in a text that is `visible`."""
    names = {visible(n).strip() for n in (actor.name, actor.row_label, actor.column_label) if n and n.strip()}
    forms = [form for name in sorted(names, key=len, reverse=True) for form in _forms(name)]
    if len(actor.short.strip()) > 1:
        forms.append(rf"(?-i:{re.escape(visible(actor.short).strip())})(?:['’]?s)?")
    if not forms:
        return re.compile(r"(?!)")
    whole = rf"(?<!\w)(?:{'|'.join(dict.fromkeys(forms))})(?!\w)"
    return re.compile(_from_first_letters(whole, forms), re.IGNORECASE)


def _from_first_letters(whole: str, forms: list[str]) -> str:
    """The same, three times as fast: what begins with a set of letters passes over all others at once.

    One of the letters is taken, and then the whole is looked for one step back. Where a form begins with anything but
    an ASCII letter or digit, the whole stays as it is.
    """
    begun = [_FIRST.match(part) for form in forms for part in form.split("|")]
    letters = {each[1].lower() for each in begun if each is not None}
    if None in begun:
        return whole
    either = "".join(sorted(letter + letter.upper() + _ALIKE.get(letter, "") for letter in letters))
    return rf"(?-i:[{either}])(?<=(?={whole})[\s\S])"


def _forms(name: str) -> Iterator[str]:
    words = name.split()
    if len(name) <= SHORT:
        yield rf"(?-i:{re.escape(name)})(?:['’]?s)?"
        return
    yield r"\s+".join(map(re.escape, words)) + _BENT
    begins = words[0].strip(",;:()")
    if len(begins) >= TELLING:
        yield from _of_word(begins)
    if words[0].lower() in _CLIPPED:
        yield rf"(?:{_CLIPPED[words[0].lower()]})"
    if 1 < len(words) <= MOST_WORDS:
        yield from _of_several(words)


def _of_several(words: list[str]) -> Iterator[str]:
    """Their first letters, as PS and R&D, and the last word where it tells who they are."""
    first = [word[0] for word in words if word[0].isupper()]
    if len(first) > 1 and all(word[0].isupper() or word.lower() in ("and", "of", "&") for word in words):
        yield rf"(?-i:{re.escape(''.join(first))})(?:['’]?s)?"
        yield rf"(?-i:{re.escape('&'.join(first))})"
    last = words[-1].strip(".,;:()")
    if len(last) >= TELLING and last.lower() not in _GENERAL:
        yield from _of_word(last)


def _of_word(word: str) -> Iterator[str]:
    """The word with any ending, without that of its plural, and the people who are called after it."""
    stem = word[:-1] if word.endswith("s") and len(word) > TELLING and not word.endswith("ss") else word
    yield re.escape(stem.rstrip(".")) + re.escape(word[len(word.rstrip(".")) :]) + _BENT
    for ending, people in _PEOPLE.items():
        if stem.lower().endswith(ending) and len(stem) > len(ending) + SHORT:
            yield from (re.escape(stem[: -len(ending)]) + form for form in people)
