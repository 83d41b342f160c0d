"""What the pack of a viewer asks of the store."""

from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Pair, Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.opening import StudyFolder, create_study


def _study(folder: Path, groups: int) -> StudyFolder:
    """Each group has a route and statements of its own; the viewer is shown the first of them."""
    study = create_study(folder, Study(title="T"))
    with study.store.change("Fill") as change:
        change.put(Actor("viewer", name="The viewers"))
        change.put(QuestionSet("own", actors=("viewer",)))
        change.put(Question("own-1", question_set="own"))
        change.put(Dot("viewer", "g0"))
        for at in range(groups):
            change.put(Actor(f"g{at}", position=at, name=f"Group {at}"))
            change.put(QuestionSet(f"set{at}", at + 1, actors=(f"g{at}",)))
            for number in range(10):
                question = f"q{at}-{number}"
                change.put(Question(question, number, f"set{at}"))
                change.put(Statement(f"s{at}-{number}", number, f"g{at}", question, "We wait.", "released"))
                change.put(Quote(f"k{at}-{number}", number, f"g{at}", question, "We wait.", released=True))
        change.put(Pair("pair", first="own-1", second="q0-9"))
    return study


def _asked(study: StudyFolder) -> tuple[tuple[str, ...], list[str], int]:
    """The pack's items, the statements that were run for them, and the steps that the database made."""
    statements: list[str] = []
    steps = [0]
    connection = study.store._connection

    def step() -> None:
        steps[0] += 1

    connection.set_trace_callback(statements.append)
    connection.set_progress_handler(step, 1)
    pack = pack_for(study.store, "viewer")
    connection.set_trace_callback(None)
    connection.set_progress_handler(None, 1)
    return pack.ids, statements, steps[0]


def test_a_pack_asks_as_much_of_a_large_study_as_of_a_small_one(tmp_path: Path) -> None:
    small, large = _study(tmp_path / "Small.study", 1), _study(tmp_path / "Large.study", 60)
    few, many = _asked(small), _asked(large)
    small.close()
    large.close()
    assert many[0] == few[0]
    assert many[0][0] == "s0-9", "the twin of the viewer's own question comes first"
    assert len(many[1]) == len(few[1]) <= 14
    assert len(set(few[1])) == len(few[1]), "something is asked for twice"
    assert many[2] < few[2] * 2.5  # what names each set of questions is all that grows
