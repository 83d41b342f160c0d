"""The logo of a template goes on as it looks; what it tells of its maker does not."""

import gzip
import struct
import zlib

import pytest

from facilitator.domain.errors import UserError
from facilitator.export.picture_cleaning import JPEG, PNG, clean_picture

SECRET = b"Somebody Known"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(body) + 2) + body


HEAD, DATA, END = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")
TABLES = segment(0xE0, b"JFIF\0") + segment(0xDB, bytes(65))
SCAN = segment(0xDA, bytes(10)) + b"\x12\xff\x00\x34\xff\xd1\x56"
TWICE = SCAN + segment(0xC4, b"\xff\xd9") + SCAN + b"\xff\xd9"


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"prVt"])
def test_a_png_keeps_its_picture_and_no_words(kind: bytes) -> None:
    told = PNG + HEAD + chunk(kind, b"Author\0" + SECRET) + DATA + END + SECRET

    assert clean_picture(told) == PNG + HEAD + DATA + END


@pytest.mark.parametrize("kind", [0xE1, 0xE2, 0xED, 0xFE])
def test_a_jpeg_keeps_its_picture_and_no_words(kind: int) -> None:
    words = segment(kind, b"Exif\0\0" + SECRET)
    told = JPEG + words + TABLES + words + TWICE + JPEG + words + TWICE

    assert clean_picture(told) == JPEG + TABLES + TWICE


def test_an_svg_keeps_its_picture_and_no_words() -> None:
    told = (
        b'<?xml version="1.0"?><!-- Somebody Known --><svg xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:ink="http://www.inkscape.org/x" ink:docname="/home/Somebody Known/logo.svg"><metadata>Somebody Known'
        b'</metadata><ink:view by="Somebody Known"/><rect width="4" height="4"/></svg>'
    )

    cleaned = clean_picture(told)

    assert SECRET not in cleaned
    assert b'<rect width="4" height="4"/>' in cleaned


@pytest.mark.parametrize("data", [PNG, JPEG, PNG + b"\xff\xff", b"<svg"])
def test_what_is_damaged_does_no_harm(data: bytes) -> None:
    assert clean_picture(data) in (data, PNG)


def gif(*blocks: bytes) -> bytes:
    """Two dots, black and white; the blocks stand before them."""
    head = b"GIF89a" + struct.pack("<HHBBB", 2, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + b"".join(blocks) + b"\x2c" + struct.pack("<HHHHB", 0, 0, 2, 1, 0) + b"\x02\x02\x44\x0a\0" + b"\x3b"


def test_a_gif_keeps_its_picture_and_how_often_it_moves_and_no_words() -> None:
    remark = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    words = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    pause = b"\x21\xf9\x04\0\x0a\0\0\0"

    assert clean_picture(gif(remark, loop, words, pause) + SECRET) == gif(loop, pause)


def tiff(order: str, told: bytes = b"") -> bytes:
    """One row of four grey dots, and where words are `told` they stand in five tags and at the end."""
    values = [(256, 3, 1, 4), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    words = [(305, told), (315, told), (700, told), (34853, told), (37510, told)] if told else []
    tags: list[tuple[int, int, int, bytes]] = [(n, k, c, struct.pack(f"{order}H", v)) for n, k, c, v in values]
    start = 8 + 2 + 12 * (len(values) + 4 + len(words)) + 4
    body = b"\x10\x20\x30\x40"
    tags += [(273, 4, 1, struct.pack(f"{order}I", start)), (277, 3, 1, struct.pack(f"{order}H", 1))]
    tags += [(278, 3, 1, struct.pack(f"{order}H", 1)), (279, 4, 1, struct.pack(f"{order}I", 4))]
    for number, text in words:
        tags.append((number, 2, len(text), struct.pack(f"{order}I", start + len(body))))
        body += text
    entries = b"".join(struct.pack(f"{order}HHI", *tag[:3]) + tag[3].ljust(4, b"\0") for tag in sorted(tags))
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(f"{order}HIH", 42, 8, len(tags)) + entries + bytes(4) + body


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_tiff_keeps_its_picture_and_no_words(order: str) -> None:
    assert clean_picture(tiff(order, SECRET + b"!") + SECRET) == tiff(order)


def emf(words: bytes, remark: bytes) -> bytes:
    """A drawing of nothing, with a description, a remark, and what draws in the newer way."""
    title = words.decode().encode("utf-16-le")
    size = 108 + len(title)
    head = struct.pack("<II8i4sIIIHHIII", 1, size, *(0,) * 8, b" EMF", 0x10000, 0, 4, 1, 0, len(title) // 2, 108, 0)
    comments = b"".join(struct.pack("<III", 70, 12 + len(c), len(c)) + c for c in (remark, b"EMF+draw"))
    return head.ljust(108, b"\0") + title + comments + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def test_a_drawing_of_windows_keeps_what_is_drawn_and_no_words() -> None:
    cleaned = clean_picture(emf(SECRET + b"\0\0", SECRET + b"\0\0") + SECRET)
    assert len(cleaned) == len(emf(SECRET + b"\0\0", SECRET + b"\0\0"))
    assert SECRET not in cleaned.replace(b"\0", b"")
    assert b"EMF+draw" in cleaned
    packed = clean_picture(gzip.compress(emf(SECRET + b"\0\0", SECRET + b"\0\0")))
    assert gzip.decompress(packed) == cleaned
    assert packed[3:8] == bytes(5)  # neither a name nor an hour


def test_an_older_drawing_of_windows_keeps_what_is_drawn_and_no_words() -> None:
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 30, 0, 9, 0)
    line = struct.pack("<IHHH", 5, 0x0213, 3, 4)
    words = struct.pack("<IHHH", 12, 0x0626, 15, 14) + SECRET
    end = struct.pack("<IH", 3, 0)
    cleaned = clean_picture(head + line + words + end + SECRET)
    assert cleaned == head + line + words.replace(SECRET, bytes(14)) + end


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a....",
        b"GIF89a" + bytes(40),
        b"\xd7\xcd\xc6\x9a wmf",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*",
        tiff("<")[:40],
        b"\x1f\x8b\x08",
        b"RIFF....WEBPVP8 ",
        b"%PDF-1.7",
        emf(b"", b"abcd")[:120],
        emf(b"", b"abcd")[:60] + struct.pack("<I", 1 << 24) + emf(b"", b"abcd")[64:],
        b"\0\0\0\x18ftypheic",
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="Save that picture as PNG"):
        clean_picture(data)
