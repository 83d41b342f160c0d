"""A writer that puts more into a file than it should: whatever part it is in, the file is removed with a sentence."""

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.services.documents import drafts
from facilitator.services.documents.reporting import Reporting
from facilitator.storage.opening import StudyFolder
from tests.documents import NOW, make_study

Slip = Callable[[Path], None]
NAME = "Wilhelmina Grantham"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>'
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {WORD}><w:body>{{}}</w:body></w:document>"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    opened = make_study(tmp_path)
    opened.names.set("pb", NAME)
    yield opened
    opened.close()


def part(name: str, data: str | bytes) -> Slip:
    """Puts a part into the package, or another in its place."""

    def slip(path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            kept = {each: package.read(each) for each in package.namelist() if each != name}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for each, before in kept.items():
                package.writestr(each, before)
            package.writestr(name, data)

    return slip


def changed(name: str, old: str, new: str) -> Slip:
    """Changes one part of the package."""

    def slip(path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            before = package.read(name).decode()
        assert old in before
        part(name, before.replace(old, new, 1))(path)

    return slip


def remark(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as package:
        package.comment = NAME.encode()


def package_of(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(name, text)
    return made.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = (
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0" * 13) + chunk(b"tEXt", f"Author\0{NAME}".encode()) + chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe1\x00\x40Exif\0\0" + NAME.encode() + b"\xff\xd9"
IN_WORD: dict[str, Slip] = {
    "words": changed("word/document.xml", "</w:body>", f"<w:p><w:r><w:t>Ask {NAME}.</w:t></w:r></w:p></w:body>"),
    "runs": changed(
        "word/document.xml",
        "</w:body>",
        "<w:p><w:r><w:t>Ask Gran</w:t></w:r><w:r><w:t>tham</w:t></w:r></w:p></w:body>",
    ),
    "fields": changed(
        "word/document.xml",
        "</w:body>",
        f'<w:p><w:r><w:instrText>REF "{NAME}"</w:instrText></w:r></w:p></w:body>',
    ),
    "hidden": changed(
        "word/document.xml", "</w:body>", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p></w:body>"
    ),
    "tracked": changed(
        "word/document.xml",
        "</w:body>",
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>x</w:t></w:r></w:ins></w:p></w:body>',
    ),
    "deleted": changed(
        "word/document.xml", "</w:body>", "<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body>"
    ),
    "revisions": changed("word/document.xml", "<w:p>", '<w:p w:rsidR="00AB12CD">'),
    "comments": part("word/comments.xml", f"<w:comments {WORD}/>"),
    "people": part("word/people.xml", f"<w:people {WORD}/>"),
    "foot notes": part(
        "word/footnotes.xml", f"<w:footnotes {WORD}><w:p><w:r><w:t>Grantham</w:t></w:r></w:p></w:footnotes>"
    ),
    "header": part("word/header9.xml", f"<w:hdr {WORD}><w:p><w:r><w:t>Grantham</w:t></w:r></w:p></w:hdr>"),
    "glossary": part("word/glossary/document.xml", BODY.format("<w:p><w:r><w:t>Grantham</w:t></w:r></w:p>")),
    "bookmark": changed("word/document.xml", "</w:body>", f'<w:bookmarkStart w:id="9" w:name="{NAME}"/></w:body>'),
    "title": part("docProps/core.xml", CORE.format(f"<dc:title>Of {NAME}</dc:title>")),
    "author": part("docProps/core.xml", CORE.format("<dc:creator>F. Somebody</dc:creator>")),
    "last author": part("docProps/core.xml", CORE.format("<cp:lastModifiedBy>F. Somebody</cp:lastModifiedBy>")),
    "company": part("docProps/app.xml", "<Properties><Company>A firm</Company></Properties>"),
    "custom": part("docProps/custom.xml", "<Properties/>"),
    "thumbnail": part("docProps/thumbnail.jpeg", JPEG),
    "custom xml": part("customXml/item1.xml", "<a/>"),
    "relation": part("word/_rels/x.xml.rels", '<R><Relationship Target="file:///home/f/Study/T.dotx"/></R>'),
    "relation to a share": part("word/_rels/x.xml.rels", '<R><Relationship Target="C:\\Users\\f\\T.dotx"/></R>'),
    "alt text": changed(
        "word/document.xml", "</w:body>", '<w:p><w:docPr descr="Mrs Grantham at work"/></w:p></w:body>'
    ),
    "picture": part("word/media/image9.png", PNG),
    "photograph": part("word/media/image9.jpg", JPEG),
    "drawing": part("word/media/image9.svg", f"<svg><metadata>{NAME}</metadata></svg>"),
    "embedded file": part("word/embeddings/a.docx", package_of("word/document.xml", f"<a>{NAME}</a>")),
    "file in a file": part("word/embeddings/a.zip", package_of("a.txt", f"Ask {NAME}")),
    "macro": part("word/vbaProject.bin", b"\0"),
    "name of a part": part("word/Wilhelmina Grantham.xml", "<a/>"),
    "remark": remark,
    "gzipped": part("word/x.gz", gzip.compress(NAME.encode())),
    "packed": part("word/x.bin", zlib.compress(b"x" * 50 + NAME.encode())),
}


def add(text: str, before: str = "</body>") -> Slip:
    def slip(path: Path) -> None:
        words = path.read_text(encoding="utf-8")
        at = words.rindex(before)
        path.write_text(words[:at] + text + words[at:], encoding="utf-8")

    return slip


IN_HTML: dict[str, Slip] = {
    "words": add(f"<p>Ask {NAME}.</p>"),
    "remark": add("<!-- Mrs Grantham -->"),
    "attribute": add('<p title="Mrs Grantham">x</p>'),
    "data": add('<p data-who="wilhelmina grantham">x</p>'),
    "script": add(f"<script>const who = '{NAME}';</script>"),
    "coded": add("<p>Mrs &#71;&#114;antham</p>"),
    "sound": add(f'<audio src="data:audio/mpeg;base64,{base64.b64encode(b"ID3TPE1" + NAME.encode()).decode()}">'),
    "wide tags": add(
        f'<audio src="data:audio/mpeg;base64,{base64.b64encode(b"ID3" + NAME.encode("utf-16")).decode()}"></audio>'
    ),
    "picture": add(f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}">'),
    "path": add("<a href='file:///home/f/Study'>x</a>"),
}
IN_SHEET: dict[str, Slip] = {
    "words": part(
        "xl/sharedStrings.xml", "<sst><si><t>Ask Gran</t></si><si><r><t>Gran</t></r><r><t>tham</t></r></si></sst>"
    ),
    "sheet": changed("xl/workbook.xml", 'name="', 'name="Grantham '),
    "comment": part("xl/comments1.xml", "<comments><t>x</t></comments>"),
    "thread": part("xl/threadedComments/a.xml", "<a/>"),
    "people": part("xl/persons/person.xml", "<a/>"),
    "printer": part("xl/printerSettings/a.bin", b"\0"),
    "author": part("docProps/core.xml", CORE.format("<dc:creator>F. Somebody</dc:creator>")),
}
IN_PICTURE: dict[str, Slip] = {
    "words": add("<text><tspan>Gran</tspan><tspan>tham</tspan></text>", "</svg>"),
    "description": add(f"<desc>{NAME}</desc>", "</svg>"),
    "remark": add("<!-- Grantham -->", "</svg>"),
    "metadata": add(f"<metadata>{NAME}</metadata>", "</svg>"),
}
SLIPS = [
    *(("pack", "docx", what, slip) for what, slip in IN_WORD.items()),
    *(("pack", "html", what, slip) for what, slip in IN_HTML.items()),
    *(("findings", "xlsx", what, slip) for what, slip in IN_SHEET.items()),
    *(("matrix", "svg", what, slip) for what, slip in IN_PICTURE.items()),
    ("findings", "csv", "words", lambda path: path.write_text("a,Mrs Grantham", encoding="utf-8-sig")),
    ("findings", "csv", "wide", lambda path: path.write_text("a,Mrs Grantham", encoding="utf-16")),
    ("matrix", "png", "remark", lambda path: path.write_bytes(PNG)),
    ("matrix", "png", "after its end", lambda path: path.write_bytes(path.read_bytes() + b"more")),
]


@pytest.mark.parametrize(
    ("name", "fmt", "slip"), [(n, f, s) for n, f, _, s in SLIPS], ids=[f"{f}-{w}" for _, f, w, _ in SLIPS]
)
def test_a_file_into_which_something_slipped_is_removed_with_a_sentence(
    study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, fmt: str, slip: Slip
) -> None:
    draw = drafts._draw

    def worse(draft: drafts.Draft, path: Path, check: Callable[[], None] | None) -> None:
        draw(draft, path, check)
        slip(path)

    reporting = Reporting(study.store, study.names, lambda: NOW)
    recipients = ["a"] if name == "pack" else None
    assert reporting.export(name, tmp_path / "fine", recipients=recipients, fmt=fmt)
    before = study.store.count(Export)
    monkeypatch.setattr(drafts, "_draw", worse)
    with pytest.raises(UserError, match="was not kept: the finished file holds what must not leave"):
        reporting.export(name, tmp_path / "out", recipients=recipients, fmt=fmt)
    assert list((tmp_path / "out").iterdir()) == []
    assert study.store.count(Export) == before
