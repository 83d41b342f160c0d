"""A study with one group, a hand-set clock, and the page of Run with real keys going in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, QuestionType
from facilitator.domain.study import Study
from facilitator.services.sound.recording import SessionRecording
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Store
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.frame.banner import BannerText
from facilitator.ui.recording import Machine, RecordingControl
from facilitator.ui.run.entries import EntryWords
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.room_check import RoomTools
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.run.session_view import SessionView
from facilitator.ui.run.stream_model import StreamModel
from facilitator.ui.run.stream_view import StreamView
from facilitator.ui.theme import Theme
from facilitator.ui.wakefulness import Wakefulness
from tests.clocks import HandClock
from tests.hand_player import HandPlayer
from tests.ui.run.hand_recorder import HandPower, HandRecorder

NOVEMBER_4 = datetime(2026, 11, 4, 9, 22, tzinfo=UTC)
Key = Qt.Key
Modifier = Qt.KeyboardModifier


@dataclass
class Room:
    """The page, the study behind it, and what the strip was told."""

    page: RunPage
    store: Store
    clock: HandClock
    audience: AudienceController
    actions: Actions
    said: list[str] = field(default_factory=list)
    banners: dict[str, BannerText] = field(default_factory=dict)

    @property
    def view(self) -> SessionView:
        assert self.page.view is not None
        return self.page.view

    def type(self, keys: str) -> None:
        """Characters as they come from a keyboard; a line break is Enter, \\b is Backspace."""
        special = {"\n": Key.Key_Return, "\b": Key.Key_Backspace}
        for key in keys:
            if key in special:
                QTest.keyClick(self.view.line.text, special[key])
            elif key.isascii():
                QTest.keyClicks(self.view.line.text, key)
            else:  # QTest knows no key for these and would stop the process
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Modifier.NoModifier, key)
                QApplication.sendEvent(self.view.line.text, event)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.keyClick(self.view.line.text, key, modifier)

    def take_banner(self, cause: str, banner: BannerText | None) -> None:
        if banner is None:
            self.banners.pop(cause, None)
        else:
            self.banners[cause] = banner

    @property
    def focused(self) -> bool:
        """Whether the keyboard is in the capture line."""
        return self.page.window().focusWidget() is self.view.line.text

    def notes(self) -> list[Note]:
        return self.store.find(Note)

    @property
    def last(self) -> Note:
        return self.notes()[-1]


def fill(store: Store) -> None:
    """Two groups on one route, six people in the first."""
    with store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Actor("dev", name="Development", short="D"))
        change.add(QuestionSet("inside", actors=("sales", "dev")))
        for number, minutes in enumerate((5, 10, 20, 10), 1):
            kind: QuestionType = "ending" if number == 4 else "key"
            change.add(
                Question(
                    f"q{number}",
                    question_set="inside",
                    text=f"What about {number}?",
                    type=kind,
                    minutes=minutes,
                    must_ask=number == 3,
                )
            )
        for seat, alias in enumerate(("Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel"), 1):
            change.add(Person(alias.lower(), alias=alias, actor="sales", seat=seat))


@pytest.fixture
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    """As in a start of the program, the stylesheet comes when the page is there, which halves the time of a test."""
    theme = Theme()
    theme.dress(qapp, starting=True)
    if "make_room" not in request.fixturenames:
        theme.put_on_sheet()
    return theme


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="Who picks it up?"))
    fill(folder.store)
    yield folder
    folder.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOVEMBER_4)


@pytest.fixture
def make_room(qtbot: QtBot, theme: Theme, study: StudyFolder, clock: HandClock) -> Iterator[Callable[[], Room]]:
    made: list[RunPage] = []

    def make(sound: Sound | None = None) -> Room:
        actions, audience = Actions(), AudienceController(theme.icons)
        page = RunPage(
            theme, actions, study.store, clock, audience, sound=(lambda: sound.run) if sound is not None else None
        )
        theme.put_on_sheet()
        qtbot.addWidget(page)
        study.store.listen(page.receive)
        actions.attach(page)
        actions.show_place("run")
        room = Room(page, study.store, clock, audience, actions)
        page.notice_requested.connect(lambda text, _undo: room.said.append(text))
        if sound is not None:
            sound.control.notice_requested.connect(room.said.append)
            sound.control.banner_changed.connect(room.take_banner)
        page.resize(1286, 688)
        page.show()
        page.come()
        made.append(page)
        return room

    yield make
    for page in made:
        page.go_away()


@dataclass
class Sound:
    """The microphone, the loudspeaker, the laptop's power and what joins them, all moved by hand."""

    recorder: HandRecorder
    player: HandPlayer
    power: HandPower
    control: RecordingControl
    run: RunSound


@pytest.fixture
def sound(qapp: QApplication, study: StudyFolder, clock: HandClock, tmp_path: Path) -> Sound:
    recorder, player, power = HandRecorder(), HandPlayer(), HandPower()
    keeper = SessionRecording(study.store, study.path, recorder, clock)
    awake = Wakefulness(power, "A session goes on")
    control = RecordingControl(keeper, Machine(power, awake))
    tools = RoomTools(recorder, player, clock, study.path, None, power, awake, trial_seconds=1)
    return Sound(recorder, player, power, control, RunSound(control, tools, player, study.path))


@pytest.fixture
def sounding_room(make_room: Callable[..., Room], sound: Sound) -> Room:
    """A group is chosen; nothing has begun."""
    return make_room(sound)


@pytest.fixture
def recorded(sounding_room: Room, sound: Sound) -> Room:
    """In a session with Sales that has been recorded for a minute."""
    room = sounding_room
    room.actions.trigger("run.start")
    sound.recorder.speak()
    room.actions.trigger("run.start")
    room.clock.pass_seconds(60)
    return room


@pytest.fixture
def room(make_room: Callable[[], Room]) -> Room:
    """In a session with Sales, one minute old."""
    room = make_room()
    room.page.start("sales")
    room.clock.pass_seconds(60)
    return room


def entries(count: int) -> list[Note]:
    """So many short ones, all answers to the first question."""
    return [Note(f"n{i:06}", position=i, questions=("q1",), text=f"Entry {i}", at_ms=i) for i in range(count)]


@pytest.fixture
def words() -> EntryWords:
    """Of a room with two people and two questions, the first of which is on."""
    words = EntryWords("2026-11-04T09:22:00Z")
    words.people = {name: Person(name, alias=name.title(), seat=seat) for seat, name in enumerate(("ash", "elm"), 1)}
    words.numbers, words.current = {"q1": 1, "q2": 2}, "q1"
    return words


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, words: EntryWords) -> StreamView:
    """A stream of its own, with two hundred entries."""
    view = StreamView(theme)
    qtbot.addWidget(view)
    view.resize(720, 420)
    view.show()
    view.show_stream(StreamModel(words, entries(200)))
    return view


def bottom_of(view: StreamView) -> int:
    """Where the last entry ends in the view."""
    last = view.stream.rowCount() - 1
    return view.rowViewportPosition(last) + view.rowHeight(last)
