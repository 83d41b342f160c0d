"""A store as study JSON, in a form that an import takes back without a difference."""

import json
from dataclasses import dataclass
from typing import Any

from facilitator.domain.errors import StudyDamaged
from facilitator.domain.extras import Extra
from facilitator.domain.study import STUDY_ID, Study
from facilitator.storage.interchange.kinds import List
from facilitator.storage.interchange.later import LATER
from facilitator.storage.interchange.loading import FORMAT, VERSION
from facilitator.storage.interchange.reading import Place, Reading, Reference, quoted, shown
from facilitator.storage.interchange.records import STUDY
from facilitator.storage.interchange.sections import SECTIONS
from facilitator.storage.store import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dump:
    """A study as plain values; `left_out` tells of references to entries that are gone."""

    values: Json
    left_out: tuple[str, ...] = ()

    def text(self) -> str:
        """The file's text, ending in a line break; raises StudyDamaged where a value is none that JSON has."""
        try:
            return json.dumps(self.values, ensure_ascii=False, indent=1) + "\n"
        except TypeError as error:
            raise StudyDamaged(
                "An entry holds bytes where a text belongs: the study's database is damaged. Restore a back-up."
            ) from error


def dump(store: Store) -> Dump:
    """Everything in the store but its journal; what refers to a deleted entry is mended or left out, and told."""
    values: Json = {"format": FORMAT, "version": VERSION}
    values["study"] = STUDY.write(store.get(Study, STUDY_ID) or Study())
    for section in SECTIONS:
        found = [section.item.write(value) for value in section.gather(store)]
        if found or section.always:
            values[section.name] = found
    values |= _later(store)
    return Dump(values, tuple(_mended(values)))


def _later(store: Store) -> Json:
    kept = {extra.id: json.loads(extra.text) for extra in store.find(Extra)}
    return {name: kept[name] for name in LATER if name in kept}


def _mended(values: Json) -> list[str]:
    """Takes out references that lead nowhere, until all resolve; answers with a sentence for each."""
    told: list[str] = []
    while lost := _lost(values):
        told += [f"{shown(one.place)} named {quoted(one.target)}, which is gone." for one in lost]
        removed: set[Place] = set()
        for reference in lost:
            _mend(values, reference, removed)
        for place in sorted(removed, key=_last_first, reverse=True):
            _remove(values, place)
    return told


def _lost(values: Json) -> list[Reference]:
    reading = Reading()
    for name, item in ((s.name, s.item) for s in SECTIONS):
        List(item).read(values.get(name, []), (name,), reading)
    for name, later in LATER.items():
        List(later).read(values.get(name, []), (name,), reading)
    return reading.lost()


def _mend(values: Json, reference: Reference, removed: set[Place]) -> None:
    place = reference.place
    if reference.if_lost == "null":
        _at(values, place[:-1])[place[-1]] = None
    elif reference.if_lost == "record":
        removed.add(_record(place))
    else:
        removed.add(place)


def _record(place: Place) -> Place:
    """The entry that a reference stands in: the nearest list item around it."""
    steps = [at for at, step in enumerate(place[:-1]) if isinstance(step, int)]
    return place[: steps[-1] + 1]


def _last_first(place: Place) -> tuple[tuple[int, int | str], ...]:
    """Sorts places so that taking out the later ones first leaves the earlier ones where they are."""
    return tuple((1, step) if isinstance(step, int) else (0, step) for step in place)


def _at(values: Any, place: Place) -> Any:
    for step in place:
        values = values[step]
    return values


def _remove(values: Json, place: Place) -> None:
    holder = _at(values, place[:-1])
    del holder[place[-1]]
