"""Documents ready to be written, and the writing of them on any thread: values in, a whole file or none."""

import errno
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from facilitator.domain.documents.blocks import Contents, Document, Table
from facilitator.domain.documents.guard import Guard
from facilitator.domain.errors import UserError
from facilitator.export.html import Page, write_html
from facilitator.storage.files import broken_off, name_part, safe_name, whole_file

POINTS = 11.0
LARGE_PRINT = 18.0
STUDY_BYTES, GROUP_BYTES = 80, 60
_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for xlsx or csv."""

    table: Table
    title: str
    fmt: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix for svg or png; `badges` are letter and colour of each group."""

    table: Table
    title: str
    badges: tuple[tuple[str, str], ...]
    key_dot: str
    key_own: str
    fmt: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A document for PDF; `draw` is given it, a path, the paper, the size of its type and what to call now and then."""

    document: Document
    draw: "Printer"


Check: TypeAlias = Callable[[], None]
Printer: TypeAlias = Callable[[Document, Path, str, float, Check | None], None]
Pager: TypeAlias = Callable[[Document, str, float, bytes, Check | None], Mapping[int, int]]
"""Says on which page of a Word file each block begins, by number: given the paper, the size of type, a template."""
Content: TypeAlias = Document | Sheet | Matrix | Page | Printed


@dataclass(frozen=True, slots=True)
class Draft:
    """One file to be: `items` are the ids of what is said in it; the rest is its look in Word.

    `points` is the size of running text, `template` the whole of a Word file whose styles are used.
    """

    document: str
    recipient: str | None
    name: str
    content: Content
    items: tuple[str, ...]
    made: datetime
    points: float = POINTS
    guard: Guard = field(default_factory=Guard)
    paper: str = "A4"
    template: bytes = b""
    pager: Pager | None = None

    def looking(self, points: float | None, paper: str, template: bytes) -> "Draft":
        """The same on other paper or made from a template; `points` None leaves the size of type."""
        return replace(self, points=points or self.points, paper=paper, template=template)


@dataclass(frozen=True, slots=True)
class Written:
    """A file on disk with its digest."""

    draft: Draft
    path: Path
    sha256: str


def write_draft(draft: Draft, folder: Path, check: Callable[[], None] | None = None) -> Written:
    """Writes the draft into `folder`, made if missing, over an older file of its name; UserError when it cannot.

    `check` is called now and then; what it raises ends the writing, and no file is left.
    """
    target = folder / draft.name
    with _sentences(target):
        folder.mkdir(parents=True, exist_ok=True)
        _clear_away(folder, draft.name)
        with whole_file(target) as part:
            _draw(draft, part, check)
            _prove(draft, part, check)
            digest = hashlib.sha256(part.read_bytes()).hexdigest()
    return Written(draft, target, digest)


def _clear_away(folder: Path, name: str) -> None:
    """Removes what a writing of this study that was killed has left: nothing has looked through it."""
    start = f".{name.partition(' - ')[0]} - "
    for part in broken_off(folder):
        if part.name.startswith(start):
            part.unlink(missing_ok=True)


def file_names(title: str, document: str, groups: Sequence[tuple[str, str]], fmt: str) -> dict[str | None, str]:
    """By group id (None without groups), "STUDY - DOCUMENT - for GROUP.docx", no two alike on any system."""
    start = f"{name_part(title, STUDY_BYTES, 'Study')} - {document}"
    names: dict[str | None, str] = {}
    taken: set[str] = set()
    for group_id, group in groups:
        stem = f"{start} - for {name_part(group, GROUP_BYTES, 'group')}"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem} ({count})"
        taken.add(name.casefold())
        names[group_id] = safe_name(f"{name}.{fmt}")
    return names or {None: safe_name(f"{start}.{fmt}")}


def _prove(draft: Draft, path: Path, check: Callable[[], None] | None) -> None:
    """Opens what was written and looks through all of it; UserError, which removes the file, when anything is found."""
    from facilitator.export.proof import proof

    found = proof(path, draft.guard, check)
    if found:
        told = "; ".join(f"{what} in {draft.name if where == path.name else where}" for where, what in found[:3])
        raise UserError(
            f"{draft.name} was not kept: the finished file holds what must not leave ({told}). "
            "Reword it in Findings, or replace it in the list of replacements in Report."
        )


def _draw(draft: Draft, path: Path, check: Callable[[], None] | None) -> None:
    """The libraries of a format are loaded only when it is first wanted."""
    match draft.content:
        case Document() as document:
            _draw_word(draft, document, path, check)
        case Sheet() as sheet:
            from facilitator.export.tables import write_csv, write_xlsx

            if sheet.fmt == "csv":
                write_csv(sheet.table, path)
            else:
                write_xlsx(sheet.table, path, sheet.title, draft.made)
        case Page() as page:
            write_html(page, path, check)
        case Printed() as printed:
            printed.draw(printed.document, path, draft.paper, draft.points, check)
        case Matrix() as matrix:
            _draw_matrix(matrix, path)


def _draw_word(draft: Draft, document: Document, path: Path, check: Check | None) -> None:
    from facilitator.export.word import write_word

    pages: Mapping[int, int] = {}
    if draft.pager and any(isinstance(block, Contents) for block in document.blocks):
        pages = draft.pager(document, draft.paper, draft.points, draft.template, check)
    write_word(document, path, draft.made, draft.points, check, paper=draft.paper, template=draft.template, pages=pages)


def _draw_matrix(matrix: Matrix, path: Path) -> None:
    from facilitator.export.pictures import Badge, MatrixPicture, write_png, write_svg

    badges = tuple(Badge(letter, colour) for letter, colour in matrix.badges)
    picture = MatrixPicture(matrix.table, badges, matrix.title, matrix.key_dot, matrix.key_own)
    write = write_svg if matrix.fmt == "svg" else write_png
    write(picture, path)


@contextmanager
def _sentences(target: Path) -> Iterator[None]:
    """Turns the ways in which a file cannot be written into sentences."""
    try:
        yield
    except OSError as error:
        raise UserError(_sentence(target, error)) from error


def _sentence(target: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return f"{target.name} was not written: the disk is full. Free some space and export again."
    if target.is_dir():
        return f"There is a folder called {target.name} where the file should go. Rename it and export again."
    if isinstance(error, PermissionError) and target.exists() and error.errno != errno.EROFS:
        program = "Word" if target.suffix == ".docx" else "another program"
        return f"{target.name} is open in {program}. Close it there and export again."
    if error.errno in _DENIED:
        return f"Nothing can be written in {target.parent}. Choose another folder."
    if isinstance(error, FileExistsError | NotADirectoryError | FileNotFoundError):
        return f"There is no folder {target.parent}, and none can be made there. Choose another folder."
    return f"{target.name} was not written: {error.strerror or error}. Choose another folder and export again."
