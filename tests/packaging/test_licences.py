"""Whoever gets the program folder gets the licences of all that is in it."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / ".make" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_library_and_python_lie_there_with_their_licence(licences: ModuleType, tmp_path: Path) -> None:
    licences.copy_licences(tmp_path)
    without = {library.name for library in licences.libraries()} - {folder.name for folder in tmp_path.iterdir()}
    assert without == set()
    assert (tmp_path / "Facilitator.txt").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "PySide6_Addons" / "LGPL-3.0.txt").read_text("utf-8")
