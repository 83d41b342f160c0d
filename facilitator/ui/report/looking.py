"""What the page shows is read and searched on another thread; an answer that is out of date is never shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from facilitator.domain.documents.blocks import Document
from facilitator.domain.errors import UserError
from facilitator.services.documents.reporting_gate import Checks
from facilitator.storage.reading import Reader
from facilitator.ui.jobs import Cancel, Job, run_job, without_collecting
from facilitator.ui.report.desk import ReportDesk
from facilitator.ui.report.documents import Entry, Row
from facilitator.ui.report.lines import document_rows, log_rows
from facilitator.ui.report.log import LogRow

WAIT = 10.0


@dataclass(frozen=True)
class Wish:
    """What is wanted: an entry with its document and checks, the lists, or both."""

    entry: Entry | None
    lists: bool


@dataclass(frozen=True)
class Lists:
    """The left list and the log."""

    documents: list[Row]
    log: list[LogRow]


@dataclass(frozen=True)
class Made:
    """A document, before it was looked through."""

    entry: Entry
    document: Document


@dataclass(frozen=True)
class Checked:
    """What was found in it."""

    entry: Entry
    checks: Checks


Answer = Lists | Made | Checked


class Looking:
    """One wish at a time and the newest only: another one stops what is under way."""

    def __init__(
        self, desk: ReportDesk, on_answer: Callable[[Answer], None], on_error: Callable[[UserError], None]
    ) -> None:
        self._desk = desk
        self._on_answer = on_answer
        self._on_error = on_error
        self._wish: Wish | None = None
        self._under_way: Wish | None = None
        self._job: Job | None = None
        self._last: Document | None = None
        self._ended = Event()
        self._ended.set()

    @property
    def busy(self) -> bool:
        """Whether something is asked that has no answer yet."""
        return self._job is not None

    def look(self, entry: Entry | None, *, lists: bool) -> None:
        """Ask; lists that are owed from an earlier wish come along."""
        owed = any(each.lists for each in (self._wish, self._under_way) if each)
        self._wish = Wish(entry, lists or owed)
        if self._job is None:
            self._begin()
        else:
            self._job.cancel()

    def stop(self) -> None:
        """The study is about to be closed: nothing reads it any more when this is over."""
        self._wish = None
        if self._job is not None:
            self._job.cancel()
        self._ended.wait(WAIT)

    def _begin(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        self._under_way = wish
        self._ended.clear()
        desk, reader = self._desk, self._desk.store.reader
        cancel = Cancel()
        self._job = run_job(
            self._read,
            desk,
            reader,
            wish,
            on_done=lambda _: None,
            on_error=self._on_error,
            on_progress=self._tell,
            cancel=cancel,
        )
        self._job.ended.connect(self._on_ended)

    def _tell(self, answer: Answer) -> None:
        if isinstance(answer, Lists) and self._under_way is not None:
            self._under_way = replace(self._under_way, lists=False)
        self._on_answer(answer)

    def _on_ended(self) -> None:
        self._job = self._under_way = None
        self._begin()

    def _known(self, document: Document) -> Document:
        """The very same where nothing in it has changed, so that the window need not compare."""
        last = self._last
        self._last = last if last is not None and last == document else document
        return self._last

    def _read(
        self, desk: ReportDesk, reader: Reader, wish: Wish, progress: Callable[[Answer], None], cancel: Cancel
    ) -> None:
        """In the job."""
        try:
            cancel.check()
            with without_collecting(), reader.open() as store:
                beside = desk.beside(store, cancel.check)
                if wish.entry is not None:
                    document = self._known(beside.document(wish.entry))
                    beside.read_styles(document)
                    progress(Made(wish.entry, document))
                    cancel.check()
                    progress(Checked(wish.entry, beside.checks(wish.entry, document)))
                if wish.lists:
                    progress(Lists(document_rows(beside), log_rows(beside, desk.said_in)))
        finally:
            self._ended.set()
