"""One recording under way: from an input to the writer, with all that can go wrong in between; without Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from facilitator.audio.recording.finding import FALL_BACK_MS, RETRY_MS, Finding
from facilitator.audio.recording.level import NOTHING, Meter
from facilitator.audio.recording.sentences import sentence
from facilitator.audio.recording.sources import Source, Sources, Times
from facilitator.audio.recording.stretches import Stretches
from facilitator.audio.recording.watchdog import NO_DATA_MS, Found, Seen, Watchdog
from facilitator.audio.recording.wav import SAMPLE_BYTES
from facilitator.audio.recording.writer import Writer
from facilitator.domain.recordings import RATE, GapReason, Stretch
from facilitator.services.ports import InputDevice, Level, RecorderState, Trouble

SLIP_MS: Final = 100
"""A device's clock that has gone astray by this begins a new stretch, so that marks stay right for hours."""
ROOM_BYTES: Final = 32 << 20
"""A full disk must have this much more than its reserve before recording goes on."""
LONGEST_WAIT_S: Final = 30.0
"""A disk that hangs at the end must not hold the window for ever; what is in the files by then is safe."""


def _nobody(_said: str) -> None:
    """Who does not listen."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told what."""

    state: Callable[[RecorderState], object]
    level: Callable[[Level], object]
    gap_opened: Callable[[Trouble], object]
    gap_closed: Callable[[int], object]
    device: Callable[[InputDevice], object]
    remark: Callable[[str], object] = _nobody


