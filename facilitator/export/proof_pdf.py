"""The words of a PDF: what its strings say, and what its glyphs say by the maps it carries for copying text."""

import re
import sys
import zlib
from array import array
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
_OWN_SIGNS = dict(enumerate("•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", 0x80))
"""What PDF has where Latin-1 has none, in texts of one byte a sign."""
_WIDE = re.compile(rb"<((?:[Ff][Ee][Ff][Ff]|[Ff][Ff][Ff][Ee])(?:[0-9A-Fa-f]{2})*)>")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_FONT = re.compile(rb"/(F\d+|\w+)\s+(\d+)\s+0\s+R")
_OBJECT = re.compile(rb"(?:^|\s)(\d+)\s+0\s+obj(.*?)endobj", re.DOTALL)
_TO_UNICODE = re.compile(rb"/ToUnicode\s+(\d+)\s+0\s+R")
_TURN = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf|\bET\b")


def pdf_parts(data: bytes) -> Iterator[str]:
    """Texts of the file; each page's words come as one."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    streams = {number: _stream(body) for number, body in objects.items() if b"stream" in body}
    for number, body in objects.items():
        plain = body.split(b"stream", 1)[0] if number in streams else body
        yield from (_string(found[1]) for found in _STRING.finditer(plain))
        yield from (_text(bytes.fromhex(found[1].decode())) for found in _WIDE.finditer(plain))
    maps = {number: _map(streams.get(int(found[1]), b"")) for number, found in _fonts(objects)}
    names = {found[1]: int(found[2]) for body in objects.values() for found in _FONT.finditer(body)}
    for content in streams.values():
        if b" Tf" in content:
            yield _shown(content, {name: maps[number] for name, number in names.items() if number in maps})


def _fonts(objects: dict[int, bytes]) -> Iterator[tuple[int, re.Match[bytes]]]:
    for number, body in objects.items():
        found = _TO_UNICODE.search(body)
        if found:
            yield number, found


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    try:
        return zlib.decompressobj().decompress(found[1])
    except zlib.error:
        return found[1]


def _string(raw: bytes) -> str:
    """Signs may stand as their number in the base of eight."""
    return _text(_ESCAPED.sub(_escaped, raw))


def _escaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8) & 0xFF]) if sign.isdigit() else _LETTERS.get(sign, sign)


def _text(raw: bytes) -> str:
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(_OWN_SIGNS)


def _map(stream: bytes) -> dict[int, str]:
    """What each glyph of a font says."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for first, last, to in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(\[.*?\]|<\w+>)", block, re.DOTALL):
            start, end = int(first, 16), int(last, 16)
            targets = re.findall(rb"<(\w+)>", to)
            for at, glyph in enumerate(range(start, min(end, start + 0xFFFF) + 1)):
                found[glyph] = (
                    _letter(targets[at], 0) if len(targets) > at and to[:1] == b"[" else _letter(targets[0], at)
                )
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        for glyph_hex, to in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph_hex, 16)] = _letter(to, 0)
    return found


def _letter(code: bytes, add: int) -> str:
    text = bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
    return text[:-1] + chr(min(ord(text[-1]) + add, 0x10FFFF)) if text else ""


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    """The words of a page; each stretch in one font is looked up at once, for there is one entry to a letter."""
    words: list[str] = []
    font: dict[int, str] = {}
    end = 0
    for found in _TURN.finditer(content):
        words += _letters(content[end : found.start()], font)
        end = found.end()
        if found[1]:
            font = fonts.get(found[1], {})
        else:
            words.append("\n")
    return "".join([*words, *_letters(content[end:], font)])


def _letters(content: bytes, font: dict[int, str]) -> list[str]:
    if not font:
        return []
    strings = _HEX.findall(content)
    digits = b"".join(strings)
    if any(len(each) % 4 for each in strings) or not digits.isalnum():  # one that is not whole leaves the next ones so
        bare = (each.translate(None, b" \t\r\n\f\0") for each in strings)
        digits = b"".join(each[: len(each) // 4 * 4] for each in bare)
    glyphs = array("H", bytes.fromhex(digits.decode()))
    if sys.byteorder == "little":
        glyphs.byteswap()
    return [font.get(glyph, "") for glyph in glyphs]
