"""The start page: go on where a session was left, open a recent study, or begin one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.timecode import moment
from facilitator.services.arc import STEPS
from facilitator.services.recent import RecentStudies, RecentStudy
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.cards import ClickableCard
from facilitator.ui.widgets.fields import SearchField
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import EmptyState, Panel, SectionHead, paint_ground

BADGES = 4
ROW, ROWS = 68, 7


class ArcBar(QWidget):
    """One small bar a step: filled when done, half when under way, outlined when to come."""

    def __init__(self, theme: Theme, steps: tuple[str, ...], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = steps
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(len(self._steps) * 23, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        for at, step in enumerate(self._steps):
            box = QRectF(at * 23 + 0.5, 1.5, 19, 7)
            painter.setPen(QPen(t.strong if step == "to_come" else t.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            share = {"done": 1.0, "under_way": 0.5}.get(step, 0.0)
            painter.fillRect(QRectF(box.left(), box.top(), box.width() * share, box.height()), t.accent)
        painter.end()


class StudyRow(ClickableCard):
    """A recent study: title, what it asks, groups, how far it is, and when it was last open."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, study: RecentStudy, parent: QWidget | None = None) -> None:
        super().__init__(theme, study.title, edge=False, radius=0, parent=parent)
        self.study = study
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(theme, study.title or study.path.stem, "body", bold=True))
        words.addWidget(ElidedLabel(theme, " ".join(study.purpose.split()) or str(study.path), "second", "text2"))
        row.addLayout(words, 1)
        row.addWidget(self._groups(theme))
        row.addWidget(self._state(theme))
        self.more = IconButton(theme, "more", self.tr("More about {study}").format(study=study.title))
        self.more.clicked.connect(self.more_wanted)
        row.addWidget(self.more)
        if not study.is_there:
            self.setEnabled(False)
            self.more.setEnabled(True)
            self.setToolTip(self.tr("This folder is not there. Perhaps it is on a stick or was moved."))

    def _groups(self, theme: Theme) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(theme.px(140))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        groups = self.study.groups
        if len(groups) > BADGES:
            row.addWidget(Label(theme, self.tr("%n groups", "", len(groups)), "second"))
        for group in groups if len(groups) <= BADGES else ():
            row.addWidget(Badge(theme, group.short or group.name[:1], "group", group.colour, 20, name=group.name))
        row.addStretch(1)
        return holder

    def _state(self, theme: Theme) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(theme.px(160))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self.study.steps:
            column.addWidget(ArcBar(theme, self.study.steps))
        text = _when(self.study.opened_at)
        if not self.study.is_there:
            text = self.tr("not found")
        elif self.study.session_open:
            text = self.tr("{time}, session open").format(time=text)
        column.addWidget(Label(theme, text, "small", "text2"))
        return holder


class BeginCard(ClickableCard):
    """One way to begin: sign, words, and its key."""

    def __init__(
        self, theme: Theme, icon: str, title: str, detail: str, caps: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, f"{title}. {detail}", edge=False, radius=0, parent=parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        sign = QFrame()
        sign.setFixedSize(40, 40)
        paint_ground(sign, "tint")
        inner = QVBoxLayout(sign)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(IconLabel(theme, icon, "accent", 20), 0, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, title, "body", bold=True))
        words.addWidget(Label(theme, detail, "second", "text2", wrap=True))
        row.addLayout(words, 1)
        if caps:
            row.addWidget(key_caps(theme, caps))


