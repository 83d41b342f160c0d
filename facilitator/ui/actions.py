"""Every action of the program by name: its words, its key, its sign, and the page where it works.

Menus, the palette, the key list and the bottom strip read from here, so a key is written down once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from facilitator.domain.errors import UserError

EVERYWHERE = ""


class ActionSpec(NamedTuple):
    """What an action is. `local` keys are handled by the widget that has the focus and only listed here."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    place: str = EVERYWHERE
    local: bool = False

    @property
    def shortcut(self) -> str:
        """The key to show, or nothing."""
        return self.keys[0] if self.keys else ""


class Actions(QObject):
    """The registry; refuses two actions on one key in one place."""

    changed = Signal()
    rebound = Signal(str, str)
    """An action and the key that the user has given it, to be kept."""

    def __init__(self, own_keys: Mapping[str, str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own_keys = {action: key for action, key in (own_keys or {}).items() if key}
        self._told: list[Callable[[], Iterable[ActionSpec]]] = []
        self._usual: dict[str, tuple[str, ...]] = {}
        self._specs: dict[str, ActionSpec] = {}
        self._by_key: dict[str, list[str]] = {}
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        self._window: QWidget | None = None
        self._place = EVERYWHERE

    def __iter__(self) -> Iterator[ActionSpec]:
        return iter(self._specs.values())

    def __contains__(self, action_id: str) -> bool:
        return action_id in self._specs

    def add(self, spec: ActionSpec, handler: Callable[[], object] | None = None) -> QAction:
        """Register an action; a page that is built again only binds its new handler."""
        if spec.id not in self._specs:
            self._usual[spec.id] = spec.keys
            self._register(self._with_own_key(spec))
        if handler is not None:
            self._handlers[spec.id] = handler
        return self._actions[spec.id]

    def declare(self, told: Callable[[], Iterable[ActionSpec]]) -> None:
        """Actions of pages that may not have been made yet: `told` is asked when all are wanted."""
        self._told.append(told)

    def all(self) -> list[ActionSpec]:
        """Every action there is, also those of pages that nobody has visited."""
        while self._told:
            for spec in self._told.pop()():
                self.add(spec)
        return list(self)

    def bind(self, action_id: str, handler: Callable[[], object]) -> None:
        """Say what a registered action does."""
        self._handlers[action_id] = handler

    def spec(self, action_id: str) -> ActionSpec:
        return self._specs[action_id]

    def action(self, action_id: str) -> QAction:
        """For menus and for switching it on and off."""
        return self._actions[action_id]

    def trigger(self, action_id: str) -> None:
        if self._actions[action_id].isEnabled():
            self._actions[action_id].trigger()

    def set_disabled_reason(self, action_id: str, reason: str) -> None:
        """Switch an action off and say why; with an empty reason it is on again."""
        action = self._actions[action_id]
        action.setEnabled(not reason)
        action.setToolTip(reason or self._specs[action_id].text)

    def rebind_key(self, action_id: str, key: str) -> None:
        """Give an action the user's own key, unless another action has it in the same place."""
        self._change_keys(action_id, (key, *self._usual[action_id][1:]))
        self._own_keys[action_id] = key
        self.rebound.emit(action_id, key)

    def rebind_keys(self, action_ids: Iterable[str], key: str) -> None:
        """The same for one action that stands in several places: in all of them, or in none."""
        wanted = list(action_ids)
        for action_id in wanted:
            self._refuse_conflict(self._specs[action_id]._replace(keys=(key, *self._usual[action_id][1:])))
        for action_id in wanted:
            self.rebind_key(action_id, key)

    def has_own_key(self, action_id: str) -> bool:
        """Whether the user has given it another key than the usual one."""
        return action_id in self._own_keys

    def reset_key(self, action_id: str) -> None:
        """Give an action its usual key back, unless the user has given that to another one meanwhile."""
        self._change_keys(action_id, self._usual[action_id])
        self._own_keys.pop(action_id, None)
        self.rebound.emit(action_id, "")

    def reset_keys(self, action_ids: Iterable[str]) -> None:
        """The same for one action that stands in several places: in all of them, or in none."""
        wanted = list(action_ids)
        for action_id in wanted:
            self._refuse_conflict(self._specs[action_id]._replace(keys=self._usual[action_id]))
        for action_id in wanted:
            self.reset_key(action_id)

    def attach(self, window: QWidget) -> None:
        """From now on the keys work in this window."""
        self._window = window
        for action_id in self._specs:
            self._place_action(action_id)

    def show_place(self, place: str) -> None:
        """Only the keys of this page and those that work everywhere are live."""
        self._place = place
        for action_id in self._specs:
            self._place_action(action_id)

    def at(self, place: str) -> list[ActionSpec]:
        """The actions of a page, then those that work everywhere."""
        here = [spec for spec in self if spec.place == place and place]
        return here + [spec for spec in self if spec.place == EVERYWHERE]

    def _change_keys(self, action_id: str, keys: tuple[str, ...]) -> None:
        new = self._specs[action_id]._replace(keys=keys)
        self._refuse_conflict(new)
        self._list_keys(self._specs[action_id], new)
        self._specs[action_id] = new
        self._give_keys(new)
        self.changed.emit()

    def _register(self, spec: ActionSpec) -> None:
        self._refuse_conflict(spec)
        action = QAction(spec.text, self)
        action.setObjectName(spec.id)
        action.triggered.connect(lambda: self._run(spec.id))
        self._specs[spec.id] = spec
        self._list_keys(None, spec)
        self._actions[spec.id] = action
        self._give_keys(spec)
        self._place_action(spec.id)
        self.changed.emit()

    def _with_own_key(self, spec: ActionSpec) -> ActionSpec:
        own = self._own_keys.get(spec.id)
        if not own:
            return self._without_given_keys(spec)
        wished = spec._replace(keys=(own, *spec.keys[1:]))
        if any(self._taken(wished)):
            return self._without_given_keys(spec)  # kept in an older version, and taken by something else since
        return wished

    def _without_given_keys(self, spec: ActionSpec) -> ActionSpec:
        """A page that comes later goes without the keys that the user has given to something else."""
        given = {key for other, key in self._taken(spec) if other.id in self._own_keys}
        return spec._replace(keys=tuple(key for key in spec.keys if _normal(key) not in given))

    def _taken(self, spec: ActionSpec) -> Iterator[tuple[ActionSpec, str]]:
        """Other actions that can be wanted in the same place on the same key, and that key."""
        for key in dict.fromkeys(map(_normal, spec.keys)):
            for other in map(self.spec, self._by_key.get(key, ())):
                together = EVERYWHERE in {spec.place, other.place} or spec.place == other.place
                if other.id != spec.id and together:
                    yield other, key

    def _list_keys(self, before: ActionSpec | None, now: ActionSpec) -> None:
        for key in dict.fromkeys(map(_normal, before.keys)) if before else ():
            self._by_key[key].remove(now.id)
        for key in dict.fromkeys(map(_normal, now.keys)):
            self._by_key.setdefault(key, []).append(now.id)

    def _refuse_conflict(self, spec: ActionSpec) -> None:
        for other, key in self._taken(spec):
            raise UserError(
                self.tr("{key} already means “{other}”. Choose another key for “{action}”.").format(
                    key=key, other=other.text, action=spec.text
                )
            )

    def _give_keys(self, spec: ActionSpec) -> None:
        keys = [] if spec.local else [QKeySequence(key) for key in spec.keys]
        self._actions[spec.id].setShortcuts(keys)

    def _place_action(self, action_id: str) -> None:
        if self._window is None:
            return
        action = self._actions[action_id]
        if self._specs[action_id].place in {EVERYWHERE, self._place}:
            self._window.addAction(action)
        else:
            self._window.removeAction(action)

    def _run(self, action_id: str) -> None:
        handler = self._handlers.get(action_id)
        if handler is not None:
            handler()


@cache
def _normal(key: str) -> str:
    """One spelling of a shortcut, so that "ctrl+z" and "Ctrl+Z" are the same key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText) or key
