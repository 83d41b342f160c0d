"""The matrix by keyboard, mouse and screen reader, and the pack beside it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote
from facilitator.domain.matrix import Dot
from facilitator.domain.packs import Decision
from facilitator.services.reflection.planning import Planning
from facilitator.storage.opening import StudyFolder
from facilitator.ui.reflect.matrix_model import MatrixModel
from facilitator.ui.reflect.pack_list import PackListModel
from facilitator.ui.reflect.progress_list import ProgressModel
from tests.clocks import HandClock
from tests.ui.reflect.conftest import Room

Key = Qt.Key


def test_the_models_are_sound(qtmodeltester: ModelTester, study: StudyFolder, console: Room) -> None:
    qtmodeltester.check(MatrixModel(Planning(study.store, HandClock())))
    pack: PackListModel = console.page.planning_view.pack.list.model_
    qtmodeltester.check(pack)
    progress: ProgressModel = console.console.progress.model_
    qtmodeltester.check(progress)


def test_space_plans_and_unplans_the_cell_under_the_arrows(room: Room) -> None:
    view = room.page.planning_view.matrix.view
    room.page.planning_view.choose("dev", "sales")
    QTest.keyClick(view, Key.Key_Space)
    assert room.store.get(Dot, "dev>sales") is not None
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Right)
    QTest.keyClick(view, Key.Key_Space)
    assert room.store.get(Dot, "dev>customers") is not None
    QTest.keyClick(view, Key.Key_Space)
    assert room.store.get(Dot, "dev>customers") is None


def test_space_on_the_own_group_says_why_nothing_happens(room: Room) -> None:
    room.page.planning_view.choose("dev", "dev")
    QTest.keyClick(room.page.planning_view.matrix.view, Key.Key_Space)
    assert "its own answers" in room.said[-1]
    assert room.store.count(Dot) == 2


def test_a_click_plans_a_cell(room: Room) -> None:
    view = room.page.planning_view.matrix.view
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.store.get(Dot, "dev>sales") is not None
    assert room.page.planning_view.viewer == "dev"


def test_a_cell_is_named_for_the_screen_reader(room: Room) -> None:
    model = room.page.planning_view.model
    names = [[model.index(r, c).data(Qt.ItemDataRole.AccessibleTextRole) for c in range(3)] for r in range(3)]
    assert names[0][1] == "Sales looks at Development, planned, 2 statements, 2 quotes"
    assert names[1][0] == "Development looks at Sales, not planned"
    assert names[0][0] == "Sales, own group"
    interface = QAccessible.queryAccessibleInterface(room.page.planning_view.matrix.view)
    spoken = {interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())}
    assert {names[0][1], names[1][0], "Development"} <= spoken


def test_every_cell_changes_its_words_with_its_state(room: Room) -> None:
    room.page.planning_view.choose("sales", "customers")
    QTest.keyClick(room.page.planning_view.matrix.view, Key.Key_Space)
    model = room.page.planning_view.model
    assert model.index(0, 2).data() == "not planned"
    room.store.undo()
    assert model.index(0, 2).data() == "planned"


def test_a_preset_plans_all_at_once(room: Room) -> None:
    room.page.planning_view.matrix.preset_buttons["all_see_all"].click()
    assert room.store.count(Dot) == 6


def test_the_matrix_is_copied_as_text_and_as_a_table(room: Room) -> None:
    room.actions.trigger("reflect.copy")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1] == "Sales\town group\tplanned\tplanned"
    assert "<td>planned</td>" in data.html()


def test_printed_labels_are_edited_beside_the_matrix(room: Room) -> None:
    room.actions.trigger("reflect.labels")
    panel = room.page.planning_view.labels
    assert panel.isVisible()
    line = panel._lines["dev"][1]
    line.setText("Devel.")
    line.editingFinished.emit()
    header = room.page.planning_view.model.headerData(1, Qt.Orientation.Horizontal)
    assert header == "Devel."
    assert room.page.close_side_panel()
    assert not panel.isVisible()


def test_enter_leads_to_what_must_be_decided_and_1_shows_it(room: Room) -> None:
    planning = room.page.planning_view
    planning.choose("sales")
    QTest.keyClick(planning.matrix.view, Key.Key_Return)
    card = planning.pack.cards[0]
    assert card.warning.quote.id == "k2"
    QTest.keyClick(card, Key.Key_1)
    assert room.store.need(Decision, "sales>k2").choice == "show"
    assert [each.warning.quote.id for each in planning.pack.cards] == ["k5"]


def test_2_shows_the_statement_only(room: Room) -> None:
    QTest.keyClick(room.page.planning_view.pack.cards[0], Key.Key_2)
    assert room.store.need(Quote, "k2").withheld_from == ("sales",)


def test_alt_arrows_change_the_order_and_keep_the_row_chosen(room: Room) -> None:
    pack = room.page.planning_view.pack.list
    pack.choose("d1")
    QTest.keyClick(pack, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    data = room.page.planning_view.pack.data
    assert data is not None
    assert [item.id for item in data.pack.items] == ["d2", "d1", "c1s"]
    assert pack.current == "d1"


def test_the_preview_is_what_the_audience_will_see_without_the_undecided(room: Room) -> None:
    room.actions.trigger("reflect.preview")
    preview = room.page.planning_view.preview
    assert preview.isVisible()
    seen = []
    for _ in range(4):
        assert preview.view is not None
        seen.append((preview.view.statement, preview.view.quote))
        QTest.keyClick(preview, Key.Key_Right)
    assert seen[0] == ("Delivered is finished.", "After that I seldom hear of it.")
    assert "Ask Sales what they promised." not in {quote for _, quote in seen}
    assert room.showings() == []


def test_a_long_name_of_a_group_does_not_push_the_matrix_aside(room: Room) -> None:
    room.page.planning_view.choose("sales")
    pack = room.page.planning_view.pack
    before = pack.minimumSizeHint().width()
    with room.store.change("Rename") as change:
        change.put(replace(room.store.need(Actor, "sales"), name="Those who answer the telephone at night " * 3))
    assert pack.minimumSizeHint().width() <= before + 120
    assert pack.preview_button.accessibleName().endswith("at night ")


def test_a_group_without_anything_released_is_told_what_is_missing(room: Room) -> None:
    room.page.planning_view.choose("customers")
    pack = room.page.planning_view.pack
    assert pack._nothing.text() == ("Customers is to see nobody’s answers. Plan it with Space in a cell of that row.")
    assert not pack.findings_button.isVisible()
    assert not pack.start_button.isEnabled()
    assert pack.start_button.toolTip()


def test_a_study_without_groups_stands_empty(room: Room) -> None:
    with room.store.change("Remove all") as change:
        for group in room.page.planning_view.model.groups:
            change.delete(group)
    assert room.page.planning_view.model.rowCount() == 0
    assert room.page.planning_view.matrix.empty.isVisible()
