"""What can be done on the report page, with its keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.ui.actions import Actions, ActionSpec
from facilitator.ui.report.words import tr

if TYPE_CHECKING:
    from facilitator.ui.report.page import ReportPage


def add_actions(page: "ReportPage", actions: Actions) -> None:
    """Every action of the page; those that are local are done by the widget that has the keyboard."""
    wishes: list[tuple[str, str, tuple[str, ...], str, Callable[[], object]]] = [
        ("save", tr("Save the document"), ("Ctrl+Shift+E",), "save", page.save),
        ("decide", tr("Go to the next decision"), ("F8",), "warning", page.decide),
        ("large", tr("Large page, or small again"), ("Ctrl+L",), "eye", page.preview.large.toggle),
        ("note", tr("Note a hand-over"), ("Ctrl+Return", "Ctrl+Enter"), "add", page.note_hand_over),
        ("replace", tr("Replace words that stand for somebody"), ("Ctrl+H",), "edit", page.replace_words),
        ("answers", tr("Take in answers from a page"), ("Ctrl+Shift+I",), "folder", page.take_in_answers),
        ("folder", tr("Open the folder of saved documents"), ("Ctrl+Shift+O",), "folder", page.open_folder),
    ]
    for name, text, keys, icon, act in wishes:
        actions.add(ActionSpec(f"report.{name}", text, keys, icon, place=page.page_id), act)
    for name, text, key in (
        ("show", tr("Decision: show it, or let the word stay"), "1"),
        ("withhold", tr("Decision: statement only, or reword"), "2"),
        ("back", tr("Page before"), "Left"),
        ("next", tr("Next page"), "Right"),
        ("given", tr("Write down who was given it"), "F2"),
    ):
        actions.add(ActionSpec(f"report.{name}", text, (key,), place=page.page_id, local=True))
