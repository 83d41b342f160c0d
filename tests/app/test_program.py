"""The whole program, as it is started, on studies in a folder of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator.app import Program, build
from facilitator.domain.actors import Actor
from facilitator.domain.errors import StudyDamaged, UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.paths import HOME_VARIABLE
from facilitator.services.session.sessions import Sessions
from facilitator.services.study.studies import make_sample
from facilitator.storage.backup import make_backup
from facilitator.storage.opening import StudyFolder
from facilitator.ui import ask
from facilitator.ui.findings.page import FindingsPage
from facilitator.ui.frame import screen
from facilitator.ui.recordings.page import RecordingsPage
from facilitator.ui.run.page import RunPage
from facilitator.ui.start_page import StartPage
from tests.storage.mounts import read_only

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
STAGES = ["prepare", "run", "findings", "reflect", "report"]


class Desk:
    """Somebody who starts the program, presses keys, and closes it again."""

    def __init__(self, home: Path, app: QApplication, qtbot: QtBot) -> None:
        self.home = home
        for name in ("config", "data"):
            (home / name).mkdir(parents=True)
        self._app = app
        self._qtbot = qtbot
        self.program = self.start()

    def start(self) -> Program:
        self.program = build(self._app, self.home)
        self.program.window.resize(1366, 768)
        self.program.window.go("start")
        self.program.window.show()
        self.program.window.activateWindow()
        self._qtbot.waitUntil(self.program.window.isActiveWindow)
        return self.program

    def restart(self) -> Program:
        self.stop()
        return self.start()

    def stop(self) -> None:
        """Closes the window, and waits until it is gone: what is left of it would be dressed again and again."""
        window = self.program.window
        window.close()
        window.deleteLater()
        self._qtbot.waitUntil(lambda: not isValid(window))

    @property
    def study(self) -> StudyFolder:
        assert self.program.open is not None
        return self.program.open.folder

    @property
    def page(self) -> str:
        return self.program.window.page.page_id if self.program.window.page else ""

    @property
    def said(self) -> str:
        return self.program.window.strip.sentence

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self.program.window, key, modifiers)

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample made once, to be copied."""
    made = make_sample(tmp_path_factory.mktemp("made") / "Sample.study")
    make_backup(made.database, made.backups)
    made.close()
    return made.path


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(tmp_path / "home", qapp, qtbot)
    yield desk
    desk.stop()
    qapp.setStyleSheet("")


@pytest.fixture
def sample(desk: Desk, sample_folder: Path) -> Desk:
    copytree(sample_folder, desk.home / "data" / "Sample.study")
    desk.program.open_sample()
    return desk


@pytest.fixture
def closed_study(tmp_path: Path, sample_folder: Path) -> Path:
    return copytree(sample_folder, tmp_path / "Ours.study")


def test_the_program_begins_without_a_study(desk: Desk) -> None:
    assert desk.page == "start"
    assert desk.program.window.windowTitle() == "Facilitator"
    assert [button for button in desk.program.window.rail.buttons if button.isVisible()] == []


def test_every_page_of_the_rail_arrives_by_its_key(sample: Desk, qtbot: QtBot) -> None:
    shown = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5):
        sample.press(key, ALT)
        shown.append(sample.page)
        page = sample.program.window.page
        assert page is not None
        assert page.panes() != []
        assert page.title
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.isAncestorOf(focus)
    assert shown == STAGES


@pytest.mark.parametrize(
    "place",
    ["settings", "prepare", "run", "findings", "reflect", "report", "prepare.merge", "run.recordings", "run.room"],
)
def test_every_stop_of_tab_has_a_name(sample: Desk, place: str) -> None:
    window = sample.program.window
    window.go(place)
    assert _nameless(window) == []


def test_every_stop_of_tab_on_the_start_page_has_a_name(desk: Desk) -> None:
    assert _nameless(desk.program.window) == []


