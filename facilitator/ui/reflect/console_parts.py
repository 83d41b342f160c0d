"""The middle of the console above the keys: the statement, its quote with the clip, and what needs a word about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.packs import PackQuote
from facilitator.domain.timecode import clock_text
from facilitator.services.prepare.question_names import QuestionName
from facilitator.services.reflection.walk import Step
from facilitator.ui.reflect.breaking import BreakingRow
from facilitator.ui.reflect.screen import clip_length
from facilitator.ui.reflect.walking import Walking
from facilitator.ui.reflect.words import round_up
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, BadgeLook
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.cards import WarningCard
from facilitator.ui.widgets.label import Label, QuoteLabel
from facilitator.ui.widgets.panel import Panel, paint_ground

LONG = 260
"""Statements longer than this are set smaller, so that keys and words stay on the screen."""


@dataclass(frozen=True)
class Stage:
    """What the middle shows: one step, one of its quotes, and whose it is.

    `held` is the statement where it waits for a decision; `names` says that something waits because of a name.
    """

    step: Step
    quote: PackQuote | None
    quotes: Sequence[PackQuote]
    undecided: PackQuote | None
    question: QuestionName | None
    shown: Actor
    viewer: Actor
    held: Statement | None = None
    names: bool = False

    @classmethod
    def of(cls, walking: Walking, step: Step) -> "Stage":
        """The step at which a session is, as it stands there now."""
        return cls(
            step=step,
            quote=walking.quote,
            quotes=walking.quotes,
            undecided=walking.undecided,
            held=walking.waiting,
            names=walking.names_somebody,
            question=walking.names.get(step.item.question or ""),
            shown=walking.actors[step.item.actor],
            viewer=walking.viewer,
        )


class ClipBar(Panel):
    """The quote, and its clip if the voice may be heard."""

    clip_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=12)
        self._theme = theme
        self._length = 0
        self.button = Button(theme, self.tr("Clip"), "main", "play", "Space", height=40)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words = QuoteLabel(theme, "", "capture")
        self.bar = ProgressBar(theme)
        self.time = Label(theme, "", "second", "text2")
        self.trouble = Label(theme, "", "second", "rec", wrap=True)
        self.more = Label(theme, "", "second", "text2")
        progress = QHBoxLayout()
        progress.setSpacing(8)
        progress.addWidget(self.bar, 1)
        progress.addWidget(self.time)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(progress)
        column.addWidget(self.more)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.body.addLayout(row)
        self.button.clicked.connect(self.clip_requested)

    @property
    def still(self) -> bool:
        """Whether no bar is to move while a clip is heard; its time goes on in figures."""
        return self._theme.still

    def show_quote(self, words: str, length_ms: int, place: int, count: int) -> None:
        """A length of 0 means that there is no clip to be heard."""
        self._length = length_ms
        self.words.show_words(words)
        for widget in (self.button, self.bar, self.time):
            widget.setVisible(length_ms > 0)
        self.more.setText(self.tr("Quote {n} of {all}, Up and Down change it").format(n=place + 1, all=count))
        self.more.setVisible(count > 1)
        self.say_trouble("")
        self.show_position(0, playing=False)

    def show_position(self, ms: int, *, playing: bool) -> None:
        self.bar.setVisible(self._length > 0 and not self.still)
        self.bar.set_share(min(ms / self._length, 1.0) if self._length else 0)
        self.time.setText(f"{clock_text(ms)} / {clock_text(round_up(self._length))}")
        self.button.setText(self.tr("Stop") if playing else self.tr("Clip"))
        self.button.set_icon_name("stop" if playing else "play")

    def say_trouble(self, sentence: str) -> None:
        """Why the clip cannot be heard; the words of the quote stay."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


