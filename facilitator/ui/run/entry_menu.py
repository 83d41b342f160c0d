"""The menu of an entry: everything that can be done with it, with the keys that do the same."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.domain.questions import Question
from facilitator.ui.run.gestures import Gestures


def entry_menu(
    parent: QWidget, gestures: Gestures, questions: Sequence[Question], play: Callable[[], None] | None
) -> QMenu:
    """For the chosen entry; `play` is None where nothing can be heard at all."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if play is not None:
        menu.addAction(f"{_tr('Play')}\tCtrl+J", play)
    for text, key, command in (
        (_tr("Edit"), "F2", "edit"),
        (_tr("Said again"), "=", "again"),
        (_tr("Move up"), "Alt+Up", "up"),
        (_tr("Move down"), "Alt+Down", "down"),
        (_tr("Remove"), "Del", "remove"),
    ):
        menu.addAction(f"{text}\t{key}", partial(gestures.command, command))
    filing = menu.addMenu(_tr("File under"))
    for number, question in enumerate(questions, 1):
        filing.addAction(f"{number}  {question.heading}\tCtrl+{number}", partial(gestures.file, number, False))
    filing.addAction(f"{_tr('No question')}\tCtrl+0", partial(gestures.file, 0, False))
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("SessionView", text)