def _nameless(window: QWidget) -> list[str]:
    """What Tab reaches, and a screen reader has no word for; the line within a number box is named by the box."""
    stops = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each.parent(), QAbstractSpinBox)
    ]
    assert stops
    return [type(each).__name__ for each in stops if not _spoken(each)]


def _spoken(widget: QWidget) -> str:
    """The name that a screen reader is given."""
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name))


def test_f1_lists_the_keys_of_a_page_before_those_of_a_recording_that_is_not_there(sample: Desk) -> None:
    window = sample.program.window
    window.go("findings")
    window.toggle_keys()
    words = [label.text() for label in window.keys_panel.findChildren(QLabel)]
    assert words.index("Add a statement") < words.index("Pause the recording") < words.index("Undo")


def test_the_mark_leads_back_to_all_studies(sample: Desk, qtbot: QtBot) -> None:
    mark = sample.program.window.rail.mark
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert sample.page == "start"
    assert sample.program.open is None
    assert not mark.isEnabled()


def test_undo_and_redo_by_keys_follow_the_change_in_top_bar_and_page(sample: Desk) -> None:
    store = sample.study.store
    before = store.count(Actor)
    sample.press(Qt.Key.Key_G, CTRL | SHIFT)
    assert store.count(Actor) == before + 1
    sample.press(Qt.Key.Key_Escape)
    top = sample.program.window.top
    label = store.undo_label or ""
    assert label
    assert label in top.undo.toolTip()
    sample.press(Qt.Key.Key_Z, CTRL)
    assert store.count(Actor) == before
    assert sample.said == f"Undone: {label}."
    assert not top.undo.isEnabled() or label not in top.undo.toolTip()
    assert label in top.redo.toolTip()
    sample.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert store.count(Actor) == before + 1
    assert top._saved.text().startswith("Saved ")


def test_the_palette_jumps_to_a_statement(sample: Desk) -> None:
    wanted = sample.study.store.find(Statement)[5]
    sample.press(Qt.Key.Key_K, CTRL)
    sample.type(wanted.text[:28])
    sample.press(Qt.Key.Key_Return)
    page = sample.program.window.page
    assert isinstance(page, FindingsPage)
    assert page.grid.card is not None
    assert page.grid.card.item_id == wanted.id


def test_the_palette_does_an_action_of_another_page(sample: Desk) -> None:
    sample.press(Qt.Key.Key_5, ALT)
    sample.press(Qt.Key.Key_1, ALT)
    sample.press(Qt.Key.Key_K, CTRL)
    sample.type("large page")
    sample.press(Qt.Key.Key_Return)
    assert sample.page == "report"


def test_a_closed_study_is_remembered_and_opens_from_the_list_as_it_was_left(sample: Desk) -> None:
    sample.press(Qt.Key.Key_G, CTRL | SHIFT)
    actors, path = [actor.name for actor in sample.study.store.find(Actor)], sample.study.path
    sample.restart()
    page = sample.program.window.page
    assert isinstance(page, StartPage)
    assert [row.study.title for row in page.rows] == ["Who picks it up?"]
    sample.press(Qt.Key.Key_Return)
    assert sample.study.path == path.resolve()
    assert [actor.name for actor in sample.study.store.find(Actor)] == actors
    assert sample.program.window.windowTitle() == "Who picks it up? – Facilitator"
    assert sample.study.store.undo_label


def test_closing_the_study_leads_to_the_start_page_and_lets_others_open_it(sample: Desk) -> None:
    path = sample.study.path
    sample.press(Qt.Key.Key_W, CTRL)
    assert (sample.page, sample.program.open) == ("start", None)
    assert subprocess.run(_opening(path), capture_output=True, check=False, timeout=60).returncode == 0


def _opening(path: Path) -> list[str]:
    return [sys.executable, "-m", "facilitator", "dump", str(path)]


