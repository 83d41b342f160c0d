"""The colours can be read, in light and in dark, and whoever adds one finds out here."""

import pytest
from PySide6.QtGui import QColor, QPalette

from facilitator.ui import tokens
from facilitator.ui.tokens import DARK, LIGHT, Tokens, contrast, from_palette, group_fill

BOTH = pytest.mark.parametrize("t", [LIGHT, DARK], ids=["light", "dark"])
WORDS = [
    ("text", ("bg", "surface", "sunken", "tint", "warntint", "rectint", "oktint")),
    ("text2", ("bg", "surface", "sunken", "tint")),
    ("accent", ("bg", "surface", "tint")),
    ("onaccent", ("accent",)),
    ("rec", ("surface", "rectint")),
    ("warn", ("surface", "warntint")),
    ("ok", ("surface", "oktint")),
    ("railtx", ("rail", "railon")),
]
EDGES = [
    ("strong", ("bg", "surface")),
    ("accent", ("bg", "surface", "sunken")),
    ("rec", ("bg", "surface")),
    ("railbar", ("rail", "railon")),
    ("wave", ("surface",)),
]


@BOTH
@pytest.mark.parametrize(("ink", "grounds"), WORDS)
def test_words_stand_out_from_every_ground_they_are_written_on(t: Tokens, ink: str, grounds: tuple[str, ...]) -> None:
    ratios = {ground: contrast(getattr(t, ink), getattr(t, ground)) for ground in grounds}
    assert {ground: ratio for ground, ratio in ratios.items() if ratio < 4.5} == {}


@BOTH
@pytest.mark.parametrize(("edge", "grounds"), EDGES)
def test_edges_of_controls_can_be_seen(t: Tokens, edge: str, grounds: tuple[str, ...]) -> None:
    ratios = {ground: contrast(getattr(t, edge), getattr(t, ground)) for ground in grounds}
    assert {ground: ratio for ground, ratio in ratios.items() if ratio < 3} == {}


@BOTH
def test_white_words_can_be_read_on_the_banner_and_on_the_recording_light(t: Tokens) -> None:
    assert min(contrast(tokens.WHITE, ground) for ground in (t.banner, t.recfill)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("place", range(6))
def test_a_groups_letter_can_be_read_on_its_badge(place: int, dark: bool) -> None:
    fill = group_fill(place, dark)
    assert contrast(fill.ground, fill.letter) >= 4.5


def test_a_group_keeps_its_hue_from_light_to_dark() -> None:
    assert group_fill("#1976C5", True).ground == QColor("#6FB4F2")
    assert group_fill("#1976c5", False).ground == QColor("#1976C5")


@pytest.mark.parametrize("colour", ["#000000", "#101010", "#777777", "#ffffff", "#1b6ca8", "#ffee00"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_colour_of_ones_own_still_carries_its_letter(colour: str, dark: bool) -> None:
    fill = group_fill(colour, dark)
    assert contrast(fill.ground, fill.letter) >= 4
    if dark:
        assert contrast(fill.ground, DARK.surface) >= 3


@pytest.mark.parametrize("colour", ["", None, "no colour"])
def test_a_missing_colour_is_grey_and_not_a_fault(colour: str | None) -> None:
    assert group_fill(colour, False) == tokens.GROUPS_LIGHT[-1]


def test_forced_high_contrast_takes_the_systems_colours() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("black"))
    palette.setColor(QPalette.ColorRole.Text, QColor("yellow"))
    system = from_palette(palette)
    assert system.surface == QColor("black")
    assert system.text == system.text2 == system.strong == QColor("yellow")


def test_contrast_is_counted_as_the_guidelines_say() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
