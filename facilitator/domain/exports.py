"""What left the laptop, for whom, and what was in it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Export:
    """One written document; `items` are the ids of statements and quotes inside.

    `given_to` is the facilitator's own note of who received it.
    """

    id: str
    position: float = 0.0
    at: str = ""
    document: str = ""
    recipient: str | None = None
    file: str = ""
    sha256: str = ""
    items: tuple[str, ...] = ()
    given_to: str = ""
