"""Proves that a Word file opens without repair and can be used by everybody: order of elements, ids, relations, access.

The orders are those of ECMA-376 (transitional), part 1, for the elements that this program writes.
"""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from facilitator.export.word_order import ORDERS
from facilitator.export.word_styles import W14, R, W

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W, _R, _W14 = f"{{{W}}}", f"{{{R}}}", f"{{{W14}}}"
_PATH = re.compile(rb"[A-Za-z]:\\[\w .-]|/home/|/Users/|file:///")
_HEADING = re.compile(r"heading (\d)")
CONTRAST = 4.5
"""Ratio that text needs against its ground (WCAG 2.2, level AA)."""


def word_faults(path: Path) -> list[str]:
    """Everything that is wrong with a Word file, each as a sentence with its place; empty for a sound one."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
        doubled = [name for name, count in Counter(package.namelist()).items() if count > 1]
    faults = [f"{name} is in the package twice." for name in doubled]
    trees = {name: etree.fromstring(xml) for name, xml in parts.items() if name.endswith((".xml", ".rels"))}
    for check in _CHECKS:
        faults += check(parts, trees)
    return faults


# ---- package


def _relations_resolve(parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = Counter(one.get("Id") for one in tree)
        yield from (f"{name} has the relation {each} twice." for each, count in ids.items() if count > 1)
        for one in tree:
            target = one.get("Target", "")
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if one.get("TargetMode") != "External" and place not in parts:
                yield f"{name} leads to {target}, which is not there."
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        if source in trees:
            used = {value for e in trees[source].iter() for key, value in e.attrib.items() if key.startswith(_R)}
            yield from (f"{source} uses the relation {each}, which {name} lacks." for each in used - set(ids))


def _content_types(parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    overrides = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{_CT}Override")}
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{_CT}Default")}
    yield from (f"The type of {name} is given, but it is not there." for name in overrides - set(parts))
    for name in parts:
        if name != "[Content_Types].xml" and name not in overrides and name.rpartition(".")[2].lower() not in endings:
            yield f"The type of {name} is not given."


def _nothing_personal(parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    core = trees.get("docProps/core.xml")
    told = {etree.QName(e).localname: (e.text or "").strip() for e in core} if core is not None else {}
    for name in ("creator", "lastModifiedBy", "description", "keywords", "category"):
        if told.get(name):
            yield f"The properties say who made it ({name}: {told[name]})."
    yield from _traces(parts, trees)


def _traces(parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for name in parts:
        if name.startswith(("docProps/app", "customXml/", "docProps/custom")) or "comments" in name:
            yield f"{name} may tell of whoever wrote it."
        if name.endswith(".xml") and _PATH.search(parts[name]):
            yield f"{name} holds a path of a computer."
    for name, tree in trees.items():
        for element in tree.iter(f"{_W}ins", f"{_W}del", f"{_W}vanish"):
            yield f"{name} holds tracked or hidden text ({etree.QName(element).localname})."
        if any(key.startswith(f"{_W}rsid") for element in tree.iter() for key in element.attrib):
            yield f"{name} holds ids of editing sessions."


# ---- schema


def _order(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for name, tree in trees.items():
        for element in tree.iter():
            order = ORDERS.get(element.tag)
            if order is None:
                continue
            places = [order.get(child.tag, -1) for child in element if isinstance(child.tag, str)]
            tag = etree.QName(element).localname
            if -1 in places:
                stranger = etree.QName(element[places.index(-1)]).localname
                yield f"{name}: {stranger} may not stand in {tag}."
            elif places != sorted(places):
                listed = " ".join(etree.QName(child).localname for child in element)
                yield f"{name}: in {tag} the order is wrong: {listed}."


def _table_shapes(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for table in trees["word/document.xml"].iter(f"{_W}tbl"):
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        for row in table.findall(f"{_W}tr"):
            if len(row.findall(f"{_W}tc")) != columns:
                yield f"A table has {columns} columns but a row with {len(row.findall(f'{_W}tc'))} cells."
        for cell in table.iter(f"{_W}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{_W}p":
                yield "A cell of a table does not end in a paragraph."


def _unique_ids(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    document = trees["word/document.xml"]
    for what, values in (
        ("content control", [e.get(f"{_W}val") for e in document.iter(f"{_W}id")]),
        ("bookmark", [e.get(f"{_W}id") for e in document.iter(f"{_W}bookmarkStart")]),
        ("bookmark name", [e.get(f"{_W}name") for e in document.iter(f"{_W}bookmarkStart")]),
        ("picture", [e.get("id") for e in document.iter(f"{_WP}docPr")]),
    ):
        yield from (f"The {what} {each} is there twice." for each, count in Counter(values).items() if count > 1)
    opened = sorted(str(e.get(f"{_W}id")) for e in document.iter(f"{_W}bookmarkStart"))
    if opened != sorted(str(e.get(f"{_W}id")) for e in document.iter(f"{_W}bookmarkEnd")):
        yield "A bookmark begins and does not end."


def _names_resolve(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    """Styles, lists and bookmarks that are used are there."""
    styles = [e.get(f"{_W}styleId") for e in trees["word/styles.xml"].iter(f"{_W}style")]
    yield from (f"The style {each} is there twice." for each, count in Counter(styles).items() if count > 1)
    for name, tree in trees.items():
        for element in tree.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle", f"{_W}basedOn", f"{_W}next"):
            if element.get(f"{_W}val") not in styles:
                yield f"{name} uses the style {element.get(f'{_W}val')}, which is not there."
    yield from _fields(trees["word/document.xml"])


def _lists_resolve(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    lists = {e.get(f"{_W}numId") for e in trees["word/numbering.xml"].iter(f"{_W}num")}
    looks = {e.get(f"{_W}abstractNumId") for e in trees["word/numbering.xml"].iter(f"{_W}abstractNum")}
    for e in trees["word/numbering.xml"].iter(f"{_W}num"):
        look = e.find(f"{_W}abstractNumId")
        if look is None or look.get(f"{_W}val") not in looks:
            yield f"The list {e.get(f'{_W}numId')} has no look."
    for name in ("word/document.xml", "word/styles.xml"):
        for e in trees[name].iter(f"{_W}numId"):
            if e.get(f"{_W}val") not in lists | {"0"}:
                yield f"{name} uses the list {e.get(f'{_W}val')}, which is not there."


def _fields(document: Any) -> Iterator[str]:
    marks = {e.get(f"{_W}name") for e in document.iter(f"{_W}bookmarkStart")}
    for e in document.iter(f"{_W}fldSimple"):
        kind, _, rest = e.get(f"{_W}instr", "").strip().partition(" ")
        if kind in ("REF", "PAGEREF") and rest.split()[0] not in marks:
            yield f"A field refers to {rest.split()[0]}, which is not there."
    for e in document.iter(f"{_W}hyperlink"):
        if e.get(f"{_W}anchor") and e.get(f"{_W}anchor") not in marks:
            yield f"A link leads to {e.get(f'{_W}anchor')}, which is not there."
    kinds = [e.get(f"{_W}fldCharType") for e in document.iter(f"{_W}fldChar")]
    if kinds.count("begin") != kinds.count("end") or kinds.count("begin") != kinds.count("separate"):
        yield "A field begins and does not end."


# ---- access


def _headings(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    names = _style_names(trees)
    before = 0
    for paragraph in trees["word/document.xml"].iter(f"{_W}p"):
        found = _HEADING.fullmatch(names.get(_style(paragraph), ""))
        if found:
            level = int(found[1])
            if not _text(paragraph).strip():
                yield f"A heading of level {level} has no words."
            if level > before + 1:
                yield f"A heading of level {level} follows one of level {before}: “{_text(paragraph)[:60]}”."
            before = level


def _tables_are_headed(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for table in trees["word/document.xml"].iter(f"{_W}tbl"):
        rows = table.findall(f"{_W}tr")
        if not rows or rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield "A table has no header row."
        if any(row.find(f"{_W}trPr/{_W}cantSplit") is None for row in rows):
            yield "A row of a table may be torn apart at the end of a page."
        if table.find(f"{_W}tblPr/{_W}tblCaption") is None:
            yield "A table does not say what it is."


def _pictures_are_told(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    for picture in trees["word/document.xml"].iter(f"{_WP}docPr"):
        if not (picture.get("descr") or "").strip():
            yield f"The picture {picture.get('id')} has no words for those who cannot see it."


def _controls_are_named(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    """What is ticked or filled in says what it is for."""
    names = [control.find(f"{_W}sdtPr/{_W}alias") for control in trees["word/document.xml"].iter(f"{_W}sdt")]
    told = [(name.get(f"{_W}val") or "").strip() if name is not None else "" for name in names]
    if not all(told):
        yield "A box to tick or to write in does not say what it is for."


def _language(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    tongue = trees["word/styles.xml"].find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    if tongue is None or not tongue.get(f"{_W}val"):
        yield "The language of the document is not set."


def _no_empty_paragraphs(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    body = trees["word/document.xml"].find(f"{_W}body")
    for at, paragraph in enumerate(body.findall(f"{_W}p")):
        if not _text(paragraph).strip() and paragraph.find(f".//{_W}drawing") is None:
            yield f"Paragraph {at + 1} is empty; room is made by styles."


def _titled(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    core = trees.get("docProps/core.xml")
    titles = core.findall("{http://purl.org/dc/elements/1.1/}title") if core is not None else []
    if not any((title.text or "").strip() for title in titles):
        yield "The document has no title."


def _contrast(_parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    """Every colour of text against the ground it may stand on: paper, or the shade of its cell or style."""
    used = {e.get(f"{_W}val") for e in trees["word/document.xml"].iter(f"{_W}pStyle", f"{_W}tblStyle")}
    styles = [style for style in trees["word/styles.xml"].iter(f"{_W}style") if style.get(f"{_W}styleId") in used]
    for name, places in (("word/styles.xml", styles), ("word/document.xml", [trees["word/document.xml"]])):
        for look in (look for place in places for look in place.iter(f"{_W}rPr")):
            colour = look.find(f"{_W}color")
            ink = colour.get(f"{_W}val") if colour is not None else "auto"
            if ink not in ("auto", None) and _ratio(ink, _ground(look)) < CONTRAST:
                yield f"{name}: text in {ink} is too pale on {_ground(look)}."


def _ground(look: Any) -> str:
    for parent in look.iterancestors(f"{_W}tc", f"{_W}tblStylePr", f"{_W}style"):
        shade = parent.find(f"{_W}tcPr/{_W}shd")
        fill = shade.get(f"{_W}fill") if shade is not None else None
        if fill and fill != "auto":
            return str(fill)
    return "FFFFFF"


def _ratio(first: str, second: str) -> float:
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _style_names(trees: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for style in trees["word/styles.xml"].iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        found[style.get(f"{_W}styleId", "")] = (name.get(f"{_W}val", "") if name is not None else "").lower()
    return found


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return str(style.get(f"{_W}val")) if style is not None else ""


def _text(paragraph: Any) -> str:
    return "".join(e.text or "" for e in paragraph.iter(f"{_W}t"))


_CHECKS: tuple[Callable[[Mapping[str, bytes], Mapping[str, Any]], Iterator[str]], ...] = (
    _relations_resolve,
    _content_types,
    _nothing_personal,
    _order,
    _table_shapes,
    _unique_ids,
    _names_resolve,
    _lists_resolve,
    _headings,
    _tables_are_headed,
    _pictures_are_told,
    _controls_are_named,
    _language,
    _no_empty_paragraphs,
    _titled,
    _contrast,
)
