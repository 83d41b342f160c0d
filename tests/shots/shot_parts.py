"""Every part of the kit in each of its states, as in 00_parts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.frame.banner import Banner, BannerText
from facilitator.ui.frame.focus import FocusRing
from facilitator.ui.frame.mark import Mark
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.badge import Badge, SeatBadge
from facilitator.ui.widgets.bars import ProgressBar
from facilitator.ui.widgets.button import Button, IconButton
from facilitator.ui.widgets.cards import ClickableCard, WarningCard
from facilitator.ui.widgets.fields import ChoiceBox, Line, NumberField, SearchField, TickBox, Toggle
from facilitator.ui.widgets.keycap import key_caps
from facilitator.ui.widgets.label import Label, QuoteLabel
from facilitator.ui.widgets.light import Recording, RecordingLight
from facilitator.ui.widgets.panel import EmptyState
from facilitator.ui.widgets.tag import Tag
from tests.shots.registry import Shot


def parts(theme: Theme) -> QWidget:
    window = QWidget()
    grid = QGridLayout(window)
    grid.setContentsMargins(20, 12, 20, 12)
    grid.setColumnMinimumWidth(0, 88)
    grid.setColumnStretch(1, 1)
    rows = {
        "Button": buttons(theme),
        "Main button": main_buttons(theme),
        "Field": fields(theme),
        "Choose": choices(theme),
        "Tick, switch": ticks(theme),
        "Badge": badges(theme),
        "Tag": tags(theme),
        "Entry type": entry_types(theme),
        "Release": releases(theme),
        "Recording": lights(theme),
        "Time": times(theme),
        "Row": rows_of_cards(theme),
    }
    for number, (name, widgets) in enumerate(rows.items()):
        grid.addWidget(Label(theme, name, "second", "text2"), number, 0)
        grid.addLayout(line(widgets), number, 1)
    for name, widget in wide(theme).items():
        number = grid.rowCount()
        grid.addWidget(Label(theme, name, "second", "text2"), number, 0)
        grid.addWidget(widget, number, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    window.ring = FocusRing(theme, window)  # type: ignore[attr-defined]
    focused = window.findChild(Button, "focused")
    assert isinstance(focused, Button)
    focused.setFocus()
    return window


def line(widgets: list[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def buttons(theme: Theme) -> list[QWidget]:
    pressed, checked, off = (Button(theme, text) for text in ("Pressed", "Checked", "Disabled"))
    pressed.setDown(True)
    checked.setCheckable(True)
    checked.setChecked(True)
    off.set_disabled_reason("Consent is missing.")
    focus = Button(theme, "Focus")
    focus.setObjectName("focused")
    return [Button(theme, "Rest"), pressed, focus, checked, off, IconButton(theme, "add", "Add a group")]


def main_buttons(theme: Theme) -> list[QWidget]:
    off = Button(theme, "Disabled", "main")
    off.set_disabled_reason("Two decisions are open.")
    return [
        Button(theme, "Rest", "main", shortcut_text="F8"),
        off,
        Button(theme, "Quiet", "quiet"),
        Button(theme, "Question", icon="add", shortcut_text="Ctrl+Enter"),
    ]


def fields(theme: Theme) -> list[QWidget]:
    full, wrong, fixed = Line(theme), Line(theme), Line(theme)
    full.setText("seldom, late")
    wrong.setText("26:70")
    wrong.set_error("Minutes end at 59. Write 27:10.")
    fixed.setText("read only")
    fixed.setReadOnly(True)
    return [full, Line(theme, "for whom…"), wrong, fixed]


def choices(theme: Theme) -> list[QWidget]:
    choice = ChoiceBox(theme, "Questions")
    choice.addItems(["All questions", "Key questions"])
    minutes = NumberField(theme, 0, 240, " min", "Minutes")
    minutes.setValue(20)
    return [SearchField(theme, "Search the study", "Ctrl+K"), choice, minutes]


def ticks(theme: Theme) -> list[QWidget]:
    ticked, switched = TickBox(theme, name="Ticked"), Toggle(theme, "even out")
    ticked.setChecked(True)
    switched.setChecked(True)
    caps: list[QWidget] = [key_caps(theme, keys) for keys in ("Ctrl+K", "Enter", "q", "Ctrl++")]
    return [TickBox(theme, name="Open"), ticked, *caps, switched, Toggle(theme, "off")]


def badges(theme: Theme) -> list[QWidget]:
    groups: list[QWidget] = [
        Badge(theme, letter, "group", place, size) for size in (20, 24, 32) for place, letter in enumerate("SPDC")
    ]
    others = [Badge(theme, "K", "other", None, 24), Badge(theme, "T", "thing", None, 24)]
    return [*groups, *others, SeatBadge(theme, 1), SeatBadge(theme, 12)]


def tags(theme: Theme) -> list[QWidget]:
    return [
        Tag(theme, "plain"),
        Tag(theme, "Key question", "accent"),
        Tag(theme, "finish from audio", "warn"),
        Tag(theme, "checked", "ok", "tick"),
        Tag(theme, "no audio", "rec", "mic_lost"),
    ]


def entry_types(theme: Theme) -> list[QWidget]:
    words = {"answer": "Answer", "quote": "Quote", "note": "My note", "parked": "Parked"}
    return [Tag(theme, word, icon=icon) for icon, word in words.items()]


def releases(theme: Theme) -> list[QWidget]:
    words = {"lock": "draft", "tick": "checked", "eye": "released to P D", "hidden": "withheld"}
    return [Tag(theme, word, icon=icon) for icon, word in words.items()]


def lights(theme: Theme) -> list[QWidget]:
    made: list[QWidget] = []
    for state in (Recording.NONE, Recording.ON, Recording.PAUSED, Recording.LOST):
        light = RecordingLight(theme)
        light.show_state(state, "0:52:02" if state is Recording.ON else "")
        made.append(light)
    return made


def times(theme: Theme) -> list[QWidget]:
    over = Label(theme, "0:27 over", "second", "rec", bold=True)
    used = [ProgressBar(theme, 0.62), Label(theme, "in time", "second"), ProgressBar(theme, 1.1), over]
    return [*used, ProgressBar(theme, 0.4, "strong"), Label(theme, "session", "second")]


def rows_of_cards(theme: Theme) -> list[QWidget]:
    made: list[QWidget] = []
    for name in ("rest", "selected"):
        card = ClickableCard(theme, name)
        column = QVBoxLayout(card)
        column.addWidget(Label(theme, name, bold=name == "selected"))
        card.set_selected(name == "selected")
        made.append(card)
    return [*made, QuoteLabel(theme, "I only chase.", wrap=False)]


def wide(theme: Theme) -> dict[str, QWidget]:
    banner = Banner(theme)
    banner.show_cause("", BannerText("Microphone unplugged at 10:21:07", icon="mic_lost"))
    decide = [("Show it", lambda: None, "1"), ("Statement only", lambda: None, "2")]
    warning = WarningCard(theme, "This quote mentions the viewers", "Ask Sales what they promised.", decide, quote=True)
    return {
        "Warning": warning,
        "Banner": banner,
        "Empty": EmptyState(theme, "No statement yet. Drag an idea here or press Ctrl+Enter."),
    }


def mark(theme: Theme) -> QWidget:
    holder = QWidget()
    holder.setStyleSheet(f"background: {theme.tokens.rail.name()}")
    QVBoxLayout(holder).addWidget(Mark(theme), 0, Qt.AlignmentFlag.AlignTop)
    return holder


SHOTS = [Shot("00_parts", parts, (683, 768)), Shot("00_mark", mark, (80, 80))]
