"""Spreadsheets and comma files: everything is text, nothing is a formula."""

import csv
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from facilitator.domain.documents.blocks import Cell, Table
from facilitator.export.tables import LONGEST, write_csv, write_xlsx

MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", " =1", "\t=1", "＝1"]


def table(*texts: str) -> Table:
    return Table("Find[ings]: 'all'", ("Question", "Text\nlong"), tuple((Cell("q"), Cell(text)) for text in texts))


def xlsx_texts(path: Path) -> list[str]:
    """The cells' texts, in order, looked up where the sheet says."""
    with zipfile.ZipFile(path) as package:
        shared: Any = etree.fromstring(package.read("xl/sharedStrings.xml"))
        sheet: Any = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    strings = ["".join(entry.itertext()) for entry in shared.iter("{*}si")]
    return [strings[int(cell.findtext("{*}v"))] for cell in sheet.iter("{*}c")]


def test_a_sheet_holds_the_texts(tmp_path: Path) -> None:
    write_xlsx(table("مرحبا", "日本語 👍"), tmp_path / "t.xlsx", "Findings", MADE)
    assert xlsx_texts(tmp_path / "t.xlsx") == ["Question", "Text\nlong", "q", "مرحبا", "q", "日本語 👍"]


def test_a_sheet_never_holds_a_formula_a_link_or_an_author(tmp_path: Path) -> None:
    write_xlsx(table(*FORMULAS, "https://example.org"), tmp_path / "t.xlsx", "Findings", MADE)
    with zipfile.ZipFile(tmp_path / "t.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet
        core = package.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in core
        assert "2026-11-20T00:00:00Z" in core


@pytest.mark.parametrize("text", ["a\x00b\x1f", "half \ud800", "x" * 100_000, "<a>&"])
def test_hostile_texts_come_out_safe(tmp_path: Path, text: str) -> None:
    write_xlsx(table(text), tmp_path / "t.xlsx", text[:20], MADE)
    assert len(xlsx_texts(tmp_path / "t.xlsx")[-1]) <= LONGEST
    write_csv(table(text), tmp_path / "t.csv")


def test_commas_quotes_and_lines_come_back(tmp_path: Path) -> None:
    write_csv(table('a, "b"\nc', "日本語"), tmp_path / "t.csv")
    raw = (tmp_path / "t.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["Question", "Text / long"], ["q", 'a, "b"\nc'], ["q", "日本語"]]


def test_what_would_be_a_formula_begins_with_an_apostrophe(tmp_path: Path) -> None:
    write_csv(table(*FORMULAS, "fine", "– own"), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row[1] for row in csv.reader(file)][1:]
    assert texts == [*(f"'{text}" for text in FORMULAS), "fine", "– own"]


def test_a_sheet_that_cannot_be_written_fails_as_files_do_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    with pytest.raises(OSError, match="directory"):
        write_xlsx(table("x"), tmp_path / "missing" / "t.xlsx", "T", MADE)
    assert list((tmp_path / "tmp").iterdir()) == []
