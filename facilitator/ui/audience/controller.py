"""The one owner of the audience window: what is on it, whether it is black, and on which screen it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, QTime, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from facilitator.ui.audience.screens import choose_screen, place_of, screen_named
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.audience.window import AudienceWindow
from facilitator.ui.icons import Icons

BESIDE = QSize(640, 360)
FOOT = 48
"""Room left below it for the strip of ours, in px."""


class AudienceController(QObject):
    """Given views, shows them, unless it is black: it starts black and goes black when the screen is lost.

    `now` gives hh:mm for the clock. `screen` is the name of the projector last used.
    """

    view_changed = Signal(object)
    """Carries the AudienceView now on the window."""
    notice_requested = Signal(str)
    """A sentence for the strip."""
    screen_chosen = Signal(str)
    """The name of the screen now used, to be remembered."""

    def __init__(
        self,
        icons: Icons,
        *,
        screen: str = "",
        black_line: bool = True,
        now: Callable[[], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._remembered = screen
        self._black_line = black_line
        self._now = now or (lambda: QTime.currentTime().toString("HH:mm"))
        self.screening: Callable[[AudienceView], AudienceView] = lambda view: view
        self._content = AudienceView()
        self._black = True
        self._clock = False
        self._wanted = False
        self._laid = False
        self._window: AudienceWindow | None = None
        self._beside: QWidget | None = None
        self._ticks = QTimer(self, interval=1000)
        self._ticks.timeout.connect(self._refresh)
        self._shown = self._now_view()
        self._listen_to_screens()

    # What is on it

    @property
    def view(self) -> AudienceView:
        """What participants see now."""
        return self._shown

    @property
    def content(self) -> AudienceView:
        """What is seen as soon as the window is neither black nor a clock."""
        return self._content

    @property
    def is_black(self) -> bool:
        return self._black

    @property
    def is_clock(self) -> bool:
        """Whether it shows the time of day alone."""
        return self._clock and not self._black

    def show_view(self, view: AudienceView) -> None:
        """What is to be seen from now on, as soon as the window is not black."""
        self._content = self.screening(view)
        self._refresh()

    def show_question(
        self, question: str, *, letter: str = "", heading: str = "", fill: str | int | None = None, foot: str = ""
    ) -> None:
        """The question that a group is asked."""
        self.show_view(AudienceView("question", question, letter, heading, fill, foot=foot))

    def show_list(self, heading: str, lines: Sequence[str], *, foot: str = "") -> None:
        """Ground rules, or ideas read back: what the group itself has said."""
        self.show_view(AudienceView("list", heading=heading, lines=tuple(lines), foot=foot))

    def show_nothing(self) -> None:
        """Forget what was shown; the window goes black."""
        self._content = AudienceView()
        self.set_black(True)

    def set_clip(self, share: float | None, words: str = "") -> None:
        """How far the clip of the shown quote has played."""
        self.show_view(replace(self._content, clip_share=share, clip_words=words))

    def set_black(self, black: bool) -> None:
        self._black = black
        self._refresh()

    def toggle_black(self) -> None:
        self.set_black(not self._black)

    def toggle_clock(self) -> None:
        """The time of day alone, or back to what was there."""
        self._clock = not self.is_clock
        self._black = False if self._clock else self._black
        self._ticks.start() if self._clock else self._ticks.stop()
        self._refresh()

    def set_black_line(self, on: bool) -> None:
        """Whether a grey line on black says that the projector has not failed."""
        self._black_line = on
        self._refresh()

    def prefer_screen(self, name: str) -> None:
        """The screen to fill when it is opened next; while it is open, moving it is the way."""
        if not self.is_open:
            self._remembered = name

    # Where it is

    @property
    def window(self) -> AudienceWindow | None:
        """The window, once it was opened."""
        return self._window

    @property
    def is_open(self) -> bool:
        return self._window is not None and self._window.isVisible()

    @property
    def place(self) -> str:
        """The name of the screen it fills; empty when it is a window beside ours or closed."""
        window = self._window
        return window.screen().name() if window is not None and self.is_open and window.isFullScreen() else ""

    @property
    def size(self) -> QSize:
        """The size of the picture participants see, or that of a common projector."""
        return self._window.size() if self._window is not None and self.is_open else QSize(1920, 1080)

    def open(self, beside: QWidget | None = None) -> None:
        """Show it on the screen that `beside` is not on, or as a window that says what it is. It starts black."""
        self._wanted = True
        self._beside = beside or self._beside
        if self.is_open:
            return
        self._black = True
        window = self._window = self._window or self._new_window()
        self._put(window, self._choice())
        self._refresh()

    def close(self) -> None:
        """Take it away."""
        self._wanted = False
        self._black = True
        self._clock = False
        self._ticks.stop()
        if self._window is not None:
            self._window.close()
        self._refresh()

    def swap_screens(self) -> None:
        """Put it on the next screen and ours on its one; with one screen nothing happens but a sentence."""
        window, beside = self._window, self._beside
        if window is None or not self.place or beside is None:
            self.notice_requested.emit(self.tr("There is only one screen. Connect the projector first."))
            return
        theirs, ours = window.screen(), beside.window().screen()
        self._black = True
        beside.window().setGeometry(theirs.availableGeometry())
        self._put(window, ours.name())
        self._refresh()

    def _new_window(self) -> AudienceWindow:
        window = AudienceWindow(self._icons)
        window.closed.connect(self._on_closed)
        return window

    def _choice(self) -> str | None:
        own = self._own_screen()
        if own is None:
            return None
        screens = [place_of(screen) for screen in QGuiApplication.screens()]
        return choose_screen(screens, place_of(own), self._remembered)

    def _own_screen(self) -> QScreen | None:
        return self._beside.window().screen() if self._beside is not None else QGuiApplication.primaryScreen()

    def _put(self, window: AudienceWindow, name: str | None) -> None:
        screen = screen_named(name) if name else None
        if screen is None:
            self._lay_low(window)
            window.showNormal()
            self.notice_requested.emit(
                self.tr("No second screen was found. The audience window is open beside this one and black.")
            )
            return
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        handle = window.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._on_window_moved)
        self._remembered = screen.name()
        self.screen_chosen.emit(screen.name())

    def _lay_low(self, window: AudienceWindow) -> None:
        """The first time small and low in the middle, where it hides least of ours; later where it was left."""
        own = self._own_screen()
        if own is None or self._laid:
            return
        self._laid = True
        room = own.availableGeometry()
        window.resize(room.size().boundedTo(BESIDE))
        window.move(room.center().x() - window.width() // 2, room.bottom() - window.height() - FOOT)

    def _listen_to_screens(self) -> None:
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication):
            return
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screen_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._on_geometry_changed)

    def _on_screen_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_geometry_changed)
        if self._wanted and not self.place and self._choice() is not None:
            self._black = True
            self._put(self._window or self._new_window(), self._choice())
            self._refresh()
            self.notice_requested.emit(self.tr("The second screen is back. It is black; B shows what is on."))

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._window is not None and self._window.isFullScreen() and screen.name() == self._remembered:
            self._lose()

    def _on_geometry_changed(self) -> None:
        window, own = self._window, self._own_screen()
        if window is None or own is None or not window.isFullScreen() or not window.isVisible():
            return
        if window.screen().geometry().intersects(own.geometry()):
            self._lose()

    def _on_window_moved(self, screen: QScreen) -> None:
        own = self._own_screen()
        window = self._window
        if window is not None and window.isFullScreen() and own is not None and screen is own and self.is_open:
            self._lose()

    def _lose(self) -> None:
        """The screen is gone or mirrors ours: black first, then away, so that nothing lands on the laptop."""
        self._black = True
        self._refresh()
        if self._window is not None:
            self._window.hide()
        self.notice_requested.emit(
            self.tr("The second screen is gone. The audience window is black and closed until it is back.")
        )

    def _on_closed(self) -> None:
        self._wanted = False
        self._black = True
        self._refresh()

    def _now_view(self) -> AudienceView:
        if self._black or (self._content.kind == "black" and not self._clock):
            line = self.tr("Paused. The screen comes back in a moment.") if self._black_line else ""
            return AudienceView("black", line=line)
        if self._clock:
            return AudienceView("clock", clock=self._now())
        return self._content

    def _refresh(self) -> None:
        view = self._now_view()
        if self._window is not None:
            self._window.show_view(view)
        if view != self._shown:
            self._shown = view
            self.view_changed.emit(view)
