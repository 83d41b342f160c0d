"""The audience window: black first, one owner, and never over the laptop."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.screens import ScreenPlace, choose_screen
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.icons import Icons

OWN = ScreenPlace("laptop", QRect(0, 0, 1366, 768))
BEAMER = ScreenPlace("beamer", QRect(1366, 0, 1920, 1080))
OTHER = ScreenPlace("other", QRect(3286, 0, 1024, 768))
MIRROR = ScreenPlace("mirror", QRect(0, 0, 1366, 768))
VIEW = AudienceView("statement", statement="We wait.")


@pytest.fixture
def audience(qtbot: QtBot) -> Iterator[AudienceController]:
    controller = AudienceController(Icons(), now=lambda: "10:14")
    yield controller
    controller.close()
    if controller.window is not None:
        shiboken6.delete(controller.window)


def test_it_starts_black_and_stays_so_whatever_is_given_to_it(audience: AudienceController) -> None:
    audience.open()
    audience.show_view(VIEW)
    assert audience.view.kind == "black"
    audience.toggle_black()
    assert audience.view == VIEW


def test_opening_again_makes_it_black_again(audience: AudienceController) -> None:
    audience.open()
    audience.show_view(VIEW)
    audience.set_black(False)
    audience.close()
    audience.open()
    assert audience.view.kind == "black"


def test_closing_the_window_by_hand_makes_it_black(audience: AudienceController) -> None:
    audience.open()
    audience.set_black(False)
    assert audience.window is not None
    audience.window.close()
    assert audience.is_black
    assert not audience.is_open


def test_with_one_screen_it_is_a_window_that_says_what_it_is(audience: AudienceController, qtbot: QtBot) -> None:
    with qtbot.waitSignal(audience.notice_requested) as notice:
        audience.open()
    assert "No second screen" in notice.args[0]
    assert audience.window is not None
    assert not audience.window.isFullScreen()
    assert "what the participants see" in audience.window.windowTitle()
    assert audience.place == ""


def test_with_one_screen_it_first_lies_low_and_then_where_it_was_left(audience: AudienceController) -> None:
    audience.open()
    assert audience.window is not None
    room = audience.window.screen().availableGeometry()
    assert room.contains(audience.window.geometry())
    assert audience.window.geometry().top() > room.center().y() - audience.window.height() // 2
    audience.window.setGeometry(10, 20, 500, 300)
    audience.close()
    audience.open()
    assert audience.window.geometry() == QRect(10, 20, 500, 300)


def test_the_grey_line_can_be_switched_off(audience: AudienceController) -> None:
    assert audience.view.line
    audience.set_black_line(False)
    assert audience.view.line == ""


def test_the_clock_alone_and_back(audience: AudienceController) -> None:
    audience.show_view(VIEW)
    audience.toggle_clock()
    assert (audience.view.kind, audience.view.clock) == ("clock", "10:14")
    audience.toggle_clock()
    assert audience.view == VIEW


def test_black_wins_over_the_clock(audience: AudienceController) -> None:
    audience.toggle_clock()
    audience.toggle_black()
    assert audience.view.kind == "black"


def test_a_question_is_shown_with_its_foot(audience: AudienceController) -> None:
    audience.show_question("What would help?", foot="Focus group")
    audience.set_black(False)
    assert (audience.view.kind, audience.view.question) == ("question", "What would help?")


def test_a_change_is_told_once(audience: AudienceController, qtbot: QtBot) -> None:
    audience.set_black(False)
    told: list[AudienceView] = []
    audience.view_changed.connect(told.append)
    audience.show_view(VIEW)
    audience.show_view(VIEW)
    assert told == [VIEW]


@pytest.mark.parametrize(
    ("screens", "remembered", "chosen"),
    [
        ([OWN], "", None),
        ([OWN, BEAMER], "", "beamer"),
        ([OWN, BEAMER, OTHER], "other", "other"),
        ([OWN, BEAMER], "gone", "beamer"),
        ([OWN, BEAMER], "laptop", "beamer"),
        ([OWN, MIRROR], "mirror", None),
    ],
)
def test_the_facilitators_own_screen_is_never_chosen(
    screens: list[ScreenPlace], remembered: str, chosen: str | None
) -> None:
    assert choose_screen(screens, OWN, remembered) == chosen


TWO_SCREENS = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.icons import Icons
audience = AudienceController(Icons())
names, said = [], []
audience.screen_chosen.connect(names.append)
audience.notice_requested.connect(said.append)
main = QWidget()
main.setGeometry(10, 10, 800, 600)
main.show()
audience.open(main)
assert names == ["beamer"] and audience.place == "beamer", (names, audience.place)
assert audience.window.geometry().left() >= 1366, audience.window.geometry()
audience.show_view(AudienceView("statement", statement="We wait."))
audience.set_black(False)
assert audience.view.statement == "We wait."
beamer = next(screen for screen in app.screens() if screen.name() == "beamer")
app.screenRemoved.emit(beamer)
assert audience.is_black and not audience.window.isVisible()
assert "gone" in said[-1], said
app.screenAdded.emit(beamer)
assert audience.is_black and audience.place == "beamer"
audience.set_black(False)
audience._on_window_moved(main.screen())
assert audience.is_black and not audience.window.isVisible()
print("sound")
"""


def test_it_fills_the_second_screen_and_is_black_and_away_when_that_goes(tmp_path: Path) -> None:
    """In a process of its own, since screens are fixed when the program starts."""
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in (("laptop", 0, 1366, 768), ("beamer", 1366, 1920, 1080))
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TWO_SCREENS],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "sound", done.stderr
