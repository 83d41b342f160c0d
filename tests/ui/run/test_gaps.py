"""Spans without sound: where they stand between the entries, how they grow, what they are called."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator.domain.notes import Note
from facilitator.domain.recordings import Gap, GapReason
from facilitator.ui.run.gaps import GapWords, gap_height
from facilitator.ui.run.stream_view import StreamView
from tests.ui.run.conftest import bottom_of


def _gap(start_ms: int, end_ms: int | None, reason: GapReason = "lost") -> Gap:
    return Gap(f"g{start_ms}", session="s", start_ms=start_ms, end_ms=end_ms, reason=reason)


def _show_gaps(view: StreamView, *gaps: Gap, now_ms: int = 0) -> None:
    view.stream.show_gaps(gaps, GapWords("2026-11-04T09:22:00Z"), lambda: now_ms)


def test_a_gap_stands_after_the_last_entry_before_it(view: StreamView) -> None:
    _show_gaps(view, _gap(-5, 0, "crashed"), _gap(150, 160), now_ms=999)
    above, below = view.stream.gaps_of(0)
    assert [gap.text.partition(",")[0] for gap in above] == ["Gap in the recording"]
    assert below == []
    assert [len(view.stream.gaps_of(row)[1]) for row in (148, 149, 150)] == [0, 1, 0]


def test_an_open_gap_makes_room_stays_in_sight_and_grows(view: StreamView) -> None:
    before = view.rowHeight(199)
    _show_gaps(view, _gap(300, None), now_ms=42_300)
    assert view.rowHeight(199) == before + gap_height(view._theme, 1)
    assert bottom_of(view) == view.viewport().height()
    assert [(gap.text[-10:], gap.length) for gap in view.stream.gaps_of(199)[1]] == [("still open", "0:42")]
    assert view.stream.growing_row() == 199
    spoken = view.stream.index(199).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("still open.")


def test_the_gap_stays_where_it_was_while_entries_come(view: StreamView) -> None:
    _show_gaps(view, _gap(300, None))
    note = Note("x1", position=1000.0, questions=("q1",), text="Within the gap", at_ms=400)
    view.stream.apply({note.id: note}, [note.id])
    assert len(view.stream.gaps_of(199)[1]) == 1
    assert view.stream.gaps_of(200) == ([], [])


def test_pauses_and_notes_only_are_no_losses(qapp: QApplication) -> None:
    words = GapWords("2026-11-04T09:22:00Z")
    assert [words.look(_gap(0, 5, reason), 9).tone for reason in ("lost", "paused", "notes_only")] == [
        "rec",
        "warn",
        "plain",
    ]


def test_a_short_gap_does_not_pass_for_none() -> None:
    words = GapWords("2026-11-04T09:22:00Z")
    assert [words.look(_gap(0, end), 9).length for end in (700, 1_000, 61_000)] == ["under a second", "0:01", "1:01"]
