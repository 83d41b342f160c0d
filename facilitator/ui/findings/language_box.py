"""A choice of languages by name, in their own words too, for what was spoken in another one than the study's."""

from functools import cache

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from facilitator.domain.languages import LANGUAGES, base
from facilitator.ui.theme import Theme
from facilitator.ui.widgets.fields import ChoiceBox

_OWN = {"en": "", "es": "español", "zh": "中文"}
"""Where Qt names the way one country speaks it."""


class LanguageBox(ChoiceBox):
    """The data of each entry is its BCP 47 tag; the first is empty and stands for the language of the study."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setToolTip(self.tr("Screen readers, spelling and the direction of writing follow it."))
        self.addItem(self.tr("Language: as in the study"), "")
        for name_of, tag in sorted((language_name(tag), tag) for tag in LANGUAGES):
            self.addItem(name_of, tag)
        self._usual = self.count()

    def show_tag(self, tag: str) -> None:
        """Choose a language; one that is not in the list stands at its end."""
        while self.count() > self._usual:
            self.removeItem(self._usual)
        if self.findData(tag) < 0:
            self.addItem(f"{language_name(base(tag))} ({tag})", tag)
        self.setCurrentIndex(self.findData(tag))


@cache
def language_name(tag: str) -> str:
    """What a language is called in English and by those who speak it; the tag where nobody knows."""
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    english, own = QLocale.languageToString(locale.language()), _OWN.get(tag, locale.nativeLanguageName())
    return english if not own or own.casefold() == english.casefold() else f"{english} – {own}"
