"""The studies opened lately, remembered in the user's settings folder and never inside a study."""

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from facilitator.domain.actors import Actor
from facilitator.domain.sessions import Session
from facilitator.domain.study import STUDY_ID, Study
from facilitator.domain.timecode import stamp
from facilitator.services.clock import Clock
from facilitator.services.study.arc import TELLING as OF_ARC
from facilitator.services.study.arc import arc
from facilitator.storage.files import whole_file
from facilitator.storage.opening import StudyFolder, is_study

FILE = "recent.json"
KEPT = 12
TELLING = (Study, *OF_ARC)
"""Records whose change may be seen in the list."""


@dataclass(frozen=True, slots=True)
class RecentGroup:
    """A focus group as a badge shows it."""

    name: str = ""
    short: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class RecentStudy:
    """A study as it was when last open; `session_open` says that a session was going on then."""

    path: Path
    title: str = ""
    opened_at: str = ""
    groups: tuple[RecentGroup, ...] = ()
    session_open: bool = False
    purpose: str = ""
    steps: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether the folder can still be found."""
        return is_study(self.path)


class RecentStudies:
    """Newest first; an unreadable list counts as an empty one, since it is only a convenience."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = folder / FILE
        self._clock = clock

    def all(self) -> list[RecentStudy]:
        """Every remembered study, also those whose folder is away."""
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return [_recent(values) for values in found]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return []

    def remember(self, study: StudyFolder) -> None:
        """Puts a study at the top, with its title and groups as they are now."""
        now = _summary(study, stamp(self._clock.now()))
        self._write([now, *(one for one in self.all() if one.path != now.path)])

    def keep_up(self, study: StudyFolder) -> None:
        """The same while it is open, so that a program that is killed leaves it as it is; most times nothing is new."""
        known = self.all()
        if not known or known[0] != _summary(study, known[0].opened_at):
            self.remember(study)

    def forget(self, folder: Path) -> None:
        """Takes a study off the list; the study itself stays."""
        self._write([one for one in self.all() if one.path != folder.resolve()])

    def _write(self, studies: list[RecentStudy]) -> None:
        values = [asdict(one) | {"path": str(one.path)} for one in studies[:KEPT]]
        with contextlib.suppress(OSError), whole_file(self._file) as part:  # a list that cannot be kept harms nothing
            part.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")


def _summary(study: StudyFolder, now: str) -> RecentStudy:
    record = study.store.get(Study, STUDY_ID) or Study()
    groups = [actor for actor in study.store.find(Actor) if actor.is_group]
    return RecentStudy(
        study.path.resolve(),
        record.title,
        now,
        tuple(RecentGroup(group.name, group.short, group.colour) for group in groups),
        any(session.is_open for session in study.store.find(Session)),
        record.research_question or record.purpose,
        arc(study.store),
    )


def _recent(values: dict[str, Any]) -> RecentStudy:
    return RecentStudy(
        Path(values["path"]),
        str(values["title"]),
        str(values["opened_at"]),
        tuple(RecentGroup(**group) for group in values["groups"]),
        bool(values["session_open"]),
        str(values.get("purpose", "")),
        tuple(str(step) for step in values.get("steps", ())),
    )
