"""Runs the benchmarks named on the command line, or all; a table, and bench.json. Ends with 1 if a limit is broken."""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia*=false")

BENCHMARKS = ("startup", "capture", "room", "clip", "play", "record", "waveform", "pack", "word", "documents")
ROW = "{:<62} {:>12} {:>12} {:>7} {:>7} {:>6}  {}"


def main(chosen: list[str]) -> int:
    print(ROW.format("", "ours", "yardstick", "ratio", "limit", "aim", ""))
    results = []
    for name in chosen or BENCHMARKS:
        benchmark = importlib.import_module(f"tests.bench.{name}")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            os.environ["FACILITATOR_HOME"] = str(Path(folder, "home"))
            for measure in benchmark.measures(Path(folder)):
                results.append(measure)
                print(row(measure), flush=True)
    document = {"measures": [measure.as_json() for measure in results]}
    (ROOT / "bench.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0 if all(measure.holds for measure in results) else 1


def row(measure) -> str:  # noqa: ANN001 - tests.bench is importable only once the path is set
    ours, yardstick = (f"{value:.2f} {measure.unit}" for value in (measure.ours, measure.yardstick))
    aim = f"{measure.aim:g}" if measure.aim else ""
    verdict = "" if measure.holds else "TOO SLOW"
    return ROW.format(measure.name, ours, yardstick, f"{measure.ratio:.2f}", f"{measure.limit:g}", aim, verdict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
