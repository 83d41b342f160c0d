"""Builds the program folder with PyInstaller and lets the built program test itself."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from licences import copy_licences

ROOT = Path(__file__).resolve().parent.parent


def build(target: Path, work: Path) -> Path:
    """The built program; a failing build raises."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(target), "--workpath", str(work), str(ROOT / "build.spec")]
    subprocess.run(command, cwd=ROOT, check=True)
    return target / "facilitator" / ("facilitator.exe" if sys.platform == "win32" else "facilitator")


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist")
    parser.add_argument("--work", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    begun = time.monotonic()
    program = build(options.to, options.work)
    copy_licences(program.parent / "licences")
    megabytes = size_of(program.parent) // 1_000_000
    print(f"Built {program.parent}: {megabytes} MB in {time.monotonic() - begun:.0f} s.", flush=True)
    return subprocess.run([program, "self-test"], check=False, env=surroundings()).returncode


def surroundings() -> dict[str, str]:
    """Without a screen Qt has to be told so."""
    seen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return dict(os.environ) if seen or sys.platform != "linux" else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
