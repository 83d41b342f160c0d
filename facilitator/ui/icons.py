"""Icons by the room's words, drawn from the Phosphor font that QtAwesome ships.

QtAwesome itself is never imported: it would load every font it has, a third of a second at start.
Its folder is found, one font and one list of names are read, and only when the first icon is drawn.
The font stays unknown to the program's other fonts, and only outlines are taken from it: a font that is added to them
makes Qt load all of them again.
"""

from functools import cache, cached_property
from importlib.util import find_spec
from math import floor
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

NAMES: Final[dict[str, str]] = {
    "prepare": "notebook-bold",
    "run": "microphone-bold",
    "findings": "squares-four-bold",
    "reflect": "arrows-left-right-bold",
    "analyse": "share-network-bold",
    "report": "file-text-bold",
    "keys": "question-bold",
    "search": "magnifying-glass-bold",
    "undo": "arrow-u-up-left-bold",
    "redo": "arrow-u-up-right-bold",
    "tick": "check-bold",
    "add": "plus-bold",
    "remove": "trash-bold",
    "close": "x-bold",
    "no": "x-bold",
    "more": "dots-three-bold",
    "grip": "dots-six-vertical-bold",
    "edit": "pencil-simple-bold",
    "warning": "warning-bold",
    "info": "info-bold",
    "lock": "lock-simple-bold",
    "unlock": "lock-simple-open-bold",
    "eye": "eye-bold",
    "hidden": "eye-slash-bold",
    "flag": "flag-bold",
    "answer": "chat-bold",
    "quote": "quotes-fill",
    "note": "pencil-simple-bold",
    "parked": "square-bold",
    "mic": "microphone-bold",
    "mic_lost": "microphone-slash-bold",
    "play": "play-fill",
    "pause": "pause-fill",
    "stop": "stop-fill",
    "speaker": "speaker-high-bold",
    "headphones": "headphones-bold",
    "mute": "speaker-x-bold",
    "rewind": "rewind-bold",
    "faster": "fast-forward-bold",
    "loop": "repeat-bold",
    "snap": "magnet-straight-bold",
    "transcript": "closed-captioning-bold",
    "screen": "monitor-bold",
    "black": "monitor-fill",
    "clock": "clock-bold",
    "shield": "shield-bold",
    "settings": "gear-bold",
    "copy": "copy-bold",
    "folder": "folder-bold",
    "save": "download-simple-bold",
    "export": "export-bold",
    "print": "printer-bold",
    "link": "link-simple-bold",
    "person": "user-bold",
    "people": "users-bold",
    "left": "caret-left-bold",
    "right": "caret-right-bold",
    "up": "caret-up-bold",
    "down": "caret-down-bold",
    "arrow_up": "arrow-up-bold",
    "arrow_down": "arrow-down-bold",
    "arrow_left": "arrow-left-bold",
    "arrow_right": "arrow-right-bold",
    "light": "sun-bold",
    "dark": "moon-bold",
    "disk": "hard-drive-bold",
    "battery": "battery-medium-bold",
    "paste": "clipboard-text-bold",
    "list": "list-bold",
    "grid": "squares-four-bold",
    "sample": "squares-four-bold",
    "ring": "circle-bold",
    "half": "circle-half-bold",
    "disc_tick": "check-circle-fill",
    "dash": "minus-bold",
    "larger": "text-aa-bold",
    "again": "repeat-bold",
    "later": "hourglass-bold",
    "swap": "swap-bold",
    "document": "file-text-bold",
    "guide": "notebook-bold",
    "filter": "funnel-bold",
    "order": "sort-ascending-bold",
    "idea": "lightbulb-bold",
    "help": "question-bold",
}

INSIDE: Final[dict[str, str]] = {"parked": "P"}
"""Icons with a letter written inside them."""

EM: Final = 64.0
"""The size in which outlines are kept."""


class Icons:
    """Draws and keeps icons; one of these belongs to the theme."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        self._outlines: dict[str, QPainterPath] = {}

    def paint(self, painter: QPainter, box: QRect | QRectF, name: str, colour: QColor) -> None:
        """Draw an icon to fill a square box, sharp at any density."""
        side = max(round(box.height()), 1)
        middle = QRectF(box).center()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.translate(floor(middle.x() - side / 2 + 0.5), floor(middle.y() - side / 2 + 0.5))
        painter.scale(side / EM, side / EM)
        painter.drawPath(self._outline(name))
        painter.restore()
        if name in INSIDE:
            _paint_letter(painter, QRectF(box), INSIDE[name], colour)

    def pixmap(self, name: str, colour: QColor, size: int = 16, density: float = 1.0) -> QPixmap:
        """The icon as a picture, kept until the theme changes."""
        key = (name, colour.rgba(), size, density)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, colour, size, density)
        return self._pixmaps[key]

    def icon(self, name: str, colour: QColor, size: int = 16) -> QIcon:
        """For menus and line edits, which only take a QIcon."""
        icon = QIcon()
        for density in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, size, density))
        return icon

    def forget(self) -> None:
        """Drop kept pictures: the colours have changed."""
        self._pixmaps.clear()

    def _drawn(self, name: str, colour: QColor, size: int, density: float) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(0, 0, size, size), name, colour)
        painter.end()
        return pixmap

    def _outline(self, name: str) -> QPainterPath:
        """The outline in a square of `EM`; looked up once."""
        if name not in self._outlines:
            font, names = self._font
            (glyph,) = font.glyphIndexesForString(_sign(names, NAMES.get(name, name)))
            outline = font.pathForGlyph(glyph)
            outline.translate(0, (EM + font.ascent() - font.descent()) / 2)
            self._outlines[name] = outline
        return self._outlines[name]

    @cached_property
    def _font(self) -> tuple[QRawFont, str]:
        folder = _font_folder()
        names = next(folder.glob("phosphor-charmap-*.json")).read_text("utf-8")
        return QRawFont(str(next(folder.glob("phosphor-*.ttf"))), EM), names


def _paint_letter(painter: QPainter, box: QRectF, letter: str, colour: QColor) -> None:
    font = QFont()
    font.setBold(True)
    font.setPixelSize(max(round(box.height() * 0.56), 1))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


@cache
def _sign(names: str, name: str) -> str:
    """The sign of a name; looked up in the text as it lies, since reading all of its thousands holds a start up."""
    at = names.find(f'"{name}":')
    if at < 0:
        raise KeyError(name)
    return chr(int(names[at : at + len(name) + 20].split('"')[3], 16))


def _font_folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("QtAwesome, which carries the icons, is not installed.")
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"
