"""Words that stand for somebody are replaced by others in square brackets, as editors mark what was not said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from facilitator.domain.documents.blocks import Document, Paragraph, Run
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.packs import Pack, PackItem, PackQuote

T = TypeVar("T")
NOT_TEXT = frozenset({"item", "actor", "series", "kind", "language", "name", "key", "ref", "also"})
"""Fields of blocks that hold ids and the like."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """`words` as they were said, and what stands `instead`, with or without its brackets."""

    words: str
    instead: str

    @property
    def bracketed(self) -> str:
        """What is put into the text."""
        bare = " ".join(self.instead.split())
        return bare if bare.startswith("[") and bare.endswith("]") else f"[{bare}]"


class Replacing:
    """A list of replacements, ready to be applied to many texts; longer words go before shorter ones."""

    def __init__(self, replacements: Sequence[Replacement]) -> None:
        usable = [each for each in replacements if each.words.split() and each.instead.strip(" []")]
        self._instead = {_key(each.words): each.bracketed for each in usable}
        forms = (r"\s+".join(map(re.escape, key.split())) for key in sorted(self._instead, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if usable else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def text(self, text: str) -> str:
        """The text with everything replaced; what stands in brackets already is left alone."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._instead.get(_key(found[0]), found[0]), text)

    def document(self, document: Document) -> Document:
        """The document with everything replaced in each of its texts."""
        return self.value(document) if self else document

    def pack(self, pack: Pack) -> Pack:
        """The pack with everything replaced in its statements and quotes."""
        if not self:
            return pack
        return replace(
            pack,
            items=tuple(self._item(item) for item in pack.items),
            to_decide=tuple(self._said(quote) for quote in pack.to_decide),
        )

    def value(self, value: T) -> T:
        """Any value made of blocks, cells and texts."""
        if not self:
            return value
        made: Any = self._value(value)
        return made  # type: ignore[no-any-return]

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(self._value(each) for each in value)
        if isinstance(value, Paragraph):
            return replace(value, runs=self._runs(value.runs))
        if is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value)
        return value

    def _dataclass(self, value: Any) -> Any:
        before = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in NOT_TEXT}
        after = {name: self._value(part) for name, part in before.items()}
        changed = {name: part for name, part in after.items() if part != before[name]}
        return replace(value, **changed) if changed else value

    def _runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Words that run over a change of look lose it rather than stay."""
        made = tuple(replace(run, text=self.text(run.text)) for run in runs)
        whole = "".join(run.text for run in made)
        return made if self.text(whole) == whole else (Run(self.text(whole)),)

    def _item(self, item: PackItem) -> PackItem:
        statement = self._said(item.statement) if item.statement else None
        quotes = tuple(PackQuote(self._said(each.quote), each.replay) for each in item.quotes)
        return item._replace(statement=statement, quotes=quotes)

    def _said(self, said: "Statement | Quote | Any") -> Any:
        text = self.text(said.text)
        return said if text == said.text else replace(said, text=text)


def _key(words: str) -> str:
    return " ".join(words.casefold().split())
