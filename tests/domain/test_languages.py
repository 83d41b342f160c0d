"""Languages as they are chosen and written."""

import pytest

from facilitator.domain.languages import LANGUAGES, directed, runs_from_right


@pytest.mark.parametrize(
    ("tag", "rtl"), [("he", True), ("ar-EG", True), ("ckb", True), ("en", False), ("az-Arab", False), ("", False)]
)
def test_direction_is_that_of_the_language(tag: str, rtl: bool) -> None:
    assert runs_from_right(tag) is rtl


def test_words_of_a_known_language_are_led_by_a_sign_of_its_direction() -> None:
    assert directed("SAP שלום", "he") == "\u200fSAP שלום"
    assert directed("שלום again", "en") == "\u200eשלום again"
    assert (directed("as it is", ""), directed("", "he")) == ("as it is", "")


def test_each_language_is_listed_once() -> None:
    assert len(set(LANGUAGES)) == len(LANGUAGES) > 60
