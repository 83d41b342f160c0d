"""Every document of the sample, a picture for each page: as LibreOffice lays out Word, and as the program prints."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.domain.documents.report import PRESETS
from facilitator.services.clock import SystemClock
from facilitator.services.documents.reporting import Reporting
from facilitator.services.documents.reporting_documents import FOR_PARTICIPANTS, Options
from facilitator.services.study.studies import make_sample
from facilitator.ui.report.printing import print_pdf

TOOLS = ("soffice", "pdftoppm")
DOTS = "70"
LARGE = 18.0


def take_documents(folder: Path) -> Iterator[Path]:
    """Pictures into `folder`/documents, in the place of those before; nothing where the tools are not installed."""
    if not all(shutil.which(tool) for tool in TOOLS):
        return
    place = folder / "documents"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    with TemporaryDirectory() as away:
        written, printed = _written(Path(away))
        command = ["soffice", "--headless", f"-env:UserInstallation={Path(away, 'soffice').as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", away, *map(str, written)]
        subprocess.run(command, check=True, capture_output=True)
        for path in (*(word.with_suffix(".pdf") for word in written), *printed):
            stem = path.stem.removeprefix("Who picks it up - ")
            subprocess.run(["pdftoppm", "-r", DOTS, "-png", str(path), str(place / stem)], check=True)
            yield place / stem


def _written(folder: Path) -> tuple[list[Path], list[Path]]:
    """Word files of every kind, and the program's own PDF of those that are printed otherwise than Word."""
    study = make_sample(folder / "Sample.study")
    report = Reporting(study.store, study.names, SystemClock().now)
    written = report.export_all(folder)
    for preset in PRESETS[1:]:
        (path,) = report.export("report", folder / preset, options=Options(preset=preset))
        written.append(path.rename(folder / f"{path.stem} {preset}.docx"))
    (path,) = report.export("report", folder / "evidence", options=Options(evidence=True, paper="Letter"))
    written.append(path.rename(folder / f"{path.stem} evidence, Letter.docx"))
    for name in sorted(FOR_PARTICIPANTS):
        path = report.export(name, folder / "large", options=Options(points=LARGE))[-1]
        written.append(path.rename(folder / f"{path.stem} large.docx"))
    printed = []
    for offer in report.documents():
        recipient = offer.recipient.id if offer.recipient else None
        name = report.file_name(offer.document, recipient, "pdf").removesuffix(".pdf")
        printed.append(folder / f"{name}, printed.pdf")
        print_pdf(report.document(offer.document, recipient), printed[-1], "A4", 11.0)
    study.close()
    return written, printed
