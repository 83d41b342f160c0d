"""What every page of the window is: it arrives, leaves, hears of changes and says what it wants."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from facilitator.domain.actors import Actor
from facilitator.domain.changes import Changes
from facilitator.ui.theme import Theme


class Context(NamedTuple):
    """What the top bar says beside the study's name: a group with its badge, and what is done with it."""

    text: str
    detail: str = ""
    letter: str = ""
    shape: str = "group"
    colour: str | int | None = None

    @classmethod
    def of(cls, actor: Actor, detail: str = "") -> "Context":
        """A group with its badge, and what is done with it."""
        return cls(actor.name, detail, actor.short or actor.name[:1].upper(), actor.kind, actor.colour)


class Page(QWidget):
    """Base of every page; subclasses set `page_id` and `title` and override what they need."""

    notice_requested = Signal(str, bool)
    """A sentence for the strip, and whether the last change can be undone from there."""
    go_requested = Signal(str, object)
    """A page id and what to show there: a record, an id, or None."""
    keys_changed = Signal()
    """`keys()` or `context()` would now answer differently."""

    page_id: str = ""
    title: str = ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._missed: list[Changes] = []
        self._here = False

    @property
    def stage(self) -> str:
        """The place in the rail that lights up while this page is shown."""
        return self.page_id.partition(".")[0]

    @property
    def here(self) -> bool:
        """Whether the page is the one on show."""
        return self._here

    def arrive(self) -> None:
        """The page comes on show; put the focus where work begins."""

    def leave(self) -> None:
        """Another page comes on show; store what is half typed."""

    def show_what(self, what: object) -> None:
        """Go to one record within the page; called after `arrive` when there is one."""

    def panes(self) -> list[QWidget]:
        """The stops of F6 in reading order, each a widget that can take the focus or holds one that can."""
        return []

    def borders(self) -> list[QSplitter]:
        """The splitters whose borders are to stay where they were drawn; to look for them takes a while."""
        return self.findChildren(QSplitter)

    def close_side_panel(self) -> bool:
        """Esc: close the side panel if one is open and say so."""
        return False

    def apply_changes(self, changes: Changes) -> None:
        """Redraw what the change touched; never called while the page is away."""

    def keys(self) -> list[tuple[str, str]]:
        """Key caps and one or two words each, for the right of the bottom strip: ("Ctrl+I", "evidence")."""
        return []

    def card(self) -> QWidget | None:
        """What F1 shows above the keys, made anew each time; None where the keys say enough."""
        return None

    def context(self) -> Context | None:
        """What stands in the top bar; None for the page's title."""
        return None

    def receive(self, changes: Changes) -> None:
        """Take a change now, or keep it until the page is shown again."""
        if self._here:
            self.apply_changes(changes)
        else:
            self._missed.append(changes)

    def come(self) -> None:
        """Called by the window: catch up with what was missed, then arrive."""
        self._here = True
        missed, self._missed = self._missed, []
        if missed:  # as one: a whole session written elsewhere must not be drawn entry by entry
            self.apply_changes(Changes.together(missed))
        self.arrive()

    def go_away(self) -> None:
        """Called by the window when another page takes the place."""
        self._here = False
        self.leave()

    def notice(self, sentence: str, *, undoable: bool = False) -> None:
        self.notice_requested.emit(sentence, undoable)
