"""Parts of a study that arrived in a file and are kept for it, although no page shows them yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extra:
    """A section of study JSON, word for word; the id is its name and `text` its JSON."""

    id: str
    text: str = "[]"
