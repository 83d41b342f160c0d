"""Every colour of the program as data; the contrast test reads this table, nothing else holds a colour."""

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Tokens(NamedTuple):
    """One set of colours, named after their use and not after their hue."""

    bg: QColor
    surface: QColor
    sunken: QColor
    line: QColor
    strong: QColor
    text: QColor
    text2: QColor
    accent: QColor
    onaccent: QColor
    tint: QColor
    rec: QColor
    recfill: QColor
    banner: QColor
    rectint: QColor
    warn: QColor
    warntint: QColor
    warnline: QColor
    ok: QColor
    oktint: QColor
    rail: QColor
    railon: QColor
    railbar: QColor
    railtx: QColor
    wave: QColor
    hatch: QColor


class Fill(NamedTuple):
    """A ground and the colour of the letter that stands on it."""

    ground: QColor
    letter: QColor


def _tokens(*names: str) -> Tokens:
    return Tokens(*(QColor(name) for name in names))


def _fills(*pairs: tuple[str, str]) -> tuple[Fill, ...]:
    return tuple(Fill(QColor(ground), QColor(letter)) for ground, letter in pairs)


LIGHT = _tokens(
    *("#F2F4F6", "#FFFFFF", "#E6EBEF", "#D5DCE2", "#76838F", "#15202B", "#455361"),
    *("#0C5A66", "#FFFFFF", "#DCECEE", "#C42B1C", "#C42B1C", "#B3261E", "#FBE9E7"),
    *("#7A4A00", "#FFF1D0", "#E3B34A", "#1F6B3B", "#E2F2E6"),
    *("#10292F", "#1E4953", "#7FD3DF", "#DCEAED", "#65808C", "#D5DCE2"),
)
DARK = _tokens(
    *("#14191E", "#1D242B", "#10151A", "#36414B", "#84919D", "#EEF2F5", "#B3BEC8"),
    *("#6FC6D3", "#08262B", "#173B43", "#FF8A7E", "#C42B1C", "#B3261E", "#3B1A18"),
    *("#F2C14E", "#3A2E10", "#8A6A1E", "#7BCB93", "#173323"),
    *("#0B1C21", "#1A4149", "#7FD3DF", "#DCEAED", "#7C97A3", "#36414B"),
)

WHITE = QColor("#FFFFFF")
INK = QColor("#15202B")
DARK_INK = QColor("#10181F")

GROUPS_LIGHT = _fills(
    ("#1976C5", "#FFFFFF"),
    ("#F2A900", "#15202B"),
    ("#8A2367", "#FFFFFF"),
    ("#3BA37F", "#15202B"),
    ("#6B4423", "#FFFFFF"),
    ("#7C8794", "#15202B"),
)
GROUPS_DARK = _fills(
    *((ground, "#10181F") for ground in ("#6FB4F2", "#F4BD3F", "#C064A6", "#5FCBA4", "#B98A63", "#A9B4BF"))
)
LEVELS_LIGHT = tuple(QColor(name) for name in ("#2F9470", "#B97A00", "#C42B1C"))
LEVELS_DARK = tuple(QColor(name) for name in ("#5FCBA4", "#F4BD3F", "#FF8A7E"))
"""How loud it is: good, nearly too loud, too loud."""
WAITING = Fill(QColor("#F2A900"), QColor("#15202B"))
"""The number disc in the rail, the same in light and dark because the rail is."""


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(channel) for channel in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def group_fill(colour: str | int | None, dark: bool) -> Fill:
    """The badge ground of a group: its place in the table, the table's twin of a known colour, or the colour itself."""
    table = GROUPS_DARK if dark else GROUPS_LIGHT
    if isinstance(colour, int):
        return table[colour % len(table)]
    wanted = QColor(colour or "")
    if not wanted.isValid():
        return table[-1]
    for index, known in enumerate(GROUPS_LIGHT):
        if known.ground == wanted:
            return table[index]
    return _own_fill(wanted, dark)


def _own_fill(ground: QColor, dark: bool) -> Fill:
    """A colour the user chose; lifted on dark ground until it stands out at 3:1."""
    while dark and contrast(ground, DARK.surface) < 3:
        ground = ground.lighter(115) if ground.value() > 12 else QColor("#404040")
    ink = DARK_INK if dark else INK
    return Fill(ground, max((WHITE, ink), key=lambda letter: contrast(ground, letter)))


def from_palette(palette: QPalette) -> Tokens:
    """The system's own colours under our names, for forced high contrast."""
    role = QPalette.ColorRole
    base, text, window = (palette.color(r) for r in (role.Base, role.Text, role.Window))
    highlight, on_highlight = palette.color(role.Highlight), palette.color(role.HighlightedText)
    special = {
        "bg": window,
        "accent": highlight,
        "onaccent": on_highlight,
        "recfill": highlight,
        "banner": highlight,
        "rail": window,
        "railon": window,
    }
    grounds = ("surface", "sunken", "tint", "rectint", "warntint", "oktint")
    special.update(dict.fromkeys(grounds, base))
    return Tokens(*(special.get(name, text) for name in Tokens._fields))


AUDIENCE_WHITE = QColor("#FFFFFF")
AUDIENCE_BLACK = QColor("#000000")
AUDIENCE_GREY = QColor("#8A949D")
"""The one line on the black audience window, 6:1 or more."""
