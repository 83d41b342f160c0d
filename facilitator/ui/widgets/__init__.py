"""The parts of which every page is made; each takes the theme first.

A part is loaded when it is first asked for: the window comes up with few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.ui.widgets.badge import Badge, BadgeLook, SeatBadge, paint_badge
    from facilitator.ui.widgets.bars import ProgressBar, paint_bar
    from facilitator.ui.widgets.button import Button, IconButton, LinkButton
    from facilitator.ui.widgets.cards import ClickableCard, WarningCard
    from facilitator.ui.widgets.fields import (
        ChoiceBox,
        Field,
        Line,
        NumberField,
        SearchField,
        TickBox,
        Toggle,
    )
    from facilitator.ui.widgets.flow import FlowLayout
    from facilitator.ui.widgets.icon import IconLabel, StatusDot
    from facilitator.ui.widgets.keycap import KeyCap, key_caps, paint_caps
    from facilitator.ui.widgets.label import ElidedLabel, Label, QuoteLabel
    from facilitator.ui.widgets.level_meter import LevelMeter
    from facilitator.ui.widgets.light import Recording, RecordingLight
    from facilitator.ui.widgets.panel import Divider, EmptyState, Panel, SectionHead, paint_ground
    from facilitator.ui.widgets.rows import paint_drop, paint_focus, paint_row
    from facilitator.ui.widgets.tag import Tag, paint_tag, tag_size
    from facilitator.ui.widgets.ticks import paint_tick

__all__ = [
    "Badge",
    "BadgeLook",
    "Button",
    "ChoiceBox",
    "ClickableCard",
    "Divider",
    "ElidedLabel",
    "EmptyState",
    "Field",
    "FlowLayout",
    "IconButton",
    "IconLabel",
    "KeyCap",
    "Label",
    "LevelMeter",
    "Line",
    "LinkButton",
    "NumberField",
    "Panel",
    "ProgressBar",
    "QuoteLabel",
    "Recording",
    "RecordingLight",
    "SearchField",
    "SeatBadge",
    "SectionHead",
    "StatusDot",
    "Tag",
    "TickBox",
    "Toggle",
    "WarningCard",
    "key_caps",
    "paint_badge",
    "paint_bar",
    "paint_caps",
    "paint_drop",
    "paint_focus",
    "paint_ground",
    "paint_row",
    "paint_tag",
    "paint_tick",
    "tag_size",
]

_NAMES = {
    "badge": "Badge BadgeLook SeatBadge paint_badge",
    "bars": "ProgressBar paint_bar",
    "button": "Button IconButton LinkButton",
    "cards": "ClickableCard WarningCard",
    "fields": "ChoiceBox Field Line NumberField SearchField TickBox Toggle",
    "flow": "FlowLayout",
    "icon": "IconLabel StatusDot",
    "keycap": "KeyCap key_caps paint_caps",
    "label": "ElidedLabel Label QuoteLabel",
    "level_meter": "LevelMeter",
    "light": "Recording RecordingLight",
    "panel": "Divider EmptyState Panel SectionHead paint_ground",
    "rows": "paint_drop paint_focus paint_row",
    "tag": "Tag paint_tag tag_size",
    "ticks": "paint_tick",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
