"""The right of the page: what must be decided before a document leaves, and the foot that saves it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilitator.ui.report.checks import CheckList
from facilitator.ui.report.options import OptionsRow
from facilitator.ui.report.replacing import ReplacementsPanel
from facilitator.ui.report.saving import SaveBar
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import LinkButton
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.panel import Panel

LEAST = 60


class _Scrolled(QScrollArea):
    """Checks fill the room above the options; where large type leaves little height, both scroll and Save stays."""

    def __init__(self, theme: Theme, checks: QWidget, options: QWidget) -> None:
        super().__init__()
        self._theme = theme
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(checks, 1)
        column.addWidget(options)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        inner = self.widget()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(inner.minimumSizeHint().width() + bar if inner else 0, self._theme.px(LEAST))


class BeforePane(QWidget):
    """Checks, options and foot in one panel, and in its place the replacements where these are wanted."""

    def __init__(self, theme: Theme, replacements: ReplacementsPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checks = CheckList(theme)
        self.options = OptionsRow(theme)
        self.saving = SaveBar(theme)
        self.replacements = replacements
        self.link = LinkButton(theme, self.tr("Replacements…"))
        self._panel = Panel(theme, padding=14, spacing=6)
        self._panel.body.addWidget(_Scrolled(theme, self.checks, self.options), 1)
        self._panel.body.addWidget(self.saving)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._panel)
        self._stack.addWidget(replacements)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        words, fewer = self.tr("Before it leaves this laptop"), self.tr("Before it leaves")
        column.addWidget(ElidedLabel(theme, words, "heading", bold=True, short=fewer))
        column.addWidget(self._stack, 1)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignRight)

    def show_replacements(self, words: str) -> None:
        """In the place of the checks; `words` begin a new line."""
        self._stack.setCurrentWidget(self.replacements)
        self.replacements.begin(words)

    def show_checks(self) -> bool:
        """Back to the checks; whether something else stood there."""
        was_open = self._stack.currentWidget() is self.replacements
        self._stack.setCurrentWidget(self._panel)
        return was_open
