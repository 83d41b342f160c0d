"""Waveform and overview of one file; its outline is made in the background, with how far that is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.services.sound.hearing import Ear, Outline
from facilitator.services.sound.timeline import Timeline
from facilitator.ui.findings.overview import Overview
from facilitator.ui.findings.wave_scene import WaveScene, Window, around, loudest_of
from facilitator.ui.findings.waveform import Waveform
from facilitator.ui.jobs import Cancel, run_job
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.label import Label

FIRST_LOOK_MS = 60_000


@dataclass(frozen=True, slots=True)
class WaveFile:
    """A sound file with the line it is drawn on."""

    path: Path
    line: Timeline


class WavePane(QWidget):
    """Shows one file at a time; asks the ear for its outline when it is on show."""

    ready = Signal()
    """The outline of the file is there."""

    def __init__(self, theme: Theme, ear: Ear, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ear = ear
        self._file: WaveFile | None = None
        self._known: dict[Path, tuple[Outline, int, int]] = {}
        self._cancel: Cancel | None = None
        self.wave = Waveform(theme)
        self.overview = Overview(theme)
        self.progress = ProgressBar(theme)
        self.told = Label(theme, "", "second", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.wave, self.overview, self.progress, self.told):
            column.addWidget(widget)
        self.progress.hide()
        self.told.hide()
        self.wave.window_changed.connect(lambda: self.overview.show_scene(self.wave.scene))
        self.overview.window_requested.connect(self.wave.look)

    @property
    def file(self) -> WaveFile | None:
        """What is shown."""
        return self._file

    @property
    def scene(self) -> WaveScene:
        """What is shown of it."""
        return self.wave.scene

    def show_file(self, file: WaveFile | None, clip: Clip | None = None) -> None:
        """Another file, or the same with another clip; nothing is read twice."""
        same = file is not None and self._file is not None and file.path == self._file.path
        old = self.wave.scene
        self._file = file
        if file is None:
            self._stop_reading()
            self._put(WaveScene())
            return
        if not same:
            self._stop_reading()
            self._tell("")
        outline = self._outline_of(file)
        line = file.line.for_length(outline.duration_ms if outline else (clip.end_ms if clip else FIRST_LOOK_MS))
        scene = WaveScene(line, outline, old.loudest if same else loudest_of(outline) if outline else old.loudest, clip)
        if same and _same_clip(old.clip, clip):
            scene = replace(scene, span=old.span, position_ms=old.position_ms).looking(old.window)
        else:
            scene = replace(scene, position_ms=clip.start_ms if clip else 0).looking(self._first_look(line, clip))
        self._put(scene)
        if outline is None and (not same or old.outline is not None):
            self._read(file)

    def show_position(self, file_ms: int, *, told: bool) -> None:
        """Where it plays."""
        self.wave.show_position(file_ms, told=told)
        self.overview.show_scene(self.wave.scene)

    def look_at_clip(self) -> None:
        """The clip with a little on both sides."""
        scene = self.wave.scene
        self.wave.look(self._first_look(scene.line, scene.clip))

    def look_at_all(self) -> None:
        """The whole line."""
        self.wave.look(Window(0, self.wave.scene.line.end_ms))

    def stop(self) -> None:
        """Read nothing any more, as when the study is closed."""
        self._stop_reading()

    def _outline_of(self, file: WaveFile) -> Outline | None:
        """What was read before, unless the recording has grown since, or was written anew to silence somebody."""
        outline, end_ms, written = self._known.get(file.path, (None, 0, 0))
        return outline if file.line.file_end_ms <= end_ms and written == _written(file.path) else None

    def _put(self, scene: WaveScene) -> None:
        self.wave.show_scene(scene)
        self.overview.show_scene(self.wave.scene)

    def _first_look(self, line: Timeline, clip: Clip | None) -> Window:
        if clip is None:
            return Window(0, FIRST_LOOK_MS)
        return around(line.on_line(clip.start_ms), line.on_line(clip.end_ms, end=True), line.end_ms)

    def _read(self, file: WaveFile) -> None:
        self._stop_reading()
        self._cancel = cancel = Cancel()
        self.progress.set_share(0)
        self.progress.show()
        self._tell("")
        ear = self._ear

        def work(progress: Callable[[float], None], cancel: Cancel) -> Outline:
            return ear.outline(file.path, progress, cancel)

        run_job(
            work,
            on_done=lambda outline: self._on_read(file, outline),
            on_error=lambda error: self._on_failed(file, error),
            on_progress=self._on_progress,
            cancel=cancel,
        )

    def _on_progress(self, share: float) -> None:
        if isValid(self):
            self.progress.set_share(share)

    def _stop_reading(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
            self._cancel = None
        self.progress.hide()

    def _on_read(self, file: WaveFile, outline: Outline) -> None:
        if not isValid(self):
            return  # the window was closed meanwhile
        self.progress.hide()
        self._known[file.path] = (outline, file.line.file_end_ms, _written(file.path))
        if self._file is None or self._file.path != file.path:
            return
        old = self.wave.scene
        line = self._file.line.for_length(outline.duration_ms)
        scene = replace(old, line=line, outline=outline, loudest=loudest_of(outline))
        self._put(scene.looking(self._first_look(line, old.clip)))
        self.ready.emit()

    def _on_failed(self, file: WaveFile, error: UserError) -> None:
        if not isValid(self):
            return
        self.progress.hide()
        if self._file is not None and self._file.path == file.path:
            self._tell(str(error))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))


def _written(path: Path) -> int:
    """When the file was last written; 0 when it is not there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _same_clip(one: Clip | None, other: Clip | None) -> bool:
    """Whether the view may stay: the same file, and the clip at least touches what it was."""
    if one is None or other is None:
        return one is other
    return one.file == other.file and one.start_ms <= other.end_ms and other.start_ms <= one.end_ms
