"""Each contract is broken once on purpose, to see that it bites."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # make quick asks import-linter itself

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

LAYERS = "Each room imports only the rooms below it"
SERVICES = "Each folder of services imports only the folders below it"
QT = "Qt only in ui, audio and app"
SQL = "SQL only in storage"
WORD = "Word only in export"
DOMAIN = "The domain needs Python alone"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house of our own to break rules in."""
    folder = tmp_path_factory.mktemp("house")
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


def test_the_house_as_it_stands_keeps_every_contract(copy: Path) -> None:
    code, said = verdict(copy)
    assert code == 0, said


@pytest.mark.parametrize(
    ("room", "line", "contract"),
    [
        ("domain", "import facilitator.storage", LAYERS),
        ("domain", "import facilitator.paths", LAYERS),
        ("storage", "import facilitator.export", LAYERS),
        ("export", "import facilitator.services", LAYERS),
        ("services", "import facilitator.ui", LAYERS),
        ("audio", "import facilitator.ui", LAYERS),
        ("ui", "import facilitator.__main__", LAYERS),
        ("attic", "", LAYERS),
        ("services/documents", "import facilitator.services.reflection", SERVICES),
        ("services/reflection", "import facilitator.services.documents", SERVICES),
        ("services/session", "import facilitator.services.sound", SERVICES),
        ("services/attic", "", SERVICES),
        ("domain", "import PySide6.QtCore", QT),
        ("services", "from PySide6.QtCore import QObject", QT),
        ("storage", "import qtawesome", QT),
        ("paths", "from PySide6.QtCore import QStandardPaths", QT),
        ("ui", "import sqlite_utils", SQL),
        ("services", "import sqlite3", SQL),
        ("ui", "from docx import Document", WORD),
        ("services", "import xlsxwriter", WORD),
        ("domain", "import numpy", DOMAIN),
    ],
)
def test_a_forbidden_import_is_named(copy: Path, room: str, line: str, contract: str) -> None:
    with broken(copy / "facilitator", room, line):
        code, said = verdict(copy)
    assert code == 1, said
    assert f"{contract} BROKEN" in said


@contextmanager
def broken(package: Path, room: str, line: str) -> Iterator[None]:
    """One line more in a room, which is a folder, a module, or not there yet."""
    module = package / f"{room}.py"
    if not module.exists():
        module = package / room / "broken_on_purpose.py"
    before = module.read_text(encoding="utf-8") if module.exists() else None
    made = not module.parent.exists()
    if made:
        module.parent.mkdir()
        (module.parent / "__init__.py").write_text("", encoding="utf-8")
    module.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        yield
    finally:
        if made:
            shutil.rmtree(module.parent)
        elif before is None:
            module.unlink()
        else:
            module.write_text(before, encoding="utf-8")


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
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
