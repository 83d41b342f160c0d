"""The start page: go on where a session was left, open a recent study, or begin one."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from facilitator.services.study.arc import STEPS
from facilitator.services.study.recent import RecentStudies, RecentStudy
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.page import Page
from facilitator.ui.start_cards import ArcBar, BeginCard, StudyRow
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import SearchField
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Divider, EmptyState, Panel, SectionHead, paint_ground

if TYPE_CHECKING:
    from facilitator.ui.recovery_card import RecoveryCard

ROW, ROWS = 68, 7
ENOUGH = 800
"""Narrower than this, in px at 100 % type, the ways to begin go below the studies."""


class StartPage(Page):
    """Shows what there is and passes every wish on; it opens nothing itself."""

    page_id = "start"

    new_requested = Signal()
    folder_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal(Path)
    look_requested = Signal(Path)
    """Open a study without going on with its session."""
    copy_requested = Signal(Path)
    copy_any_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        recent: RecentStudies,
        *,
        safe_until: Callable[[Path], int | None] = lambda _folder: None,
        parent: QWidget | None = None,
    ) -> None:
        """`safe_until` tells up to which ms of session time the sound in a recording's folder is safe."""
        super().__init__(theme, parent)
        self.title = self.tr("Start")
        self._safe_until = safe_until
        self._recent = recent
        self.rows: list[StudyRow] = []
        self._heads: list[SectionHead] = []
        self.recoveries: list[RecoveryCard] = []
        paint_ground(self, "bg")
        self._lay_out()
        theme.changed.connect(self._fit)
        spec = ActionSpec("start.find", self.tr("Find a study"), ("Ctrl+F",), "search", place=self.page_id)
        actions.add(spec, lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def arrive(self) -> None:
        self._fill()
        if self.recoveries:
            self.recoveries[0].button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        return [*self.recoveries, self._list, self._begin_panel]

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+N", self.tr("new")), ("Ctrl+O", self.tr("open")), ("Enter", self.tr("open the chosen one"))]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.clear()

    # ---- filling

    def _fill(self) -> None:
        studies = self._recent.all()
        self._show_recoveries([study for study in studies if study.session_open and study.is_there])
        typed = self.search.text().casefold()
        shown = [study for study in studies if typed in f"{study.title} {study.purpose}".casefold()]
        _clear(self._column)
        self.rows = [self._row(study) for study in shown]
        for at, row in enumerate(self.rows):
            if at:
                self._column.addWidget(Divider(self.theme))
            self._column.addWidget(row)
            row.show()  # at once, so that it can take the keyboard
        if not self.rows:
            sentence = self.tr("No study yet. Begin with a question, or look at the sample.")
            none = self.tr("No study has these words in its title.")
            self._column.addWidget(self._padded(EmptyState(self.theme, none if studies else sentence, framed=False)))
        self._column.addStretch(1)
        self._fit()
        self.legend.setVisible(bool(self.rows))

    def _fit(self) -> None:
        """As high as its rows, asked themselves: the layout does not count what is not shown yet."""
        self.search.setFixedWidth(self.theme.px(220))
        for row in self.rows:
            row.fit()
        inside = [item.widget() for at in range(self._column.count()) if (item := self._column.itemAt(at))]
        tall = sum(max(widget.sizeHint().height(), widget.minimumHeight()) for widget in inside if widget)
        self._inner.setMinimumHeight(tall)
        self._scroll.setFixedHeight(min(tall + 2, self.theme.px(ROW) * ROWS))
        for head in self._heads:
            head.setFixedHeight(max(self.search.sizeHint().height(), self.theme.px(32)))
        self._part()

    def _part(self) -> None:
        """Beside each other, or below where the type is so large that words would be cut."""
        beside = self._has_room
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._columns.setStretch(0, 2 if beside else 0)
        for card in self.recoveries:
            card.fit(beside=beside)

    @property
    def _has_room(self) -> bool:
        return self.width() >= self.theme.px(ENOUGH)

    def _show_recoveries(self, studies: list[RecentStudy]) -> None:
        """A card each, the session that was interrupted last on top."""
        for card in self.recoveries:
            card.hide()
            card.deleteLater()
        self.recoveries = []
        if not studies:
            return
        from facilitator.services.study.interrupted import interrupted_sessions  # most starts do without
        from facilitator.ui.recovery_card import RecoveryCard

        by_path = {study.path: study for study in studies}
        for at, found in enumerate(interrupted_sessions(by_path, self._safe_until)):
            card = RecoveryCard(self.theme, by_path[found.path], found, datetime.now(UTC), first=at == 0)
            card.go_on_requested.connect(lambda path=found.path: self.open_requested.emit(path))
            card.look_requested.connect(lambda path=found.path: self.look_requested.emit(path))
            card.fit(beside=self._has_room)
            self._outer.insertWidget(1 + at, card)
            self.recoveries.append(card)

    def _padded(self, inner: QWidget) -> QWidget:
        holder = QWidget()
        holder.setMinimumHeight(self.theme.px(72))  # words that wrap know their height only once they are shown
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(inner)
        return holder

    def _row(self, study: RecentStudy) -> StudyRow:
        row = StudyRow(self.theme, study)
        row.clicked.connect(lambda: self.notice(row.away) if row.away else self.open_requested.emit(study.path))
        row.more_requested.connect(lambda: self._show_more(row))
        return row

    def _show_more(self, row: StudyRow) -> None:
        menu, path = QMenu(row), row.study.path
        copy = menu.addAction(self.tr("New study with these groups and questions"))
        copy.triggered.connect(lambda: self.copy_requested.emit(path))
        copy.setEnabled(row.study.is_there)
        forget = menu.addAction(self.tr("Take off this list; the study stays where it is"))
        forget.triggered.connect(lambda: self._forget(path))
        menu.popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))

    def _forget(self, path: Path) -> None:
        self._recent.forget(path)
        self._fill()

    # ---- building

    def _lay_out(self) -> None:
        inner = QWidget()
        paint_ground(inner, "bg")
        self._outer = QVBoxLayout(inner)
        self._outer.setContentsMargins(40, 24, 40, 16)
        self._outer.setSpacing(20)
        self._outer.addWidget(Label(self.theme, self._greeting(), "title"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(32)
        self._columns.addLayout(self._recent_column(), 2)
        self._columns.addLayout(self._begin_column(), 1)
        self._outer.addLayout(self._columns, 1)
        whole = QScrollArea()  # large type and a session to go on with need more than a small screen has
        whole.setWidgetResizable(True)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(whole)

    def _recent_column(self) -> QVBoxLayout:
        head = SectionHead(self.theme, self.tr("Recent studies"), capitals=False)
        self._heads.append(head)
        self.search = SearchField(self.theme, self.tr("Find a study"))
        self.search.textEdited.connect(self._fill)
        head.add(self.search)
        self._list = Panel(self.theme, padding=1, spacing=0)
        inner = self._inner = QWidget()
        paint_ground(inner, "surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Recent studies"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        self._scroll = scroll
        self._list.body.addWidget(scroll)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._list)
        self.legend = self._legend()
        column.addWidget(self.legend)
        column.addStretch(1)
        return column

    def _legend(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = {
            "done": self.tr("done"),
            "under_way": self.tr("under way"),
            "to_come": self.tr("to come"),
        }
        for step, word in words.items():
            row.addWidget(ArcBar(self.theme, (step,), word))
            row.addWidget(Label(self.theme, word, "small", "text2"))
        steps = self.tr("The steps: Prepare, Run, Findings, Reflect, Report")
        assert len(STEPS) == 5
        row.addWidget(Label(self.theme, steps, "small", "text2"))
        row.addStretch(1)
        return holder

    def _begin_column(self) -> QVBoxLayout:
        self._begin_panel = Panel(self.theme, padding=1, spacing=0)
        self.begin: list[BeginCard] = []
        for icon, title, detail, caps, wish in self._ways():
            card = BeginCard(self.theme, icon, title, detail, caps)
            card.clicked.connect(wish)
            if self.begin:
                self._begin_panel.body.addWidget(Divider(self.theme))
            self._begin_panel.body.addWidget(card)
            self.begin.append(card)
        column = QVBoxLayout()
        column.setSpacing(8)
        head = SectionHead(self.theme, self.tr("Begin"), capitals=False)
        self._heads.append(head)
        column.addWidget(head)
        column.addWidget(self._begin_panel)
        column.addStretch(1)
        return column

    def _ways(self) -> Iterator[tuple[str, str, str, str, SignalInstance]]:
        """Icon, name, what it means, key, and what is asked for."""
        tr = self.tr
        yield "add", tr("New study"), tr("Start with a question and your groups."), "Ctrl+N", self.new_requested
        copied = tr("Takes over the groups and questions, no people and no words.")
        yield "copy", tr("New study from another one"), copied, "", self.copy_any_requested
        elsewhere = tr("From a stick or another place on this laptop.")
        yield "folder", tr("Open a study folder"), elsewhere, "Ctrl+O", self.folder_requested
        invented = tr("A finished invented study. Try everything; nothing can go wrong.")
        yield "sample", tr("Open the sample"), invented, "", self.sample_requested

    def _greeting(self) -> str:
        hour = datetime.now().astimezone().hour
        if hour < 12:
            return self.tr("Good morning. What comes next?")
        return self.tr("Good afternoon. What comes next?") if hour < 18 else self.tr("Good evening. What comes next?")


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
