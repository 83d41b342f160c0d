"""The matrix as a picture: a dot for each plan, printed labels, words for those who cannot see it."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import resvg_py
from lxml import etree

from facilitator.domain.documents.blocks import Table
from facilitator.domain.documents.matrix import matrix_table
from facilitator.domain.errors import UserError
from facilitator.export.pictures import Badge, MatrixPicture, matrix_svg, write_png, write_svg
from facilitator.services.documents.wording import ENGLISH
from tests.documents import GROUPS, PLANNED

SVG = "{http://www.w3.org/2000/svg}"


def picture(table: Table | None = None) -> MatrixPicture:
    table = table or matrix_table(GROUPS, PLANNED, ENGLISH)
    badges = tuple(Badge(group.short, group.colour) for group in GROUPS)
    return MatrixPicture(table, badges, "Who is shown whose answers", "is shown these answers", "own group")


def test_each_plan_is_a_dot_and_each_own_cell_is_hatched() -> None:
    svg: Any = etree.fromstring(matrix_svg(picture()))
    dots = list(svg.iter(f"{SVG}circle"))
    hatched = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("fill") == "url(#own)"]
    assert len(dots) == len(PLANNED) + 1  # and one in the key
    assert len(hatched) == len(GROUPS) + 1


def test_labels_are_the_printed_ones() -> None:
    svg: Any = etree.fromstring(matrix_svg(picture()))
    texts = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert {"Alpha row", "Alpha", "column", "Who looks ↓", "A", "B", "C"} <= set(texts)


def test_it_says_in_words_what_it_shows() -> None:
    svg: Any = etree.fromstring(matrix_svg(picture()))
    assert svg.findtext(f"{SVG}title") == "Who is shown whose answers"
    assert "Alpha row: Beta desk, Customers" in (svg.findtext(f"{SVG}desc") or "")


def test_long_and_strange_labels_stay_in_their_cells() -> None:
    table = matrix_table(GROUPS, PLANNED, ENGLISH)
    hostile = ("corner", "x" * 300, "<script>&\x00\ud800", "多言語の長いラベルを持つグループの名前")
    svg: Any = etree.fromstring(matrix_svg(picture(Table(table.caption, hostile, table.rows))))
    assert all(len("".join(text.itertext())) < 40 for text in svg.iter(f"{SVG}text"))


def test_both_files_are_written(tmp_path: Path) -> None:
    write_svg(picture(), tmp_path / "m.svg")
    write_png(picture(), tmp_path / "m.png")
    assert (tmp_path / "m.svg").read_text(encoding="utf-8").startswith("<svg")
    raw = (tmp_path / "m.png").read_bytes()
    assert raw.startswith(b"\x89PNG")
    width, height = (int.from_bytes(raw[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2 * 732, 2 * 424)


def test_without_a_font_it_says_so_instead_of_leaving_the_words_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", bare)
    with pytest.raises(UserError, match="no words"):
        write_png(picture(), tmp_path / "m.png")
    assert not (tmp_path / "m.png").exists()
