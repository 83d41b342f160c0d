"""Fields: search, a labelled line with its error, a choice, a number, a tick and a switch."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.mirror import painter_on, placed
from facilitator.ui.widgets.ticks import paint_tick
from facilitator.ui.widgets.undoing import is_for_study

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Line(QLineEdit):
    """A line for words with the hint in the second text colour."""

    ring_radius = 4

    def __init__(self, theme: Theme, hint: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign: QAction | None = None
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._theme.px(32)))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._theme.px(32)))

    def event(self, event: QEvent) -> bool:
        if is_for_study(self, event):
            event.ignore()
            return False
        return super().event(event)

    def set_error(self, sentence: str) -> None:
        """Mark the line as wrong and say what to do; an empty sentence clears it."""
        self.setProperty("error", "true" if sentence else "")
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        if self._sign is not None:
            self.removeAction(self._sign)
            self._sign = None
        if sentence:
            icon = self._theme.icons.icon("warning", self._theme.tokens.rec)
            self._sign = self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self.style().unpolish(self)
        self.style().polish(self)


class SearchField(Line):
    """A line with the search sign before and, if given, its key after it."""

    def __init__(self, theme: Theme, hint: str, shortcut_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, hint, parent=parent)
        self._caps = shortcut_text
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painter_on(self)
        whole, middle = QRectF(self.rect()), self.height() / 2
        ink = self._theme.tokens.text2
        self._theme.icons.paint(painter, placed(painter, QRectF(10, middle - 8, 16, 16), whole), "search", ink)
        if self._caps and not self.text():
            wide = caps_width(self._theme, self._caps)
            place = placed(painter, QRectF(self.width() - 8 - wide, 0, wide, self.height()), whole)
            paint_caps(painter, place.left(), middle, self._theme, self._caps)
        painter.end()

    def _fit(self) -> None:
        right = caps_width(self._theme, self._caps) + 8 if self._caps else 0
        before, after = 24, round(right)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            before, after = after, before
        self.setTextMargins(before, 0, after, 0)


class Field(QWidget):
    """A label, a line and room for the sentence that says what is wrong."""

    def __init__(self, theme: Theme, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(theme, hint, label)
        self._label = Label(theme, label, "second", "text2")
        self._label.setBuddy(self.line)
        self._error = Label(theme, "", "second", "rec", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._label, self.line, self._error):
            column.addWidget(widget)

    def set_error(self, sentence: str) -> None:
        self.line.set_error(sentence)
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


class NumberField(QSpinBox):
    """A number without arrows: Up and Down change it, and it is typed over."""

    ring_radius = 4

    def __init__(
        self, theme: Theme, low: int, high: int, suffix: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(low, high)
        self.setSuffix(suffix)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # the stylesheet's padding does not reach it
        self.setAccessibleName(name)


class ChoiceBox(QComboBox):
    """One of a list, drawn like a field with a small arrow."""

    ring_radius = 4

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        # With AdjustToContents it would take a size of its own after each new entry, whatever its layout says.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        for told in (self.model().rowsInserted, self.model().rowsRemoved, self.model().dataChanged):
            told.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font("body"))
        texts = [self.itemText(index) for index in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=40)
        return QSize(round(widest) + 48, self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        over = self.underMouse() and self.isEnabled()
        painter = painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(t.strong, 1))
        painter.setBrush(t.sunken if over else t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        whole = QRectF(self.rect())
        arrow = QRectF(self.width() - 26, self.height() / 2 - 7, 14, 14)
        self._theme.icons.paint(painter, placed(painter, arrow, whole), "down", t.text)
        painter.setPen(t.text)
        painter.setFont(self._theme.font("body"))
        words = placed(painter, whole.adjusted(9, 0, -30, 0), whole)
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, LEFT, text)
        painter.end()


class TickBox(QCheckBox):
    """A tick box; it stays a QCheckBox for the screen reader and paints itself."""

    ring_radius = 4
    sign_width = 16

    def __init__(self, theme: Theme, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_disabled_reason(self, reason: str) -> None:
        """Switch it off and say why; with an empty reason it is on again."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:
        width = self._theme.px(self.sign_width) + 8
        if self.text():
            metrics = QFontMetricsF(self._theme.font("body"))
            width += 8 + round(metrics.horizontalAdvance(self.text()))
        return QSize(width, self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        side = self._theme.px(self.sign_width)
        whole = QRectF(self.rect())
        self._paint_sign(painter, placed(painter, QRectF(4, 0, side, self.height()), whole))
        if self.text():
            painter.setOpacity(1.0 if self.isEnabled() else 0.45)
            painter.setPen(self._theme.tokens.text)
            painter.setFont(self._theme.font("body"))
            words = placed(painter, whole.adjusted(side + 12, 0, 0, 0), whole)
            metrics = QFontMetricsF(painter.font())
            fitting = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width() + 1)
            painter.drawText(words, LEFT, fitting)
        painter.end()

    def _paint_sign(self, painter: QPainter, box: QRectF) -> None:
        paint_tick(painter, box, self._theme, checked=self.isChecked(), enabled=self.isEnabled())


class Toggle(TickBox):
    """A switch with two places, for settings that act at once."""

    sign_width = 36
    ring_radius = 10

    def _paint_sign(self, painter: QPainter, box: QRectF) -> None:
        t = self._theme.tokens
        on = self.isChecked()
        track = QRectF(box.left(), box.center().y() - 10, box.width(), 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(t.accent if on else t.strong, 1))
        painter.setBrush(t.accent if on else t.surface)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.onaccent if on else t.strong)
        knob = QRectF(track.right() - 17 if on else track.left() + 3, track.top() + 3, 14, 14)
        painter.drawEllipse(placed(painter, knob, track))
