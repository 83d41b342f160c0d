"""How documents were last wanted, kept with the settings of this laptop."""

from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.services.documents.reporting_documents import PAPERS, USUAL, Options, read_template
from facilitator.settings import SettingsFile


class Remembered:
    """Paper, template and large print; the form of a report and its evidence are chosen anew each time."""

    def __init__(self, settings: SettingsFile | None) -> None:
        self._settings = settings
        self._kept = dict(settings.now.report) if settings else {}
        self.trouble = ""
        """Why a template is not used that was."""

    @property
    def large(self) -> bool:
        """Whether Word files are wanted in large print."""
        return self._kept.get("large") == "yes"

    @property
    def template(self) -> str:
        """The name of the template, or nothing."""
        return Path(self._kept.get("template", "")).name

    def options(self) -> Options:
        """As they were; a template that is gone is forgotten, and `trouble` says so."""
        paper = next((each for each in PAPERS if each == self._kept.get("paper")), USUAL.paper)
        template = b""
        if self._kept.get("template"):
            try:
                template = read_template(Path(self._kept["template"]))
            except UserError as error:
                self.trouble = str(error)
                self.keep(template="")
        return Options(paper=paper, template=template)

    def keep(self, **wanted: str) -> None:
        """From now on, and the next time the program is started."""
        self._kept = {name: value for name, value in (self._kept | wanted).items() if value}
        if self._settings is not None and self._settings.now.report != self._kept:
            self._settings.change(report=self._kept)
