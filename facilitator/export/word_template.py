"""A Word file of the user as template: its styles, head, foot and logo are taken over, its text and makers are not."""

import io
import posixpath
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from facilitator.domain.errors import UserError
from facilitator.export.picture_cleaning import clean_picture
from facilitator.export.word_cleaning import clean_part, drop_unknown_styles
from facilitator.export.word_frame import CORE, DOCUMENT, FOOTER, NUMBERING, RELATIONS, TYPES, Frame
from facilitator.export.word_styles import FOOTER_ID, Look, R, W, settings_xml, styles_xml

MAX_BYTES, MAX_UNPACKED, MAX_PARTS = 20_000_000, 100_000_000, 2_000
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CT = "http://schemas.openxmlformats.org/package/2006/content-types"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WEB = ("http://", "https://", "mailto:")
_KEPT = ("styles", "theme", "fontTable", "header", "footer")
_BAD = (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError)
_SENTENCE = "The template is damaged or not a Word document. Open it in Word, save it as .docx, and choose it again."


def template_frame(look: Look) -> Frame:
    """The frame made of `look.template`; styles it lacks are added. Raises UserError where it is no Word document."""
    try:
        return _Template(look).frame()
    except _BAD as error:
        raise UserError(_SENTENCE) from error


@dataclass(frozen=True)
class _Relation:
    id: str
    kind: str
    target: str
    external: bool


class _Template:
    """One template opened, read with care: it may be huge, damaged, or hold macros."""

    def __init__(self, look: Look) -> None:
        self._look = look
        if len(look.template) > MAX_BYTES:
            raise UserError("The template is larger than 20 MB. Save one without large pictures and choose it again.")
        with zipfile.ZipFile(io.BytesIO(look.template)) as package:
            listed = package.infolist()
            if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
                raise UserError("The template unpacks to more than a document should. Choose a simpler one.")
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._types = _parsed(self._parts[TYPES])
        self._main = self._main_part()
        self._body = _parsed(self._parts[self._main])
        self._look = replace(look, margin=_side(self._section(), look))

    def frame(self) -> Frame:
        relations = [one for one in self._relations(self._main) if one.kind in _KEPT and not one.external]
        section = self._section()
        heads = _references(section)
        used = {one.id: one for one in relations}
        kept = self._kept(relations)
        styles, renames = self._styles(relations)
        numbering = drop_unknown_styles(self._numbering(), styles)
        kept = {name: drop_unknown_styles(part, styles) if _is_text(name) else part for name, part in kept.items()}
        own_foot = "footerReference" not in heads
        parts = {
            **kept,
            "word/styles.xml": styles,
            "word/settings.xml": settings_xml(self._look, self._odd_and_even()).encode(),
            RELATIONS: _relations_part(used.values(), own_foot),
        }
        parts[TYPES] = self._content_types(parts, own_foot)
        parts["_rels/.rels"] = _ROOT
        looks, lists = _highest(numbering, "abstractNum", "abstractNumId"), _highest(numbering, "num", "numId")
        width = self._look.text_width
        return Frame(parts, renames, lists, looks, heads, own_foot, numbering, _margins(section), width)

    def _main_part(self) -> str:
        found = next(one for one in _relations_of(self._parts["_rels/.rels"], "") if one.kind == "officeDocument")
        main = found.target
        kind = self._type_of(main)
        if "macroEnabled" in kind:
            raise UserError("The template holds macros. Save it in Word as .docx without them and choose it again.")
        if "wordprocessingml" not in kind:
            raise KeyError(main)
        if _parsed(self._parts[main]).tag != f"{{{W}}}document":
            raise UserError("The template is saved as Strict Open XML. Save it in Word as a usual .docx and choose it.")
        return main

    def _type_of(self, name: str) -> str:
        for override in self._types.iter(f"{{{_CT}}}Override"):
            if override.get("PartName", "").lstrip("/") == name:
                return str(override.get("ContentType"))
        ending = name.rpartition(".")[2].lower()
        for default in self._types.iter(f"{{{_CT}}}Default"):
            if default.get("Extension", "").lower() == ending:
                return str(default.get("ContentType"))
        return ""

    def _relations(self, part: str) -> list[_Relation]:
        name = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels".lstrip("/")
        return _relations_of(self._parts[name], posixpath.dirname(part)) if name in self._parts else []

    def _section(self) -> Any:
        found = self._body.findall(f".//{{{W}}}sectPr")
        return found[-1] if found else None

    def _kept(self, relations: Iterable[_Relation]) -> dict[str, bytes]:
        """Theme, fonts, heads and feet with their pictures; styles and settings are made anew."""
        kept: dict[str, bytes] = {}
        for one in relations:
            if one.kind in ("styles", "settings"):
                continue
            inner = [each for each in self._relations(one.target) if _may_stay(each)]
            ids = {each.id for each in inner}
            kept[_named(one)] = self._anonymous(one.target, ids) if one.kind != "theme" else self._parts[one.target]
            for each in inner:
                if not each.external:
                    part = self._parts[each.target]
                    kept[each.target] = clean_picture(part) if each.kind == "image" else part
            if inner:
                place = posixpath.dirname(_named(one))
                kept[f"{place}/_rels/{posixpath.basename(_named(one))}.rels"] = _written_relations(inner)
        return kept

    def _anonymous(self, part: str, relations: Collection[str] = ()) -> bytes:
        """A part without tracked changes, comments, and whatever else tells of its maker."""
        root = _parsed(self._parts[part])
        clean_part(root, relations)
        return _bytes(root)

    def _odd_and_even(self) -> bool:
        settings = self._parts.get("word/settings.xml")
        return settings is not None and _parsed(settings).find(f"{{{W}}}evenAndOddHeaders") is not None

    def _numbering(self) -> bytes:
        found = next((one for one in self._relations(self._main) if one.kind == "numbering"), None)
        return self._anonymous(found.target) if found else b""

    def _styles(self, relations: Iterable[_Relation]) -> tuple[bytes, dict[str, str]]:
        """The template's styles with those added that it lacks, and which of ours it calls otherwise."""
        part = next((one.target for one in relations if one.kind == "styles"), None)
        theirs = _parsed(self._parts[part]) if part else etree.fromstring(f'<w:styles xmlns:w="{W}"/>')
        ours = etree.fromstring(styles_xml(self._look))
        for tag in ("lang", "rsid"):
            for element in list(theirs.iter(f"{{{W}}}{tag}")):
                element.getparent().remove(element)
        clean_part(theirs, ())
        _speak(theirs, ours)
        renames = _renames(theirs, ours)
        lists = _highest(self._numbering(), "num", "numId")
        have = {_name(style) for style in theirs.iter(f"{{{W}}}style")}
        for style in ours.iter(f"{{{W}}}style"):
            if _name(style) not in have:
                theirs.append(_adapted(style, renames, lists))
        _drop_dangling(theirs)
        return _bytes(theirs), {key: value for key, value in renames.items() if key != value}

    def _content_types(self, parts: Mapping[str, bytes], own_foot: bool) -> bytes:
        overrides = {
            DOCUMENT: f"{_WML}.document.main+xml",
            "word/styles.xml": f"{_WML}.styles+xml",
            "word/settings.xml": f"{_WML}.settings+xml",
            NUMBERING: f"{_WML}.numbering+xml",
            CORE: "application/vnd.openxmlformats-package.core-properties+xml",
        }
        if own_foot:
            overrides[FOOTER] = f"{_WML}.footer+xml"
        names = {name for name in parts if not name.endswith(".rels") and name not in overrides}
        overrides |= {name: kind for name in sorted(names - {TYPES}) if (kind := self._type_of(_unnamed(name)))}
        listed = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items() if kind
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="{_CT}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
        ).encode()


