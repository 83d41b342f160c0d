"""The pack of a viewer shown 400 statements: against a bare SELECT of them, and in a study a hundred times as large."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.study import Study
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.opening import StudyFolder, create_study
from tests.bench.measuring import Measure, side_by_side

OF_A_GROUP = 200
SHOWN = 2
VIEWER = "viewer"
BARE = 'SELECT * FROM "statements" WHERE "actor" IN (?, ?) ORDER BY "position", "id"'


def measures(folder: Path) -> Iterator[Measure]:
    small = _study(folder / "small.study", groups=SHOWN)
    large = _study(folder / "large.study", groups=200)
    connection = sqlite3.connect(small.database)

    def select() -> list[tuple[object, ...]]:
        return connection.execute(BARE, ("g0", "g1")).fetchall()

    assert len(select()) == pack_for(small.store, VIEWER).statements == OF_A_GROUP * SHOWN
    ours, yardstick = side_by_side(lambda: pack_for(small.store, VIEWER), select, 101)
    yield Measure("the pack of 400 statements ÷ a bare SELECT of them", ours, yardstick, limit=3.0)
    ours, yardstick = side_by_side(lambda: pack_for(large.store, VIEWER), lambda: pack_for(small.store, VIEWER), 101)
    yield Measure("that pack among 40,000 statements ÷ among 400", ours, yardstick, limit=1.2)
    connection.close()
    small.close()
    large.close()


def _study(folder: Path, groups: int) -> StudyFolder:
    study = create_study(folder, Study(title=folder.stem))
    with study.store.change("Fill") as change:
        change.put(Actor(VIEWER, name="The viewers"))
        for number in range(groups):
            group = f"g{number}"
            change.put(Actor(group, position=number, name=f"Group {number}"))
            for at in range(OF_A_GROUP):
                text = f"Statement {at} of group {number}: the ticket comes back with questions that we had answered."
                change.put(Statement(f"{group}-{at}", position=at, actor=group, text=text, status="released"))
        for number in range(SHOWN):
            change.put(Dot(VIEWER, f"g{number}"))
    return study