def test_a_damaged_study_is_offered_its_back_up_and_opens_from_it(desk: Desk, closed_study: Path, qtbot: QtBot) -> None:
    database = closed_study / "study.db"
    bytes_before = database.read_bytes()
    spoilt = bytearray(bytes_before)
    spoilt[200:8000] = b"\x55" * 7800
    database.write_bytes(bytes(spoilt))
    assert not desk.program.open_folder(closed_study)
    banner = desk.program.window.banner
    assert banner.isVisible()
    assert desk.page == "start"
    (button,) = banner.buttons
    assert button.text() == "Open the back-up"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    assert desk.study.path == closed_study
    assert desk.study.store.count(Actor) == 6
    kept = list(closed_study.glob("damaged-*/study.db"))
    assert [path.read_bytes() for path in kept] == [bytes(spoilt)]


@pytest.mark.parametrize(("word", "page"), [(b"Development", "prepare"), (b"We ring the person", "findings")])
def test_damage_that_a_page_comes_upon_is_offered_the_back_up_too(
    desk: Desk, closed_study: Path, qtbot: QtBot, word: bytes, page: str
) -> None:
    """SQLite's own check does not see that a text is none any more, so the study opens, and a page cannot be shown."""
    make_backup(closed_study / "study.db", closed_study / "backups")
    database = closed_study / "study.db"
    assert word in database.read_bytes()
    database.write_bytes(database.read_bytes().replace(word, word[:-1] + b"\xff"))
    if desk.program.open_folder(closed_study, "prepare"):
        with pytest.raises(UserError) as raised:
            desk.program.window.go(page)
        desk.program.on_exception(UserError, raised.value, None)  # as Qt hands it on
    banner = desk.program.window.banner
    assert banner.isVisible()
    (button,) = banner.buttons
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    desk.program.window.go(page)
    assert desk.study.path == closed_study
    assert desk.study.store.count(Actor) == len(desk.study.store.find(Actor)) == 6


def test_a_back_up_that_cannot_be_opened_leaves_the_start_page_with_a_sentence(desk: Desk, closed_study: Path) -> None:
    make_backup(closed_study / "study.db", closed_study / "backups")
    assert desk.program.open_folder(closed_study)
    desk.program.on_exception(StudyDamaged, StudyDamaged("A text cannot be read."), None)
    for backup in (closed_study / "backups").iterdir():
        backup.unlink()
    desk.program.window.banner.buttons[0].click()
    assert (desk.page, desk.program.open) == ("start", None)
    assert desk.program.window.strip.sentence
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.program.theme.set_dark(not desk.program.theme.dark)  # reads nothing of a study that is closed