_ROOT = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_REL}">'
    f'<Relationship Id="rId1" Type="{_TYPE}/officeDocument" Target="{DOCUMENT}"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    f'core-properties" Target="{CORE}"/></Relationships>'
).encode()


def _parsed(xml: bytes) -> Any:
    """The XML without its entities, which a document has none of."""
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    )


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _relations_of(xml: bytes, folder: str) -> list[_Relation]:
    found = []
    for one in _parsed(xml):
        external = one.get("TargetMode") == "External"
        target = one.get("Target", "")
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        found.append(_Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target, external))
    return found


def _may_stay(relation: _Relation) -> bool:
    """Pictures and fonts that lie in the template, and links to the web; nothing on somebody's disk."""
    if relation.external:
        return relation.kind == "hyperlink" and relation.target.lower().startswith(_WEB)
    return relation.kind in ("image", "font")


_PREFIX = "word/template-"


def _named(relation: _Relation) -> str:
    """Where a part stands in our file; heads and feet get names that ours do not have."""
    if relation.kind in ("header", "footer"):
        return _PREFIX + posixpath.basename(relation.target)
    return relation.target


def _is_text(name: str) -> bool:
    """Whether a part is a head or foot."""
    return name.startswith(_PREFIX) and name.endswith(".xml")


def _unnamed(name: str) -> str:
    return f"word/{name.removeprefix(_PREFIX)}" if name.startswith(_PREFIX) else name


