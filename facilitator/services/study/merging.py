"""Taking in what another copy of the study has: seen before it is done, done in one change, and undone in one."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from facilitator.domain.errors import UserError
from facilitator.domain.ids import new_id
from facilitator.domain.merges import Conflict, Merge
from facilitator.domain.timecode import stamp
from facilitator.services.clock import Clock
from facilitator.services.study.merge_audio import AudioFile, audio_plan, with_new_names
from facilitator.services.study.merge_times import Alignment, alignments, shifted
from facilitator.storage.backup import TAKEN_IN, is_sound
from facilitator.storage.merging import WHOLE, Clash, Copy, Key, Merged, Row, Rows, merged, place_of, shared_beginning
from facilitator.storage.other_copy import keep_base, other_copy, reading
from facilitator.storage.store import Store
from facilitator.storage.tables import codec_of, record_named

ABOUT = {"MemberCheck": "note", "Decision": "item", "Clearance": "item"}
"""Records that make no sense without another one, and the field that names it."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Another copy's folder and its database as one file of this version."""

    folder: Path
    database: bytes


def fetch(other: Path, folder: Path) -> Fetched:
    """Reads the database of the copy in `other`; safe on any thread. `folder` is the study that is open."""
    if other.resolve() == folder.resolve():
        raise UserError("This is the study that is open. Choose the folder of the other copy.")
    with other_copy(other) as database:
        return Fetched(other, database.read_bytes())


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in; `new`, `changed` and `gone` count records by class.

    It holds for the study and the other copy as they were looked at.
    """

    folder: Path
    new: Mapping[str, int]
    changed: Mapping[str, int]
    gone: Mapping[str, int]
    clashes: tuple[Clash, ...]
    alignments: tuple[Alignment, ...]
    audio: tuple[AudioFile, ...]
    merged: Merged
    database: bytes

    @property
    def is_empty(self) -> bool:
        """Whether the other copy says nothing that is not here."""
        return not (self.merged.put or self.merged.gone or self.clashes)

    @property
    def rows(self) -> int:
        """How many records would come, change or go."""
        return len(self.merged.put) + len(self.merged.gone)


class Merging:
    """Merges other copies of the study in `folder`: as often as wanted, in any order, each time all or nothing."""

    def __init__(self, store: Store, folder: Path, clock: Clock) -> None:
        self._store = store
        self._folder = folder
        self._clock = clock

    def preview(self, other: Path) -> Preview:
        """What the copy in `other` would bring. Raises UserError when it is no copy of this study."""
        return self.compare(fetch(other, self._folder))

    def compare(self, fetched: Fetched) -> Preview:
        """The same for a copy that was fetched before, as a job does from a slow stick."""
        with TemporaryDirectory(prefix="facilitator-") as place:
            database = Path(place) / "other.db"
            database.write_bytes(fetched.database)
            with reading(database) as there:
                return self._compared(fetched, there)

    def merge(self, preview: Preview) -> Merge:
        """Writes it; the audio files must have been brought before. Undo takes all of it back."""
        merge = Merge(new_id(), at=stamp(self._clock.now()), source=preview.folder.name, rows=preview.rows)
        merge = replace(merge, base=f"{TAKEN_IN}{merge.id}.db")
        target = self._folder / "backups" / merge.base
        keep_base(preview.database, target)
        try:
            with self._store.change("Take in another copy") as change:
                change.add(merge)
                for (name, _), row in preview.merged.put.items():
                    change.put(_record(name, row))
                for key in preview.merged.gone:
                    found = self._store.get(record_named(key[0]), key[1])
                    if found is not None:
                        change.delete(found)
                for conflict in map(_conflict, preview.clashes):
                    change.put(replace(conflict, merge=merge.id))
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return merge

    def conflicts(self) -> list[Conflict]:
        """What two copies say differently and nobody has decided yet."""
        return self._store.find(Conflict, settled=False)

    def settle(self, conflict_id: str, *, take_theirs: bool) -> None:
        """Decides a conflict: the study keeps what it says, or takes what the other copy says."""
        conflict = self._store.need(Conflict, conflict_id)
        with self._store.change("Settle a difference") as change:
            change.put(replace(conflict, settled=True))
            if take_theirs:
                self._take_theirs(change, conflict)

    def _take_theirs(self, change: Any, conflict: Conflict) -> None:
        record: Any = self._store.need(record_named(conflict.record), conflict.row)
        codec = codec_of(type(record))
        wanted = json.loads(conflict.theirs)
        if conflict.field == WHOLE:
            if wanted:
                change.put(_record(conflict.record, wanted))
            else:
                change.delete(record)
            return
        row = list(codec.encode(record))
        row[place_of(conflict.record, conflict.field)] = wanted
        change.put(codec.decode(tuple(row)))

    def _compared(self, fetched: Fetched, there: Copy) -> Preview:
        here = self._store.copy
        ours, theirs = here.rows(), there.rows()
        lines, their_lines = here.outline(), there.outline()
        if not (_related(ours, theirs) or lines[:1] == their_lines[:1]):
            raise UserError(f"{fetched.folder.name} is another study, not a copy of this one. Nothing was taken in.")
        common = shared_beginning(lines, their_lines)
        in_journal = here.touched_after(common)
        kept = self._kept_rows([row_id for row_id, _ in lines], [row_id for row_id, _ in their_lines], theirs)
        before = _unequal(there.touched_after(common) if kept is None else kept, theirs)
        aligned = alignments(ours, theirs)
        base, theirs = shifted(before, aligned, ours), shifted(theirs, aligned, ours)
        result = merged(ours, theirs, base, set(_unequal(in_journal, ours)))
        _leave_out_withdrawn(result, ours, _erased(base, ours, in_journal))
        audio = audio_plan(result.put, ours, fetched.folder, self._folder)
        put = with_new_names(result.put, audio)
        result.put = {key: row for key, row in put.items() if ours.get(key) != row}
        told = {conflict.id for conflict in self._store.find(Conflict)}
        clashes = tuple(clash for clash in result.clashes if _conflict(clash).id not in told)
        return Preview(
            folder=fetched.folder,
            new=_count(key for key in result.put if key not in ours),
            changed=_count(key for key in result.put if key in ours),
            gone=_count(result.gone),
            clashes=clashes,
            alignments=tuple(aligned.values()),
            audio=tuple(audio),
            merged=result,
            database=fetched.database,
        )

    def _kept_rows(self, mine: list[str], yours: list[str], theirs: Rows) -> Rows | None:
        """Every row of the other copy as it was when last taken in; None if it never was.

        `mine` and `yours` are the lines of the two journals; a row that was not there then is empty.
        """
        with ExitStack() as opened:
            base = self._newest_base(mine, yours, opened)
            if base is None:
                return None
            was = base.rows()
            return {key: was.get(key, []) for key in {*was, *theirs}}

    def _newest_base(self, mine: list[str], yours: list[str], opened: ExitStack) -> Copy | None:
        """The newest of the kept copies that the other one has gone on from since the two were one."""
        longest, found = shared_beginning(mine, yours), None
        for merge in self._store.find(Merge):
            file = self._folder / "backups" / merge.base
            if not is_sound(file):
                continue  # dropped or damaged: an older one does, or none
            base = opened.enter_context(reading(file))
            lines = [row_id for row_id, _ in base.outline()]
            if len(lines) > longest and yours[: len(lines)] == lines:
                longest, found = len(lines), base
        return found


def _unequal(before: Rows, now: Rows) -> Rows:
    return {key: row for key, row in before.items() if now.get(key, []) != row}


def _related(ours: Rows, theirs: Rows) -> bool:
    """Whether the two studies have groups or questions in common."""
    telling = ("Actor", "Question", "Session")
    return any(key in theirs for key in ours if key[0] in telling) or not any(key[0] in telling for key in ours)


def _erased(base: Rows, ours: Rows, in_journal: Rows) -> set[Key]:
    """What both once had and is gone without a trace in our journal: only a withdrawal takes that out of it too."""
    return {key for key, row in base.items() if row and key not in ours and key not in in_journal}


def _leave_out_withdrawn(result: Merged, ours: Rows, erased: set[Key]) -> None:
    """What somebody said who has withdrawn since does not come back from a copy that still has it.

    Neither does it as a difference between the copies that waits to be decided.
    """
    people = (_record(key[0], row) for key, row in ours.items() if key[0] == "Person")
    withdrawn = {person.id for person in people if person.withdrew}
    new = [key for key in result.put if key not in ours]
    gone = erased | {("Person", person) for person in withdrawn}
    gone |= {key for key in new if _said_by(key[0], result.put[key]) in withdrawn}
    gone |= {key for key in new if _about(key[0], result.put[key]) in {row_id for _, row_id in gone}}
    for key in gone & result.put.keys():
        del result.put[key]
    result.clashes = [clash for clash in result.clashes if (clash.record, clash.row) not in gone]


def _said_by(name: str, row: list[Any]) -> str | None:
    columns = codec_of(record_named(name)).columns
    return row[columns.index("speaker")] if "speaker" in columns and row else None


def _about(name: str, row: Row) -> Any:
    """The entry that a record only has to do with, such as an idea that was corrected; None for other records."""
    return row[place_of(name, ABOUT[name])] if name in ABOUT and row else None


def _count(keys: Any) -> dict[str, int]:
    return dict(Counter(name for name, _ in keys))


def _record(name: str, row: list[Any]) -> Any:
    return codec_of(record_named(name)).decode(tuple(row))


def _conflict(clash: Clash) -> Conflict:
    ours, theirs = (json.dumps(value, ensure_ascii=False) for value in (clash.ours, clash.theirs))
    told = f"{clash.record}\n{clash.row}\n{clash.field}\n{theirs}"
    return Conflict(
        hashlib.sha256(told.encode()).hexdigest()[:32],
        record=clash.record,
        row=clash.row,
        field=clash.field,
        ours=ours,
        theirs=theirs,
    )
