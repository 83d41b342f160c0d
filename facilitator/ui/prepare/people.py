"""The people of a group: their table, and its heading."""

from math import ceil

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.people import Person
from facilitator.services.prepare.seating import MAX_SEAT, called
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.people_model import (
    ALIAS,
    ATTENDANCE,
    FIRST_USE,
    FORM,
    SEAT,
    PeopleModel,
    PersonRow,
    missing_sentence,
    use_of,
)
from facilitator.ui.prepare.rows import Index, box_of, make_draggable, paint_cell
from facilitator.ui.prepare.tables import RecordTable
from facilitator.ui.prepare.words import answer_words, attendance_words, seat_count, use_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import BadgeLook, paint_badge
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.panel import EmptyState, Panel
from facilitator.ui.widgets.tag import Tag
from facilitator.ui.widgets.ticks import paint_tick

HEIGHT = 32
PAD = 8
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PeopleDelegate(QStyledItemDelegate):
    """Seat as a circle, consent as tick, cross or empty box, the rest as words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_cell(painter, option, self._theme, index)
        model = index.model()
        assert isinstance(model, PeopleModel)
        person, box, column = model.person(index), box_of(option), index.column()
        painter.save()
        use = use_of(column)
        if use is not None:
            self._paint_answer(painter, box, getattr(person.consent, use))
        elif column == SEAT:
            self._paint_seat(painter, box, person)
        else:
            self._paint_words(painter, box, column, str(index.data() or ""), named=bool(person.alias))
        painter.restore()

    def _paint_answer(self, painter: QPainter, box: QRect, answer: bool | None) -> None:
        if answer is None:
            paint_tick(painter, QRectF(box), self._theme, checked=False)
            return
        side = self._theme.px(15)
        middle = QRectF(box).center()
        sign = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        t = self._theme.tokens
        self._theme.icons.paint(painter, sign, "tick" if answer else "no", t.ok if answer else t.rec)

    def _paint_seat(self, painter: QPainter, box: QRect, person: Person) -> None:
        side = self._theme.px(22)
        badge = QRectF(box.left() + PAD, box.center().y() - side / 2 + 0.5, side, side)
        seat = "–" if person.seat is None else str(person.seat)
        paint_badge(painter, badge, self._theme, BadgeLook(seat, "seat"))

    def _paint_words(self, painter: QPainter, box: QRect, column: int, text: str, *, named: bool) -> None:
        t = self._theme.tokens
        painter.setFont(self._theme.font("second", bold=column == ALIAS and named))
        painter.setPen(t.text2 if column == FORM or (column == ALIAS and not named) else t.text)
        words = box.adjusted(PAD, 0, -PAD, 0)
        painter.drawText(
            words, LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        )

    # Editors

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        from PySide6.QtWidgets import QCompleter

        from facilitator.ui.widgets.fields import Line, NumberField

        if index.column() == SEAT:
            return NumberField(self._theme, 1, MAX_SEAT, name=self.tr("Seat"), parent=parent)
        name = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        line = Line(self._theme, name=name, parent=parent)
        if index.column() == ATTENDANCE:
            line.setCompleter(QCompleter(attendance_words(), line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        from facilitator.ui.prepare.editors import show_value

        show_value(editor, index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        from facilitator.ui.prepare.editors import value_of

        model.setData(index, value_of(editor))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(box_of(option))


class PeopleTable(RecordTable):
    """The people; consent columns answer to Space and to one click."""

    def __init__(self, theme: Theme, model: PeopleModel, name: str) -> None:
        super().__init__(theme, model, name, stretched=ATTENDANCE)
        self.setItemDelegate(PeopleDelegate(theme))
        make_draggable(self)
        model.reordered.connect(self.move_requested)

    def row_height(self, _row: int, _width: int) -> int:
        return self.theme.px(HEIGHT)

    def widths(self) -> dict[int, int]:
        wide = round(self.fitted_to / max(self.theme.px(100), 1) * 100)
        form = 112 if wide >= 760 else 0
        self.setColumnHidden(FORM, not form)
        seat, alias, attendance = 46, 76 if wide >= 520 else 64, max(self._word_width(ATTENDANCE), 84)
        uses = self._shared(wide - seat - alias - attendance - form)
        return {SEAT: seat, ALIAS: alias, **uses, FORM: form}

    def _shared(self, room: int) -> dict[int, int]:
        """Room for the consents: all alike, or where that is too little, each as its words need."""
        needs = {column: self._word_width(column) for column in range(FIRST_USE, FORM)}
        each = min(room // len(needs), 112)
        if each >= max(needs.values()):
            return dict.fromkeys(needs, each)
        spare = max(room - sum(needs.values()), 0) // len(needs)
        return {column: need + spare for column, need in needs.items()}

    def _word_width(self, column: int) -> int:
        """What the longest word of a head needs, at ordinary type: words are not broken."""
        words = self.rows.heads[column].split()
        longest = max(round(self.theme.width_of(word, "small", bold=True)) for word in words)
        return ceil((longest + 2 * PAD) * 100 / self.theme.px(100))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and use_of(index.column()):
            self.tick_requested.emit(index)


class PeoplePane(QWidget):
    """The lower half of the centre."""

    add_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.name = ElidedLabel(theme, "", "heading", bold=True)
        self.seats = Tag(theme, "")
        self.apart = ElidedLabel(theme, self.tr("Real names are kept apart, in the name key"), "second", "text2")
        self.add = Button(theme, self.tr("Person"), icon="add")
        self.add.setAccessibleName(self.tr("Add a person"))
        self.add.set_help(self.tr("Add a person (Ctrl+Shift+N)"))
        self.model = PeopleModel()
        self.table = PeopleTable(theme, self.model, self.tr("People"))
        self._panel = Panel(theme, padding=1, spacing=0)
        self._panel.body.addWidget(self.table)
        nobody = self.tr("Nobody yet. Seats are enough; names can wait.")
        self.nobody = EmptyState(theme, nobody, self.tr("Add a person"))
        self._stack = QStackedWidget()
        self._lay_out(theme)
        self._wire()

    def refresh(self) -> None:
        group = self._desk.group
        self.setVisible(group is not None)
        if group is None:
            return
        people = self._desk.seating.people(group.id)
        self.model.show_rows([PersonRow(person) for person in people])
        self.name.setText(self.tr("People in {group}").format(group=group.name))
        self.name.setMinimumWidth(min(self.name.sizeHint().width(), 240))  # of both sentences, it is cut last
        self.seats.show_text(seat_count(len(people)))
        self.seats.setVisible(bool(people))
        self._stack.setCurrentIndex(0 if people else 1)
        self.table.setAccessibleName(self.name.text())
        self.table.fit()

    def edit_alias(self, person_id: str) -> None:
        """Open the editor on an alias."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.put_cursor(person_id, ALIAS)
        self.table.edit(self.table.currentIndex())

    def _lay_out(self, theme: Theme) -> None:
        for widget in (self._panel, self.nobody):
            page = QWidget()
            inner = QVBoxLayout(page)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(widget)
            inner.addStretch(0)
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.seats)
        head.addStretch(1)
        head.addWidget(IconLabel(theme, "lock", "text2", 14))
        head.addWidget(self.apart)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 3, 20, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.nobody.acted.connect(self.add_requested)
        self.table.opened.connect(lambda row_id: self._desk.detail_requested.emit("person", row_id))
        self.table.remove_requested.connect(self._on_remove)
        self.table.move_requested.connect(self._on_move)
        self.table.tick_requested.connect(self._on_tick)
        self.model.edited.connect(self._on_edited)

    def _on_tick(self, index: QModelIndex) -> None:
        """Turn the consent under the cursor; elsewhere in the row, go to the first that is not asked."""
        person = self.model.person(index)
        use = use_of(index.column())
        if use is None:
            self.table.put_cursor(person.id, FIRST_USE)
            return
        self._desk.attempt(lambda: self._desk.seating.next_consent(person.id, use))
        person = self.model.person(self.model.index(self.model.place_of(person.id), 0))
        answer = answer_words()[getattr(person.consent, use)]
        said = self.tr("{name}, {use}: {answer}.").format(name=called(person), use=use_words()[use], answer=answer)
        self._desk.said.emit(f"{said} {missing_sentence(self.model, person)}".strip(), True)

    def _on_edited(self, person_id: str, field: str, value: object) -> None:
        seating = self._desk.seating
        if field == "seat" and isinstance(value, int):
            self._desk.attempt(lambda: seating.set_seat(person_id, value), self.tr("Seat changed."))
        elif field == "form":
            self._desk.attempt(lambda: seating.set_form(person_id, str(value)), self.tr("Form noted."))
        elif field == "alias":
            self._desk.attempt(lambda: seating.edit_person(person_id, alias=str(value)), self.tr("Alias changed."))
        else:
            act = self.tr("Attendance noted.")
            self._desk.attempt(lambda: seating.edit_person(person_id, attendance=str(value)), act)

    def _on_remove(self, person_id: str) -> None:
        person = self.model.rows[self.model.place_of(person_id)].person
        sentence = self.tr("{name} removed.").format(name=called(person))
        self._desk.attempt(lambda: self._desk.seating.remove_person(person_id), sentence)

    def _on_move(self, person_id: str, to: int) -> None:
        if self._desk.attempt(lambda: self._desk.seating.move_person(person_id, to)):
            place = self.model.place_of(person_id)
            person = self.model.rows[place].person
            sentence = self.tr("{name} sits on seat {seat} now.").format(name=called(person), seat=person.seat)
            self._desk.said.emit(sentence, True)
