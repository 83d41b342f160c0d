"""What is written about the house is true of it, as far as a machine can tell."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])


def folders(room: str) -> set[str]:
    return {path.parent.name for path in (ROOT / "facilitator" / room).glob("*/__init__.py")}


def test_every_folder_of_services_and_window_is_told_of() -> None:
    told = (DOCS / "architecture.md").read_text(encoding="utf-8")
    services, window = told.split("## The folders of services")[1].split("## The folders of the window")
    window = window.split("\n## ")[0]
    assert {each for each in folders("services") if not re.search(rf"\b{each}\b", services)} == set()
    assert {each for each in folders("ui") if f"`{each}/`" not in window} == set()


def test_the_order_of_services_is_the_one_that_is_kept() -> None:
    kept = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split('containers = ["facilitator.services"]')[1]
    layers = re.findall(r'^  "(.+)",$', kept.split("]\n\n")[0], re.MULTILINE)
    told = (DOCS / "architecture.md").read_text(encoding="utf-8").split("## The folders of services")[1].split("```")[1]
    rows = [re.split(r"\s{2,}", row)[0] for row in told.splitlines() if row and not row.startswith(" ")]
    assert [set(re.findall(r"\w+", row)) for row in rows] == [set(re.findall(r"\w+", layer)) for layer in layers]


def test_every_decision_stands_in_the_list() -> None:
    listed = re.findall(r"\((\d{4}-[^)]+\.md)\)", (DOCS / "decisions" / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in (DOCS / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_modules_that_are_named_are_there(page: Path) -> None:
    words = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", words) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []
    named = re.findall(r"`([\w/.]+/[\w.]+\.py)`", words)
    homes = (ROOT, ROOT / "facilitator", ROOT / "facilitator" / "ui")
    assert [each for each in named if not any((home / each).exists() for home in homes)] == []
