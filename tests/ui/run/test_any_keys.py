"""Whatever keys are pressed, in whatever order: the study stays whole, and the screen shows what it holds."""

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.questions import QuestionSet, Step
from facilitator.domain.study import Study
from facilitator.services.session.room import Room
from facilitator.services.study.checking import check_study, faults_of
from facilitator.storage import interchange
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.run.page import RunPage
from facilitator.ui.theme import Theme
from tests.clocks import HandClock
from tests.stories import stories
from tests.ui.run.conftest import Key, Modifier, fill

EVENTS, EXAMPLES = 250, 40
CTRL, ALT = Modifier.ControlModifier, Modifier.AltModifier
NONE = Modifier.NoModifier
CHARACTERS = st.sampled_from("0123456789*aqnpx+-=! ,wyzABC.'")
KEYS = st.sampled_from(
    (
        *((Key.Key_Return, NONE),) * 4,
        (Key.Key_Return, CTRL),
        (Key.Key_Backspace, NONE),
        (Key.Key_Escape, NONE),
        (Key.Key_Up, NONE),
        (Key.Key_Up, CTRL),
        (Key.Key_Down, CTRL),
        (Key.Key_Up, ALT),
        (Key.Key_Down, ALT),
        (Key.Key_F2, NONE),
        (Key.Key_Delete, NONE),
        (Key.Key_Left, NONE),
        (Key.Key_Home, NONE),
        (Key.Key_End, NONE),
        *((key, CTRL) for key in (Key.Key_0, Key.Key_1, Key.Key_3, Key.Key_9)),
        (Key.Key_2, CTRL | Modifier.ShiftModifier),
    )
)
DEEDS = st.sampled_from(
    (
        *("run.back", "run.next", "run.ending", "run.moment", "run.strike", "run.speakers", "run.rules"),
        *("run.show_rules", "undo", "redo", "leave", "swap"),
    )
)
EVENT = st.one_of(CHARACTERS, CHARACTERS, KEYS, DEEDS)


def play(page: RunPage, study: StudyFolder, actions: Actions, clock: HandClock, event: object) -> None:
    assert page.view is not None
    clock.pass_seconds(1)
    view = page.view
    places: tuple[QWidget, ...] = (view.speakers.list, view.steps.pane.rules)
    focused = page.window().focusWidget()
    place = focused if focused in places else view.line.text
    if isinstance(event, tuple):
        QTest.keyClick(place, *event)
    elif event in ("undo", "redo"):
        with contextlib.suppress(UserError):  # a refusal is an answer like any other
            study.store.undo() if event == "undo" else study.store.redo()
    elif event == "swap":
        Room(study.store, view.session, view.time.now_ms).swap_seats("ash", "fir")
    elif event == "leave":
        page.go_away()
        page.come()
    elif isinstance(event, str) and event.startswith("run."):
        actions.trigger(event)
    else:
        QTest.keyClicks(place, str(event))


@pytest.mark.slow
@stories(EXAMPLES)
@given(events=st.lists(EVENT, min_size=EVENTS, max_size=EVENTS))
def test_ten_thousand_random_keys_leave_a_whole_study(qapp: QApplication, events: list[object]) -> None:
    theme, actions, clock = Theme(), Actions(), HandClock()
    with tempfile.TemporaryDirectory() as place:
        study = create_study(Path(place) / "A.study", Study(title="T"))
        fill(study.store)
        with study.store.change("Add steps") as change:
            steps = (Step("welcome", minutes=4), Step("rules", minutes=2), Step("closing", minutes=2))
            change.put(replace(study.store.need(QuestionSet, "inside"), steps=steps))
        page = RunPage(theme, actions, study.store, clock, AudienceController(theme.icons))
        try:
            study.store.listen(page.receive)
            actions.attach(page)
            actions.show_place("run")
            page.show()
            page.come()
            page.start("sales")
            start = study.store.undo_label
            for event in events:
                if page.view is None:  # the start was undone: there is nothing to type into
                    break
                play(page, study, actions, clock, event)
            _is_whole(study, page, start)
        finally:
            page.go_away()
            page.deleteLater()
            study.close()


def _is_whole(study: StudyFolder, page: RunPage, start: str | None) -> None:
    assert start != "Keep answer"
    assert faults_of(check_study(study)) == []
    text = interchange.dump(study.store).text()
    with tempfile.TemporaryDirectory() as place:
        twin = create_study(Path(place) / "B.study", Study(title="T"))
        interchange.fill(twin.store, interchange.parse(text.encode()).with_audio({}))
        assert interchange.dump(twin.store).text() == text
        twin.close()
    if page.view is not None:
        stream = page.view.stream.stream
        shown = [stream.note_at(row) for row in range(stream.rowCount())]
        assert shown == study.store.find(Note)
