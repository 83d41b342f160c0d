"""What there is of the sound of a session, also of what is just being recorded and not in the study yet."""

from dataclasses import replace

from facilitator.domain.changes import Changes
from facilitator.domain.findings import Clip
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.services.ports import Recorder
from facilitator.services.sound import sounding
from facilitator.storage.store import Store


class Recorded:
    """Reads alone; asked for every entry of a stream, so what the study holds is kept until that changes.

    `SessionRecording` gives it life: the recording under way, and what waits to be written.
    """

    def __init__(self, store: Store, recorder: Recorder) -> None:
        self.recorder = recorder
        self._store = store
        self._recording: Recording | None = None
        self._unkept: dict[str, Recording | Gap] = {}
        self._known: dict[str, tuple[list[Recording], list[Gap]]] = {}
        store.listen(self._on_changes)

    def recordings(self, session_id: str) -> list[Recording]:
        """Every recording of a session, the one under way as long as it is by now."""
        found = self._facts(session_id)[0]
        live = self._recording
        if live is None or live.session != session_id:
            return found
        live = self._grown(live)
        others = [each for each in found if each.id != live.id]
        return [*others, live]

    def gaps(self, session_id: str) -> list[Gap]:
        """The spans without sound that have a reason, by their start; also those not written yet."""
        found = {gap.id: gap for gap in self._facts(session_id)[1]}
        found |= {e.id: e for e in self._unkept.values() if isinstance(e, Gap) and e.session == session_id}
        return sorted(found.values(), key=lambda gap: gap.start_ms)

    def has_sound(self, note: Note) -> bool:
        """Whether the moment of an entry can be heard."""
        return note.at_ms is not None and not note.struck and self.is_heard(note.session, note.at_ms)

    def is_heard(self, session_id: str, at_ms: int) -> bool:
        """Whether a moment of a session was recorded and not struck."""
        if sounding.struck_at(self._facts(session_id)[1], at_ms):
            return False
        return self._is_being_heard(session_id, at_ms) or sounding.sounds_at(self.recordings(session_id), at_ms)

    def was_recorded(self, session_id: str) -> bool:
        """Whether there is any recording of the session, so that its entries may be told apart."""
        return bool(self.recordings(session_id))

    def clip_for_mark(self, session_id: str, at_ms: int, length_ms: int = sounding.CLIP_MS) -> Clip | None:
        """The span to hear from a mark on; None where there is no sound."""
        return sounding.clip_at(self.recordings(session_id), self._facts(session_id)[1], at_ms, length_ms)

    def _on_changes(self, changes: Changes) -> None:
        if changes.touches(Recording, Gap, Session):
            self._known.clear()

    def _facts(self, session_id: str) -> tuple[list[Recording], list[Gap]]:
        """What the study holds, asked once for all the entries of a stream."""
        known = self._known.get(session_id)
        if known is None:
            known = (self._store.find(Recording, session=session_id), self._store.find(Gap, session=session_id))
            self._known[session_id] = known
        return known

    def _grown(self, recording: Recording) -> Recording:
        """The recording as long as it is by now; what stretches were told before it stopped stays."""
        stretches = tuple(self.recorder.stretches)
        frames = max((each.frame + each.frames for each in stretches), default=0)
        return replace(recording, stretches=stretches, frames=frames) if stretches else recording

    def _is_being_heard(self, session_id: str, at_ms: int) -> bool:
        """Whether the recording under way has reached a moment, or is just about to."""
        live = self._recording
        if live is None or live.session != session_id or self.recorder.state != "recording":
            return False
        stretches = self.recorder.stretches
        return bool(stretches) and at_ms >= stretches[-1].at_ms
