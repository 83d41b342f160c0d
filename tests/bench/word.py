"""A summary that shows 5,000 statements, from the study to the file, against python-docx used the obvious way."""

from collections.abc import Iterator
from pathlib import Path

from docx import Document

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.study import Study
from facilitator.services.ports import SystemClock
from facilitator.services.reporting import Reporting
from facilitator.storage.opening import StudyFolder, create_study
from tests.bench.measuring import Measure, took

GROUPS = 25
OF_A_GROUP = 200
TEXT = "Statement {at} of group {number}: the ticket comes back with questions that we had answered already."


def measures(folder: Path) -> Iterator[Measure]:
    study = _study(folder / "large.study")
    reporting = Reporting(study.store, study.names, SystemClock().now)
    written: list[Path] = []
    ours = took(lambda: written.extend(reporting.export("summary", folder / "out", recipients=["viewer"], fmt="docx")))
    obvious = took(lambda: _obvious(folder / "obvious.docx"))
    shown = "\n".join(paragraph.text for paragraph in Document(str(written[0])).paragraphs)
    assert shown.count("the ticket comes back") == GROUPS * OF_A_GROUP
    yield Measure("Word summary of 5,000 statements ÷ the obvious loop", ours, obvious, limit=0.2)
    study.close()


def _obvious(path: Path) -> None:
    document = Document()
    for number in range(GROUPS):
        document.add_heading(f"Group {number}", 1)
        for at in range(OF_A_GROUP):
            document.add_paragraph(TEXT.format(at=at, number=number), style="List Bullet")
    document.save(str(path))


def _study(folder: Path) -> StudyFolder:
    study = create_study(folder, Study(title="Large"))
    with study.store.change("Fill") as change:
        change.put(Actor("viewer", name="The viewers"))
        change.put(QuestionSet("set", name="Set", actors=tuple(f"g{number}" for number in range(GROUPS))))
        change.put(Question("q", question_set="set", text="What comes back?", type="key"))
        for number in range(GROUPS):
            group = f"g{number}"
            change.put(Actor(group, position=number, name=f"Group {number}"))
            change.put(Dot("viewer", group))
            for at in range(OF_A_GROUP):
                text = TEXT.format(at=at, number=number)
                statement = Statement(
                    f"{group}-{at}", position=at, actor=group, question="q", text=text, status="released"
                )
                change.put(statement)
    return study
