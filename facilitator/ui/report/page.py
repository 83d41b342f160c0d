"""Report: what each group and the facilitator take away, looked through before it leaves the laptop."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.errors import UserError
from facilitator.domain.sessions import Session, Visit
from facilitator.services.documents.drafts import LARGE_PRINT
from facilitator.settings import SettingsFile
from facilitator.ui import ask
from facilitator.ui.actions import Actions
from facilitator.ui.page import Page
from facilitator.ui.report.before import BeforePane
from facilitator.ui.report.choosing import Choices
from facilitator.ui.report.commands import report_actions
from facilitator.ui.report.desk import LARGE, ReportDesk
from facilitator.ui.report.documents import DocumentList, Entry
from facilitator.ui.report.frame import ReportFrame
from facilitator.ui.report.lines import Answers, check_lines, checking_line, still_open
from facilitator.ui.report.log import LogPane
from facilitator.ui.report.looking import Answer, Checked, Lists, Looking, Made
from facilitator.ui.report.pages import USUAL_POINTS
from facilitator.ui.report.preview import Preview
from facilitator.ui.report.replacing import ReplacementsPanel
from facilitator.ui.report.words import decisions
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground


class ReportPage(Page):
    """Every document is looked at before it can be saved; what is saved is logged."""

    page_id = "report"

    def __init__(
        self,
        theme: Theme,
        actions: Actions,
        desk: ReportDesk,
        settings: SettingsFile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Report")
        self._desk = desk
        self._shown = ""
        self._wanted = ""
        self._written = ""
        self.looking = Looking(desk, self._on_answer, lambda error: self.notice(str(error)))
        self._fresh = True
        paint_ground(self, "bg")
        self.documents = DocumentList(theme)
        self.preview = Preview(theme)
        self.replacements = ReplacementsPanel(theme, desk.replacements)
        self._before = BeforePane(theme, self.replacements)
        self.checks, self.saving, self.options = self._before.checks, self._before.saving, self._before.options
        self._choices = Choices(desk, self.options, self.saving, settings, self)
        self._below = LogPane(theme)
        self.log, self.note, self.answers = self._below.table, self._below.note, self._below.answers
        self.nothing = self._below.nothing
        self._lay_out()
        self._wire()
        self._register(actions)
        desk.stops.append(self.looking.stop)

    # ---- page

    @property
    def busy(self) -> bool:
        """Whether something of it is still being read, searched or laid out."""
        return self.looking.busy or self.preview.busy

    def arrive(self) -> None:
        self._refresh()
        self._choices.tell_trouble()
        self.documents.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_what(self, what: object) -> None:
        """A group goes to its summary; the name of a document that is for nobody in particular to that one."""
        if isinstance(what, Actor):
            self._choose(f"summary:{what.id}")
        elif isinstance(what, str):
            self._choose(f"{what}:")

    def panes(self) -> list[QWidget]:
        return [self.documents, self.preview, self._before, self._below]

    def close_side_panel(self) -> bool:
        """Esc gives the large page back."""
        if self._close_replacements():
            return True
        large = self.preview.large.isChecked()
        self.preview.large.setChecked(False)
        return large

    def apply_changes(self, changes: Changes) -> None:
        if {name for name, _ in changes.rows} - {Visit.__name__}:
            self._refresh()

    def keys(self) -> list[tuple[str, str]]:
        return [("", self.tr("Nothing is sent by this program; you hand files over yourself."))]

    # ---- drawing

    def _choose(self, entry_id: str) -> None:
        """Now, or when the list is there."""
        self._wanted = "" if self.documents.choose(entry_id) else entry_id

    def _refresh(self) -> None:
        self._look(lists=True)

    def _look(self, *, lists: bool = False) -> None:
        """Ask for all that may have changed; until it is looked through again, nothing is saved."""
        entry = self.documents.entry
        if entry is not None:
            self._begin_entry(entry)
        self.looking.look(entry, lists=lists)

    def _begin_entry(self, entry: Entry) -> None:
        if entry.id != self._shown:
            self._shown = entry.id
            self._offer_formats(entry)
            self.saving.forget_news()
            self.checks.show_checks([checking_line()], afresh=True)
            self._fresh = True
        self.options.show_for(entry.document, self.saving.choice)
        if self._desk.writing is None:
            self.saving.wait(self.tr("The document is being looked through."))

    def _on_answer(self, answer: Answer) -> None:
        match answer:
            case Made():
                self._show_document(answer)
            case Checked():
                self._show_checks(answer)
            case Lists():
                self._show_lists(answer)

    def _show_document(self, made: Made) -> None:
        choice, options = self.saving.choice, self._desk.options
        self.preview.show_document(
            made.entry.title,
            made.document,
            again=not self._fresh,
            paper=options.paper,
            points=LARGE_PRINT if choice == LARGE else USUAL_POINTS,
            template=options.template if choice in ("docx", LARGE) else b"",
        )

    def _show_checks(self, checked: Checked) -> None:
        entry, found = checked.entry, checked.checks
        lines = check_lines(entry, found, self._answers(entry), self._desk.actors())
        self._show_saving(entry, still_open(found, entry))
        self.checks.show_checks(lines, afresh=self._fresh)  # may pass the keyboard on to Save
        self._fresh = False

    def _show_lists(self, lists: Lists) -> None:
        self.documents.show_rows(lists.documents, self._wanted)
        self._wanted = ""
        self._below.show_rows(lists.log)

    def _offer_formats(self, entry: Entry) -> None:
        offers = self._desk.offers()
        mine = (o for o in offers if o.document == entry.document)
        self.saving.offer(next(mine).formats, large=self._choices.large)

    def _show_saving(self, entry: Entry, waiting: int) -> None:
        if self._desk.writing is not None:
            return
        name = self._desk.file_name(entry, self.saving.choice)
        if waiting:
            reason = self.tr("Opens when {decisions} made.").format(decisions=decisions(waiting))
            self.saving.go_on(reason)
            self.saving.say(self.tr("{reason} File: {name}").format(reason=reason, name=name))
            return
        self.saving.go_on("")
        if not self.saving.has_news:
            self.saving.say(self.tr("File: {name}").format(name=name))

    # ---- decisions

    def _answers(self, entry: Entry) -> Answers:
        viewer = entry.recipient.id if entry.recipient else ""
        shown = self.tr("The quote stays in what this group is shown.")
        stays = self.tr("It may stay. You are asked again when the words change.")
        heard = self.tr("Noted. You are asked again when the clip is cut in another way.")
        hidden = self.tr("This group is shown the statement without the quote.")
        return Answers(
            show=lambda quote: self._try(lambda: self._desk.show_quote(viewer, quote), shown),
            withhold=lambda quote: self._try(lambda: self._desk.withhold_quote(viewer, quote), hidden),
            let_stay=lambda place: self._try(lambda: self._desk.let_stay(entry, place), stays),
            go_to_place=lambda place: self._go_to(self._desk.record_at(place)),
            replace=lambda place: self.edit_replacements(place.hits[0].word),
            go_to_item=lambda item: self._go_to(self._desk.record(item)),
            note_heard=lambda quote: self._try(lambda: self._desk.note_heard(quote), heard),
        )

    def _try(self, act: Callable[[], None], sentence: str) -> None:
        if self.looking.busy:  # what is on the screen may have been answered
            return
        try:
            act()
        except UserError as error:
            self.notice(str(error))
        else:
            self.notice(sentence, undoable=True)

    def _go_to(self, record: object) -> None:
        if record is None:
            self.notice(self.tr("It stands in a title or a question. Change it in Prepare."))
        elif isinstance(record, Session):
            self.go_requested.emit("reflect", record)
        else:
            self.go_requested.emit("findings", record)

    def edit_replacements(self, words: str = "") -> None:
        """Show the list of what stands for somebody and what is written instead; `words` begin a new line of it."""
        self._before.show_replacements(words)

    def replace_words(self) -> None:
        self.edit_replacements()

    def _close_replacements(self) -> bool:
        was_open = self._before.show_checks()
        if was_open:
            self.decide()
        return was_open

    def decide(self) -> None:
        """From the list: to the first decision, else to Save."""
        if not self.checks.open_first():
            self.saving.save.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- saving

    def save(self) -> None:
        """Write the chosen document in the background."""
        entry = self.documents.entry
        if entry is None or not self.saving.save.isEnabled():
            self.notice(self.saving.save.toolTip())
            return
        self._written = entry.id
        try:
            self._desk.write(entry, self.saving.choice, (), self._on_ended)
        except UserError as error:
            self._on_ended([], error)
            return
        name = self._desk.file_name(entry, self.saving.choice)
        self.saving.begin(self.tr("{name} is being written…").format(name=name))

    def stop(self) -> None:
        if self._desk.writing is not None:
            self._desk.writing.cancel.cancel()

    def _on_ended(self, paths: list[Path], error: UserError | None) -> None:
        self.saving.end()
        self._refresh()
        entry = self.documents.entry
        said, tone = self.tr("Nothing was written."), "text2"
        if error is not None:
            said, tone = str(error), "rec"
        elif paths:
            said, tone = self.tr("{name} is saved.").format(name=paths[-1].name), "ok"
        if entry is not None and entry.id == self._written:
            self.saving.say(said, tone=tone, folder=tone == "ok", news=True)
        self.notice(self.tr("{said} You hand it over yourself.").format(said=said) if tone == "ok" else said)

    def open_folder(self) -> None:
        """Show the files in the desktop's own window."""
        folder = self._desk.exports_folder
        if not (folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))):
            self.notice(self.tr("The files are in {folder}.").format(folder=folder))

    def note_hand_over(self) -> None:
        if self.log.log.rows:
            self.log.write_down()
        else:
            self.notice(self.tr("Save a document first; then it can be noted who was given it."))

    def take_in_answers(self) -> None:
        """Make reactions of a file that somebody saved from a page for a browser."""
        path = ask.open_file(self.window(), self.tr("Take in answers"), (self.tr("Answers (*.json)"),))
        if path is None:
            return
        try:
            taken = self._desk.take_in(path)
        except UserError as error:
            self.notice(str(error))
            return
        said = self.tr("{group}: answers taken in: {new}; known before: {known}. They are in Reflect.")
        words = said.format(group=taken.group.name, new=taken.new, known=taken.known)
        if taken.changed:
            left = self.tr(
                "{n} of these say something else in this file and were left as they are: change them in Reflect."
            )
            words = f"{words} {left.format(n=taken.changed)}"
        self.notice(words, undoable=taken.new > 0)

    def _on_noted(self, export: str, words: str) -> None:
        done = self.tr("Noted as handed over.") if words else self.tr("The note is taken back.")
        self._try(lambda: self._desk.note_hand_over(export, words), done)

    # ---- building

    def _lay_out(self) -> None:
        self._frame = ReportFrame(self.theme, self.documents, self.preview, self._before, self._below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    def _show_large(self, large: bool) -> None:
        self._frame.set_large(large)
        self.preview.set_large(large)
        self.preview.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wire(self) -> None:
        self.documents.entry_chosen.connect(lambda _entry: self._look())
        self.documents.entered_at.connect(self.decide)
        self.checks.settled.connect(lambda: self.saving.save.setFocus(Qt.FocusReason.OtherFocusReason))
        self.preview.large_requested.connect(self._show_large)
        self.saving.save_requested.connect(self.save)
        self.saving.stop_requested.connect(self.stop)
        self.saving.folder_requested.connect(self.open_folder)
        self._choices.changed.connect(self._look)
        self._choices.told.connect(self.notice)
        self._before.link.clicked.connect(self.replace_words)
        self.replacements.close_requested.connect(self._close_replacements)
        self.replacements.kept.connect(self._refresh)
        self.note.clicked.connect(self.note_hand_over)
        self.answers.clicked.connect(self.take_in_answers)
        self.log.log.noted.connect(self._on_noted, Qt.ConnectionType.QueuedConnection)

    def _register(self, actions: Actions) -> None:
        wishes: dict[str, Callable[[], object]] = {
            "report.save": self.save,
            "report.decide": self.decide,
            "report.large": self.preview.large.toggle,
            "report.note": self.note_hand_over,
            "report.replace": self.replace_words,
            "report.answers": self.take_in_answers,
            "report.folder": self.open_folder,
        }
        for spec in report_actions():
            actions.add(spec, wishes.get(spec.id))
