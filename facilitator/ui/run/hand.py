"""Who writes on this laptop, and how long people take to react."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.services.session.capture import LEAD_MS


@dataclass(frozen=True)
class Hand:
    """`lead_ms` lies a mark before its first key; `scribe` names who writes along here, nobody for the facilitator.

    `exports` is the folder for what is printed.
    """

    lead_ms: int = LEAD_MS
    scribe: Callable[[], str] = str
    exports: Path | None = None
