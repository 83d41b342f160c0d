"""The settings page: every change acts and is kept at once, so there is nothing to confirm."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.settings import SettingsFile
from facilitator.ui.actions import Actions
from facilitator.ui.page import Page
from facilitator.ui.settings.keys_pane import KeysPane
from facilitator.ui.theme import STEPS, Theme
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import ChoiceBox, NumberField, Toggle
from facilitator.ui.widgets.label import Label
from facilitator.ui.widgets.panel import Panel, SectionHead, paint_ground

MOST_SECONDS = 30
WIDTH = 440


class SettingsPage(Page):
    """Left what there is to choose, right the keys; Esc goes back to where one came from."""

    page_id = "settings"

    changed = Signal()
    """A setting that an open window goes by was changed."""

    def __init__(self, theme: Theme, actions: Actions, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Settings")
        self.came_from = ""
        self._settings = settings
        paint_ground(self, "bg")
        self.back = Button(theme, self.tr("Back"), icon="left", shortcut_text="Esc")
        self.dark = Toggle(theme, self.tr("Dark"))
        self.type_size = ChoiceBox(theme, self.tr("Size of type"))
        self.motion = ChoiceBox(theme, self.tr("Movement"))
        self.lead = NumberField(theme, 0, MOST_SECONDS, self.tr(" s"), self.tr("Time to react"))
        self.screen_box = ChoiceBox(theme, self.tr("Screen for the audience"))
        self.black_line = Toggle(theme, self.tr("One grey line on the black screen"))
        self.keys_pane = KeysPane(theme, actions)
        self._lay_out()
        self._wire()

    # Page

    def arrive(self) -> None:
        self._show()
        self.keys_pane.refresh()
        self.dark.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self.lead.interpretText()

    def show_what(self, what: object) -> None:
        """The page to go back to."""
        if isinstance(what, str) and what != self.page_id:
            self.came_from = what

    def panes(self) -> list[QWidget]:
        return [self.dark, self.keys_pane.list]

    def close_side_panel(self) -> bool:
        """Esc: there is no panel, so the page itself gives way."""
        if self.came_from:
            self.go_requested.emit(self.came_from, None)
        return bool(self.came_from)

    def keys(self) -> list[tuple[str, str]]:
        return [("Esc", self.tr("back")), ("F6", self.tr("keys"))]

    # What is shown and kept

    def _show(self) -> None:
        kept = self._settings.now
        self.dark.setChecked(self.theme.dark)
        self.type_size.setCurrentIndex(
            self.type_size.findData(min(STEPS, key=lambda step: abs(step - self.theme.scale)))
        )
        self.motion.setCurrentIndex(max(self.motion.findData(kept.motion), 0))
        self.lead.setValue(kept.lead_ms // 1000)
        self.black_line.setChecked(kept.black_hint)
        self._show_screens(kept.audience_screen)

    def _show_screens(self, chosen: str) -> None:
        names = [screen.name() for screen in QGuiApplication.screens()]
        self.screen_box.clear()
        self.screen_box.addItem(self.tr("The one that is free"), "")
        for name in names:
            self.screen_box.addItem(name, name)
        if chosen and chosen not in names:
            self.screen_box.addItem(self.tr("{name} (not connected)").format(name=chosen), chosen)
        self.screen_box.setCurrentIndex(max(self.screen_box.findData(chosen), 0))

    def _keep(self, **values: object) -> None:
        self._settings.change(**values)
        self.changed.emit()

    def _on_theme_changed(self) -> None:
        if self.here:
            self._show()

    # Building

    def _wire(self) -> None:
        for step in STEPS:
            self.type_size.addItem(f"{round(step * 100)} %", step)
        for name, kept in (
            (self.tr("As the system says"), ""),
            (self.tr("Reduced"), "still"),
            (self.tr("All"), "moves"),
        ):
            self.motion.addItem(name, kept)
        self.motion.activated.connect(lambda _at: self._keep(motion=self.motion.currentData()))
        self.back.clicked.connect(self.close_side_panel)
        self.dark.clicked.connect(self.theme.set_dark)
        self.type_size.activated.connect(lambda _at: self.theme.set_scale(self.type_size.currentData()))
        self.lead.valueChanged.connect(self._on_lead)
        self.screen_box.activated.connect(lambda _at: self._keep(audience_screen=self.screen_box.currentData()))
        self.black_line.clicked.connect(lambda on: self._keep(black_hint=on))
        self.theme.changed.connect(self._on_theme_changed)

    def _on_lead(self, seconds: int) -> None:
        if seconds * 1000 != self._settings.now.lead_ms:
            self._keep(lead_ms=seconds * 1000)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.theme, self.title, "heading"))
        head.addStretch(1)
        head.addWidget(self.back)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._choices())
        row.addWidget(self.keys_pane, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _choices(self) -> QWidget:
        panel = Panel(self.theme, padding=16, spacing=8)
        parts: list[tuple[str, list[tuple[str, QWidget, str]]]] = [
            (
                self.tr("Look"),
                [
                    ("", self.dark, ""),
                    (self.tr("Size of type"), self.type_size, ""),
                    (self.tr("Movement"), self.motion, self._motion_words()),
                ],
            ),
            (self.tr("Sessions"), [(self.tr("Time to react"), self.lead, self._lead_words())]),
            (
                self.tr("Audience window"),
                [(self.tr("Screen"), self.screen_box, ""), ("", self.black_line, self._black_words())],
            ),
        ]
        for title, rows in parts:
            panel.body.addWidget(SectionHead(self.theme, title))
            for label, widget, help_words in rows:
                panel.body.addLayout(self._row(label, widget))
                if help_words:
                    panel.body.addWidget(Label(self.theme, help_words, "second", "text2", wrap=True))
            panel.body.addSpacing(12)
        panel.body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(panel)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedWidth(min(self.theme.px(WIDTH), 640))
        return scroll

    def _row(self, label: str, widget: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if label:
            words = Label(self.theme, label)
            words.setBuddy(widget)
            row.addWidget(words)
            row.addStretch(1)
        row.addWidget(widget)
        if not label:
            row.addStretch(1)
        return row

    def _motion_words(self) -> str:
        return self.tr("Reduced, the level meter changes in three steps only, and the bar of a clip stands still.")

    def _lead_words(self) -> str:
        return self.tr(
            "A mark lies this long before its first key, because people write after they have heard. "
            "It counts from the next time the study is opened."
        )

    def _black_words(self) -> str:
        return self.tr("It tells people that the projector works while nothing is shown.")
