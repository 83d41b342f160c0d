"""What somebody chooses about documents: form, paper, template and format are used at once and remembered."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import UserError
from facilitator.settings import SettingsFile
from facilitator.ui.report.desk import LARGE, ReportDesk
from facilitator.ui.report.options import OptionsRow
from facilitator.ui.report.remembered import Remembered
from facilitator.ui.report.saving import SaveBar


class Choices(QObject):
    """Between the controls, the desk that makes documents, and the settings of this laptop."""

    changed = Signal()
    """The document has to be made and looked through again."""
    told = Signal(str)

    def __init__(
        self, desk: ReportDesk, options: OptionsRow, saving: SaveBar, settings: SettingsFile | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._options = options
        self._saving = saving
        self._remembered = Remembered(settings)
        desk.options = self._remembered.options()
        options.show_options(desk.options, self._remembered.template)
        saving.choice_changed.connect(self._on_format)
        options.changed.connect(self._on_options)
        options.template_requested.connect(self._on_template)

    @property
    def large(self) -> bool:
        """Whether Word files are wanted in large print."""
        return self._remembered.large

    def tell_trouble(self) -> None:
        """Once, why a template is not used that was."""
        if self._remembered.trouble:
            self.told.emit(self.tr("{reason} No template is used.").format(reason=self._remembered.trouble))
            self._remembered.trouble = ""

    def _on_options(self) -> None:
        self._desk.options = replace(self._options.options, template=self._desk.options.template)
        self._remembered.keep(paper=self._desk.options.paper)
        self._change()

    def _on_template(self, path: Path | None) -> None:
        try:
            self._desk.use_template(path)
        except UserError as error:
            self.told.emit(str(error))
            return
        self._options.show_template(path.name if path else "", self._desk.options.template)
        self._remembered.keep(template=str(path.resolve()) if path else "")
        said = self.tr("Styles, head and foot are taken from {name}.") if path else self.tr("No template is used.")
        self._change()
        self.told.emit(said.format(name=path.name if path else ""))

    def _on_format(self) -> None:
        if self._saving.choice in ("docx", LARGE):
            self._remembered.keep(large="yes" if self._saving.choice == LARGE else "")
        self._change()

    def _change(self) -> None:
        self._saving.forget_news()
        self.changed.emit()