class Taking:
    """Asked to `look` about twenty times a second; it never waits and never raises."""

    def __init__(
        self,
        sources: Sources,
        writer: Writer,
        chosen: str | None,
        now_ms: Callable[[], int],
        times: Times,
        tell: Telling,
        reserve_bytes: int,
    ) -> None:
        self._sources, self._writer, self._chosen = sources, writer, chosen
        self._now_ms, self._times, self._tell, self._reserve = now_ms, times, tell, reserve_bytes
        self._stretches = Stretches(writer.mark)
        self._meter = Meter()
        self._source: Source | None = None
        self._device: InputDevice | None = None
        self._gap: GapReason | None = None
        self._began_ms, self._began_at_ms = now_ms(), times.at_ms()
        self._fed_ms = self._began_at_ms
        self._next_try_ms = self._began_at_ms
        self._watch, self._watch_frame = self._new_watch(), 0
        self._finding: Finding | None = Finding(sources, chosen, self._began_at_ms)
        self._candidate: Finding | None = None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        return self._stretches.all

    @property
    def device(self) -> InputDevice | None:
        """The microphone in use."""
        if self._source is not None:
            return self._device
        return self._finding.device if self._finding is not None else None

    @property
    def state(self) -> RecorderState:
        if self._gap is None:
            return "recording"
        return "paused" if self._gap == "paused" else "lost"

    def look(self) -> None:
        """Take in what has come, and see whether all is well."""
        if self._source is not None:
            self._hear(self._source)
        elif self._finding is not None:
            self._find(self._finding)
        if self._candidate is not None:
            self._find_chosen(self._candidate)
        if remark := self._writer.remark():
            self._tell.remark(remark)

    def pause(self) -> None:
        if self._gap == "paused":
            return
        if self._source is not None:
            self._hear(self._source)
        if self._gap is not None:
            self._tell.gap_closed(self._now_ms())
        self._open_gap("paused", self._stretches.frames)

    def resume(self) -> None:
        at_ms = self._times.at_ms()
        if self._gap == "paused":
            self._go_on()
        elif self._finding is not None:
            self._finding.again(at_ms)
        self._next_try_ms = at_ms

    def stop(self) -> None:
        """The last samples are taken in; returns when all is on disk."""
        if self._source is not None:
            self._hear(self._source)
            self._source.close()
            self._source = None
        for finding in (self._finding, self._candidate):
            if finding is not None:
                finding.close()
        self._writer.finish(LONGEST_WAIT_S)
        self._stretches.cut(self._writer.frames)

    def _go_on(self) -> None:
        """After a pause: what came in meanwhile is nobody's business."""
        now_ms = self._now_ms()
        if self._source is None:
            self._tell.gap_closed(now_ms)
            self._open_gap("lost", self._stretches.frames, now_ms)
            return
        self._source.read()
        self._close_gap(now_ms)

    def _hear(self, source: Source) -> None:
        pcm = source.read()
        at_ms, now_ms = self._times.at_ms(), self._now_ms()
        if pcm:
            self._fed_ms = at_ms
            self._measure(pcm)
        if self._gap is None:
            self._keep(pcm, now_ms)
            self._watch_over(source, at_ms, now_ms)
        elif self._gap != "paused":
            self._wait_in_gap(source, pcm, at_ms, now_ms)

    def _measure(self, pcm: bytes) -> None:
        level = self._meter.take(np.frombuffer(pcm, "<i2"))
        if level is not None and self._gap != "paused":
            self._tell.level(level)

    def _keep(self, pcm: bytes, now_ms: int) -> None:
        if not pcm:
            return
        if not self._stretches.growing:
            self._stretches.begin(now_ms - _length_ms(pcm))
        self._writer.put(pcm, now_ms)
        self._stretches.grow(len(pcm) // SAMPLE_BYTES)

    def _watch_over(self, source: Source, at_ms: int, now_ms: int) -> None:
        device_id, feeding = self._fed_by(source)
        seen = Seen(
            at_ms,
            self._times.awake_ms(),
            self._stretches.frames - self._watch_frame,
            min(self._meter.zeros, self._stretches.frames - self._watch_frame),
            device_id,
            feeding,
            self._writer.fault or ("failed" if self._writer.overwhelmed else None),
            self._writer.free,
        )
        found = self._watch.look(seen)
        if found is not None:
            self._act_on(found, now_ms)
        elif abs(self._watch.slip_ms) >= SLIP_MS:
            end_ms = self._stretches.end_ms or now_ms
            self._stretches.begin(end_ms + round(self._watch.slip_ms))
            self._watch.anchor()

    def _fed_by(self, source: Source) -> tuple[str, frozenset[str]]:
        """Which input should feed us and which ones do; a stream that the system moved to the chosen one is home."""
        feeding = self._sources.feeding()
        wanted = self._device.id if self._device is not None else source.device.id
        if self._chosen is not None and self._chosen in feeding and wanted not in feeding:
            wanted = self._chosen
            self._drop_candidate()
            self._change_device(next((each for each in self._sources.inputs() if each.id == wanted), source.device))
        return wanted, feeding

    def _change_device(self, device: InputDevice) -> None:
        """Say so if another input than before, or at first another than the chosen one, is used."""
        before = self._device.id if self._device is not None else self._chosen
        self._device = device
        if before is not None and before != device.id:
            self._writer.mark({"device": device.name, "at_ms": max(0, self._now_ms())})
            self._tell.device(device)

    def _act_on(self, found: Found, now_ms: int) -> None:
        frame = self._watch_frame + found.frame
        if found.reason == "drift":
            self._bridge(frame, now_ms)
            return
        if self._writer.fault is not None:
            frame = min(frame, self._writer.frames)
        self._open_gap(found.reason, frame, now_ms)
        if found.reason in ("lost", "moved", "asleep"):
            self._lose_source(patient=found.reason != "moved")

    def _bridge(self, frame: int, now_ms: int) -> None:
        """Some samples before these never came: align what follows with the clock."""
        behind = self._stretches.frames - frame
        at_ms = now_ms - round(behind * 1000 / RATE)
        end_ms = self._end_at(frame)
        if at_ms > end_ms:
            self._open_gap("drift", frame, now_ms)
            self._stretches.begin(at_ms, frame)
            self._gap = None
            self._tell.gap_closed(at_ms)
            self._tell.state("recording")
        else:
            self._stretches.begin(at_ms, frame)
        self._begin_watch()

    def _end_at(self, frame: int) -> int:
        last = self._stretches.all[-1]
        return last.at_ms + round((frame - last.frame) * 1000 / RATE)

    def _lose_source(self, *, patient: bool = True) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None
        self._drop_candidate()
        at_ms = self._times.at_ms()
        self._finding = Finding(self._sources, self._chosen, at_ms if patient else at_ms - FALL_BACK_MS)

    def _drop_candidate(self) -> None:
        if self._candidate is not None:
            self._candidate.close()
            self._candidate = None

    def _find(self, finding: Finding) -> None:
        at_ms = self._times.at_ms()
        found = finding.look(at_ms)
        if found is not None:
            self._use(*found)
        elif self._gap is None and (not finding.hopeful or at_ms - self._began_at_ms >= NO_DATA_MS):
            self._open_gap("lost", self._stretches.frames, self._began_ms)

    def _use(self, source: Source, pcm: bytes) -> None:
        """An input gives sound: it is the one from now on."""
        self._source, self._finding = source, None
        self._fed_ms = self._times.at_ms()
        self._change_device(source.device)
        self._chosen = self._chosen or source.device.id
        if source.device.id != self._chosen:
            self._candidate = Finding(self._sources, self._chosen, self._fed_ms, fall_back=False, audible=True)
        self._measure(pcm)
        now_ms = self._now_ms()
        if self._gap is None:
            self._begin_watch(pcm)
            self._keep(pcm, now_ms)
        elif self._gap != "paused":
            self._wait_in_gap(source, pcm, self._fed_ms, now_ms)

    def _find_chosen(self, candidate: Finding) -> None:
        """While another input stands in: the chosen one takes over as soon as it gives sound, without a gap."""
        found = candidate.look(self._times.at_ms())
        if found is None or self._source is None:
            return
        self._source.close()
        self._candidate = None
        self._source, pcm = found
        self._change_device(self._source.device)
        if self._gap is None:
            now_ms = self._now_ms()
            self._stretches.begin(max(now_ms - _length_ms(pcm), self._stretches.end_ms or 0))
            self._begin_watch(pcm)
            self._keep(pcm, now_ms)

    def _wait_in_gap(self, source: Source, pcm: bytes, at_ms: int, now_ms: int) -> None:
        """The input is open, but its sound is worth nothing or cannot be kept: see whether that is over."""
        if at_ms - self._fed_ms >= NO_DATA_MS or self._is_moved(source):
            self._lose_source()
        elif pcm and self._is_over(pcm, at_ms):
            self._stretches.frames = self._writer.frames if self._gap in ("full", "failed") else self._stretches.frames
            self._close_gap(now_ms - _length_ms(pcm))
            self._begin_watch(pcm)
            self._keep(pcm, now_ms)

    def _is_moved(self, source: Source) -> bool:
        wanted, feeding = self._fed_by(source)
        return bool(feeding) and wanted not in feeding

    def _is_over(self, pcm: bytes, at_ms: int) -> bool:
        if self._gap == "silent":
            return any(pcm)
        if self._gap not in ("full", "failed"):
            return True
        if at_ms >= self._next_try_ms and self._writer.fault is not None:
            self._writer.again()
            self._next_try_ms = at_ms + RETRY_MS
        free = self._writer.free
        roomy = free is None or free >= self._reserve + (ROOM_BYTES if self._reserve else 0)
        return self._writer.fault is None and self._writer.waiting_bytes == 0 and roomy

    def _open_gap(self, reason: GapReason, frame: int, at_ms: int | None = None) -> None:
        device = self._device or self.device
        now_ms = self._now_ms() if at_ms is None else at_ms
        was_growing = self._stretches.growing
        start_ms = self._stretches.end(reason, frame, now_ms)
        if not was_growing:
            start_ms = now_ms
        self._gap = reason
        self._tell.gap_opened(Trouble(reason, start_ms, sentence(reason, start_ms, device.name if device else "")))
        self._tell.level(NOTHING)
        self._tell.state(self.state)

    def _close_gap(self, at_ms: int) -> None:
        self._gap = None
        at_ms = max(at_ms, self._stretches.end_ms or 0)
        self._stretches.begin(at_ms)
        self._begin_watch()
        self._tell.gap_closed(at_ms)
        self._tell.state("recording")

    def _begin_watch(self, pcm: bytes = b"") -> None:
        """Watch from the first of these samples on, which are about to be kept."""
        self._watch, self._watch_frame = self._new_watch(_length_ms(pcm)), self._stretches.frames

    def _new_watch(self, ago_ms: int = 0) -> Watchdog:
        return Watchdog(self._times.at_ms() - ago_ms, self._times.awake_ms() - ago_ms, self._reserve)


def _length_ms(pcm: bytes) -> int:
    return round(len(pcm) // SAMPLE_BYTES * 1000 / RATE)
