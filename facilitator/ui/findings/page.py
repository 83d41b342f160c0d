"""Findings: what each group is taken to have said, question by question, and who may see it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Pair, Question, QuestionSet
from facilitator.domain.reactions import Reaction
from facilitator.domain.recordings import Recording
from facilitator.domain.sessions import Session
from facilitator.domain.transcripts import Cue, Transcript
from facilitator.services.findings_grid import Band, FindingsGrid
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.findings.beside import BesideCards
from facilitator.ui.findings.commands import findings_actions
from facilitator.ui.findings.counts import Counts
from facilitator.ui.findings.deck_commands import add_deck_actions, give_keys
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.gestures import Gestures
from facilitator.ui.findings.grid import GridView
from facilitator.ui.findings.head import FindingsHead
from facilitator.ui.findings.heads import GroupHeads
from facilitator.ui.findings.sound import CardSound
from facilitator.ui.findings.sound_work import SoundWork
from facilitator.ui.findings.wires import wire_quote, wire_statement
from facilitator.ui.frame.side_tabs import SideTabs
from facilitator.ui.page import Page
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.panel import paint_ground

SHOWN = (Actor, Dot, Note, Pair, Person, Question, QuestionSet, Quote, Reaction, Recording, Statement, Transcript)
COUNTED = (Note, Quote, Session, Statement)
"""What the numbers above the grid tell of; what was noted down in a session that began meanwhile counts too."""


class FindingsPage(Page):
    """Turns gestures on cards and panels into calls on the service, and changes into redraws."""

    page_id = "findings"

    def __init__(self, theme: Theme, actions: Actions, desk: FindingsDesk, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = self.tr("Findings")
        self._desk = desk
        self._drawn = False
        paint_ground(self, "bg")
        self._source = FindingsGrid(desk.store)
        self.grid = GridView(theme, self._source)
        self.heads = GroupHeads(theme)
        self.does = Gestures(desk, self.grid, self.notice, self)
        self.sound = CardSound(desk, self.notice, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.counts = Counts(desk, self)
        self.work = SoundWork(theme, actions, desk, self.does, self.notice, self.splitter)
        self.beside = BesideCards(theme, desk, self.grid, self.does, self.sound, self.work, self.notice)
        self.statement_panel, self.quote_panel, self.tray = self.beside.statement, self.beside.quote, self.beside.tray
        self._lay_out()
        self._wire()
        self._add_actions(actions)
        theme.changed.connect(self._on_theme_changed)

    # ---- page

    def arrive(self) -> None:
        self.grid.go_on()
        if not self._drawn:
            self._redraw()
        self.counts.go_on()
        if self.grid.current is None:
            self.grid.first_stop()
        else:
            self.grid.current.setFocus()

    def leave(self) -> None:
        self.grid.pause()
        self.counts.pause()
        self.statement_panel.words.save()
        self.quote_panel.words.save()
        self.beside.be_silent()

    def show_what(self, what: object) -> None:
        if isinstance(what, (Statement, Quote)):
            if self.filter.currentData() is not None:
                self.filter.setCurrentIndex(0)
                self._redraw(read=False)
            self.grid.choose(what.id)
        elif isinstance(what, Cue):
            self.work.show_cue(what)

    def panes(self) -> list[QWidget]:
        return [self.head, self.grid, *[p for p in self.beside.panels() if p.isVisible()]]

    def close_side_panel(self) -> bool:
        shown = [panel for panel in self.beside.panels() if panel.isVisible()]
        self.beside.make_room()
        self.keys_changed.emit()
        return bool(shown)

    def apply_changes(self, changes: Changes) -> None:
        if changes.touches(*COUNTED):
            self.counts.renew(changes)
        if not changes.touches(*SHOWN):
            return
        if self._source.renew(changes) or not self._drawn:
            self._redraw(read=False)
        else:
            self.grid.renew(changes)
            self.beside.show_chosen()

    def keys(self) -> list[tuple[str, str]]:
        """Those of the cards; the waveform and what is opened beside them stand in F1."""
        if self.work.shown is not None:
            return [("F4", self.tr("play")), ("F3", self.tr("−3 s")), ("Esc", self.tr("close"))]
        return [
            ("Alt+Up", self.tr("move card")),
            ("Ctrl+I", self.tr("evidence")),
            ("Ctrl+L", self.tr("release")),
            ("Space", self.tr("play or tick")),
        ]

    # ---- drawing

    def _redraw(self, *, read: bool = True) -> None:
        """Groups and questions anew, and of the cards those in sight; `read` False where that was done already."""
        self._drawn = True
        if read:
            self._source.read()
        bands = self._source.bands
        self.heads.show_groups(self._source.groups)
        self._fill_filter(bands)
        only = self.filter.currentData()
        self.grid.show_bands([b for b in bands if only is None or (b.question and b.question.id == only)])
        self.beside.show_chosen()

    def _on_theme_changed(self) -> None:
        """Cards and heads keep sizes and colours; they are built anew, now or when the page is shown."""
        if self.here:
            self._redraw()
        else:
            self._drawn = False

    def _fill_filter(self, bands: list[Band]) -> None:
        """A question that was taken away meanwhile leaves the choice at all questions."""
        chosen = self.filter.currentData()
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(self.tr("All questions"), None)
        for band in bands:
            if band.question:
                title = " ".join(band.question.heading.split())
                short = title if len(title) <= 40 else f"{title[:39]}…"
                self.filter.addItem(f"{band.number}  {short}", band.question.id)
        self.filter.setCurrentIndex(max(self.filter.findData(chosen), 0))
        self.filter.blockSignals(False)

    # ---- gestures that play

    def _space(self) -> None:
        """Space: play the clip of a quote, or tick what has none."""
        quote = self.does.quote
        if quote and quote.clip:
            self.sound.toggle(quote)
        else:
            self.does.tick()

    def _play(self, quote_id: str) -> None:
        quote = self._desk.store.get(Quote, quote_id)
        if quote is not None:
            self.sound.toggle(quote)

    def _on_chosen(self) -> None:
        """The keyboard goes from card to card also while the page is taken down; then there is nothing to read."""
        if self.here:
            self.beside.choose_again()

    def _on_playing_changed(self, quote_id: str) -> None:
        self.grid.show_playing(quote_id)

    # ---- building

    def _lay_out(self) -> None:
        self.head = FindingsHead(self.theme, self.title)
        self.filter = self.head.filter
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.heads)
        column.addWidget(self.grid, 1)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(left)
        for panel in (self.statement_panel, self.quote_panel, self.tray):
            panel.hide()
            self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([950, 336, 336, 336])
        for at in range(self.splitter.count()):
            self.splitter.setCollapsible(at, False)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.splitter.setObjectName("findings.cards")
        self.places = SideTabs(self.theme, self.splitter, self.tr("Cards"))
        outer.addWidget(self.places)

    def _wire(self) -> None:
        grid, does = self.grid, self.does
        self.filter.activated.connect(lambda _index: self._redraw(read=False))
        self.head.ideas.clicked.connect(self.beside.toggle_tray)
        self.head.unfinished.clicked.connect(self.work.toggle_completing)
        self.head.add_button.clicked.connect(self.beside.add_statement)
        grid.slid.connect(self.heads.slide)
        grid.chosen.connect(self._on_chosen)
        self.counts.counted.connect(self.head.show_counts)
        grid.play_requested.connect(self._play)
        grid.edit_requested.connect(self.beside.edit)
        grid.note_on_card.connect(does.drop_note_on_card)
        grid.note_on_cell.connect(does.drop_note)
        grid.card_on_card.connect(does.drop_card_on_card)
        grid.card_on_cell.connect(does.drop_card)
        self.sound.playing_changed.connect(self._on_playing_changed)
        self.sound.attached.connect(lambda _quote: self.quote_panel.editor.start.setFocus())
        self.tray.closed.connect(self.close_side_panel)
        self.work.opened.connect(self.beside.make_room)
        self.work.changed.connect(self.keys_changed)
        self.work.closed.connect(self.beside.close_work)
        self.tray.statement_requested.connect(does.statement_from)
        self.tray.evidence_requested.connect(does.rest_on)
        self.tray.quote_requested.connect(does.quote_from)
        wire_statement(self.statement_panel, self._desk, does)
        wire_quote(self.quote_panel, self._desk, does)
        self.statement_panel.text_saved.connect(self.beside.save_words)
        self.statement_panel.evidence_requested.connect(self.beside.toggle_tray)
        self.quote_panel.said.connect(self.notice)
        self.quote_panel.attach_requested.connect(self._attach)
        for panel in (self.statement_panel, self.quote_panel):
            panel.closed.connect(self.close_side_panel)
            panel.left.connect(self.beside.leave_words)

    def _attach(self) -> None:
        if (quote := self.does.quote) is not None:
            self.sound.attach(quote, self)

    def _add_actions(self, actions: Actions) -> None:
        does = self.does
        wishes: dict[str, Callable[[], object]] = {
            "add": self.beside.add_statement,
            "tray": self.beside.toggle_tray,
            "evidence": self.beside.evidence,
            "quote": self.beside.quote_idea,
            "edit": self.beside.edit,
            "release": does.release,
            "up": lambda: does.move(-1),
            "down": lambda: does.move(1),
            "attach": self._attach,
            **self.work.wishes(),
        }
        for spec in findings_actions():
            actions.add(spec, wishes[spec.id.removeprefix("findings.")])
        for action_id, text, key, act in (
            ("play", self.tr("Play the clip, or tick what has none"), "Space", self._space),
            ("delete", self.tr("Delete the card"), "Del", does.delete),
        ):
            actions.add(ActionSpec(f"findings.{action_id}", text, (key,), place=self.page_id, local=True), act)
        add_deck_actions(actions, self.page_id, self.beside.deck)
        give_keys(actions, self.page_id, self.quote_panel.editor.deck)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that belong to the cards and must not take letters from a field."""
        if event.key() == Qt.Key.Key_Space and self.grid.card is not None and self.grid.card.hasFocus():
            self._space()
        elif event.key() == Qt.Key.Key_Delete and self.grid.card is not None and self.grid.card.hasFocus():
            self.does.delete()
        else:
            super().keyPressEvent(event)