class StagePanel(QWidget):
    """Head with the walking buttons, statement, clip bar and the sentences that ask for a decision."""

    command_requested = Signal(str)
    decided = Signal(str)
    """Carries "show" or "withhold" for the quote that waits."""
    new_wording_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "surface")
        self._question = Label(theme, "", "second", "text2")
        self._badge = Badge(theme, "", size=24)
        self._who = Label(theme, "", bold=True)
        self.back_button = Button(theme, "‹", shortcut_text="Left")
        self.back_button.setAccessibleName(self.tr("Back"))
        self.leave_button = Button(theme, self.tr("Leave out"), shortcut_text="X")
        self.next_button = Button(theme, self.tr("Next"), "main", shortcut_text="Right")
        self.statement = Label(theme, "", "statement", wrap=True)
        self.statement.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.clip = ClipBar(theme)
        self.decision = self._new_decision()
        self.changed = self._new_changed()
        self._lay_out()

    def _lay_out(self) -> None:
        who, buttons = QWidget(), QWidget()
        head, walk = QHBoxLayout(who), QHBoxLayout(buttons)
        for row in (head, walk):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
        for widget in (self._question, self._badge, self._who):
            head.addWidget(widget)
        head.addStretch(1)
        commands = {self.back_button: "back", self.leave_button: "leave_out", self.next_button: "next"}
        for button, command in commands.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, command=command: self.command_requested.emit(command))
            walk.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(8)
        column.addWidget(BreakingRow(who, buttons, stretched=who))
        for part in (self.statement, self.changed, self.clip, self.decision):
            column.addWidget(part)
        self.clip.clip_requested.connect(lambda: self.command_requested.emit("clip"))

    def _new_decision(self) -> WarningCard:
        actions = (
            (self.tr("Show it"), lambda: self.decided.emit("show"), self.tr("Y")),
            (self.tr("Statement only"), lambda: self.decided.emit("withhold"), self.tr("L")),
        )
        title = self.tr("A quote mentions the viewers and is not shown until you decide")
        card = WarningCard(self._theme, title, " ", actions, quote=True)
        self._why, self._undecided = card.findChildren(Label)[:2]
        return card

    def _new_changed(self) -> WarningCard:
        actions = ((self.tr("Show the new wording"), self.new_wording_requested.emit, self.tr("U")),)
        return WarningCard(self._theme, self.tr("The wording has changed since it was shown."), " ", actions)

    def show_stage(self, stage: Stage, place: int, count: int) -> None:
        """Show one step; `place` and `count` say where it stands in the walk."""
        step, question = stage.step, stage.question
        self._question.setText(self.tr("Question {number}").format(number=question.number) if question else "")
        self._badge.show_look(
            BadgeLook(stage.shown.short or stage.shown.name[:1], "group", stage.shown.colour), stage.shown.name
        )
        self._who.setText(self.tr("{group} said").format(group=stage.shown.name))
        self._show_statement(step)
        self._show_quote(stage)
        self.back_button.set_disabled_reason("" if place else self.tr("This is the first one."))
        last = place >= count - 1
        self.next_button.set_disabled_reason(self.tr("This is the last one.") if last else "")

    def _show_statement(self, step: Step) -> None:
        statement = step.item.statement
        self.statement.setVisible(statement is not None)
        if statement:
            text = step.wording(statement.id, statement.text)
            self.statement.setText(text if len(text) < 2000 else f"{text[:2000]}…")
            self.statement.set_look(
                role="body" if len(text) > LONG * 3 else "heading" if len(text) > LONG else "statement"
            )
        self.changed.setVisible(step.changed)
        if step.changed and statement:
            label = self.changed.findChildren(Label)[1]
            label.setText(statement.text[:400])

    def _show_quote(self, stage: Stage) -> None:
        quote = stage.quote
        self.clip.setVisible(quote is not None)
        if quote:
            words = stage.step.wording(quote.quote.id, quote.quote.text)
            place = next((at for at, each in enumerate(stage.quotes) if each.quote.id == quote.quote.id), 0)
            self.clip.show_quote(words[:1200], clip_length(quote), place, len(stage.quotes))
        self.decision.setVisible(stage.undecided is not None or stage.held is not None)
        mention = self.tr("A quote mentions the viewers and is not shown until you decide")
        named = self.tr("This may name somebody and is not shown until you decide")
        self._why.setText(named if stage.names else mention)
        self.decision.buttons[1].setText(self.tr("Leave it out") if stage.held else self.tr("Statement only"))
        if stage.held:
            self._undecided.setText(stage.held.text[:400])
        elif stage.undecided:
            self._undecided.setText(f"“{stage.undecided.quote.text[:400]}”")
