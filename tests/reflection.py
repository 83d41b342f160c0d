"""A small study for tests of reflection: three groups that meet, released words, and marked secrets beside them."""

from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.opening import StudyFolder, create_study

SECRET = "SECRET"
YES = Consent(True, True, True, True, True)
NO = Consent(True, True, False, False, True)


def make_study(folder: Path) -> StudyFolder:
    """Sales is to see Development (two statements, two quotes) and Customers (one statement)."""
    opened = create_study(folder / "A.study", Study(title=f"{SECRET} title"))
    with opened.store.change("Prepare") as change:
        change.add(Actor("sales", name="Sales", short="S", colour="#1976C5"))
        change.add(Actor("dev", name="Development", short="D", colour="#8A2367", background=f"{SECRET} background"))
        change.add(Actor("customers", name="Customers", short="C", side="external", colour="#3BA37F"))
        change.add(Actor("desk", name="Service Desk", kind="other"))
        change.add(QuestionSet("inside", name=f"{SECRET} set", actors=("sales", "dev")))
        change.add(QuestionSet("outside", actors=("customers",)))
        change.add(
            Question("q1", question_set="inside", text="Where does your part stop?", probes=(f"{SECRET} probe",))
        )
        change.add(Question("q2", question_set="inside", text="What would help?", title="Help"))
        change.add(Question("c1", question_set="outside", text="Whom do you ring?"))
        change.add(Person("ash", alias=f"{SECRET} Ash", actor="sales", seat=1, consent=YES))
        change.add(Person("birch", alias=f"{SECRET} Birch", actor="sales", seat=2, consent=YES))
        change.add(Person("heron", alias=f"{SECRET} Heron", actor="dev", seat=1, consent=YES))
        change.add(Person("plover", alias=f"{SECRET} Plover", actor="dev", seat=2, consent=NO, form=f"{SECRET} form"))
        change.add(Session("s-dev", actor="dev", started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T11:00:00Z"))
        change.add(Note("n1", session="s-dev", text=f"{SECRET} note", speaker="plover", questions=("q1",)))
        change.add(_statement("d1", "dev", "q1", "Delivered is finished."))
        change.add(_statement("d2", "dev", "q2", "We need their own words."))
        change.add(_statement("d3", "dev", "q2", f"{SECRET} draft", status="draft"))
        change.add(_statement("d4", "dev", "q2", f"{SECRET} withheld", withheld_from=("sales",)))
        change.add(_statement("c1s", "customers", "c1", "We ring the person we know."))
        change.add(_quote("k1", "d1", "After that I seldom hear of it.", "heron", clip=Clip("dev.flac", 0, 4000)))
        change.add(_quote("k2", "d1", "Ask Sales what they promised.", "heron"))
        change.add(_quote("k3", "d2", f"{SECRET} refused", "plover"))
        change.add(_quote("k4", "d2", f"{SECRET} not released", "heron", released=False))
        change.add(_quote("k5", "d2", "Give me their sentence.", None))
        change.put(Dot("sales", "dev"))
        change.put(Dot("sales", "customers"))
    opened.names.set("heron", f"{SECRET} Real Name")
    return opened


def _statement(
    row: str, actor: str, question: str, text: str, status: str = "released", withheld_from: tuple[str, ...] = ()
) -> Statement:
    return Statement(row, 0.0, actor, question, text, status, withheld_from, ("n1",))  # type: ignore[arg-type]


def _quote(
    row: str, statement: str, text: str, speaker: str | None, *, released: bool = True, clip: Clip | None = None
) -> Quote:
    question = "q1" if statement == "d1" else "q2"
    return Quote(row, 0.0, "dev", question, text, statement, speaker, "s-dev", released, (), True, clip, "n1")
