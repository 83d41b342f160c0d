"""How the page on merging speaks of records and of what differs."""

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from facilitator.domain.errors import UserError
from facilitator.storage.merging import WHOLE
from facilitator.storage.store import Store
from facilitator.storage.tables import record_named

NAMES = {
    "Study": ("study", "study"),
    "Actor": ("group or other actor", "groups and other actors"),
    "QuestionSet": ("question set", "question sets"),
    "Question": ("question", "questions"),
    "Wording": ("earlier wording", "earlier wordings"),
    "Pair": ("pair of questions", "pairs of questions"),
    "Person": ("person", "people"),
    "Session": ("session", "sessions"),
    "Visit": ("time of a question", "times of questions"),
    "Recording": ("recording", "recordings"),
    "Gap": ("gap in a recording", "gaps in recordings"),
    "Note": ("entry", "entries"),
    "Statement": ("statement", "statements"),
    "Quote": ("quote", "quotes"),
    "Dot": ("dot in the matrix", "dots in the matrix"),
    "Decision": ("decision", "decisions"),
    "Reaction": ("reaction", "reactions"),
    "Showing": ("record of what was shown", "records of what was shown"),
    "Export": ("line of the export log", "lines of the export log"),
    "Sync": ("common moment", "common moments"),
    "Presence": ("note of who was there", "notes of who was there"),
    "Swap": ("change of seats", "changes of seats"),
    "Spoken": ("time of speaking", "times of speaking"),
    "MemberCheck": ("answer to what was read back", "answers to what was read back"),
    "Debrief": ("debrief", "debriefs"),
}
"""One and several of each record class."""
OTHERS = ("other record", "other records")
TELLING = ("text", "name", "alias", "title")
SHORT = 90


def tr(text: str) -> str:
    """Words of this page in the user's language."""
    return QCoreApplication.translate("merge", text)


def counted(counts: Mapping[str, int]) -> str:
    """“12 entries, 1 statement”, in the order of a study."""
    told = [f"{counts[name]} {tr(words[counts[name] != 1])}" for name, words in NAMES.items() if counts.get(name)]
    rest = sum(count for name, count in counts.items() if name not in NAMES)
    return ", ".join([*told, *([f"{rest} {tr(OTHERS[rest != 1])}"] if rest else [])])


def called(store: Store, record: str, row_id: str) -> str:
    """What a record is and how it begins: “Statement: We hear first.”"""
    kind = tr(NAMES.get(record, OTHERS)[0]).capitalize()
    try:
        found: Any = store.need(record_named(record), row_id)
    except UserError:
        return kind
    words = next((str(getattr(found, name)) for name in TELLING if getattr(found, name, "")), "")
    return f"{kind}: {shortened(words)}" if words else kind


def shortened(words: str) -> str:
    """One line of words, cut where it grows long."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def value_words(field: str, value: str) -> str:
    """A stored value (JSON) for people; a whole record that is not there was removed."""
    found = json.loads(value)
    if field == WHOLE:
        return tr("keeps it") if found else tr("removed it")
    if found in (None, "", "[]"):
        return tr("nothing")
    return shortened(str(found))
