"""Taking in another copy: what would come, what the two say differently, and the one step that does it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.merges import Conflict, Merge
from facilitator.domain.timecode import clock_text
from facilitator.services.study.merge_audio import bring_audio
from facilitator.services.study.merging import Fetched, Merging, Preview, fetch
from facilitator.storage.merging import WHOLE
from facilitator.storage.store import Store
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.jobs import Cancel, Job, run_job
from facilitator.ui.merge.commands import merge_actions
from facilitator.ui.merge.words import called, counted, value_words
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.cards import WarningCard
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import EmptyState, Panel, SectionHead, paint_ground

WIDTH = 760


class MergePage(Page):
    """Reached from the palette and by its key; nothing changes before the button is pressed."""

    page_id = "prepare.merge"

    def __init__(self, theme: Theme, actions: Actions, store: Store, merging: Merging, folder: Path) -> None:
        super().__init__(theme)
        self.title = self.tr("Take in another copy")
        self._store = store
        self._merging = merging
        self._folder = folder
        self._preview: Preview | None = None
        self._job: Job | None = None
        self._cancel = Cancel()
        self.cards: list[WarningCard] = []
        self.come_panel, self._come = self._panel(self.tr("What would come in"))
        self.differences_panel, self._differences = self._panel(self.tr("Differences to decide"))
        self.nothing = EmptyState(theme, self.tr("Choose the folder of the other copy to see what it would bring."))
        self._lay_out()
        for spec, does in zip(merge_actions(), (self.choose, self.take_in), strict=True):
            actions.add(spec, does)
        self._redraw()

    def arrive(self) -> None:
        self.choose_button.setFocus()

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+Shift+O", self.tr("choose")), ("Ctrl+Enter", self.tr("take in"))]

    def panes(self) -> list[QWidget]:
        return [self.choose_button, self.take_button, *[card.buttons[0] for card in self.cards[:1] if card.buttons]]

    def show_what(self, what: object) -> None:
        """A folder to look at straight away."""
        if isinstance(what, Path):
            self.look_at(what)

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(Conflict, Merge):
            self._redraw()

    def leave(self) -> None:
        if self._job is not None:
            self._job.cancel()  # its answer would come to a page that is away, or to a study that is closed

    # Gestures

    def choose(self) -> None:
        """Asks for the folder of the other copy."""
        chosen = ask.folder(self, self.tr("Choose the folder of the other copy"), self._folder.parent)
        if chosen is not None:
            self.look_at(chosen)

    def look_at(self, other: Path) -> None:
        """Reads the other copy, from a stick perhaps, and shows what it would bring."""
        self._preview = None
        self._say(self.tr("Reading {name} …").format(name=other.name))
        self._job = run_job(fetch, other, self._folder, on_done=self._on_fetched, on_error=self._on_failed)

    def take_in(self) -> None:
        """Brings the sound, then writes everything in one change."""
        preview = self._preview
        if preview is None or preview.is_empty:
            self.notice(self.tr("There is nothing to take in. Choose the folder of the other copy first."))
            return
        self._cancel = Cancel()
        self.take_button.setEnabled(False)
        self._job = run_job(
            bring_audio,
            preview.audio,
            self._folder,
            on_done=lambda _: self._write(preview),
            on_error=self._on_failed,
            on_progress=lambda part: self._say(self.tr("Copying sound: {part} %").format(part=round(part * 100))),
            cancel=self._cancel,
        )

    def settle(self, conflict_id: str, *, take_theirs: bool) -> None:
        """Decides one difference."""
        self._saying_why(lambda: self._merging.settle(conflict_id, take_theirs=take_theirs))
        self._redraw()

    # Answers

    def _on_fetched(self, fetched: Fetched) -> None:
        def compare() -> None:
            self._preview = self._merging.compare(fetched)

        self._say("")
        self._saying_why(compare)
        self._redraw()
        if self._preview is not None and not self._preview.is_empty:
            self.take_button.setFocus()

    def _write(self, preview: Preview) -> None:
        def write() -> None:
            self._merging.merge(preview)
            self.notice(self.tr("Taken in from {name}.").format(name=preview.folder.name), undoable=True)

        self._preview = None
        self._say("")
        self._saying_why(write)
        self._redraw()

    def _on_failed(self, error: UserError) -> None:
        self._say("")
        self.notice(str(error))
        self._redraw()

    def _saying_why(self, work: Callable[[], None]) -> None:
        try:
            work()
        except UserError as error:
            self.notice(str(error))

    # What is shown

    def _redraw(self) -> None:
        preview = self._preview
        self.take_button.setEnabled(preview is not None and not preview.is_empty)
        self.take_button.setToolTip("" if self.take_button.isEnabled() else self.tr("There is nothing to take in yet."))
        self._fill(self._come, [Label(self.theme, line, "body", wrap=True) for line in self._lines(preview)])
        self.come_panel.setVisible(preview is not None)
        self.cards = [self._card(conflict) for conflict in self._merging.conflicts()]
        self._fill(self._differences, [*self.cards])
        self.differences_panel.setVisible(bool(self.cards))
        self.nothing.setVisible(preview is None and not self.cards)

    def _lines(self, preview: Preview | None) -> list[str]:
        if preview is None:
            return []
        if preview.is_empty:
            return [self.tr("{name} says nothing that is not here already.").format(name=preview.folder.name)]
        told = (
            (self.tr("New: {what}"), counted(preview.new)),
            (self.tr("Changed: {what}"), counted(preview.changed)),
            (self.tr("Removed: {what}"), counted(preview.gone)),
            (self.tr("Sound: {what}"), ", ".join(each.name for each in preview.audio if each.is_new)),
        )
        lines = [line.format(what=what) for line, what in told if what]
        return lines + self._times(preview) + self._differing(preview)

    def _times(self, preview: Preview) -> list[str]:
        by_key = self.tr("Clocks: a moment of the other copy is {ms} later here, by the common key.")
        by_wall = self.tr("Clocks: a moment of the other copy is {ms} later here, by the clocks of the two laptops.")
        return [
            (by_key if each.by_key else by_wall).format(ms=clock_text(each.offset_ms)) for each in preview.alignments
        ]

    def _differing(self, preview: Preview) -> list[str]:
        if not preview.clashes:
            return []
        fields = [
            f"{called(self._store, clash.record, clash.row)}" for clash in preview.clashes[:5] if clash.field != WHOLE
        ]
        count = self.tr("Changed in both: {count}. What stands here stays until you have decided.")
        return [count.format(count=len(preview.clashes)), *fields]

    def _card(self, conflict: Conflict) -> WarningCard:
        said = self.tr("Here: {ours}\nOther copy: {theirs}")
        body = said.format(
            ours=value_words(conflict.field, conflict.ours), theirs=value_words(conflict.field, conflict.theirs)
        )
        keep, take = self._choices(conflict)
        return WarningCard(
            self.theme,
            called(self._store, conflict.record, conflict.row),
            body,
            [
                (keep, lambda: self.settle(conflict.id, take_theirs=False)),
                (take, lambda: self.settle(conflict.id, take_theirs=True)),
            ],
        )

    def _choices(self, conflict: Conflict) -> tuple[str, str]:
        if conflict.field != WHOLE:
            return self.tr("Keep what stands here"), self.tr("Take the other")
        return self.tr("Leave it as it is now"), self.tr("As the other copy has it")

    def _say(self, sentence: str) -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))

    # Building

    def _lay_out(self) -> None:
        theme = self.theme
        self.choose_button = Button(theme, self.tr("Choose the other copy"), shortcut_text="Ctrl+Shift+O")
        self.choose_button.clicked.connect(self.choose)
        self.take_button = Button(theme, self.tr("Take it in"), "main", shortcut_text="Ctrl+Enter")
        self.take_button.clicked.connect(self.take_in)
        self.state = Label(theme, "", "body", "text2")
        self.state.hide()
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(Label(theme, self.title, "title", bold=True))
        about = self.tr(
            "What a scribe wrote on a second laptop, or a copy that somebody went on with. Nothing here is"
            " overwritten, and undo takes all of it back."
        )
        column.addWidget(Label(theme, about, "body", "text2", wrap=True))
        column.addLayout(self._buttons())
        for widget in (self.state, self.nothing, self.come_panel, self.differences_panel):
            column.addWidget(widget)
        column.addStretch(1)
        self._scrolled(column)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose_button)
        row.addWidget(self.take_button)
        row.addStretch(1)
        return row

    def _scrolled(self, column: QVBoxLayout) -> None:
        inner = QWidget()
        inner.setMaximumWidth(self.theme.px(WIDTH))
        inner.setLayout(column)
        area = QScrollArea()
        area.setAccessibleName(self.title)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setWidget(inner)
        paint_ground(inner, "bg")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _panel(self, heading: str) -> tuple[Panel, QVBoxLayout]:
        panel = Panel(self.theme)
        panel.body.addWidget(SectionHead(self.theme, heading))
        lines = QVBoxLayout()
        lines.setSpacing(8)
        panel.body.addLayout(lines)
        return panel, lines

    def _fill(self, lines: QVBoxLayout, widgets: list[QWidget]) -> None:
        while (item := lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            lines.addWidget(widget)
