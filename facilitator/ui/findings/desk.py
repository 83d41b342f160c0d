"""What the Findings page needs from below, and what it reads for its panels."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet, in_route_order
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.domain.timecode import local_time
from facilitator.services.findings import Findings
from facilitator.services.findings_grid import question_labels
from facilitator.services.ideas_left import IdeasLeft
from facilitator.services.ports import ClipSpec, Decoder, Player
from facilitator.services.sound.completing import LEAD_MS, Completing, Waiting
from facilitator.services.sound.hearing import Ear
from facilitator.services.sound.replay import clip_spec
from facilitator.services.sound.timeline import timeline_of
from facilitator.storage.outline import Outline
from facilitator.storage.store import Store
from facilitator.ui.findings.clip_out import ClipOut
from facilitator.ui.findings.completing_panel import WaitingView
from facilitator.ui.findings.quote_panel import QuoteView
from facilitator.ui.findings.statement_panel import StatementView
from facilitator.ui.findings.wave_pane import WaveFile
from facilitator.ui.findings.writing_down import WritingDown


@dataclass(frozen=True)
class FindingsDesk:
    """The open study, the service that changes findings, and the ports of sound; `folder` is the study's."""

    store: Store
    findings: Findings
    folder: Path
    player: Player
    decoder: Decoder
    ear: Ear
    lead_ms: int = LEAD_MS
    clip_out: ClipOut | None = None
    writing_down: WritingDown | None = None

    @cached_property
    def ideas(self) -> IdeasLeft:
        """Ideas on which nothing rests yet."""
        return IdeasLeft(self.store)

    @property
    def completing(self) -> Completing:
        """The queue of what is to be finished from audio."""
        return Completing(self.store, self.lead_ms)

    def waiting_views(self) -> list[WaitingView]:
        """The queue as its panel shows it."""
        labels, people = self.labels(), {person.id: person.alias for person in self.store.find(Person)}
        return [self._waiting_view(entry, labels, people) for entry in self.completing.waiting()]

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
            barred=self.findings.consent_bar(quote),
            closed=self.is_closed(quote),
        )

    def is_closed(self, quote: Quote) -> bool:
        """Whether the speaker's words may go to nobody; who is unknown is asked about for each pack."""
        speaker = self.store.get(Person, quote.speaker) if quote.speaker else None
        return speaker is not None and (speaker.consent.quote is not True or speaker.withdrew)

    def clips_of(self, quote: Quote | None, statement: Statement | None) -> list[str]:
        """The quotes with clips among what is chosen."""
        chosen = [quote] if quote else self.store.find(Quote, statement=statement.id) if statement else []
        return [each.id for each in chosen if each.clip is not None]

    def viewing_groups(self) -> list[Actor]:
        """The groups that are shown something."""
        looking = {dot.viewer for dot in self.store.find(Dot)}
        return [actor for actor in self.store.find(Actor) if actor.id in looking]

    def sound_of(self, clip: Clip | None) -> tuple[WaveFile | None, ClipSpec | None]:
        """What a clip is drawn and played from; nothing for one that names no file of the study."""
        if clip is None:
            return None, None
        try:
            spec = clip_spec(self.folder, clip)
        except UserError:
            return None, None  # said when somebody plays it
        return WaveFile(spec.path, timeline_of(self.store, clip.file)), spec

    def _waiting_view(self, entry: Waiting, labels: Mapping[str, str], people: Mapping[str, str]) -> WaitingView:
        note, began = entry.note, entry.session.started_at
        time = local_time(began, note.at_ms) if began and note.at_ms is not None else ""
        questions = " ".join(labels.get(question, "?") for question in note.questions)
        parts = (time, entry.actor.name, questions, people.get(note.speaker or "", ""))
        heading = ", ".join(part for part in parts if part)
        return WaitingView(entry, heading, *self.sound_of(entry.clip), self.store.draft(draft_place(note.id)))

    def _reactions(self, item: str) -> list[tuple[Actor, Reaction]]:
        found = [r for r in Outline(self.store).naming(Reaction, "about", item) if r.about and r.about.id == item]
        sessions = {s.id: s for s in self.store.find_in(Session, "id", [r.session for r in found])}
        actors = {a.id: a for a in self.store.find(Actor)}
        return [(actors[sessions[r.session].actor], r) for r in found]


def draft_place(note_id: str) -> str:
    """Where words are kept that are typed from audio and not finished."""
    return f"finish:{note_id}"
