"""Studies as folders: made, opened, brought in from a file, written to one, and restored."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.domain.study import Study
from facilitator.paths import sample_dir
from facilitator.storage import interchange
from facilitator.storage.backup import make_backup
from facilitator.storage.files import safe_name, whole_file
from facilitator.storage.interchange.text import LARGEST
from facilitator.storage.opening import StudyFolder, create_study, is_study, open_study
from facilitator.storage.recordings import bring

SUFFIX = ".study"
SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Imported:
    """A study brought in, open; `warnings` are sentences about audio that was not found."""

    study: StudyFolder
    warnings: tuple[str, ...] = ()


def new_study(folder: Path, title: str = "") -> StudyFolder:
    """Makes an empty study, named after its folder where it has no title."""
    return create_study(folder, Study(title=title.strip() or title_of(folder)))


def title_of(folder: Path) -> str:
    """The title a folder's name suggests."""
    return folder.name.removesuffix(SUFFIX)


def folder_for(parent: Path, title: str) -> Path:
    """A folder in `parent` that is not there yet, with a name that every system takes."""
    name = safe_name(title, "study")
    folder, count = parent / f"{name}{SUFFIX}", 1
    while folder.exists():
        count += 1
        folder = parent / f"{name} {count}{SUFFIX}"
    return folder


def import_study(folder: Path, file: Path) -> Imported:
    """Loads study JSON into a new or empty study folder, all or nothing; the study is left open."""
    parsed = interchange.parse(read_study_file(file))
    with _fresh_or_empty(folder) as study:
        brought = bring(parsed.audio, file.parent, study.audio)
        try:
            interchange.fill(study.store, parsed.with_audio(brought.names))
        except BaseException:
            brought.take_back()
            raise
    return Imported(study, tuple(_missing(name) for name in brought.missing))


def make_sample(folder: Path) -> StudyFolder:
    """A fresh copy of the sample study in `folder`, open."""
    return import_study(folder, sample_dir() / SAMPLE / "study.json").study


def dump_study(study: StudyFolder, file: Path) -> tuple[str, ...]:
    """Writes study JSON to `file`, whole or not at all; answers with what had to be left out."""
    made = interchange.dump(study.store)
    try:
        with whole_file(file) as part:
            part.write_text(made.text(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(
            f"{file.name} could not be written: {error.strerror or error}. Choose another place."
        ) from error
    return made.left_out


def read_study_file(file: Path) -> bytes:
    """The bytes of a study file; UserError where it cannot be read or is too large."""
    try:
        if file.is_file() and file.stat().st_size > LARGEST:
            raise UserError(f"{file.name} is larger than {LARGEST // 1024**2} MB. Choose a study in JSON.")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"There is no file {file}. Check the place and the spelling.") from error
    except OSError as error:
        raise UserError(f"{file.name} cannot be read: {error.strerror or error}. Choose another file.") from error


@contextmanager
def _fresh_or_empty(folder: Path) -> Iterator[StudyFolder]:
    """The study to import into; when that fails it is closed, and a folder made for it is gone again."""
    was_there, had_study = folder.exists(), is_study(folder)
    study = _emptied(open_study(folder)) if had_study else create_study(folder, Study(title=title_of(folder)))
    try:
        yield study
    except BaseException:
        study.close()
        if not had_study:
            _clear(folder, keep=was_there)
        raise


def _emptied(study: StudyFolder) -> StudyFolder:
    if interchange.holds_data(study.store):
        study.close()
        raise UserError(f"{study.path.name} already holds a study. Import into a new folder.")
    try:
        make_backup(study.database, study.backups)
    except UserError:
        study.close()
        raise
    return study


def _clear(folder: Path, *, keep: bool) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if keep:
        folder.mkdir(exist_ok=True)


def _missing(name: str) -> str:
    return f"The audio file {name} was not found beside the study file; its quotes keep their text."
