"""From the study to the lines of the page: the documents with their tags, the checks with their decisions, the log."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.domain.actors import Actor
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.services.reporting_gate import Checks
from facilitator.ui.report.checks import Check, Decision, State
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.documents import Entry, Row
from facilitator.ui.report.log import LogRow
from facilitator.ui.report.words import contents, document_title, others, tr, when

Names = Mapping[str, Actor]
"""Actors by id."""


@dataclass(frozen=True)
class Answers:
    """What the buttons of decisions do: each is given the id of a quote or item, or a word."""

    show: Callable[[str], None]
    withhold: Callable[[str], None]
    let_stay: Callable[[str], None]
    go_to_word: Callable[[str], None]
    go_to_item: Callable[[str], None]


def document_rows(desk: ReportDesk) -> list[Row]:
    """The left list, under its two headings."""
    offers = desk.offers()
    waiting, last = desk.open_decisions(), _latest(desk.exports())
    entries = []
    for offer in offers:
        group = offer.recipient
        to_decide = waiting.get(group.id, 0) if group else 0
        entry = Entry(
            offer.document,
            group.name if group else document_title(offer.document),
            document_title(offer.document, group.name if group else ""),
            _detail(desk, offer.document, group),
            group,
        )
        entries.append(_tagged(entry, to_decide, last.get(entry.id)))
    heads = {"summary": tr("Summaries for participants"), "pack": tr("Packs: what each group is shown")}
    rows: list[Row] = []
    for document, head in heads.items():
        theirs = [entry for entry in entries if entry.document == document]
        rows += [head, *theirs] if theirs else []
    return [*rows, tr("For you"), *(entry for entry in entries if entry.document not in heads)]


def _latest(exports: Sequence[Export]) -> dict[str, Export]:
    """The newest file of each document and recipient; `exports` come newest first."""
    found: dict[str, Export] = {}
    for export in exports:
        found.setdefault(f"{export.document}:{export.recipient or ''}", export)
    return found


def _detail(desk: ReportDesk, document: str, group: Actor | None) -> str:
    if group is None:
        return {
            "matrix": tr("who sees whose answers"),
            "findings": tr("question by question"),
        }.get(document, "")
    number = desk.shown_to(group.id)
    if document == "pack":
        return tr("answers of {groups}").format(groups=others(number))
    return tr("own part and {groups}").format(groups=others(number)) if number else tr("own part only")


def _tagged(entry: Entry, to_decide: int, last: Export | None) -> Entry:
    tag, tone = tr("ready"), "plain"
    if to_decide:
        tag, tone = tr("decide {n}").format(n=to_decide), "warn"
    elif last is not None:
        tag, tone = (tr("given") if last.given_to else tr("saved")), "ok"
    return replace(entry, tag=tag, tone=tone)


def check_lines(entry: Entry, checks: Checks, allowed: Collection[str], answers: Answers, actors: Names) -> list[Check]:
    """What was looked for in the document that is chosen; each line is a count of what is there now."""
    lines = [_not_permitted(entry, checks, answers), _withdrawn(checks, answers)]
    lines += [_words_line(*each, entry, allowed, answers) for each in _searches(checks)]
    if entry.recipient is not None:
        lines.append(_mentions(entry.recipient, checks, answers, actors))
    if checks.kept_back:
        text = tr("Entries kept from one group or another: not for handing out as it is")
        lines.append(Check("kept", text, str(checks.kept_back), "warn"))
    text = tr("In this document")
    return [*lines, Check("inside", text, contents(checks.statements, checks.quotes), "info")]


def still_open(checks: Checks, allowed: Collection[str], entry: Entry) -> int:
    """How many decisions keep Save off."""
    barred = checks.found.barred(for_participants=entry.recipient is not None)
    words = [word for word in barred if word.casefold() not in allowed]
    undecided = len(checks.undecided) if entry.recipient is not None else 0
    return len(checks.not_permitted) + len(checks.withdrawn) + undecided + len(words)


def _not_permitted(entry: Entry, checks: Checks, answers: Answers) -> Check:
    whom = entry.recipient.name if entry.recipient else ""
    text = tr("Statements and quotes not released to {group}").format(group=whom) if whom else tr("Unreleased entries")
    return _items_line("permitted", text, checks.not_permitted, answers)


def _withdrawn(checks: Checks, answers: Answers) -> Check:
    return _items_line("withdrawn", tr("Words of people who withdrew"), checks.withdrawn, answers)


def _items_line(check_id: str, text: str, items: Sequence[str], answers: Answers) -> Check:
    go = tr("Go to it in Findings")
    cards = tuple(
        Decision(item, text, tr("Take it back in Findings."), ((go, _with(answers.go_to_item, item)),))
        for item in items
    )
    return Check(check_id, text, str(len(items)), "rec" if items else "ok", cards, tr("Look"))


def _searches(checks: Checks) -> list[tuple[str, str, Sequence[str]]]:
    tried = checks.found.names_tried
    names = tr("Real names found in the text (one name tried)")
    if tried != 1:
        names = tr("Real names found in the text ({n} names tried)").format(n=tried)
    return [
        ("names", names, checks.found.names),
        ("aliases", tr("Aliases and seat numbers found in the text"), (*checks.found.aliases, *checks.found.seats)),
    ]


def _words_line(
    check_id: str, text: str, words: Sequence[str], entry: Entry, allowed: Collection[str], answers: Answers
) -> Check:
    left = [word for word in words if word.casefold() not in allowed]
    stay, go = tr("It may stay"), tr("Reword it in Findings")
    cards = tuple(
        Decision(
            word,
            tr("“{word}” stands in the text and may give somebody away").format(word=word),
            tr("It may be an ordinary word here. The answer holds for this document until you leave the study."),
            ((stay, _with(answers.let_stay, word)), (go, _with(answers.go_to_word, word))),
        )
        for word in left
    )
    asked = entry.recipient is not None or check_id == "names"  # aliases may stand in the facilitator's own papers
    state: State = "ok" if not left else "warn" if asked else "info"
    return Check(check_id, text, str(len(left)), state, cards if asked else ())


def _mentions(group: Actor, checks: Checks, answers: Answers, actors: Names) -> Check:
    text = tr("Quotes that mention {group}, still to be decided").format(group=group.name)
    cards = tuple(_mention(quote, answers, actors) for quote in checks.undecided)
    return Check("mentions", text, str(len(cards)), "warn" if cards else "ok", cards)


def _mention(quote: Quote, answers: Answers, actors: Names) -> Decision:
    actor = actors.get(quote.actor)
    title = tr("{group} said of the readers").format(group=actor.name if actor else "")
    acts = (
        (tr("Show it"), _with(answers.show, quote.id)),
        (tr("Statement only"), _with(answers.withhold, quote.id)),
    )
    return Decision(quote.id, title, f"“{quote.text}”", acts, quote=True)


def _with(act: Callable[[str], None], value: str) -> Callable[[], None]:
    return lambda: act(value)


def log_rows(desk: ReportDesk) -> list[LogRow]:
    """The log, newest first."""
    actors = desk.actors()
    rows = []
    for export in desk.exports():
        group = actors.get(export.recipient or "")
        inside = desk.contents(export)
        name = document_title(export.document, group.name if group else tr("a group that is gone"))
        kind = export.file.rpartition(".")[2]
        name = name if kind in ("docx", "") else f"{name} ({kind})"
        rows.append(
            LogRow(
                export.id,
                when(export.at),
                name,
                contents(inside.statements, inside.quotes),
                export.given_to,
                export.file,
                group,
            )
        )
    return rows
