"""The matrix as it is seen and worked: signs with words, headers with badges, a grid for arrows and Space."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from facilitator.domain.actors import Actor
from facilitator.services.reflection.planning import Cell
from facilitator.ui.reflect.matrix_model import MatrixModel, MatrixRole
from facilitator.ui.reflect.words import cell_counts, state_word
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.mirror import placed

GAP = 4
ROW_HEIGHT = 88
HEAD_HEIGHT = 68
ROW_HEAD_WIDTH, ROW_HEAD_LEAST = 180, 124
LEAST_WIDTH = 112
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
SIGNS = {"partly": "half", "shown": "half", "feedback": "disc_tick", "not_planned": "dash"}


def paint_sign(painter: QPainter, box: QRectF, theme: Theme, state: str) -> None:
    """Draw the sign of a cell's state: ring, half disc, disc with tick, dash; own cells have none."""
    t = theme.tokens
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "planned":
        painter.setPen(QPen(t.accent, 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    elif state == "not_planned":
        middle = box.center()
        painter.fillRect(QRectF(middle.x() - 5, middle.y() - 1.5, 10, 3), t.strong)
    elif state in ("partly", "shown"):
        _paint_half(painter, box, t.accent)
    elif state == "feedback":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.accent)
        painter.drawEllipse(box)
        inset = box.width() * 0.22
        theme.icons.paint(painter, box.adjusted(inset, inset, -inset, -inset), "tick", t.onaccent)
    painter.restore()


def _paint_half(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.drawEllipse(inner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(inner, -90 * 16, 180 * 16)


def paint_hatching(painter: QPainter, box: QRectF, theme: Theme, step: int = 12) -> None:
    """Draw the barred ground of the own group."""
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, theme.tokens.bg)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.tokens.hatch, 1.2))
    reach = int(box.width() + box.height())
    for offset in range(0, reach, step):
        start = QPoint(round(box.left()) + offset, round(box.top()))
        painter.drawLine(start, QPoint(start.x() - round(box.height()), round(box.bottom())))
    painter.restore()
    painter.setPen(QPen(theme.tokens.hatch, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class CellDelegate(QStyledItemDelegate):
    """Paints one cell: sign, word, counts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Cell = index.data(MatrixRole.CELL)
        box = QRectF(option.rect).adjusted(0, 0, -GAP, -GAP)
        view = self.parent()
        current = isinstance(view, QTableView) and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell.state == "own":
            paint_hatching(painter, box, self._theme)
        else:
            self._paint_ground(painter, box, planned=cell.state != "not_planned")
            self._paint_words(painter, box, cell)
        if current:
            wide = 3.0 if isinstance(view, QTableView) and view.hasFocus() else 1.5
            painter.setPen(QPen(self._theme.tokens.accent, wide))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, *, planned: bool) -> None:
        t = self._theme.tokens
        painter.setBrush(t.surface if planned else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(t.line, 1) if planned else QPen(t.strong, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_words(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        theme, t = self._theme, self._theme.tokens
        side = float(theme.px(22))
        line = float(theme.px(20))
        counts = cell_counts(cell)
        height = side + line * (2 if counts else 1) + 4
        top = box.top() + (box.height() - height) / 2
        paint_sign(painter, QRectF(box.center().x() - side / 2, top, side, side), theme, cell.state)
        top += side + 2
        quiet = cell.state == "not_planned"
        painter.setPen(t.text2 if quiet else t.text)
        painter.setFont(theme.font("second", bold=True))
        painter.drawText(QRectF(box.left(), top, box.width(), line), CENTRE, state_word(cell.state))
        painter.setPen(t.text2)
        painter.setFont(theme.font("small"))
        fitted = QFontMetrics(painter.font()).elidedText(counts, Qt.TextElideMode.ElideRight, round(box.width()) - 8)
        painter.drawText(QRectF(box.left(), top + line, box.width(), line), CENTRE, fitted)


class GroupHeader(QHeaderView):
    """A header of groups: badge and name, and a second line under them."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self._marked = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def mark(self, section: int) -> None:
        """Tint the row whose pack is open."""
        self._marked = section
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(ROW_HEAD_WIDTH), self._theme.px(HEAD_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        actor = model.headerData(section, self.orientation(), MatrixRole.ACTOR)
        if not isinstance(actor, Actor):
            return
        box = QRectF(rect).adjusted(0, 0, -GAP, -GAP)
        painter.save()
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, section)
        detail = model.headerData(section, self.orientation(), MatrixRole.DETAIL)
        self._paint_words(painter, box, actor, str(detail or ""))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, section: int) -> None:
        t = self._theme.tokens
        marked = section == self._marked
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.tint if marked else t.sunken)
        painter.drawRoundedRect(box, 4, 4)
        if marked:
            painter.fillRect(placed(painter, QRectF(box.left(), box.top(), 4, box.height()), box), t.accent)

    def _paint_words(self, painter: QPainter, box: QRectF, actor: Actor, detail: str) -> None:
        theme, t = self._theme, self._theme.tokens
        down = self.orientation() == Qt.Orientation.Vertical
        side = float(theme.px(24 if down else 20))
        middle = box.center().y() - theme.px(11)
        badge = QRectF(box.left() + 10, middle - side / 2, side, side)
        look = BadgeLook(actor.short or actor.name[:1], "group", actor.colour)
        paint_badge(painter, placed(painter, badge, box), theme, look)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(t.text)
        left = badge.right() + 6
        room = box.right() - 4 - left
        name = fitting_name(actor, QFontMetrics(painter.font()), round(room))
        painter.drawText(placed(painter, QRectF(left, middle - 12, room, 24), box), LEFT, name)
        painter.setFont(theme.font("second"))
        painter.setPen(t.text2)
        wide = round(box.width() - 16)
        top, metrics = middle + side / 2 + 3, QFontMetrics(painter.font())
        for at, part in enumerate(in_two_lines(detail, metrics, wide - 2) if down else (detail,)):
            under = metrics.elidedText(part, Qt.TextElideMode.ElideRight, wide)
            line = QRectF(box.left() + 10, top + at * metrics.lineSpacing(), wide - 2, theme.px(20))
            painter.drawText(placed(painter, line, box), LEFT, under)


