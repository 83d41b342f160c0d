"""A withdrawal of consent: everything of one person is found, erased, and looked for once more in every file.

What stays is that somebody withdrew and when, and that something was shown: never what.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitator.domain.clearances import Clearance
from facilitator.domain.consent import Consent
from facilitator.domain.exports import Export
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.merges import Conflict, Merge
from facilitator.domain.notes import Note
from facilitator.domain.packs import Decision, PackOrder
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction, Showing
from facilitator.domain.recordings import Recording
from facilitator.domain.room import MemberCheck
from facilitator.domain.transcripts import Cue
from facilitator.services.sound.replay import audio_path
from facilitator.services.study.withdrawing_files import Leftover, leftovers
from facilitator.services.study.withdrawing_rest import begun, finish
from facilitator.services.study.withdrawing_sound import Heard
from facilitator.storage.backup import backups_in
from facilitator.storage.opening import StudyFolder

LABEL = "Erase the words of somebody who withdrew"
SHORTEST = 3
"""An alias or name of fewer letters is not looked for in files, since any file holds it."""


Silence = Callable[[Path, Sequence[tuple[int, int]]], str]
"""Overwrites spans of a file, in ms, and gives the new digest of its samples."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A statement that rests on words of the person; `others` counts the notes of others it rests on as well."""

    statement: Statement
    others: int


