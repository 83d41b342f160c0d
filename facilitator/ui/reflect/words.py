"""The words of the reflect screens: states, counts and reactions, each said in one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import CellState
from facilitator.domain.packs import PackItem
from facilitator.domain.reactions import Level, ReactionKind
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import clock_text, moment
from facilitator.services.reflection.planning import Cell


def tr(text: str) -> str:
    return QCoreApplication.translate("Reflect", text)


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun, such as "1 quote" or "3 quotes"."""
    return (one if number == 1 else many).format(n=number)


def statements(number: int) -> str:
    return counted(number, tr("{n} statement"), tr("{n} statements"))


def quotes(number: int) -> str:
    return counted(number, tr("{n} quote"), tr("{n} quotes"))


def reactions(number: int) -> str:
    return counted(number, tr("{n} reaction"), tr("{n} reactions"))


def state_word(state: CellState) -> str:
    """The word under a cell's sign."""
    return {
        "own": tr("own group"),
        "not_planned": tr("not planned"),
        "planned": tr("planned"),
        "partly": tr("partly shown"),
        "shown": tr("shown"),
        "feedback": tr("feedback"),
    }[state]


def cell_counts(cell: Cell) -> str:
    """The last line of a cell; "st." stands for statements."""
    short = tr("{n} st.").format(n=cell.statements)
    if cell.state in ("own", "not_planned"):
        return ""
    if cell.state == "planned":
        return tr("{statements}, {quotes}").format(statements=short, quotes=quotes(cell.quotes))
    if cell.reactions:
        return tr("{statements}, {reactions}").format(statements=short, reactions=reactions(cell.reactions))
    words = tr("{statements}, silence noted") if cell.silences else tr("{statements}, no reaction")
    return words.format(statements=short)


def cell_name(cell: Cell, viewer: Actor, shown: Actor) -> str:
    """A cell as a screen reader says it: who looks at whom, the state, the counts."""
    if cell.state == "own":
        return tr("{viewer}, own group").format(viewer=viewer.name)
    state = tr("feedback recorded") if cell.state == "feedback" else state_word(cell.state)
    start = tr("{viewer} looks at {shown}, {state}").format(viewer=viewer.name, shown=shown.name, state=state)
    if cell.state == "not_planned":
        return start
    parts = [start, statements(cell.statements), quotes(cell.quotes)]
    return ", ".join(parts + ([reactions(cell.reactions)] if cell.was_seen else []))


def session_line(session: Session | None) -> str:
    """When a group meets for reflection, in one short line."""
    if session is None:
        return tr("no reflection session")
    when = short_date(session.started_at or session.planned_at)
    if session.is_open:
        return tr("{when}, going on").format(when=when)
    if session.ended_at:
        return tr("{when}, done").format(when=when)
    if not when:
        return tr("not dated yet")
    if session.planned_minutes:
        return tr("{when}, {minutes} min").format(when=when, minutes=session.planned_minutes)
    return when


def short_date(text: str | None, *, time: bool = True) -> str:
    """Weekday, day, month and time in the zone of this computer."""
    if not text:
        return ""
    at = QDateTime.fromSecsSinceEpoch(round(moment(text).timestamp()))
    return QLocale().toString(at, "ddd d MMM HH:mm" if time else "ddd d MMM")


def item_extra(item: PackItem) -> str:
    """What comes with a statement: how many quotes, and the length of the clip or that it is text only."""
    if not item.quotes:
        return tr("no quote")
    clips = [q.quote.clip.duration_ms for q in item.quotes if q.replay and q.quote.clip]
    if not clips:
        return tr("{quotes}, text only").format(quotes=quotes(len(item.quotes)))
    return tr("{quotes}, clip {length}").format(
        quotes=quotes(len(item.quotes)), length=clock_text(round_up(sum(clips)))
    )


def round_up(ms: int) -> int:
    """To the whole second above, as lengths of clips are told."""
    return -(-ms // 1000) * 1000


@dataclass(frozen=True)
class ReactionWord:
    """One kind of reaction: its key, the word on its button and what is said when it was noted."""

    kind: ReactionKind
    key: str
    word: str


def reaction_words() -> Sequence[ReactionWord]:
    """All kinds in the order of the keys; a translation keeps the keys distinct."""
    return (
        ReactionWord("agree", tr("A"), tr("Agree")),
        ReactionWord("partly", tr("P"), tr("Partly")),
        ReactionWord("disagree", tr("D"), tr("Disagree")),
        ReactionWord("add", tr("+"), tr("Add")),
        ReactionWord("surprised", tr("S"), tr("Surprised")),
        ReactionWord("ask", tr("?"), tr("Ask")),
        ReactionWord("same", tr("W"), tr("Same with us")),
        ReactionWord("none", tr("0"), tr("Nobody reacts")),
    )


def reaction_word(kind: ReactionKind) -> str:
    if kind == "not_said":
        return tr("Not mentioned")
    return next(word.word for word in reaction_words() if word.kind == kind)


def level_word(level: Level) -> str:
    """How many take it so; empty where nothing was said."""
    return {"": "", "all": tr("All of them"), "most": tr("Most"), "some": tr("Some")}[level]


def one_and_other(names: Sequence[str]) -> str:
    """A list as it is said: "1", "1 and 4", "1, 2 and 4"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])
