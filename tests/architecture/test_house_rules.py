"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.reading import nodes

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "facilitator").rglob("*.py"))
MODULE_LINES = 400
FUNCTION_LINES = 60


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node.lineno


def test_no_module_is_too_long_to_read() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {module: lines for module, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_too_long_to_read() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name}"
        for path in SOURCES
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_folders_are_at_most_three_deep() -> None:
    assert [name(path) for path in SOURCES if len(path.relative_to(ROOT).parts) > 4] == []


def test_nobody_spins_the_event_loop_to_keep_a_window_alive() -> None:
    found = [f"{name(path)}:{line}" for path in SOURCES for call, line in calls(path) if call == "processEvents"]
    assert found == []


def test_what_a_widget_wishes_for_is_called_a_request() -> None:
    found = [
        f"{name(path)}:{node.lineno} {target.id}"
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Name) and node.value.func.id == "Signal"
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.endswith(("_wanted", "_wish", "_asked"))
    ]
    assert found == []


TRAPS = {
    "dialog": ("QtWidgets.QDialog(); QtWidgets.QDialog().exec()", "FAILED"),
    "file_dialog": ("QtWidgets.QFileDialog.getOpenFileName()", "FAILED"),
    "qt_warning": ("QtCore.qWarning('a warning of Qt')", "FAILED"),
    "warning": ("import warnings; warnings.warn('a warning of Python')", "FAILED"),
    "nothing": ("QtWidgets.QLabel('nothing of the kind')", "PASSED"),
}


@pytest.fixture(scope="module")
def sprung(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of tests that walk into the traps, in a process of their own."""
    test = tmp_path_factory.mktemp("traps") / "test_traps.py"
    tests = (f"def test_{each}(qtbot):\n    {body}\n" for each, (body, _outcome) in TRAPS.items())
    test.write_text("from PySide6 import QtCore, QtWidgets\n\n" + "\n".join(tests), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), str(test)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return run.stdout


@pytest.mark.slow
@pytest.mark.parametrize("trap", TRAPS)
def test_a_test_that_waits_for_a_click_or_warns_fails_at_once(sprung: str, trap: str) -> None:
    outcomes = [line for line in sprung.splitlines() if re.match(rf"(PASSED|FAILED) .*::test_{trap}\b", line)]
    assert [line.split()[0] for line in outcomes] == [TRAPS[trap][1]], sprung
