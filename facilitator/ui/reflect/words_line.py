"""The second place of the keyboard in the console: the words of the reaction just noted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import KeyCap
from facilitator.ui.widgets.tag import Tag

MOST = 10_000


class WordsLine(QFrame):
    """Chips say whose words of which reaction they are; Enter saves, Esc goes back to the keys."""

    words_entered = Signal(str)
    words_typed = Signal(str)
    left = Signal()
    turned = Signal(int)
    """Up or Down: -1 or 1."""

    ring_radius = 4

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Tag] = []
        self.line = QLineEdit()
        self.line.setProperty("plain", "true")
        self.line.setProperty("role", "capture")
        self.line.setFont(theme.font("capture"))
        self.line.setMaxLength(MOST)
        self.line.installEventFilter(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(KeyCap(theme, "Enter"))
        self.setFixedHeight(theme.px(48))
        self.line.textEdited.connect(self.words_typed)
        self.line.returnPressed.connect(self._on_return)
        theme.changed.connect(self._on_theme_changed)
        self.show_target((), "")

    @property
    def text(self) -> str:
        return self.line.text()

    def show_target(self, chips: Sequence[str], words: str, *, turns: bool = False) -> None:
        """Say what the words belong to; without chips there is nothing to add words to.

        `turns` says that Up and Down choose what they belong to.
        """
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Tag(self._theme, chip, "accent") for chip in chips]
        for at, chip in enumerate(self._chips):
            self._row.insertWidget(at, chip)
        self.line.setText(words)
        name = self.tr("Words of: {chips}").format(chips=", ".join(chips))
        self.line.setAccessibleName(name if chips else self.tr("Words"))
        hint = self.tr("Enter adds words") if chips else self.tr("A reaction first, then Enter for its words")
        self.line.setPlaceholderText(self.tr("What was missing; Up and Down choose the group") if turns else hint)
        self.line.setReadOnly(not chips)

    def take_keyboard(self) -> None:
        """The cursor stands after what is there: the next letter must not replace it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and pressed.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        turn = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(pressed.key())) if pressed is not None else None
        if turn is not None:
            self.turned.emit(turn)
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        here = self.line.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.setPen(QPen(t.tint, 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.setPen(QPen(t.accent if here else t.strong, 2 if here else 1))
        painter.setBrush(t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
        painter.end()

    def _on_return(self) -> None:
        if not self.line.isReadOnly():
            self.words_entered.emit(self.line.text())

    def _on_theme_changed(self) -> None:
        self.line.setFont(self._theme.font("capture"))
        self.setFixedHeight(self._theme.px(48))
