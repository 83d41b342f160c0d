"""Takes out of the pictures of a template what they tell of whoever took or drew them."""

import re
from collections.abc import Iterator

from lxml import etree

PNG, JPEG, GIF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", (b"GIF87a", b"GIF89a")
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
    """The picture as it looks, without words, places and times in it; kinds that hold none stay as they are."""
    if data.startswith(PNG):
        return PNG + b"".join(_png_chunks(data))
    if data.startswith(JPEG):
        return JPEG + b"".join(_jpeg_segments(data))
    if data.startswith(GIF):
        return data
    return _clean_svg(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else data


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
