"""The rules of a pack one by one, in plain examples: what made-up studies may not come upon."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.packs import Decision, Pack, PackSource, build_pack, may_replay, question_ranks
from facilitator.domain.people import Person
from facilitator.domain.questions import Question

ACTORS = ("sales", "dev", "ps", "customers")
QUESTIONS = ("q1", "q2", "q3")
VIEWER = Actor("sales", name="Sales")
YES = Consent(True, True, True, True)
SPEAKER = Person("p", actor="dev", consent=YES)
NO = Consent(True, True, True, False)
SAID = Statement("s", actor="dev", question="q1", text="We wait.", status="released")
QUOTE = Quote("k", actor="dev", question="q1", text="We wait.", statement="s", speaker="p", released=True)
CLIP = Clip("a.flac", 0, 900)


def pack_of(
    statements: Sequence[Statement] = (SAID,),
    quotes: Sequence[Quote] = (QUOTE,),
    people: Sequence[Person] = (SPEAKER,),
    decision: Decision | None = None,
    shown: tuple[str, ...] = ("dev", "ps"),
    order: tuple[str, ...] = (),
) -> Pack:
    return build_pack(
        PackSource(
            viewer=VIEWER,
            shown=shown,
            statements=statements,
            quotes=quotes,
            people=people,
            question_ranks={q: at for at, q in enumerate(QUESTIONS)},
            actor_ranks={a: at for at, a in enumerate(ACTORS)},
            decisions={decision.item: decision} if decision else {},
            order=order,
        )
    )


def test_what_is_released_and_agreed_to_is_in_it_and_each_is_named_once() -> None:
    free, other = (replace(QUOTE, id=each, text="On its own.", statement=None) for each in ("free", "other"))
    pack = pack_of(quotes=(QUOTE, free, other))
    assert pack.ids == ("s", "k", "free", "other")
    assert [(item.id, item.text) for item in pack.items[:2]] == [("s", "We wait."), ("free", "On its own.")]
    assert (pack.statements, len(pack.quotes), pack.barred) == (1, 3, ())


def test_of_a_group_that_is_not_shown_there_is_nothing_not_even_a_reason() -> None:
    for shown in (("ps", "customers"), (), ("sales",)):
        assert pack_of(shown=shown) == Pack("sales")
        assert pack_of([replace(SAID, status="draft")], [replace(QUOTE, released=False)], shown=shown) == Pack("sales")
    own = [replace(SAID, actor="sales")], [replace(QUOTE, actor="sales")]
    assert pack_of(*own, shown=("sales", "dev")) == Pack("sales"), "nobody is shown their own words"


def test_the_order_that_was_chosen_leads_and_the_rest_follows_in_its_own() -> None:
    said = [replace(SAID, id=each, question="q1") for each in ("1", "2", "3", "4")]
    assert [item.id for item in pack_of(said, (), order=("3", "gone", "2")).items] == ["3", "2", "1", "4"]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (replace(SAID, status="checked"), "not_released"),
        (replace(SAID, status="draft"), "not_released"),
        (replace(SAID, withheld_from=("ps", "sales")), "withheld"),
    ],
)
def test_a_statement_that_is_kept_back_says_why_and_keeps_its_quotes_back(statement: Statement, reason: str) -> None:
    pack = pack_of(statements=(statement,))
    assert pack.items == ()
    assert [(each.item, each.reason) for each in pack.barred] == [("s", reason), ("k", "statement_not_shown")]


@pytest.mark.parametrize(
    ("quote", "person", "decision", "reason"),
    [
        (replace(QUOTE, released=False), SPEAKER, None, "not_released"),
        (replace(QUOTE, withheld_from=("sales",)), SPEAKER, None, "withheld"),
        (QUOTE, SPEAKER, Decision("sales", "k", "withhold"), "withheld"),
        (QUOTE, replace(SPEAKER, consent=NO), None, "no_consent"),
        (QUOTE, replace(SPEAKER, consent=NO), Decision("sales", "k", "show"), "no_consent"),
        (QUOTE, replace(SPEAKER, attendance="Withdrew "), Decision("sales", "k", "show"), "no_consent"),
        (QUOTE, replace(SPEAKER, consent=Consent()), None, "no_consent"),
        (replace(QUOTE, speaker="stranger"), SPEAKER, Decision("sales", "k", "show"), "no_consent"),
        (replace(QUOTE, speaker=None), replace(SPEAKER, consent=NO), None, "speaker_unknown"),
        (
            replace(QUOTE, speaker=None),
            replace(SPEAKER, consent=NO),
            Decision("sales", "k", "show", "mentions_viewer"),
            "speaker_unknown",
        ),
        (replace(QUOTE, statement="gone"), SPEAKER, None, "statement_not_shown"),
        (replace(QUOTE, statement="gone"), replace(SPEAKER, consent=NO), None, "no_consent"),
    ],
)
def test_a_quote_that_is_kept_back_says_why(
    quote: Quote, person: Person, decision: Decision | None, reason: str
) -> None:
    pack = pack_of(quotes=(quote,), people=(person,), decision=decision)
    assert pack.ids == ("s",)
    assert [(each.item, each.actor, each.reason) for each in pack.barred] == [("k", "dev", reason)]


@pytest.mark.parametrize(
    ("quote", "person", "decision"),
    [
        (replace(QUOTE, speaker=None), SPEAKER, None),
        (replace(QUOTE, speaker=None), replace(SPEAKER, actor="ps", consent=NO), None),
        (replace(QUOTE, speaker=None), replace(SPEAKER, consent=NO), Decision("sales", "k", "show", "unknown")),
        (QUOTE, SPEAKER, Decision("sales", "k", "show")),
        (QUOTE, SPEAKER, Decision("sales", "k", "withhold", sha256="of other words")),
    ],
)
def test_a_quote_that_may_be_shown_is_in_it(quote: Quote, person: Person, decision: Decision | None) -> None:
    assert pack_of(quotes=(quote,), people=(person,), decision=decision).ids == ("s", "k")


@pytest.mark.parametrize(
    ("quote", "person", "heard"),
    [
        (replace(QUOTE, clip=CLIP), SPEAKER, True),
        (QUOTE, SPEAKER, False),
        (replace(QUOTE, clip=CLIP), replace(SPEAKER, consent=Consent(True, False, True, True)), False),
        (replace(QUOTE, clip=CLIP), replace(SPEAKER, consent=Consent(True, None, True, True)), False),
        (replace(QUOTE, clip=CLIP, speaker=None), SPEAKER, True),
        (replace(QUOTE, speaker=None), SPEAKER, False),
        (replace(QUOTE, clip=CLIP, speaker=None), replace(SPEAKER, consent=Consent(True, False, True, True)), False),
        (
            replace(QUOTE, clip=CLIP, speaker=None),
            replace(SPEAKER, actor="ps", consent=Consent(True, False, True, True)),
            True,
        ),
    ],
)
def test_a_voice_is_heard_where_its_speaker_lets_it_be(quote: Quote, person: Person, heard: bool) -> None:
    (shown,) = pack_of(quotes=(quote,), people=(person,)).quotes
    assert shown.replay == heard
    assert may_replay(replace(QUOTE, clip=CLIP, speaker="stranger"), {person.id: person}) is False


def test_questions_go_in_order_and_in_each_the_groups_and_what_has_no_question_comes_last() -> None:
    said = [
        Statement(f"{actor} {question}", actor=actor, question=question, status="released")
        for question in (None, "of another set", "q3", "q1")
        for actor in ("ps", "dev")
    ]
    assert [item.id for item in pack_of(statements=said, quotes=()).items] == [
        *("dev q1", "ps q1", "dev q3", "ps q3"),
        *("dev None", "dev of another set", "ps None", "ps of another set"),
    ]


def test_a_viewers_own_questions_lead_with_each_paired_one_beside_its_twin() -> None:
    questions = [Question(q, question_set="other") for q in ("x", "y", "z")]
    questions += [Question(q, question_set="own") for q in ("a", "b")]
    ranks = question_ranks(questions, [("y", "a"), ("b", "x"), ("z", "x")], "own")
    assert sorted(ranks, key=ranks.__getitem__) == ["a", "y", "b", "x", "z"]
    assert len(set(ranks.values())) == 5
