"""The list of question sets with the badges of the groups that are asked each."""

from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from facilitator.domain.actors import Actor
from facilitator.domain.questions import QuestionSet
from facilitator.ui.prepare.rows import Index, RowsModel, box_of, row_key
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.rows import paint_row

HEIGHT = 40
BADGE = 20
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SetRow(NamedTuple):
    """A set and the groups bound to it."""

    question_set: QuestionSet
    groups: tuple[Actor, ...]

    @property
    def id(self) -> str:
        return self.question_set.id


class SetsModel(RowsModel):
    """One column; whom a set is for is read out with its name."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row: SetRow = self.rows[index.row()]
        groups = ", ".join(group.name for group in row.groups) or self.tr("no group yet")
        if role == Qt.ItemDataRole.DisplayRole:
            return row.question_set.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Question set {name}").format(name=row.question_set.name)
        if role in {Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole}:
            return self.tr("“{name}” is asked of: {groups}.").format(name=row.question_set.name, groups=groups)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag(0)


class SetDelegate(QStyledItemDelegate):
    """The name at the left, badges at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SetsModel)
        row: SetRow = model.rows[index.row()]
        paint_row(painter, option, self._theme, divider=False)
        box = box_of(option)
        side = self._theme.px(BADGE)
        left = box.right() - 16.0
        for group in reversed(row.groups[:5]):
            left -= side
            badge = QRectF(left, box.center().y() - side / 2 + 0.5, side, side)
            paint_badge(painter, badge, self._theme, BadgeLook(group.short, group.kind, group.colour))
            left -= 8
        words = QRect(box.left() + 16, box.top(), max(round(left) - box.left() - 16, 20), box.height())
        painter.save()
        painter.setFont(self._theme.font("body", bold=True))
        painter.setPen(self._theme.tokens.text)
        name = painter.fontMetrics().elidedText(row.question_set.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, LEFT, name)
        painter.restore()


class SetsList(QListView):
    """As tall as its rows, to a limit; Enter opens, Del removes."""

    chosen = Signal(str)
    opened = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._quiet = False
        self.setAccessibleName(name)
        self.rows = SetsModel()
        self.setModel(self.rows)
        self.setItemDelegate(SetDelegate(theme))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.changed.connect(self.fit)

    @property
    def current_id(self) -> str:
        index = self.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def show_rows(self, rows: list[SetRow]) -> None:
        self.rows.show_rows(rows)
        self.fit()

    def choose(self, row_id: str) -> None:
        """Put the cursor on a row, or on none, without telling anybody."""
        place = self.rows.place_of(row_id)
        self._quiet = True
        self.setCurrentIndex(self.rows.index(place, 0) if place >= 0 else QModelIndex())
        self._quiet = False

    def fit(self) -> None:
        self.setFixedHeight(min(len(self.rows.rows), 3) * self._theme.px(HEIGHT))
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row_id = row_key(event), self.current_id
        if row_id and key == "remove":
            self.remove_wanted.emit(row_id)
        elif row_id and key in {"open", "edit"}:
            self.opened.emit(row_id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.current_id:
            self.chosen.emit(self.current_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.current_id)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(self.rows.rows[current.row()].id)