@dataclass(frozen=True, slots=True)
class Traces:
    """Where the person's words are; `spans` are parts of recordings in which the person is heard.

    `showings` were put before a group, `exports` went into files, of which some may be with others. In the spans of
    `perhaps`, which follow the marks of their notes or are theirs in a transcript, the person may be heard or not:
    somebody has to listen. `copies` were made of the study on other computers and taken in here. `doubtful` stand in a
    transcript under a seat of theirs on which somebody else may have sat just then.
    """

    person: Person
    name: str
    notes: tuple[Note, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    corrections: tuple[MemberCheck, ...] = ()
    cues: tuple[Cue, ...] = ()
    marked: tuple[Note, ...] = ()
    statements: tuple[Resting, ...] = ()
    showings: tuple[Showing, ...] = ()
    exports: tuple[Export, ...] = ()
    spans: tuple[Clip, ...] = ()
    backups: int = 0
    perhaps: tuple[Clip, ...] = ()
    copies: tuple[Merge, ...] = ()
    doubtful: tuple[Cue, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything the person said."""
        said: list[Any] = [*self.notes, *self.quotes, *self.reactions, *self.corrections, *self.cues]
        return tuple(dict.fromkeys(each.text for each in said if each.text.strip()))


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left to do by hand: files in which words are still found, files that others hold, sound to be cut.

    `recall` are files that were handed over or are no longer where they were written; `listen` are spans in which the
    person may still be heard, `copies` were taken in from other computers, where they still are; `doubtful` stay in a
    transcript, though they may be the person's.
    """

    leftovers: tuple[Leftover, ...] = ()
    recall: tuple[Export, ...] = ()
    spans: tuple[Clip, ...] = ()
    removed: tuple[str, ...] = ()
    listen: tuple[Clip, ...] = ()
    copies: tuple[Merge, ...] = ()
    doubtful: tuple[Cue, ...] = ()


class Withdrawing:
    """On one open study; nothing of this can be undone. Without `silence` recordings stay as they are."""

    def __init__(self, study: StudyFolder, silence: Silence | None = None) -> None:
        self._study = study
        self._store = study.store
        self._silence = silence

    def traces(self, person_id: str) -> Traces:
        """Every place in which the person's words are; nothing is changed."""
        store = self._store
        person = store.need(Person, person_id)
        every = store.find(Note)
        notes = tuple(note for note in every if note.speaker == person_id)
        quotes = tuple(store.find(Quote, speaker=person_id))
        mine = {note.id for note in notes}
        said = mine | {quote.id for quote in quotes}
        name, heard = self._study.names.all().get(person_id, ""), Heard(store)
        labelled, doubtful = heard.cues_of(person, name)
        spans = heard.everywhere(quote.clip for quote in quotes if quote.clip)
        cues = dict.fromkeys((*heard.cues_in(spans), *(cue for _, cue in labelled)))
        return Traces(
            person,
            name,
            notes,
            quotes,
            tuple(store.find(Reaction, speaker=person_id)),
            tuple(check for check in store.find(MemberCheck) if check.note in mine),
            tuple(cues),
            tuple(note for note in every if note.id not in mine and _marks(note, person_id)),
            tuple(self._resting(mine)),
            tuple(showing for showing in store.find(Showing) if showing.about.id in said),
            tuple(export for export in store.find(Export) if said & set(export.items)),
            spans,
            len(backups_in(self._study.backups)),
            heard.perhaps(notes, [*labelled, *doubtful], spans),
            tuple(store.find(Merge)),
            tuple(cue for _, cue in doubtful if cue not in cues),
        )

    def withdraw(
        self,
        person_id: str,
        drop: Collection[str] = (),
        also_silent: Collection[Clip] = (),
        also_cues: Collection[str] = (),
    ) -> Withdrawn:
        """Erases all of it; `drop` are ids of statements that go as well, the others stay without these notes.

        `also_silent` are spans of `perhaps` in which the person was heard, and which become silent too; `also_cues`
        are ids of those of `doubtful` that are theirs, as those are that stand in such a span.
        """
        found = self._decided(self.traces(person_id), also_silent, also_cues)
        dropped = [each.statement for each in found.statements if each.statement.id in drop]
        gone = [*found.notes, *found.quotes, *found.reactions, *found.corrections, *found.cues, *dropped]
        ids = {getattr(record, "id", "") for record in gone}
        exports = [export for export in self._store.find(Export) if ids & set(export.items)]
        digests, unsilenced = self._silenced((*found.spans, *also_silent))  # first: when that fails nothing is lost yet
        words = [*found.texts, *(each.text for each in dropped)]
        with begun(self._study, person_id, [export.file for export in exports]):
            self._store.erase(
                LABEL,
                [*gone, *self._hanging({*ids, person_id})],
                [_blank(found.person), *self._blank_showings(ids)],
                [*self._changed(found, ids, dropped), *(_without(export, ids) for export in exports), *digests],
                [*words, *_called(found)],
                naming=person_id,
            )
        removed = finish(self._study)
        looked_for = [*words, *_called(found)]
        return Withdrawn(
            tuple(leftovers(self._study.path, looked_for)),
            tuple(export for export in exports if export.given_to or export.recipient or _is_away(export, removed)),
            unsilenced,
            tuple(removed),
            tuple(clip for clip in found.perhaps if clip not in also_silent),
            found.copies,
            found.doubtful,
        )

    def _decided(self, found: Traces, silent: Collection[Clip], cues: Collection[str]) -> Traces:
        """With those of the doubtful cues that somebody said are the person's."""
        heard = set(Heard(self._store).cues_in(list(silent)))
        theirs = tuple(cue for cue in found.doubtful if cue.id in cues or cue in heard)
        others = tuple(cue for cue in found.doubtful if cue not in theirs)
        return replace(found, cues=(*found.cues, *theirs), doubtful=others)

    def _silenced(self, spans: Sequence[Clip]) -> tuple[list[Recording], tuple[Clip, ...]]:
        """Overwrites what is heard of the person; recordings with their new digests, and spans that are left."""
        by_file: dict[str, list[Clip]] = {}
        for clip in spans:
            by_file.setdefault(clip.file, []).append(clip)
        recordings: list[Recording] = []
        left: list[Clip] = []
        for file, clips in by_file.items():
            path = audio_path(self._study.path, file)
            if self._silence is None or not path.exists():
                left += clips
                continue
            digest = self._silence(path, [(clip.start_ms, clip.end_ms) for clip in clips])
            known = (each for each in self._store.find(Recording) if each.file == file and each.sha256)
            recordings += [replace(each, sha256=digest) for each in known]
            for outline in self._study.path.rglob(f"{file}*.npy"):
                outline.unlink()
        return recordings, tuple(left)

    def _resting(self, notes: set[str]) -> Iterator[Resting]:
        for statement in self._store.find(Statement):
            if notes & set(statement.notes):
                yield Resting(statement, len(set(statement.notes) - notes))

    def _hanging(self, ids: set[str]) -> Iterator[object]:
        """Decisions about what goes, and disagreements of two copies about it."""
        for record in (Decision, Clearance):
            found: list[Any] = list(self._store.find(record))
            yield from (each for each in found if each.item in ids)
        yield from (conflict for conflict in self._store.find(Conflict) if conflict.row in ids)

    def _blank_showings(self, ids: set[str]) -> Iterator[Showing]:
        for showing in self._store.find(Showing):
            if showing.about.id in ids:
                yield replace(showing, text="", sha256="")

    def _changed(self, found: Traces, ids: set[str], dropped: Sequence[Statement]) -> Iterator[object]:
        """What stays and named something that goes."""
        person = found.person.id
        for note in found.marked:
            marks = (replace(mark, people=tuple(p for p in mark.people if p != person)) for mark in note.marks)
            yield replace(note, marks=tuple(mark for mark in marks if mark.people))
        for each in found.statements:
            if each.statement not in dropped:
                yield replace(each.statement, notes=tuple(n for n in each.statement.notes if n not in ids))
        for quote in self._store.find(Quote):
            if quote.id not in ids and (quote.note in ids or quote.statement in ids):
                statement = None if quote.statement in ids else quote.statement
                yield replace(quote, note=None if quote.note in ids else quote.note, statement=statement)
        yield from self._turned([*found.quotes, *dropped], ids)
        for order in self._store.find(PackOrder):
            if ids & set(order.items):
                yield replace(order, items=tuple(item for item in order.items if item not in ids))

    def _turned(self, gone: Sequence[Quote | Statement], ids: set[str]) -> Iterator[Reaction]:
        """What others said of what goes: now about the statement that a quote hung under, else about the group."""
        lost = {each.id: each for each in gone}
        for reaction in self._store.find(Reaction):
            if reaction.id not in ids and reaction.about is not None and reaction.about.id in lost:
                yield replace(reaction, about=_left_of(lost[reaction.about.id], ids))


def _left_of(item: Quote | Statement, ids: Collection[str]) -> About:
    statement = item.statement if isinstance(item, Quote) else None
    return About("statement", statement) if statement and statement not in ids else About("actor", item.actor)


def _blank(person: Person) -> Person:
    """That somebody of this group withdrew, and nothing else."""
    nothing = Consent(False, False, False, False, False)
    return Person(person.id, person.position, "", person.actor, None, nothing, "withdrew")


def _without(export: Export, ids: set[str]) -> Export:
    return replace(export, items=tuple(item for item in export.items if item not in ids))


def _is_away(export: Export, removed: Collection[str]) -> bool:
    """Whether the file is neither in our folder any more nor was taken out of it just now."""
    return not {export.file, Path(export.file).stem} & set(removed)


def _marks(note: Note, person: str) -> bool:
    return any(person in mark.people for mark in note.marks)


def _called(found: Traces) -> list[str]:
    """How the person is called, as far as a search for it makes sense."""
    names = [found.person.alias, found.name, *found.name.split()]
    return [name for name in dict.fromkeys(names) if len(name.strip()) >= SHORTEST]
