"""What the key card says: how to write down in Run, learnt in a minute, and the keys of a session.

It is made of the program's own words alone.
"""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import Actions


class CardRow(NamedTuple):
    """A key, or what may be pressed in its place (between blanks), and what it does."""

    keys: str
    words: str


class Example(NamedTuple):
    """Keys pressed one after the other, with words typed between them where there are any, and what comes of it."""

    keys: tuple[str, ...]
    typed: str
    means: str


class CardPart(NamedTuple):
    """A heading, a sentence, an example where one helps, and rows."""

    title: str
    lead: str
    example: Example | None
    rows: tuple[CardRow, ...]


def card_parts(actions: Actions) -> tuple[CardPart, ...]:
    """Everything on the card, with the user's own keys where there are any."""
    return (_writing(), _marking(), _mending(actions), _session(actions))


def _writing() -> CardPart:
    return CardPart(
        tr("Write down what is said"),
        tr("Seat, kind, Space, words, Enter. Nobody known? Just write."),
        Example(("4", "q", "Space"), tr("Chasing is a habit."), tr("Seat 4 said so, word for word.")),
        (
            CardRow("1–9", tr("who speaks, by seat; 1 then 2 is seat 12")),
            CardRow("0 ∗", tr("somebody unknown; several at once")),
            CardRow("a", tr("right after the seat: an answer, as when nothing is typed")),
            CardRow("q", tr("a quote, word for word")),
            CardRow("n", tr("my own note")),
            CardRow("x", tr("private: in no document and no file for others")),
            CardRow("p", tr("park it, to come back to before the end")),
            CardRow("Space", tr("the words begin, also with a digit or sign")),
            CardRow("Enter", tr("keep it")),
            CardRow("Ctrl+Enter", tr("keep it, to be finished from the audio")),
            CardRow("1–9", tr("held as long as somebody speaks: measures how long")),
        ),
    )


def _marking() -> CardPart:
    return CardPart(
        tr("How the others took it"),
        tr("With the line empty: a sign, the seats, Enter. It goes to the last entry."),
        Example(("+", "2", "3", "5", "Enter"), "", tr("2, 3 and 5 nod.")),
        (
            CardRow("+ −", tr("they nod; they shake their heads")),
            CardRow("=", tr("said again")),
            CardRow("!", tr("they are surprised")),
        ),
    )


def _mending(actions: Actions) -> CardPart:
    rows = (
        CardRow("Up", tr("take the last entry up again")),
        CardRow(_key(actions, "run.speakers"), tr("who said the last ten")),
        CardRow("Ctrl+1 Ctrl+0", tr("file under question 1 (to 9); under none")),
        CardRow(_key(actions, "run.strike"), tr("strike the remark: its words and its sound")),
        CardRow(_key(actions, "undo"), tr("undo, whatever it was")),
    )
    return CardPart(tr("Put right"), "", None, _known(rows))


def _session(actions: Actions) -> CardPart:
    rows = (
        CardRow(_both(actions, "run.back", "run.next"), tr("back and on in the route")),
        CardRow(_key(actions, "run.ending"), tr("jump to the ending question")),
        CardRow(_key(actions, "run.moment"), tr("mark this moment")),
        CardRow(_both(actions, "run.start", "run.pause"), tr("record; pause the recording")),
        CardRow(_both(actions, "audience.black", "audience.clock"), tr("audience window: black, or the clock")),
        CardRow(_key(actions, "run.show_rules"), tr("ground rules for the group to see")),
        CardRow(_key(actions, "run.seats"), tr("somebody is late, leaves, changes seats")),
        CardRow(_key(actions, "room"), tr("the session so far: read back, agreement")),
        CardRow("Esc", tr("back to the line")),
    )
    return CardPart(tr("Lead the session"), tr("These work wherever the keyboard is."), None, _known(rows))


def _key(actions: Actions, action_id: str) -> str:
    return actions.spec(action_id).shortcut if action_id in actions else ""


def _both(actions: Actions, first: str, second: str) -> str:
    return " ".join(key for key in (_key(actions, first), _key(actions, second)) if key)


def _known(rows: tuple[CardRow, ...]) -> tuple[CardRow, ...]:
    """An action whose key was given to something else has none to show."""
    return tuple(row for row in rows if row.keys)


def tr(text: str) -> str:
    return QCoreApplication.translate("KeyCard", text)
