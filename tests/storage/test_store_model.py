"""Whatever is put, deleted, undone and redone in any order, the store holds what a plain dictionary would."""

import contextlib
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from facilitator.domain.notes import Note
from facilitator.domain.study import Study
from facilitator.storage.opening import create_study, open_study

IDS = st.sampled_from("abc")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
Rows = dict[str, tuple[str, tuple[str, ...]]]


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.study = create_study(self.folder / "M.study", Study())
        self.rows: Rows = {}
        self.past: list[Rows] = []
        self.future: list[Rows] = []

    @rule(changes=st.lists(st.tuples(IDS, st.none() | WORDS, st.lists(WORDS, max_size=2)), max_size=4))
    def change(self, changes: list[tuple[str, str | None, list[str]]]) -> None:
        before, touched = dict(self.rows), False
        with self.study.store.change("Change") as change:
            for row_id, text, questions in changes:
                if text is None:
                    touched |= row_id in self.rows
                    self.rows.pop(row_id, None)
                    change.delete(Note(row_id))
                else:
                    touched |= self.rows.get(row_id) != (text, tuple(questions))
                    self.rows[row_id] = (text, tuple(questions))
                    change.put(Note(row_id, text=text, questions=tuple(questions)))
        if touched:
            self.past.append(before)
            self.future.clear()

    @rule(row_id=IDS, text=WORDS)
    def fail(self, row_id: str, text: str) -> None:
        with contextlib.suppress(ZeroDivisionError), self.study.store.change("Fail") as change:
            change.put(Note(row_id, text=text + "!"))
            _ = 1 / 0

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(dict(self.rows))
        self.rows = self.past.pop()
        assert self.study.store.undo() is not None

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(dict(self.rows))
        self.rows = self.future.pop()
        assert self.study.store.redo() is not None

    @rule()
    def restart(self) -> None:
        self.study.close()
        self.study = open_study(self.study.path)

    @invariant()
    def holds_the_same(self) -> None:
        store = self.study.store
        assert {note.id: (note.text, note.questions) for note in store.find(Note)} == self.rows
        assert (store.undo_label is None) == (not self.past)
        assert (store.redo_label is None) == (not self.future)

    def teardown(self) -> None:
        self.study.close()
        shutil.rmtree(self.folder)


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
