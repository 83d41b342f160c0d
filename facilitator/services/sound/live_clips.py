"""The clip that a quote captured live has already: from a little before the first key to the next pause in speech."""

from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.services.ports import Speech
from facilitator.services.session.capture import LEAD_MS
from facilitator.services.sound import sounding
from facilitator.services.sound.replay import audio_path
from facilitator.storage.store import Store

MOST_MS = 15_000
"""So far after the first key the pause is looked for: a longer quote is cut by hand, and nobody waits."""
AFTER_MS = 300
"""Left to ring out after the last word."""


class LiveClips:
    """Clips of the study in `folder`; without `speech` each lasts twenty seconds.

    `lead_ms` lies between an entry's mark and its first key, when the words were being said.
    """

    def __init__(self, store: Store, folder: Path, speech: Speech | None = None, lead_ms: int = LEAD_MS) -> None:
        self._store = store
        self._folder = folder
        self._speech = speech
        self._lead_ms = lead_ms

    def of(self, note: Note) -> Clip | None:
        """The clip of an entry; None when it has no time, or there is no sound at it."""
        if note.at_ms is None or note.struck:
            return None
        recordings = self._store.find(Recording, session=note.session)
        gaps = self._store.find(Gap, session=note.session)
        usual = sounding.clip_at(recordings, gaps, note.at_ms)
        longest = sounding.clip_at(recordings, gaps, note.at_ms, self._lead_ms + MOST_MS)
        if usual is None or longest is None or self._speech is None:
            return usual
        try:
            path = audio_path(self._folder, longest.file)
            pause = self._speech.next_pause(path, longest.start_ms + self._lead_ms, MOST_MS)
        except UserError:  # the sound is elsewhere just now; whoever plays the clip is told
            return usual
        end_ms = min(pause + AFTER_MS, longest.end_ms)
        return Clip(longest.file, longest.start_ms, end_ms) if end_ms > longest.start_ms else usual
