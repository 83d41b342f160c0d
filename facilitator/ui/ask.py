"""Every modal of the program. A test replaces one of these functions instead of waiting for a click.

Qt's dialogs are loaded when one is opened: they take long to load, and a start has none.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

LINE_WIDTH = 480
"""Room for the title of a study, in px."""


def folder(parent: QWidget | None, title: str, start: Path | None = None) -> Path | None:
    """An existing folder, or None when nothing was chosen."""
    from PySide6.QtWidgets import QFileDialog

    chosen = QFileDialog.getExistingDirectory(parent, title, str(start or Path.home()))
    return Path(chosen) if chosen else None


def open_file(parent: QWidget | None, title: str, kinds: Sequence[str] = (), start: Path | None = None) -> Path | None:
    """An existing file; `kinds` are lines such as "Sound (*.wav *.flac)"."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start or Path.home()), ";;".join(kinds))
    return Path(chosen) if chosen else None


def confirm(parent: QWidget | None, title: str, body: str, yes: str, no: str) -> bool:
    """For what cannot be undone; the safe way out has the focus."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(title)
    box.setInformativeText(body)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is accept


def text(parent: QWidget | None, title: str, label: str, value: str = "", *, needed: bool = False) -> str | None:
    """One line of text, or None when it was given up; what is `needed` cannot be empty."""
    from PySide6.QtWidgets import QDialogButtonBox, QInputDialog

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(value)
    dialog.resize(max(dialog.sizeHint().width(), LINE_WIDTH), dialog.sizeHint().height())
    box = dialog.findChild(QDialogButtonBox)
    if needed and isinstance(box, QDialogButtonBox):
        accept = box.button(QDialogButtonBox.StandardButton.Ok)
        accept.setEnabled(bool(value.strip()))
        dialog.textValueChanged.connect(lambda typed: accept.setEnabled(bool(typed.strip())))
    kept = dialog.exec()
    return dialog.textValue() if kept else None


def colour(parent: QWidget | None, title: str, value: str) -> str | None:
    """A colour as "#rrggbb", or None."""
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QColorDialog

    chosen = QColorDialog.getColor(QColor(value), parent, title)
    return chosen.name() if chosen.isValid() else None


def failed(parent: QWidget | None, title: str, body: str) -> None:
    """The program cannot start or go on; there is no window to say so in."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, title, body, parent=parent)
    box.exec()