class RecoveryCard(QFrame):
    """A session that is still open; the keyboard is on the button that goes on with it."""

    go_on = Signal()

    def __init__(self, theme: Theme, study: RecentStudy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addWidget(IconLabel(theme, "warning", "rec", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, self.tr("A session has not been ended"), "heading"))
        sentence = self.tr("It is in “{study}”. Everything that was entered is safe, and the clock goes on.")
        words.addWidget(Label(theme, sentence.format(study=study.title), "body", wrap=True))
        row.addLayout(words, 1)
        self.button = Button(theme, self.tr("Go on with the session"), "main", shortcut_text="Enter", height=44)
        self.button.clicked.connect(self.go_on)
        self.button.setAutoDefault(True)
        row.addWidget(self.button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.rec, 2))
        painter.setBrush(t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class StartPage(Page):
    """Shows what there is and passes every wish on; it opens nothing itself."""

    page_id = "start"

    new_wanted = Signal()
    folder_wanted = Signal()
    sample_wanted = Signal()
    open_wanted = Signal(Path)
    copy_wanted = Signal(Path)
    copy_any_wanted = Signal()

    def __init__(self, theme: Theme, actions: Actions, recent: RecentStudies, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Start")
        self._recent = recent
        self.rows: list[StudyRow] = []
        self.recovery: RecoveryCard | None = None
        paint_ground(self, "bg")
        self._lay_out()
        spec = ActionSpec("start.find", self.tr("Find a study"), ("Ctrl+F",), "search", place=self.page_id)
        actions.add(spec, lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def arrive(self) -> None:
        self._fill()
        if self.recovery is not None:
            self.recovery.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        return [*([self.recovery] if self.recovery else []), self._list, self._begin_panel]

    def keys(self) -> list[tuple[str, str]]:
        return [("Ctrl+N", self.tr("new")), ("Ctrl+O", self.tr("open")), ("Enter", self.tr("open the chosen one"))]

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.clear()

    # ---- filling

    def _fill(self) -> None:
        studies = self._recent.all()
        self._show_recovery(next((s for s in studies if s.session_open and s.is_there), None))
        typed = self.search.text().casefold()
        shown = [study for study in studies if typed in f"{study.title} {study.purpose}".casefold()]
        _clear(self._column)
        self.rows = [self._row(study) for study in shown]
        for row in self.rows:
            self._column.addWidget(row)
        if not self.rows:
            sentence = self.tr("No study yet. Begin with a question, or look at the sample.")
            none = self.tr("No study has these words in its title.")
            self._column.addWidget(EmptyState(self.theme, none if studies else sentence, framed=False))
        self._column.addStretch(1)
        tall = self._column.sizeHint().height() + 2
        self._scroll.setFixedHeight(min(tall, self.theme.px(ROW) * ROWS))
        self.legend.setVisible(bool(self.rows))

    def _show_recovery(self, study: RecentStudy | None) -> None:
        if self.recovery is not None:
            self.recovery.setParent(None)
            self.recovery = None
        if study is not None:
            self.recovery = RecoveryCard(self.theme, study)
            self.recovery.go_on.connect(lambda: self.open_wanted.emit(study.path))
            self._outer.insertWidget(1, self.recovery)

    def _row(self, study: RecentStudy) -> StudyRow:
        row = StudyRow(self.theme, study)
        row.clicked.connect(lambda: self.open_wanted.emit(study.path))
        row.more_wanted.connect(lambda: self._show_more(row))
        return row

    def _show_more(self, row: StudyRow) -> None:
        menu, path = QMenu(row), row.study.path
        copy = menu.addAction(self.tr("New study with these groups and questions"))
        copy.triggered.connect(lambda: self.copy_wanted.emit(path))
        copy.setEnabled(row.study.is_there)
        forget = menu.addAction(self.tr("Take off this list; the study stays where it is"))
        forget.triggered.connect(lambda: self._forget(path))
        menu.popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))

    def _forget(self, path: Path) -> None:
        self._recent.forget(path)
        self._fill()

    # ---- building

    def _lay_out(self) -> None:
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(40, 24, 40, 16)
        self._outer.setSpacing(20)
        self._outer.addWidget(Label(self.theme, self._greeting(), "title"))
        columns = QHBoxLayout()
        columns.setSpacing(32)
        columns.addLayout(self._recent_column(), 2)
        columns.addLayout(self._begin_column(), 1)
        self._outer.addLayout(columns, 1)

    def _recent_column(self) -> QVBoxLayout:
        head = SectionHead(self.theme, self.tr("Recent studies"), capitals=False)
        self.search = SearchField(self.theme, self.tr("Find a study"))
        self.search.setFixedWidth(self.theme.px(220))
        self.search.textEdited.connect(self._fill)
        head.add(self.search)
        self._list = Panel(self.theme, padding=1, spacing=0)
        inner = QWidget()
        paint_ground(inner, "surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        scroll = QScrollArea()
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
        self._begin_panel = Panel(self.theme, padding=1, spacing=1)
        ways = (
            ("add", self.tr("New study"), self.tr("Start with a question and your groups."), "Ctrl+N", self.new_wanted),
            (
                "copy",
                self.tr("New study from another one"),
                self.tr("Takes over the groups and questions, no people and no words."),
                "",
                self.copy_any_wanted,
            ),
            (
                "folder",
                self.tr("Open a study folder"),
                self.tr("From a stick or another place on this laptop."),
                "Ctrl+O",
                self.folder_wanted,
            ),
            (
                "sample",
                self.tr("Open the sample"),
                self.tr("A finished invented study. Try everything; nothing can go wrong."),
                "",
                self.sample_wanted,
            ),
        )
        self.begin = []
        for icon, title, detail, caps, wish in ways:
            card = BeginCard(self.theme, icon, title, detail, caps)
            card.clicked.connect(wish)
            self._begin_panel.body.addWidget(card)
            self.begin.append(card)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(SectionHead(self.theme, self.tr("Begin"), capitals=False))
        column.addWidget(self._begin_panel)
        column.addStretch(1)
        return column

    def _greeting(self) -> str:
        hour = datetime.now().astimezone().hour
        if hour < 12:
            return self.tr("Good morning. What comes next?")
        return self.tr("Good afternoon. What comes next?") if hour < 18 else self.tr("Good evening. What comes next?")


def _when(opened_at: str) -> str:
    """The day and time in the user's own form; nothing when it cannot be read."""
    try:
        local = moment(opened_at).astimezone()
    except ValueError:
        return ""
    day = QLocale().toString(QDate(local.year, local.month, local.day), "ddd d MMM")
    return f"{day} {local:%H:%M}"


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()
