"""The words of the report page: documents, counts, times, formats, each said in one place."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from facilitator.domain.timecode import moment
from facilitator.ui.report.desk import LARGE


def tr(text: str) -> str:
    return QCoreApplication.translate("Report", text)


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun."""
    return (one if number == 1 else many).format(n=number)


def document_title(document: str, group: str = "") -> str:
    """What a document is called, with the group it is for."""
    titles = {
        "summary": tr("Summary for {group}"),
        "pack": tr("Pack for {group}"),
        "matrix": tr("Feedback matrix"),
        "findings": tr("Findings"),
        "report": tr("Full report"),
        "feedback": tr("Feedback of the groups"),
        "notes": tr("Field notes"),
        "agreement": tr("Agreement in the groups"),
        "guide": tr("Moderator’s guide for {group}"),
        "clips": tr("Clips for {group}") if group else tr("Clips"),
    }
    return titles.get(document, document).format(group=group).strip()


def others(number: int) -> str:
    return counted(number, tr("{n} group"), tr("{n} groups"))


def contents(statements: int, quotes: int) -> str:
    """What a file holds; a dash for one that holds neither."""
    if not statements and not quotes:
        return "–"
    parts = (
        counted(statements, tr("{n} statement"), tr("{n} statements")),
        counted(quotes, tr("{n} quote"), tr("{n} quotes")),
    )
    return tr("{statements}, {quotes}").format(statements=parts[0], quotes=parts[1])


def decisions(number: int) -> str:
    return counted(number, tr("one decision is"), tr("{n} decisions are"))


def when(at: str) -> str:
    """Day and time on the user's own clock; nothing when it cannot be read."""
    try:
        local = moment(at).astimezone()
    except ValueError:
        return ""
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), 'ddd d MMM')} {local:%H:%M}"


def choices(formats: Sequence[str]) -> list[tuple[str, str]]:
    """What can be chosen beside Save, with the words for it."""
    words = {
        "docx": tr("Word"),
        LARGE: tr("Word, large print"),
        "pdf": tr("PDF"),
        "html": tr("Page for a browser, with clips"),
        "xlsx": tr("Excel table"),
        "csv": tr("CSV table"),
        "svg": tr("Picture (SVG)"),
        "png": tr("Picture (PNG)"),
    }
    offered: list[str] = []
    for each in formats:
        offered += ["docx", LARGE] if each == "docx" else [each]
    return [(each, words.get(each, each)) for each in offered]


def presets() -> list[tuple[str, str]]:
    """The forms of a report."""
    return [
        ("narrative", tr("Narrative")),
        ("topline", tr("First results")),
        ("bulleted", tr("Bulleted")),
        ("letter", tr("Letter to outsiders")),  # a group gets its summary, which holds what the matrix shows it
    ]


def papers() -> list[tuple[str, str]]:
    return [("A4", tr("A4 paper")), ("Letter", tr("Letter paper"))]


def save_words(choice: str) -> str:
    """What the button says."""
    if choice in ("docx", LARGE):
        return tr("Save as Word")
    if choice == "pdf":
        return tr("Save as PDF")
    if choice == "html":
        return tr("Save as a page")
    if choice in ("xlsx", "csv"):
        return tr("Save as a table")
    return tr("Save as a picture")
