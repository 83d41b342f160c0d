"""The route of a question set: its table, its heading, and the line about fixed wording."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.questions import (
    STEP_KINDS,
    Question,
    QuestionSet,
    Step,
    StepKind,
    planned_minutes,
    route_places,
    step_id,
)
from facilitator.services.prepare.scripts import chosen_words
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.route_delegate import RouteDelegate
from facilitator.ui.prepare.route_model import TICKS, Column, QuestionRow, RouteModel, RouteRow, StepRow
from facilitator.ui.prepare.rows import make_draggable
from facilitator.ui.prepare.sets_list import with_badge
from facilitator.ui.prepare.tables import RecordTable
from facilitator.ui.prepare.words import day_text, step_words
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.flow import FlowLayout
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import EmptyState, Panel

ROOMY = 720
"""From this width on there is room for everything; below it, columns are narrow and heads wrap."""


class RouteTable(RecordTable):
    """The questions; the tick columns answer to Space and to one click."""

    pasted = Signal()

    def __init__(self, theme: Theme, model: RouteModel, name: str) -> None:
        super().__init__(theme, model, name, stretched=Column.WORDING)
        self._delegate = RouteDelegate(theme)
        self.setItemDelegate(self._delegate)
        make_draggable(self)
        model.reordered.connect(self.move_requested)

    def row_height(self, row: int, width: int) -> int:
        return self._delegate.row_height(self.rows.rows[row], width)

    def widths(self) -> dict[int, int]:
        roomy = self.width() >= self.theme.px(ROOMY)
        return {
            Column.PLACE: 56,
            Column.TYPE: 112 if roomy else 104,
            Column.TIME: 80 if roomy else 64,
            Column.MUST_ASK: 84 if roomy else 56,
            Column.ANALYSE: 76 if roomy else 68,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() in TICKS:
            self.tick_requested.emit(index)


class RouteHead(QWidget):
    """What the route is called, for whom it is, and how long it takes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = ElidedLabel(theme, "", "heading", bold=True)
        self._badges = QWidget()
        self._flow = FlowLayout(self._badges, spacing=8)
        self.total = Label(theme, "", "second", "text2")
        self.total.hide()  # until there is room
        self.paste = IconButton(theme, "paste", self.tr("Paste or load questions"), "Ctrl+Shift+V")
        self.add = Button(theme, self.tr("Question"), icon="add", shortcut_text="Ctrl+Enter")
        self.add.setAccessibleName(self.tr("Add a question"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self._badges)
        row.addStretch(1)
        for widget in (self.total, self.paste, self.add):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.total.setVisible(event.size().width() >= self._theme.px(ROOMY))

    def show_set(self, desk: Desk, found: QuestionSet | None, questions: list[Question]) -> None:
        self._flow.clear()
        if found is None:
            self.name.setText(self.tr("Question route"))
            self.total.setText("")
            return
        self.name.setText(self.tr("Question route “{name}”").format(name=found.name))
        groups = desk.routing.groups_of(found)
        shown = with_badge(groups)
        for badge in (Badge.of(self._theme, group) for group in shown):
            self._flow.addWidget(badge)
            badge.show()
        if rest := groups[len(shown) :]:
            more = Label(self._theme, f"+{len(rest)}", "small", "text2", bold=True)
            more.setToolTip(", ".join(group.name for group in rest))
            self._flow.addWidget(more)
            more.show()
        self._badges.setFixedSize(self._flow.sizeHint())
        self.total.setText(self._minutes(desk, planned_minutes(route_places(found.steps, questions))))

    def _minutes(self, desk: Desk, total: int) -> str:
        session = desk.preparing.shown_session(desk.group.id) if desk.group else None
        if session is None or not session.planned_minutes:
            return self.tr("{total} min in all").format(total=total)
        spare = session.planned_minutes - total
        if spare < 0:
            return self.tr("{total} min in all, {over} more than planned").format(total=total, over=-spare)
        return self.tr("{total} min in all, {spare} to spare").format(total=total, spare=spare)


class RoutePane(QWidget):
    """The upper half of the centre."""

    add_requested = Signal()
    paste_requested = Signal()
    set_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.head = RouteHead(theme)
        self.model = RouteModel()
        self.table = RouteTable(theme, self.model, self.tr("Question route"))
        self._panel = Panel(theme, padding=1, spacing=0)
        self._panel.body.addWidget(self.table)
        no_set = self.tr("No question set here yet. Add the first, or choose one in the form of the group.")
        self.no_set = EmptyState(theme, no_set, self.tr("Add a question set"))
        no_question = self.tr("No question yet. Press Ctrl+Enter for the first, or paste the list you have.")
        self.no_question = EmptyState(theme, no_question, self.tr("Paste or load questions"))
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(theme.px(90))
        for widget in (self._panel, self.no_question, self.no_set):
            self._stack.addWidget(_at_top(widget))
        self._foot = QWidget()
        self._fixed = ElidedLabel(theme, "", "second", "text2")
        self._lay_out(theme)
        self._wire()

    def refresh(self) -> None:
        found = self._desk.question_set
        questions = self._desk.routing.questions(found.id) if found else []
        self.model.show_rows(self._rows(found, questions))
        self.head.show_set(self._desk, found, questions)
        self.head.add.set_disabled_reason("" if found else self.tr("Add a question set first."))
        self.head.paste.set_disabled_reason("" if found else self.tr("Add a question set first."))
        self._stack.setCurrentIndex(2 if found is None else 0 if questions else 1)
        self.table.setAccessibleName(self.head.name.text())
        self.table.fit()
        self._show_fixed()

    def _rows(self, found: QuestionSet | None, questions: list[Question]) -> list[RouteRow]:
        numbers = {question.id: number for number, question in enumerate(questions, start=1)}
        places, study = route_places(found.steps if found else (), questions), self._desk.preparing.study
        usual = self.tr("In the usual words; Enter shows them.")
        return [
            StepRow(place, chosen_words(study, place) or usual, bool(place.text))
            if isinstance(place, Step)
            else QuestionRow(numbers[place.id], place)
            for place in places
        ]

    def edit_wording(self, question_id: str) -> None:
        """Open the editor on a question's words."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.put_cursor(question_id, Column.WORDING)
        self.table.edit(self.table.currentIndex())

    def wanted_height(self) -> int:
        """What the pane would take to show every question."""
        return self.head.sizeHint().height() + self.table.sizeHint().height() + self._foot.sizeHint().height() + 34

    def _lay_out(self, theme: Theme) -> None:
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(IconLabel(theme, "lock", "text2", 14))
        foot.addWidget(self._fixed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 4)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)

    def _wire(self) -> None:
        self.head.add.clicked.connect(self.add_requested)
        self.head.paste.clicked.connect(self.paste_requested)
        self.table.pasted.connect(self.paste_requested)
        self.no_question.acted.connect(self.paste_requested)
        self.no_set.acted.connect(self.set_requested)
        self.table.opened.connect(self._on_opened)
        self.table.remove_requested.connect(self._on_remove)
        self.table.move_requested.connect(self._on_move)
        self.table.tick_requested.connect(self._on_tick)
        self.table.row_chosen.connect(lambda _id: self._show_fixed())
        self.model.edited.connect(self._on_edited)

    def _show_fixed(self) -> None:
        found = self._desk.question_set
        since = self._desk.routing.fixed_since(found.id) if found else None
        self._foot.setVisible(since is not None)
        if since is None:
            return
        place = self.model.place_of(self.table.current_id)
        row = self.model.rows[place] if place >= 0 else None
        version = row.question.version + 1 if isinstance(row, QuestionRow) else 2
        sentence = self.tr(
            "Wording is fixed since {day}, the first session that used it. "
            "A change makes version {version} and is noted in the report."
        )
        self._fixed.setText(sentence.format(day=day_text(since.isoformat()), version=version))

    def _number(self, question_id: str) -> int:
        return self.model.number_of(question_id)

    def _step(self, row_id: str) -> StepKind | None:
        """The kind of step that a row is; None for a question."""
        return next((kind for kind in STEP_KINDS if step_id(kind) == row_id), None)

    def _on_opened(self, row_id: str) -> None:
        kind, found = self._step(row_id), self._desk.question_set
        if kind is None:
            self._desk.detail_requested.emit("question", row_id)
        elif found is not None:
            self._desk.detail_requested.emit("steps", f"{found.id}/{kind}")

    def _on_edited(self, row_id: str, field: str, value: object) -> None:
        kind, found = self._step(row_id), self._desk.question_set
        if kind is not None and found is not None:
            sentence = self.tr("{step} changed.").format(step=step_words()[kind])
            self._desk.attempt(lambda: self._desk.routing.edit_step(found.id, kind, **{field: value}), sentence)
            return
        sentence = self.tr("Question {number} changed.").format(number=self._number(row_id))
        self._desk.attempt(lambda: self._desk.routing.edit_question(row_id, **{field: value}), sentence)

    def _on_tick(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if not isinstance(row, QuestionRow):
            self._on_opened(row.id)
            return
        question = row.question
        field = TICKS.get(Column(index.column()), "must_ask")
        value = not getattr(question, field)
        self._desk.attempt(
            lambda: self._desk.routing.edit_question(question.id, **{field: value}),
            self._tick_sentence(row.number, field, value),
        )

    def _tick_sentence(self, number: int, field: str, value: bool) -> str:
        sentences = {
            ("must_ask", True): self.tr("Question {number} must be asked."),
            ("must_ask", False): self.tr("Question {number} may be left out."),
            ("analyse", True): self.tr("Question {number} will be analysed."),
            ("analyse", False): self.tr("Question {number} will not be analysed."),
        }
        return sentences[field, value].format(number=number)

    def _on_remove(self, row_id: str) -> None:
        kind, found = self._step(row_id), self._desk.question_set
        if kind is not None and found is not None:
            sentence = self.tr("{step} is no longer a step of this route.").format(step=step_words()[kind])
            self._desk.attempt(lambda: self._desk.routing.remove_step(found.id, kind), sentence)
            return
        sentence = self.tr("Question {number} removed.").format(number=self._number(row_id))
        self._desk.attempt(lambda: self._desk.routing.remove_question(row_id), sentence)

    def _on_move(self, row_id: str, to: int) -> None:
        if self._step(row_id) is not None:
            self._desk.said.emit(self.tr("Welcome and rules come first, the closing comes last."), False)
        elif self._desk.attempt(lambda: self._desk.routing.move_question(row_id, self.model.question_place(to))):
            sentence = self.tr("This is question {number} now.")
            self._desk.said.emit(sentence.format(number=self._number(row_id)), True)


def _at_top(widget: QWidget) -> QWidget:
    """The widget at the top of a page that may be taller."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(widget)
    column.addStretch(0)
    return page
