"""What a report is made from: the findings, and besides them what was planned, held and written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.actors import Actor
from facilitator.domain.documents.findings import FindingsSource
from facilitator.domain.exports import Export
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.room import Debrief


@dataclass(frozen=True, slots=True)
class ReportSource:
    """`made` is the day on the report, in local time; `recorded` are the ids of sessions with sound."""

    findings: FindingsSource
    dots: Sequence[Dot]
    notes: Sequence[Note]
    made: datetime
    exports: Sequence[Export] = ()
    recorded: frozenset[str] = frozenset()
    version: str = ""
    debriefs: Sequence[Debrief] = ()

    @property
    def told_notes(self) -> list[Note]:
        """What may be counted: neither private notes nor remarks that were taken back."""
        return [note for note in self.notes if note.kind != "private" and not note.struck]

    @property
    def groups(self) -> list[Actor]:
        """The focus groups, in order."""
        return [actor for actor in self.findings.actors if actor.is_group]
