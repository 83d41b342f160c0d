"""The head of the session: the question on screen in large type, and the clocks under it."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.pacing import MINUTE, Pace, Stop
from facilitator.domain.questions import Place, Question, Step
from facilitator.domain.timecode import clock_text, moment
from facilitator.ui.run.reading import Reading
from facilitator.ui.run.words import step_name
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.icon import IconLabel
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import paint_ground
from facilitator.ui.widgets.tag import Tag

PROBES_HIGH = 36
"""Two lines of probes, in px."""
ENOUGH = 520
"""Narrower than this, in px at 100 % type, three columns of clocks and words cut each other."""
SOON = (15, 5)
"""Minutes before the end at which a quiet sign appears."""
SIGNS = {15: "clock", 5: "warning"}


class Clock(QWidget):
    """A time in large figures, a few words beside it and a bar under it."""

    def __init__(self, theme: Theme, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.time = Label(theme, "0:00", "clock")
        self.signs = {name: IconLabel(theme, name, "warn", 18) for name in SIGNS.values()}
        self.words = Label(theme, "", "body", "text2")
        self.bar = ProgressBar(theme, 0.0, tone)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignBottom)
        for sign in self.signs.values():
            sign.hide()
            sign.setContentsMargins(0, 0, 0, 5)
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.words.setContentsMargins(0, 0, 0, 5)

    def show_time(self, ms: int, words: str, share: float, *, over: bool) -> None:
        if self.time.text() != clock_text(ms):
            self.time.setText(clock_text(ms))
        if self.words.text() != words:
            self.words.setText(words)
        self.time.set_tone("rec" if over else "text")
        self.bar.set_share(share, "rec" if over else self._tone)
        self.setAccessibleName(f"{clock_text(ms)} {words}")

    def show_sign(self, name: str) -> None:
        """A shape beside the figures, so that the sign is not one of colour alone; none for an empty name."""
        for each, sign in self.signs.items():
            if sign.isHidden() == (each == name):
                sign.setVisible(each == name)


class QuestionHead(QWidget):
    """Type and must-ask, back and next, the wording with its probes, time used, time left, projected end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        paint_ground(self, "surface")
        self.kind = Tag(theme, "", "accent")
        self.must_ask = Tag(theme, self.tr("Must ask"), "plain", "flag")
        self.back = Button(theme, self.tr("Back"), icon="left", shortcut_text="F7")
        self.next = Button(theme, self.tr("Next question"), "main", shortcut_text="F8")
        self.over = Tag(theme, self.tr("This session is over"), "plain", "info")
        self.over.hide()
        self.wording = Label(theme, "", "live", wrap=True)
        self.wording.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.reading = Reading(theme, self.wording)
        self.probes = Label(theme, "", "second", "text2", wrap=True)
        self.probes.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.used = Clock(theme, "accent")
        self.left = Clock(theme, "strong")
        self.ends = Label(theme, "", "second", bold=True, wrap=True)
        self.open = Label(theme, "", "second", "text2", wrap=True)
        self._spent_ms = 0
        self._low = False
        self._lay_out()
        self._fit()
        theme.changed.connect(self._fit)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.kind, self.must_ask):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self.back, self.next):
            top.addWidget(button)
        top.addWidget(self.over)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(2)
        self._words.addStretch(1)
        self._words.addWidget(self.ends)
        self._words.addWidget(self.open)
        figures = QHBoxLayout()
        figures.setSpacing(28)
        figures.addWidget(self.used, 1)
        figures.addWidget(self.left, 1)
        self._clocks = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._clocks.setSpacing(28)
        self._clocks.addLayout(figures, 8)
        self._clocks.addLayout(self._words, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.reading)
        column.addWidget(self.probes)
        column.addLayout(self._clocks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the clocks for a few words a line, the words about the end go below them."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(ENOUGH)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._clocks.setDirection(beside if wide else below)
        self._clocks.setSpacing(28 if wide else 4)
        self._words.setDirection(below if wide else beside)
        self._words.setSpacing(2 if wide else 16)
        self._words.setStretch(0, int(wide))  # pushes the words down beside the clocks
        self._words.setStretch(1, 0 if wide else 11)
        self._words.setStretch(2, 0 if wide else 9)

    def make_low(self, *, low: bool) -> None:
        """Leave the entries their room: the question in the next smaller type, and its probes in its tooltip."""
        self._low = low
        self.wording.set_look(role="heading" if low else "live", weight="bold" if low else "")
        self._fit_probes()

    def show_place(self, place: Place | None, *, routed: bool = True) -> None:
        """None where no route is bound to the group, or where what was on screen has been taken out of it."""
        self.kind.setVisible(place is not None)
        self.must_ask.setVisible(isinstance(place, Question) and place.must_ask)
        self.reading.setVisible(not isinstance(place, Step))
        self._show_probes(place.probes if isinstance(place, Question) else ())
        if isinstance(place, Step):
            self.kind.show_text(step_name(place.kind))
        elif place is not None:
            self.kind.show_text(self._type_words(place))
            self.reading.show_text(place.text)
        elif routed:
            self.reading.show_text(self.tr("What was on screen is no longer in the route. Press F8 to go on."))
        else:
            self.reading.show_text(self.tr("No questions are bound to this group. Entries are filed under none."))

    def _fit(self) -> None:
        self.probes.setMaximumHeight(self._theme.px(PROBES_HIGH))

    def _show_probes(self, probes: Sequence[str]) -> None:
        """What may be asked further, in two lines at most; all of it stands in the tooltip."""
        words = " · ".join(" ".join(probe.split()) for probe in probes)
        self.probes.setText(self.tr("Ask further: {probes}").format(probes=words) if words else "")
        self.probes.setToolTip("\n".join(probes))
        self._fit_probes()

    def _fit_probes(self) -> None:
        asked = bool(self.probes.text())
        self.probes.setVisible(asked and not self._low)
        self.wording.setToolTip(self.probes.text() if asked and self._low else "")

    def show_ends(self, before: Place | None, after: Place | None) -> None:
        """What comes before and after this."""
        first, last = self.tr("The route begins here."), self.tr("The route ends here.")
        if self.reading.isVisibleTo(self):
            first, last = self.tr("This is the first question."), self.tr("This is the last question.")
        self.back.set_disabled_reason(first if before is None else "")
        self.next.set_disabled_reason(last if after is None else "")
        words = step_name(after.kind) if isinstance(after, Step) else self.tr("Next question")
        if self.next.text() != words:
            self.next.setText(words)

    def show_time(self, stop: Stop | None, pace: Pace, started_at: str) -> None:
        self._spent_ms = stop.spent_ms if stop is not None else 0
        if stop is not None:
            share = stop.spent_ms / stop.planned_ms if stop.planned_ms else 0.0
            self.used.show_time(stop.spent_ms, self._used_words(stop), share, over=bool(stop.over_ms))
        self.used.setVisible(stop is not None)
        share = pace.used_ms / pace.planned_ms if pace.planned_ms else 0.0
        self.left.show_time(
            max(pace.left_ms, 0), self._left_words(pace), share, over=pace.left_ms < 0 < pace.planned_ms
        )
        self._show_words(self.ends, self._ends_words(pace, started_at))
        self._show_words(self.open, self._open_words(pace))
        self.open.set_look(tone="warn" if pace.is_short else "text2", weight="bold" if pace.is_short else "")
        soon = self._soon(pace)
        tone, weight = ("text2", "") if soon is None else ("warn", "bold" if soon == SOON[-1] else "")
        self.left.words.set_look(tone=tone, weight=weight)
        self.left.show_sign(SIGNS[soon] if soon is not None else "")

    def show_past(self, *, past: bool) -> None:
        """A session that is over has no time left and no end to come, and nothing is asked in it any more."""
        for widget in (self.left, self.ends, self.open, self.back, self.next):
            widget.setVisible(not past)
        self.over.setVisible(past)
        if past and not self._spent_ms:
            self.used.hide()

    @staticmethod
    def _show_words(label: Label, words: str) -> None:
        if label.text() != words:
            label.setText(words)

    def _type_words(self, question: Question) -> str:
        return {
            "opening": self.tr("Opening question"),
            "introductory": self.tr("Introductory question"),
            "transition": self.tr("Transition question"),
            "key": self.tr("Key question"),
            "ending": self.tr("Ending question"),
        }[question.type]

    def _used_words(self, stop: Stop) -> str:
        if not stop.planned_ms:
            return self.tr("on this question") if stop.question else self.tr("on this")
        if stop.over_ms:
            over = clock_text(stop.over_ms)
            return self.tr("of {minutes} min, {over} over").format(minutes=stop.place.minutes, over=over)
        return self.tr("of {minutes} min").format(minutes=stop.place.minutes)

    def _left_words(self, pace: Pace) -> str:
        if not pace.planned_ms:
            return self.tr("no time planned")
        if pace.left_ms < 0:
            return self.tr("left, {over} over").format(over=clock_text(-pace.left_ms))
        minutes = self._soon(pace)
        if minutes is not None:
            return self.tr("left, under {minutes} min").format(minutes=minutes)
        return self.tr("left in session")

    @staticmethod
    def _soon(pace: Pace) -> int | None:
        """The quiet sign: which of the two limits is passed; nothing moves and nothing sounds."""
        if not pace.planned_ms or pace.left_ms < 0:
            return None
        return next((minutes for minutes in reversed(SOON) if pace.left_ms <= minutes * MINUTE), None)

    def _ends_words(self, pace: Pace, started_at: str) -> str:
        if not pace.planned_ms:
            return ""
        end = (moment(started_at) + timedelta(milliseconds=pace.end_ms)).astimezone()
        late = round(pace.late_ms / MINUTE)
        if late > 0:
            return self.tr("Ends about {time}, {minutes} min late").format(time=f"{end:%H:%M}", minutes=late)
        if late < 0:
            return self.tr("Ends about {time}, {minutes} min early").format(time=f"{end:%H:%M}", minutes=-late)
        return self.tr("Ends about {time}, on time").format(time=f"{end:%H:%M}")

    def _open_words(self, pace: Pace) -> str:
        if not pace.must_ask:
            return self.tr("No must-ask question is open")
        numbers = ", ".join(map(str, pace.must_ask))
        if pace.is_short:
            said = self.tr("Must ask {numbers}: {minutes} min, too long for what is left")
            if pace.closing_ms:
                said = self.tr("Must ask {numbers} and close: {minutes} min, too long for what is left")
            return said.format(numbers=numbers, minutes=round(pace.needed_ms / MINUTE))
        said = self.tr("Must-ask still open: {numbers} ({minutes} min)")
        return said.format(numbers=numbers, minutes=round(pace.must_ask_ms / MINUTE))
