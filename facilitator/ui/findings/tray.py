"""The idea tray: notes on which nothing rests yet, to be dragged or sent by key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.ui.findings.card import NOTE_MIME
from facilitator.ui.findings.side import SidePanel
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.rows import paint_row
from facilitator.ui.widgets.wrapped import paint_wrapped, wrapped_height

Index = QModelIndex | QPersistentModelIndex
NOTE_ROLE = Qt.ItemDataRole.UserRole


class IdeasModel(QAbstractListModel):
    """Ideas left of one group, or of all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: Sequence[Note] = ()
        self._labels: Mapping[str, str] = {}

    def show_notes(self, notes: Sequence[Note], labels: Mapping[str, str]) -> None:
        """`labels` gives the short label of each question."""
        self.beginResetModel()
        self.notes, self._labels = notes, labels
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == NOTE_ROLE:
            return note
        if role == Qt.ItemDataRole.DisplayRole:
            return f"“{note.text}”" if note.kind == "quote" else note.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.questions_of(note)
        return None

    def questions_of(self, note: Note) -> str:
        """The labels of the questions a note is filed under."""
        return " ".join(self._labels.get(question, "?") for question in note.questions)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [NOTE_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(NOTE_MIME, self.notes[indexes[0].row()].id.encode())
        return data


class IdeaDelegate(QStyledItemDelegate):
    """Wrapped words with the question's label before them."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(width, self._words(QRect(0, 0, width, 0), index).height() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row(painter, option, self._theme)
        model = index.model()
        if not isinstance(model, IdeasModel):
            return
        note: Note = model.notes[index.row()]
        painter.setPen(self._theme.tokens.text2)
        painter.setFont(self._theme.font("small", bold=True))
        label = QRect(option.rect).adjusted(10, 8, 0, 0)
        painter.drawText(label, Qt.AlignmentFlag.AlignTop, model.questions_of(note))
        painter.setPen(self._theme.tokens.text)
        words = QRectF(self._words(option.rect, index))
        paint_wrapped(painter, words, str(index.data()), self._face(note))

    def _words(self, box: QRect, index: Index) -> QRect:
        width = max(box.width() - 54, 60)
        height = wrapped_height(str(index.data()), self._face(index.data(NOTE_ROLE)), width)
        return QRect(box.left() + 44, box.top() + 8, width, height)

    def _face(self, note: Note) -> QFont:
        return self._theme.font("second", italic=note.kind == "quote")


class IdeaList(QListView):
    """Enter makes a statement of an idea, Ctrl+I adds it to the chosen card."""

    statement_requested = Signal(str)

    ring_radius = 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            note = self.currentIndex().data(NOTE_ROLE)
            if note is not None:
                self.statement_requested.emit(note.id)
            return
        super().keyPressEvent(event)


class IdeaTray(SidePanel):
    """The side panel around the list of ideas left."""

    statement_requested = Signal(str)
    evidence_requested = Signal(str)
    quote_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        hint = self.tr("Drag an idea to a card or an empty cell, or use the keys.")
        self.body.addWidget(Label(theme, hint, "second", "text2", wrap=True))
        self.model = IdeasModel(self)
        self.list = IdeaList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(IdeaDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Ideas left"))
        self.list.setDragEnabled(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.statement_requested.connect(self.statement_requested)
        self.body.addWidget(self.list, 1)
        self._nothing = Label(theme, self.tr("Every idea is used."), "second", "text2")
        self.body.addWidget(self._nothing)
        self._buttons = self._make_buttons()

    @property
    def note(self) -> Note | None:
        """The idea under the keyboard."""
        found = self.list.currentIndex().data(NOTE_ROLE)
        return found if isinstance(found, Note) else None

    def show_ideas(self, group: Actor | None, notes: Sequence[Note], labels: Mapping[str, str]) -> None:
        """Fills the list; the choice stays on its row so that Enter can be pressed again."""
        row = max(self.list.currentIndex().row(), 0)
        title = self.tr("1 idea left") if len(notes) == 1 else self.tr("%n ideas left", "", len(notes))
        self.show_head(group, title)
        self.model.show_notes(notes, labels)
        if notes:
            self.list.setCurrentIndex(self.model.index(min(row, len(notes) - 1)))
        self._nothing.setVisible(not notes)
        for button in self._buttons:
            button.setVisible(bool(notes))

    def _make_buttons(self) -> list[Button]:
        wishes = (
            (self.tr("Make a statement"), "Enter", self.statement_requested),
            (self.tr("Add to the chosen card"), "Ctrl+I", self.evidence_requested),
            (self.tr("Make a quote"), "Ctrl+U", self.quote_requested),
        )
        buttons = []
        for text, caps, signal in wishes:
            button = Button(self.theme, text, shortcut_text=caps)
            button.clicked.connect(lambda _checked=False, signal=signal: self.note and signal.emit(self.note.id))
            self.body.addWidget(button)
            buttons.append(button)
        return buttons
