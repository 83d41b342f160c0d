"""The people of a group as rows: seat, alias, attendance, five consents, form."""

from functools import cached_property
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal

from facilitator.domain.people import Person
from facilitator.services.prepare.seating import USES, Use, called, missing_consents
from facilitator.ui.prepare.rows import HEAD_ROLES, Index, RowsModel, row_flags
from facilitator.ui.prepare.words import answer_words, use_words

SEAT, ALIAS, ATTENDANCE, FIRST_USE = 0, 1, 2, 3
FORM = FIRST_USE + len(USES)
FIELDS = {SEAT: "seat", ALIAS: "alias", ATTENDANCE: "attendance", FORM: "form"}


class PersonRow(NamedTuple):
    """One person."""

    person: Person

    @property
    def id(self) -> str:
        return self.person.id


def use_of(column: int) -> Use | None:
    """The consent that a column shows."""
    return USES[column - FIRST_USE] if FIRST_USE <= column < FORM else None


class PeopleModel(RowsModel):
    """What an editor gives back goes out as `edited`; consents are not edited but turned."""

    edited = Signal(str, str, object)
    """Person id, field and new value."""

    columns = FORM + 1

    def person(self, index: Index) -> Person:
        row: PersonRow = self.rows[index.row()]
        return row.person

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in HEAD_ROLES or orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columns:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        side = Qt.AlignmentFlag.AlignHCenter if use_of(section) else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        person, column = self.person(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(person, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(person, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("{name}, seat {seat}, {attendance}").format(
                name=called(person), seat=person.seat or "–", attendance=person.attendance
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(person, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = index.column()
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or column not in FIELDS:
            return False
        person = self.person(index)
        if value == self._value(person, column):
            return False
        self.edited.emit(person.id, FIELDS[column], value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        edited = index.isValid() and index.column() in FIELDS
        return row_flags(edited=True) if edited else super().flags(index)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        before = (self.tr("Seat"), self.tr("Alias"), self.tr("Attendance"))
        return (*before, *(use_words()[use] for use in USES), self.tr("Form"))

    def _shown(self, person: Person, column: int) -> str:
        use = use_of(column)
        if use is not None:
            return ""
        if column == SEAT:
            return "" if person.seat is None else str(person.seat)
        return {ALIAS: called(person), ATTENDANCE: person.attendance, FORM: person.form}[column]

    def _value(self, person: Person, column: int) -> Any:
        use = use_of(column)
        if use is not None:
            return getattr(person.consent, use)
        return {SEAT: person.seat or 1, ALIAS: person.alias, ATTENDANCE: person.attendance, FORM: person.form}[column]

    def _spoken(self, person: Person, column: int) -> str:
        use = use_of(column)
        if use is not None:
            answer = answer_words()[getattr(person.consent, use)]
            return f"{called(person)}, {use_words()[use]}: {answer}"
        return f"{self.heads[column]}: {self._shown(person, column)}"

    def _hint(self, person: Person, column: int) -> str | None:
        use = use_of(column)
        if use is not None:
            return self._spoken(person, column)
        missing = len(missing_consents(person))
        if column == ALIAS and missing:
            return missing_sentence(self, person)
        return self._shown(person, column) or None


def missing_sentence(speaker: RowsModel, person: Person) -> str:
    """What is not yet asked, and what that bars; empty when all is asked."""
    missing = [use_words()[use] for use in missing_consents(person)]
    if not missing:
        return ""
    name = called(person)
    if {"quote", "show_to_groups"} & set(missing_consents(person)):
        text = speaker.tr("{name}: not yet asked: {uses}. Until then {name}’s words cannot be shown to other groups.")
    else:
        text = speaker.tr("{name}: not yet asked: {uses}.")
    return text.format(name=name, uses=", ".join(missing))
