"""The whole main job on the sample study, from an empty folder to Word files read back, without a window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.domain.notes import Note
from facilitator.domain.packs import PackQuote
from facilitator.domain.reactions import About
from facilitator.domain.sessions import Session
from facilitator.export.word_reading import read_word_lines
from facilitator.services.clock import Clock
from facilitator.services.documents.drafts import Pager
from facilitator.services.documents.reporting import DOCUMENTS, Reporting
from facilitator.services.findings import Findings
from facilitator.services.ports import ClipSpec
from facilitator.services.prepare.preparing import Preparing
from facilitator.services.prepare.routing import Routing
from facilitator.services.reflection.planning import Planning
from facilitator.services.reflection.reflecting import Reflecting
from facilitator.services.session.capture import Capture
from facilitator.services.session.sessions import Sessions
from facilitator.services.sound.replay import clip_specs
from facilitator.services.study.studies import dump_study, folder_for, import_study, make_sample
from facilitator.storage.opening import StudyFolder

NIGHT = "Night shift"
SAID = (
    "At night there is nobody to hand a case to, so we keep it until six.",
    "We write on the board by the door; the ticket says nothing of it.",
    "Customers ring our own number because the official line is asleep.",
)
STATEMENT = "At night a case waits with us until somebody is there to take it."
ANSWER = "We did not know that you keep them until six."
SILENCE = 2  # the level of a 16-bit sample below which nothing is heard


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One thing done, and what came of it."""

    name: str
    result: str


