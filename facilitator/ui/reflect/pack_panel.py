"""The pack of one group: what it amounts to, what must be decided, in which order, and how to begin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote
from facilitator.domain.packs import Pack
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import clock_text
from facilitator.services.prepare.question_names import QuestionName
from facilitator.services.reflection.planning import PackWarning, clip_ms, estimated_minutes
from facilitator.ui.reflect.pack_list import PackList
from facilitator.ui.reflect.words import counted, round_up
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.cards import WarningCard
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import ElidedLabel, Label
from facilitator.ui.widgets.panel import Divider, Panel

Action = tuple[str, Callable[[], None]] | tuple[str, Callable[[], None], str]
CARDS = 2
"""Warnings shown at a time; the next ones follow as these are decided."""
LONGEST = 20
"""Letters of a group's name on a button."""


@dataclass(frozen=True)
class PackData:
    """All the panel shows."""

    viewer: Actor
    pack: Pack
    warnings: tuple[PackWarning, ...]
    actors: Mapping[str, Actor]
    names: Mapping[str, QuestionName]
    session: Session | None
    planned: bool = True
    """Whether the matrix lets the viewer see anybody's answers."""


class CountBox(QFrame):
    """A number with its word; amber while something waits for a decision."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme = theme
        self._warn = False
        self._word = word
        self._number = Label(theme, "0", "title")
        self._number.setProperty("weight", "bold")
        self._words = Label(theme, word, "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(self._words)

    def show_number(self, number: int, word: str, *, warn: bool = False) -> None:
        self._number.setText(str(number))
        self._words.setText(word)
        self.setAccessibleName(f"{number} {word}")
        self._warn = warn
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(t.warnline if self._warn else t.line, 1))
        painter.setBrush(t.warntint if self._warn else t.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class DecisionCard(WarningCard):
    """A warning about one quote; with the keyboard on it, 1 and 2 decide."""

    ring_radius = 4

    def __init__(self, theme: Theme, warning: PackWarning, actor: Actor, panel: "PackPanel") -> None:
        self._warning = warning
        is_quote = isinstance(warning.quote, Quote)
        without = self.tr("Statement only") if is_quote else self.tr("Leave it out")
        show = (self.tr("Show it"), lambda: panel.show_requested.emit(warning))
        withhold = (without, lambda: panel.withhold_requested.emit(warning))
        reword = (self.tr("Reword…"), lambda: panel.reword_requested.emit(warning))
        keyed = [withhold] if warning.never else [show, withhold]
        actions: list[Action] = [(words, act, str(key)) for key, (words, act) in enumerate(keyed, 1)]
        actions.append(reword)
        text = f"“{warning.quote.text}”" if is_quote else warning.quote.text
        tone = "rec" if warning.never else "warn"
        super().__init__(theme, self._title(warning), text, actions, tone=tone, quote=is_quote)
        self._keys = len(keyed)
        self.setAccessibleDescription(warning.quote.text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        badge = Badge(theme, actor.short or actor.name[:1], "group", actor.colour, name=actor.name)
        self.head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)

    def _title(self, warning: PackWarning) -> str:
        if warning.place is not None:
            words = self.tr("”, “").join(warning.place.words)
            title = (
                self.tr("“{word}” is a real name and is not shown")
                if warning.never
                else self.tr("“{word}” may give somebody away and is not shown until you decide")
            )
            return title.format(word=words)
        if warning.kind == "mentions_viewer":
            return self.tr("This quote mentions the viewers")
        return self.tr("Nobody knows who said this, and somebody there refused")

    @property
    def warning(self) -> PackWarning:
        return self._warning

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("1", "2")[: self._keys]:
            self.buttons[int(event.text()) - 1].click()
            return
        super().keyPressEvent(event)


class PackPanel(Panel):
    """Shows a `PackData`; every wish is a signal."""

    show_requested = Signal(object)
    withhold_requested = Signal(object)
    reword_requested = Signal(object)
    preview_requested = Signal()
    start_requested = Signal()
    summary_requested = Signal()
    findings_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, flush=True, parent=parent)
        self._theme = theme
        self._data: PackData | None = None
        self.list = PackList(theme)
        self.cards: list[DecisionCard] = []
        self._title = ElidedLabel(theme, "", "heading")
        self._title.setProperty("weight", "bold")
        self._badge = Badge(theme, "", size=24)
        self._minutes = Label(theme, "", "second", "text2")
        self._boxes = [CountBox(theme, word) for word in ("", "", "", "")]
        self._warnings = QWidget()
        self._warnings.setProperty("clear", "true")
        self._warning_column = QVBoxLayout(self._warnings)
        self._warning_column.setContentsMargins(0, 4, 0, 0)
        self._more = Label(theme, "", "second", "text2")
        self._nothing = Label(theme, "", tone="text2", wrap=True)
        self.findings_button = Button(theme, self.tr("Go to Findings"))
        self.empty = self._new_empty()
        self.preview_button = Button(theme, "", icon="eye", shortcut_text="Ctrl+Shift+P", height=40)
        self.summary_button = Button(theme, self.tr("Summary"))
        self.start_button = Button(theme, "", "main", shortcut_text="F5", height=40)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._title_first(), self._badge, self._title):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._minutes)
        head.addWidget(self.summary_button)
        boxes = QHBoxLayout()
        boxes.setSpacing(8)
        for box in self._boxes:
            boxes.addWidget(box, 1)
        self.order_head = self._order_head()
        self.body.addLayout(head)
        self.body.addLayout(boxes)
        self.body.addWidget(self._warnings)
        self.body.addWidget(self._more)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.order_head)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.addWidget(Divider(self._theme))
        self.body.addWidget(self._foot())

    def _new_empty(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(self.findings_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return holder

    def _title_first(self) -> Label:
        label = Label(self._theme, self.tr("Pack for"), "heading")
        label.setProperty("weight", "bold")
        return label

    def _order_head(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        row.addWidget(Label(self._theme, self.tr("In this order"), bold=True))
        row.addStretch(1)
        row.addWidget(Label(self._theme, self.tr("drag or"), "second", "text2"))
        row.addWidget(key_caps(self._theme, "Alt"))
        row.addWidget(key_caps(self._theme, "↑ ↓"))
        return holder

    def _foot(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.preview_button)
        row.addStretch(1)
        row.addWidget(self.start_button)
        return holder

    def _wire(self) -> None:
        self.preview_button.clicked.connect(self.preview_requested)
        self.start_button.clicked.connect(self.start_requested)
        self.summary_button.clicked.connect(self.summary_requested)
        self.findings_button.clicked.connect(self.findings_requested)

    @property
    def data(self) -> PackData | None:
        return self._data

    def show_data(self, data: PackData) -> None:
        """Show the pack of a group."""
        self._data = data
        viewer = data.viewer
        self._title.setText(viewer.name)
        self._badge.show_look(_look(viewer), viewer.name)
        self._show_counts(data)
        self._show_warnings(data)
        self.list.show_items(data.pack.items, data.actors, data.names)
        self._show_empty(data)
        self._show_buttons(data)

    def _show_counts(self, data: PackData) -> None:
        pack, clips = data.pack, clip_ms(data.pack)
        planned = data.session.planned_minutes if data.session and data.session.planned_minutes else 60
        words = self.tr("about {minutes} of {planned} min")
        self._minutes.setText(words.format(minutes=estimated_minutes(pack), planned=planned))
        length = clock_text(round_up(sum(clips)))
        one, many = self.tr("clip, {length}"), self.tr("clips, {length}")
        words = (one if len(clips) == 1 else many).format(length=length) if clips else self.tr("clips")
        quotes, warnings = len(pack.quotes), len(data.warnings)
        self._boxes[0].show_number(
            pack.statements, counted(pack.statements, self.tr("statement"), self.tr("statements"))
        )
        self._boxes[1].show_number(quotes, counted(quotes, self.tr("quote"), self.tr("quotes")))
        self._boxes[2].show_number(len(clips), words)
        self._boxes[3].show_number(warnings, self.tr("to decide"), warn=warnings > 0)

    def _show_warnings(self, data: PackData) -> None:
        had_focus = any(_holds_focus(card) for card in self.cards)
        for old in self.cards:
            self._warning_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown = data.warnings[:CARDS]
        self.cards = [DecisionCard(self._theme, w, data.actors[w.quote.actor], self) for w in shown]
        for card in self.cards:
            self._warning_column.addWidget(card)
        rest = len(data.warnings) - len(shown)
        self._warnings.setVisible(bool(shown))
        self._more.setText(self.tr("and {n} more to decide").format(n=rest))
        self._more.setVisible(rest > 0)
        if had_focus:
            (self.cards[0] if self.cards else self.list).setFocus()

    def _show_empty(self, data: PackData) -> None:
        nothing = not data.pack.items
        self.empty.setVisible(nothing)
        released = self.tr("Nothing released to {group}.")
        planned = self.tr("{group} is to see nobody’s answers. Plan it with Space in a cell of that row.")
        self._nothing.setText((released if data.planned else planned).format(group=data.viewer.name))
        self.findings_button.setVisible(data.planned)
        for widget in (self.order_head, self.list):
            widget.setVisible(not nothing)

    def _show_buttons(self, data: PackData) -> None:
        nothing = not data.pack.items
        session = data.session
        released, planned = (
            self.tr("Nothing is released to this group yet."),
            self.tr("Plan whose answers it sees first."),
        )
        reason = (released if data.planned else planned) if nothing else ""
        self._name_preview(data.viewer)
        self.preview_button.set_disabled_reason(reason)
        going = session is not None and session.is_open
        held = session is not None and session.ended_at is not None
        words = self.tr("Go on") if going else self.tr("Start another") if held else self.tr("Start reflection")
        self.start_button.setText(words)
        self.start_button.set_disabled_reason("" if going else reason)
        begun = session is not None and session.started_at is not None
        self.summary_button.setVisible(begun)
        self._minutes.setVisible(not begun)

    def _name_preview(self, viewer: Actor) -> None:
        """A long name must not push the matrix aside; it is said in full."""
        words, name = self.tr("See it as {group}"), short_name(viewer)
        self.preview_button.setText(words.format(group=name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"))
        self.preview_button.setAccessibleName(words.format(group=viewer.name))


def _holds_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))


def short_name(actor: Actor) -> str:
    """The printed label where the name is long."""
    return actor.name if len(actor.name) <= 14 else actor.printed_row


def _look(actor: Actor) -> BadgeLook:
    return BadgeLook(actor.short or actor.name[:1], "group", actor.colour)
