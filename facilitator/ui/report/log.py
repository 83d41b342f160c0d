"""What was sent to whom: every file that was written, and the facilitator's own note of where it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.actors import Actor
from facilitator.ui.report.words import contents
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import Button, LinkButton
from facilitator.ui.widgets.fields import Line
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import EmptyState, paint_ground

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SAVED, DOCUMENT, CONTAINS, GIVEN = range(4)
ROW = 32
ROOM = 80
"""Beside the words of the heading, for its edges and the beginning of why it is kept."""


@dataclass(frozen=True)
class LogRow:
    """One file that was written."""

    id: str
    saved: str
    document: str
    contains: str
    given_to: str
    file: str = ""
    recipient: Actor | None = None
    inside: Callable[[], str] = field(default=str, compare=False)
    """What is said in the file, asked for only when somebody looks."""


class LogModel(QAbstractTableModel):
    """Newest first; only "given to" can be written in, and goes out as `noted`."""

    noted = Signal(str, str)
    """The id of a row and what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[LogRow] = []

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        elif rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, GIVEN))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else GIVEN + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= GIVEN:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Saved"), self.tr("Document"), self.tr("Contains"), self.tr("Given to"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == GIVEN else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        text = (row.saved, row.document, row.contains, row.given_to)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text or (self.tr("not noted yet") if column == GIVEN else "")
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.file if column == DOCUMENT else row.inside() or text if column == CONTAINS else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column, text)
        return None

    def _spoken(self, row: LogRow, column: int, text: str) -> str:
        if column == GIVEN:
            given = text or self.tr("not noted yet")
            return self.tr("{document}, saved {time}, given to: {given}").format(
                document=row.document, time=row.saved, given=given
            )
        return text

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != GIVEN:
            return False
        row = self.rows[index.row()]
        words = str(value).strip()
        if words == row.given_to:
            return False
        self.noted.emit(row.id, words)
        return True


class LogDelegate(QStyledItemDelegate):
    """The group's badge before the document, and a line to write in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        hint = self.tr("for example: 6 people, on paper")
        return Line(self._theme, hint, self.tr("Given to"), parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, Line):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Line):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = index.model()
        if not isinstance(model, LogModel):
            return
        row = model.rows[index.row()]
        if index.column() == DOCUMENT and row.recipient is not None:
            side = self._theme.px(20)
            look = BadgeLook.of(row.recipient)
            badge = Badge(self._theme, look.letter, look.shape, look.colour)
            badge.resize(side, side)
            option.icon = QIcon(badge.grab())
            option.decorationSize = badge.size()
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        if index.column() == GIVEN and not row.given_to:
            option.palette.setColor(option.palette.ColorRole.Text, self._theme.tokens.text2)


class LogTable(QTableView):
    """The table; F2 or Enter writes down where a file went."""

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.log = LogModel()
        self.setModel(self.log)
        self.setItemDelegate(LogDelegate(theme, self))
        self.setAccessibleName(self.tr("What was sent to whom"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (SAVED, CONTAINS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self.fit)

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        chosen = self.chosen
        self.log.show_rows(rows)
        if chosen:
            self.put_cursor(chosen)
        self.fit()

    @property
    def chosen(self) -> str:
        """The id of the row with the cursor."""
        index = self.currentIndex()
        return self.log.rows[index.row()].id if index.isValid() else ""

    def put_cursor(self, row_id: str) -> None:
        at = next((at for at, row in enumerate(self.log.rows) if row.id == row_id), -1)
        if at >= 0:
            self.setCurrentIndex(self.log.index(at, GIVEN))

    def write_down(self) -> None:
        """Begin to write where the chosen file went, else the newest."""
        if not self.currentIndex().isValid() and self.log.rows:
            self.put_cursor(self.log.rows[0].id)
        index = self.currentIndex()
        if index.isValid():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.setCurrentIndex(index.siblingAtColumn(GIVEN))
            self.edit(self.currentIndex())

    def fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        metrics = QFontMetricsF(self._theme.font("body"))
        for column, widest in ((SAVED, "Wed 30 Sept 00:00"), (CONTAINS, contents(1000, 1000))):
            self.setColumnWidth(column, round(metrics.horizontalAdvance(widest)) + 24)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.log.rows:
            self.put_cursor(self.log.rows[0].id)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the table; arrows move within it."""
        return bool(QWidget.focusNextPrevChild(self, forward))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if not editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.write_down()
        else:
            super().keyPressEvent(event)


class LogPane(QWidget):
    """The table below its heading, with what is done about it; without rows a sentence stands there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        paint_ground(self, "surface")
        self.table = LogTable(theme)
        self.note = Button(theme, self.tr("Note a hand-over"), icon="add", shortcut_text="Ctrl+Enter")
        self.answers = LinkButton(theme, self.tr("Take in answers…"))
        self.nothing = EmptyState(theme, self.tr("Nothing has left this laptop."), framed=False)
        why = self.tr("needed if somebody withdraws a quote later")
        self._title = Label(theme, self.tr("What was sent to whom"), "body", bold=True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addLayout(_row(self._title, ElidedLabel(theme, why, "second", "text2")), 1)
        self._head.addLayout(_row(self.note, self.answers))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 8)
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self.show_rows(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type what can be done stands below the heading."""
        super().resizeEvent(event)
        needed = sum(each.sizeHint().width() for each in (self._title, self.note, self.answers))
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if needed + ROOM <= event.size().width() else ways.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """The heading is never what makes the page wider than the window."""
        return QSize(self.note.sizeHint().width() + ROOM, super().minimumSizeHint().height())

    def show_rows(self, rows: Sequence[LogRow]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.note.set_disabled_reason("" if rows else self.tr("Save a document first."))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
