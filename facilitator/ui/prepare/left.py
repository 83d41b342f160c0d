"""The left column: groups, others they talk about, question sets, pairs, and what is still open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.people import Person
from facilitator.services.prepare.readiness import readiness
from facilitator.ui.prepare.actors_list import ActorRow, ActorsList
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.ready import ReadyBox
from facilitator.ui.prepare.sets_list import SetRow, SetsList
from facilitator.ui.prepare.words import group_line, other_line
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import ElidedLabel
from facilitator.ui.widgets.panel import Divider, EmptyState, SectionHead, paint_ground

TWO_HALVES = 420
"""From this width on, in px at 100 % type, groups and question sets have room beside each other."""


class LeftColumn(QWidget):
    """The first pane; groups and others scroll, what is below them stays."""

    group_add_requested = Signal()
    other_add_requested = Signal()
    set_add_requested = Signal()
    session_requested = Signal()
    study_requested = Signal()
    check_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        paint_ground(self, "surface")
        self.groups = ActorsList(theme, self.tr("Groups"), keeps_choice=True)
        self.others = ActorsList(theme, self.tr("Others they talk about"), keeps_choice=False)
        self.sets = SetsList(theme, self.tr("Question sets"))
        self.nobody = EmptyState(
            theme, self.tr("Who will you talk to? Add the first group."), self.tr("Add the first group")
        )
        self._add_group = IconButton(theme, "add", self.tr("Add a group"), "Ctrl+Shift+G")
        self._add_other = IconButton(theme, "add", self.tr("Add a team or thing they talk about"), "Ctrl+Shift+O")
        self._add_set = IconButton(theme, "add", self.tr("Add a question set"), "Ctrl+Shift+Q")
        self._pairs = QWidget()
        self._pairs_text = ElidedLabel(theme, "", "second")
        self._divider = Divider(theme)
        self.ready = ReadyBox(theme)
        self.session = Button(theme, "", "main", height=32)
        self.study = IconButton(theme, "info", self.tr("Study details"), "Ctrl+Shift+I")
        self.study_wide = Button(theme, self.tr("Study details"), icon="info", shortcut_text="Ctrl+Shift+I")
        self._lay_out(theme)
        self._wire()

    def refresh(self) -> None:
        preparing = self._desk.preparing
        groups = preparing.groups()
        self.groups.show_rows([self._group_row(group) for group in groups])
        self.others.show_rows([ActorRow(other, other_line(other)) for other in preparing.others()])
        self.groups.setVisible(bool(groups))
        self.nobody.setVisible(not groups)
        routing = self._desk.routing
        self.sets.show_rows([SetRow(each, tuple(routing.groups_of(each))) for each in routing.sets()])
        self._show_pairs()
        self._show_choice()

    def _group_row(self, group: Actor) -> ActorRow:
        preparing = self._desk.preparing
        people = preparing.store.count(Person, actor=group.id)
        return ActorRow(group, group_line(group, people, preparing.shown_session(group.id)))

    def _show_choice(self) -> None:
        group, found = self._desk.group, self._desk.question_set
        self.sets.choose(found.id if found else "")
        for widget in (self.ready, self.session, self.study):
            widget.setVisible(group is not None)
        self.study_wide.setVisible(group is None)
        if group is not None:
            self.groups.choose(group.id)
            self.ready.show_items(readiness(self._desk.preparing, group.id))
            session = self._desk.preparing.shown_session(group.id)
            begun = session is None or session.started_at is not None
            self.session.setText(self.tr("Plan a session") if begun else self.tr("Change the plan"))
            self.session.setProperty("kind", "main" if session is None else "plain")

    def _show_pairs(self) -> None:
        pairs = self._desk.routing.pairs()
        self._pairs.setVisible(bool(pairs))
        words = [f"{pair.first[1]} ~ {pair.second[0].name[:1].upper()}{pair.second[1]}" for pair in pairs]
        self._pairs_text.setText(self.tr("Paired for comparing: {pairs}").format(pairs=", ".join(words)))
        whole = [
            self.tr("“{one}” {first} with “{other}” {second}").format(
                one=pair.first[0].name, first=pair.first[1], other=pair.second[0].name, second=pair.second[1]
            )
            for pair in pairs
        ]
        self._pairs.setToolTip("\n".join(whole))
        self._pairs_text.setAccessibleName(self.tr("Paired for comparing: {pairs}").format(pairs="; ".join(whole)))

    def _lay_out(self, theme: Theme) -> None:
        upper = QWidget()
        upper.setProperty("clear", "true")
        inner = QVBoxLayout(upper)
        inner.setContentsMargins(0, 8, 0, 8)
        inner.setSpacing(0)
        inner.addWidget(_head(theme, self.tr("Groups"), self._add_group))
        inner.addWidget(self.groups)
        inner.addWidget(_padded(self.nobody))
        inner.addWidget(_head(theme, self.tr("Others they talk about"), self._add_other))
        inner.addWidget(self.others)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(upper)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        self._halves.addWidget(scroll, 1)
        self._halves.addWidget(self._divider)
        self._halves.addWidget(self._lower(theme))
        self._lay_out_pairs(theme)

    def _lower(self, theme: Theme) -> QWidget:
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(0)
        column.addWidget(_head(theme, self.tr("Question sets"), self._add_set))
        column.addWidget(self.sets)
        column.addWidget(self._pairs)
        column.addWidget(self.ready)
        column.addWidget(self._foot())
        column.addStretch(1)
        return lower

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type the page is this column's alone, wide and low: its halves lie side by side."""
        super().resizeEvent(event)
        beside = event.size().width() >= self._desk.theme.px(TWO_HALVES)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != way:
            self._halves.setDirection(way)
            self._halves.setStretch(2, int(beside))
            self._divider.setVisible(not beside)

    def _lay_out_pairs(self, theme: Theme) -> None:
        row = QHBoxLayout(self._pairs)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "link", "text", 14))
        row.addWidget(self._pairs_text, 1)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 4, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.session, 1)
        row.addWidget(self.study)
        row.addWidget(self.study_wide, 1)
        row.setAlignment(self.study, Qt.AlignmentFlag.AlignRight)
        return foot

    def _wire(self) -> None:
        desk = self._desk
        self._add_group.clicked.connect(self.group_add_requested)
        self.nobody.acted.connect(self.group_add_requested)
        self._add_other.clicked.connect(self.other_add_requested)
        self._add_set.clicked.connect(self.set_add_requested)
        self.session.clicked.connect(self.session_requested)
        self.study.clicked.connect(self.study_requested)
        self.study_wide.clicked.connect(self.study_requested)
        self.ready.check_chosen.connect(self.check_chosen)
        self.groups.chosen.connect(desk.choose_group)
        self.sets.chosen.connect(desk.choose_set)
        self.sets.opened.connect(lambda set_id: desk.detail_requested.emit("set", set_id))
        self.sets.remove_requested.connect(self._on_remove_set)
        for actors in (self.groups, self.others):
            actors.opened.connect(lambda actor_id: desk.detail_requested.emit("actor", actor_id))
            actors.remove_requested.connect(self._on_remove_actor)
            actors.move_requested.connect(self._on_move_actor)

    def _on_remove_actor(self, actor_id: str) -> None:
        name = next((actor.name for actor in self._desk.preparing.actors() if actor.id == actor_id), "")
        sentence = self.tr("{name} removed.").format(name=name)
        self._desk.attempt(lambda: self._desk.preparing.remove_actor(actor_id), sentence)

    def _on_move_actor(self, actor_id: str, to: int) -> None:
        self._desk.attempt(lambda: self._desk.preparing.move_actor(actor_id, to))

    def _on_remove_set(self, set_id: str) -> None:
        name = next((each.name for each in self._desk.routing.sets() if each.id == set_id), "")
        sentence = self.tr("“{name}” and its questions removed.").format(name=name)
        self._desk.attempt(lambda: self._desk.routing.remove_set(set_id), sentence)


def _head(theme: Theme, text: str, button: IconButton) -> QWidget:
    head = SectionHead(theme, text)
    head.add(button)
    head.row.setContentsMargins(16, 0, 16, 0)
    return head


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(16, 4, 16, 8)
    column.addWidget(widget)
    return holder
