"""Study JSON into a store: everything is checked first, then all of it is written in one change."""

import dataclasses
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from facilitator.domain.errors import ImportRefused
from facilitator.domain.extras import Extra
from facilitator.domain.findings import Quote
from facilitator.domain.recordings import Recording
from facilitator.domain.study import Study
from facilitator.domain.transcripts import Transcript
from facilitator.storage.interchange.kinds import List
from facilitator.storage.interchange.later import LATER, check_ratings
from facilitator.storage.interchange.reading import Place, Reading, quoted, shown
from facilitator.storage.interchange.records import STUDY
from facilitator.storage.interchange.sections import SECTIONS
from facilitator.storage.interchange.text import OneObject, values_of
from facilitator.storage.store import Store
from facilitator.storage.tables import CODECS

FORMAT = "facilitator-study"
VERSION = 1
MOST_FAULTS = 1_000
BADGE = frozenset(("short", "colour"))
KNOWN = ("format", "version", "study", *(section.name for section in SECTIONS), *LATER)


@dataclass(frozen=True, slots=True)
class ParsedStudy:
    """A whole, sound file: its study, its records in order, and the audio its clips and recordings name, as there.

    `unsaid` are actors by id, with the keys of their badges that the file leaves to us.
    """

    study: Study
    records: tuple[Any, ...]
    audio: tuple[str, ...]
    unsaid: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def with_audio(self, names: Mapping[str, str]) -> "ParsedStudy":
        """The same study with names of files in the study folder, also in transcripts: `names` from theirs to ours."""
        return dataclasses.replace(self, records=tuple(_renamed(record, names) for record in self.records))


def _renamed(record: Any, names: Mapping[str, str]) -> Any:
    if isinstance(record, Recording):
        return dataclasses.replace(record, file=_name_here(record.file, names))
    if isinstance(record, Transcript):
        return dataclasses.replace(record, file=names.get(record.file, record.file))
    if not isinstance(record, Quote) or record.clip is None:
        return record
    return dataclasses.replace(record, clip=dataclasses.replace(record.clip, file=_name_here(record.clip.file, names)))


def _name_here(file: str, names: Mapping[str, str]) -> str:
    return names.get(file) or PurePosixPath(file).name


def parse(data: bytes) -> ParsedStudy:
    """What the bytes of a file hold; ImportRefused names every fault with its place."""
    values = values_of(data)
    _check_format(values)
    reading = Reading(most=MOST_FAULTS)
    _check_keys(values, reading)
    study = STUDY.read(values.get("study", OneObject()), ("study",), reading)
    found = {section.name: _entries(values, section.name, section.item, reading) for section in SECTIONS}
    later = {name: _entries(values, name, item, reading) for name, item in LATER.items()}
    _check_whole(found | later, reading)
    if reading.faults:
        raise ImportRefused(reading.faults)
    records = [record for section in SECTIONS for value in found[section.name] for record in section.records(value)]
    records += [Extra(name, _json(values[name])) for name in LATER if values.get(name)]
    return ParsedStudy(study, tuple(_placed(records)), _audio(found["quotes"], found["recordings"]), _unsaid(values))


def holds_data(store: Store) -> bool:
    """Whether anything but the study's own record is in the store."""
    return any(store.count(record) for record in CODECS if record is not Study)


def fill(store: Store, parsed: ParsedStudy) -> None:
    """Writes a parsed study into an empty store, all or nothing."""
    with store.change("Import study", undoable=False) as change:
        change.put(parsed.study)
        for record in parsed.records:
            change.put(record)


def _check_format(values: OneObject) -> None:
    if values.get("format") != FORMAT:
        raise ImportRefused([f"format must be “{FORMAT}”; choose a file that Facilitator's dump wrote"])
    version = values.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise ImportRefused(["the file was written by a newer version of Facilitator; install that version first"])
    if isinstance(version, bool) or version != VERSION:
        raise ImportRefused([f"version must be {VERSION}; correct it or write the file again"])


def _check_keys(values: OneObject, reading: Reading) -> None:
    for name in values:
        if name not in KNOWN:
            reading.fault((name,), "is not a known section; remove or rename it")
    for name in values.twice:
        reading.fault((name,), "stands there twice; keep one of the two")


def _entries(values: OneObject, name: str, item: Any, reading: Reading) -> tuple[Any, ...]:
    return List(item).read(values[name], (name,), reading) if name in values else ()


def _check_whole(found: dict[str, tuple[Any, ...]], reading: Reading) -> None:
    for reference in reading.lost():
        where = " or ".join(reference.sections)
        reading.fault(reference.place, f"names {quoted(reference.target)}, which is not in {where}; add or correct it")
    if reading.faults:
        return  # what follows needs entries that are sound in themselves
    for name in ("matrix", "decisions", "clearances", "pack_orders", "reflections"):
        _check_single(name, found[name], reading)
    _check_circles("actors", "split_of", {a.id: a.split_of for a in found["actors"]}, reading)
    _check_circles("themes", "parent", {t["id"]: t["parent"] for t in found["themes"]}, reading)
    check_ratings(found, reading)


def _check_single(name: str, found: Iterable[Any], reading: Reading) -> None:
    """Entries without an id of their own are known by what they join."""
    first: dict[str, Place] = {}
    for at, record in enumerate(found):
        place = first.setdefault(record.id, (name, at))
        if place != (name, at):
            reading.fault((name, at), f"says the same as {shown(place)} or speaks against it; keep one of the two")


def _check_circles(name: str, key: str, parents: dict[str, str | None], reading: Reading) -> None:
    places = {row_id: at for at, row_id in enumerate(parents)}
    walked: dict[str, str] = {}  # each id with the start of the walk that came by first
    for start in parents:
        here: str | None = start
        while here is not None and here not in walked:
            walked[here] = start
            here = parents.get(here)
        if here is not None and walked[here] == start:
            reading.fault((name, places.get(here, 0), key), "leads in a circle back to itself; set it to null")


def _placed(records: Iterable[Any]) -> Iterable[Any]:
    """Each record at its place in the list it came from."""
    counts: dict[type, int] = {}
    for record in records:
        kind = type(record)
        if "position" in kind.__dataclass_fields__:
            counts[kind] = counts.get(kind, 0) + 1
            yield dataclasses.replace(record, position=float(counts[kind]))
        else:
            yield record


def _unsaid(values: OneObject) -> dict[str, frozenset[str]]:
    """A dump writes every badge, also an empty one, which therefore stays as it is."""
    missing = {actor["id"]: BADGE - actor.keys() for actor in values.get("actors", ())}
    return {actor: keys for actor, keys in missing.items() if keys}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _audio(quotes: Iterable[Quote], recordings: Iterable[Recording]) -> tuple[str, ...]:
    clips = [quote.clip.file for quote in quotes if quote.clip is not None]
    return tuple(dict.fromkeys([*clips, *(recording.file for recording in recordings)]))
