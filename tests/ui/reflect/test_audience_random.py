"""Whatever the study and whatever changes on the way, the audience window shows nobody more than their pack."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.reactions import Showing
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.storage.opening import StudyFolder
from facilitator.ui.audience.view import AudienceView
from facilitator.ui.reflect.pack_panel import PackData
from facilitator.ui.reflect.screen import preview_pictures
from facilitator.ui.reflect.walking import Walking
from facilitator.ui.screening import Screening
from tests.clocks import HandClock
from tests.random_studies import Rules, blank_study, drawn, not_permitted, studies
from tests.stories import stories

SESSIONS = {"ra": "a", "rb": "b"}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    return blank_study(tmp_path_factory.mktemp("audience"))


class Seen:
    """All that a group is shown when its session is gone through from the first step to the last."""

    def __init__(self, study: StudyFolder, session: str) -> None:
        self.gate = Gatekeeper(study.store, study.names)
        self.planning = Planning(study.store, HandClock(), self.gate)
        reflecting = Reflecting(study.store, HandClock(), self.gate)
        viewer = SESSIONS[session]
        names = self.planning.names(viewer)
        self.walking = Walking(reflecting, reflecting.walk(session), self.planning.actors(), names)
        pack = self.planning.pack(viewer)
        warnings = self.planning.warnings(pack)
        self.data = PackData(self.planning.actors()[viewer], pack, warnings, self.planning.actors(), names, None)

    def pictures(self) -> Iterator[AudienceView]:
        """On the window, each kept as shown, and in the preview before."""
        screening = Screening(self.gate, lambda _: None)
        for place in range(len(self.walking.walk.steps)):
            self.walking.go(place)
            for at in range(max(len(self.walking.quotes), 1)):
                self.walking.quote_at = at
                yield screening(self.walking.picture())
                self.walking.freeze()
        yield from (view for _, view in preview_pictures(self.data))


def check(study: StudyFolder, session: str) -> None:
    viewer, rules = SESSIONS[session], Rules(study)
    seen = Seen(study, session)
    quotes = {each.quote.id: each.quote for each in seen.data.pack.quotes}
    undecided = {quote.text for quote in seen.data.pack.to_decide}
    for view in seen.pictures():
        words = f"{view.words()}\n{view.statement}\n{view.quote}"
        assert not_permitted(study, words, viewer) == []
        assert not any(text in words for text in undecided)
        for showing in study.store.find(Showing, session=session):
            gone = showing.text in words and showing.about.kind == "quote" and showing.about.id not in quotes
            assert not gone, "what was shown before is shown again although it is no longer in the pack"
        if view.clip_share is not None:
            assert any(rules.voice(quote, viewer) for quote in quotes.values() if quote.text == view.quote)


@stories(12)
@given(before=studies(), after=studies(), session=st.sampled_from(sorted(SESSIONS)))
def test_a_session_shows_nothing_that_is_not_permitted_even_when_the_study_changes_on_the_way(
    blank: StudyFolder, before: list[object], after: list[object], session: str
) -> None:
    with drawn(blank, before):
        check(blank, session)
        with drawn(blank, after):
            check(blank, session)
        with blank.store.change("Forget", undoable=False) as change:
            for showing in blank.store.find(Showing):
                change.delete(showing)
