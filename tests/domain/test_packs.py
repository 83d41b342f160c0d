"""A pack never holds more than matrix, releases and consent allow, whatever the study looks like."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.packs import (
    Choice,
    Decision,
    Pack,
    PackSource,
    build_pack,
    question_ranks,
)
from facilitator.domain.people import Person
from facilitator.domain.questions import Question

IDS = st.integers(0, 10_000).map(str)
ACTORS = ("sales", "dev", "ps", "customers")
QUESTIONS = ("q1", "q2", "q3")
VIEWER = Actor("sales", name="Sales")
YES = Consent(True, True, True, True)

Rule = Callable[[PackSource], None]
RULES: list[Rule] = []
"""What holds for every pack. A study takes far longer to make up than to look at, so each is held against all rules."""


def rule(holds: Rule) -> Rule:
    RULES.append(holds)
    return holds


answers = st.sampled_from((True, False, None))
consents = st.builds(Consent, answers, answers, answers, answers)
withheld = st.sets(st.sampled_from(ACTORS)).map(tuple)


def _people() -> st.SearchStrategy[tuple[Person, ...]]:
    places = [(f"p-{actor}-{n}", actor) for actor in ACTORS for n in range(2)]
    return st.tuples(*(st.builds(Person, st.just(p), actor=st.just(a), consent=consents) for p, a in places))


def _statements() -> st.SearchStrategy[list[Statement]]:
    one = st.builds(
        Statement,
        id=IDS.map("s{}".format),
        actor=st.sampled_from(ACTORS),
        question=st.sampled_from((*QUESTIONS, None)),
        text=st.text(max_size=20),
        status=st.sampled_from(("draft", "checked", "released")),
        withheld_from=withheld,
    )
    return st.lists(one, max_size=12, unique_by=lambda s: s.id)


@st.composite
def sources(draw: st.DrawFn) -> PackSource:
    """Studies of every kind: dangling references, strangers as speakers, own quotes, mentions of the viewer."""
    statements = draw(_statements())
    people = draw(_people())
    speakers = st.sampled_from([*(p.id for p in people), "stranger", None])
    owners = st.sampled_from([*(s.id for s in statements), "gone", None])
    quote = st.builds(
        Quote,
        id=IDS.map("k{}".format),
        actor=st.sampled_from(ACTORS),
        question=st.sampled_from((*QUESTIONS, None)),
        text=st.sampled_from(("We wait.", "Ask Sales.", "")),
        statement=owners,
        speaker=speakers,
        released=st.booleans(),
        withheld_from=withheld,
        clip=st.sampled_from((None, Clip("a.flac", 0, 900))),
    )
    quotes = draw(st.lists(quote, max_size=12, unique_by=lambda q: q.id))
    decided = draw(st.lists(st.sampled_from(quotes), unique_by=lambda q: q.id)) if quotes else []
    choices: st.SearchStrategy[Choice] = st.sampled_from(("show", "withhold"))
    return PackSource(
        viewer=VIEWER,
        shown=tuple(draw(st.sets(st.sampled_from(ACTORS)))),
        statements=statements,
        quotes=quotes,
        people=people,
        question_ranks={q: at for at, q in enumerate(QUESTIONS)},
        actor_ranks={a: at for at, a in enumerate(ACTORS)},
        decisions={q.id: Decision("sales", q.id, draw(choices)) for q in decided},
        order=tuple(draw(st.permutations([s.id for s in statements]))[:3]),
    )


@rule
def nothing_of_a_group_that_is_not_shown_is_in_it(source: PackSource) -> None:
    allowed = set(source.shown) - {"sales"}
    for item in build_pack(source).items:
        assert item.actor in allowed
        assert all(quote.quote.actor in allowed for quote in item.quotes)


@rule
def every_statement_in_it_is_released_and_not_withheld(source: PackSource) -> None:
    for item in build_pack(source).items:
        if item.statement:
            assert item.statement.status == "released"
            assert "sales" not in item.statement.withheld_from


@rule
def every_quote_in_it_is_released_and_not_withheld(source: PackSource) -> None:
    for pack_quote in build_pack(source).quotes:
        quote = pack_quote.quote
        assert quote.released
        assert "sales" not in quote.withheld_from
        decision = source.decisions.get(quote.id)
        assert decision is None or decision.choice == "show"


@rule
def a_known_speaker_of_a_quote_in_it_agreed_and_a_stranger_never_counts(source: PackSource) -> None:
    people = {person.id: person for person in source.people}
    for pack_quote in build_pack(source).quotes:
        speaker = pack_quote.quote.speaker
        if speaker is not None:
            assert people[speaker].consent.words_to_groups


@rule
def unknown_words_of_a_group_in_which_somebody_refused_need_a_decision(source: PackSource) -> None:
    refusing = {person.actor for person in source.people if person.consent.refused_groups}
    for pack_quote in build_pack(source).quotes:
        quote = pack_quote.quote
        if quote.speaker is None and quote.actor in refusing:
            assert quote.id in source.decisions


@rule
def a_voice_is_heard_only_with_consent_to_record_and_replay(source: PackSource) -> None:
    people = {person.id: person for person in source.people}
    for pack_quote in build_pack(source).quotes:
        quote = pack_quote.quote
        if not pack_quote.replay:
            continue
        assert quote.clip is not None
        if quote.speaker is None:
            assert not any(p.consent.refused_voice for p in source.people if p.actor == quote.actor)
        else:
            assert people[quote.speaker].consent.voice_to_groups


@rule
def a_quote_never_hangs_in_the_air(source: PackSource) -> None:
    pack = build_pack(source)
    shown = {item.statement.id for item in pack.items if item.statement}
    for pack_quote in pack.quotes:
        assert pack_quote.quote.statement is None or pack_quote.quote.statement in shown


@rule
def every_item_of_a_shown_group_is_either_in_it_or_barred_with_a_reason(source: PackSource) -> None:
    pack = build_pack(source)
    barred = {bar.item for bar in pack.barred}
    inside = set(pack.ids)
    shown = set(source.shown) - {"sales"}
    everything = {statement.id for statement in source.statements if statement.actor in shown}
    everything |= {quote.id for quote in source.quotes if quote.actor in shown}
    assert inside | barred == everything
    assert not inside & barred


@rule
def the_order_is_the_same_every_time_and_follows_the_chosen_one(source: PackSource) -> None:
    pack = build_pack(source)
    assert build_pack(source) == pack
    ids = [item.id for item in pack.items]
    assert len(ids) == len(set(ids))
    chosen = [item for item in source.order if item in ids]
    assert ids[: len(chosen)] == chosen


@rule
def within_a_question_and_group_the_order_of_the_study_is_kept(source: PackSource) -> None:
    pack = build_pack(replace(source, order=()))
    places = {s.id: at for at, s in enumerate(source.statements)}
    seen: dict[tuple[str | None, str], int] = {}
    for item in pack.items:
        if item.statement:
            key = (item.question, item.actor)
            assert places[item.id] > seen.get(key, -1)
            seen[key] = places[item.id]


@rule
def what_is_to_be_decided_is_in_the_pack_and_mentions_the_viewers(source: PackSource) -> None:
    pack = build_pack(source)
    for quote in pack.to_decide:
        assert quote.id in pack.ids
        assert "Sales" in quote.text
        assert quote.id not in source.decisions


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sources())
def test_every_pack_keeps_every_rule(source: PackSource) -> None:
    for holds in RULES:
        holds(source)


def _pack(quote: Quote, *people: Person, decision: Decision | None = None) -> Pack:
    source = PackSource(
        viewer=VIEWER,
        shown=("dev",),
        statements=(Statement("s", actor="dev", text="We wait.", status="released"),),
        quotes=(quote,),
        people=people,
        question_ranks={},
        actor_ranks={},
        decisions={decision.item: decision} if decision else {},
    )
    return build_pack(source)


QUOTE = Quote("k", actor="dev", text="We wait.", statement="s", released=True, clip=Clip("a.flac", 0, 900))


def test_a_decision_about_a_mention_does_not_stand_in_for_consent() -> None:
    refuser = Person("p", actor="dev", consent=replace(YES, show_to_groups=False))
    mention = Decision("sales", "k", "show", "mentions_viewer")
    assert _pack(QUOTE, refuser, decision=mention).quotes == ()
    unknown = Decision("sales", "k", "show", "speaker_unknown")
    assert len(_pack(QUOTE, refuser, decision=unknown).quotes) == 1


@pytest.mark.parametrize(
    "left",
    [
        Person("p", actor="dev", consent=YES, attendance="Withdrew"),
        Person("p", actor="dev", consent=Consent(False, True, True, True)),
    ],
)
def test_who_withdrew_has_taken_every_consent_back(left: Person) -> None:
    spoken = replace(QUOTE, speaker="p")
    assert _pack(spoken, replace(left, attendance="", consent=YES)).quotes[0].replay
    assert _pack(spoken, left).barred[0].reason == "no_consent"
    assert _pack(QUOTE, left).barred[0].reason == "speaker_unknown"
    decided = _pack(QUOTE, left, decision=Decision("sales", "k", "show", "speaker_unknown"))
    assert [quote.replay for quote in decided.quotes] == [False]


def test_an_unknown_voice_is_not_replayed_where_somebody_refused_the_recording() -> None:
    refuser = Person("p", actor="dev", consent=replace(YES, record=False))
    assert [quote.replay for quote in _pack(QUOTE, refuser).quotes] == [False]
    assert [quote.replay for quote in _pack(QUOTE, Person("p", actor="dev", consent=YES)).quotes] == [True]


def test_paired_questions_stand_beside_their_twins() -> None:
    questions = [Question(q, question_set="own") for q in ("a", "b")]
    questions += [Question(q, question_set="other") for q in ("x", "y")]
    ranks = question_ranks(questions, [("b", "x")], "own")
    assert sorted(ranks, key=ranks.__getitem__) == ["a", "b", "x", "y"]


def test_what_answers_no_question_comes_after_all_that_does() -> None:
    ranks = question_ranks([Question(q, question_set="own") for q in ("a", "b", "c")], [], "own")
    said = [Statement(q or "none", actor="dev", question=q, status="released") for q in (None, "a", "b", "c")]
    pack = build_pack(PackSource(VIEWER, ("dev",), said, (), (), ranks, {"dev": 0}, {}))
    assert pack.ids == ("a", "b", "c", "none")