def test_a_home_where_nothing_can_be_written_still_lets_one_work(
    qapp: QApplication, closed_study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "locked"
    home.mkdir()
    monkeypatch.setenv(HOME_VARIABLE, str(home / "mine"))
    with read_only(home):
        program = build(qapp)
        program.show_start()
        program.open_sample()
        assert program.open is None
        assert "Sample.study cannot be made here" in program.window.strip.sentence
        assert program.open_folder(closed_study)
        program.theme.set_dark(not program.theme.dark)
        assert program.settings.now.dark == program.theme.dark
        program.window.close()
    assert not list(home.iterdir())


HOLDS = """
import sys, pathlib
from facilitator.storage.opening import open_study
held = open_study(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_study_in_use_elsewhere_gives_its_sentence_and_the_start_page_stays(desk: Desk, closed_study: Path) -> None:
    command = [sys.executable, "-c", HOLDS, str(closed_study)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline().strip() == "open"
        assert not desk.program.open_folder(closed_study)
        assert desk.said == "Ours.study is open in another window. Close it there, then open it here."
        assert desk.page == "start"
        other.stdin.write("\n")
        other.stdin.flush()
        other.wait(30)
    assert desk.program.open_folder(closed_study)


def test_opening_what_is_not_a_study_keeps_the_study_that_is_open(sample: Desk, tmp_path: Path) -> None:
    (tmp_path / "Holiday").mkdir()
    before = sample.study.path
    assert not sample.program.open_folder(tmp_path / "Holiday")
    assert sample.said == "“Holiday” is not a study: it holds no study.db. Choose the folder of a study."
    assert sample.study.path == before


def test_what_could_not_be_written_is_said_until_something_is_written_again(sample: Desk) -> None:
    other = sqlite3.connect(sample.study.database, timeout=0)
    sample.study.store._connection.execute("PRAGMA busy_timeout = 0")
    before = sample.study.store.count(Actor)
    other.execute("BEGIN IMMEDIATE")
    sample.press(Qt.Key.Key_G, CTRL | SHIFT)
    window, top = sample.program.window, sample.program.window.top
    assert sample.study.store.count(Actor) == before
    assert sample.said.startswith("Not saved")
    assert top._saved.text().startswith("Not saved since ")
    other.rollback()
    other.close()
    assert window.banner.isVisible()
    assert window.banner.accessibleName().endswith("Try again, or go on on another drive.")
    sample.press(Qt.Key.Key_G, CTRL | SHIFT)
    assert sample.study.store.count(Actor) == before + 1
    assert top._saved.text().startswith("Saved ")
    assert not window.banner.isVisible()
    again = [notice.sentence for notice in window.notices.all if notice.sentence.startswith("Saving works again.")]
    assert len(again) == 1


def test_what_was_said_of_a_study_does_not_stand_below_the_list_of_all(sample: Desk) -> None:
    sample.press(Qt.Key.Key_G, CTRL | SHIFT)
    assert sample.program.window.strip.sentence
    sample.program.show_start()
    assert sample.program.window.strip.sentence == ""


class Windows(QObject):
    """Names every window that comes up."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(sample: Desk, qapp: QApplication, qtbot: QtBot) -> None:
    windows = Windows(qapp)
    quotes = [quote for quote in sample.study.store.find(Quote) if quote.clip]
    for page, what in [(page, None) for page in STAGES] + [("findings", quote) for quote in quotes[:4]]:
        sample.program.window.go(page, what)
        qtbot.wait(20)
    for _ in range(2):
        sample.program.show_start()
        sample.program.open_sample()
        qtbot.wait(20)
    qapp.removeEventFilter(windows)
    assert windows.seen == []


def test_light_or_dark_and_the_size_of_type_survive_a_restart(desk: Desk) -> None:
    desk.press(Qt.Key.Key_D, CTRL | SHIFT)
    desk.press(Qt.Key.Key_Equal, CTRL)
    desk.press(Qt.Key.Key_Equal, CTRL)
    chosen = (desk.program.theme.dark, desk.program.theme.scale)
    assert chosen[0] is True
    assert chosen[1] > 1.1
    again = desk.restart()
    assert (again.theme.dark, again.theme.scale) == chosen


def test_an_unexpected_error_says_so_and_the_program_goes_on(
    sample: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.paths.log_dir", lambda: tmp_path)
    error = ZeroDivisionError("a bug")
    sample.program.on_exception(type(error), error, None)
    assert sample.said.startswith("Something went wrong here; what you saved is safe.")
    assert "ZeroDivisionError" in (tmp_path / "facilitator.log").read_text()
    sample.press(Qt.Key.Key_3, ALT)
    assert sample.page == "findings"


def test_a_session_is_remembered_from_its_beginning_so_that_a_crash_leaves_it_on_the_start_page(desk: Desk) -> None:
    study = new_study_with_group(desk)
    sessions = Sessions(study.store, desk.program.clock)
    begun = sessions.start("g")
    recent = desk.program.studies.recent
    assert recent.all()[0].session_open
    sessions.end(begun.id)
    assert not recent.all()[0].session_open


def test_looking_first_opens_the_study_beside_its_session(desk: Desk) -> None:
    study = new_study_with_group(desk)
    Sessions(study.store, desk.program.clock).start("g")
    desk.program.show_start()
    page = desk.program.window.page
    assert isinstance(page, StartPage)
    (card,) = page.recoveries
    card.look.click()
    assert desk.page == "prepare"
    desk.program.show_start()
    assert isinstance(desk.program.window.page, StartPage)
    desk.program.window.page.recoveries[0].button.click()
    assert desk.page == "run"


def test_a_past_session_leads_to_its_recordings_and_esc_back(desk: Desk) -> None:
    study = new_study_with_group(desk)
    sessions = Sessions(study.store, desk.program.clock)
    sessions.end(sessions.start("g").id)
    desk.program.window.go("run")
    run = desk.program.window.page
    assert isinstance(run, RunPage)
    run.read("g")
    assert run.view is not None
    run.view.recordings.click()
    assert desk.page == "run.recordings"
    recordings = desk.program.window.page
    assert isinstance(recordings, RecordingsPage)
    assert recordings.sessions.currentText() == "Sales, focus group"
    recordings.close_side_panel()
    assert desk.page == "run"


def new_study_with_group(desk: Desk) -> StudyFolder:
    made = desk.program.studies.create(desk.home / "Fresh.study", "Fresh")
    with made.store.change("Set up") as change:
        change.add(Actor("g", name="Sales", short="S", kind="focus_group"))
    desk.program.studies.close(made)
    assert desk.program.open_folder(desk.home / "Fresh.study")
    return desk.study


def test_a_laptop_becomes_a_scribes_and_the_facilitators_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    program = desk.program
    monkeypatch.setattr(ask, "text", lambda *_: " Kim  Lee ")
    program.actions.trigger("scribe")
    assert program.settings.now.scribe == "Kim Lee"
    monkeypatch.setattr(ask, "text", lambda *_: "")
    program.actions.trigger("scribe")
    assert program.settings.now.scribe == ""


@pytest.mark.parametrize(
    ("title_bar", "state"), [(0, Qt.WindowState.WindowNoState), (5_000, Qt.WindowState.WindowMaximized)]
)
def test_the_first_window_fills_a_screen_that_is_too_small_for_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, title_bar: int, state: Qt.WindowState
) -> None:
    monkeypatch.setattr(screen, "WANTED", QSize(780, 700))
    monkeypatch.setattr(screen, "TITLE_BAR", title_bar)
    screen.show_window(desk.program.window, "")
    assert desk.program.window.windowState() & Qt.WindowState.WindowMaximized == state


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("surroundings", [{}, {"DISPLAY": ""}, {"DISPLAY": ":64321"}, {"DISPLAY": "unix:64321.0"}])
def test_without_a_screen_a_sentence_says_what_else_can_be_done(surroundings: dict[str, str]) -> None:
    with pytest.raises(UserError, match="facilitator demo"):
        screen.refuse_without_screen(surroundings)


def test_a_screen_of_another_kind_is_left_to_qt() -> None:
    screen.refuse_without_screen({"QT_QPA_PLATFORM": "offscreen"})
    screen.refuse_without_screen({"WAYLAND_DISPLAY": "wayland-0"})


def test_a_missing_library_of_the_screen_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_answers", lambda _number: True)
    monkeypatch.setattr(screen, "_is_there", lambda _library: False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(UserError, match="libxcb-cursor0"):
        screen.refuse_without_screen({"DISPLAY": ":0"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(("named", "said"), [("", "no screen here"), ("missing.study", "There is no study folder")])
def test_the_program_started_without_a_screen_ends_with_one_sentence(tmp_path: Path, named: str, said: str) -> None:
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "facilitator", *([str(tmp_path / named)] if named else [])]
    done = subprocess.run(command, capture_output=True, text=True, env=kept, timeout=60, check=False)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert said in done.stderr
