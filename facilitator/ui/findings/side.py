"""The frame of the panel at the right: head, close button, and a body that scrolls."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import IconButton
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import paint_ground

WIDTH = 336


class SidePanel(QFrame):
    """What every side panel of Findings has."""

    closed = Signal()

    wide = WIDTH
    """What it asks for when it comes on show, in px at 100 % type."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        paint_ground(self, "surface")
        self.setMinimumWidth(theme.px(WIDTH) - 20)
        self._badge = Badge(theme, "", size=20)
        self._title = ElidedLabel(theme, "", "body", bold=True)
        self._detail = Label(theme, "", "second", "text2")
        close = IconButton(theme, "close", self.tr("Close"), "Esc")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        head.addWidget(self._detail)
        head.addWidget(close)
        inner = QWidget()
        paint_ground(inner, "surface")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(8)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(scroll, 1)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self.wide), super().sizeHint().height())

    def bring_into_view(self, field: QWidget) -> None:
        """A field that gets the keyboard by a key comes into view as a whole."""
        inner = self._scroll.widget()
        top = field.mapTo(inner, QPoint()).y() if inner is not None else 0
        for line in (top + field.height(), top):  # Qt itself would be content with the line of the cursor
            self._scroll.ensureVisible(0, line, 0, 16)

    def show_head(self, actor: Actor | None, title: str, detail: str = "") -> None:
        """Whose item this is and what it is."""
        self._badge.setVisible(actor is not None)
        if actor is not None:
            self._badge.show_look(BadgeLook.of(actor), actor.name)
        self._title.setText(title)
        self._detail.setText(detail)
        self.setAccessibleName(title)

    def caption(self, text: str) -> Label:
        """A small bold heading within the body."""
        label = Label(self.theme, text, "second", bold=True)
        self.body.addWidget(label)
        return label
