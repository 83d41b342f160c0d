"""Documents from the study to the folder: gathered on the main thread, written anywhere, logged on the main thread.

`Reporting.export` does all three; a window calls `gather`, gives each draft to `write_draft` in a job, and `log`s.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from facilitator.domain.actors import Actor
from facilitator.domain.documents.blocks import Document
from facilitator.domain.documents.gate import Place
from facilitator.domain.documents.labels import Labels
from facilitator.domain.errors import UserError
from facilitator.domain.exports import Export
from facilitator.domain.findings import Quote
from facilitator.domain.ids import new_id
from facilitator.domain.timecode import stamp
from facilitator.export.html import Page
from facilitator.services.documents.drafts import (
    LARGE_PRINT,
    Content,
    Draft,
    Matrix,
    Pager,
    Printed,
    Printer,
    Sheet,
    Written,
    file_names,
    write_draft,
)
from facilitator.services.documents.handout import Sound, make_page
from facilitator.services.documents.replacements import Replacements
from facilitator.services.documents.reporting_documents import (
    DOCUMENTS,
    FOR_PARTICIPANTS,
    PER_GROUP,
    USUAL,
    Options,
    make_document,
    make_table,
)
from facilitator.services.documents.reporting_gate import Checks, check_document, is_outdated, refuse, without_undecided
from facilitator.services.documents.reporting_notes import notes_on
from facilitator.services.documents.reporting_sources import groups_of, study_of, viewers_of
from facilitator.services.documents.wording import ENGLISH
from facilitator.services.releasing.gatekeeping import Gatekeeper, texts_in
from facilitator.services.releasing.heard import listening_place
from facilitator.services.releasing.packing import pack_for
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store

PDF = "pdf"
__all__ = ["DOCUMENTS", "FOR_PARTICIPANTS", "Offer", "Options", "Reporting", "TakenBack"]


class TakenBack(UserError):
    """Something in a document was taken back while it was written."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that can be made now; `recipient` is the group it is for, None when it is for nobody in particular."""

    document: str
    recipient: Actor | None
    formats: tuple[str, ...]


