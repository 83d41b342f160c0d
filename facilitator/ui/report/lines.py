"""From the study to the lines of the page: the documents with their tags, the checks with their decisions, the log."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from facilitator.domain.actors import Actor
from facilitator.domain.documents.gate import Place
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.services.documents.reporting_gate import Checks
from facilitator.ui.report.checks import Check, Decision, State
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.documents import Entry, Row
from facilitator.ui.report.log import LogRow
from facilitator.ui.report.words import contents, document_title, others, tr, when

ASKED = 50
"""So many questions of one kind are made ready; the next follow as these are answered."""
AROUND = 160
"""So many letters before and after a word are shown of a long text."""
OWN = ("report", "matrix", "findings", "feedback", "notes", "agreement")
Names = Mapping[str, Actor]
"""Actors by id."""


@dataclass(frozen=True)
class Answers:
    """What the buttons of decisions do: each is given the id of a quote or item, or a place in the text."""

    show: Callable[[str], None]
    withhold: Callable[[str], None]
    let_stay: Callable[[Place], None]
    go_to_place: Callable[[Place], None]
    replace: Callable[[Place], None]
    go_to_item: Callable[[str], None]
    note_heard: Callable[[Quote], None]


def document_rows(desk: ReportDesk) -> list[Row]:
    """The left list, under its two headings."""
    offers = desk.offers()
    waiting, last = desk.open_decisions(), _latest(desk.exports())
    entries = []
    for offer in offers:
        group = offer.recipient
        to_decide = waiting.get(f"{offer.document}:{group.id}", 0) if group else 0
        entry = Entry(
            offer.document,
            group.name if group else document_title(offer.document),
            document_title(offer.document, group.name if group else ""),
            _detail(desk, offer.document, group),
            group,
        )
        entries.append(_tagged(entry, to_decide, last.get(entry.id)))
    told = {"summary": tr("Summaries for participants"), "pack": tr("Packs: what each group is shown")}
    guides = {"guide": tr("Guides for the moderator")}
    own = [entry for entry in entries if entry.document not in told | guides]
    own.sort(key=lambda entry: OWN.index(entry.document) if entry.document in OWN else len(OWN))
    return [*_headed(entries, told), tr("For you"), *own, *_headed(entries, guides)]


def _headed(entries: Sequence[Entry], heads: Mapping[str, str]) -> Iterator[Row]:
    for document, head in heads.items():
        theirs = [entry for entry in entries if entry.document == document]
        if theirs:
            yield head
            yield from theirs


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
            "report": tr("the whole study, with COREQ list"),
            "feedback": tr("what each group made of the others"),
            "notes": tr("session by session, names left out"),
            "agreement": tr("who agreed with what, by seat"),
        }.get(document, "")
    if document == "guide":
        return tr("questions by the clock")
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


def checking_line() -> Check:
    """What stands there until a document was looked through."""
    return Check("checking", tr("Being looked through for what must not leave"), "…", "info")


def check_lines(entry: Entry, checks: Checks, answers: Answers, actors: Names) -> list[Check]:
    """What was looked for in the document that is chosen; each line is a count of what is there now."""
    lines = [_not_permitted(entry, checks, answers), _withdrawn(checks, answers), _no_consent(checks, answers)]
    if not checks.found.names_tried:
        lines.append(Check("key", tr("No real names are known here, so none could be looked for"), "–", "info"))
    read = entry.recipient is not None or any(h.kind in ("alias", "seat") for p in checks.places for h in p.hits)
    lines += [_words_line(*each, answers) for each in _searches(checks, for_readers=read)]
    if entry.recipient is not None:
        lines.append(_mentions(entry.recipient, checks, answers, actors))
    if checks.small:
        lines.append(_small(checks, answers))
    if checks.recall:
        lines.append(_recall(checks, answers))
    lines += _sound_lines(checks, answers, actors)
    if checks.kept_back:
        text = tr("Entries kept from one group or another: not for handing out as it is")
        lines.append(Check("kept", text, str(checks.kept_back), "warn"))
    text = tr("In this document")
    return [*lines, Check("inside", text, contents(checks.statements, checks.quotes), "info")]


def still_open(checks: Checks, entry: Entry) -> int:
    """How many decisions keep Save off."""
    undecided = len(checks.undecided) if entry.recipient is not None else 0
    never = len(checks.not_permitted) + len(checks.withdrawn) + len(checks.no_consent)
    return never + undecided + len(checks.places)


def _not_permitted(entry: Entry, checks: Checks, answers: Answers) -> Check:
    whom = entry.recipient.name if entry.recipient else ""
    text = tr("Statements and quotes not released to {group}").format(group=whom) if whom else tr("Unreleased entries")
    return _items_line("permitted", text, checks.not_permitted, answers)


def _withdrawn(checks: Checks, answers: Answers) -> Check:
    return _items_line("withdrawn", tr("Words of people who withdrew"), checks.withdrawn, answers)


def _no_consent(checks: Checks, answers: Answers) -> Check:
    return _items_line("consent", tr("Words without consent for this use"), checks.no_consent, answers)


def _items_line(check_id: str, text: str, items: Sequence[str], answers: Answers) -> Check:
    go = tr("Go to it in Findings")
    cards = tuple(
        Decision(item, text, tr("Take it back in Findings."), ((go, _with(answers.go_to_item, item)),))
        for item in items[:ASKED]
    )
    return Check(check_id, text, str(len(items)), "rec" if items else "ok", cards, tr("Look"))


def _searches(checks: Checks, *, for_readers: bool) -> list[tuple[str, str, Sequence[Place]]]:
    """Each place stands in one line: in the first that has something of it."""
    tried = checks.found.names_tried
    names = tr("Real names found in the text (one name tried)")
    if tried != 1:
        names = tr("Real names found in the text ({n} names tried)").format(n=tried)
    kinds: list[tuple[str, str, tuple[str, ...]]] = []
    if tried:  # without names there is nothing to promise; another line says so
        kinds.append(("names", names, ("name", "part", "near")))
    kinds.append(("contacts", tr("E-mail addresses, telephone and account numbers"), ("contact",)))
    if for_readers:  # they may stand in the facilitator's own papers
        kinds.append(("aliases", tr("Aliases and seat numbers found in the text"), ("alias", "seat")))
    left = list(checks.places)
    lines: list[tuple[str, str, Sequence[Place]]] = []
    for check_id, text, wanted in kinds:
        here = [place for place in left if any(hit.kind in wanted for hit in place.hits)]
        left = [place for place in left if not any(hit.kind in wanted for hit in place.hits)]
        lines.append((check_id, text, here))
    return lines


def _words_line(check_id: str, text: str, places: Sequence[Place], answers: Answers) -> Check:
    cards = tuple(_words_card(place, answers) for place in places[:ASKED])
    whole = any(hit.kind == "name" for place in places for hit in place.hits)
    state: State = "rec" if whole else "warn" if places else "ok"
    return Check(check_id, text, str(len(places)), state, cards)


def _words_card(place: Place, answers: Answers) -> Decision:
    """A whole name must go; anything else may be an ordinary word, and what is answered is kept."""
    words = tr("”, “").join(dict.fromkeys(hit.word for hit in place.hits))
    whole = any(hit.kind == "name" for hit in place.hits)
    stay = (tr("It may stay"), lambda: answers.let_stay(place))
    go = (tr("Reword it in Findings"), lambda: answers.go_to_place(place))
    instead = (tr("Replace it…"), lambda: answers.replace(place))
    if whole:
        title = tr("“{word}” is a real name and must not stand in the text").format(word=words)
    else:
        title = tr("“{word}” stands in the text and may give somebody away").format(word=words)
    return Decision(place.digest, title, _around(place), (go, instead) if whole else (stay, go, instead))


def _around(place: Place) -> str:
    """The text, or the part of a long one in which the first of the words stands."""
    if len(place.text) <= AROUND * 2:
        return place.text
    at = max(place.text.casefold().find(place.hits[0].word.casefold()), 0)
    start, end = max(at - AROUND, 0), at + AROUND
    return f"{'…' if start else ''}{place.text[start:end]}{'…' if end < len(place.text) else ''}"


def _small(checks: Checks, answers: Answers) -> Check:
    text = tr("Groups so small that colleagues may know who spoke")
    cards = tuple(
        Decision(
            small.actor.id,
            tr("Few people of {group} took part").format(group=small.actor.name),
            tr("Read its quotes with the eyes of a colleague before they leave. Save is not held up by this."),
            ((tr("I have read them"), _with_place(answers.let_stay, small.place)),),
        )
        for small in checks.small
    )
    return Check("small", text, str(len(cards)), "warn", cards, tr("Look"), asks=False)


def _recall(checks: Checks, answers: Answers) -> Check:
    text = tr("Files written before that hold something taken back since")
    cards = tuple(
        Decision(
            each.export.id,
            tr("“{file}” is no longer fit to be read").format(file=each.export.file),
            tr("Written {when}. Ask for it back and give the new one; Save is not held up by this.").format(
                when=when(each.export.at)
            ),
            ((tr("It was asked for, or never given"), _with_place(answers.let_stay, each.place)),),
        )
        for each in checks.recall[:ASKED]
    )
    return Check("recall", text, str(len(checks.recall)), "warn", cards, tr("Look"), asks=False)


def _sound_lines(checks: Checks, answers: Answers, actors: Names) -> Iterator[Check]:
    """What is heard in clips; none of it holds up Save, since a clip in which a name is heard is not given."""
    if checks.heard:
        text = tr("Clips in which somebody is named beside the quote: left out until decided")
        cards = tuple(_heard_card(place, answers) for place in checks.heard[:ASKED])
        yield Check("heard", text, str(len(checks.heard)), "warn", cards, tr("Look"), asks=False)
    if checks.unheard:
        text = tr("Clips to listen to once: nobody has written down what is heard in them")
        unheard = tuple(_unheard_card(quote, answers, actors) for quote in checks.unheard[:ASKED])
        yield Check("unheard", text, str(len(checks.unheard)), "warn", unheard, tr("Look"), asks=False)


def _heard_card(place: Place, answers: Answers) -> Decision:
    words = tr("”, “").join(place.words)
    hide = (tr("Hide it in Findings"), lambda: answers.go_to_place(place))
    stay = (tr("It may stay"), lambda: answers.let_stay(place))
    title = tr("“{word}” is heard in this clip").format(word=words)
    return Decision(place.digest, title, _around(place), (hide,) if place.whole_names else (stay, hide))


def _unheard_card(quote: Quote, answers: Answers, actors: Names) -> Decision:
    actor = actors.get(quote.actor)
    title = tr("Is anybody named in this clip of {group}?").format(group=actor.name if actor else "")
    acts = (
        (tr("I have listened: nobody"), lambda: answers.note_heard(quote)),
        (tr("Listen in Findings"), _with(answers.go_to_item, quote.id)),
    )
    return Decision(quote.id, title, f"“{quote.text}”", acts, quote=True)


def _mentions(group: Actor, checks: Checks, answers: Answers, actors: Names) -> Check:
    text = tr("Quotes that mention {group}, still to be decided").format(group=group.name)
    cards = tuple(_mention(quote, answers, actors) for quote in checks.undecided[:ASKED])
    return Check("mentions", text, str(len(checks.undecided)), "warn" if cards else "ok", cards)


def _mention(quote: Quote, answers: Answers, actors: Names) -> Decision:
    actor = actors.get(quote.actor)
    title = tr("{group} said of the readers").format(group=actor.name if actor else "")
    acts = (
        (tr("Show it"), _with(answers.show, quote.id)),
        (tr("Statement only"), _with(answers.withhold, quote.id)),
    )
    return Decision(quote.id, title, f"“{quote.text}”", acts, quote=True)


def _with_place(act: Callable[[Place], None], place: Place) -> Callable[[], None]:
    return lambda: act(place)


def _with(act: Callable[[str], None], value: str) -> Callable[[], None]:
    return lambda: act(value)


def log_rows(desk: ReportDesk, said_in: Callable[[Export], str]) -> list[LogRow]:
    """The log, newest first; `said_in` is asked when somebody looks what is in a file."""
    actors = desk.actors()
    rows = []
    for export in desk.exports():
        group = actors.get(export.recipient or "")
        inside = desk.contents(export)
        whom = group.name if group else tr("a group that is gone") if export.recipient else ""
        name = document_title(export.document, whom)
        kind = export.file.rpartition(".")[2]
        name = name if kind in ("docx", "m3u8", "") else f"{name} ({kind})"
        rows.append(
            LogRow(
                export.id,
                when(export.at),
                name,
                contents(inside.statements, inside.quotes),
                export.given_to,
                export.file,
                group,
                partial(said_in, export),
            )
        )
    return rows
