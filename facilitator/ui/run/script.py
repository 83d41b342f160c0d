"""A step of the route on screen: what is said aloud, in large type, and the ground rules as they are agreed on."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import paint_ground

WIDEST = 760
"""Longer lines are hard to find again for eyes that come back from the people."""
DRAFT_MS, EDGE = 250, 20
MOST, MOST_WITH_RULES = 5, 2
"""Lines of the words once there are entries, which then have the room; PgDn reads on."""


class RulesBox(QPlainTextEdit):
    """One rule a line; `kept` comes with every finished line and when the box is left, `typed` a moment after a key."""

    ring_radius = 4
    kept = Signal()
    typed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._timer = QTimer(self, interval=DRAFT_MS, singleShot=True)
        self._timer.timeout.connect(self.typed)
        self.textChanged.connect(self._timer.start)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Put lines into the box without telling anybody."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # back to the capture line
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.kept.emit()

    def _dress(self) -> None:
        self.setFont(self._theme.font("capture"))
        self.setFixedHeight(self._theme.px(24) * 4 + 22)


class ScriptPane(QWidget):
    """Shown in the place of a question's wording; scrolls by PgUp and PgDown from the capture line."""

    show_requested = Signal()
    """The ground rules shall stand on the audience window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._has_entries = False
        paint_ground(self, "surface")
        self.words = Label(theme, "", "script", wrap=True)
        self.words.setMaximumWidth(theme.px(WIDEST))
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.rules = RulesBox(theme, self.tr("The group's own words, one rule on each line."))
        self.show_rules = Button(
            theme, self.tr("Show to the group"), icon="screen", shortcut_text="Ctrl+Shift+G", height=40
        )
        self.show_rules.clicked.connect(self.show_requested)
        self.hint = Label(theme, self.tr("Nobody else sees these words."), "second", "text2")
        self.rules_part = QWidget()
        self._soon = QTimer(self, interval=0, singleShot=True)  # not while Qt lays out these very widgets
        self._soon.timeout.connect(self._fit)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)

    def show_words(self, text: str, *, with_rules: bool) -> None:
        """What is said aloud, each line of it a paragraph; and the box for the rules, or none."""
        paragraphs = "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
        if self.words.text() != paragraphs:
            self.words.setText(paragraphs)
            self.area.verticalScrollBar().setValue(0)
        self.rules_part.setVisible(with_rules)
        self.hint.setVisible(not with_rules)
        self._fit()

    def leave_room(self, *, entries: bool) -> None:
        """Whether there are entries that want to be seen as well."""
        if entries != self._has_entries:
            self._has_entries = entries
            self._fit()

    def page(self, steps: int) -> None:
        """Scroll by screenfuls."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _on_theme_changed(self) -> None:
        """A method of this widget, for Qt to forget it with the widget when another group comes on screen."""
        self.words.setMaximumWidth(self._theme.px(WIDEST))
        self._soon.start()

    def _fit(self) -> None:
        """No higher than its words, so that a short closing leaves the entries their room."""
        width = min(self.width() - 2 * EDGE, self._theme.px(WIDEST))
        words = self.words.heightForWidth(width)
        with_rules = self.rules_part.isVisibleTo(self)
        if self._has_entries:
            most = MOST_WITH_RULES if with_rules else MOST
            words = min(words, most * self.words.fontMetrics().lineSpacing())
        below = self.rules_part if with_rules else self.hint
        self.setMaximumHeight(words + 20 + below.sizeHint().height() + 8)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        reading = QVBoxLayout(inner)
        reading.setContentsMargins(EDGE, 4, EDGE, 8)
        reading.addWidget(self.words)
        reading.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        rules = QVBoxLayout(self.rules_part)
        rules.setContentsMargins(20, 0, 20, 10)
        rules.setSpacing(8)
        rules.addWidget(self.rules)
        row = QHBoxLayout()
        row.addWidget(self.show_rules)
        row.addStretch(1)
        row.addWidget(Label(self._theme, self.tr("F3 writes here, Esc goes back to the line."), "second", "text2"))
        rules.addLayout(row)
        self.hint.setContentsMargins(20, 0, 20, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.area, 1)
        column.addWidget(self.rules_part)
        column.addWidget(self.hint)
