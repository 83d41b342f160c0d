"""The steps of the route while they are on screen: their words, and the group's rules on their way to the audience."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from facilitator.domain.errors import UserError
from facilitator.domain.questions import Place, Step
from facilitator.domain.sessions import Session
from facilitator.services.prepare.scripts import script_words
from facilitator.services.session.room import Room
from facilitator.storage.store import Store
from facilitator.ui.run.audience_pane import AudiencePane
from facilitator.ui.run.gestures import Say
from facilitator.ui.run.script import ScriptPane
from facilitator.ui.theme import Theme


class Steps(QObject):
    """Only the rules can reach the audience window; welcome and closing are for the one who speaks."""

    def __init__(
        self, theme: Theme, store: Store, session: Session, room: Room, audience: AudiencePane | None, say: Say
    ) -> None:
        super().__init__()
        self._store = store
        self._session = session.id
        self._room = room
        self._audience = audience
        self._say = say
        self._draft = f"rules/{session.id}"
        self._step: Step | None = None
        self.projected = False
        """Whether the rules are what the audience window is given; a question takes their place."""
        self.pane = ScriptPane(theme)
        self.pane.hide()
        self.pane.rules.kept.connect(self.keep)
        self.pane.rules.typed.connect(self._keep_draft)
        self.pane.show_requested.connect(self.show_rules)

    @property
    def rules(self) -> tuple[str, ...]:
        """The ground rules of this session as they are kept."""
        session = self._store.get(Session, self._session)
        return session.rules if session is not None else ()

    def show_place(self, place: Place | None) -> None:
        """What is on screen now; nothing of this is seen while it is a question."""
        self.keep()
        self._step = place if isinstance(place, Step) else None
        self.pane.setVisible(self._step is not None)
        self.refresh()

    def refresh(self) -> None:
        """Words and rules as the study holds them now."""
        if self._step is not None:
            text = script_words(self._store, self._step)
            self.pane.show_words(text, with_rules=self._step.kind == "rules")
        box = self.pane.rules
        if not box.hasFocus():
            box.show_text(self._store.draft(self._draft) or "\n".join(self.rules))
        if self.projected:
            self._project()

    def write_rules(self) -> None:
        """The keyboard goes into the box of rules, where that is on screen."""
        if self._step is None or self._step.kind != "rules":
            self._say(_tr("Ground rules are written at their step of the route, or in the session so far."), False)
            return
        self.pane.rules.setFocus()

    def show_rules(self) -> None:
        """The rules go on the audience window, at any moment of the session."""
        self.keep()
        if self._audience is None:
            self._say(_tr("This session is over; nothing is shown to the group."), False)
        elif not self.rules:
            self._say(_tr("There are no ground rules yet. Write the first one down."), False)
        else:
            self.projected = True
            self._audience.open_if_closed()
            self._project()
            self._say(_tr("The ground rules are on the audience window; F12 turns that black or shows it."), False)

    def keep(self) -> None:
        """What stands in the box goes into the study."""
        if self._step is None or self._step.kind != "rules":
            return
        lines = [" ".join(line.split()) for line in self.pane.rules.toPlainText().splitlines() if line.strip()]
        if tuple(lines) != self.rules:
            self._saying_why(lambda: self._room.set_rules(lines))
        if self._store.draft(self._draft):
            self._saying_why(lambda: self._store.keep_draft(self._draft, ""))

    def _keep_draft(self) -> None:
        self._saying_why(lambda: self._store.keep_draft(self._draft, self.pane.rules.toPlainText()))

    def _project(self) -> None:
        if self._audience is not None:
            self._audience.show_rules(self.rules)

    def _saying_why(self, work: Callable[[], object]) -> None:
        try:
            work()
        except UserError as error:
            self._say(str(error), False)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionView", text)
