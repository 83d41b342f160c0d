"""How far a study has come is read off what was done in it."""

from pathlib import Path

from facilitator.domain.exports import Export
from facilitator.domain.study import Study
from facilitator.services.study.arc import arc
from facilitator.services.study.studies import make_sample
from facilitator.storage.opening import create_study


def test_an_empty_study_has_everything_before_it(tmp_path: Path) -> None:
    folder = create_study(tmp_path / "A.study", Study(title="A"))
    assert set(arc(folder.store)) == {"to_come"}
    folder.close()


def test_the_sample_has_met_and_is_half_way_through_its_reflections(tmp_path: Path) -> None:
    folder = make_sample(tmp_path / "S.study")
    assert arc(folder.store) == ("done", "done", "under_way", "under_way", "to_come")
    with folder.store.change("Export") as change:
        change.add(Export("e", document="summary", recipient="sales"))
    assert arc(folder.store)[-1] == "under_way"
    folder.close()
