"""What the Findings page needs from below, and what it reads for its panels."""

from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, in_route_order
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.services.findings import Findings
from facilitator.services.findings_grid import question_labels
from facilitator.services.hearing import Ear
from facilitator.services.ports import ClipSpec, Decoder, Player
from facilitator.services.replay import clip_spec
from facilitator.services.timeline import timeline_of
from facilitator.storage.store import Store
from facilitator.ui.findings.quote_panel import QuoteView
from facilitator.ui.findings.statement_panel import StatementView
from facilitator.ui.findings.wave_pane import WaveFile


@dataclass(frozen=True)
class FindingsDesk:
    """The open study, the service that changes findings, and the ports of sound; `folder` is the study's."""

    store: Store
    findings: Findings
    folder: Path
    player: Player
    decoder: Decoder
    ear: Ear

    def labels(self) -> dict[str, str]:
        """The short label of each question."""
        sets = self.store.find(QuestionSet)
        return question_labels(sets, in_route_order(sets, self.store.find(Question)))

    def statement_view(self, statement: Statement) -> StatementView:
        """What the side panel shows of a statement."""
        return StatementView(
            statement,
            self.store.need(Actor, statement.actor),
            self.labels().get(statement.question or "", ""),
            self.findings.viewers(statement),
            self.store.find_in(Note, "id", statement.notes),
            self._reactions(statement.id),
        )

    def quote_view(self, quote: Quote) -> QuoteView:
        """What the side panel shows of a quote."""
        return QuoteView(
            quote,
            self.store.need(Actor, quote.actor),
            self.labels().get(quote.question or "", ""),
            self.findings.viewers(quote),
            self.store.find(Person, actor=quote.actor),
            self.store.find(Statement, actor=quote.actor, question=quote.question),
            *self.sound_of(quote.clip),
        )

    def sound_of(self, clip: Clip | None) -> tuple[WaveFile | None, ClipSpec | None]:
        """What a clip is drawn and played from; nothing for one that names no file of the study."""
        if clip is None:
            return None, None
        try:
            spec = clip_spec(self.folder, clip)
        except UserError:
            return None, None  # said when somebody plays it
        return WaveFile(spec.path, timeline_of(self.store, clip.file)), spec

    def _reactions(self, item: str) -> list[tuple[Actor, Reaction]]:
        found = [r for r in self.store.find(Reaction) if r.about and r.about.id == item]
        sessions = {s.id: s for s in self.store.find_in(Session, "id", [r.session for r in found])}
        actors = {a.id: a for a in self.store.find(Actor)}
        return [(actors[sessions[r.session].actor], r) for r in found]
