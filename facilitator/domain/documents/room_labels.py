"""The program's own words on what happened in the room: agreement, answers to what was read back, debriefs."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.domain.agreement import Stand
from facilitator.domain.reactions import Level
from facilitator.domain.room import Role, Verdict


@dataclass(frozen=True, slots=True)
class RoomLabels:
    """Names in braces are filled in: {group}, {seat}, {n}, {words}, {facilitator}, {role}, {question}."""

    agreement_title: str
    agreement_intro: str
    agreement_key: str
    agreement_none: str
    agreement_by_entry: str
    agreement_by_question: str
    agreement_columns: tuple[str, str, str]
    agreement_totals: tuple[str, str, str]
    agreement_sheet: tuple[str, str, str, str]
    agreement_whole: str
    seat: str
    no_seat: str
    no_question: str
    signs: Mapping[Stand, str]
    stands: Mapping[Stand, str]
    levels: Mapping[Level, str]
    missed_under: str
    together_title: str
    checks: Mapping[Verdict, str]
    debrief: str
    debrief_unnamed: str
    debrief_kind: str
    debrief_fields: Mapping[str, str]
    roles: Mapping[Role, str]
    reactions_caption: str
    reactions_column: str
    reactions_group: str
    reactions_key: str
