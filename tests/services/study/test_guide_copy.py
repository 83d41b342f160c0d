"""A study can be begun from another one's guide without anything that was said there."""

from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Question
from facilitator.services.study.guide_copy import copy_guide
from facilitator.services.study.studies import make_sample, new_study
from facilitator.storage.tables import CODECS


def test_groups_questions_and_plan_come_along_and_nobody_and_nothing_said(tmp_path: Path) -> None:
    source, target = make_sample(tmp_path / "S.study"), new_study(tmp_path / "B.study", "Branch")
    copy_guide(source.store, target.store)
    for record in (Actor, Question, Dot):
        assert target.store.find(record) == source.store.find(record)
    filled = {record.__name__ for record in CODECS if target.store.count(record)}
    assert filled == {"Study", "Actor", "QuestionSet", "Question", "Pair", "Dot"}
    source.close()
    target.close()
