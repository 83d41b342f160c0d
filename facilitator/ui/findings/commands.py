"""What can be done on the findings page, with its keys."""

from PySide6.QtCore import QCoreApplication

from facilitator.ui.actions import ActionSpec

PLACE = "findings"


def findings_actions() -> list[ActionSpec]:
    """With cards, then with the sound behind them."""
    words: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
        ("add", _tr("Add a statement"), ("Ctrl+Return", "Ctrl+Enter"), "add"),
        ("tray", _tr("Ideas left"), ("Ctrl+T",), "idea"),
        ("evidence", _tr("Add evidence to the statement"), ("Ctrl+I",), "add"),
        ("quote", _tr("Make a quote from the idea or transcript"), ("Ctrl+U",), "quote"),
        ("edit", _tr("Edit the words"), ("F2",), "edit"),
        ("release", _tr("Release or hold back"), ("Ctrl+L",), "eye"),
        ("up", _tr("Move card up"), ("Alt+Up",), "arrow_up"),
        ("down", _tr("Move card down"), ("Alt+Down",), "arrow_down"),
        ("attach", _tr("Attach a clip to the quote"), ("Ctrl+Shift+A",), "folder"),
        ("finish", _tr("Finish entries from audio"), ("Ctrl+Shift+F",), "later"),
        ("clips", _tr("Save clips as files"), ("Ctrl+Shift+E",), "export"),
        ("transcript", _tr("Transcript beside the sound"), ("Ctrl+Shift+T",), "transcript"),
        ("import_transcript", _tr("Import a transcript"), ("Ctrl+Shift+I",), "folder"),
        ("speaker", _tr("Say who a speaker of the transcript is"), ("Ctrl+Shift+U",), "person"),
        ("search_transcript", _tr("Search the transcript"), ("Ctrl+F",), "search"),
    )
    return [ActionSpec(f"{PLACE}.{name}", text, keys, icon, place=PLACE) for name, text, keys, icon in words]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)
