"""The parts of a Word file around the text: styles, settings, foot, properties, and nothing about who made it."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from docx import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from facilitator.export.text import clean
from facilitator.export.word_styles import (
    FOOTER_ID,
    Look,
    R,
    W,
    abstract_lists_xml,
    lists_xml,
    numbering_xml,
    section_xml,
    settings_xml,
    styles_xml,
)

DOCUMENT, NUMBERING, FOOTER, CORE = "word/document.xml", "word/numbering.xml", "word/footer1.xml", "docProps/core.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
PICTURE, PICTURE_ID = "word/media/figure{}.png", "rIdPicture{}"
_UNWANTED = {"stylesWithEffects", "webSettings", "fontTable", "theme", "customXml", "thumbnail", "extended-properties"}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Frame:
    """All of a Word file but its text: `parts` by name, and what the text has to know of them.

    `renames` are ids of styles that the template calls otherwise, `lists` how many lists it has, `heads` its references
    to heads and feet, `own_foot` whether the program's foot is used; `numbering` is the template's, if it has one.
    """

    parts: Mapping[str, bytes]
    renames: Mapping[str, str] = field(default_factory=dict)
    lists: int = 0
    looks: int = 0
    heads: str = ""
    own_foot: bool = True
    numbering: bytes = b""
    margins: str = ""
    width: int = 0
    """Room between the template's margins; 0 without a template."""

    def numbering_part(self, series: int, indent: int) -> bytes:
        """The lists of the text, after those of the template."""
        if not self.numbering:
            return numbering_xml(series, indent).encode()
        root = etree.fromstring(self.numbering)
        new = etree.fromstring(f'<w:x xmlns:w="{W}">{abstract_lists_xml(indent, self.looks)}</w:x>')
        at = next((at for at, child in enumerate(root) if child.tag == f"{{{W}}}num"), len(root))
        root[at:at] = list(new)
        last = next((at for at, child in enumerate(root) if child.tag == f"{{{W}}}numIdMacAtCleanup"), len(root))
        lists = lists_xml(series, self.looks, self.lists)
        root[last:last] = list(etree.fromstring(f'<w:x xmlns:w="{W}">{lists}</w:x>'))
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def section(self, look: Look) -> str:
        """The end of the text: paper, margins, head and foot."""
        return section_xml(look, self.heads, footer=self.own_foot, margins=self.margins)

    def room(self, look: Look) -> int:
        """Room between the margins, in twentieths of a point."""
        return self.width or look.text_width

    def with_pictures(self, count: int) -> Mapping[str, bytes]:
        """The parts, told of so many pictures in PNG."""
        if not count:
            return self.parts
        relations = "".join(
            f'<Relationship Id="{PICTURE_ID.format(at)}" Type="{RELATIONSHIP_TYPE.IMAGE}" '
            f'Target="{PICTURE.format(at).removeprefix("word/")}"/>'
            for at in range(1, count + 1)
        )
        told = self.parts[RELATIONS].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
        types = self.parts[TYPES]
        if b'Extension="png"' not in types:
            types = types.replace(b"</Types>", b'<Default Extension="png" ContentType="image/png"/></Types>')
        return {**self.parts, RELATIONS: told, TYPES: types}


@lru_cache(maxsize=8)
def frame(look: Look) -> Frame:
    """Every part but those that differ from document to document, by name; made once for each look."""
    if look.template:
        from facilitator.export.word_template import template_frame  # it needs this module

        return template_frame(look)
    word = WordDocument()
    for part in (word.part.package, word.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNWANTED:
                del part.rels[key]
    _fill(word.styles.element, styles_xml(look))
    _fill(word.settings.element, settings_xml(look))
    foot = Part(PackURI(f"/{FOOTER}"), CONTENT_TYPE.WML_FOOTER, b"", word.part.package)
    word.part.rels.add_relationship(RELATIONSHIP_TYPE.FOOTER, foot, FOOTER_ID)
    packed = io.BytesIO()
    word.save(packed)
    with zipfile.ZipFile(packed) as parts:
        kept = {name: parts.read(name) for name in parts.namelist() if name not in (DOCUMENT, NUMBERING, FOOTER, CORE)}
    return Frame(kept)


def core_xml(title: str, language: str, made: datetime) -> str:
    """Title, language and the day: no author, no company, no revision."""
    day = made.astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f"{_XML}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(clean(title))}</dc:title><dc:language>{language}</dc:language>{stamps}</cp:coreProperties>"
    )


def footer_xml(text: str, page_of: str) -> str:
    """The text at the left and the page at the right."""
    before, _, rest = page_of.partition("{page}")
    between, pages, after = rest.partition("{pages}")
    fields = _words(before) + _field("PAGE") + _words(between) + (_field("NUMPAGES") if pages else "") + _words(after)
    return (
        f'{_XML}<w:ftr xmlns:w="{W}" xmlns:r="{R}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_words(text)}<w:r><w:tab/></w:r>{fields}</w:p></w:ftr>"
    )


def _fill(element: object, xml: str) -> None:
    """Puts the children of `xml` in the place of those of a part's root."""
    element[:] = list(etree.fromstring(xml))  # type: ignore[index]
    element.attrib.clear()  # type: ignore[attr-defined]


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>' if text else ""


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
