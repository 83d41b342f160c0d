"""The actions of the report page with their keys."""

from facilitator.ui.actions import ActionSpec
from facilitator.ui.report.words import tr

PLACE = "report"


def report_actions() -> list[ActionSpec]:
    """What the page can do; the local ones belong to its preview, its checks and its log."""
    words: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
        ("save", tr("Save the document"), ("Ctrl+Shift+E",), "save"),
        ("decide", tr("Go to the next decision"), ("F8",), "warning"),
        ("large", tr("Large page, or small again"), ("Ctrl+L",), "eye"),
        ("note", tr("Note a hand-over"), ("Ctrl+Return", "Ctrl+Enter"), "add"),
        ("replace", tr("Replace words that stand for somebody"), ("Ctrl+H",), "edit"),
        ("answers", tr("Take in answers from a page"), ("Ctrl+Shift+I",), "folder"),
        ("folder", tr("Open the folder of saved documents"), ("Ctrl+Shift+O",), "folder"),
    )
    local = (
        ("show", tr("Decision: show it, or let the word stay"), "1"),
        ("withhold", tr("Decision: statement only, or reword"), "2"),
        ("back", tr("Page before"), "Left"),
        ("next", tr("Next page"), "Right"),
        ("first", tr("First page"), "Home"),
        ("last", tr("Last page"), "End"),
        ("given", tr("Write down who was given it"), "F2"),
    )
    return [
        *(ActionSpec(f"report.{name}", text, keys, icon, place=PLACE) for name, text, keys, icon in words),
        *(ActionSpec(f"report.{name}", text, (key,), place=PLACE, local=True) for name, text, key in local),
    ]
