"""What can be done on the report page, with its keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.report.words import tr

if TYPE_CHECKING:
    from facilitator.ui.report.page import ReportPage

PLACE = "report"


def report_actions() -> list[ActionSpec]:
    words: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
        ("save", tr("Save the document"), ("Ctrl+Shift+E",), "save"),
        ("decide", tr("Go to the next decision"), ("F8",), "warning"),
        ("large", tr("Large page, or small again"), ("Ctrl+L",), "eye"),
        ("note", tr("Note a hand-over"), ("Ctrl+Return", "Ctrl+Enter"), "add"),
        ("replace", tr("Replace words that stand for somebody"), ("Ctrl+H",), "edit"),
        ("answers", tr("Take in answers from a page"), ("Ctrl+Shift+I",), "folder"),
        ("folder", tr("Open the folder of saved documents"), ("Ctrl+Shift+O",), "folder"),
    )
    return [ActionSpec(f"report.{name}", text, keys, icon, place=PLACE) for name, text, keys, icon in words]


def add_actions(page: "ReportPage", actions: Actions) -> None:
    """Every action of the page; those that are local are done by the widget that has the keyboard."""
    wishes: dict[str, Callable[[], object]] = {
        "report.save": page.save,
        "report.decide": page.decide,
        "report.large": page.preview.large.toggle,
        "report.note": page.note_hand_over,
        "report.replace": page.replace_words,
        "report.answers": page.take_in_answers,
        "report.folder": page.open_folder,
    }
    for spec in report_actions():
        actions.add(spec, wishes[spec.id])
    for name, text, key in (
        ("show", tr("Decision: show it, or let the word stay"), "1"),
        ("withhold", tr("Decision: statement only, or reword"), "2"),
        ("back", tr("Page before"), "Left"),
        ("next", tr("Next page"), "Right"),
        ("first", tr("First page"), "Home"),
        ("last", tr("Last page"), "End"),
        ("given", tr("Write down who was given it"), "F2"),
    ):
        actions.add(ActionSpec(f"report.{name}", text, (key,), place=PLACE, local=True))
