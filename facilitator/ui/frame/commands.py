"""The actions that the window itself has, whatever page is shown."""

import sys

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec
from facilitator.ui.audience.keys import audience_actions
from facilitator.ui.frame.rail import Stage


def stage_key(place: int) -> str:
    """The key of a place in the rail, from 1; Alt+digit types signs on a Mac."""
    return f"Meta+{place}" if sys.platform == "darwin" else f"Alt+{place}"


def stages() -> list[Stage]:
    """The steps of a study in rail order."""
    words = {
        "prepare": _tr("Prepare"),
        "run": _tr("Run"),
        "findings": _tr("Findings"),
        "reflect": _tr("Reflect"),
        "report": _tr("Report"),
    }
    return [Stage(stage, text, stage, stage_key(place)) for place, (stage, text) in enumerate(words.items(), start=1)]


def window_actions() -> list[ActionSpec]:
    return [
        ActionSpec("search", _tr("Search the study"), ("Ctrl+K",), "search"),
        ActionSpec("undo", _tr("Undo"), ("Ctrl+Z",), "undo"),
        ActionSpec("redo", _tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        ActionSpec("save", _tr("Say when it was saved"), ("Ctrl+S",), "save"),
        ActionSpec("keys", _tr("Keys of this screen and notices"), ("F1",), "keys"),
        ActionSpec("next_pane", _tr("Next pane"), ("F6",)),
        ActionSpec("previous_pane", _tr("Previous pane"), ("Shift+F6",)),
        ActionSpec("close_panel", _tr("Close the side panel"), ("Esc",), local=True),
        *audience_actions(),
        ActionSpec("larger", _tr("Larger type"), ("Ctrl+=", "Ctrl++"), "larger"),
        ActionSpec("smaller", _tr("Smaller type"), ("Ctrl+-",), "larger"),
        ActionSpec("light_dark", _tr("Light or dark"), ("Ctrl+Shift+D",), "dark"),
    ]


def stage_action(stage: Stage) -> ActionSpec:
    text = _tr("Go to {stage}").format(stage=stage.text)
    return ActionSpec(f"stage.{stage.id}", text, (stage.key,), stage.icon)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Window", text)
