"""A session of ninety minutes through real keys, with a power cut and an unplugged microphone: the study is the script.

The script is made anew in each run from a seed; a plain model says what must be in the study at the end.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.sound.recording import SessionRecording
from facilitator.storage.opening import StudyFolder, create_study, open_study
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.recording import Machine, RecordingControl
from facilitator.ui.run.page import RunPage
from facilitator.ui.run.room_check import RoomTools
from facilitator.ui.run.session_sound import RunSound
from facilitator.ui.theme import Theme
from facilitator.ui.wakefulness import Wakefulness
from tests.clocks import HandClock
from tests.hand_player import HandPlayer
from tests.ui.run.conftest import Key, Modifier, Room, fill
from tests.ui.run.hand_recorder import HandPower, HandRecorder

PEOPLE = ("ash", "birch", "cedar", "elm", "fir", "hazel")
ENTRIES, MARKS, REFILINGS, UNDOS = 200, 40, 12, 5
KINDS = {"": "idea", "a": "idea", "q": "quote", "n": "own", "p": "parking"}
SIGNS = {"+": "nod", "-": "shake", "!": "surprised", "=": "again"}
WORDS = (
    "We wait for the desk.",
    "Nobody tells us, ever!",
    "It comes back – three times",
    "3 of us rang",
    "+ ou −, c’est égal",
)


@dataclass
class Said:
    """What the model knows of one entry."""

    text: str
    kind: str
    speaker: str | None
    questions: tuple[str, ...]
    at_ms: int
    said_again: int = 0
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Act:
    """One thing done: an entry, a mark, a refiling, an undo, or a step to the next question."""

    what: str
    keys: str = ""
    number: int = 0


def script(seed: int) -> list[Act]:
    """Entries with everything else strewn among them."""
    chance = random.Random(seed)
    acts = []
    for number in range(ENTRIES):
        head = chance.choice(("", "1", "2", "3", "4", "5", "6", "0", "*"))
        kind = chance.choice(tuple(KINDS)) if head else ""
        text = f"{chance.choice(WORDS)} {number}"
        acts.append(Act("entry", f"{head}{kind} {text}"))
    seats = ("1", "23", "456", "1 2")
    acts_between = [Act("mark", chance.choice("+-!=") + chance.choice(seats)) for _ in range(MARKS)]
    acts_between += [Act("file", number=chance.randrange(5)) for _ in range(REFILINGS)]
    acts_between += [Act("undo") for _ in range(UNDOS)]
    acts_between += [Act("next") for _ in range(3)]
    for act in acts_between:
        acts.insert(chance.randrange(2, len(acts)), act)
    return acts


class Model:
    """What the study must hold, by the rules of the key map alone."""

    def __init__(self) -> None:
        self.entries: list[Said] = []
        self.question = 0
        self._before: list[list[Said]] = []

    def remember(self) -> None:
        self._before.append([Said(**{**vars(e), "marks": dict(e.marks)}) for e in self.entries])

    def entry(self, keys: str, at_ms: int) -> None:
        self.remember()
        head, text = keys.split(" ", 1)
        who, kind = head[:1], head[1:]
        speaker = PEOPLE[int(who) - 1] if who in "123456" and who else None
        self.entries.append(Said(text, KINDS[kind], speaker, (f"q{self.question + 1}",), at_ms))

    def mark(self, keys: str) -> None:
        self.remember()
        sign, seats = keys[0], [int(seat) for seat in keys[1:].replace(" ", "")]
        last = self.said
        people = [PEOPLE[seat - 1] for seat in seats]
        last.said_again += len(seats) if sign == "=" else 0
        kind = SIGNS[sign]
        last.marks[kind] = tuple(dict.fromkeys((*last.marks.get(kind, ()), *people)))
        other = {"nod": "shake", "shake": "nod"}.get(kind)
        if other in last.marks:
            last.marks[other] = tuple(person for person in last.marks[other] if person not in people)
            if not last.marks[other]:
                del last.marks[other]

    @property
    def said(self) -> Said:
        """What the others can take one way or the other: the last entry that is not the facilitator's own."""
        return next(entry for entry in reversed(self.entries) if entry.kind != "own")

    def file(self, number: int) -> bool:
        questions = (f"q{number}",) if number else ()
        if questions == self.entries[-1].questions:
            return False  # nothing changes, so there is nothing to undo
        self.remember()
        self.entries[-1].questions = questions
        return True

    def undo(self) -> None:
        self.entries = self._before.pop()


