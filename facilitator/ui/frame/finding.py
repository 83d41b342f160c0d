"""What the palette offers: actions first, then what the study holds."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from facilitator.domain.actors import Actor
from facilitator.domain.findings import Quote, Statement
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question
from facilitator.domain.transcripts import Cue
from facilitator.services.search import Hit, Search
from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.frame.palette import Found
from facilitator.ui.widgets.badge import BadgeLook

ICONS = {Question: "list", Person: "person", Statement: "findings", Quote: "quote", Note: "note", Cue: "transcript"}


class Finder:
    """Answers the palette; `search` is None while no study is open."""

    def __init__(
        self,
        actions: Actions,
        run_action: Callable[[str], None],
        go: Callable[[str, object], None],
        search: Callable[[], Search | None],
        has_page: Callable[[str], bool],
    ) -> None:
        self._actions = actions
        self._run = run_action
        self._go = go
        self._search = search
        self._has_page = has_page

    def look(self, text: str) -> Iterator[list[Found]]:
        """Every action that fits the words, the nearest first, then part by part what the study holds."""
        words = text.casefold().split()
        fitting = [spec for spec in self._actions.all() if self._fits(spec, words)]
        yield [self._action(spec) for spec in sorted(fitting, key=lambda spec: _far_off(spec.text, words))]
        search = self._search()
        for hits in search.look(text) if search else ():
            yield [self._hit(hit) for hit in hits if self._has_page(hit.page)]

    def _fits(self, spec: ActionSpec, words: list[str]) -> bool:
        """Actions of a page that is not there, local keys and the palette itself are left out."""
        if spec.local or spec.id == "search" or not self._actions.action(spec.id).text():
            return False
        if spec.place and not self._has_page(spec.place):
            return False
        return all(word in spec.text.casefold() for word in words)

    def _action(self, spec: ActionSpec) -> Found:
        action_id = spec.id
        return Found(spec.text, _tr("action"), lambda: self._run(action_id), spec.icon or "right", caps=spec.shortcut)

    def _hit(self, hit: Hit) -> Found:
        is_quote = isinstance(hit.record, Quote)
        return Found(
            f"“{hit.text}”" if is_quote else hit.text,
            _kind(hit),
            lambda: self._go(hit.page, hit.record),
            ICONS.get(type(hit.record), ""),
            BadgeLook.of(hit.owner) if hit.owner else None,
            italic=is_quote,
        )


def _far_off(text: str, words: list[str]) -> int:
    """Actions that begin as what is typed come first, then those with words that do: "end s" is End the session."""
    said = text.casefold().split()
    if not all(any(each.startswith(word) for each in said) for word in words):
        return 2
    return 0 if said[:1] and said[0].startswith(tuple(words[:1])) else 1


def _kind(hit: Hit) -> str:
    kinds: dict[type, str] = {
        Actor: _tr("group"),
        Question: _tr("question"),
        Person: _tr("person"),
        Statement: _tr("statement"),
        Quote: _tr("quote"),
        Note: _tr("note"),
        Cue: _tr("transcript"),
    }
    return kinds[type(hit.record)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)
