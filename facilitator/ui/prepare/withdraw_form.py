"""Somebody withdraws: everything of theirs is listed, then erased, then looked for once more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.domain.merges import Merge
from facilitator.domain.timecode import clock_text
from facilitator.services.prepare.seating import called
from facilitator.services.study.withdrawing import Traces, Withdrawing, Withdrawn
from facilitator.services.study.withdrawing_files import Leftover
from facilitator.ui import ask
from facilitator.ui.prepare.desk import Desk
from facilitator.ui.prepare.forms import Form
from facilitator.ui.widgets.button import Button
from facilitator.ui.widgets.fields import TickBox
from facilitator.ui.widgets.label import Label

SHOWN = 6
"""Texts shown of each kind; how many more there are is said."""


class WithdrawForm(Form):
    """First what is where, then what is left to do by hand."""

    def __init__(self, desk: Desk, person_id: str, withdrawing: Callable[[], Withdrawing]) -> None:
        super().__init__(desk)
        self._id = person_id
        self._withdrawing = withdrawing()
        self._done = False
        self.ticks: dict[str, TickBox] = {}
        self.silent: dict[Clip, TickBox] = {}
        self.doubtful: dict[str, TickBox] = {}
        self.erase = Button(self.theme, self.tr("Erase everything…"), "danger", "remove")
        self.erase.clicked.connect(self._erase)
        self._page: QWidget | None = None
        self._show_found()

    def load(self) -> bool:
        """What is shown stays until it is answered, whatever happens to the study meanwhile."""
        return True

    def first(self) -> QWidget:
        return self.erase

    @property
    def said(self) -> list[str]:
        """Everything that stands in the form."""
        return [label.text() for label in self._page.findChildren(Label)] if self._page else []

    def _show_found(self) -> None:
        found = self._withdrawing.traces(self._id)
        self.heading = self.tr("{name} withdraws").format(name=called(found.person))
        page = self._new_page()
        about = self.tr(
            "This is everything of theirs in this study. It is erased from the study, its history, its back-ups and "
            "the files in its folder, and cannot be brought back. That somebody withdrew, and when, is kept."
        )
        self._put(page, about, "second")
        self._list(page, self.tr("Notes"), [note.text for note in found.notes])
        self._list(page, self.tr("Quotes"), [quote.text for quote in found.quotes])
        self._list(page, self.tr("Reactions"), [reaction.text or reaction.kind for reaction in found.reactions])
        self._list(page, self.tr("Corrections"), [check.text for check in found.corrections])
        self._list(page, self.tr("Transcript"), [cue.text for cue in found.cues])
        self._list_doubtful(page, found)
        self._list_statements(page, found)
        self._list_counts(page, found)
        page.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        page.addStretch(1)

    def _list_doubtful(self, page: QVBoxLayout, found: Traces) -> None:
        """Under a seat that was theirs at some time of the session, but somebody else's at another."""
        if found.doubtful:
            self._put(
                page,
                self.tr("Perhaps theirs in a transcript, since people changed seats: tick what goes"),
                "body",
                bold=True,
            )
        for cue in found.doubtful:
            self.doubtful[cue.id] = TickBox(self.theme, cue.speaker, name=f"{cue.speaker}: {cue.text}")
            self._put(page, cue.text, "second")
            page.addWidget(self.doubtful[cue.id])

    def _list_statements(self, page: QVBoxLayout, found: Traces) -> None:
        if found.statements:
            self._put(page, self.tr("Statements that rest on their words: tick what goes"), "body", bold=True)
        for each in found.statements:
            alone = self.tr("rests on nobody else")
            others = self.tr("also rests on {n} others").format(n=each.others)
            box = TickBox(self.theme, others if each.others else alone, name=each.statement.text)
            box.setChecked(not each.others)
            self.ticks[each.statement.id] = box
            self._put(page, each.statement.text, "second")
            page.addWidget(box)

    def _list_counts(self, page: QVBoxLayout, found: Traces) -> None:
        counts = (
            (len(found.marked), self.tr("{n} notes of others that they nodded or shook their head at")),
            (len(found.showings), self.tr("{n} times something of theirs was put before a group")),
            (found.backups, self.tr("{n} back-ups, which are made anew")),
        )
        for number, words in counts:
            if number:
                self._put(page, words.format(n=number), "second")
        self._list(page, self.tr("Files it went into"), [f"{each.file} {each.given_to}" for each in found.exports])
        self._list_spans(page, self.tr("Heard in recordings; these parts become silent"), found.spans)
        if found.perhaps:
            self._put(
                page, self.tr("Perhaps heard here: listen in Findings, and tick what becomes silent"), "body", bold=True
            )
        for clip in found.perhaps:
            self.silent[clip] = TickBox(self.theme, _span(clip), name=_span(clip))
            page.addWidget(self.silent[clip])
        self._list_copies(page, found.copies)

    def _list_copies(self, page: QVBoxLayout, copies: Sequence[Merge]) -> None:
        """On other computers, where nothing can be erased from here."""
        names = list(dict.fromkeys(copy.source for copy in copies))
        self._list(page, self.tr("Copies on other computers, to be erased there"), names)

    def _list_spans(self, page: QVBoxLayout, words: str, spans: Sequence[Clip]) -> None:
        if not spans:
            return
        self._put(page, words, "body", bold=True)
        for clip in spans:
            self._put(page, _span(clip), "second")

    def _erase(self) -> None:
        title = self.tr("Erase every word of this person?")
        body = self.tr("It cannot be undone. Files that others hold must be called back by you.")
        if not ask.confirm(self, title, body, self.tr("Erase"), self.tr("Keep")):
            return
        drop = [statement for statement, box in self.ticks.items() if box.isChecked()]
        try:
            also_silent = [clip for clip, box in self.silent.items() if box.isChecked()]
            also_cues = [cue for cue, box in self.doubtful.items() if box.isChecked()]
            done = self._withdrawing.withdraw(self._id, drop, also_silent, also_cues)
        except UserError as error:
            self.desk.said.emit(str(error), False)
            return
        self._show_done(done)

    def _show_done(self, done: Withdrawn) -> None:
        page = self._new_page()
        if done.leftovers:
            self._put(page, self.tr("Erased, but words of theirs are still found, or may be, in:"), "body", bold=True)
            self._list(page, "", [self._told(each) for each in done.leftovers])
        else:
            self._put(page, self.tr("Erased. No file of this study holds a word of theirs."), "body", bold=True)
        self._list(page, self.tr("Taken out of the folder of exports"), done.removed)
        self._list(page, self.tr("Call these back"), [f"{each.file} {each.given_to}" for each in done.recall])
        self._list_spans(page, self.tr("Not found in this study: cut these parts, or delete the file"), done.spans)
        self._list_spans(page, self.tr("Perhaps still heard here: listen, or delete the recording"), done.listen)
        self._list(page, self.tr("Perhaps theirs, still in a transcript"), [cue.text for cue in done.doubtful])
        self._list_copies(page, done.copies)
        self._put(page, self.tr("Ask the scribe and whoever holds a copy of the study to do the same."), "second")
        page.addStretch(1)

    def _told(self, left: Leftover) -> str:
        if not left.word:
            return self.tr("{file}: it cannot be read, so look into it yourself").format(file=left.file)
        return f"{left.file}: “{left.word[:60]}”"

    def _list(self, page: QVBoxLayout, head: str, texts: Sequence[str]) -> None:
        if not texts:
            return
        if head:
            self._put(page, self.tr("{what} ({n})").format(what=head, n=len(texts)), "body", bold=True)
        for text in texts[:SHOWN]:
            self._put(page, text, "second")
        if len(texts) > SHOWN:
            self._put(page, self.tr("and {n} more").format(n=len(texts) - SHOWN), "second")

    def _put(self, page: QVBoxLayout, text: str, role: str, *, bold: bool = False) -> None:
        page.addWidget(Label(self.theme, text, role, "text" if bold else "text2", bold=bold, wrap=True))

    def _new_page(self) -> QVBoxLayout:
        if self._page is not None:
            self.erase.setParent(None)
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget()
        self._page.setProperty("clear", "true")
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(6)
        self.column.addWidget(self._page, 1)
        self._page.show()
        return page


def _span(clip: Clip) -> str:
    return f"{clip.file} {clock_text(clip.start_ms)}–{clock_text(clip.end_ms)}"
