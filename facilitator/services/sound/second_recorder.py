"""Another recorder's file of a session: brought in, laid beside our own recording, shifted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote
from facilitator.domain.ids import new_id
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.services.ports import Cancel, Decoder, Progress
from facilitator.services.sound.replay import audio_path
from facilitator.storage.store import Store

SLIP_MS = 40
"""A clock that runs away by this begins a new stretch, so that marks stay right for hours."""
SURE = 0.5
"""An alignment less sure than this is to be heard before it is believed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One of our own recordings: where its sound lies, and in which session time."""

    path: Path
    rate: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The session time of the other file's first sample (before the session began if negative).

    `confidence` goes from 0 to 1; `drift_ppm` says how much slower than ours its clock runs, in millionths, None where
    both have too little in common to tell.
    """

    start_ms: int
    confidence: float
    how: Literal["clap", "talk"] = "talk"
    drift_ppm: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file holds; `sha256` of its samples, 16 bit little-endian."""

    frames: int
    rate: int
    sha256: str


class Aligner(Protocol):
    """Listens to whole files. Takes long: call it from a job."""

    def measure(self, path: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> Measured:
        """Reads every sample. Raises UserError, or what `cancel` raises."""

    def align(
        self, own: Sequence[Heard], other: Path, progress: Progress | None = None, cancel: Cancel | None = None
    ) -> Alignment | None:
        """Finds in our recordings what is heard in the other file; None when they have nothing in common."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A file that lies in the study now; `alignment` is None where nobody knows where it belongs."""

    file: str
    label: str
    measured: Measured
    alignment: Alignment | None


def bring_in(
    decoder: Decoder,
    aligner: Aligner,
    own: Sequence[Heard],
    file: Path,
    folder: Path,
    *,
    listen: bool = True,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> BroughtIn:
    """Copies a file into the study's `folder` and finds where it belongs; for a job.

    Without `listen` nobody looks for that. Raises UserError, or what `cancel` raises.
    """
    tell = progress or (lambda _part: None)
    audio = folder / "audio"
    audio.mkdir(exist_ok=True)
    name = decoder.bring_in(file, audio, partial(_part, tell, 0.0, 0.4), cancel)
    measured = aligner.measure(audio / name, partial(_part, tell, 0.4, 0.2), cancel)
    alignment = None
    if listen and own:
        alignment = aligner.align(own, audio / name, partial(_part, tell, 0.6, 0.4), cancel)
    tell(1.0)
    return BroughtIn(name, file.name, measured, alignment)


def _part(tell: Progress, done: float, share: float, part: float) -> None:
    tell(done + share * part)


class SecondRecorder:
    """The recordings of other devices in the study in `folder`; each change is one that undo takes back.

    Files stay in the study's audio folder whatever is undone.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def own(self, session_id: str) -> list[Heard]:
        """Our own recordings of a session, to listen for the same talk in."""
        found = self._store.find(Recording, session=session_id, source="own")
        paths = [(audio_path(self._folder, each.file), each) for each in found if each.stretches]
        return [Heard(path, each.rate, each.stretches) for path, each in paths if path.exists()]

    def add(self, session_id: str, brought: BroughtIn, start_ms: int | None = None) -> Recording:
        """Makes a file that was brought in a recording of the session; UserError when it is one already.

        It begins at `start_ms` of session time, else where it was heard to, else with the session.
        """
        self._store.need(Session, session_id)
        if self._store.count(Recording, file=brought.file):
            raise UserError(f"{brought.label} is a recording of this study already. Choose another file.")
        found = brought.alignment
        begins = start_ms if start_ms is not None else found.start_ms if found else 0
        drift = found.drift_ppm or 0.0 if found else 0.0
        measured = brought.measured
        recording = Recording(
            new_id(),
            session=session_id,
            file=brought.file,
            source="second",
            label=brought.label,
            rate=measured.rate,
            frames=measured.frames,
            sha256=measured.sha256,
            stretches=stretches_from(begins, measured, drift),
        )
        with self._store.change("Add recording") as change:
            return change.add(recording)

    def start_ms(self, recording: Recording) -> int:
        """The session time of a recording's first sample, which may lie before the session."""
        first = next(iter(recording.stretches), None)
        return 0 if first is None else first.at_ms - first.frame * 1000 // recording.rate

    def move(self, recording_id: str, start_ms: int) -> Recording:
        """Lets a recording of another device begin at another moment of session time."""
        recording = self._second(recording_id)
        measured = Measured(recording.frames, recording.rate, recording.sha256)
        drift = _drift_of(recording)
        with self._store.change("Move recording") as change:
            return change.put(replace(recording, stretches=stretches_from(start_ms, measured, drift)))

    def remove(self, recording_id: str) -> None:
        """Takes a recording of another device off the session; its file stays. UserError while clips are cut from it.

        Our own recordings stay.
        """
        recording = self._second(recording_id)
        if any(quote.clip is not None and quote.clip.file == recording.file for quote in self._store.find(Quote)):
            raise UserError(f"Clips are cut from {recording.label}. Take them off their quotes first.")
        with self._store.change("Remove recording") as change:
            change.delete(recording)

    def _second(self, recording_id: str) -> Recording:
        recording = self._store.need(Recording, recording_id)
        if recording.source != "second":
            raise UserError("Our own recording lies where it was made. Only one from another device can be moved.")
        return recording


def stretches_from(start_ms: int, measured: Measured, drift_ppm: float = 0.0) -> tuple[Stretch, ...]:
    """Where a file that begins at `start_ms` lies in session time; what came before the session is left out.

    A clock that differs is followed in steps of 40 ms.
    """
    rate, skipped = measured.rate, max(-start_ms, 0) * measured.rate // 1000
    step = measured.frames
    if abs(drift_ppm) >= 1:
        step = max(int(SLIP_MS / abs(drift_ppm) * 1e6 * rate / 1000), rate)
    made = []
    for begin in range(0, measured.frames, max(step, 1)):
        frame, end = max(begin, skipped), min(begin + step, measured.frames)
        if frame < end:
            at_ms = start_ms + round(frame * 1000 / rate * (1 + drift_ppm / 1e6))
            made.append(Stretch(frame, max(at_ms, 0), end - frame))
    return tuple(made)


def _drift_of(recording: Recording) -> float:
    """The drift that its stretches follow, in millionths."""
    if len(recording.stretches) < 2:
        return 0.0
    first, last = recording.stretches[0], recording.stretches[-1]
    passed = (last.frame - first.frame) * 1000 / recording.rate
    return ((last.at_ms - first.at_ms) / passed - 1) * 1e6
