"""What remains of reflections: the summary of each, what all came to together, and the quotes that were kept."""

from dataclasses import replace

from facilitator.domain.findings import Quote
from facilitator.domain.reactions import Reflection
from facilitator.domain.study import STUDY_ID, Study
from facilitator.storage.store import Store


class Summaries:
    """Written by the facilitator in paragraphs, which an empty line parts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, session: str) -> tuple[str, ...]:
        """The paragraphs on a reflection session."""
        found = self._store.get(Reflection, session)
        return found.summary if found else ()

    def write(self, session: str, text: str) -> None:
        """Keeps what was typed about a reflection session."""
        paragraphs = _paragraphs(text)
        if paragraphs != self.of(session):
            with self._store.change("Write the summary") as change:
                change.put(Reflection(session, paragraphs))

    def together(self) -> tuple[str, ...]:
        """The paragraphs on what all groups made of each other's answers."""
        return (self._store.get(Study, STUDY_ID) or Study()).together

    def write_together(self, text: str) -> None:
        """Keeps what was typed about all of them."""
        paragraphs = _paragraphs(text)
        if paragraphs != self.together():
            study = self._store.get(Study, STUDY_ID) or Study()
            with self._store.change("Write what all groups made of it") as change:
                change.put(replace(study, together=paragraphs))

    def quotes(self, session: str) -> list[Quote]:
        """The quotes that were kept in a reflection."""
        return self._store.find(Quote, session=session)

    def release(self, quote: str, *, released: bool) -> None:
        """Lets a quote into reports and packs, or holds it back."""
        before = self._store.need(Quote, quote)
        with self._store.change("Release quote" if released else "Hold quote back") as change:
            change.put(replace(before, released=released))


def _paragraphs(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return tuple(part for part in parts if part)