class Reporting:
    """Makes documents from the study as it stands; every file written is logged, and that is never undone.

    `tell` is given what should be looked at before a document that may leave is handed on.
    """

    def __init__(
        self,
        store: Store,
        names: NameKey,
        now: Callable[[], datetime],
        labels: Labels = ENGLISH,
        folder: Path | None = None,
        sound: Sound | None = None,
        printer: Printer | None = None,
        pager: Pager | None = None,
    ) -> None:
        self._store = store
        self._names = names
        self._now = now
        self._labels = labels
        self._own_texts = tuple(texts_in(labels))
        self._folder = folder
        self._sound = sound
        self._printer = printer
        self._pager = pager
        self.tell: Callable[[str], object] = lambda _note: None
        self.gate = Gatekeeper(store, names, labels.seat_word)
        self.replacements = Replacements(store, names)

    def beside(self, store: Store, check: Callable[[], None]) -> "Reporting":
        """The same for another thread, which reads from a store of its own; `check` is called often and may raise."""
        made = copy(self)
        made._store, made.gate = store, self.gate.beside(store, check)  # noqa: SLF001
        return made

    def documents(self) -> list[Offer]:
        """What can be made now, documents for participants first."""
        formats = {name: _formats(name, printed=self._printer is not None) for name in DOCUMENTS}
        told = [Offer(name, group, formats[name]) for name in ("summary", "pack") for group in self._audience(name)]
        own = [Offer(name, None, formats[name]) for name in DOCUMENTS if name not in PER_GROUP]
        return told + own + [Offer("guide", group, formats["guide"]) for group in self._audience("guide")]

    def document(self, name: str, recipient: str | None = None, options: Options = USUAL) -> Document:
        """The document as blocks, for a look at it before it is written; `recipient` is the id of a group."""
        return self._document(name, self._group(recipient) if recipient else None, options)

    def checks(self, name: str, recipient: str | None = None, made: Document | None = None) -> Checks:
        """What is found when the document is searched for what must not be in it; `made` is it where it is made yet."""
        group = self._group(recipient) if recipient else None
        return self._check(made or self._document(name, group), _reader(name, group))

    def let_stay(self, name: str, recipient: str | None, place: Place) -> None:
        """Keeps the answer that these words may stand in the documents of this reader; it can be undone."""
        group = self._group(recipient) if recipient else None
        self.gate.let_stay(_reader(name, group), place, stamp(self._now()))

    def note_heard(self, quote: Quote) -> None:
        """Keeps that somebody listened to the clip and heard no name, until it is cut in another way."""
        self.gate.let_stay(None, listening_place(quote), stamp(self._now()))

    def file_name(self, name: str, recipient: str | None, fmt: str) -> str:
        """What the file will be called."""
        return self._file_name(name, self._group(recipient) if recipient else None, fmt)

    def exports(self) -> list[Export]:
        """What was written so far, oldest first."""
        return self._store.find(Export)

    def export(
        self,
        document: str,
        folder: Path,
        *,
        recipients: Sequence[str] | None = None,
        fmt: str = "docx",
        allow: Collection[str] = (),
        options: Options = USUAL,
    ) -> list[Path]:
        """Writes a document, one file for each recipient (None: all it can be for), and logs it.

        `recipients` are ids of groups and are of no consequence for documents without a recipient. `allow` are words
        found in the text that may stay. Raises UserError, before anything is written where it can.
        """
        return self._write(self.gather(document, recipients=recipients, fmt=fmt, allow=allow, options=options), folder)

    def export_all(
        self,
        folder: Path,
        *,
        recipients: Sequence[str] | None = None,
        fmt: str = "docx",
        options: Options = USUAL,
    ) -> list[Path]:
        """Writes every document that has the format, each for those of the recipients it can be for."""
        drafts: list[Draft] = []
        for name, formats in DOCUMENTS.items():
            audience = [group.id for group in self._audience(name)]
            chosen = audience if recipients is None else [one for one in recipients if one in audience]
            if (fmt in formats or fmt == PDF) and (chosen or name not in PER_GROUP):
                drafts += self.gather(name, recipients=chosen, fmt=fmt, options=options)
        return self._write(drafts, folder)

    def gather(
        self,
        document: str,
        *,
        recipients: Sequence[str] | None = None,
        fmt: str = "docx",
        allow: Collection[str] = (),
        points: float | None = None,
        options: Options = USUAL,
    ) -> list[Draft]:
        """The drafts of a document, as values that another thread may write."""
        _check_format(document, fmt, printed=self._printer is not None)
        options = options if points is None else replace(options, points=points)
        drafts = []
        allow = {*allow, *self._own_contact()}
        for group in self._recipients(document, recipients):
            made = without_undecided(self._store, self._document(document, group, options), _reader(document, group))
            content = self.gate.replacing.value(self._content(made, fmt, group, options))
            self._refuse(document, made, group, allow, content)
            name = self._file_name(document, group, fmt)
            guard = self.gate.guard(made, _reader(document, group), allow, self._own_texts)
            draft = Draft(
                document,
                group.id if group else None,
                name,
                content,
                (*made.items, *made.also),
                self._now(),
                guard=guard,
                pager=self._pager,
            )
            drafts.append(draft.looking(options.points, options.paper, options.template))
        return drafts

    def waiting(self, document: str, recipients: Sequence[str] | None = None) -> list[str]:
        """A sentence for each group whose file is written without quotes about which somebody has to decide."""
        told = []
        for group in self._recipients(document, recipients) if document in FOR_PARTICIPANTS else ():
            count = len(pack_for(self._store, group.id).to_decide) if group else 0
            if group and count:
                quotes = "one quote that mentions" if count == 1 else f"{count} quotes that mention"
                told.append(f"The {document} for {group.name} is without {quotes} its readers: decide in Reflect.")
        return told

    def keep(self, written: Written) -> Export:
        """Notes what was written; `TakenBack`, and no file, where the study changed so that it may not leave."""
        draft = written.draft
        reader = draft.recipient if draft.document in FOR_PARTICIPANTS else None
        if is_outdated(self._store, reader, draft.items):
            written.path.unlink(missing_ok=True)
            raise TakenBack(
                f"{written.path.name} was not kept: while it was written, something in it was taken back. "
                "Export it again."
            )
        return self.log(written)

    def log(self, written: Written) -> Export:
        """Notes what was written and for whom."""
        draft = written.draft
        record = Export(
            new_id(),
            at=stamp(self._now()),
            document=draft.document,
            recipient=draft.recipient,
            file=written.path.name,
            sha256=written.sha256,
            items=draft.items,
        )
        with self._store.change("Export document", undoable=False) as change:
            return change.add(record)

    def _write(self, drafts: Sequence[Draft], folder: Path) -> list[Path]:
        """All have been gathered, and so searched, before the first is written."""
        paths = []
        for draft in drafts:
            written = write_draft(draft, folder)
            self.log(written)
            paths.append(written.path)
        return paths

    def _own_contact(self) -> list[str]:
        """Addresses and numbers under which the facilitator wants to be reached; no name is among them."""
        found = self.gate.searcher.search(study_of(self._store).contact)
        return [hit.word for hit in found if hit.kind == "contact"]

    def _document(self, name: str, group: Actor | None, options: Options = USUAL) -> Document:
        """The document in the words in which it is read: what stands for somebody is replaced."""
        return self.gate.replaced(self._made(name, group, options))

    def _made(self, name: str, group: Actor | None, options: Options) -> Document:
        return make_document(self._store, name, group, self._labels, self._now(), options)

    def _content(self, made: Document, fmt: str, group: Actor | None, options: Options) -> Content:
        if fmt == "docx":
            return made
        if fmt == PDF and self._printer is not None:
            return Printed(made, self._printer)
        if fmt == "html" and group is not None:
            large = (options.points or 0) >= LARGE_PRINT
            pack = self.gate.pack(pack_for(self._store, group.id))
            return make_page(pack, made, group, self._labels, self._folder, self._sound, large=large)
        table = make_table(self._store, made.name, self._labels)
        if fmt in ("xlsx", "csv"):
            return Sheet(table, made.title, fmt)
        badges = tuple((group.short or group.name[:1], group.colour) for group in groups_of(self._store))
        return Matrix(table, made.title, badges, self._labels.matrix_key_dot, self._labels.matrix_key_own, fmt)

    def _refuse(self, name: str, made: Document, group: Actor | None, allow: Collection[str], content: Content) -> None:
        """Raises UserError where the document holds what must not leave; tells what should be looked at."""
        whom = f"The {name} for {group.name}" if group else f"The document “{name}”"
        checks = self._check(made, _reader(name, group), _more(content))
        refuse(whom, checks, allow)
        for note in notes_on(whom, checks, with_clips=isinstance(content, Page)):
            self.tell(note)

    def _check(self, made: Document, reader: str | None, more: Iterable[str] = ()) -> Checks:
        return check_document(self._store, self.gate, made, reader, more)

    def _audience(self, document: str) -> list[Actor]:
        if document not in PER_GROUP:
            return []
        return viewers_of(self._store) if document == "pack" else groups_of(self._store)

    def _recipients(self, document: str, recipients: Sequence[str] | None) -> Sequence[Actor | None]:
        if document not in PER_GROUP:
            return [None]
        audience = self._audience(document)
        if recipients is None:
            return audience
        chosen = [self._group(recipient) for recipient in dict.fromkeys(recipients)]
        missing = next((group for group in chosen if group not in audience), None)
        if missing:
            raise UserError(
                f"{missing.name} is not shown any answers, so there is no pack for it. Plan them in Reflect."
            )
        return chosen

    def _group(self, recipient: str) -> Actor:
        """A focus group by its id, else by its name or short name."""
        groups = groups_of(self._store)
        called = recipient.casefold()
        by_id = [group for group in groups if group.id == recipient]
        by_name = [group for group in groups if called in (group.name.casefold(), group.short.casefold())]
        found = by_id or by_name
        if not found:
            raise UserError(f"There is no group “{recipient}”. The groups are: {', '.join(g.name for g in groups)}.")
        return found[0]

    def _file_name(self, document: str, group: Actor | None, fmt: str) -> str:
        title = self.gate.replacing.text(study_of(self._store).title)
        if group is None:
            return file_names(title, document, (), fmt)[None]
        groups = groups_of(self._store)
        return file_names(title, document, [(each.id, each.name) for each in groups], fmt)[group.id]


def _reader(document: str, group: Actor | None) -> str | None:
    """The group that reads it; None where only the facilitator does."""
    return group.id if group and document in FOR_PARTICIPANTS else None


def _more(content: Content) -> list[str]:
    """Texts of a file that the blocks of its document may not hold."""
    if isinstance(content, Document | Printed):
        return []
    if isinstance(content, Page):
        return [content.words.file_name]
    rows = [cell.text for row in content.table.rows for cell in row]
    return [content.title, content.table.caption, *content.table.header, *rows]


def _formats(document: str, *, printed: bool) -> tuple[str, ...]:
    formats = DOCUMENTS[document]
    return (*formats[:1], PDF, *formats[1:]) if printed and formats[0] == "docx" else formats


def _check_format(document: str, fmt: str, *, printed: bool) -> None:
    """PDF is for every document that is one in Word, where there is something to print it with."""
    if document not in DOCUMENTS:
        raise UserError(f"There is no document “{document}”. Choose one of: {', '.join(DOCUMENTS)}.")
    offered = _formats(document, printed=printed)
    if fmt not in offered:
        formats = ", ".join(offered)
        raise UserError(f"The {document} cannot be written as {fmt}. Choose one of: {formats}.")
