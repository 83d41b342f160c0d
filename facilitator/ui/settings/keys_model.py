"""The actions whose keys can be changed, found by a word or by a key, and how a row of them looks."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.frame.commands import stages
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.keycap import caps_width, paint_caps
from facilitator.ui.widgets.rows import paint_row

Index = QModelIndex | QPersistentModelIndex
ID_ROLE = Qt.ItemDataRole.UserRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
HEIGHT = 34


class KeysModel(QAbstractListModel):
    """One row an action, also where it stands on several pages under one key.

    Keys that belong to a list or a canvas are not among them: those stay as they are.
    """

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._wanted = ""
        self._stages = {stage.id: stage.text for stage in stages()}
        self.specs: list[ActionSpec] = []
        self._alike: dict[str, list[ActionSpec]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take the actions as they are now."""
        self.beginResetModel()
        same: dict[tuple[str, tuple[str, ...]], list[ActionSpec]] = {}
        for spec in self._actions.all():
            if not spec.local:
                same.setdefault((spec.text, spec.keys), []).append(spec)
        self._alike = {alike[0].id: alike for alike in same.values()}
        found = (alike[0] for alike in same.values() if self._fits(alike[0]))
        self.specs = sorted(found, key=lambda spec: (spec.text.casefold(), self.place_words(spec)))
        self.endResetModel()

    def find(self, words: str) -> None:
        """Only the actions that have all the words in their name or key."""
        self._wanted = words.casefold()
        self.refresh()

    def alike(self, action_id: str) -> list[str]:
        """The actions that are shown and changed as one."""
        found = next((alike for alike in self._alike.values() if any(spec.id == action_id for spec in alike)), [])
        return [spec.id for spec in found]

    def place_of(self, action_id: str) -> int:
        """The row of an action, or -1."""
        first = next(iter(self.alike(action_id)), "")
        return next((row for row, spec in enumerate(self.specs) if spec.id == first), -1)

    def place_words(self, spec: ActionSpec) -> str:
        """The stages in which an action works; nothing for what works everywhere."""
        stages = {each.place.partition(".")[0] for each in self._alike[spec.id]}
        return ", ".join(words for stage, words in self._stages.items() if stage in stages)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.specs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        spec = self.specs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return spec.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{self.place_words(spec)} {spec.shortcut or self.tr('no key')}".strip()
        return spec.id if role == ID_ROLE else None

    def _fits(self, spec: ActionSpec) -> bool:
        text = f"{spec.text} {self.place_words(spec)} {' '.join(spec.keys)}".casefold()
        return all(word in text for word in self._wanted.split())


class KeysDelegate(QStyledItemDelegate):
    """The action at the left, its key as caps at the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self._theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row(painter, option, self._theme)
        model = index.model()
        assert isinstance(model, KeysModel)
        spec = model.specs[index.row()]
        row: QRect = option.rect
        caps = caps_width(self._theme, spec.shortcut) if spec.shortcut else 0.0
        painter.save()
        words = row.adjusted(16, 0, -round(caps) - 32, 0)
        left = words.left()
        for text, role, colour in (
            (spec.text, "body", self._theme.tokens.text),
            (model.place_words(spec), "second", self._theme.tokens.text2),
        ):
            painter.setFont(self._theme.font(role))
            painter.setPen(colour)
            room = max(words.right() - left, 0)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, words.top(), room, words.height()), LEFT, shown)
            left += painter.fontMetrics().horizontalAdvance(shown) + 12
        if spec.shortcut:
            paint_caps(painter, row.right() - 16 - caps, row.center().y() + 0.5, self._theme, spec.shortcut)
        painter.restore()
