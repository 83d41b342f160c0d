"""When a quote speaks of the group that would read it."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.domain import mentions as module
from facilitator.domain.actors import Actor
from facilitator.domain.mentions import mention_pattern, mentions, visible

GROUPS = {
    "sales": Actor("sales", name="Sales", short="S", row_label="The sellers"),
    "dev": Actor("dev", name="Development Services", short="DS", column_label="Devel."),
    "it": Actor("it", name="IT", short="I"),
    "out": Actor("out", name="Customers"),
    "admin": Actor("admin", name="Administration"),
    "de": Actor("de", name="Vertrieb"),
    "nobody": Actor("nobody"),
}


@pytest.mark.parametrize(
    ("group", "text", "found"),
    [
        ("sales", "Ask Sales what they promised.", True),
        ("sales", "SALES rings again.", True),
        ("sales", "It was Sales’ idea, they say.", True),
        ("sales", "Salespeople come and go.", True),
        ("sales", "Ask Sa\u200bl\u00ades, or Ｓａｌｅｓ.", True),
        ("sales", "Nobody but the sellers knew.", True),
        ("sales", "Plan S is at hand; it sells itself wholesale.", False),
        ("dev", "Development should say so early.", True),
        ("dev", "The developers never answer.", True),
        ("dev", "Devel. never answers.", True),
        ("dev", "DS never answers, and DS’s people are out.", True),
        ("dev", "We develop it ourselves, on 2 ds cards.", False),
        ("it", "IT is slow.", True),
        ("it", "It is slow, is it.", False),
        ("out", "The customer is never asked.", True),
        ("out", "It is our custom.", False),
        ("admin", "The administrators have keys.", True),
        ("de", "Die Vertriebler und die Zusagen des Vertriebs.", True),
        ("de", "Das vertreibt die Zeit.", False),
        ("nobody", "Anything at all.", False),
    ],
)
def test_a_group_is_found_by_its_names_however_they_are_bent(group: str, text: str, found: bool) -> None:
    assert mentions(GROUPS[group], text) is found


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("Professional Services", ("PS rang.", "The PS’s list", "Ask the profs."), ("our services", "ps: no")),
        ("Development Services", ("the devs", "Dev said no"), ("a device", "services")),
        ("External Customers", ("The customers wait.", "a customer"), ("custom work",)),
        ("Research and Development", ("R&D said no", "ask RD"), ("third",)),
        ("Information Technology", ("IT said no", "the techies"), ("it said no",)),
        ("Night shift", ("at night",), ("the shift", "NS is not it: ns")),
        ("Families, friends and all who wait on a Sunday", ("Families say",), ("on Sunday", "FS")),
    ],
)
def test_a_group_is_mentioned_by_its_letters_its_people_and_short_forms(
    name: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    actor = Actor("x", 1, name, name[0])
    assert [text for text in said if not mentions(actor, text)] == []
    assert [text for text in unsaid if mentions(actor, text)] == []


NAMES = st.one_of(
    st.sampled_from(
        ["IT", "Sales", "Development Services", "R&D", "kiosk staff", "It|s", "...s", "Öl", "7th floor", "(x)"]
    ),
    st.text("aisk IİıſK|.&()Ö7-", min_size=1, max_size=8),
)


@given(NAMES, NAMES, st.lists(st.one_of(NAMES, st.sampled_from([" ", "’s", "ers", "x", ".", "\n"])), max_size=8))
@example("Interns", "x", ["ınterns", " "])
@example("Interns", "x", ["İnterns", " "])
def test_looking_from_first_letters_finds_what_looking_everywhere_finds(name: str, short: str, said: list[str]) -> None:
    actor = Actor("x", 1, name, short)
    text = visible("".join(said))
    with patch.object(module, "_from_first_letters", lambda whole, _forms: whole):
        everywhere = mention_pattern(actor)
    assert bool(mention_pattern(actor).search(text)) is bool(everywhere.search(text))
