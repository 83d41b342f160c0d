"""What is known of a group, another team or a thing, and which questions a group is asked."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.services.prepare.preparing import PALETTE
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Choice, Form, TextBox, TextField
from facilitator.ui.prepare.words import colour_words, kind_words, side_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.rows import paint_focus


class _Swatch(QAbstractButton):
    """A badge in one colour of the palette; the chosen one has a frame."""

    ring_radius = 6

    def __init__(self, theme: Theme, colour: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.colour = colour
        self.letter = ""
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        side = self._theme.px(36)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_badge(painter, box.adjusted(5, 5, -5, -5), self._theme, BadgeLook(self.letter, "group", self.colour))
        if self.isChecked():
            paint_focus(painter, box, self._theme)
        painter.end()


class ColourRow(QWidget):
    """The palette; arrows go from colour to colour."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.swatches = [_Swatch(theme, *pair) for pair in zip(PALETTE, colour_words(), strict=True)]
        row = QHBoxLayout()
        row.setSpacing(4)
        for swatch in self.swatches:
            self._group.addButton(swatch)
            row.addWidget(swatch)
            swatch.clicked.connect(lambda _checked=False, colour=swatch.colour: self.chosen.emit(colour))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(theme, label, "second", "text2"))
        column.addLayout(row)

    def show_colour(self, colour: str, letter: str) -> None:
        self._group.setExclusive(False)
        for swatch in self.swatches:
            swatch.letter = letter
            swatch.setChecked(swatch.colour == colour.upper())
            swatch.update()
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        here = next((at for at, swatch in enumerate(self.swatches) if swatch.hasFocus()), None)
        if here is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        swatch = self.swatches[(here + steps[Qt.Key(event.key())]) % len(self.swatches)]
        swatch.setFocus(Qt.FocusReason.OtherFocusReason)
        swatch.click()


class ActorForm(Form):
    """Each field is kept when it is left."""

    def __init__(self, desk: Desk, actor_id: str) -> None:
        super().__init__(desk)
        self._id = actor_id
        theme = desk.theme
        self.name = TextField(theme, self.tr("Name"), lambda text: self._edit(name=text))
        self.short = TextField(theme, self.tr("Letter"), lambda text: self._edit(short=text))
        self.kind = Choice(theme, self.tr("What it is"), kind_words(), lambda kind: self._try(kind=kind))
        self.side = Choice(theme, self.tr("Side"), side_words(), lambda side: self._try(side=side))
        self.question_set = Choice(theme, self.tr("Question set"), {}, self._bind)
        self.colour = ColourRow(theme, self.tr("Colour"))
        self.colour.chosen.connect(lambda colour: self._try(colour=colour))
        background = self.tr("Who they are, what they do")
        self.background = TextBox(
            theme, self.tr("Background"), lambda text: self._edit(background=text), lines=4, hint=background
        )
        same = self.tr("as the name")
        self.row_label = TextField(theme, self.tr("Printed in rows"), lambda text: self._edit(row_label=text), same)
        self.column_label = TextField(
            theme, self.tr("Printed in columns"), lambda text: self._edit(column_label=text), same
        )
        self.remove = Button(theme, self.tr("Remove"), "danger", "remove")
        self.remove.clicked.connect(self._remove)
        self._lay_out()

    def load(self) -> bool:
        actor = self._actor()
        if actor is None:
            return False
        self.heading = actor.name
        self.name.show_text(actor.name)
        self.short.show_text(actor.short)
        self.kind.show_value(actor.kind)
        self.side.show_value(actor.side)
        self.colour.show_colour(actor.colour, actor.short)
        self.background.show_text(actor.background)
        self.row_label.show_text(actor.row_label or "")
        self.column_label.show_text(actor.column_label or "")
        self._load_sets(actor)
        return True

    def first(self) -> QWidget:
        self.name.line.selectAll()
        return self.name.line

    def _load_sets(self, actor: Actor) -> None:
        self.question_set.setVisible(actor.is_group)
        self.colour.setVisible(actor.is_group)
        options = {"": self.tr("None yet"), **{each.id: each.name for each in self.desk.routing.sets()}}
        self.question_set.set_options(options)
        bound = self.desk.routing.set_of(actor.id)
        self.question_set.show_value(bound.id if bound else "")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.name, 1)
        self.short.setFixedWidth(self.theme.px(72))
        row.addWidget(self.short)
        self.column.addLayout(row)
        self.add_side_by_side(self.kind, self.side)
        self.add(self.question_set, self.colour, self.background)
        self.caption(self.tr("In the feedback matrix"))
        self.add_side_by_side(self.row_label, self.column_label)
        self.column.addStretch(1)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _actor(self) -> Actor | None:
        return self.desk.preparing.store.get(Actor, self._id)

    def _edit(self, **fields: str) -> None:
        self.desk.preparing.edit_actor(self._id, **fields)

    def _try(self, **fields: str) -> None:
        """For choices, which have no room for a reason beside them."""
        self.desk.attempt(lambda: self.desk.preparing.edit_actor(self._id, **fields))
        self.load()

    def _bind(self, set_id: str) -> None:
        bound = self.desk.routing.set_of(self._id)
        if set_id:
            self.desk.attempt(lambda: self.desk.routing.bind(set_id, self._id))
        elif bound is not None:
            self.desk.attempt(lambda: self.desk.routing.bind(bound.id, self._id, bound=False))
        self.load()

    def _remove(self) -> None:
        sentence = self.tr("{name} removed.").format(name=self.heading)
        self.desk.attempt(lambda: self.desk.preparing.remove_actor(self._id), sentence)
