"""The sound of the session on screen: its pane, the gaps between its entries, and the replay of an entry."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.domain.changes import Changes
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, Recording
from facilitator.domain.sessions import Session
from facilitator.services.ports import ClipSpec, Player
from facilitator.services.session.sessions import LiveSession, PastSession
from facilitator.services.sound.replay import audio_path
from facilitator.ui.recording import RecordingControl
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.gaps import GapList, GapWords
from facilitator.ui.run.recording_pane import RecordingPane
from facilitator.ui.run.room_check import RoomTools
from facilitator.ui.run.stream_view import StreamView
from facilitator.ui.theme import Theme

BEFORE_MS, HEARD_MS = 10_000, 60_000
"""An entry is heard from so long before its mark, and for so long at most."""


@dataclass(frozen=True)
class RunSound:
    """What Run records, checks and plays with; `folder` is the study's."""

    control: RecordingControl
    tools: RoomTools
    player: Player
    folder: Path


class SessionSound(QObject):
    """Only changes what is seen; the keyboard stays in the capture line."""

    notice_requested = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        sound: RunSound,
        session: Session,
        time: LiveSession | PastSession,
        stream: StreamView,
        words: EntryWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sound = sound
        self._control = sound.control
        self._session = session
        self._time = time
        self._stream = stream
        self._words = words
        self._gap_words = GapWords(time.started_at)
        self._spec: ClipSpec | None = None
        self.pane = RecordingPane(theme)
        self.gaps = GapList(theme)
        self._gaps: list[Gap] = []
        self.live = session.is_open
        if not self.live:
            self.pane.hide()  # shown before it lies in the page it would be a window of its own for a moment
        words.heard = self._control.heard
        self._wire()

    def begin(self) -> None:
        """The entries are there: say which of them can be heard, and watch the session if it goes on."""
        if self.live:
            self._control.watch(self._session, self._time.now_ms)
        self._show()

    def leave(self) -> None:
        """Another page comes: silence. The recording goes on."""
        if self._spec is not None and self._sound.player.playing == self._spec:
            self._sound.player.stop()

    def tick(self) -> None:
        """Once a second: an open gap has grown."""
        self._stream.tick()
        self._show_gap_list()

    def apply_changes(self, changes: Changes) -> None:
        """A running recording is brought up to date every ten seconds: that changes no entry."""
        if changes.touches(Gap) or (changes.touches(Recording) and not self.live):
            self._show()

    def play(self, note: Note | None) -> None:
        """From ten seconds before the entry; a second press is silence."""
        reason = self._why_not(note)
        if note is None or reason:
            self.notice_requested.emit(reason or self.tr("There is no entry yet."), False)
            return
        if self._words.playing == note.id:
            self._sound.player.stop()
            return
        spec = self._spec_of(note)
        if spec is None:
            self.notice_requested.emit(self.tr("There is no sound of this moment."), False)
            return
        self._spec, before, self._words.playing = spec, self._words.playing, note.id
        self._sound.player.play(spec)
        self._redraw(before, note.id)

    def _why_not(self, note: Note | None) -> str:
        if note is not None and self._words.sound(note) != "sound":
            return self.tr("There is no sound of this moment.")
        return self._not_aloud()

    def _not_aloud(self) -> str:
        """Why nothing may sound now: the microphone would hear it, and so would the room."""
        if not self._control.is_recording or not self.live or self._control.headphones:
            return ""
        return self.tr(
            "While recording, entries play on headphones only. Say that you wear some with the sign at the right."
        )

    def _spec_of(self, note: Note) -> ClipSpec | None:
        """From before the mark, or from where sound begins; nothing that was struck is in it."""
        at_ms = note.at_ms or 0
        found = max(self._control.soundings_of(note), key=lambda each: each.end_ms - at_ms, default=None)
        if found is None:
            return None
        struck = [gap for gap in self._control.keeper.gaps(self._session.id) if gap.reason == "struck"]
        before = [gap.end_ms or at_ms for gap in struck if gap.start_ms < at_ms]
        after = [gap.start_ms for gap in struck if gap.start_ms >= at_ms]
        start = max([at_ms - BEFORE_MS, found.start_ms, *before])
        end = min([start + HEARD_MS, found.end_ms, *after])
        if end <= start:
            return None
        path = audio_path(self._sound.folder, found.recording.file)
        return ClipSpec(path, found.in_file(start), found.in_file(end))

    def _redraw(self, *note_ids: str | None) -> None:
        for note_id in note_ids:
            self._stream.stream.refresh_one(note_id)

    # What is shown

    def _show(self) -> None:
        """State, gaps and signs; comes with a change of state, not with each second."""
        gaps = self._control.keeper.gaps(self._session.id)
        self._words.muted = bool(self._not_aloud())
        self._stream.stream.show_gaps(gaps, self._gap_words, self._time.now_ms)
        self._stream.stream.refresh_looks()
        self._gaps = gaps
        self._show_gap_list()
        self._show_pane()

    def _show_pane(self) -> None:
        control = self._control
        words = control.words
        self.pane.show_state(control.light, control.device, words.short if words else "")
        self.pane.show_supplies(control.supplies)
        self.pane.headphones.setChecked(control.headphones)

    def _show_gap_list(self) -> None:
        """Before the first entry there is nothing for gaps to stand between."""
        empty = self._stream.stream.rowCount() == 0
        self.gaps.setVisible(empty and bool(self._gaps))
        if empty:
            self.gaps.show_gaps([self._gap_words.look(gap, self._time.now_ms()) for gap in self._gaps])

    def _on_told(self) -> None:
        if self._spec is not None and self._not_aloud():
            self._sound.player.stop()
        if self._stream.model() is not None:
            self._show()

    def _on_played(self) -> None:
        before, self._words.playing = self._words.playing, None
        self._spec = None
        if before is not None:
            self._redraw(before)

    def _on_failed(self, sentence: str) -> None:
        if self._spec is not None:
            self.notice_requested.emit(sentence, False)
            self._on_played()

    def _on_finished(self, spec: ClipSpec) -> None:
        if spec == self._spec:
            self._on_played()

    def _wire(self) -> None:
        control, player, pane = self._control, self._sound.player, self.pane
        control.changed.connect(self._on_told)
        control.level_heard.connect(pane.show_level)
        control.supplies_changed.connect(pane.show_supplies)
        control.headphones_changed.connect(self._on_told)
        pane.start_requested.connect(control.record)
        pane.pause_requested.connect(control.pause)
        pane.notes_only_requested.connect(control.notes_only)
        pane.headphones.toggled.connect(control.set_headphones)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)
