"""The wheel works where there is no checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WHERE = "from facilitator import paths; print(paths.resource_dir()); print(paths.sample_dir())"
Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target], cwd=ROOT, check=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that has the wheel and its dependencies but knows nothing of this checkout."""
    folder = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = _script(folder, "python")
    purelib = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    # The dependencies of this environment, but not the editable link: a path in a .pth file has no .pth files itself.
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--ignore-installed", wheel], check=True)
    return folder


@pytest.fixture
def run(installed: Path, tmp_path: Path) -> Run:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def command(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [_script(installed, name), *arguments],
            check=False,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
        )

    return command


def _script(environment: Path, name: str) -> Path:
    found = shutil.which(name, path=str(environment / ("Scripts" if os.name == "nt" else "bin")))
    assert found, f"{name} is missing in {environment}"
    return Path(found)


def test_resources_and_sample_are_inside(run: Run, installed: Path) -> None:
    answer = run("python", "-c", WHERE)
    assert answer.returncode == 0, answer.stderr
    resources, sample = (Path(line) for line in answer.stdout.split("\n")[:2])
    assert resources.is_relative_to(installed)
    assert resources.is_dir()
    assert (sample / "sample" / "study.json").is_file()
    assert sample.is_relative_to(installed)


def test_the_main_job_runs_on_the_sample(run: Run, tmp_path: Path) -> None:
    answer = run("facilitator", "demo", tmp_path / "made")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    made = {path.suffix for path in (tmp_path / "made").rglob("*") if path.is_file()}
    assert ".docx" in made, answer.stdout


def test_nothing_of_the_workshop_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} <= {"facilitator"} | {n.split("/")[0] for n in names if "info/" in n}
    assert [name for name in names if ".study/" in name or "__pycache__" in name or name.startswith("tests")] == []
