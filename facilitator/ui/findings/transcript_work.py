"""What the transcript panel asks for: sources, files of other programs, writing down, and quotes."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from shiboken6 import isValid

from facilitator.domain.actors import Actor
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.people import Person
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session, Visit
from facilitator.domain.timecode import moment
from facilitator.domain.transcripts import Cue, Spot, Transcript
from facilitator.services.transcripts.transcribing import check_model
from facilitator.services.transcripts.transcript_reading import ReadTranscript, read_file
from facilitator.services.transcripts.transcripts import Transcripts
from facilitator.ui import ask
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.gestures import Gestures, Say
from facilitator.ui.findings.transcript_panel import SoundSource, TranscriptPanel, TranscriptView, WritingOffer
from facilitator.ui.jobs import Cancel, Job, run_job

KINDS = "*.vtt *.srt *.json *.txt"


class TranscriptWork(QObject):
    """Serves one panel."""

    def __init__(self, panel: TranscriptPanel, desk: FindingsDesk, does: Gestures, say: Say) -> None:
        super().__init__(panel)
        self.panel = panel
        self._desk = desk
        self._does = does
        self._say = say
        self._transcripts = Transcripts(desk.store)
        self._cancel: Cancel | None = None
        self._file = ""
        self.job: Job | None = None
        panel.source_chosen.connect(self._choose)
        panel.import_requested.connect(self.bring_in)
        panel.write_requested.connect(self._write_down)
        panel.model_requested.connect(self._choose_model)
        panel.stop_requested.connect(self._stop)
        panel.delete_requested.connect(self._delete)
        panel.quote_requested.connect(self._quote)
        panel.offset_requested.connect(self._transcripts.set_offset)
        panel.speaker_requested.connect(self._ask_speaker)
        panel.who.bound.connect(lambda old, person: self._rename(old, person=person))
        panel.who.renamed.connect(lambda old, name: self._rename(old, name=name))

    def refresh(self) -> None:
        """Everything as it is in the study now."""
        sources = self._sources()
        keys = [source.key for source in sources]
        if self._file not in keys:
            chosen = self._chosen_file()
            self._file = chosen if chosen in keys else (keys[0] if keys else "")
        self.panel.show_sources(sources, self._file)
        self.panel.show_view(self._view(next((each for each in sources if each.key == self._file), None)))
        if self.job is None or not self.job.running:
            self.panel.show_writing(None, self._offer)

    def follow_choice(self) -> None:
        """The recording of the quote that is chosen on the page comes up."""
        self._file = self._chosen_file() or self._file

    def show_cue(self, cue: Cue) -> None:
        """The line that was found, in its transcript."""
        transcript = self._desk.store.get(Transcript, cue.transcript)
        if transcript is None:
            return
        self._file = transcript.file or f"/{transcript.session or ''}"
        self.refresh()
        self.panel.show_place(transcript.id, cue.position)

    def name_speaker(self) -> None:
        """Ask who speaks the line under the caret."""
        self.panel.name_speaker()

    def bring_in(self) -> None:
        """Ask for a file, read it in the background and keep it."""
        view = self.panel.view
        if view is None:
            self._say(self.tr("Choose a recording first; a transcript belongs to one."))
            return
        kinds = (self.tr("Transcripts ({kinds})").format(kinds=KINDS), self.tr("All files (*)"))
        path = ask.open_file(self.panel, self.tr("Which transcript?"), kinds)
        if path is not None:
            source = view.source
            self.job = run_job(
                read_file, path, on_done=lambda read: self._keep(read, source), on_error=lambda e: self._say(str(e))
            )

    # ---- inside

    @property
    def _offer(self) -> WritingOffer:
        view = self.panel.view
        if self._desk.writing_down is None or (view is not None and view.sound is None):
            return "none"
        return self._desk.writing_down.offer

    def _choose_model(self) -> None:
        """The folder of a model, which the user has; nothing is ever fetched."""
        writing = self._desk.writing_down
        folder = ask.folder(self.panel, self.tr("Where is the folder of your speech model?"))
        if writing is None or folder is None:
            return
        try:
            check_model(folder)
        except UserError as error:
            self._say(str(error))
            return
        writing.keep_model(str(folder))
        self.refresh()

    def _ask_speaker(self, _transcript: str, label: str) -> None:
        actor = self.panel.view.source.actor if self.panel.view else None
        self.panel.who.begin(label, self._desk.store.find(Person, actor=actor.id) if actor else [])

    def _rename(self, old: str, *, name: str = "", person: str = "") -> None:
        transcript = self.panel.transcript
        if transcript is None:
            return
        if person:
            count = self._transcripts.bind_speaker(transcript, old, person)
        else:
            count = self._transcripts.rename_speaker(transcript, old, name)
        lines = (
            self.tr("1 line says now who speaks.") if count == 1 else self.tr("%n lines say now who speaks.", "", count)
        )
        self._say(lines, undoable=True)
        self.refresh()

    def _choose(self, file: str) -> None:
        self._file = file
        self.refresh()

    def _chosen_file(self) -> str:
        quote = self._does.quote
        return quote.clip.file if quote and quote.clip else ""

    def _sources(self) -> list[SoundSource]:
        store = self._desk.store
        sessions = {session.id: session for session in store.find(Session)}
        actors = {actor.id: actor for actor in store.find(Actor)}
        found: dict[str, SoundSource] = {}
        for recording in store.find(Recording):
            session = sessions[recording.session]
            actor = actors[session.actor]
            found[recording.file] = SoundSource(recording.file, _label(actor, session, recording), session.id, actor)
        for quote in store.find(Quote):
            if quote.clip is not None and quote.clip.file not in found:
                file = quote.clip.file
                found[file] = SoundSource(file, file, quote.session, actors[quote.actor])
        for transcript in store.find(Transcript):
            source = self._without_sound(transcript, sessions, actors)
            found.setdefault(transcript.file or source.key, source)
        return list(found.values())

    def _without_sound(
        self, transcript: Transcript, sessions: Mapping[str, Session], actors: Mapping[str, Actor]
    ) -> SoundSource:
        session = sessions.get(transcript.session or "")
        actor = actors.get(session.actor) if session else None
        about = _label(actor, session) if actor and session else self.tr("No session")
        named = transcript.file or self.tr("no sound")
        return SoundSource(transcript.file, f"{about}, {named}", session.id if session else None, actor)

    def _view(self, source: SoundSource | None) -> TranscriptView | None:
        if source is None:
            return None
        if not source.file:
            silent = self._desk.store.find(Transcript, session=source.session, file="")
            return TranscriptView(source, None, None, silent, self._transcripts.cues)
        sound, spec = self._desk.sound_of(Clip(source.file, 0, 60_000))
        if sound is None or spec is None:
            return None
        return TranscriptView(source, sound, spec, self._transcripts.of_file(source.file), self._transcripts.cues)

    def _keep(self, read: ReadTranscript, source: SoundSource) -> None:
        if not isValid(self):
            return
        try:
            self._transcripts.add(read, source.session, source.file)
        except UserError as error:
            self._say(str(error))
            return
        sentence = self.tr("The transcript has {count} lines. Select words and press Ctrl+Enter to quote them.")
        self._say(sentence.format(count=len(read.cues)), undoable=True)
        self.refresh()

    def _delete(self, transcript: str) -> None:
        if transcript:
            self._transcripts.delete(transcript)
            self._say(self.tr("Transcript removed. Quotes made from it stay."), undoable=True)
            self.refresh()

    def _quote(self, transcript: str, first: Spot, last: Spot) -> None:
        view = self.panel.view
        actor = view.source.actor if view else None
        if actor is None:
            self._say(self.tr("Nobody knows which group says this: the transcript belongs to no session."))
            return
        passage = self._transcripts.passage(transcript, first, last)
        question = self._question_at(transcript, passage.start_ms)
        try:
            quote = self._transcripts.quote_from(transcript, first, last, actor.id, question)
        except UserError as error:
            self._say(str(error))
            return
        heard = self.tr("Quote made, with the sound it is heard in.")
        self._say(
            heard if quote.clip else self.tr("Quote made. This line has no time, so it has no clip."), undoable=True
        )

    def _question_at(self, transcript: str, file_ms: int | None) -> str | None:
        """The question that was on screen then."""
        at = self._transcripts.session_time(transcript, file_ms) if file_ms is not None else None
        session = self.panel.view.source.session if self.panel.view else None
        if at is None or session is None:
            return None
        visits = self._desk.store.find(Visit, session=session)
        return next((visit.question for visit in visits if visit.start_ms <= at < visit.end_ms), None)

    def _write_down(self) -> None:
        view, writing = self.panel.view, self._desk.writing_down
        if view is None or view.sound is None or writing is None:
            return
        model = Path(writing.model())
        try:
            check_model(model)
        except UserError as error:
            self._say(str(error))
            return
        self._cancel = cancel = Cancel()
        self.destroyed.connect(cancel.cancel)
        source, path, run = view.source, view.sound.path, writing.run
        self.panel.show_writing(0.0)

        def work(progress: Callable[[float], None], cancel: Cancel) -> ReadTranscript:
            return run.transcribe(path, model, "", progress, cancel)

        def done(read: ReadTranscript) -> None:
            self._ended()
            self._keep(read, source)

        def failed(error: UserError) -> None:
            self._ended()
            self._say(str(error))

        self.job = run_job(work, on_done=done, on_error=failed, on_progress=self._on_progress, cancel=cancel)

    def _on_progress(self, share: float) -> None:
        if isValid(self):
            self.panel.show_writing(share)

    def _stop(self) -> None:
        if self._cancel is not None:
            self._cancel.cancel()
        self._ended()
        self._say(self.tr("Stopped. Nothing was kept."))

    def _ended(self) -> None:
        if isValid(self):
            self.panel.show_writing(None, self._offer)


def _label(actor: Actor, session: Session, recording: Recording | None = None) -> str:
    day = f"{moment(session.started_at).astimezone():%Y-%m-%d %H:%M}" if session.started_at else ""
    second = recording.label if recording is not None and recording.source == "second" else ""
    return ", ".join(part for part in (actor.name, day, second) if part)
