"""Other readings of a text: what the end of a line, spaces, look-alike letters or a turned direction took apart."""

import re
from collections.abc import Iterator

_SPLIT_WORD = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)")
_HYPHEN = re.compile("[-\u2010\u2011\u00ad]")
_HYPHENED = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011\u00ad][ \u00a0]?[^\W\d_]+)+")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:([ ._*\u00a0\u00b7\u2800])[^\W\d_]\1?){3,}(?!\w)")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_TWO_WORDS = re.compile(r"(?<!\w)([^\W\d_a-z][^\W\d_]+)[ \u00a0](?=([^\W\d_]{2,}))")
_TURNED = re.compile("[\u202e\u2067]([^\u202c\u2069\n]+)")
_BREAKS = re.compile("[\t\v\f\x85\u2028\u2029]")
"""Other signs at which a line may end."""
_LATIN = re.compile(r"[A-Za-z]")
LOOK_ALIKES = dict(
    zip(
        map(ord, "АВЕЅІЈКМНОРСТУХЗавеѕіјкмнорстухһԁԛԝӏ"),
        "ABESIJKMHOPCTYX3aBesijkmHopcTyxhdqwl",
        strict=True,
    )
) | dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειικνορτυχγωɑɡıƖ"), "ABEZHIKMNOPTYXaeiikvoptuxywagiI", strict=True))
"""Letters of other alphabets that are taken for Latin ones, by what they are taken for."""
_STRANGE = re.compile(f"[{''.join(map(chr, LOOK_ALIKES))}]")


def readings(text: str) -> Iterator[tuple[str, bool]]:
    """The text as it is, then as it may be meant; True asks for the bare letters of a name alone."""
    yield text, False
    text = _BREAKS.sub("\n", text)
    if "\n" in text:
        mended = _SPLIT_WORD.sub("", text)
        if mended != text:
            yield mended, False
        yield text.replace("\r", "").replace("\n", ""), True
    yield from _put_together(text)
    if _STRANGE.search(text) and _LATIN.search(text):
        yield text.translate(LOOK_ALIKES), True
    if "\u202e" in text or "\u2067" in text:
        yield _TURNED.sub(lambda found: found[1][::-1], text), True


def _put_together(text: str) -> Iterator[tuple[str, bool]]:
    """Words without their hyphens, and without spaces or full stops between their letters."""
    hyphened = _HYPHEN.search(text) and joined_at_hyphens(text)
    if hyphened:
        yield " ".join(hyphened), True
    if _SPACED.search(text):
        yield _SPACED.sub(lambda found: _NOT_A_LETTER.sub("", found[0]), text), True


def joined_at_hyphens(text: str) -> list[str]:
    """The words that hold hyphens, without them."""
    return [_NOT_A_LETTER.sub("", found[0]) for found in _HYPHENED.finditer(text)]


def halves(text: str) -> Iterator[tuple[str, str]]:
    """Two words beside each other, the first with a capital and the second without, that may be one."""
    for found in _TWO_WORDS.finditer(text):
        if found[1][0].isupper() and found[2].islower():
            yield found[1], found[2]
