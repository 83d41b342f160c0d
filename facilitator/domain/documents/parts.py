"""What several documents share: who may be quoted, and the order question, group, statement, quote."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Block, Document, Heading, Paragraph, QuoteBlock, Run
from facilitator.domain.documents.labels import Labels
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import PackItem, PackQuote
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.domain.timecode import moment

_ABSENT = ("invited", "declined", "dropped out", "did not come", "no show")
MayQuote = Callable[[str | None, str], bool]


def document(
    name: str,
    title: str,
    blocks: Iterable[Block],
    study: Study,
    labels: Labels,
    *,
    footer: str | None = None,
    also: tuple[str, ...] = (),
    tight: bool = False,
) -> Document:
    """In the language of the study, whose title stands at the foot unless `footer` says something else."""
    return Document(
        name,
        title,
        tuple(blocks),
        study.language,
        study.title if footer is None else footer,
        labels.page_of,
        labels.table_caption,
        labels.figure_caption,
        also=also,
        tight=tight,
    )


def may_quote(people: Iterable[Person], *, for_participants: bool = False) -> MayQuote:
    """Answers whether the words of a speaker of a group may be written down for others.

    A known speaker must have said yes and not have withdrawn; for an unknown one nobody of the group
    may have said no or withdrawn. What participants read needs the yes to being shown to other groups too, since
    paper is passed on.
    """
    consents: dict[str, bool] = {}
    refusing: set[str] = set()
    for person in people:
        agreed = person.words_to_groups if for_participants else person.consent.quote is True
        consents[person.id] = agreed and not person.withdrew
        if person.consent.quote is False or person.withdrew or (for_participants and person.refused_groups):
            refusing.add(person.actor)

    def answer(speaker: str | None, actor: str) -> bool:
        return actor not in refusing if speaker is None else consents.get(speaker, False)

    return answer


def released_items(
    statements: Iterable[Statement], quotes: Iterable[Quote], allowed: MayQuote, reader: str | None = None
) -> list[PackItem]:
    """Released statements with their released quotes, and the quotes that hang on no statement.

    Nothing withheld from `reader` is among them; a quote goes with its statement.
    """
    kept = [s for s in statements if s.status == "released" and reader not in s.withheld_from]
    hanging: dict[str | None, list[PackQuote]] = defaultdict(list)
    for quote in quotes:
        if quote.released and reader not in quote.withheld_from and allowed(quote.speaker, quote.actor):
            hanging[quote.statement].append(PackQuote(quote, replay=False))
    items = [PackItem(s.actor, s.question, s, tuple(hanging.get(s.id, ()))) for s in kept]
    return items + [PackItem(q.quote.actor, q.quote.question, None, (q,)) for q in hanging.get(None, ())]


def by_question(
    items: Iterable[PackItem], order: Sequence[str] | None = None
) -> Iterator[tuple[str | None, list[PackItem]]]:
    """The items of each question; in the given order, or as they first come; those of no question last."""
    groups: dict[str | None, list[PackItem]] = {question: [] for question in order or ()}
    known = set(groups)
    for item in items:
        question = item.question if order is None or item.question in known else None
        groups.setdefault(question, []).append(item)
    rest = groups.pop(None, [])
    yield from ((question, found) for question, found in groups.items() if found)
    if rest:
        yield None, rest


def by_actor(items: Iterable[PackItem], order: Sequence[Actor]) -> Iterator[tuple[Actor, list[PackItem]]]:
    """The items of each group, in the order of groups."""
    found: dict[str, list[PackItem]] = defaultdict(list)
    for item in items:
        found[item.actor].append(item)
    yield from ((actor, found[actor.id]) for actor in order if actor.id in found)


def question_heading(level: int, question: str | None, questions: Mapping[str, Question], labels: Labels) -> Heading:
    """The question's short heading."""
    known = questions.get(question or "")
    return Heading(level, known.heading if known else labels.beyond_questions)


def quote_blocks(item: PackItem, labels: Labels) -> Iterator[QuoteBlock]:
    """The quotes of an item, without the people who said them."""
    for each in item.quotes:
        said = each.quote
        yield QuoteBlock(labels.quoted(said.text), item=said.id, actor=said.actor, language=said.language)


def referring(text: str, key: str) -> Paragraph:
    """A sentence in which {table} becomes the number of the table."""
    before, _, after = text.partition("{table}")
    return Paragraph((Run(before), Run("", ref=key), Run(after)))


def session_name(session: Session, actors: Iterable[Actor], labels: Labels) -> str:
    """The group of a session, and whether it was its reflection."""
    name = next((actor.name for actor in actors if actor.id == session.actor), "")
    words = labels.notes.reflection if session.kind == "reflection" else labels.notes.session
    return words.format(group=name) if "{group}" in words else name


def length_minutes(session: Session) -> int:
    """How long a session took; 0 where that is not known."""
    if not (session.started_at and session.ended_at):
        return 0
    length = moment(session.ended_at) - moment(session.started_at)
    return max(round(length.total_seconds() / 60), 0)


def contact_text(study: Study, labels: Labels) -> str:
    """Whom to ask, as a sentence."""
    contact = " ".join(study.contact.split())
    return labels.contact_told.format(contact=contact) if contact else labels.contact


def came(people: Iterable[Person], actor: str) -> int:
    """How many of a group took part."""
    return sum(person.actor == actor and attended(person) for person in people)


def attended(person: Person) -> bool:
    """Whether a person came, for all or part of the time; nothing noted counts as having come."""
    return not (person.withdrew or person.attendance.strip().casefold().startswith(_ABSENT))


def reaction_name(reaction: Reaction, labels: Labels) -> str:
    """How somebody took it, and how many took it so where that was noted."""
    name, level = labels.reactions[reaction.kind], labels.room.levels[reaction.level]
    return f"{name}, {level}" if level else name


def as_line(words: str) -> str:
    """Words that begin a line."""
    return words[:1].upper() + words[1:]


def reaction_words(words: str, reaction: Reaction, questions: Mapping[str, Question], labels: Labels) -> str:
    """What was said with it; what was not mentioned comes with the question under which it was missed."""
    question = questions.get(reaction.question or "")
    if not words or reaction.kind != "not_said" or question is None:
        return words
    return labels.room.missed_under.format(words=words, question=question.heading)


def count_reactions(reactions: Iterable[Reaction], labels: Labels) -> str:
    """Such as "agreed (2), had not expected this, all of them"."""
    counts = Counter((each.kind, each.level) for each in reactions)
    told = []
    for (kind, level), n in counts.items():
        name = labels.reactions[kind]
        counted = labels.reaction_count.format(reaction=name, n=n)
        told.append(f"{name}, {labels.room.levels[level]}" if level and n == 1 else counted)
    return ", ".join(told)
