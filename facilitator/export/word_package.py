"""The parts of a Word file around the text: styles, settings, foot, properties, and nothing about who made it."""

import io
import zipfile
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from docx import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from facilitator.export.text import clean
from facilitator.export.word_frame import CORE, DOCUMENT, FOOTER, NUMBERING, Frame
from facilitator.export.word_styles import FOOTER_ID, Look, R, W, settings_xml, styles_xml
from facilitator.export.word_template import template_frame

_UNWANTED = {"stylesWithEffects", "webSettings", "fontTable", "theme", "customXml", "thumbnail", "extended-properties"}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@lru_cache(maxsize=8)
def frame(look: Look) -> Frame:
    """Every part but those that differ from document to document, by name; made once for each look."""
    if look.template:
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
