"""The keys of the audience window: they work on every page, since what must go dark must go dark at once."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import Actions, ActionSpec

if TYPE_CHECKING:
    from facilitator.ui.audience.controller import AudienceController

BLACK, CLOCK, SWAP = "audience.black", "audience.clock", "audience.swap"


class AudienceKeys:
    """A page that knows more of what is shown takes the keys while it is on show and gives them back when it goes."""

    def __init__(
        self,
        actions: Actions,
        audience: "AudienceController | None",
        say: Callable[[str], None],
        own: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """What is `own` and answers False has done nothing: then the window is turned as from anywhere else."""
        self._actions = actions
        self._audience = audience
        self._say = say
        self._elsewhere: dict[str, Callable[[], object]] = {
            BLACK: self.toggle_black,
            CLOCK: self.toggle_clock,
            SWAP: self.swap_screens,
        }
        own = own or {}
        self._here = {key: self._first(own[key], work) if key in own else work for key, work in self._elsewhere.items()}
        for spec in audience_actions():
            actions.add(spec)

    def take(self) -> None:
        """The page comes on show."""
        self._bind(self._here)

    def give_back(self) -> None:
        """Another page comes; the window can still be made black or shown."""
        self._bind(self._elsewhere)

    def toggle_black(self) -> None:
        if (audience := self._open()) is not None:
            audience.toggle_black()
            black = _tr("The audience window is black. F12 shows again what was on it.")
            self._say(black if audience.is_black else _tr("The audience window shows what is on it."))

    def toggle_clock(self) -> None:
        if (audience := self._open()) is not None:
            audience.toggle_clock()

    def swap_screens(self) -> None:
        if (audience := self._open()) is not None:
            audience.swap_screens()

    @staticmethod
    def _first(own: Callable[[], object], otherwise: Callable[[], object]) -> Callable[[], object]:
        return lambda: otherwise() if own() is False else None

    def _open(self) -> "AudienceController | None":
        if self._audience is not None and self._audience.is_open:
            return self._audience
        self._say(closed_words())
        return None

    def _bind(self, does: Mapping[str, Callable[[], object]]) -> None:
        if self._audience is not None:
            for action_id, work in does.items():
                self._actions.bind(action_id, work)


def audience_actions() -> list[ActionSpec]:
    return [
        ActionSpec(BLACK, _tr("Audience window black or back"), ("F12",), "black"),
        ActionSpec(CLOCK, _tr("Clock on the audience window"), ("Shift+F12",), "clock"),
        ActionSpec(SWAP, _tr("Swap screens"), ("Ctrl+Alt+F12",), "swap"),
    ]


def closed_words() -> str:
    """What is said where the keys have nothing to turn."""
    return _tr("The audience window is closed. It is opened in a session.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Audience", text)
