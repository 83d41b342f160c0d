"""Only a yes permits: every answer that can be given, use by use."""

from itertools import product

import pytest

from facilitator.domain.consent import Consent
from facilitator.domain.people import Person

ANSWERS = (True, False, None)
EVERY = [Consent(*answers) for answers in product(ANSWERS, repeat=4)]


@pytest.mark.parametrize("attendance", ["", "came", " Withdrew ", "withdrawn"])
def test_words_and_voice_reach_other_groups_only_by_every_yes_and_of_those_who_stayed(attendance: str) -> None:
    for consent in EVERY:
        person = Person("p", consent=consent, attendance=attendance)
        left = "withdr" in attendance.casefold() or consent.take_part is False
        words = {consent.quote, consent.show_to_groups}
        voice = {*words, consent.record}
        assert person.withdrew is left
        assert person.words_to_groups is (words == {True} and not left)
        assert person.voice_to_groups is (voice == {True} and not left)
        assert person.refused_groups is (False in words or left)
        assert person.refused_voice is (False in voice or left)
        assert (consent.words_to_groups, consent.voice_to_groups) == (words == {True}, voice == {True})


def test_somebody_is_called_by_alias_or_else_by_seat() -> None:
    assert Person("p", alias="Heron", seat=3).called == "Heron"
    assert Person("p", seat=0).called == "Seat 0"
    assert Person("p").called == "This person"
