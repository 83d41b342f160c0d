"""Takes out of the pictures of a template what they tell of whoever took or drew them."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from facilitator.domain.errors import UserError
from facilitator.export.picture_kinds import (
    clean_emf,
    clean_gif,
    clean_packed,
    clean_tiff,
    clean_wmf,
    is_emf,
    is_wmf,
)

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_GIF, _TIFF, _BITMAP, _PACKED = (b"GIF87a", b"GIF89a"), (b"II*\0", b"MM\0*"), b"BM", b"\x1f\x8b"
_UNKNOWN = (
    "The template holds a picture of a kind that cannot be cleaned of what it tells of whoever took or drew it. "
    "Save that picture as PNG, put it into the template, and choose it again."
)
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"pHYs", b"sBIT", b"cICP")
)
"""What is needed to draw it; everything else is words, times, or what a program keeps for itself."""
_JPEG_WORDS = frozenset((0xFE, *range(0xE1, 0xF0))) - {0xEE}
"""Comments and what programs add: Exif, XMP, profiles and Photoshop's own; 0xEE says how the colours are meant."""
_MARK = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""What begins a segment; in a scan itself 0xFF is followed by 0 or one of eight counts."""
_START_OF_SCAN, _END = 0xDA, 0xD9
_SVG = "{http://www.w3.org/2000/svg}"
_WORDS = (f"{_SVG}metadata", f"{_SVG}title", f"{_SVG}desc", f"{_SVG}script")


def clean_picture(data: bytes) -> bytes:
    """The picture as it looks, without words, places and times in it.

    Raises UserError where it is damaged, or of a kind that nobody here knows how to clean.
    """
    for is_it, clean in _KINDS:
        if is_it(data):
            return clean(data)
    raise UserError(_UNKNOWN)


def _clean_png(data: bytes) -> bytes:
    return PNG + b"".join(_png_chunks(data))


def _clean_jpeg(data: bytes) -> bytes:
    return JPEG + b"".join(_jpeg_segments(data))


def _is_svg(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def _clean_bitmap(data: bytes) -> bytes:
    """Windows' own, which says how long it is and holds no words; what follows does not belong to it."""
    return data[: int.from_bytes(data[2:6], "little")] or data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if kind in _PNG_KEPT:
            yield data[at:end]
        at = end
        if kind == b"IEND":
            return  # what stands after it belongs to no picture


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """Up to the end of the picture: cameras hang further ones behind it, with words of their own."""
    at = len(JPEG)
    while mark := _MARK.match(data, at):
        kind, at = data[mark.end() - 1], mark.end() - 2
        if kind == _END:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind == _START_OF_SCAN:
            following = _MARK.search(data, end)
            end = following.start() if following else len(data)
        if kind not in _JPEG_WORDS:
            yield data[at:end]
        at = end
    yield data[at:]


def _clean_svg(data: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return data
    if root.tag != f"{_SVG}svg":
        return data
    for element in list(root.iter(*_WORDS)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    _drop_foreign(root)
    return bytes(etree.tostring(root))


def _drop_foreign(root: etree._Element) -> None:
    """Drawing programs note paths and makers in names of their own."""
    own = (None, "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        if etree.QName(element).namespace not in own and parent is not None:
            parent.remove(element)
            continue
        for name in list(element.attrib):
            if etree.QName(name).namespace not in own:
                del element.attrib[name]
    etree.cleanup_namespaces(root)


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (lambda data: data.startswith(PNG), _clean_png),
    (lambda data: data.startswith(JPEG), _clean_jpeg),
    (lambda data: data.startswith(_GIF), clean_gif),
    (lambda data: data.startswith(_TIFF), clean_tiff),
    (lambda data: data.startswith(_BITMAP), _clean_bitmap),
    (lambda data: data.startswith(_PACKED), clean_packed),
    (is_emf, clean_emf),
    (is_wmf, clean_wmf),
    (_is_svg, _clean_svg),
)
