"""What stands beside the cards: the chosen statement or quote, the ideas that are left, or work with sound."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from facilitator.ui.findings.deck import SoundDeck
from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.gestures import Gestures, Say
from facilitator.ui.findings.grid import GridView
from facilitator.ui.findings.quote_panel import QuotePanel
from facilitator.ui.findings.sound import CardSound
from facilitator.ui.findings.sound_work import SoundWork
from facilitator.ui.findings.statement_panel import StatementPanel
from facilitator.ui.findings.tray import IdeaTray
from facilitator.ui.theme import Theme


class BesideCards(QObject):
    """One panel at a time is on show; it follows what is chosen in the grid, and `say` puts a sentence in the strip."""

    def __init__(
        self,
        theme: Theme,
        desk: FindingsDesk,
        grid: GridView,
        does: Gestures,
        sound: CardSound,
        work: SoundWork,
        say: Say,
    ) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._does, self._sound, self._work, self._say = desk, grid, does, sound, work, say
        self._new_in: tuple[str, str | None] | None = None
        self.statement = StatementPanel(theme)
        self.quote = QuotePanel(theme, desk.player, desk.ear)
        self.tray = IdeaTray(theme)

    def show_chosen(self) -> None:
        """Bring the panel at the right up to date with what is chosen."""
        if self._work.shown is not None:
            self._work.refresh()
            return
        if self.tray.isVisible():
            self._show_ideas()
            return
        quote, statement = self._does.quote, self._does.statement
        self.quote.setVisible(quote is not None)
        self.statement.setVisible(statement is not None or self._new_in is not None)
        if quote is not None:
            self.quote.show_quote(self._desk.quote_view(quote))
        elif statement is not None:
            self.statement.show_statement(self._desk.statement_view(statement))

    def _show_ideas(self) -> None:
        cell = self._grid.cell
        group = cell.actor if cell else None
        notes = self._desk.ideas.of(group.id if group else None)
        self.tray.show_ideas(group, notes, self._desk.labels())

    def panels(self) -> list[QWidget]:
        """Every panel that was made, on show or not."""
        return [self.statement, self.quote, self.tray, *self._work.panels]

    def be_silent(self) -> None:
        """Stop what plays, and keep what is half typed from it."""
        self._sound.stop()
        self.quote.editor.deck.listener.pause()
        self._work.leave()

    def deck(self) -> SoundDeck | None:
        """The waveform on show."""
        if self._work.shown is not None:
            return self._work.deck
        return self.quote.editor.deck if self.quote.editor.isVisible() else None

    def choose_again(self) -> None:
        """Another card is chosen: a new statement that has no words yet is forgotten."""
        self._new_in = None
        self.show_chosen()

    def add_statement(self) -> None:
        """An empty panel for the chosen cell, with the keyboard in its words."""
        cell = self._grid.cell
        if cell is None or cell.question is None:
            self._say(self.tr("Choose the cell of a group and a question first, with the arrow keys."))
            return
        self.make_room()  # keeps the words that were being typed, before others are new
        self._new_in = (cell.actor.id, cell.question)
        self.statement.show_new(cell.actor, self._desk.labels().get(cell.question, ""))
        self.statement.show()
        self.statement.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save_words(self, words: str) -> None:
        """The words of the chosen statement, or of the new one."""
        if self._new_in is not None:
            (actor, question), self._new_in = self._new_in, None
            made = self._desk.findings.add_statement(actor, question, words)
            self._grid.choose(made.id)
            self._say(self.tr("Statement written."), undoable=True)
        elif (statement := self._does.statement) is not None:
            self._desk.findings.edit_statement(statement.id, words)

    def leave_words(self) -> None:
        """The keyboard goes back to the cards."""
        if self._new_in is not None:
            self.choose_again()
        self._to_cards()

    def _to_cards(self) -> None:
        """Before a panel goes: one that takes the keyboard along would let Qt choose some other card."""
        if self._grid.current is not None:
            self._grid.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """The keyboard goes into the words of what is chosen."""
        self._close_tray()
        if self._work.shown is not None:
            self.close_work()
        panel = self.quote if self._does.quote else self.statement
        if panel.isVisible():
            panel.words.begin()
            panel.bring_into_view(panel.words)

    def make_room(self) -> None:
        """For another panel; the keyboard waits on the chosen card."""
        self._to_cards()
        self.be_silent()
        for panel in self.panels():
            panel.hide()

    def close_work(self) -> None:
        """From work with sound back to the chosen card."""
        self._to_cards()
        self._work.hide()
        self.show_chosen()

    def toggle_tray(self) -> None:
        """The ideas that are left, or the chosen card again."""
        if self.tray.isVisible():
            self._close_tray()
            return
        self.make_room()
        self.tray.show()
        self._show_ideas()
        self.tray.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _close_tray(self) -> None:
        if self.tray.isVisible():
            self._to_cards()
            self.tray.hide()
            self.show_chosen()

    def evidence(self) -> None:
        """Ctrl+I: the idea under the keyboard goes to the chosen card; without the tray, open it."""
        if not self.tray.isVisible():
            self.toggle_tray()
        elif self.tray.note is not None:
            self._does.rest_on(self.tray.note.id)

    def quote_idea(self) -> None:
        if self.tray.isVisible() and self.tray.note is not None:
            self._does.quote_from(self.tray.note.id)
        else:
            self._work.quote_words()
