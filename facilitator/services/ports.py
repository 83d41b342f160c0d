"""What services and windows ask of the machine besides the time: the loudspeaker, the reading of foreign audio."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from facilitator.domain.findings import Hidden
from facilitator.domain.recordings import GapReason, Stretch

Progress = Callable[[float], None]
"""Takes how far a piece of work is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """A span of an audio file, in ms from its start, and how it is to sound; `path` may be a recording's folder.

    `disguise` are semitones of voice disguise; `hidden` spans are silenced or bleeped, in ms from the start of the
    file; `speed` is for listening only and leaves the pitch alone. The ends are faded over `fade_ms`, the
    last one over `fade_out_ms` where that is another length.
    """

    path: Path
    start_ms: int
    end_ms: int
    fade_ms: int = 20
    disguise: int = 0
    hidden: tuple[Hidden, ...] = ()
    speed: float = 1.0
    fade_out_ms: int | None = None

    @property
    def fade_out(self) -> int:
        """Over how many ms it goes."""
        return self.fade_ms if self.fade_out_ms is None else self.fade_out_ms

    @property
    def duration_ms(self) -> int:
        """Length of the span."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """What an audio file says of itself; `format` is a short name such as FLAC or MP3."""

    duration_ms: int
    rate: int
    channels: int
    format: str


class Event(Protocol):
    """A fact that one can listen to; a Qt signal is one."""

    def connect(self, slot: Callable[..., Any], /) -> Any: ...


class Player(Protocol):
    """Plays one clip at a time. Nothing here blocks or raises: trouble comes as a sentence with `failed`."""

    @property
    def started(self) -> Event:
        """Carries the ClipSpec now being heard."""

    @property
    def position_changed(self) -> Event:
        """Carries the ms into the clip, whatever its speed, about twenty times a second."""

    @property
    def finished(self) -> Event:
        """Carries the ClipSpec that was heard to its end or was stopped."""

    @property
    def failed(self) -> Event:
        """Carries a sentence for the notice strip; nothing is playing any more."""

    @property
    def playing(self) -> ClipSpec | None:
        """The clip wanted now, whether it already sounds or is still being read."""

    def prepare(self, specs: Sequence[ClipSpec]) -> None:
        """Read these clips ahead, in this order, and forget all others."""

    def play(self, spec: ClipSpec) -> None:
        """Play the clip from its start, instead of whatever plays."""

    def stop(self) -> None:
        """Be silent at once."""

    def toggle(self, spec: ClipSpec) -> None:
        """Stop if this clip plays, otherwise play it."""


class Transport(Player, Protocol):
    """A player for those who work on a clip: from anywhere in it, and again and again.

    What is in memory starts at once also from within: a clip with a later `start_ms` and all else alike is the same.
    """

    @property
    def position_ms(self) -> int:
        """Ms into the clip that plays or was played last."""

    def play(self, spec: ClipSpec, *, from_ms: int = 0, loop: bool = False) -> None:
        """Play the clip from `from_ms` into it; in a loop from its start again each time, until it is stopped."""

    def seek(self, ms: int) -> None:
        """Go to that moment of the clip that plays and play on; nothing when none plays."""

    def set_loop(self, loop: bool) -> None:
        """Whether the clip that plays begins again when it ends."""


class Cancel(Protocol):
    """Lets a long piece of work be stopped from outside."""

    def check(self) -> None:
        """Raises, in the work, once it is no longer wanted."""


class Decoder(Protocol):
    """Reads audio files that come from elsewhere. May take long: call it from a job, not from the window's thread."""

    def describe_audio(self, path: Path) -> AudioInfo:
        """Raises UserError when the file is not there or is not audio that can be read."""

    def bring_in(
        self,
        path: Path,
        folder: Path,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> str:
        """Copy the file into `folder`, in a format that clips can be cut from; the name it got there.

        The same content is not kept twice. Raises UserError, or what `cancel` raises; then nothing is left behind.
        """


class Speech(Protocol):
    """Knows where in an audio file, or a recording's folder, somebody speaks. Call it from a job.

    All times are in ms from the start of the file. Each method raises UserError for what cannot be read.
    """

    def next_pause(self, path: Path, from_ms: int, at_most_ms: int = 30_000) -> int:
        """The first moment from `from_ms` on at which speech ends for a while: at once when nobody speaks there.

        No later than `from_ms` + `at_most_ms`, nor than the end of the file.
        """

    def snap(self, path: Path, at_ms: int, reach_ms: int = 500) -> int:
        """The nearest moment at which speech begins or ends; `at_ms` itself when there is none within reach."""

    def speech_spans(self, path: Path, start_ms: int, end_ms: int) -> list[tuple[int, int]]:
        """The spans in which somebody speaks, cut to the span asked for."""


RecorderState = Literal["off", "listening", "recording", "paused", "lost"]


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone; `id` names it also tomorrow.

    `note` says in a sentence what becomes of its sound if it cannot be recorded as it comes; known once it is open.
    """

    id: str
    name: str
    is_default: bool = False
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the last tenth of a second was, in dB below full scale; -inf when every sample was zero."""

    peak_dbfs: float
    rms_dbfs: float


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no sound since `start_ms` of session time, and what to say about it."""

    reason: GapReason
    start_ms: int
    sentence: str


class Recorder(Protocol):
    """Records one session at a time. Nothing here blocks the window; trouble comes by `gap_opened`, never as an error.

    While recording, sound goes to disk segment by segment, so that a crash loses no more than a second.
    """

    @property
    def state_changed(self) -> Event:
        """Carries the new RecorderState."""

    @property
    def level_changed(self) -> Event:
        """Carries a Level, about ten times a second, while listening or recording."""

    @property
    def gap_opened(self) -> Event:
        """Carries a Trouble: from its moment on there is no sound. Also for a pause."""

    @property
    def gap_closed(self) -> Event:
        """Carries the ms of session time from which on there is sound again."""

    @property
    def device_changed(self) -> Event:
        """Carries the InputDevice that is used now because the chosen one is gone, or is back."""

    @property
    def remarked(self) -> Event:
        """Carries a sentence about what somebody did to the files meanwhile; recording goes on."""

    @property
    def state(self) -> RecorderState:
        """What it does now."""

    @property
    def device(self) -> InputDevice | None:
        """The microphone in use."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What has been recorded since `start`, the last one still growing."""

    def inputs(self) -> list[InputDevice]:
        """The microphones there are now, the default one first."""

    def listen(self, device_id: str | None) -> None:
        """Tell levels without keeping anything: for the sound check. None takes the default microphone."""

    def start(self, folder: Path, device_id: str | None, now_ms: Callable[[], int]) -> None:
        """Record into a new folder `folder`; `now_ms` tells session time. Raises UserError when nothing can be written.

        Without a microphone it begins with a gap and goes on by itself as soon as there is one.
        """

    def pause(self) -> None:
        """Keep nothing until `resume`; a gap for the reason "paused"."""

    def resume(self) -> None:
        """Go on after a pause, or try again at once after trouble."""

    def stop(self) -> None:
        """End the recording (or the listening); what was recorded is on disk when this returns."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a recording's folder holds; `sha256` of its samples is "" unless the recording was stopped in order."""

    stretches: tuple[Stretch, ...]
    frames: int
    rate: int
    device: str
    started_at: str
    sha256: str = ""


class Tracks(Protocol):
    """Looks after the folders that a Recorder has written."""

    def recover(self, folder: Path) -> Recovered:
        """What the folder holds by the bytes present, mended after a crash; soon done. Not while it is recorded into.

        Raises UserError when the folder is not there.
        """

    def verify(self, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> list[str]:
        """A sentence per fault; reads every sample, ten seconds or so for an hour."""

    def sha256(self, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        """The checksum of the samples (16 bit little-endian), read anew; nothing where some are lost or damaged."""


@dataclass(frozen=True, slots=True)
class PowerState:
    """What the computer runs on; a part that the system does not tell is None."""

    plugged: bool | None
    percent: int | None


class Power(Protocol):
    """The battery."""

    def state(self) -> PowerState | None:
        """None when there is no battery, or the system does not say. May take a moment: ask from a job."""


class StayAwake(Protocol):
    """Keeps the computer from going to sleep by itself."""

    def hold(self, reason: str) -> bool:
        """Until `release`; whether the system agreed. A second hold changes nothing."""

    def release(self) -> None:
        """Let it sleep again as it is set to."""
