"""The first state of Reflect: the matrix at the left, at the right the pack of its current row."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote
from facilitator.domain.matrix import Preset
from facilitator.services.reflection.outlook import Silence
from facilitator.services.reflection.planning import Cell, PackWarning, Planning
from facilitator.ui.frame.side_tabs import SideTabs
from facilitator.ui.reflect.labels_panel import LabelsPanel
from facilitator.ui.reflect.matrix_model import MatrixModel
from facilitator.ui.reflect.matrix_pane import MatrixPane
from facilitator.ui.reflect.pack_panel import PackData, PackPanel, short_name
from facilitator.ui.reflect.preview import Preview
from facilitator.ui.reflect.screen import preview_pictures
from facilitator.ui.theme import Theme

PANEL_WIDTH = 496


class PlanningView(QWidget):
    """Turns gestures on matrix and pack into calls of the planning service."""

    notice_requested = Signal(str, bool)
    start_requested = Signal(str)
    """Carries the viewer whose reflection is to begin or go on."""
    summary_requested = Signal(str)
    """Carries the id of the session whose summary is wanted."""
    go_requested = Signal(str, object)

    def __init__(self, theme: Theme, planning: Planning, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._planning = planning
        self._viewer: str | None = None
        self._items: list[str] = []
        self.window_size = QSize(1920, 1080)
        self.model = MatrixModel(planning, self)
        self._outlook = planning.outlook()
        self._looking = QTimer(self, singleShot=True)  # what cannot be read once is not asked for without end
        self._looking.timeout.connect(self._look_on)
        self.matrix = MatrixPane(theme, self.model)
        self.preview = Preview(theme)
        self.pack = PackPanel(theme)
        self.labels = LabelsPanel(theme)
        self.left = QStackedWidget()
        self.right = QStackedWidget()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        for stack, widgets in ((self.left, (self.matrix, self.preview)), (self.right, (self.pack, self.labels))):
            for widget in widgets:
                stack.addWidget(widget)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("reflect.planning")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([790, PANEL_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.places = SideTabs(self._theme, self.splitter, self.tr("Matrix"), PANEL_WIDTH)
        row.addWidget(self.places)

    def _wire(self) -> None:
        view, pack = self.matrix.view, self.pack
        view.viewer_chosen.connect(self.show_viewer)
        view.toggle_requested.connect(self._on_toggle)
        view.pack_requested.connect(lambda _viewer: self.enter_pack())
        self.matrix.preset_requested.connect(self._on_preset)
        self.matrix.labels_requested.connect(self.open_labels)
        self.matrix.copied.connect(self._on_copied)
        self.matrix.card.silence_requested.connect(self._on_silence)
        pack.show_requested.connect(self._on_show_quote)
        pack.withhold_requested.connect(self._on_withhold)
        pack.reword_requested.connect(lambda warning: self.go_requested.emit("findings", warning.quote))
        pack.list.move_requested.connect(self._on_move)
        pack.preview_requested.connect(self.open_preview)
        pack.start_requested.connect(self.start)
        pack.summary_requested.connect(self._on_summary)
        pack.findings_requested.connect(lambda: self.go_requested.emit("findings", None))
        self.labels.label_changed.connect(self._on_label_changed)
        self.labels.close_requested.connect(self.close_side_panel)
        self.preview.close_requested.connect(self.close_side_panel)
        self.preview.place_changed.connect(self._on_preview_moved)
        pack.list.item_chosen.connect(self._on_item_chosen)

    @property
    def viewer(self) -> str | None:
        """The group whose pack is open."""
        return self._viewer

    def refresh(self, changes: Changes | None = None) -> None:
        """Read again what is in sight, after a change or, with None, whatever happened."""
        self.model.refresh(changes)
        groups = self.model.groups
        ids = [group.id for group in groups]
        if self._viewer not in ids:
            self._viewer = None
        self._outlook.renew(changes)
        nothing = not groups or not (self._planning.anything_released() or self._outlook.seen)
        self.matrix.show_state(None, nothing_released=nothing)
        self._look_on()
        if self.right.currentWidget() is self.labels:
            self.labels.show_groups(groups)
        if groups and not self.matrix.view.currentIndex().isValid():
            self.matrix.view.choose(self._viewer or self._outlook.first_viewer())
        elif self._viewer:
            self.show_viewer(self._viewer)
        self.right.setVisible(bool(groups))

    def _look_on(self) -> None:
        """Some groups at a time, so that the window is never kept; those of a small study all at once."""
        if self._outlook.read_more():
            self._looking.start(0)
            return
        self._looking.stop()
        self.matrix.show_state(self._outlook.open_points(), nothing_released=self.matrix.empty.isVisibleTo(self.matrix))

    def pause(self) -> None:
        """The page is left: nothing more is read."""
        self._looking.stop()

    def show_viewer(self, viewer: str) -> None:
        """Show the pack of a group."""
        self._viewer = viewer
        with self._planning.reading():
            data = self._data_of(viewer)
        self.pack.show_data(data)
        self.right.setAccessibleName(self.tr("Pack for {group}").format(group=data.viewer.name))
        self.places.fit()
        if self.left.currentWidget() is self.preview:
            self._fill_preview()

    def _data_of(self, viewer: str) -> PackData:
        actors = self._planning.actors()
        pack = self._planning.pack(viewer)
        return PackData(
            viewer=actors[viewer],
            pack=pack,
            warnings=self._planning.warnings(pack),
            actors=actors,
            names=self._planning.names(viewer),
            session=self._planning.session(viewer),
            planned=any(cell.planned for cell in self.model.row_of(viewer).cells),
        )

    def choose(self, viewer: str, shown: str | None = None) -> None:
        """Go to a row, or to one cell of it."""
        self.matrix.view.choose(viewer, shown)

    def enter_pack(self) -> None:
        """The keyboard goes to what has to be decided, else to the order."""
        self.right.setCurrentWidget(self.pack)
        target = self.pack.cards[0] if self.pack.cards else self.pack.list
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_labels(self) -> None:
        self.labels.show_groups(self.model.groups)
        self.right.setCurrentWidget(self.labels)
        self.labels.focus_first()

    def open_preview(self) -> None:
        """Show the pack as the group will see it."""
        if self.pack.data is None or not self.pack.data.pack.items:
            self.notice_requested.emit(
                self.tr("There is nothing to preview. Release statements to this group first."), False
            )
            return
        self._fill_preview()
        self.left.setCurrentWidget(self.preview)
        self.preview.setFocus()

    def close_side_panel(self) -> bool:
        """Close labels or preview; False when neither is open."""
        if self.right.currentWidget() is self.labels:
            self.right.setCurrentWidget(self.pack)
        elif self.left.currentWidget() is self.preview:
            self.left.setCurrentWidget(self.matrix)
        else:
            return False
        self.matrix.view.setFocus()
        return True

    def start(self) -> None:
        """Begin or go on with the reflection of the current row."""
        if self._viewer:
            self.start_requested.emit(self._viewer)

    def panes(self) -> list[QWidget]:
        return [self.left, self.right]

    def _fill_preview(self) -> None:
        data = self.pack.data
        if data is None:
            return
        pictures = preview_pictures(data)
        self._items = [item for item, _ in pictures]
        title = self.tr("What {group} will see").format(group=data.viewer.name)
        chosen = self.pack.list.current
        at = self._items.index(chosen) if chosen in self._items else 0
        self.preview.show_pack(title, [view for _, view in pictures], self.window_size, at)

    # Wishes

    def _on_toggle(self, cell: Cell) -> None:
        def toggle() -> None:
            planned = self._planning.toggle(cell.viewer, cell.shown)
            names = {group.id: short_name(group) for group in self.model.groups}
            words = self.tr("{viewer} will see {shown}.") if planned else self.tr("{viewer} will not see {shown}.")
            if cell.was_seen and not planned:
                words = self.tr("{shown} is no longer planned for {viewer}. What was shown is kept.")
            self._say(words.format(viewer=names[cell.viewer], shown=names[cell.shown]))

        self._try(toggle)

    def _on_preset(self, preset: Preset) -> None:
        self._planning.apply_preset(preset)
        self._say(self.tr("The whole matrix is planned anew. Cells that were shown are kept."))

    def _on_silence(self, silence: Silence) -> None:
        self._try(lambda: self._planning.note_silence(silence.viewer, silence.shown))

    def _on_show_quote(self, warning: PackWarning) -> None:
        def show() -> None:
            self._planning.show(warning)
            self._say(self.tr("It will be shown. The decision is kept."))

        self._try(show)

    def _on_withhold(self, warning: PackWarning) -> None:
        def withhold() -> None:
            self._planning.withhold(warning)
            is_quote = isinstance(warning.quote, Quote)
            only, gone = self.tr("Only the statement will be shown."), self.tr("It is left out of this pack.")
            self._say(only if is_quote else gone)

        self._try(withhold)

    def _on_move(self, item: str, steps: int) -> None:
        if self._viewer:
            viewer = self._viewer
            self._try(lambda: self._planning.move(viewer, item, steps))

    def _on_label_changed(self, actor: str, row: str, column: str) -> None:
        self._planning.set_labels(actor, row, column)

    def _on_copied(self) -> None:
        self.notice_requested.emit(
            self.tr("The matrix is on the clipboard. Paste it into Word or a spreadsheet."), False
        )

    def _on_summary(self) -> None:
        data = self.pack.data
        if data and data.session:
            self.summary_requested.emit(data.session.id)

    def _on_item_chosen(self, item: str) -> None:
        if self.left.currentWidget() is self.preview and item in self._items:
            self.preview.go(self._items.index(item))

    def _on_preview_moved(self, at: int) -> None:
        item = self._items[at]
        if self.pack.list.current != item:
            self.pack.list.blockSignals(True)
            self.pack.list.choose(item)
            self.pack.list.blockSignals(False)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except UserError as error:
            self.notice_requested.emit(str(error), False)

    def _say(self, sentence: str) -> None:
        self.notice_requested.emit(sentence, True)
