"""Runs the benchmarks named on the command line, or all; a table, and bench.json. Ends with 1 if a limit is broken."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")

BENCHMARKS = (
    "startup",
    "capture",
    "room",
    "clip",
    "play",
    "record",
    "waveform",
    "pack",
    "scale",
    "word",
    "documents",
    "report",
)
OUT = ROOT / "bench.json"
ROW = "{:<62} {:>12} {:>12} {:>7} {:>7} {:>6}  {}"


def main(chosen: list[str]) -> int:
    if len(chosen) == 1:
        return run(chosen[0])
    print(ROW.format("", "ours", "yardstick", "ratio", "limit", "aim", ""), flush=True)
    measures, broken = [], 0
    for name in chosen or BENCHMARKS:  # each in a process of its own: Qt does not outlive a sound server
        OUT.unlink(missing_ok=True)
        broken |= subprocess.run([sys.executable, __file__, name], check=False).returncode
        measures += json.loads(OUT.read_text(encoding="utf-8"))["measures"] if OUT.exists() else []
    _write(measures)
    return int(broken != 0)


def run(name: str) -> int:
    benchmark = importlib.import_module(f"tests.bench.{name}")
    results = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["FACILITATOR_HOME"] = str(Path(folder, "home"))
        for measure in benchmark.measures(Path(folder)):
            results.append(measure)
            print(row(measure), flush=True)
    if not results:
        print(f"{name}: nothing can be measured here, since the machine lacks what it takes (pulseaudio?)", flush=True)
    _write([measure.as_json() for measure in results])
    return 0 if all(measure.holds for measure in results) else 1


def _write(measures: list[dict[str, object]]) -> None:
    OUT.write_text(json.dumps({"measures": measures}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def row(measure) -> str:  # noqa: ANN001 - tests.bench is importable only once the path is set
    ours, yardstick = (f"{value:.2f} {measure.unit}" for value in (measure.ours, measure.yardstick))
    aim = f"{measure.aim:g}" if measure.aim else ""
    verdict = "" if measure.holds else "TOO SLOW"
    return ROW.format(measure.name, ours, yardstick, f"{measure.ratio:.2f}", f"{measure.limit:g}", aim, verdict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
