"""Each contract is broken once on purpose, to see that it bites."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.reading import nodes

pytestmark = pytest.mark.slow  # make quick asks import-linter itself

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

LAYERS = "Each room imports only the rooms below it"
SERVICES = "Each folder of services imports only the folders below it"
WINDOW = "Each folder of the window imports only the folders below it"
QT = "Qt only in ui, audio and app"
SQL = "SQL only in storage"
WORD = "Word only in export"
DOMAIN = "The domain needs Python alone"


BREACHES = [
    ("domain", "facilitator.storage", LAYERS),
    ("domain", "facilitator.paths", LAYERS),
    ("storage", "facilitator.export", LAYERS),
    ("export", "facilitator.services", LAYERS),
    ("services", "facilitator.ui", LAYERS),
    ("audio", "facilitator.ui", LAYERS),
    ("ui", "facilitator.__main__", LAYERS),
    ("services/documents", "facilitator.services.reflection", SERVICES),
    ("services/reflection", "facilitator.services.documents", SERVICES),
    ("services/session", "facilitator.services.sound", SERVICES),
    ("ui/prepare", "facilitator.ui.run", WINDOW),
    ("ui/run", "facilitator.ui.reflect", WINDOW),
    ("ui/frame", "facilitator.ui.report", WINDOW),
    ("ui/widgets", "facilitator.ui.frame", WINDOW),
    ("domain", "PySide6.QtCore", QT),
    ("services", "PySide6.QtWidgets", QT),
    ("storage", "qtawesome", QT),
    ("paths", "PySide6.QtGui", QT),
    ("ui", "sqlite_utils", SQL),
    ("services", "sqlite3", SQL),
    ("ui", "docx", WORD),
    ("services", "xlsxwriter", WORD),
    ("ui", "pypdf", WORD),
    ("domain", "numpy", DOMAIN),
]
"""A room, which is a folder or a module, what it imports, and the contract that forbids it."""
NEW_ROOMS = [("attic", LAYERS), ("services/attic", SERVICES)]
"""Folders without a place in the order."""


def house(folder: Path) -> Path:
    """A copy of the program, to break rules in."""
    shutil.copytree(ROOT / "facilitator", folder / "facilitator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def verdict(house: Path) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        check=False,
        cwd=house,
        capture_output=True,
        text=True,
        timeout=120,
        env={"PYTHONPATH": str(house), "PATH": os.environ["PATH"], "COLUMNS": "200"},
    )
    return run.returncode, run.stdout + run.stderr


def test_the_house_as_it_stands_keeps_every_contract(tmp_path: Path) -> None:
    code, said = verdict(house(tmp_path))
    assert code == 0, said


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a house in which every rule is broken at once: that takes a twentieth of one after the other."""
    folder = house(tmp_path_factory.mktemp("house"))
    for room, imported_, _contract in BREACHES:
        with place_in(folder, room).open("a", encoding="utf-8") as module:
            module.write(f"\nimport {imported_}\n")
    for room, _contract in NEW_ROOMS:
        attic = folder / "facilitator" / room
        attic.mkdir()
        (attic / "__init__.py").touch()
    code, words = verdict(folder)
    assert code == 1, words
    return words


def place_in(folder: Path, room: str) -> Path:
    module = folder / "facilitator" / f"{room}.py"
    return module if module.exists() else folder / "facilitator" / room / "broken_on_purpose.py"


def about(said: str, contract: str) -> str:
    """What is said of one contract: from its underlined name to the next."""
    found = re.search(rf"^{re.escape(contract)}\n-+\n(.*?)(?=^[^\n]+\n-+\n|\Z)", said, re.DOTALL | re.MULTILINE)
    assert found, said
    return found[1]


@pytest.mark.parametrize(("room", "imported_", "contract"), BREACHES)
def test_a_forbidden_import_is_named(said: str, room: str, imported_: str, contract: str) -> None:
    module = place_in(ROOT, room).relative_to(ROOT).with_suffix("")
    shown = imported_ if imported_.startswith("facilitator") else imported_.split(".", maxsplit=1)[0]
    assert f"{contract} BROKEN" in said
    assert f" {'.'.join(module.parts)} -> {shown} (l." in about(said, contract)


@pytest.mark.parametrize(("room", "contract"), NEW_ROOMS)
def test_a_folder_without_a_place_in_the_order_is_named(said: str, room: str, contract: str) -> None:
    assert f"- facilitator.{room.replace('/', '.')}\n" in about(said, contract)


def test_the_domain_imports_nothing_but_python_itself() -> None:
    allowed = sys.stdlib_module_names | {"facilitator"}
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "facilitator" / "domain").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in allowed
    }
    assert not foreign


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def named(line: str) -> str:
    """The library of a line of dependencies."""
    return re.split(r"[<>=;\[ ]", line)[0].lower()


def test_every_library_that_is_imported_is_declared_and_the_other_way_round() -> None:
    declared = {named(line) for line in PROJECT["dependencies"]}
    optional = {named(line) for line in PROJECT["optional-dependencies"]["transcribe"]}
    providers = packages_distributions()
    used = {
        provider.lower().replace("_", "-")
        for path in (ROOT / "facilitator").rglob("*.py")
        for name in imported(path)
        if (top := name.split(".")[0]) not in sys.stdlib_module_names | {"facilitator"}
        for provider in providers.get(top, [top])[:1]
    }
    # Qt comes as Addons, which brings the two others; audioop-lts stands in for a module that Python dropped;
    # QtAwesome is asked for its font only.
    used = {"pyside6-addons" if name.startswith(("pyside6", "shiboken")) else name for name in used}
    assert used - declared - optional == set()
    assert declared - used - {"audioop-lts", "qtawesome"} == set()
