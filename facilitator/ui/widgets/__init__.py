"""The parts of which every page is made; each takes the theme first."""

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
    paint_tick,
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
