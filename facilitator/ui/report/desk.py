"""What the parts of the page ask: documents with their state, checks, the log, and one writing at a time."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from threading import Event

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.gate import Place, bare
from facilitator.domain.documents.summary import FEW
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import Pack
from facilitator.domain.reactions import Reaction
from facilitator.domain.sessions import Session
from facilitator.export.word_measures import look_of, measures
from facilitator.services.documents.answers import TakenIn, take_in_answers
from facilitator.services.documents.drafts import LARGE_PRINT, Draft, Written, write_draft
from facilitator.services.documents.handover import note_hand_over
from facilitator.services.documents.reporting import Offer, Reporting, TakenBack
from facilitator.services.documents.reporting_documents import USUAL, Options, check_template, read_template
from facilitator.services.documents.reporting_gate import Checks
from facilitator.services.documents.reporting_sources import groups_of
from facilitator.services.reflection.planning import Planning
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.store import Store
from facilitator.ui.jobs import Cancel, Job, run_job, without_collecting
from facilitator.ui.report.documents import Entry
from facilitator.ui.report.pages import USUAL_POINTS

LARGE = "large"
"""A Word file in large print; the other choices are called as their files end."""
WAIT = 10.0
LISTED = 15


@dataclass(frozen=True)
class Contents:
    """How many statements and quotes are in a written file."""

    statements: int
    quotes: int


class Writing:
    """One document on its way to the disk; what is written is logged even when the study is closed meanwhile.

    `gather` is asked for the drafts on the thread that writes them, with what reads the study there.
    """

    def __init__(
        self, store: Store, reporting: Reporting, gather: Callable[[Reporting], Sequence[Draft]], folder: Path
    ) -> None:
        self._reporting = reporting
        self._reader = store.reader
        self._changed = False
        self._stop_listening = store.listen(self._on_changed)
        self._gather = gather
        self._folder = folder
        self._ended = Event()
        self.cancel = Cancel()
        self._to_log: list[Written] = []
        self.paths: list[Path] = []

    def run(self, cancel: Cancel) -> None:
        """In the job: gather the drafts, search and write each."""
        try:
            with without_collecting(), self._reader.open() as store:
                drafts = self._gather(self._reporting.beside(store, cancel.check))
            for draft in drafts:
                cancel.check()
                self._to_log.append(write_draft(draft, self._folder, cancel.check))
        finally:
            self._ended.set()

    def log(self) -> None:
        """On the main thread: note what is on the disk and not in the log yet; UserError for what may not stay."""
        keep = self._reporting.keep if self._changed else self._reporting.log  # only a change may have taken back
        self._stop_listening()
        self._stop_listening = lambda: None
        while self._to_log:
            written = self._to_log.pop(0)
            keep(written)
            self.paths.append(written.path)

    def _on_changed(self, _changes: Changes) -> None:
        self._changed = True

    def finish(self) -> None:
        """The study is about to be closed: wait for the file, or stop what takes too long."""
        if not self._ended.wait(WAIT):
            self.cancel.cancel()
            self._ended.wait(WAIT)
        with suppress(TakenBack):  # the file is gone, and nobody is there any more to be told
            self.log()


class ReportDesk:
    """`folder` is the study's; files go into its `exports`."""

    def __init__(self, store: Store, reporting: Reporting, planning: Planning, folder: Path) -> None:
        self.store = store
        self._reporting = reporting
        self._planning = planning
        self.replacements = reporting.replacements
        self.exports_folder = folder / "exports"
        self.writing: Writing | None = None
        self.options = USUAL
        self._contents: dict[str, Contents] = {}
        self._packs: dict[str, Pack] | None = None
        self.stops: list[Callable[[], None]] = []
        """What has to end before the study is closed."""

    # ---- reading

    def offers(self) -> list[Offer]:
        """What can be made now."""
        return self._reporting.documents()

    def document(self, entry: Entry) -> Document:
        return self._reporting.document(entry.document, _recipient(entry), self.options)

    def checks(self, entry: Entry, made: Document) -> Checks:
        """What is found in a document that was made."""
        return self._reporting.checks(entry.document, _recipient(entry), made)

    def beside(self, store: Store, check: Callable[[], None]) -> "ReportDesk":
        """The same for another thread, which reads from a store of its own; `check` is called often and may raise."""
        made = copy(self)
        made.store = store
        made._packs = {}  # noqa: SLF001
        made._reporting = self._reporting.beside(store, check)  # noqa: SLF001
        return made

    def open_decisions(self) -> dict[str, int]:
        """How many entries wait for a decision, by the id of a document and the group that reads it ("pack:ID").

        A summary has no quotes of others where it tells their main answers only.
        """
        packs = {group.id: self._reporting.gate.pack(self._pack(group.id)) for group in groups_of(self.store)}
        counts = {f"pack:{viewer}": len(pack.to_decide) + len(pack.unsafe) for viewer, pack in packs.items()}
        for viewer, pack in packs.items():
            told = len(pack.items) <= FEW
            counts[f"summary:{viewer}"] = len(pack.unsafe) + (len(pack.to_decide) if told else 0)
        return counts

    def shown_to(self, viewer: str) -> int:
        """How many groups' answers are in the viewer's pack."""
        return len({item.actor for item in self._pack(viewer).items})

    def _pack(self, viewer: str) -> Pack:
        """Beside the study, where nothing changes, it is put together once."""
        if self._packs is None:
            return pack_for(self.store, viewer)
        if viewer not in self._packs:
            self._packs[viewer] = pack_for(self.store, viewer)
        return self._packs[viewer]

    def actors(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.store.find(Actor)}

    def exports(self) -> list[Export]:
        """What was written, newest first."""
        return self._reporting.exports()[::-1]

    def contents(self, export: Export) -> Contents:
        """What a written file holds, counted once."""
        if export.id not in self._contents:
            counted = Contents(*(len(self.store.find_in(kind, "id", export.items)) for kind in (Statement, Quote)))
            self._contents[export.id] = counted
        return self._contents[export.id]

    def said_in(self, export: Export) -> str:
        """The statements and quotes of a written file as they are now, a line each, as many as can be read at once."""
        first = export.items[: 2 * LISTED]
        said: list[Statement | Quote] = [
            *self.store.find_in(Statement, "id", first),
            *self.store.find_in(Quote, "id", first),
        ]
        found = {each.id: each.text for each in said}
        lines = [found[item] for item in first if item in found][:LISTED]
        return "\n".join([*lines, "…"] if len(export.items) > len(lines) and lines else lines)

    def record_at(self, place: Place) -> Statement | Quote | Session | None:
        """The statement or quote that a text is of, or the session in which it was said, to go there and reword it."""
        reaction = self.store.get(Reaction, place.item)
        if reaction is not None:
            return self.store.get(Session, reaction.session)
        return self.record(place.item) or self._record_saying(place.text)

    def _record_saying(self, text: str) -> Statement | Quote | None:
        """Where a text stands in a table, its words alone lead to what it is of."""
        for record in (Statement, Quote):
            found: list[Statement | Quote] = list(self.store.find(record))
            for each in found:
                if each.text and bare(each.text) == bare(text):
                    return each
        return None

    def record(self, item: str) -> Statement | Quote | None:
        return self.store.get(Statement, item) or self.store.get(Quote, item)

    # ---- deciding

    def show_quote(self, viewer: str, quote: str) -> None:
        self._planning.show_quote(viewer, quote, "mentions_viewer")

    def withhold_quote(self, viewer: str, quote: str) -> None:
        self._planning.withhold_quote(viewer, quote)

    def let_stay(self, entry: Entry, place: Place) -> None:
        """The words may stand in what this reader is given."""
        self._reporting.let_stay(entry.document, _recipient(entry), place)

    def note_heard(self, quote: Quote) -> None:
        """Somebody listened to the clip, and nobody is named in it."""
        self._reporting.note_heard(quote)

    def note_hand_over(self, export: str, words: str) -> None:
        note_hand_over(self.store, export, words)

    def take_in(self, path: Path) -> TakenIn:
        """Reactions of the answers in a file; UserError where it is none."""
        return take_in_answers(self.store, path)

    # ---- writing

    def use_template(self, path: Path | None) -> None:
        """Take styles, head and foot from this Word file from now on, or none; UserError where it is none."""
        template = read_template(path) if path else b""
        if template:
            check_template(template)
        self.options = replace(self.options, template=template)

    def read_styles(self, document: Document) -> None:
        """Those of the template, where that keeps nobody waiting; they are remembered for the pages of the preview."""
        for points in (USUAL_POINTS, LARGE_PRINT) if self.options.template else ():
            measures(look_of(document, points, self.options.paper, self.options.template))

    def file_name(self, entry: Entry, choice: str) -> str:
        """What the file will be called."""
        name = self._reporting.file_name(entry.document, _recipient(entry), _ending(choice))
        return _large_name(name) if choice == LARGE else name

    def write(
        self,
        entry: Entry,
        choice: str,
        allow: Collection[str],
        on_ended: Callable[[list[Path], UserError | None], None],
    ) -> Job:
        """Write the document in the background; `on_ended` is given the files and what went wrong."""
        options = replace(self.options, points=LARGE_PRINT if choice == LARGE else None)

        def gather(reporting: Reporting) -> list[Draft]:
            return _drafts(reporting, entry, choice, allow, options)

        writing = self.writing = Writing(self.store, self._reporting, gather, self.exports_folder)

        def ended(error: UserError | None = None) -> None:
            if self.writing is writing:
                self.writing = None
                try:
                    writing.log()
                except UserError as outdated:
                    error = error or outdated
                on_ended(writing.paths, error)

        job = run_job(writing.run, on_done=lambda _: ended(), on_error=ended, cancel=writing.cancel)
        job.ended.connect(lambda: ended() if writing.cancel.cancelled else None)
        return job

    def finish(self) -> None:
        """Before the study is closed: nothing half written stays behind, and nothing written goes unlogged."""
        for stop in self.stops:
            stop()
        writing, self.writing = self.writing, None
        if writing is not None:
            writing.finish()


def _drafts(reporting: Reporting, entry: Entry, choice: str, allow: Collection[str], options: Options) -> list[Draft]:
    only = _recipient(entry)
    recipients = [only] if only else None
    drafts = reporting.gather(entry.document, recipients=recipients, fmt=_ending(choice), allow=allow, options=options)
    return [replace(draft, name=_large_name(draft.name)) for draft in drafts] if choice == LARGE else drafts


def _recipient(entry: Entry) -> str | None:
    return entry.recipient.id if entry.recipient else None


def _ending(choice: str) -> str:
    return "docx" if choice == LARGE else choice


def _large_name(name: str) -> str:
    """Large print stands beside the usual file and does not take its place."""
    path = PurePath(name)
    return f"{path.stem} - large print{path.suffix}"
