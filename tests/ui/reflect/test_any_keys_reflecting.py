"""Whatever keys are pressed in a reflection: nothing private is seen, what is seen is kept, the study stays whole."""

import contextlib
import tempfile
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.reactions import Reaction, Showing
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.storage import interchange
from facilitator.storage.opening import StudyFolder
from facilitator.ui.actions import Actions
from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.reflect.page import ReflectPage
from facilitator.ui.screening import Screening
from facilitator.ui.theme import Theme
from tests.clocks import HandClock
from tests.hand_player import HandPlayer
from tests.reflection import SECRET, make_study
from tests.stories import stories

EVENTS, EXAMPLES = 100, 5
Key = Qt.Key
KEYS = st.sampled_from(
    (
        *(Key.Key_Return, Key.Key_Return, Key.Key_Escape, Key.Key_Escape, Key.Key_Right, Key.Key_Right),
        *(Key.Key_Left, Key.Key_Up, Key.Key_Down, Key.Key_Space, Key.Key_Backspace, Key.Key_End, Key.Key_Tab),
    )
)
LETTERS = st.sampled_from("apd+s?w0mc*xhbbbnqquyl12 e9")
DEEDS = st.sampled_from(("undo", "redo", "audience.black", "audience.clock", "reflect.start", "leave", "withdraw"))
EVENT = st.one_of(LETTERS, LETTERS, LETTERS, KEYS, KEYS, DEEDS)


class Watch:
    """Everything that was ever on the audience window."""

    def __init__(self, study: StudyFolder, audience: AudienceController) -> None:
        self._study = study
        self.seen: list[AudienceView] = []
        audience.view_changed.connect(self._on_view_changed)

    def _on_view_changed(self, view: AudienceView) -> None:
        self.seen.append(view)

    def unkept(self) -> set[str]:
        """Words that were seen and are not among what was shown."""
        kept = {showing.text for showing in self._study.store.find(Showing)}
        return {words for view in self.seen for words in (view.statement, view.quote) if words} - kept


def page_on(study: StudyFolder, theme: Theme) -> tuple[ReflectPage, AudienceController, Actions, HandClock]:
    clock, audience, actions = HandClock(), AudienceController(theme.icons), Actions()
    gate = Gatekeeper(study.store, study.names)
    audience.screening = Screening(gate, audience.notice_requested.emit)
    page = ReflectPage(
        theme,
        planning=Planning(study.store, clock, gate),
        reflecting=Reflecting(study.store, clock, gate),
        player=HandPlayer(),
        audience=audience,
        folder=study.path,
        actions=actions,
    )
    return page, audience, actions, clock


def play(page: ReflectPage, study: StudyFolder, actions: Actions, clock: HandClock, event: object) -> None:
    clock.pass_seconds(1)
    here = cast("QWidget | None", page.window().focusWidget())
    place = page.console.keys if here is None else here
    if isinstance(event, Qt.Key):
        QTest.keyClick(place, event)
    elif event in ("undo", "redo"):
        with contextlib.suppress(UserError):  # a refusal is an answer like any other
            study.store.undo() if event == "undo" else study.store.redo()
    elif event == "leave":
        page.go_away()
        page.come()
    elif event == "withdraw":
        page.console.end()
        page.start("sales")
    elif isinstance(event, str) and event.startswith("reflect."):
        actions.trigger(event)
    else:
        QTest.keyClicks(place, str(event))


@pytest.mark.slow
@stories(EXAMPLES)
@given(events=st.lists(EVENT, min_size=EVENTS, max_size=EVENTS))
def test_random_keys_leave_a_whole_study_and_show_nothing_private(qapp: QApplication, events: list[object]) -> None:
    theme = Theme()
    theme.dress(qapp, starting=True)
    with tempfile.TemporaryDirectory() as place:
        study = make_study(Path(place))
        page, audience, actions, clock = page_on(study, theme)
        theme.put_on_sheet()
        watch = Watch(study, audience)
        forget = study.store.listen(page.receive)
        try:
            page.resize(1286, 688)
            page.show()
            page.come()
            page.start("sales")
            for event in events:
                play(page, study, actions, clock, event)
            assert SECRET not in repr(watch.seen)
            assert watch.unkept() == set()
            assert all(reaction.session for reaction in study.store.find(Reaction))
            interchange.parse(interchange.dump(study.store).text().encode())
        finally:
            forget()
            audience.close()
            for widget in (page, audience.window):
                if widget is not None:
                    shiboken6.delete(widget)
            study.close()
