"""What the actions of Run do with the session on screen, by the end of their names."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from facilitator.ui.audience.keys import BLACK, CLOCK
from facilitator.ui.run.audience_pane import AudiencePane
from facilitator.ui.run.session_view import SessionView


def _gesture(command: str, view: SessionView) -> None:
    view.gestures.command(command)


VIEW_COMMANDS: Final[dict[str, Callable[[SessionView], None]]] = {
    "back": lambda view: view.step(-1),
    "next": lambda view: view.step(1),
    "ending": SessionView.to_ending,
    "speakers": SessionView.fix_speakers,
    "rules": lambda view: view.steps.write_rules(),
    "show_rules": lambda view: view.steps.show_rules(),
    "moment": SessionView.mark_moment,
    "common": lambda view: view.gestures.mark_common_moment(),
    "play": lambda view: view.play(),
    "strike": lambda view: view.moves.strike(),
    "seats": lambda view: view.moves.seats(),
    **{command: partial(_gesture, command) for command in ("edit", "earlier", "later", "up", "down", "remove")},
}


def audience_commands(shown: Callable[[], SessionView | None]) -> dict[str, Callable[[], bool]]:
    """A running session opens the window too; one that is over has no audience, and these say so by False."""

    def on(work: Callable[[AudiencePane], None]) -> Callable[[], bool]:
        def run() -> bool:
            view = shown()
            if view is None or view.audience is None:
                return False
            work(view.audience)
            return True

        return run

    return {BLACK: on(AudiencePane.toggle_black), CLOCK: on(AudiencePane.toggle_clock)}


def view_keys(view: SessionView) -> list[tuple[str, str]]:
    """What stands in the strip while a session is on screen."""
    count = min(len(view.time.questions), 9)
    keys = [(f"Ctrl+1–{count}" if count else "Ctrl+0", _tr("refile"))]
    if view.is_live:
        keys += [("Ctrl+E", _tr("ending question")), ("F9", _tr("mark moment"))]
    return keys


def _tr(text: str) -> str:
    return QCoreApplication.translate("Run", text)