def _written_relations(relations: Iterable[_Relation]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{one.id}" Type="{_TYPE}/{one.kind}" '
        f'Target="{_attribute(one.target if one.external else "/" + one.target)}"'
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in relations
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{_REL}">{listed}</Relationships>'.encode()


def _relations_part(relations: Iterable[_Relation], own_foot: bool) -> bytes:
    kept = [replace(one, target=_named(one)) for one in relations if one.kind != "styles"]
    kept += [
        _Relation("rIdOwnStyles", "styles", "word/styles.xml", external=False),
        _Relation("rIdOwnSettings", "settings", "word/settings.xml", external=False),
        _Relation("rIdOwnLists", "numbering", NUMBERING, external=False),
    ]
    if own_foot:
        kept.append(_Relation(FOOTER_ID, "footer", FOOTER, external=False))
    return _written_relations(kept)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _references(section: Any) -> str:
    """The references of a section to heads and feet, as XML."""
    if section is None:
        return ""
    return "".join(
        f'<w:{kind} w:type="{one.get(f"{{{W}}}type", "default")}" r:id="{one.get(f"{{{R}}}id")}"/>'
        for kind in ("headerReference", "footerReference")
        for one in section.findall(f"{{{W}}}{kind}")
    )


def _margins(section: Any) -> str:
    found = section.find(f"{{{W}}}pgMar") if section is not None else None
    if found is None:
        return ""
    kept = "".join(
        f' w:{name}="{value}"'
        for name in ("top", "right", "bottom", "left", "header", "footer", "gutter")
        if (value := found.get(f"{{{W}}}{name}", "0")).lstrip("-").isdigit()
    )
    first = "<w:titlePg/>" if section.find(f"{{{W}}}titlePg") is not None else ""
    return f"<w:pgMar{kept}/>{first}"


def _side(section: Any, look: Look) -> int:
    """Half of both side margins together."""
    found = section.find(f"{{{W}}}pgMar") if section is not None else None
    sides = [found.get(f"{{{W}}}{name}", "") for name in ("left", "right")] if found is not None else []
    return sum(map(int, sides)) // 2 if sides and all(side.isdigit() for side in sides) else look.margin


def _name(style: Any) -> tuple[str, str]:
    """What a style is called for Word, which does not tell capital letters from small."""
    name = style.find(f"{{{W}}}name")
    return style.get(f"{{{W}}}type", ""), (name.get(f"{{{W}}}val", "") if name is not None else "").casefold()


def _renames(theirs: Any, ours: Any) -> dict[str, str]:
    """Which id each of our styles gets: that of its namesake, else its own, made different where it is taken."""
    known = {_name(style): style.get(f"{{{W}}}styleId") for style in theirs.iter(f"{{{W}}}style")}
    taken = set(known.values())
    found = {}
    for style in ours.iter(f"{{{W}}}style"):
        own = style.get(f"{{{W}}}styleId")
        found[own] = known.get(_name(style)) or (own if own not in taken else f"{own}Facilitator")
    return found


def _drop_dangling(styles: Any) -> None:
    """Takes away what names a style that is not there, as templates out of other programs do."""
    known = {style.get(f"{{{W}}}styleId") for style in styles.iter(f"{{{W}}}style")}
    for element in list(styles.iter(f"{{{W}}}basedOn", f"{{{W}}}next", f"{{{W}}}link")):
        if element.get(f"{{{W}}}val") not in known:
            element.getparent().remove(element)


def _adapted(style: Any, renames: Mapping[str, str], lists: int) -> Any:
    """A style of ours for the template: its id and those it names, and the list it belongs to."""
    style = etree.fromstring(etree.tostring(style))
    own = style.get(f"{{{W}}}styleId")
    style.set(f"{{{W}}}styleId", renames[own])
    style.attrib.pop(f"{{{W}}}default", None)
    for tag in ("basedOn", "next", "link"):
        for named in style.iter(f"{{{W}}}{tag}"):
            named.set(f"{{{W}}}val", renames.get(named.get(f"{{{W}}}val"), named.get(f"{{{W}}}val")))
    for number in style.iter(f"{{{W}}}numId"):
        number.set(f"{{{W}}}val", str(lists + int(number.get(f"{{{W}}}val"))))
    return style


def _speak(theirs: Any, ours: Any) -> None:
    """Gives the template's defaults the document's language, and ours where it has none."""
    own = ours.find(f"{{{W}}}docDefaults")
    defaults = theirs.find(f"{{{W}}}docDefaults")
    if defaults is None:
        theirs.insert(0, own)
        return
    language = own.find(f".//{{{W}}}lang")
    holder = defaults.find(f"{{{W}}}rPrDefault")
    if holder is None:
        holder = etree.SubElement(defaults, f"{{{W}}}rPrDefault")
        defaults.insert(0, holder)
    look = holder.find(f"{{{W}}}rPr")
    if look is None:
        look = etree.SubElement(holder, f"{{{W}}}rPr")
    after = [child for child in look if etree.QName(child).localname in ("eastAsianLayout", "specVanish", "oMath")]
    look.insert(len(look) - len(after), language)


def _highest(numbering: bytes, tag: str, attribute: str) -> int:
    """One more than the highest number of a kind; lists begin at 1, so for them it is the highest itself."""
    if not numbering:
        return 0
    numbers = [int(one.get(f"{{{W}}}{attribute}", "0")) for one in _parsed(numbering).findall(f"{{{W}}}{tag}")]
    return max(numbers, default=-1 if tag == "abstractNum" else 0) + (1 if tag == "abstractNum" else 0)
