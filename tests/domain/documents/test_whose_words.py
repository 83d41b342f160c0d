"""Words stand under those who said them and under what they are about, and go to nobody who may not have them."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from facilitator.domain.consent import Consent
from facilitator.domain.documents.blocks import Block, Bullet, Document, Feedback, Heading, QuoteBlock, Statement
from facilitator.domain.documents.feedback import feedback_document
from facilitator.domain.documents.findings import findings_document
from facilitator.domain.documents.summary import FEW
from facilitator.domain.findings import Quote
from facilitator.domain.findings import Statement as Said
from facilitator.domain.people import Person
from facilitator.domain.reactions import About, Reaction, Reflection
from facilitator.domain.sessions import Session
from facilitator.services.documents.wording import ENGLISH
from tests.domain.documents.test_documents import ALPHA, QUESTIONS, STUDY, findings, pack_of, records, summary_of
from tests.domain.documents.test_own_documents import report


def texts(blocks: Sequence[Block]) -> str:
    return "\n".join(text for text in Document("x", "", tuple(blocks)).texts if text)


def below(document: Document, level: int, heading: str, last: bool = True) -> list[Block]:
    """What stands under a heading, up to the next one of its level or above."""
    blocks = list(document.blocks)
    at = [place for place, b in enumerate(blocks) if isinstance(b, Heading) and (b.level, b.text) == (level, heading)]
    rest = blocks[at[-1 if last else 0] + 1 :] if at else []
    end = next((place for place, b in enumerate(rest) if isinstance(b, Heading) and b.level <= level), len(rest))
    return rest[:end]


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        (Consent(True, True, True, True), True),
        (Consent(True, True, True, False), False),
        (Consent(True, True, True, None), False),
        (Consent(True, True, False, True), False),
        (Consent(False, True, True, True), False),
    ],
)
def test_a_summary_quotes_of_its_own_readers_only_who_may_be_shown_since_paper_is_passed_on(
    consent: Consent, told: bool
) -> None:
    summary = summary_of(ALPHA, ["b"], people=[Person("pa", 1, "Aliasa", "a", 1, consent)])
    assert ("Chasing is no part." in texts(summary.blocks)) is told


def test_what_another_group_said_is_nobodys_own_even_where_it_is_among_what_is_given() -> None:
    summary = summary_of(ALPHA, [], statements=records(Said), quotes=records(Quote), people=records(Person))
    own = texts(below(summary, 1, ENGLISH.own_said))
    assert "We take the first call." in own
    assert "We begin when the fault repeats." not in texts(summary.blocks)
    assert "It arrives as a number." not in texts(summary.blocks)


def test_where_others_said_much_a_summary_tells_their_first_answers_to_key_questions_without_quotes() -> None:
    said = [Said(f"b{at}", at, "b", "q1", f"Beta said {at}.", "released") for at in range(FEW)]
    other = Said("late", 99, "b", "q2", "Beta said more.", "released")
    quote = Quote("kb", 2, "b", "q1", "It arrives as a number.", "b0", "pb", released=True)
    pack = pack_of(ALPHA, ["b"], [*said, other], [quote])
    questions = [replace(each, type="key" if each.id == "q1" else "transition") for each in QUESTIONS]
    told = below(summary_of(ALPHA, ["b"], pack=pack, questions=questions), 1, ENGLISH.others_said)
    assert [b.text for b in told if isinstance(b, Bullet)] == ["Beta said 0."]
    assert not [b for b in told if isinstance(b, QuoteBlock)]
    none_key = [replace(each, type="transition") for each in QUESTIONS]
    told = below(summary_of(ALPHA, ["b"], pack=pack, questions=none_key), 1, ENGLISH.others_said)
    assert [b.text for b in told if isinstance(b, Bullet)] == ["Beta said 0.", "Beta said more."]
    few = pack_of(ALPHA, ["b"], said[: FEW - 1], [quote])
    told = below(summary_of(ALPHA, ["b"], pack=few), 1, ENGLISH.others_said)
    assert len([b for b in told if isinstance(b, Bullet)]) == FEW - 1
    assert len([b for b in told if isinstance(b, QuoteBlock)]) == 1


def test_a_summary_thanks_for_the_time_of_the_first_round_alone() -> None:
    sessions = [session for session in records(Session) if session.actor == "a"]
    again = Session("r", 9, "a", "reflection", started_at="2026-11-23T10:00:00Z", ended_at="2026-11-23T11:00:00Z")
    assert "91 minutes" in texts(summary_of(ALPHA, [], sessions=[*sessions, again]).blocks)
    unknown = replace(sessions[0], id="u", ended_at=None)
    assert "minutes" not in texts(summary_of(ALPHA, [], sessions=[*sessions, unknown]).blocks[:4])


def test_a_summary_tells_of_the_meeting_to_come_and_when_where_that_is_known() -> None:
    held = [session for session in records(Session) if session.actor == "a" and session.kind == "focus_group"]
    ahead = Session("r", 9, "a", "reflection")
    for sessions, words in (
        ([*held, ahead], ENGLISH.next_meeting),
        ([*held, replace(ahead, planned_at="2026-11-24T12:00:00Z")], "24 November 2026"),
    ):
        assert words in texts(below(summary_of(ALPHA, [], sessions=sessions), 1, ENGLISH.next_title))
    steps = texts(below(summary_of(ALPHA, [], sessions=held), 1, ENGLISH.next_title))
    assert ENGLISH.next_meeting not in steps


BOTH = replace(
    findings(),
    sessions=[
        *records(Session),
        Session("sb", 8, "b", started_at="2026-11-05T10:00:00Z", ended_at="2026-11-05T11:00:00Z"),
    ],
    reflections=[Reflection("ra", ("Alpha was glad.", " ")), Reflection("rb", ("Beta was moved.",))],
    reactions=[
        Reaction("1", 1, "ra", None, "add", "Alpha says more."),
        Reaction("2", 2, "rb", None, "add", "Beta says more."),
        Reaction("3", 3, "sb", None, "add", "Said in the first round."),
        Reaction("4", 4, "ra", About("quote", "kb"), "surprised", "So soon?"),
        Reaction("5", 5, "ra", About("question", "q1"), "add", "Ask it anew."),
        Reaction("6", 6, "ra", About("actor", "b"), "not_said", "Money"),
        Reaction("7", 7, "ra", About("statement", "gone"), "disagree", "No."),
    ],
)


def test_what_a_group_made_of_the_whole_stands_under_its_own_name() -> None:
    document = findings_document(BOTH, ENGLISH)
    alpha, beta = (texts(below(document, 2, name)) for name in ("Alpha desk", "Beta desk"))
    assert "Alpha was glad." in alpha
    assert "Alpha says more." in alpha
    assert "Beta" not in alpha.replace("Beta desk", "")
    assert "Beta was moved." in beta
    assert "Beta says more." in beta
    assert "Alpha" not in beta
    assert "Said in the first round." not in texts(document.blocks)


def test_feedback_stands_under_what_it_is_about_and_tells_nothing_of_what_is_gone() -> None:
    document = feedback_document(BOTH, ENGLISH)
    said = texts(document.blocks)
    assert "Said in the first round." not in said
    blocks = list(document.blocks)

    def before(words: str) -> Block:
        at = next(place for place, b in enumerate(blocks) if isinstance(b, Feedback) and words in b.text)
        return next(b for b in reversed(blocks[:at]) if not isinstance(b, Feedback))

    quoted = before("So soon?")
    assert isinstance(quoted, QuoteBlock)
    assert (quoted.item, quoted.actor) == ("kb", "b")
    assert texts([before("Ask it anew.")]) == ENGLISH.feedback_on_question.format(title="Your part")
    assert texts([before("Money")]) == ENGLISH.feedback_on_group.format(group="Beta desk")
    assert "No." not in said, "words about what may not be told are not told either"
    assert ENGLISH.feedback.gone in said


def test_feedback_to_a_statement_stands_under_its_words() -> None:
    source = replace(BOTH, reactions=[Reaction("r", 1, "rb", About("statement", "a1"), "agree", "Yes indeed.")])
    blocks = list(feedback_document(source, ENGLISH).blocks)
    at = next(place for place, block in enumerate(blocks) if isinstance(block, Feedback))
    above = blocks[at - 1]
    assert isinstance(above, Statement)
    assert (above.text, above.item, above.actor) == ("We take the first call.", "a1", "a")


CHANGED = {name: getattr(BOTH, name) for name in ("sessions", "reflections", "reactions")}


def test_in_a_report_each_group_is_told_what_it_made_of_the_others_and_no_other_group() -> None:
    document = report("narrative", **CHANGED)
    part = below(document, 1, ENGLISH.report.reflection_title)
    rest = [b for b in part if not isinstance(b, Heading) or b.level == 2]
    beta = texts(below(Document("x", "", tuple(part)), 2, "Beta desk"))
    assert "Beta was moved." in beta
    assert "Beta says more." in beta
    assert "We all told one story." in beta
    assert "Alpha" not in beta
    assert "Alpha was glad." not in texts(rest), "that reflection is only planned"
    assert "Said in the first round." not in texts(document.blocks)


def test_a_report_says_where_no_group_has_reflected_yet() -> None:
    none = [session for session in records(Session) if session.kind == "focus_group"]
    assert ENGLISH.report.no_reflection in texts(report("narrative", sessions=none, reactions=[]).blocks)
    assert ENGLISH.report.no_reflection not in texts(report("narrative", **CHANGED).blocks)


def test_a_letter_tells_one_answer_of_each_group_to_each_key_question_and_not_too_many() -> None:
    questions = [replace(QUESTIONS[0], id=f"k{at}", type="key") for at in range(9)]
    side = replace(QUESTIONS[0], id="side", type="transition")
    said = [
        Said(f"{actor}{question.id}{n}", n, actor, question.id, f"{actor} {question.id} {n}", "released")
        for question in (side, *questions)
        for actor in "ab"
        for n in range(2)
    ]
    letter = report("letter", statements=said, questions=[side, *questions], study=replace(STUDY, next_steps=()))
    told = [b.text for b in below(letter, 1, ENGLISH.report.summary_heard) if isinstance(b, Bullet)]
    assert told == [f"{actor} k{at} 0" for at in range(6) for actor in "ab"]
    rest = [each for each in said if each.question == "side"]
    letter = report("letter", statements=rest, questions=[side, *questions])
    assert "a side 0" in texts(letter.blocks), "where no key question is answered, what is"


def test_a_letter_ends_with_the_steps_that_are_written_and_the_last_day_to_withdraw() -> None:
    study = replace(STUDY, next_steps=("We read it.", " "), withdraw_until="2026-12-01")
    end = below(report("letter", study=study), 1, ENGLISH.report.letter_next)
    bullets = [b.text for b in end if isinstance(b, Bullet)]
    assert bullets[0] == "We read it."
    assert all(bullets)
    assert "1 December 2026" in texts(end)
