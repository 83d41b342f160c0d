"""All of a Word file but its text, made once for each look: what `word_package` and `word_template` both build."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from facilitator.export.word_styles import Look, W, abstract_lists_xml, lists_xml, numbering_xml, section_xml

DOCUMENT, NUMBERING, FOOTER, CORE = "word/document.xml", "word/numbering.xml", "word/footer1.xml", "docProps/core.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
PICTURE, PICTURE_ID = "word/media/figure{}.png", "rIdPicture{}"


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
