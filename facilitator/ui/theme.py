"""How the program looks: tokens, type and icons, light and dark, switched while it runs."""

import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from facilitator.ui import tokens as table
from facilitator.ui.icons import Icons
from facilitator.ui.stylesheet import stylesheet
from facilitator.ui.tokens import Fill, Tokens

ROLES: Final[dict[str, tuple[float, bool]]] = {
    "cap": (11, True),
    "small": (12, False),
    "second": (13, False),
    "body": (14, False),
    "card": (15, False),
    "feedback": (15, False),
    "stream": (16, False),
    "capture": (18, False),
    "heading": (18, True),
    "title": (24, True),
    "script": (21, False),
    "live": (24, True),
    "statement": (26, True),
    "clock": (30, True),
}
"""Each role of type with its size in pixels at 96 dpi and whether it is bold."""

KEPT_WIDTHS: Final = 2_000
STEPS: Final = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
STYLE: Final = "fusion"
STYLE_WORDS: Final = ("-style", STYLE)
"""How the command line asks for the style: doing so later loads the lists of all that a style can draw."""
_USUAL_POINTS: Final = {"win32": 9.0, "darwin": 13.0}
_LINUX_POINTS: Final = 11.0


class Theme(QObject):
    """Handed to every widget; `changed` is emitted after colours or type size changed."""

    changed = Signal()

    def __init__(self, dark: bool = False, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dark = dark
        self._scale = scale
        self._app: QApplication | None = None
        self._forced = False
        self._sheet_on = False
        self._fonts: dict[tuple[str, bool | None, bool], QFont] = {}
        self._widths: dict[tuple[str, str, bool | None], float] = {}
        self._system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        usual = _USUAL_POINTS.get(sys.platform, _LINUX_POINTS)
        self._system_scale = max(self._system.pointSizeF() / usual, 1.0)
        self.tokens: Tokens = table.DARK if dark else table.LIGHT
        self.icons = Icons()
        self.still = False
        """Whether level meter and clip bar stand still, for those whom movement disturbs."""

    @property
    def dark(self) -> bool:
        return self._dark

    @property
    def scale(self) -> float:
        """The user's own enlargement, 1 to 2, on top of the system's."""
        return self._scale

    def set_dark(self, dark: bool) -> None:
        if dark != self._dark:
            self._dark = dark
            self._refresh()

    def set_scale(self, scale: float) -> None:
        scale = min(max(scale, STEPS[0]), STEPS[-1])
        if scale != self._scale:
            self._scale = scale
            self._refresh()

    def larger(self) -> None:
        self.set_scale(next((step for step in STEPS if step > self._scale + 0.01), STEPS[-1]))

    def smaller(self) -> None:
        self.set_scale(next((step for step in reversed(STEPS) if step < self._scale - 0.01), STEPS[0]))

    def dress(self, app: QApplication, *, starting: bool = False) -> None:
        """Put style, palette, stylesheet and type on the whole program, now and at every change.

        While `starting`, the program was begun with `STYLE_WORDS`, and whoever calls puts the stylesheet on when the
        first page is there: under a stylesheet, Qt dresses a widget anew each time it finds its place in another one,
        which takes longer than making it.
        """
        self._app = app
        self._sheet_on = not starting
        if not starting:
            app.setStyle(STYLE)
        self._forced = _contrast_forced(app)
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._refresh()

    def put_on_sheet(self) -> None:
        """The stylesheet that `dress` left out; nothing happens when it is on."""
        if self._app is not None and not self._sheet_on:
            self._sheet_on = True
            self._dress_sheet(self._app)

    def font(self, role: str = "body", *, bold: bool | None = None, italic: bool = False) -> QFont:
        """The system's font in the size of a role; in points, so that screens of any density agree."""
        key = (role, bold, italic)
        if key not in self._fonts:
            self._fonts[key] = self._made_font(role, bold, italic)
        return QFont(self._fonts[key])  # a copy: callers underline it or change its size

    def _made_font(self, role: str, bold: bool | None, italic: bool) -> QFont:
        pixels, heavy = ROLES[role]
        font = QFont(self._system)
        font.setPointSizeF(self._points(pixels))
        font.setBold(heavy if bold is None else bold)
        font.setItalic(italic)
        if role == "clock":
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def width_of(self, text: str, role: str, *, bold: bool | None = None) -> float:
        """How wide a short text that comes again and again, such as a key, is in a role of type."""
        key = (text, role, bold)
        if key not in self._widths:
            if len(self._widths) > KEPT_WIDTHS:
                self._widths.clear()
            self._widths[key] = QFontMetricsF(self.font(role, bold=bold)).horizontalAdvance(text)
        return self._widths[key]

    def px(self, length: float) -> int:
        """A length that grows with the type: badges and rows, not gaps and edges."""
        return round(length * self._scale * self._system_scale)

    def group(self, colour: str | int | None) -> Fill:
        """Ground and letter of a group's badge, from its colour or its number in the study (from 0)."""
        return table.group_fill(colour, self._dark)

    def group_fill(self, colour: str | int | None) -> QColor:
        return self.group(colour).ground

    def group_letter(self, colour: str | int | None) -> QColor:
        return self.group(colour).letter

    def _points(self, pixels: float) -> float:
        per_pixel = 1.0 if sys.platform == "darwin" else 0.75
        return pixels * per_pixel * self._scale * self._system_scale

    def _on_system_changed(self) -> None:
        forced = self._app is not None and _contrast_forced(self._app)
        if forced or forced != self._forced:
            self._forced = forced
            self._refresh()

    def _refresh(self) -> None:
        self.tokens = table.DARK if self._dark else table.LIGHT
        self.icons.forget()
        self._fonts.clear()
        self._widths.clear()
        if self._app is not None:
            self._dress_app(self._app)
        self.changed.emit()

    def _dress_app(self, app: QApplication) -> None:
        if self._forced:
            palette = app.style().standardPalette()
            self.tokens = table.from_palette(palette)
        else:
            palette = palette_of(self.tokens)
        app.setPalette(palette)
        app.setFont(self.font("body"))
        if self._sheet_on:
            self._dress_sheet(app)

    def _dress_sheet(self, app: QApplication) -> None:
        app.setStyleSheet("")  # Qt puts a sheet on a bare program four times as fast as it changes one
        app.setStyleSheet(stylesheet(self.tokens, {role: self.font(role) for role in ROLES}))


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for everything that Qt draws by itself."""
    role = QPalette.ColorRole
    palette = QPalette(tokens.surface, tokens.bg)
    pairs = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.sunken,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text2,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.Highlight: tokens.tint,
        role.HighlightedText: tokens.text,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Link: tokens.accent,
        role.Mid: tokens.strong,
        role.Midlight: tokens.line,
        role.Accent: tokens.accent,
    }
    for each, colour in pairs.items():
        palette.setColor(each, colour)
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, tokens.strong)
    return palette


def _contrast_forced(app: QApplication) -> bool:
    """Whether the desktop asks for high contrast; Qt says so from 6.10 on."""
    hints = getattr(app.styleHints(), "accessibility", None)
    if hints is None:
        return False
    return str(hints().contrastPreference()).endswith("HighContrast")
