"""The pack of a viewer shown 400 statements: against a bare SELECT of its rows, and in a study a hundred times larger.

The study is one that somebody has worked in: every statement answers a question, each third has a quote of somebody
who agreed to be quoted, groups have routes of their own, and all of them are shown some of the others.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Change
from tests.bench.measuring import Measure, side_by_side, worked
from tests.bench.words import Speech

OF_A_GROUP, QUOTED, PEOPLE = 200, 3, 8
SHOWN, MANY = 2, 200
QUESTIONS, GROUPS_OF_A_SET = 12, 20
ROUNDS = 151
VIEWER = "viewer"
YES = Consent(True, True, True, True)


def measures(folder: Path) -> Iterator[Measure]:
    small, large = _study(folder / "small.study", SHOWN), _study(folder / "large.study", MANY)
    connection = sqlite3.connect(small.database)

    def select() -> list[tuple[object, ...]]:
        rows = [f'SELECT * FROM "{table}" WHERE "actor" IN (?, ?)' for table in ("statements", "quotes")]
        return [row for sql in rows for row in connection.execute(sql, ("g0", "g1")).fetchall()]

    pack = pack_for(small.store, VIEWER)
    assert pack.statements == OF_A_GROUP * SHOWN
    assert len(select()) == len(pack.ids)
    ours, yardstick = side_by_side(lambda: pack_for(small.store, VIEWER), select, ROUNDS, worked)
    yield Measure("the pack of 400 statements and their quotes ÷ a bare SELECT of them", ours, yardstick, limit=3.0)
    assert pack_for(large.store, VIEWER).ids == pack.ids
    ours, yardstick = side_by_side(
        lambda: pack_for(large.store, VIEWER), lambda: pack_for(small.store, VIEWER), ROUNDS, worked
    )
    yield Measure("that pack among 40,000 statements of 200 groups ÷ among 400", ours, yardstick, limit=1.2)
    connection.close()
    small.close()
    large.close()


def _study(folder: Path, groups: int) -> StudyFolder:
    study, speech = create_study(folder, Study(title=folder.stem)), Speech()
    with study.store.change("Fill") as change:
        change.put(Actor(VIEWER, name="The viewers"))
        change.put(QuestionSet("own", 0, "Of the viewers", (VIEWER,)))
        for number in range(QUESTIONS):
            change.put(Question(f"own-{number}", number, "own", f"What about {number} with you?"))
            change.put(Pair(f"pair-{number}", number, f"own-{number}", f"set0-{number}"))
        for number in range(0, groups, GROUPS_OF_A_SET):
            _add_set(change, number // GROUPS_OF_A_SET, groups)
        for number in range(groups):
            _add_group(change, number, speech)
        for number in range(SHOWN):
            change.put(Dot(VIEWER, f"g{number}"))
        for number in range(SHOWN, groups):
            change.put(Dot(f"g{number}", f"g{number % SHOWN}"))
            change.put(Dot(f"g{number}", f"g{number - 1}"))
    return study


def _add_set(change: Change, at: int, groups: int) -> None:
    own = range(at * GROUPS_OF_A_SET, min(groups, (at + 1) * GROUPS_OF_A_SET))
    change.put(QuestionSet(f"set{at}", at + 1, f"Set {at}", tuple(f"g{number}" for number in own)))
    for number in range(QUESTIONS):
        change.put(Question(f"set{at}-{number}", number, f"set{at}", f"What about {number}?"))


def _add_group(change: Change, number: int, speech: Speech) -> None:
    group, questions = f"g{number}", f"set{number // GROUPS_OF_A_SET}"
    change.put(Actor(group, position=number, name=f"Group {number}", short=f"G{number}"))
    for seat in range(PEOPLE):
        change.put(Person(f"{group}-p{seat}", seat, f"Bird {number} {seat}", group, seat=seat + 1, consent=YES))
    for at in range(OF_A_GROUP):
        statement, question = f"{group}-{at}", f"{questions}-{at % QUESTIONS}"
        change.put(Statement(statement, at, group, question, speech.sentences(), "released"))
        if at % QUOTED == 0:
            words, speaker = speech.sentences(), f"{group}-p{at % PEOPLE}"
            change.put(Quote(f"{group}-k{at}", at, group, question, words, statement, speaker, released=True))
