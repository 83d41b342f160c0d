"""Takes out of a part of a template what tells of whoever made it, and puts right what other programs write loosely."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from facilitator.export.word_order import ORDERS
from facilitator.export.word_styles import R, W

_W, _R = f"{{{W}}}", f"{{{R}}}"
_PERSONAL = (
    "author", "initials", "date", "rsid", "rsidR", "rsidRDefault", "rsidP", "rsidRPr", "rsidTr", "rsidSect", "rsidDel",
)  # fmt: skip
_TRACKED = (
    "ins", "del", "moveFrom", "moveTo", "nsid", "tmpl", "commentRangeStart", "commentRangeEnd", "commentReference",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange",
    "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "permStart",
    "permEnd", "proofErr", "object", "control",
)  # fmt: skip
_ABOUT_SOMEBODY = re.compile(
    r"^\s*(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE|COMMENTS|DOCPROPERTY|INFO|"
    r"INCLUDEPICTURE|INCLUDETEXT|LINK|DATABASE|MERGEFIELD)\b",
    re.IGNORECASE,
)
"""Fields whose result is a name, a path, or something from elsewhere."""
_BOUND = re.compile(r"creator|lastModifiedBy|manager|company|keywords|category|description|customXml", re.IGNORECASE)
_NAMING = ("descr", "title", "name", "alt")
_PATH = re.compile(r".*[\\/]")
_SIDES = {"start": "left", "end": "right"}
"""How strict Open XML calls what everybody's Word calls otherwise."""
_SIDED = ("tblBorders", "tcBorders", "tblCellMar", "tcMar")


def clean_part(root: Any, relations: Collection[str]) -> None:
    """A head, foot, list or style without makers, comments and changes; `relations` are those that stay."""
    for element in root.iter(etree.Element):
        for name in _PERSONAL:
            element.attrib.pop(f"{_W}{name}", None)
        for key, value in element.attrib.items():
            if etree.QName(key).localname in _NAMING:
                element.set(key, _PATH.sub("", value))
    _drop_changes(root)
    _drop_told(root)
    _drop_dangling(root, relations)
    _put_right(root)


def drop_unknown_styles(part: bytes, styles: bytes) -> bytes:
    """A part without references to styles that are not there, as templates out of other programs have them."""
    if not part:
        return part
    root: Any = etree.fromstring(part)
    known = {style.get(f"{_W}styleId") for style in etree.fromstring(styles).iter(f"{_W}style")}
    for named in list(root.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")):
        if named.get(f"{_W}val") not in known:
            named.getparent().remove(named)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _drop_changes(root: Any) -> None:
    for name in _TRACKED:
        for element in list(root.iter(f"{_W}{name}")):
            _lift(element, keep=name in ("ins", "moveTo"))
    for hidden in list(root.iter(f"{_W}vanish", f"{_W}specVanish")):
        run = next(hidden.iterancestors(f"{_W}r"), None)
        (hidden if run is None else run).getparent().remove(hidden if run is None else run)


def _drop_told(root: Any) -> None:
    """Fields and controls that say who wrote the template, or where it lies."""
    for field in list(root.iter(f"{_W}fldSimple")):
        if _ABOUT_SOMEBODY.match(field.get(f"{_W}instr", "")):
            field.getparent().remove(field)
    for run in list(_told_runs(root)):
        run.getparent().remove(run)
    for binding in list(root.iter(f"{_W}dataBinding")):
        control = next(binding.iterancestors(f"{_W}sdt"), None)
        if control is not None and _BOUND.search(f"{binding.get(f'{_W}xpath')} {binding.get(f'{_W}prefixMappings')}"):
            control.getparent().remove(control)
        elif binding.getparent() is not None:
            binding.getparent().remove(binding)


def _told_runs(root: Any) -> Iterator[Any]:
    """The runs of fields that are written out, from their beginning to their end."""
    open_fields: list[list[Any]] = []
    told = False
    for run in root.iter(f"{_W}r"):
        kinds = [mark.get(f"{_W}fldCharType") for mark in run.iter(f"{_W}fldChar")]
        if "begin" in kinds:
            open_fields.append([])
        for field in open_fields:
            field.append(run)
        told = told or any(_ABOUT_SOMEBODY.match(words.text or "") for words in run.iter(f"{_W}instrText"))
        if "end" in kinds and open_fields:
            runs = open_fields.pop()
            if told and not open_fields:
                yield from runs
                told = False


def _drop_dangling(root: Any, relations: Collection[str]) -> None:
    """What leads to a part or place that is not taken over: links lose it, pictures go."""
    for element in list(root.iter(etree.Element)):
        gone = [key for key, value in element.attrib.items() if key.startswith(_R) and value not in relations]
        if not gone:
            continue
        for key in gone:
            del element.attrib[key]
        if element.tag == f"{_W}hyperlink":
            _lift(element, keep=True)
        elif not any(key.startswith(_R) for key in element.attrib):
            holder = next(element.iterancestors(f"{_W}drawing", f"{_W}pict"), None)
            if holder is not None and holder.getparent() is not None:
                holder.getparent().remove(holder)


def _put_right(root: Any) -> None:
    for element in root.iter(f"{_W}jc", f"{_W}lvlJc"):
        element.set(f"{_W}val", _usual(element.get(f"{_W}val", "")))
    for element in root.iter(f"{_W}charset"):
        element.attrib.pop(f"{_W}characterSet", None)
    for element in root.iter(f"{_W}ind"):
        for strict, usual in _SIDES.items():
            value = element.attrib.pop(f"{_W}{strict}", None)
            if value is not None and f"{_W}{usual}" not in element.attrib:
                element.set(f"{_W}{usual}", value)
    for holder in root.iter(*(f"{_W}{name}" for name in _SIDED)):
        for side in holder:
            side.tag = f"{_W}{_usual(etree.QName(side).localname)}"
    _order(root)


def _usual(side: str) -> str:
    return _SIDES.get(side, side)


def _order(root: Any) -> None:
    """Children as the schema wants them, where all are known."""
    for element in root.iter(etree.Element):
        order = ORDERS.get(element.tag)
        if order is not None and all(child.tag in order for child in element):
            element[:] = sorted(element, key=lambda child: order[child.tag])


def _lift(element: Any, *, keep: bool) -> None:
    """Takes an element away; what is in it stays where `keep`."""
    parent = element.getparent()
    if keep:
        at = parent.index(element)
        parent[at:at] = list(element)
    parent.remove(element)
