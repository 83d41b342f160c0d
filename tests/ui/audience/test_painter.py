"""The picture: it fits, whatever is said, and it is the same at every size."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from facilitator.domain.languages import directed
from facilitator.ui.audience.painter import STATEMENT_STEPS, block, font, largest, paint_audience
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.icons import Icons

SHORT = "We need their own words."
STATEMENT = AudienceView(
    "statement", "What would help?", "D", "Development said", "#8A2367", SHORT, "The rest is gossip.", "Reflection"
)


def picture(view: AudienceView, width: int = 960, height: int = 540) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF00FF"))
    painter = QPainter(image)
    paint_audience(painter, QRectF(image.rect()), view, Icons())
    painter.end()
    return image


def inked(image: QImage, top: float, bottom: float) -> bool:
    """Whether anything but the ground stands between two heights, given as shares."""
    ground = image.pixel(2, 2)
    rows = range(round(image.height() * top), round(image.height() * bottom))
    return any(image.pixel(x, y) != ground for y in rows for x in range(0, image.width(), 3))


def test_black_is_black_but_for_one_grey_line(qapp: QApplication) -> None:
    image = picture(AudienceView("black", line="Paused. The screen comes back in a moment."))
    assert image.pixelColor(480, 270) == QColor("#000000")
    assert inked(image, 0.88, 0.98)
    assert not inked(image, 0.0, 0.85)
    assert not inked(picture(AudienceView("black")), 0.0, 1.0)


def test_the_ground_is_white_for_words(qapp: QApplication) -> None:
    for view in (STATEMENT, AudienceView("question", "What would help?"), AudienceView("clock", clock="10:14")):
        assert picture(view).pixelColor(2, 2) == QColor("#FFFFFF")
        assert inked(picture(view), 0.0, 0.9)


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000,
        "long words " * 900,
        "يتصل العميل بنا أولا " * 300,
        "お客様の言葉が必要です。" * 400,
        "👩🏽‍💻é́́ " * 500,
        "a\nb\r\nc " * 200,
        "",
    ],
    ids=("no-spaces", "english", "arabic", "japanese", "emoji", "lines", "nothing"),
)
def test_any_words_end_above_the_foot(qapp: QApplication, words: str) -> None:
    view = AudienceView("statement", "Q?", "D", "D said", 2, words, "", "")
    assert not inked(picture(view, 480, 270), 0.975, 1.0)
    as_question = AudienceView("question", words)
    assert not inked(picture(as_question, 480, 270), 0.975, 1.0)


def test_a_long_quote_ends_above_the_foot(qapp: QApplication) -> None:
    view = AudienceView("statement", "Q?", "D", "D said", 2, SHORT, "quoted words " * 700, "")
    assert not inked(picture(view, 480, 270), 0.975, 1.0)


def test_statements_shrink_by_steps_and_then_as_far_as_they_must() -> None:
    assert largest(STATEMENT_STEPS, lambda size: size, 100) == 82
    assert largest(STATEMENT_STEPS, lambda size: size, 70) == 68
    assert largest(STATEMENT_STEPS, lambda size: size, 60) == 56
    assert largest(STATEMENT_STEPS, lambda size: size, 33) == 33
    assert largest(STATEMENT_STEPS, lambda size: size, 1) == 8


def test_lines_break_alike_at_every_size(qapp: QApplication) -> None:
    """The thumbnail is a true picture: what is drawn small is the big one scaled."""
    big = picture(STATEMENT, 1920, 1080).scaled(240, 135)
    small = picture(STATEMENT, 240, 135)
    ground = QColor("#FFFFFF").rgb()
    both = sum(
        (big.pixel(x, y) != ground) == (small.pixel(x, y) != ground) for x in range(0, 240, 2) for y in range(0, 135, 2)
    )
    assert both / (120 * 68) > 0.9


def test_empty_words_take_no_room(qapp: QApplication) -> None:
    assert block("", font(50), 500).height == 0
    assert block("a", font(50), 500).height > 0


def test_a_quote_stands_at_the_side_where_its_language_begins(qapp: QApplication) -> None:
    def ink(quote: str) -> tuple[bool, bool]:
        image = picture(AudienceView("statement", quote=quote))
        rows = range(20, 460)
        halves = (range(80, 480, 2), range(500, 890, 2))
        dark = [any(image.pixelColor(x, y).lightness() < 120 for y in rows for x in half) for half in halves]
        return dark[0], dark[1]

    assert ink(directed("SAP", "en")) == (True, False)
    assert ink(directed("SAP", "he")) == (False, True)
