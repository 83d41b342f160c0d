"""What the actions of Run do with the session on screen, by the end of their names."""

from collections.abc import Callable
from typing import Final

from facilitator.ui.run.audience_pane import AudiencePane
from facilitator.ui.run.session_view import SessionView


def _audience(work: Callable[[AudiencePane], None]) -> Callable[[SessionView], None]:
    """For a running session; one that is over has no audience."""

    def run(view: SessionView) -> None:
        if view.audience is not None:
            work(view.audience)

    return run


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
    "black": _audience(AudiencePane.toggle_black),
    "clock": _audience(AudiencePane.toggle_clock),
    "swap": _audience(AudiencePane.swap_screens),
}
