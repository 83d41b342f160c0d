"""The lines of somebody else's Word document, read with care: it may be huge, damaged or not Word at all."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.domain.errors import UserError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
MAX_LINES = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_WORD = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,  # lxml's error for broken XML is one
)


def read_word_lines(path: Path) -> list[str]:
    """Paragraphs and table rows as lines; lists are marked "1. " or "- " and indented, cells parted by tabs.

    Raises UserError when the file cannot be read, is damaged, too large, or not a .docx.
    """
    if path.suffix.lower() in {".doc", ".rtf", ".odt"}:
        raise UserError(f"{path.name} is not in the .docx format. Save it from your word processor as .docx first.")
    try:
        _check_size(path)
        return _lines(path)
    except UserError:
        raise
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}. Check that it is there.") from error
    except _NOT_WORD as error:
        raise UserError(
            f"{path.name} is damaged or not a Word document. Open it in Word, save it again, or paste its text."
        ) from error


def _check_size(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise UserError(f"{path.name} is larger than 20 MB. Copy the questions into a document of their own.")
    with zipfile.ZipFile(path) as parts:
        listed = parts.infolist()
        if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
            raise UserError(f"{path.name} unpacks to more than a document should. Paste its text instead.")


def _lines(path: Path) -> list[str]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.paragraph import Paragraph

    try:
        document = Document(str(path))
    except PackageNotFoundError as error:
        raise zipfile.BadZipFile(str(error)) from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        found = _paragraph(block) if isinstance(block, Paragraph) else list(_table(block))
        lines += [line for line in found if line.strip()]
        if len(lines) > MAX_LINES:
            raise UserError(f"{path.name} has more than {MAX_LINES:,} lines. Copy the questions out of it.")
    return lines


def _paragraph(paragraph: "Paragraph") -> list[str]:
    """A paragraph with its list mark; line breaks within make lines of their own, indented below the first."""
    first, *rest = paragraph.text.split("\n")
    level, mark = _list_mark(paragraph)
    blanks = "    " * level
    return [f"{blanks}{mark}{first.strip()}" if first.strip() else "", *(f"{blanks}{line.strip()}" for line in rest)]


def _table(table: "Table") -> Iterator[str]:
    """Each row as one line; a cell that spans several columns counts once."""
    for row in table.rows:
        seen: set[Any] = set()
        texts: list[str] = []
        for cell in row.cells:
            if cell._tc not in seen:  # noqa: SLF001 - python-docx has no public way to see merged cells
                seen.add(cell._tc)  # noqa: SLF001
                texts.append(" ".join(cell.text.split()))
        yield "\t".join(text for text in texts if text)


def _list_mark(paragraph: "Paragraph") -> tuple[int, str]:
    """How deep in a list the paragraph stands, and the mark it would show."""
    style = (paragraph.style.name if paragraph.style else "") or ""
    numbered = paragraph._p.find(f"{_W}pPr/{_W}numPr")  # noqa: SLF001
    if numbered is not None:
        level = min(_value(numbered.find(f"{_W}ilvl")), 8)
        return level, "- " if _is_bullet(paragraph, _value(numbered.find(f"{_W}numId")), level) else "1. "
    if style.startswith("List Bullet"):
        return _style_level(style), "- "
    if style.startswith("List Number"):
        return _style_level(style), "1. "
    return 0, ""


def _style_level(style: str) -> int:
    last = style.rsplit(maxsplit=1)[-1]
    return int(last) - 1 if last.isdigit() else 0


def _is_bullet(paragraph: "Paragraph", number: int, level: int) -> bool:
    part = getattr(paragraph.part, "numbering_part", None)
    if part is None:
        return False
    root = part.element
    link = root.find(f"{_W}num[@{_W}numId='{number}']/{_W}abstractNumId")
    form = None
    if link is not None:
        path = f"{_W}abstractNum[@{_W}abstractNumId='{_value(link)}']/{_W}lvl[@{_W}ilvl='{level}']/{_W}numFmt"
        form = root.find(path)
    return form is not None and form.get(f"{_W}val") == "bullet"


def _value(element: Any) -> int:
    return int(element.get(f"{_W}val", "0")) if element is not None else 0
