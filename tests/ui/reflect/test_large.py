"""The matrix of many groups: what is in sight is read, the rest when it comes into sight."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import Dot
from facilitator.domain.sessions import Session
from facilitator.services.reflection.offers import Offers
from facilitator.services.reflection.planning import Planning, Row
from facilitator.storage.opening import StudyFolder
from tests.ui.reflect.conftest import Room

GROUPS = 80


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The viewers whose rows were read."""
    viewers: list[str] = []
    original = Planning.row

    def row(self: Planning, viewer: Actor, groups: list[Actor], offers: Offers | None = None) -> Row:
        viewers.append(viewer.id)
        return original(self, viewer, groups, offers)

    monkeypatch.setattr(Planning, "row", row)
    return viewers


@pytest.fixture
def many(study: StudyFolder) -> StudyFolder:
    with study.store.change("Add groups") as change:
        for at in range(GROUPS):
            change.add(Actor(f"g{at}", name=f"Group {at}", short="G"))
            change.put(Dot(f"g{at}", "sales"))
            change.add(Session(f"r{at}", actor=f"g{at}", kind="reflection"))
    return study


def test_showing_and_each_change_read_the_rows_in_sight_only(
    many: StudyFolder, read: list[str], make_room: Callable[[], Room]
) -> None:
    room = make_room()
    room.page.grab()
    assert 0 < len(set(read)) <= 10
    read.clear()
    room.store.undo()
    with room.store.change("Plan") as change:
        change.put(Dot("sales", "dev"))
    room.page.grab()
    assert len(read) <= 20


def test_what_is_open_is_gathered_beside_the_work_and_names_a_few(
    many: StudyFolder, make_room: Callable[[], Room], qtbot: QtBot
) -> None:
    room = make_room()
    card = room.page.planning_view.matrix.card
    qtbot.waitUntil(card.isVisible)
    words = next(text for text in _texts(card) if "have not met" in text)
    assert "other groups have not met for reflection yet." in words
    assert words.count("Group ") <= 6
    read_all = GROUPS + 1 - 5
    assert f"{read_all} other groups" in words


def test_lines_for_printed_labels_are_made_when_they_are_asked_for(
    many: StudyFolder, make_room: Callable[[], Room]
) -> None:
    view = make_room().page.planning_view
    few = len(view.labels.findChildren(QWidget))
    view.open_labels()
    assert len(view.labels.findChildren(QWidget)) > few + 2 * GROUPS


def _texts(widget: QWidget) -> list[str]:
    return [str(child.property("text")) for child in widget.findChildren(QWidget) if child.property("text")]
