"""Draws one table into a spreadsheet or a text file with commas; nothing in it is ever a formula."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from facilitator.domain.documents.blocks import Cell, Table
from facilitator.export.text import clean

LONGEST = 32_767
"""Characters that a spreadsheet cell takes."""
_FORMULA = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@\t\r＝＋－＠﹦﹢﹣﹫]")
_WIDTH = 14


def write_xlsx(table: Table, path: Path, title: str, made: datetime) -> None:
    """One sheet: the header frozen and repeated in print, columns as wide as their share. Raises OSError."""
    try:
        _write_xlsx(table, path, title, made)
    except XlsxWriterException as error:
        raise (error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))) from error


def _write_xlsx(table: Table, path: Path, title: str, made: datetime) -> None:
    # in_memory: no text is ever left behind in a temporary file
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, {**options, "in_memory": True}) as book:
        day = made.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        book.set_properties({"title": clean(title), "author": "", "company": "", "created": day})
        head = book.add_format({"bold": True, "bg_color": "#E6EBEF", "border": 1, "text_wrap": True, "valign": "top"})
        body = {"border": 1, "border_color": "#76838F", "text_wrap": True, "valign": "top"}
        looks = {
            "text": book.add_format(body),
            "row_header": book.add_format({**body, "bold": True, "bg_color": "#E6EBEF"}),
            "mark": book.add_format({**body, "align": "center", "font_color": "#0C5A66"}),
            "own": book.add_format({**body, "align": "center", "bg_color": "#EEF1F4"}),
        }
        sheet = book.add_worksheet(_sheet_name(table.caption))
        _set_page(sheet, table)
        for column, text in enumerate(table.header):
            sheet.write_string(0, column, _cut(text), head)
        for at, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, _cut(cell.text), looks[cell.kind])


def write_csv(table: Table, path: Path) -> None:
    """UTF-8 with a mark that spreadsheets know it by; cells that would be formulas begin with an apostrophe."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([_harmless(text.replace("\n", " / ")) for text in table.header])
        rows.writerows([_harmless(cell.text) for cell in row] for row in table.rows)


def _set_page(sheet: xlsxwriter.worksheet.Worksheet, table: Table) -> None:
    for column, share in enumerate(table.widths or (1.0,) * len(table.header)):
        sheet.set_column(column, column, _WIDTH * share)
    sheet.freeze_panes(1, 1 if _is_headed(table.rows) else 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if not _is_headed(table.rows):
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.header) - 1)


def _is_headed(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    return bool(rows) and rows[0][0].kind == "row_header"


def _sheet_name(text: str) -> str:
    """At most 31 characters, none of them forbidden."""
    name = "".join(" " if letter in "[]:*?/\\" else letter for letter in clean(text))
    return " ".join(name.split()).strip("'")[:31] or "Sheet"


def _cut(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _harmless(text: str) -> str:
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text
