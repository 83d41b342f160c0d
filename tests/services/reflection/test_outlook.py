"""What the matrix still waits for is told without packs, and says what the cells of the whole matrix say."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.findings import Statement, Status
from facilitator.domain.matrix import Dot
from facilitator.domain.reactions import About, Reaction, ReactionKind, Showing
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.reflection.outlook import PART, OpenPoints, Outlook, Silence
from facilitator.services.reflection.planning import Cell, Planning
from facilitator.storage.opening import StudyFolder, create_study
from facilitator.storage.store import Change
from tests.clocks import HandClock

GROUPS = ("a", "b", "c", "d")
STATUSES: tuple[Status, ...] = ("draft", "released")
KINDS: tuple[ReactionKind, ...] = ("agree", "none")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    yield folder
    folder.close()


def read(outlook: Outlook) -> OpenPoints:
    while outlook.read_more():
        pass
    return outlook.open_points()


def is_silent(cell: Cell) -> bool:
    return cell.state in ("partly", "shown") and not cell.reactions and not cell.silences


def told_by_cells(planning: Planning) -> OpenPoints:
    """The same of the cells, for which every pack is made."""
    not_met, silent = [], []
    for row in planning.rows():
        begun = row.session is not None and row.session.started_at is not None
        if any(c.planned for c in row.cells) and not begun and not any(c.was_seen for c in row.cells):
            not_met.append(row.viewer)
        if row.session is None or not row.session.is_open:
            silent += [Silence(cell.viewer, cell.shown) for cell in row.cells if is_silent(cell)]
    return OpenPoints(tuple(not_met), tuple(silent))


@pytest.mark.parametrize("seed", range(25))
def test_it_says_what_the_cells_say(study: StudyFolder, seed: int) -> None:
    dice = random.Random(seed)
    with study.store.change("Set up") as change:
        for at, group in enumerate(GROUPS):
            change.put(Actor(group, at, name=group))
            for number in range(dice.randrange(3)):
                status: Status = dice.choice(STATUSES)
                kept_from = tuple(g for g in GROUPS if dice.random() < 0.2)
                change.put(Statement(f"{group}{number}", number, group, None, "Said", status, kept_from))
        for viewer in GROUPS:
            for shown in GROUPS:
                if viewer != shown and dice.random() < 0.6:
                    change.put(Dot(viewer, shown))
        for number in range(dice.randrange(5)):
            _meet(change, dice, f"r{number}")
    planning = Planning(study.store, HandClock())
    outlook = planning.outlook()
    assert read(outlook) == told_by_cells(planning)
    seen = {(row.viewer.id, cell.shown) for row in planning.rows() for cell in row.cells if cell.was_seen}
    assert {(group, shown) for group in GROUPS for shown in outlook.standing(group).seen} == seen
    assert outlook.seen == bool(seen)


def _meet(change: Change, dice: random.Random, key: str) -> None:
    """A reflection that is planned, going on or over, with or without a record of what was shown."""
    begun, ended = dice.choice(((None, None), ("2026-11-05T10:00:00Z", None), ("2026-11-05T10:00:00Z",) * 2))
    change.add(Session(key, actor=dice.choice(GROUPS), kind="reflection", started_at=begun, ended_at=ended))
    for at in range(dice.randrange(3)):
        shown = dice.choice(GROUPS)
        about = About("statement", f"{shown}0")
        change.put(Showing(f"{key}s{at}", at, key, about, actor=shown, left_out=dice.random() < 0.3))
    if dice.random() < 0.5:
        change.add(Reaction(f"{key}x", session=key, about=About("actor", dice.choice(GROUPS)), kind=dice.choice(KINDS)))


def test_groups_that_met_are_read_a_few_at_a_time_and_again_after_what_it_is_told_by(study: StudyFolder) -> None:
    with study.store.change("Set up") as change:
        for at in range(3 * PART):
            change.put(Actor(f"g{at}", at, name=f"Group {at}"))
            change.put(Dot(f"g{at}", f"g{(at + 1) % (3 * PART)}"))
            change.put(Session(f"r{at}", at, actor=f"g{at}", kind="reflection"))
    outlook = Outlook(study.store)
    parts = 1
    while outlook.read_more():
        assert len(outlook.open_points().not_met) == PART * parts
        parts += 1
    assert parts == 3
    assert outlook.first_viewer() == "g0"
    outlook.renew(Changes.of("Write", [("Statement", "s")]))
    assert len(outlook.open_points().not_met) == 3 * PART
    with study.store.change("Begin") as change:
        session = Session("r0", 0, actor="g0", kind="reflection", started_at="2026-11-05T10:00:00Z")
        change.put(session)
    outlook.renew(Changes.of("Begin", [("Session", "r0")]))
    assert len(read(outlook).not_met) == 3 * PART - 1