def fitting_name(actor: Actor, metrics: QFontMetrics, room: int) -> str:
    """The whole name if it fits, else the longest printed label that does, else the name with dots."""
    labels = (actor.printed_row, actor.printed_column)
    for name in (actor.name, *sorted(labels, key=len, reverse=True)):
        if metrics.horizontalAdvance(name) <= room:
            return name
    return metrics.elidedText(actor.printed_row, Qt.TextElideMode.ElideRight, room)


def in_two_lines(words: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """Words that are wider than the room go on below, from the last comma or blank that lets them fit."""
    if metrics.horizontalAdvance(words) <= room:
        return (words,)
    breaks = [at + 1 for at, sign in enumerate(words) if sign == " " and metrics.horizontalAdvance(words[:at]) <= room]
    at = next((at for at in reversed(breaks) if words[at - 2] == ","), breaks[-1] if breaks else 0)
    return (words[: at - 1], words[at:]) if at else (words,)


class MatrixView(QTableView):
    """Arrows move, Space or a click plans, Enter opens the pack of the row."""

    toggle_requested = Signal(object)
    """Carries the Cell to be planned or unplanned."""
    pack_requested = Signal(str)
    """Carries the id of the viewer whose pack is to be opened."""
    viewer_chosen = Signal(str)
    """The row of another group is current now."""

    def __init__(self, theme: Theme, model: MatrixModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._rows = GroupHeader(theme, Qt.Orientation.Vertical, self)
        self._columns = GroupHeader(theme, Qt.Orientation.Horizontal, self)
        self.setVerticalHeader(self._rows)
        self.setHorizontalHeader(self._columns)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setAccessibleName(self.tr("Who sees whose answers"))
        self._set_up()
        self._corner = self._new_corner()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._rows.sectionClicked.connect(self._on_row_clicked)
        model.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)
        self.fit()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView, QHeaderView, QTableCornerButton::section { background: transparent; }")
        for header in (self._rows, self._columns):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _new_corner(self) -> QWidget:
        words = self.tr("Who looks ↓\nWhose answers →")
        corner = Label(self._theme, words, "small", "text2", parent=self)
        corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return corner

    def fit(self) -> None:
        """Share the width among the columns; below a least width they scroll."""
        count = self._model.columnCount()
        theme = self._theme
        heads = self._row_head_width(count)
        room = self.width() - heads - 2
        wide = max(room // count if count else 0, theme.px(LEAST_WIDTH))
        self._columns.setDefaultSectionSize(wide)
        self._columns.setFixedHeight(theme.px(HEAD_HEIGHT))
        self._rows.setDefaultSectionSize(theme.px(ROW_HEIGHT))
        self._rows.setFixedWidth(heads)
        self.setFixedHeight(self.wanted_height())
        self._corner_fit()

    def _row_head_width(self, columns: int) -> int:
        """Heads of rows give way, to a point, where columns then need not scroll."""
        theme = self._theme
        whole, left = theme.px(ROW_HEAD_WIDTH), self.width() - 2 - columns * theme.px(LEAST_WIDTH)
        return min(left, whole) if left >= theme.px(ROW_HEAD_LEAST) else whole

    def wanted_height(self) -> int:
        """As high as all rows, up to eight; more scroll. Where columns scroll, their bar lies below the rows."""
        rows = min(self._model.rowCount(), 8)
        wide = self._rows.width() + self._columns.length() + 2
        bar = self.horizontalScrollBar().sizeHint().height() if wide > self.width() else 0
        return self._theme.px(HEAD_HEIGHT) + rows * self._theme.px(ROW_HEIGHT) + 4 + bar

    def _corner_fit(self) -> None:
        corner = getattr(self, "_corner", None)
        if corner is not None:
            wide = self._rows.width() - 8
            left = self.width() - wide if self.isRightToLeft() else 0
            corner.setGeometry(left, 0, wide, self._theme.px(HEAD_HEIGHT))

    def choose(self, viewer: str, shown: str | None = None) -> None:
        """Make a row, and in it a cell, the current one."""
        ids = [group.id for group in self._model.groups]
        if viewer not in ids:
            return
        row = ids.index(viewer)
        column = ids.index(shown) if shown in ids else (1 if row == 0 and len(ids) > 1 else 0)
        self.setCurrentIndex(self._model.index(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self.toggle_requested.emit(self._model.cell(index))
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pack_requested.emit(self._model.groups[index.row()].id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and index == self.currentIndex() and self._model.cell(index).state != "own":
            self.toggle_requested.emit(self._model.cell(index))

    def _on_current_changed(self, index: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        self._rows.mark(index.row())
        if index.isValid() and index.row() != before.row():
            self.viewer_chosen.emit(self._model.groups[index.row()].id)

    def _on_row_clicked(self, row: int) -> None:
        self.choose(self._model.groups[row].id)
        self.setFocus()