class Demo:
    """Does each step through the services that the window uses; `cut` gives the samples of a clip, `pager` pages."""

    def __init__(
        self, folder: Path, clock: Clock, cut: Callable[[ClipSpec], bytes], pager: Pager | None = None
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._cut = cut
        self._pager = pager

    def run(self) -> Iterator[DemoStep]:
        """Yields each step once it is done; UserError where one does not come out as it should."""
        study = make_sample(folder_for(self._folder, "Who picks it up"))
        try:
            yield DemoStep("sample", f"{study.path.name} made from its text and audio")
            group, question = self._prepare(study)
            yield DemoStep("prepare", f"{NIGHT} is a group and has the route of the staff")
            notes = self._capture(study, group, question)
            yield DemoStep("run", f"{len(notes)} answers kept in a session")
            self._release(study, group, question, notes)
            yield DemoStep("findings", "a statement written from them and released")
            yield DemoStep("matrix", self._plan(study, group))
            yield DemoStep("reflect", self._reflect(study, group))
            yield DemoStep("clips", self._listen(study))
            yield DemoStep("undo", self._undo(study, group))
            yield DemoStep("report", self._report(study))
            yield DemoStep("interchange", self._round_trip(study))
        finally:
            study.close()

    def _prepare(self, study: StudyFolder) -> tuple[str, str]:
        preparing, routing = Preparing(study.store, study.names, self._clock), Routing(study.store, self._clock)
        group = preparing.add_actor(NIGHT)
        route = routing.set_of("sales")
        if route is None:
            raise UserError("The sample study has lost the route of its staff. Install the program again.")
        routing.bind(route.id, group.id)
        return group.id, next(q.id for q in routing.questions(route.id) if q.type == "key")

    def _capture(self, study: StudyFolder, group: str, question: str) -> list[Note]:
        sessions = Sessions(study.store, self._clock)
        session = sessions.start(group)
        live = sessions.live(session)
        live.go_to(question)
        capture = Capture(study.store, session, live.now_ms)
        for seat, words in enumerate(SAID, 1):
            capture.keep(words, "quote" if seat == 1 else "idea", seat, (question,), capture.mark())
        live.keep_time()
        sessions.end(session.id)
        kept = study.store.find(Note, session=session.id)
        _require([note.text for note in kept] == list(SAID), "What was captured did not read back.")
        return kept

    def _release(self, study: StudyFolder, group: str, question: str, notes: list[Note]) -> None:
        findings = Findings(study.store)
        statement = findings.add_statement(group, question, STATEMENT, [note.id for note in notes])
        findings.set_status(statement.id, "released")
        quote = findings.quote_from(notes[0].id, group, question)
        findings.hang(quote.id, statement.id)

    def _plan(self, study: StudyFolder, group: str) -> str:
        planning = Planning(study.store, self._clock)
        planning.set_dot("sales", group, planned=True)
        texts = [item.text for item in planning.pack("sales").items]
        _require(STATEMENT in texts, "The new statement is missing from the pack of Sales.")
        _require(STATEMENT not in [i.text for i in planning.pack("dev").items], "A pack holds what it must not.")
        for warning in planning.warnings(planning.pack("sales")):
            planning.withhold_quote("sales", warning.quote.id)
        return f"Sales is shown {len(texts)} items of the others"

    def _reflect(self, study: StudyFolder, group: str) -> str:
        reflecting = Reflecting(study.store, self._clock)
        session = reflecting.start("sales")
        walk = reflecting.walk(session.id)
        for step in walk.steps:
            quote: PackQuote | None = next(iter(step.item.quotes), None)
            reflecting.show(session.id, step, quote)
        step = next(step for step in walk.steps if step.item.actor == group)
        about = About("statement", step.item.id)
        reflecting.react(session, about, "surprised", [person.id for person in reflecting.people(session)][:2], ANSWER)
        reflecting.react(session, about, "agree")
        reflecting.summaries.write(session.id, "Sales had not known how a case spends the night.")
        reflecting.end(session.id)
        seen = reflecting.walk(session.id)
        _require(all(step.is_done for step in seen.steps), "The reflection did not go through its pack.")
        return f"{seen.done} items shown to Sales, {len(study.store.find(Session, kind='reflection'))} reflections"

    def _listen(self, study: StudyFolder) -> str:
        clips = [q.quote.clip for q in Planning(study.store, self._clock).pack("ps").quotes if q.replay]
        specs = clip_specs(study.path, [clip for clip in clips if clip])
        _require(bool(specs), "The pack of Professional Services has no clip to play.")
        for spec in specs:
            samples = memoryview(self._cut(spec)).cast("h")
            _require(max(samples) > SILENCE, f"The clip from {spec.path.name} is silent.")
        return f"{len(specs)} clips cut, none of them silent"

    def _undo(self, study: StudyFolder, group: str) -> str:
        planning = Planning(study.store, self._clock)
        planning.set_labels(group, "Night", "Night")
        label = study.store.undo_label
        study.store.undo()
        undone = planning.actors()[group].row_label is None
        study.store.redo()
        _require(undone and planning.actors()[group].row_label == "Night", "Undo or redo did not work.")
        return f"“{label}” taken back and brought again"

    def _report(self, study: StudyFolder) -> str:
        folder = self._folder / "documents"
        reporting = Reporting(study.store, study.names, self._clock.now, pager=self._pager)
        written = [path for name in DOCUMENTS for path in reporting.export(name, folder)]
        told = {path.name: "\n".join(read_word_lines(path)) for path in written}
        _require(all(told.values()), "A Word document is empty.")
        for whose, is_in in (("pack - for Sales", True), ("pack - for Development Services", False)):
            text = next(text for name, text in told.items() if whose in name)
            _require((STATEMENT in text) == is_in, "A pack in Word holds too much or too little.")
        return f"{len(written)} Word documents written and read back"

    def _round_trip(self, study: StudyFolder) -> str:
        first, second = study.path / "study.json", self._folder / "again.json"
        dump_study(study, first)
        again = import_study(folder_for(self._folder, "Taken back in"), first).study
        try:
            dump_study(again, second)
        finally:
            again.close()
        _require(first.read_bytes() == second.read_bytes(), "A dump did not come back the same.")
        return f"{first.name} taken back in, and written again without a difference"


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UserError(f"{otherwise} Install the program again, or tell its makers.")
