"""The window: places and wires. What is in a place belongs to the pages and to `frame`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.domain.changes import Changes
from facilitator.ui.actions import Actions
from facilitator.ui.audience.keys import audience_actions, closed_words
from facilitator.ui.frame.banner import Banner, BannerAction, BannerText
from facilitator.ui.frame.commands import stage_action, stages, window_actions
from facilitator.ui.frame.focus import FocusRing
from facilitator.ui.frame.keyspanel import KeysPanel
from facilitator.ui.frame.layout import lay_out
from facilitator.ui.frame.mark import window_icon
from facilitator.ui.frame.page_actions import page_actions
from facilitator.ui.frame.pages import PageMaker, Pages
from facilitator.ui.frame.panes import PaneRing, focus_first
from facilitator.ui.frame.rail import Rail
from facilitator.ui.frame.strip import Strip
from facilitator.ui.frame.topbar import TopBar
from facilitator.ui.notices import Notices
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.light import Recording


class MainWindow(QWidget):
    """Holds the pages, makes each on its first visit, and passes wishes on."""

    undo_requested = Signal()
    redo_requested = Signal()
    search_requested = Signal()
    settings_requested = Signal()
    page_shown = Signal(str)
    closing = Signal()

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        pages: Mapping[str, PageMaker],
        *,
        notices: Notices | None = None,
    ) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes."""
        self.theme = theme
        self.registry = actions
        self.notices = notices or Notices(parent=self)
        self._saved, self._refused = "", False
        self._undo_label: str | None = None
        self.rail = Rail(theme)
        self.top = TopBar(theme)
        self.banner = Banner(theme)
        self.strip = Strip(theme)
        self.pages = Pages()
        self.keys_panel = KeysPanel(theme, actions, self.notices)
        self._panes = PaneRing(self._all_panes)
        self.setMinimumSize(1280, 680)
        self.setWindowIcon(window_icon())
        lay_out(self, self.rail, (self.top, self.banner), self.pages, self.keys_panel, self.strip)
        self.ring = FocusRing(theme, self)
        self._wire()
        self.set_undo(None)
        self.set_redo(None)
        self.set_pages(pages)

    # Pages

    @property
    def page(self) -> Page | None:
        """The page on show."""
        return self.pages.page

    def set_pages(self, pages: Mapping[str, PageMaker], study: str = "") -> None:
        """Replace all pages, as when a study is opened or closed; each is made on its first visit."""
        self.pages.replace(pages)
        shown = [stage for stage in stages() if stage.id in pages]
        self.rail.show_stages(shown)
        for stage in shown:
            self.registry.add(stage_action(stage), partial(self.go, stage.id))
        for stage in stages():
            if f"stage.{stage.id}" in self.registry:
                self.registry.action(f"stage.{stage.id}").setEnabled(stage in shown)
        self._saved, self._refused = "", False
        self.top.show_saved("")
        self.strip.show_nothing()  # what was said of another study; F1 keeps it
        self.set_study(study)

    def set_study(self, name: str) -> None:
        """The name in the top bar; without one the frame is that of the start page."""
        self.top.show_study(name)
        title = self.tr("Facilitator")
        self.setWindowTitle(f"{name} – {title}" if name else title)

    def go(self, page_id: str, what: object = None) -> None:
        """Show a page, and in it a record."""
        is_new = self.pages.show_page(page_id)
        self.registry.show_place(page_id)
        if is_new:
            self._show_arrived()
        if what is not None and self.page is not None:
            self.page.show_what(what)

    def apply_changes(self, changes: Changes) -> None:
        """Tell every page that exists; those not on show catch up when they are."""
        self.pages.receive(changes)

    def run_action(self, action_id: str) -> None:
        """As from the palette: go where the action works, then do it."""
        place = self.registry.spec(action_id).place
        if place and place in self.pages:
            self.go(place)
        self.registry.trigger(action_id)

    # What the frame says

    def say(self, sentence: str, *, undoable: bool = False, tone: str = "text") -> None:
        """A notice in the strip; tones are text, warn, rec and private."""
        self.notices.say(sentence, undoable=undoable, tone=tone)

    def show_banner(
        self,
        text: str,
        detail: str = "",
        actions: Sequence[BannerAction] = (),
        *,
        icon: str = "warning",
        cause: str = "",
    ) -> None:
        self.banner.show_cause(cause, BannerText(text, detail, actions, icon))

    def clear_banner(self, cause: str = "") -> None:
        self.banner.clear_cause(cause)

    def set_waiting(self, stage: str, number: int) -> None:
        """How many decisions wait in a stage."""
        self.rail.set_waiting(stage, number)

    def set_undo(self, label: str | None) -> None:
        """What undo would take back; None when there is nothing. A notice of an older change no longer offers it."""
        if label != self._undo_label:
            self.strip.drop_undo()
        self._undo_label = label
        self.top.offer(self.top.undo, self.tr("Undo"), label)
        self.registry.set_disabled_reason("undo", "" if label else self.tr("Nothing to undo."))

    def set_redo(self, label: str | None) -> None:
        """What redo would do again; None when there is nothing."""
        self.top.offer(self.top.redo, self.tr("Redo"), label)
        self.registry.set_disabled_reason("redo", "" if label else self.tr("Nothing to redo."))

    def set_saved(self, time: datetime) -> None:
        self._saved = f"{time:%H:%M:%S}"
        self.top.show_saved(self.tr("Saved {time}").format(time=self._saved))
        if self._refused:
            self._refused = False
            self.say(self.tr("Saving works again. What was refused before has to be done once more."))

    def set_save_failed(self, time: datetime) -> None:
        """`time` is the last moment that is safe."""
        self._refused = True
        self.top.show_saved(self.tr("Not saved since {time}").format(time=f"{time:%H:%M:%S}"), failed=True)

    def set_recording(self, state: Recording, time: str = "") -> None:
        self.top.light.show_state(state, time)

    def toggle_keys(self) -> None:
        """F1: open the key list, or close it."""
        if self.keys_panel.isVisible():
            self.close_keys()
        elif self.page is not None:
            self.keys_panel.open(self.page)

    def close_keys(self) -> None:
        self.keys_panel.hide()
        if self.page is not None:
            focus_first(self.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.keys_panel.isVisible():
            self.close_keys()
        elif self.page is not None:
            self.page.close_side_panel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.pages.leave()
        self.closing.emit()
        event.accept()

    def _show_arrived(self) -> None:
        if self.page is not None:
            self.rail.mark_current(self.page.stage)
            self._show_keys()
            self.page_shown.emit(self.page.page_id)

    def _show_keys(self) -> None:
        if self.page is not None:
            self.strip.keys.show_keys(self.page.keys())
            self.top.show_context(self.page.context(), self.page.title)

    def _say_saved(self) -> None:
        said = self.tr("Already saved {time}. Every entry is saved as you make it.")
        if self._saved:
            self.say(said.format(time=self._saved))

    def _all_panes(self) -> list[QWidget]:
        inner = self.page.panes() if self.page is not None else []
        return [self.banner, self.top, self.rail, *inner, self.keys_panel, self.strip]

    def _wire(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "search": self.search_requested.emit,
            "undo": self.undo_requested.emit,
            "redo": self.redo_requested.emit,
            "save": self._say_saved,
            "keys": self.toggle_keys,
            "next_pane": lambda: self._panes.step(1),
            "previous_pane": lambda: self._panes.step(-1),
            "larger": self.theme.larger,
            "smaller": self.theme.smaller,
            "light_dark": lambda: self.theme.set_dark(not self.theme.dark),
        }
        for spec in audience_actions():
            does[spec.id] = lambda: self.say(closed_words())  # until a page with an audience takes its keys
        for spec in window_actions():
            self.registry.add(spec, does.get(spec.id, lambda: None))
        self.registry.declare(page_actions)
        self.registry.attach(self)
        self.rail.stage_chosen.connect(self.go)
        self.keys_panel.closed.connect(self.close_keys)
        self.rail.keys_requested.connect(self.toggle_keys)
        self.rail.mark.clicked.connect(lambda: self.registry.trigger("start"))
        self.top.search.clicked.connect(self.search_requested)
        for undo in (self.top.undo.clicked, self.strip.undo_requested):
            undo.connect(self.undo_requested)
        self.top.redo.clicked.connect(self.redo_requested)
        self.top.settings.clicked.connect(self.settings_requested)
        self.notices.said.connect(self.strip.show_notice)
        self.pages.notice_requested.connect(self.notices.pass_on)
        self.pages.go_requested.connect(self.go)
        self.pages.keys_changed.connect(self._show_keys)
