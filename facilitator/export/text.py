"""Text from anywhere, made safe to stand in a file of XML or a table."""

import re
import unicodedata
from collections import Counter

from facilitator.domain.languages import begins_from_right, runs_from_right

# What XML 1.0 forbids, and the signs that turn the direction of the text around them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u2028\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Anything that `clean` does something about: most texts hold none of it."""
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NOT_LATIN = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u2c80-\udfff\uf900-\ufdff\ufe70-\uffff\U00010000-\U000effff]")
_MARKED = re.compile(f"[&<>\n\t]|{_ODD.pattern}|{_FROM_THE_RIGHT.pattern}|{_NOT_LATIN.pattern}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}


def clean(text: str) -> str:
    """The text without control characters; half a character becomes a replacement sign."""
    if not _ODD.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    if text.isascii():
        return _FORBIDDEN.sub("", text)
    return _SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text))


def is_plain(text: str) -> bool:
    """Whether the text may stand in XML as it is, in the language and direction of the document."""
    return not _MARKED.search(text)


def is_rtl(text: str, language: str = "") -> bool:
    """Whether it runs from right to left: as its language does, or else as its first letter that has a direction."""
    if language:
        return runs_from_right(language)
    if not _FROM_THE_RIGHT.search(text):
        return False
    return begins_from_right(text)


def language_of(text: str, said: str, usual: str) -> str:
    """The tag of a text's language where it is not the `usual` one; by its script where nobody `said`."""
    if said and _TAG.fullmatch(said):
        return "" if said.lower() == usual.lower() else said
    if not _NOT_LATIN.search(text):
        return ""
    guess = _script_language(text)
    return guess if guess and guess != usual.partition("-")[0].lower() else ""


def _script_language(text: str) -> str:
    """The commonest language of the script in which most of the text is written; empty for Latin letters."""
    counts: Counter[str] = Counter()
    for letter in text[:2000]:
        if letter.isalpha():
            counts[unicodedata.name(letter, "").split(" ")[0]] += 1
    script = counts.most_common(1)[0][0] if counts else ""
    return _SCRIPTS.get(script, "")
