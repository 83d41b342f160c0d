"""Every Word document of the sample as LibreOffice lays it out, a picture for each page."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.domain.documents.report import PRESETS
from facilitator.services.clock import SystemClock
from facilitator.services.reporting import Reporting
from facilitator.services.reporting_documents import Options
from facilitator.services.studies import make_sample

TOOLS = ("soffice", "pdftoppm")
DOTS = "70"


def take_documents(folder: Path) -> Iterator[Path]:
    """Pictures into `folder`/documents; nothing where the tools for it are not installed."""
    if not all(shutil.which(tool) for tool in TOOLS):
        return
    place = folder / "documents"
    place.mkdir(exist_ok=True)
    with TemporaryDirectory() as away:
        written = _written(Path(away))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", away, *map(str, written)]
        subprocess.run(command, check=True, capture_output=True)
        for path in written:
            stem = path.stem.removeprefix("Who picks it up - ")
            pdf = path.with_suffix(".pdf")
            subprocess.run(["pdftoppm", "-r", DOTS, "-png", str(pdf), str(place / stem)], check=True)
            yield place / stem


def _written(folder: Path) -> list[Path]:
    study = make_sample(folder / "Sample.study")
    report = Reporting(study.store, study.names, SystemClock().now)
    written = report.export_all(folder)
    for preset in PRESETS[1:]:
        (path,) = report.export("report", folder / preset, options=Options(preset=preset))
        written.append(path.rename(folder / f"{path.stem} {preset}.docx"))
    study.close()
    return written
