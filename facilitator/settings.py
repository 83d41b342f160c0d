"""What the user has chosen, as one frozen value kept in one small file."""

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = "settings.json"
LIMITS = {"scale": (1.0, 2.0), "lead_ms": (0, 60_000)}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `window` is where the window was, and `panes` where the borders inside it were drawn.
    `scale` enlarges type, 1 to 2. `lead_ms` is how long people take to react, so a mark lies that
    much before the first key. `audience_screen` is the name of the projector last used, `microphone` the
    id of the input chosen last, `scribe` the name of who writes along on this laptop, `keys` are the keys that the
    user has given to actions, by their ids, `speech_model` is the folder of their own model for writing down, and
    `motion` is "still" or "moves" where the user wants the screen otherwise than the system says. `report` is how
    documents were last wanted: the "paper", the file of a "template", and "large" print.
    """

    dark: bool = False
    scale: float = 1.0
    lead_ms: int = 5000
    audience_screen: str = ""
    microphone: str = ""
    scribe: str = ""
    black_hint: bool = True
    window: str = ""
    panes: dict[str, str] = field(default_factory=dict)
    last_study: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    speech_model: str = ""
    motion: str = ""
    report: dict[str, str] = field(default_factory=dict)


class SettingsFile:
    """Reads and writes the settings; an unreadable file counts as none, since defaults always work."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.now = self._read()

    def change(self, **values: Any) -> Settings:
        """Keeps changed settings at once; a folder that cannot be written loses nothing but them."""
        before, self.now = self.now, dataclasses.replace(self.now, **values)
        if self.now == before:
            return self.now
        part = self._path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(json.dumps(dataclasses.asdict(self.now), indent=1), encoding="utf-8")
            part.replace(self._path)
        return self.now

    def _read(self) -> Settings:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return Settings()
        return Settings(**_fitting(found if isinstance(found, dict) else {}))


def _fitting(found: dict[str, Any]) -> dict[str, Any]:
    """The values whose name, type and size are still ours."""
    defaults = dataclasses.asdict(Settings())
    return {name: value for name, value in found.items() if name in defaults and _fits(name, value, defaults[name])}


def _fits(name: str, value: Any, default: Any) -> bool:
    """Whether the window can live with it: a size that is no number or beyond all measure would leave it unusable."""
    if type(value) is not type(default):  # True is a number, too
        return False
    if isinstance(value, dict):
        return all(isinstance(each, str) for each in value.values())
    low, high = LIMITS.get(name, (None, None))
    return low is None or high is None or low <= value <= high
