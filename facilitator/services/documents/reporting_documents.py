"""Which documents there are, and the making of each from the study: as blocks, and as a table where it is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from facilitator.domain.actors import Actor
from facilitator.domain.documents.agreement import agreement_document, agreement_table
from facilitator.domain.documents.blocks import Document, Table
from facilitator.domain.documents.feedback import feedback_document, feedback_table
from facilitator.domain.documents.findings import findings_document, findings_table
from facilitator.domain.documents.guide import guide_document
from facilitator.domain.documents.labels import Labels
from facilitator.domain.documents.matrix import matrix_document, matrix_table
from facilitator.domain.documents.notes import notes_document, notes_table
from facilitator.domain.documents.pack import pack_document
from facilitator.domain.documents.report import Preset, report_document
from facilitator.domain.documents.summary import summary_document
from facilitator.domain.errors import UserError
from facilitator.domain.matrix import Dot
from facilitator.services.documents.reporting_sources import (
    agreement_source,
    findings_source,
    groups_of,
    guide_source,
    notes_source,
    pack_source,
    report_source,
    study_of,
    summary_source,
)
from facilitator.storage.store import Store

Paper = Literal["A4", "Letter"]
PAPERS: tuple[Paper, ...] = ("A4", "Letter")

DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "guide": ("docx",),
    "summary": ("docx", "html"),
    "pack": ("docx", "html"),
    "matrix": ("docx", "xlsx", "csv", "svg", "png"),
    "findings": ("docx", "xlsx", "csv"),
    "feedback": ("docx", "xlsx", "csv"),
    "notes": ("docx", "xlsx", "csv"),
    "agreement": ("docx", "xlsx", "csv"),
    "report": ("docx",),
}
"""What can be exported, and in which formats; the first is the usual one."""
FOR_PARTICIPANTS = frozenset({"summary", "pack"})
"""What leaves the facilitator's hands."""
PER_GROUP = FOR_PARTICIPANTS | {"guide"}
"""What is one file for each group; a guide is about the group rather than for it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen: the form of a report, whether the researcher's evidence is in it, type, paper, template.

    `points` is the size of running text, None for the usual one; `template` is the whole of a Word file.
    """

    preset: Preset = "narrative"
    evidence: bool = False
    points: float | None = None
    paper: Paper = "A4"
    template: bytes = b""


USUAL = Options()
LARGEST_TEMPLATE = 20_000_000


def read_template(path: Path) -> bytes:
    """The whole of a Word file that is to be a template. Raises UserError where it cannot be read."""
    if path.suffix.lower() not in (".docx", ".dotx"):
        raise UserError(f"{path.name} cannot be a template. Choose a Word file that ends in .docx or .dotx.")
    try:
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise UserError(f"{path.name} is larger than 20 MB. Save it without large pictures and choose it again.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror or error}. Check that it is there.") from error


def check_template(template: bytes) -> None:
    """Raises UserError where it is no Word document that can be a template."""
    from facilitator.export.word_styles import Look
    from facilitator.export.word_template import template_frame  # loads Word

    template_frame(Look(template=template))


def make_document(
    store: Store, name: str, group: Actor | None, labels: Labels, now: datetime, options: Options = USUAL
) -> Document:
    """The document as blocks; `group` is the one it is for or about, for documents that are one to a group."""
    if group is not None:
        return _PER_GROUP[name](store, group, labels)
    if name == "matrix":
        return matrix_document(study_of(store), groups_of(store), store.find(Dot), labels)
    if name == "notes":
        return notes_document(notes_source(store), labels)
    if name == "agreement":
        return agreement_document(agreement_source(store), labels)
    if name == "report":
        source = report_source(store, now.astimezone())
        return report_document(source, labels, options.preset, evidence=options.evidence)
    make = feedback_document if name == "feedback" else findings_document
    return make(findings_source(store), labels)


def make_table(store: Store, name: str, labels: Labels) -> Table:
    """The document as one table, for spreadsheets."""
    if name == "matrix":
        return matrix_table(groups_of(store), store.find(Dot), labels)
    if name == "notes":
        return notes_table(notes_source(store), labels)
    if name == "agreement":
        return agreement_table(agreement_source(store), labels)
    return (feedback_table if name == "feedback" else findings_table)(findings_source(store), labels)


_PER_GROUP: Mapping[str, Callable[[Store, Actor, Labels], Document]] = {
    "guide": lambda store, group, labels: guide_document(guide_source(store, group), labels),
    "pack": lambda store, group, labels: pack_document(pack_source(store, group), labels),
    "summary": lambda store, group, labels: summary_document(summary_source(store, group), labels),
}
