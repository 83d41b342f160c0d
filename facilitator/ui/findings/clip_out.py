"""Clips as files: which ones, as what, and into which folder; what must not leave is refused with a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.services.sound.clip_export import ClipExport
from facilitator.services.sound.clip_files import CLIP_FORMATS, ClipSet, WriteClip, WrittenClips, write_clips
from facilitator.services.sound.sound_labels import SoundLabels
from facilitator.ui import ask
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.jobs import Cancel, Job, run_job
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider

CHOSEN, ALL = "chosen", "all"


@dataclass(frozen=True)
class ClipOut:
    """What writes clips and labels; made when the first ones are wanted."""

    export: Callable[[], ClipExport]
    write: WriteClip
    labels: Callable[[], SoundLabels]


class ClipOutPanel(SidePanel):
    """Chooses and writes; the folder is asked for, and what went where is logged."""

    said = Signal(str)

    def __init__(self, theme: Theme, out: ClipOut, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._out = out
        self._quotes: tuple[str, ...] = ()
        self._cancel: Cancel | None = None
        self.job: Job | None = None
        self.show_head(None, self.tr("Save clips as files"))
        self._choices()
        self.save = Button(theme, self.tr("Save in a folder…"), "main", "export")
        self.save.clicked.connect(self._save)
        self.stop = Button(theme, self.tr("Stop"), icon="stop")
        self.stop.clicked.connect(self._stop)
        self.progress = ProgressBar(theme)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._told = QVBoxLayout()
        self._told.setSpacing(6)
        self.body.addLayout(self._told)
        self.body.addWidget(Divider(theme))
        self._label_part()
        self.body.addStretch(1)
        self._show_working(working=False)

    def show_choice(self, quotes: Sequence[str], groups: Sequence[Actor]) -> None:
        """What is chosen on the page (ids of quotes with clips), and the groups that have packs."""
        kept = self.which.currentData()
        self._quotes = tuple(quotes)
        self.which.clear()
        if quotes:
            one = self.tr("What is chosen: 1 clip")
            self.which.addItem(
                one if len(quotes) == 1 else self.tr("What is chosen: %n clips", "", len(quotes)), CHOSEN
            )
        self.which.addItem(self.tr("Every clip that may be heard"), ALL)
        for group in groups:
            self.which.addItem(self.tr("Pack of {group}").format(group=group.name), group.id)
        self.which.setCurrentIndex(max(self.which.findData(kept), 0))

    def begin(self) -> None:
        """Take the keyboard."""
        self.which.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choices(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        self.which = ChoiceBox(self.theme, self.tr("Which clips"))
        self.form = ChoiceBox(self.theme, self.tr("Format"))
        names = {
            "mp3": self.tr("MP3, plays everywhere"),
            "wav": self.tr("WAV, nothing lost"),
            "ogg": self.tr("Ogg Vorbis"),
        }
        for fmt in ("mp3", *(each for each in CLIP_FORMATS if each != "mp3")):
            self.form.addItem(names.get(fmt, fmt), fmt)
        for row, (name, field) in enumerate(((self.tr("Clips"), self.which), (self.tr("Format"), self.form))):
            label = Label(self.theme, name, "second", "text2")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        sentence = self.tr(
            "Each clip is as you hear it here: cut, faded, evened out, disguised and bleeped. No file names a person."
        )
        self.body.addWidget(Label(self.theme, sentence, "second", "text2", wrap=True))

    def _label_part(self) -> None:
        self.caption(self.tr("Marks for Audacity"))
        words = self.tr("A label file for each recording: notes, questions, clips and gaps, without names.")
        self.body.addWidget(Label(self.theme, words, "second", "text2", wrap=True))
        self.labels = Button(self.theme, self.tr("Save label files…"), icon="export")
        self.labels.clicked.connect(self._save_labels)
        self.body.addWidget(self.labels, 0, Qt.AlignmentFlag.AlignLeft)

    # ---- writing

    def _save(self) -> None:
        self._tell([])
        try:
            made = self._gathered()
        except UserError as error:
            self._tell([str(error)], tone="rec")
            return
        target = ask.folder(self, self.tr("Where shall the clips go?"))
        if target is not None:
            self._write(made, target)

    def _gathered(self) -> ClipSet:
        export, which = self._out.export(), self.which.currentData()
        fmt = str(self.form.currentData())
        if which == CHOSEN:
            return export.for_quotes(self._quotes, fmt)
        return export.for_all(fmt) if which == ALL else export.for_pack(str(which), fmt)

    def _write(self, made: ClipSet, target: Path) -> None:
        self._cancel = cancel = Cancel()
        self.destroyed.connect(cancel.cancel)  # with the study closed nobody could note what went where
        self.progress.set_share(0)
        self._show_working(working=True)
        write = self._out.write

        def work(progress: Callable[[float], None], cancel: Cancel) -> WrittenClips:
            return write_clips(made, target, write, progress, cancel)

        self.job = run_job(
            work, on_done=self._on_written, on_error=self._on_failed, on_progress=self._on_progress, cancel=cancel
        )

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
        self._show_working(working=False)
        self._tell([self.tr("Stopped. Nothing was left behind.")])

    def _on_progress(self, share: float) -> None:
        if isValid(self):
            self.progress.set_share(share)

    def _on_written(self, written: WrittenClips) -> None:
        if not isValid(self):
            return
        self._out.export().log(written)
        self._show_working(working=False)
        count, folder = len(written.paths), written.playlist.parent
        done = self.tr("1 clip is in {folder}.") if count == 1 else self.tr("%n clips are in {folder}.", "", count)
        sentence = done.format(folder=folder)
        self._tell([sentence, *written.made.across, *written.made.left_out])
        self.said.emit(sentence)

    def _on_failed(self, error: UserError) -> None:
        if isValid(self):
            self._show_working(working=False)
            self._tell([str(error)], tone="rec")

    def _save_labels(self) -> None:
        folder = ask.folder(self, self.tr("Where shall the label files go?"))
        if folder is None:
            return
        try:
            paths = self._out.labels().write(folder)
        except UserError as error:
            self._tell([str(error)], tone="rec")
            return
        one = self.tr("1 label file is in {folder}.")
        many = self.tr("%n label files are in {folder}.", "", len(paths))
        self.said.emit((one if len(paths) == 1 else many).format(folder=folder))

    def _show_working(self, *, working: bool) -> None:
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.save.set_disabled_reason(self.tr("Clips are being written.") if working else "")

    def _tell(self, sentences: Sequence[str], tone: str = "text2") -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for sentence in sentences:
            self._told.addWidget(Label(self.theme, sentence, "second", tone, wrap=True))
        if sentences:
            self.setAccessibleDescription(" ".join(sentences))
            if tone == "rec":
                self.said.emit(sentences[0])
