"""Takes words out of GIF, TIFF and Windows' drawings: what each kind keeps beside the picture itself."""

import gzip
import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facilitator.domain.errors import UserError

LARGEST = 50_000_000
_LOOP = b"\x0bNETSCAPE2.0"
"""How often a moving picture begins anew."""
_TIFF_KEPT = frozenset(
    (
        *range(254, 260),
        *range(262, 267),
        273,
        274,
        *range(277, 285),
        *range(290, 294),
        296,
        301,
        *range(317, 321),
        *range(322, 326),
        332,
        334,
        *range(338, 342),
        347,
        *range(529, 533),
    )
)
"""What is needed to draw it; everything else is words, times, places, or what a program keeps for itself."""
_TIFF_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_TIFF_DATA = {273: 279, 324: 325}
"""Where the dots lie, and how many bytes of them."""
_EMF_COMMENT, _EMF_PLUS, _EMF_HEADER, _EMF_DESCRIPTION = 70, b"EMF+", 88, 60
_WMF_ESCAPE, _WMF_PLACEABLE = 0x0626, b"\xd7\xcd\xc6\x9a"
_SENTENCE = (
    "The template holds a damaged picture ({kind}), which cannot be cleaned of what it tells of whoever drew it. "
    "Save that picture as PNG, put it into the template, and choose it again."
)


def clean_gif(data: bytes) -> bytes:
    """Without comments, texts and what programs add, such as XMP."""
    return _or_refused("GIF", lambda: b"".join(_gif_blocks(data)))


def _gif_blocks(data: bytes) -> Iterator[bytes]:
    at = 13 + _colours(data[10])
    yield data[:at]
    while data[at] != 0x3B:
        start, sign = at, data[at]
        if sign == 0x2C:
            at = _after_pieces(data, at + 11 + _colours(data[at + 9]))
        elif sign == 0x21:
            at = _after_pieces(data, at + 2)
        else:
            raise ValueError(sign)
        if sign == 0x2C or data[start + 1] == 0xF9 or data[start + 2 :].startswith(_LOOP):
            yield data[start:at]
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Bytes of a list of colours."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_pieces(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


@dataclass(frozen=True, slots=True)
class _Tag:
    number: int
    kind: int
    count: int
    value: bytes


def clean_tiff(data: bytes) -> bytes:
    """The first picture, written anew with nothing but what is needed to draw it."""
    return _or_refused("TIFF", lambda: _tiff(data))


def _tiff(data: bytes) -> bytes:
    order = "<" if data[:2] == b"II" else ">"
    tags = {tag.number: tag for tag in _tags(data, order)}
    dots = {number: _dots(data, order, tags, number) for number in _TIFF_DATA if number in tags}
    head = 8 + 2 + 12 * len(tags) + 4
    places: dict[int, bytes] = {}
    body = b""
    for number, pieces in dots.items():
        starts = []
        for piece in pieces:
            starts.append(head + len(body))
            body += piece + b"\0" * (len(piece) % 2)
        places[number] = struct.pack(f"{order}{len(starts)}I", *starts)
    entries = b""
    for tag in (tags[number] for number in sorted(tags)):
        kind, value = (4, places[tag.number]) if tag.number in places else (tag.kind, tag.value)
        if len(value) > 4:
            value, body = struct.pack(f"{order}I", head + len(body)), body + value + b"\0" * (len(value) % 2)
        entries += struct.pack(f"{order}HHI", tag.number, kind, tag.count) + value.ljust(4, b"\0")
    start = data[:2] + struct.pack(f"{order}HI", 42, 8) + struct.pack(f"{order}H", len(tags))
    return start + entries + b"\0" * 4 + body


def _tags(data: bytes, order: str) -> Iterator[_Tag]:
    version, at = struct.unpack_from(f"{order}HI", data, 2)
    (count,) = struct.unpack_from(f"{order}H", data, at)
    if version != 42:
        raise ValueError(version)
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        number, kind, values = struct.unpack_from(f"{order}HHI", data, entry)
        if number in _TIFF_KEPT:
            size = _TIFF_SIZES[kind] * values
            place = entry + 8 if size <= 4 else struct.unpack_from(f"{order}I", data, entry + 8)[0]
            yield _Tag(number, kind, values, _cut(data, place, size))


def _dots(data: bytes, order: str, tags: dict[int, _Tag], number: int) -> list[bytes]:
    starts, sizes = (_numbers(tags[each], order) for each in (number, _TIFF_DATA[number]))
    return [_cut(data, start, size) for start, size in zip(starts, sizes, strict=True)]


def _numbers(tag: _Tag, order: str) -> tuple[int, ...]:
    return struct.unpack(f"{order}{tag.count}{'H' if tag.kind == 3 else 'I'}", tag.value)


def _cut(data: bytes, at: int, size: int) -> bytes:
    if at + size > len(data):
        raise ValueError(size)
    return data[at : at + size]


def clean_emf(data: bytes) -> bytes:
    """Without the program and title in its head, and without remarks that draw nothing."""
    return _or_refused("EMF", lambda: _emf(bytearray(data)))


def _emf(data: bytearray) -> bytes:
    letters, place = struct.unpack_from("<II", data, _EMF_DESCRIPTION)
    if place + 2 * letters > len(data):
        raise ValueError(letters)
    data[place : place + 2 * letters] = bytes(2 * letters)
    struct.pack_into("<II", data, _EMF_DESCRIPTION, 0, 0)
    at = 0
    while at < len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            raise ValueError(size)
        if kind == _EMF_COMMENT and data[at + 12 : at + 16] != _EMF_PLUS:
            data[at + 12 : at + size] = bytes(size - 12)
        at += size
        if kind == 14:
            break
    return bytes(data[:at])


def clean_wmf(data: bytes) -> bytes:
    """Without remarks to printers, in which programs note what they like."""
    return _or_refused("WMF", lambda: _wmf(bytearray(data)))


def _wmf(data: bytearray) -> bytes:
    at = 22 if data.startswith(_WMF_PLACEABLE) else 0
    at += 2 * struct.unpack_from("<H", data, at + 2)[0]
    while True:
        words, function = struct.unpack_from("<IH", data, at)
        if words < 3 or at + 2 * words > len(data):
            raise ValueError(words)
        if function == _WMF_ESCAPE:
            data[at + 10 : at + 2 * words] = bytes(2 * words - 10)
        at += 2 * words
        if function == 0:
            return bytes(data[:at])


def clean_packed(data: bytes) -> bytes:
    """A drawing that was packed (EMZ, WMZ), with no name and no hour on the package."""

    def cleaned() -> bytes:
        with gzip.open(io.BytesIO(data)) as package:
            drawn = package.read(LARGEST)
        whole = clean_emf(drawn) if is_emf(drawn) else clean_wmf(drawn)
        return gzip.compress(whole, mtime=0)

    return _or_refused("EMZ", cleaned)


def is_emf(data: bytes) -> bool:
    return data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF"


def is_wmf(data: bytes) -> bool:
    return data.startswith((_WMF_PLACEABLE, b"\x01\0\x09\0", b"\x02\0\x09\0"))


def _or_refused(kind: str, clean: Callable[[], bytes]) -> bytes:
    """What cannot be read to its end cannot be cleaned."""
    try:
        return clean()
    except (struct.error, IndexError, KeyError, ValueError, OSError, EOFError, zlib.error) as error:
        raise UserError(_SENTENCE.format(kind=kind)) from error
