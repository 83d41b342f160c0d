"""Text from anywhere, made safe to stand in a file of XML or a table."""

import re
import unicodedata

# What XML 1.0 forbids, and the signs that turn the direction of the text around them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRONG = {"L": False, "R": True, "AL": True}


def clean(text: str) -> str:
    """The text without control characters; half a character becomes a replacement sign."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    if text.isascii():
        return _FORBIDDEN.sub("", text)
    return _SURROGATE.sub("\ufffd", _FORBIDDEN.sub("", text))


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    if text.isascii():
        return False
    return next((_STRONG[kind] for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), False)
