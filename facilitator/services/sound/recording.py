"""The recording of a running session: what the recorder does becomes facts of the study, in session time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import NotSaved, UserError
from facilitator.domain.ids import new_id
from facilitator.domain.recordings import Gap, GapReason, Recording
from facilitator.domain.sessions import Session
from facilitator.services.clock import Clock
from facilitator.services.ports import InputDevice, Level, Recorder, RecorderState, Trouble
from facilitator.services.session.session_clock import elapsed_in
from facilitator.services.sound import disk, sounding
from facilitator.services.sound.new_recording import new_recording
from facilitator.services.sound.recorded import Recorded
from facilitator.storage.store import Store

KEEP_MS = 10_000
"""So often the length of the recording is brought up to date in the study; the sound itself is on disk each second."""

State = RecorderState | Literal["notes_only"]


class SessionRecording(Recorded):
    """Records one session at a time into the study in `folder`.

    Nothing but `begin` raises: a study that cannot be written leaves the sound going on, and what could not be
    kept is written with the next success. Recordings are facts that undo leaves alone.
    """

    def __init__(self, store: Store, folder: Path, recorder: Recorder, clock: Clock) -> None:
        super().__init__(store, recorder)
        self._folder = folder
        self._clock = clock
        self._session: str | None = None
        self._now_ms: Callable[[], int] = lambda: 0
        self._gap: Gap | None = None
        self._earlier: Gap | None = None
        self._notes_only = False
        self._trouble: Trouble | None = None
        self._lost: InputDevice | None = None
        self._kept_at = 0
        self._listeners: list[Callable[[], object]] = []
        self.level: Level | None = None
        self._wire()

    # What one does with it

    def attach(self, session: Session, now_ms: Callable[[], int]) -> None:
        """Shows how things stand with a session that goes on without being recorded (yet)."""
        if self._recording is None or self._session != session.id:
            self.end()
            self._session, self._now_ms, self._notes_only = session.id, now_ms, session.notes_only
            self._gap = self._open_gap(session.id)
            self._tell()

    def begin(self, session: Session, now_ms: Callable[[], int], device_id: str | None = None) -> None:
        """Records the session from now on; UserError, with everything as it was, when no sound can be written."""
        if self._recording is not None and self._session == session.id:
            self.resume()
            return
        if self._session != session.id:
            self.attach(session, now_ms)
        self._now_ms = now_ms
        self._recording = made = self._new_recording(session)
        self._earlier = self._gap = self._gap or self._open_gap(session.id)
        try:
            self.recorder.start(self._folder / "audio" / made.file, device_id, now_ms)
        except UserError:
            self._recording = self._earlier = None
            raise
        self._unkept[made.id] = self._recording
        self._say_recorded(session)
        self.keep()
        self._tell()

    def notes_only(self, session: Session) -> None:
        """The group does not want to be recorded from now on; `begin` revokes it."""
        if self._session != session.id:
            self.attach(session, lambda: elapsed_in(self._clock, session))
        now = self._now_ms()
        self._stop()
        self._notes_only, self._trouble = True, None
        if self._gap is None or self._gap.reason != "notes_only":
            self._end_gap(now)
            self._gap = self._begin_gap(Gap(new_id(), session=session.id, start_ms=now, reason="notes_only"))
        self._put_session(session.id, notes_only=True)
        self.keep()
        self._tell()

    def pause(self) -> None:
        """Keeps no sound until `resume`."""
        if self._recording is not None:
            self.recorder.pause()
            self.keep()

    def resume(self) -> None:
        """Goes on after a pause, or tries again at once after trouble."""
        if self._recording is not None:
            self.recorder.resume()
            self.keep()

    def end(self) -> None:
        """No more of this session: what was recorded is on disk and told to the study.

        A session that goes on without the program has a gap from now on, until it is gone on with.
        """
        if self._session is None:
            return
        now, was_recorded = self._now_ms(), self._recording is not None
        self._stop()
        session = self._store.get(Session, self._session)
        if session is None or not session.is_open:
            self._end_gap(now)
        elif was_recorded and self._gap is None:
            self._begin_gap(Gap(new_id(), session=session.id, start_ms=now, reason="paused"))
        self.keep()
        self._session, self._notes_only, self._trouble, self._gap = None, False, None, None
        self._tell()

    # How it stands

    @property
    def state(self) -> State:
        """What the recorder does for this session; the sound check before it counts as off."""
        if self._recording is not None:
            return self.recorder.state
        return "notes_only" if self._notes_only else "off"

    @property
    def session_id(self) -> str | None:
        """The session that is recorded, or goes on without."""
        return self._session

    @property
    def recording_id(self) -> str | None:
        """The recording under way."""
        return self._recording.id if self._recording is not None else None

    @property
    def trouble(self) -> Trouble | None:
        """Why there is no sound just now; a pause is none."""
        return self._trouble

    @property
    def device(self) -> InputDevice | None:
        """The microphone in use."""
        return self.recorder.device

    @property
    def recorded_ms(self) -> int:
        """Sound kept so far of this session."""
        known = self.recordings(self._session) if self._session else []
        return sum(sounding.length_ms(each) for each in known if each.source == "own")

    def disk_hours_left(self) -> float:
        """Hours of sound that the disk still takes."""
        return disk.hours_left(disk.free_for(self._folder))

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Calls `listener` when state, trouble or device change; the answer stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def keep(self) -> None:
        """Brings the study up to date; what cannot be written now is kept for the next time."""
        self._kept_at = self._clock.monotonic_ms()
        if self._recording is not None:
            self._end_earlier_gap()
            self._recording = self._named(self._grown(self._recording))
            self._unkept[self._recording.id] = self._recording
        if not self._unkept:
            return
        try:
            with self._store.change("Keep recording", undoable=False) as change:
                kept = [change.put(each) if each.position else change.add(each) for each in self._unkept.values()]
        except NotSaved:
            return  # the window has told it; sound goes on
        self._unkept.clear()
        for each in kept:
            self._take_place(each)

    # Inside

    def _wire(self) -> None:
        """Recorder and sound check share one microphone: what it says counts while a session is recorded."""
        recorder = self.recorder
        recorder.state_changed.connect(self._during(lambda _state: self._tell()))
        recorder.level_changed.connect(self._during(self._on_level))
        recorder.gap_opened.connect(self._during(self._on_gap_opened))
        recorder.gap_closed.connect(self._during(self._on_gap_closed))
        recorder.device_changed.connect(self._during(self._on_device))

    def _during(self, work: Callable[[Any], object]) -> Callable[[Any], None]:
        def run(value: Any) -> None:
            if self._recording is not None:
                work(value)

        return run

    def _on_level(self, level: Level) -> None:
        self.level = level
        if self._earlier is not None or self._clock.monotonic_ms() - self._kept_at >= KEEP_MS:
            self.keep()

    def _on_gap_opened(self, trouble: Trouble) -> None:
        self._trouble = None if trouble.reason == "paused" else trouble
        if self._gap is None or self._gap.reason != trouble.reason:
            self._end_gap(trouble.start_ms)
            session = self._session or ""
            self._gap = self._begin_gap(
                Gap(new_id(), session=session, start_ms=trouble.start_ms, reason=trouble.reason)
            )
            self._lost = self.recorder.device
        self.keep()
        self._tell()

    def _on_gap_closed(self, at_ms: int) -> None:
        self._trouble = None
        self._end_gap(at_ms)
        self.keep()
        self._tell()

    def _on_device(self, device: InputDevice) -> None:
        if self._recording is not None and device.name not in self._recording.label:
            self._recording = replace(self._recording, label=f"{self._recording.label}, {device.name}".lstrip(", "))
        self._tell()

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()

    def _new_recording(self, session: Session) -> Recording:
        actor = self._store.get(Actor, session.actor)
        return new_recording(session, actor.name if actor else "", self._folder / "audio", self._clock.now())

    def _named(self, recording: Recording) -> Recording:
        """After its microphone, which may be known a moment after the beginning only."""
        device = self.recorder.device
        return recording if recording.label or device is None else replace(recording, label=device.name)

    def _stop(self) -> None:
        if self._recording is not None:
            self.recorder.stop()
            self._recording = self._grown(self._recording)
            self._unkept[self._recording.id] = self._recording
            self._recording = self._earlier = None
            self.level = None

    def _say_recorded(self, session: Session) -> None:
        self._notes_only = False
        self._put_session(session.id, notes_only=False)

    def _put_session(self, session_id: str, *, notes_only: bool) -> None:
        known = self._store.get(Session, session_id)
        if known is None or known.notes_only == notes_only:
            return
        try:
            with self._store.change("Record the session", undoable=False) as change:
                change.put(replace(known, notes_only=notes_only))
        except NotSaved:
            return  # the window has told it; the gap says the same

    def _end_earlier_gap(self) -> None:
        """A gap from before this recording lasts until its first sample."""
        if self._earlier is not None and self.recorder.stretches:
            if self._gap is not None and self._gap.id == self._earlier.id:
                self._end_gap(self.recorder.stretches[0].at_ms)
            self._earlier = None

    def _on_changes(self, changes: Changes) -> None:
        """What is found out after a crash may come when the session goes on already: its gap is ours to end."""
        super()._on_changes(changes)
        if self._session is not None and self._gap is None and changes.touches(Gap):
            self._gap = self._open_gap(self._session)
            self._earlier = self._gap if self._recording is not None else None

    def _open_gap(self, session_id: str) -> Gap | None:
        return next((gap for gap in reversed(self.gaps(session_id)) if gap.end_ms is None), None)

    def _begin_gap(self, gap: Gap) -> Gap:
        self._unkept[gap.id] = gap
        return gap

    def _end_gap(self, at_ms: int) -> None:
        if self._gap is not None:
            gap = self._unkept.get(self._gap.id, self._gap)
            assert isinstance(gap, Gap)
            self._unkept[gap.id] = replace(gap, end_ms=max(at_ms, gap.start_ms), reason=self._reason_of(gap))
            self._gap = None

    def _reason_of(self, gap: Gap) -> GapReason:
        """The system gives another input as soon as one is pulled out: with the same one back it was only lost."""
        now, lost = self.recorder.device, self._lost
        another = now is not None and lost is not None and lost.id != now.id and lost.name != now.name
        return "lost" if gap.reason == "moved" and not another else gap.reason

    def _take_place(self, kept: Recording | Gap) -> None:
        """What was written has a place in its table now."""
        if self._recording is not None and kept.id == self._recording.id:
            self._recording = replace(self._recording, position=kept.position)
        if self._gap is not None and kept.id == self._gap.id and isinstance(kept, Gap):
            self._gap = kept
