"""The parking lot: what was set aside, to come back to before the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.notes import Note
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import SectionHead
from facilitator.ui.widgets.tag import Tag


class ParkingLot(QWidget):
    """A short list under the route."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[Note] | None = None
        self.head = SectionHead(theme, self.tr("Parking lot"))
        self.number = Tag(theme, "0")
        self.head.add_beside(self.number)
        self.back = Label(theme, "", "second", "text2", bold=True)
        self.sign = IconLabel(theme, "parked", "warn", 16)
        self.sign.hide()
        self.head.add(self.sign)
        self.head.add(self.back)
        self._inner = QWidget()
        self._inner.setProperty("clear", "true")
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(scroll, 1)

    def show_parked(self, notes: Sequence[Note], ending: int, *, due: bool = False) -> None:
        """`ending` is the number of the ending question, 0 when there is none; `due` when it is now or comes next."""
        words = self.tr("back before Q{number}").format(number=ending) if ending and notes else ""
        if due and notes:
            words = self.tr("back now")
        if self.back.text() != words:
            self.back.setText(words)
        self.back.set_look(tone="warn" if due and notes else "text2")
        self.sign.setVisible(bool(due and notes))
        if list(notes) == self._shown:
            return
        self._shown = list(notes)
        self.number.show_text(str(len(notes)))
        self._clear()
        for note in notes:
            self._list.addWidget(self._row(note))
        if not notes:
            self._list.addWidget(Label(self._theme, self.tr("Nothing parked."), "second", "text2"))
        self._list.addStretch(1)

    def _row(self, note: Note) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(IconLabel(self._theme, "parked", "text", 16), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Label(self._theme, note.text or self.tr("(no words yet)"), "second", wrap=True), 1)
        return row

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
