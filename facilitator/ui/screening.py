"""The last look at what is about to be projected: words are replaced, and what holds a real name stays black."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from facilitator.services.releasing.gatekeeping import Gatekeeper
from facilitator.ui.audience.view import AudienceView

READ = frozenset({"question", "heading", "statement", "quote", "foot", "lines"})
"""The fields of a view that hold somebody's words."""


class Screening:
    """Stands before the audience window; `tell` is given a sentence when something is kept from it."""

    def __init__(self, gate: Gatekeeper, tell: Callable[[str], None]) -> None:
        self._gate = gate
        self._tell = tell
        self._told = ""

    def __call__(self, view: AudienceView) -> AudienceView:
        """The view as it may be seen; black where it holds a whole real name, an address or a number."""
        before = {each.name: getattr(view, each.name) for each in fields(view) if each.name in READ}
        read: dict[str, Any] = {name: self._gate.replacing.value(value) for name, value in before.items()}
        texts = [text for value in read.values() for text in ((value,) if isinstance(value, str) else value)]
        hits = self._gate.on_screen(texts)
        if not hits:
            self._told = ""
            return replace(view, **read) if read != before else view
        words = "”, “".join(hit.word for hit in hits)
        if words != self._told:
            self._told = words
            self._tell(_sentence().format(words=words))
        return AudienceView()


def _sentence() -> str:
    return QCoreApplication.translate(
        "Screening",
        "“{words}” would give somebody away, so the audience sees black. Reword it, or replace it in Report.",
    )
