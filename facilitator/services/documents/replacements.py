"""The list of words that stand for somebody and of what is written instead, and what it does to the study's texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.documents.replacing import Replacement, Replacing
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.questions import Question
from facilitator.storage.names import NameKey
from facilitator.storage.store import Store


@dataclass(frozen=True, slots=True)
class Replaced:
    """One text before and after."""

    item: str
    before: str
    after: str


class Replacements:
    """Kept beside the real names, apart from the study, whose own texts stay as they are."""

    def __init__(self, store: Store, names: NameKey) -> None:
        self._store = store
        self._names = names

    def all(self) -> list[Replacement]:
        """The list in its order."""
        return [Replacement(words, instead) for words, instead in self._names.replacements()]

    def keep(self, listed: Sequence[Replacement]) -> None:
        """Keeps the list instead of the one before; lines without words are left out. UserError for half a line."""
        clean = [Replacement(" ".join(each.words.split()), " ".join(each.instead.split())) for each in listed]
        clean = [each for each in clean if each.words]
        seen: set[str] = set()
        for each in clean:
            if not each.instead.strip(" []"):
                raise UserError(f"Type what is written instead of “{each.words}”, as “a manager”.")
            if each.words.casefold() in seen:
                raise UserError(f"“{each.words}” stands in the list twice. Remove one of the two lines.")
            seen.add(each.words.casefold())
        self._names.set_replacements([(each.words, each.bracketed) for each in clean])

    def preview(self, listed: Sequence[Replacement]) -> list[Replaced]:
        """Every text of findings and questions that the list changes."""
        replacing = Replacing(listed)
        made = ((item, text, replacing.text(text)) for item, text in self._texts())
        return [Replaced(item, before, after) for item, before, after in made if before != after]

    def _texts(self) -> Iterator[tuple[str, str]]:
        for record in (Statement, Quote, Question):
            found: list[Statement | Quote | Question] = list(self._store.find(record))
            yield from ((each.id, each.text) for each in found)
