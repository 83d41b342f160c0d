"""The logo of a template goes on as it looks; what it tells of its maker does not."""

import struct
import zlib

import pytest

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


@pytest.mark.parametrize("data", [b"", PNG, JPEG, PNG + b"\xff\xff", b"<svg", b"GIF89a....", b"\xd7\xcd\xc6\x9a wmf"])
def test_what_is_damaged_or_of_another_kind_does_no_harm(data: bytes) -> None:
    assert clean_picture(data) in (data, PNG)
