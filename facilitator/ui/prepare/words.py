"""What the page calls things, in the language of the interface."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from facilitator.domain.actors import Actor, ActorKind, Side
from facilitator.domain.questions import QuestionType, StepKind
from facilitator.domain.sessions import Session
from facilitator.services.prepare.seating import Use


def _tr(text: str) -> str:
    return QCoreApplication.translate("Prepare", text)


def type_words() -> dict[QuestionType, str]:
    """The five types of questions in the order of a session."""
    return {
        "opening": _tr("Opening"),
        "introductory": _tr("Introductory"),
        "transition": _tr("Transition"),
        "key": _tr("Key"),
        "ending": _tr("Ending"),
    }


def step_words() -> dict[StepKind, str]:
    """The steps around the questions in the order of a session."""
    return {"welcome": _tr("Welcome"), "rules": _tr("Ground rules"), "closing": _tr("Closing")}


def kind_words() -> dict[ActorKind, str]:
    return {"focus_group": _tr("Focus group"), "other": _tr("Another team"), "thing": _tr("A thing")}


def side_words() -> dict[Side, str]:
    return {"internal": _tr("Internal"), "external": _tr("External")}


def use_words() -> dict[Use, str]:
    """What a person may agree to."""
    return {
        "take_part": _tr("Take part"),
        "record": _tr("Be recorded"),
        "quote": _tr("Be quoted"),
        "show_to_groups": _tr("Quotes to other groups"),
        "contact_again": _tr("Contact again"),
    }


def answer_words() -> dict[bool | None, str]:
    return {None: _tr("not asked"), True: _tr("yes"), False: _tr("no")}


def attendance_words() -> list[str]:
    """What is usually noted; anything else may be typed."""
    return [
        _tr("invited"),
        _tr("coming"),
        _tr("coming late"),
        _tr("declined"),
        _tr("came"),
        _tr("came late"),
        _tr("left early"),
        _tr("dropped out"),
        _tr("withdrew"),
    ]


def colour_words() -> tuple[str, ...]:
    """Names of the palette's colours, in its order."""
    return _tr("Blue"), _tr("Amber"), _tr("Plum"), _tr("Green"), _tr("Brown"), _tr("Grey")


def people_count(number: int) -> str:
    return _tr("1 person") if number == 1 else _tr("{number} people").format(number=number)


def seat_count(number: int) -> str:
    return _tr("1 seat") if number == 1 else _tr("{number} seats").format(number=number)


def minutes_text(minutes: int) -> str:
    return _tr("{minutes} min").format(minutes=minutes) if minutes else "–"


def day_text(stamp: str) -> str:
    """The day of an RFC 3339 stamp as people write it: "Tue 17 Nov"."""
    return QLocale().toString(local(stamp).date(), "ddd d MMM")


def day_and_time(stamp: str) -> str:
    return QLocale().toString(local(stamp), "ddd d MMM HH:mm")


def local(stamp: str) -> QDateTime:
    """An RFC 3339 stamp on the clock of this computer."""
    from datetime import datetime

    seconds = datetime.fromisoformat(stamp).timestamp()
    return QDateTime.fromSecsSinceEpoch(round(seconds))


def group_line(actor: Actor, people: int, session: Session | None) -> str:
    """The second line of a group: who, which side, and when it meets or met."""
    side = _tr("internal") if actor.side == "internal" else _tr("external")
    parts = [people_count(people), side]
    if session is not None and session.is_open:
        parts.append(_tr("meeting now"))
    elif session is not None and session.started_at:
        parts.append(day_text(session.started_at))
    elif session is not None and session.planned_at:
        parts.append(day_and_time(session.planned_at))
    return ", ".join(parts)


def other_line(actor: Actor) -> str:
    """The second line of another team or a thing."""
    return _tr("a thing, for diagrams") if actor.kind == "thing" else _tr("team, no focus group held")
