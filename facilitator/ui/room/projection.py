"""What of a session stands on the audience window: ideas read back, or ground rules; it changes with them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from facilitator.ui.audience.controller import AudienceController
from facilitator.ui.audience.view import AudienceView


@dataclass(frozen=True)
class _Shown:
    """What was last shown, as it was meant and as it stands there: on the window words may be replaced."""

    view: AudienceView
    heading: str
    lines: tuple[str, ...]
    question: str


class Projection:
    """Never touches the window once something else was put on it."""

    def __init__(self, audience: AudienceController) -> None:
        self._audience = audience
        self._shown: _Shown | None = None

    def show(self, heading: str, lines: Sequence[str], question: str = "") -> None:
        """Puts a list on the window, which stays black if it is."""
        self._audience.show_list(heading, lines, foot=question)
        self._shown = _Shown(self._audience.content, heading, tuple(lines), question)

    def change(self, heading: str, lines: Sequence[str], question: str = "") -> None:
        """Brings the same list up to date, if it is there; black where nothing is left of it."""
        shown = self._shown
        if shown is None or self._audience.content != shown.view:
            return
        if (shown.heading, shown.question) != (heading, question):
            return
        if lines:
            self.show(heading, lines, question)
        else:
            self._audience.show_nothing()

    def keep_only(self, heading: str, said: Collection[str]) -> None:
        """Takes away what nobody has said any more."""
        shown = self._shown
        if shown is not None and shown.heading == heading:
            kept = [line for line in shown.lines if line in said]
            if len(kept) < len(shown.lines):
                self.change(heading, kept, shown.question)