def told(notes: list[Note]) -> list[Said]:
    return [
        Said(
            note.text,
            note.kind,
            note.speaker,
            note.questions,
            note.at_ms or 0,
            note.said_again,
            {mark.kind: mark.people for mark in note.marks},
        )
        for note in notes
    ]


@pytest.fixture
def rooms(qtbot: QtBot, theme: Theme, clock: HandClock) -> Iterator["Rooms"]:
    made = Rooms(qtbot, theme, clock)
    yield made
    made.close()


class Rooms:
    """Opens the page on a study folder; `close` is an orderly end."""

    def __init__(self, qtbot: QtBot, theme: Theme, clock: HandClock) -> None:
        self._qtbot, self._theme, self._clock = qtbot, theme, clock
        self.recorder = HandRecorder()
        self._open: list[tuple[RunPage, StudyFolder]] = []

    def open(self, study: StudyFolder) -> Room:
        self.recorder = HandRecorder()
        player, power = HandPlayer(), HandPower()
        awake = Wakefulness(power, "A session goes on")
        keeper = SessionRecording(study.store, study.path, self.recorder, self._clock)
        control = RecordingControl(keeper, Machine(power, awake))
        tools = RoomTools(self.recorder, player, self._clock, study.path, None, power, awake, trial_seconds=1)
        run = RunSound(control, tools, player, study.path)
        actions, audience = Actions(), AudienceController(self._theme.icons)
        page = RunPage(self._theme, actions, study.store, self._clock, audience, sound=lambda: run)
        self._qtbot.addWidget(page)
        study.store.listen(page.receive)
        actions.attach(page)
        actions.show_place("run")
        room = Room(page, study.store, self._clock, audience, actions)
        control.banner_changed.connect(room.take_banner)
        page.resize(1286, 688)
        page.show()
        page.come()
        self._open.append((page, study))
        return room

    def cut_power(self, copy: Path) -> StudyFolder:
        """What is on disk at this moment, as a laptop finds it that lost its power."""
        _, study = self._open[-1]
        shutil.copytree(study.path, copy, ignore=shutil.ignore_patterns(".study.lock"))
        return open_study(copy)

    def close(self) -> None:
        for page, study in self._open:
            page.go_away()
            study.close()


def play(room: Room, model: Model, acts: list[Act]) -> None:
    for act in acts:
        room.clock.pass_seconds(20)
        if act.what == "entry":
            model.entry(act.keys, room.view.time.now_ms() - 5_000)
            room.type(act.keys + "\n")
        elif act.what == "mark":
            model.mark(act.keys)
            room.type(act.keys + "\n")
        elif act.what == "file":
            model.file(act.number)
            room.press(Key(Key.Key_0 + act.number), Modifier.ControlModifier)
        elif act.what == "next":
            room.actions.trigger("run.next")
            model.question = min(model.question + 1, 3)
        else:
            room.store.undo()
            model.undo()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_study_is_what_the_script_says(seed: int, rooms: Rooms, tmp_path: Path, clock: HandClock) -> None:
    study = create_study(tmp_path / "A.study", Study(title="T"))
    fill(study.store)
    room, model, acts = rooms.open(study), Model(), script(seed)
    third = len(acts) // 3
    room.actions.trigger("run.start")
    rooms.recorder.speak()
    room.actions.trigger("run.start")
    play(room, model, acts[:third])

    rooms.recorder.lose()  # the microphone is pulled out, in the middle of a word
    room.type("4q Half")
    clock.pass_seconds(30)
    room.type(" a word\n")
    model.entry("4q Half a word", room.view.time.now_ms() - 35_000)
    rooms.recorder.find()
    play(room, model, acts[third : 2 * third])

    room.type("2q and then the li")
    room.view.gestures.keep_draft_now()
    after = rooms.cut_power(tmp_path / "After.study")
    clock.pass_seconds(45)
    room = rooms.open(after)
    assert room.page.view is not None, "the running session is there without a click"
    assert room.view.line.draft.text == "and then the li"
    began = room.view.line.draft.at_ms
    room.type("ght went out\n")
    model.entry("2q and then the light went out", began or 0)
    play(room, model, acts[2 * third :])

    assert told(room.notes()) == model.entries
    assert room.store.find(Session)[0].is_open
    reasons = [gap.reason for gap in after.store.find(Gap)]
    assert reasons[0] == "lost"
    assert QApplication.activeModalWidget() is None
