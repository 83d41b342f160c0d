"""The program folder, built as it is handed out, passes its own self-test."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_built_program_tests_itself(tmp_path: Path) -> None:
    build = [sys.executable, str(ROOT / ".make" / "build.py")]
    command = [*build, "--to", str(tmp_path / "dist"), "--work", str(tmp_path / "work")]
    run = subprocess.run(command, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=1400)
    assert run.returncode == 0, run.stdout + run.stderr
