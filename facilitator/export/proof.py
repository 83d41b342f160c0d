"""Opens a finished file again and reads all of it, as somebody would who looks for what was not meant for them.

Nothing here is shared with the writers: packages are taken apart with zipfile and expat alone.
"""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from facilitator.domain.documents.guard import FileSearcher, Guard
from facilitator.export.proof_pdf import pdf_parts
from facilitator.export.proof_xml import Finding, xml_findings

DEPTH = 4
_PACKED = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
"""How what gzip and zlib pack begins."""
LARGEST = 50_000_000
PNG = b"\x89PNG\r\n\x1a\n"
_DATA_URI = re.compile(rb"data:[\w.+/-]*(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]+)")
_PATHS = re.compile(r"(?:[A-Za-z]:\\Users\\|/home/\w|/Users/\w|/root/|file:///?\w)")
_IN_PATHS = (":\\Users\\", "/home/", "/Users/", "/root/", "file:/")
"""One of these is in each of them; to look for just that takes a tenth of the time, in which the window waits."""
_NO_PARTS = re.compile(
    r"customXml/|docProps/custom\.xml|comments\w*\.xml|people\.xml|vbaProject|oleObject|printerSettings|thumbnail"
    r"|persons?/|threadedComments",
    re.IGNORECASE,
)
_WHAT_PART = "a part that may tell who made it"
Findings: TypeAlias = Iterator[Finding]


def proof(path: Path, guard: Guard, check: Callable[[], None] | None = None) -> list[Finding]:
    """What is in the file and must not be, as (where, what); empty when it may leave."""
    return list(dict.fromkeys(_Reader(guard.searcher(), check).read(path.name, path.read_bytes(), 0)))


class _Reader:
    def __init__(self, searcher: FileSearcher, check: Callable[[], None] | None) -> None:
        self._searcher = searcher
        self._check = check or (lambda: None)

    def read(self, name: str, data: bytes, depth: int) -> Findings:
        """One file or part, and whatever is packed into it."""
        self._check()
        if depth > DEPTH:
            yield name, "a file in a file in a file"
            return
        if data[:2] == b"PK" and zipfile.is_zipfile(io.BytesIO(data)):
            yield from self._package(data, depth)
        elif data.startswith(PNG):
            yield from self._png(name, data)
        elif data.startswith(b"%PDF"):
            yield from self._pdf(name, data)
        elif data.startswith(_PACKED) and (inner := _unpacked(data)):
            yield from self.read(name, inner, depth + 1)
            yield from self._bytes(name, data)
        else:
            yield from self._other(name, data, depth)

    def _package(self, data: bytes, depth: int) -> Findings:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from self._texts("the package", package.comment.decode("utf-8", "replace"))
            for entry in package.infolist():
                yield from self._texts("the names of its parts", entry.filename, structure=True)
                if entry.comment or entry.extra:
                    yield entry.filename, "a remark beside the part"
                if _NO_PARTS.search(entry.filename):
                    yield entry.filename, _WHAT_PART
                yield from self._part(entry.filename, package.read(entry), depth + 1)

    def _part(self, name: str, data: bytes, depth: int) -> Findings:
        """Files have many parts alike, such as styles: what held nothing in one is not read again in the next."""
        whole = f"{depth} {name}\0".encode() + data
        if self._searcher.knows_clean(whole):
            return
        found = list(self.read(name, data, depth))
        if not found:
            self._searcher.keep_clean(whole)
        yield from found

    def _other(self, name: str, data: bytes, depth: int) -> Findings:
        text = _decoded(data)
        if text is None:
            yield from self._bytes(name, data)
            return
        for found in _DATA_URI.finditer(data):
            yield from self._inner(name, found[1], depth)
        if text.lstrip("\ufeff \r\n\t").startswith("<"):
            yield from xml_findings(name, data, self._searcher, self._check)
        else:
            for line in text.splitlines() or [text]:
                yield from self._texts(name, line)
        yield from self._paths(name, text)

    def _inner(self, name: str, encoded: bytes, depth: int) -> Findings:
        try:
            inner = base64.b64decode(encoded, validate=False)
        except (binascii.Error, ValueError):
            return
        yield from self.read(f"{name}, what is packed in it", inner, depth + 1)

    def _png(self, name: str, data: bytes) -> Findings:
        at = len(PNG)
        while at + 8 <= len(data):
            length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
            body = data[at + 8 : at + 8 + length]
            at += length + 12
            if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
                yield from self._texts(name, _png_text(kind, body))
                yield from self._paths(name, _png_text(kind, body))
            if kind == b"IEND":
                break
        if data[at:]:
            yield name, "something after its end"

    def _pdf(self, name: str, data: bytes) -> Findings:
        for text in pdf_parts(data):
            yield from self._texts(name, text)
        yield from self._bytes(name, data)

    def _bytes(self, name: str, data: bytes) -> Findings:
        """What cannot be read as text: whole names in any width of letters."""
        for part in (data, data.replace(b"\0", b"")):
            text = part.decode("utf-8", "replace")
            for run in re.findall(r"[^\x00-\x1f\x7f\ufffd]{5,}", text):
                yield from ((name, f"“{word}”") for word in self._searcher.in_bytes(run))
                yield from self._paths(name, run)

    def _texts(self, where: str, text: str, *, structure: bool = False) -> Findings:
        found = self._searcher.in_structure(text) if structure else self._searcher.in_text(text)
        yield from ((where, f"“{word}”") for word in found)

    def _paths(self, where: str, text: str) -> Findings:
        home = str(Path.home())
        told = any(mark in text for mark in _IN_PATHS) and _PATHS.search(text)
        if told or (len(home) > 1 and f"{home}/" in text):
            yield where, "the path of a folder on this computer"


def _decoded(data: bytes) -> str | None:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _png_text(kind: bytes, body: bytes) -> str:
    keyword, _, rest = body.partition(b"\0")
    if kind == b"zTXt" and rest:
        rest = _inflated(rest[1:])
    if kind == b"iTXt" and len(rest) > 2:
        packed, rest = rest[0] == 1, rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(rest) if packed else rest
    return f"{keyword.decode('latin-1')} {rest.decode('utf-8', 'replace')}".replace("\0", "")


def _unpacked(data: bytes) -> bytes:
    """As far as it can be unpacked, and no more than anybody would read."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, LARGEST)
    except zlib.error:
        return b""


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data
