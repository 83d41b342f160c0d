"""What may be chosen about a document before it is saved: the form of a report, paper, template."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from facilitator.services.documents.reporting_documents import USUAL, Options
from facilitator.ui import ask
from facilitator.ui.report.words import papers, presets, tr
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.button import LinkButton
from facilitator.ui.widgets.fields import ChoiceBox, TickBox
from facilitator.ui.widgets.flow import FlowLayout

LEAST = 120


class OptionsRow(QWidget):
    """Says what is chosen as `options`; a template is read by whoever hears `template_requested`."""

    changed = Signal()
    template_requested = Signal(object)
    """The file of a template, or None to go without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._options = USUAL
        self.preset = ChoiceBox(theme, tr("Form of the report"))
        self.paper = ChoiceBox(theme, tr("Paper"))
        self.evidence = TickBox(theme, tr("with evidence, for my own copy"))
        self.template = LinkButton(theme, "")
        for value, words in presets():
            self.preset.addItem(words, value)
        for value, words in papers():
            self.paper.addItem(words, value)
        self._row = FlowLayout(self, spacing=8)
        for widget in (self.preset, self.paper, self.evidence, self.template):
            self._row.addWidget(widget)
        self.preset.activated.connect(self._on_chosen)
        self.paper.activated.connect(self._on_chosen)
        self.evidence.toggled.connect(self._on_chosen)
        self.template.clicked.connect(self._choose_template)
        self.show_template("")

    def minimumSizeHint(self) -> QSize:
        """A box ends in dots in large type, rather than be cut off with all that stands above it."""
        return QSize(self._theme.px(LEAST), super().minimumSizeHint().height())

    @property
    def options(self) -> Options:
        """What is chosen, with the template that was last shown."""
        return self._options

    def show_options(self, options: Options, template: str) -> None:
        """What is chosen from the start; `template` is the name of its file."""
        self._options = options
        self.paper.setCurrentIndex(self.paper.findData(options.paper))
        self.show_template(template, options.template)

    def show_for(self, document: str, choice: str) -> None:
        """Only what makes a difference to this document in this format can be seen."""
        on_paper = choice in ("docx", "large", "pdf")
        self.preset.setVisible(document == "report")
        self.evidence.setVisible(document == "report")
        self.paper.setVisible(on_paper)
        self.template.setVisible(choice in ("docx", "large"))
        self.setVisible(document == "report" or on_paper)

    def show_template(self, name: str, content: bytes = b"") -> None:
        """The template by its file name, or none."""
        self._options = replace(self._options, template=content)
        words = tr("Template: {name} (leave out)").format(name=name) if name else tr("Template…")
        self.template.setText(words)

    def _on_chosen(self) -> None:
        self._options = replace(
            self._options,
            preset=self.preset.currentData(),
            paper=self.paper.currentData(),
            evidence=self.evidence.isChecked(),
        )
        self.changed.emit()

    def _choose_template(self) -> None:
        if self._options.template:
            self.template_requested.emit(None)
            return
        kinds = (tr("Word files (*.docx *.dotx)"),)
        chosen: Path | None = ask.open_file(self.window(), tr("Choose a template"), kinds)
        if chosen is not None:
            self.template_requested.emit(chosen)
