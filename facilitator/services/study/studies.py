"""Studies as folders: made, opened, brought in from a file, written to one, and restored."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facilitator.domain.changes import Changes
from facilitator.domain.errors import StudyDamaged, UserError
from facilitator.domain.study import Study
from facilitator.paths import sample_dir
from facilitator.services.clock import Clock, SystemClock
from facilitator.storage import interchange
from facilitator.storage.backup import make_backup, newest_sound
from facilitator.storage.files import read_at_most, safe_name, whole_file
from facilitator.storage.opening import WITHDRAWING, StudyFolder, create_study, is_study, open_study, restore_backup

if TYPE_CHECKING:
    from facilitator.services.study.recent import RecentStudies

SUFFIX = ".study"
SAMPLE = "sample"


class Imported(NamedTuple):
    """A study brought in, open; `warnings` are sentences about audio that was not found."""

    study: StudyFolder
    warnings: tuple[str, ...] = ()


class Studies:
    """The studies of this user: each is remembered when it is opened, and backed up before anything is done to it."""

    def __init__(self, config: Path, data: Path, clock: Clock) -> None:
        self._config = config
        self._data = data
        self._clock = clock

    @cached_property
    def recent(self) -> "RecentStudies":
        """The studies opened lately; a start on a study does without them until the window is up."""
        from facilitator.services.study.recent import RecentStudies

        return RecentStudies(self._config, self._clock)

    @staticmethod
    def tells(changes: Changes) -> bool:
        """Whether the list of studies would now say something else of the one that is open."""
        from facilitator.services.study.recent import TELLING  # records that a start does without

        return changes.touches(*TELLING)

    def create(self, folder: Path, title: str = "") -> StudyFolder:
        """An empty study in a folder that is not there yet."""
        return self._remembered(new_study(folder, title))

    def open(self, folder: Path, *, remember: bool = True) -> StudyFolder:
        """A study that is there; raises the UserError subclass that fits."""
        study = open_finished(folder)
        return self._remembered(study) if remember else study

    def bring_in(self, folder: Path, file: Path) -> Imported:
        """A study from a file of study JSON."""
        imported = import_study(folder, file)
        self._remembered(imported.study)
        return imported

    def copy_guide(self, source: Path, folder: Path, title: str) -> StudyFolder:
        """A new study with the groups and question routes of another, without people and without words."""
        from facilitator.services.study.guide_copy import copy_guide  # seldom wanted, and never at a start

        known = open_study(source)
        try:
            made = new_study(folder, title)
            copy_guide(known.store, made.store)
        finally:
            known.close()
        return self._remembered(made)

    def sample(self) -> StudyFolder:
        """The user's own copy of the sample study, made at the first call; a copy in use is left alone."""
        folder = self._data / f"Sample{SUFFIX}"
        if not is_study(folder):
            return self._remembered(make_sample(folder))
        try:
            return self.open(folder)
        except UserError:
            return self._remembered(make_sample(folder_for(self._data, "Sample")))

    def restore(self, folder: Path, backup: Path | None = None) -> StudyFolder:
        """Opens a study from its back-up, the newest sound one where none is named; what it replaces is kept."""
        restore_backup(folder, backup or _newest(folder))
        return self.open(folder)

    def close(self, study: StudyFolder) -> None:
        """Closes a study, remembering how it was left; one that cannot be read is closed, too."""
        with suppress(StudyDamaged):
            self.recent.remember(study)
        study.close()

    def _remembered(self, study: StudyFolder) -> StudyFolder:
        self.recent.remember(study)
        return study


def _newest(folder: Path) -> Path:
    found = newest_sound(folder / "backups")
    if found is None:
        raise UserError(f"{folder.name} has no sound back-up. Look for another copy of the folder.")
    return found


def open_finished(folder: Path) -> StudyFolder:
    """A study that is there, in which a withdrawal that a crash broke off is ended first."""
    study = open_study(folder)
    if (folder / WITHDRAWING).exists():
        from facilitator.services.study.withdrawing_rest import finish_after_crash  # hardly ever wanted

        finish_after_crash(study)
    return study


def new_study(folder: Path, title: str = "") -> StudyFolder:
    """Makes an empty study, named after its folder where it has no title."""
    _refuse_inside(folder)
    return create_study(folder, Study(title=title.strip() or title_of(folder)))


def _refuse_inside(folder: Path) -> None:
    """A study within a study would be copied, withdrawn from and thrown away with it."""
    around = next((parent for parent in folder.absolute().parents if is_study(parent)), None)
    if around is not None and not folder.exists():
        raise UserError(f"{folder.name} would lie inside the study {around.name}. Choose a place beside it.")


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
    from facilitator.storage.recordings import bring  # seldom wanted, and never at a start

    parsed = interchange.parse(read_study_file(file))
    with _fresh_or_empty(folder) as study:
        brought = bring(parsed.audio, file.parent, study.audio)
        try:
            _fill(study, parsed.with_audio(brought.names))
        except BaseException:
            brought.take_back()
            raise
    return Imported(study, tuple(_missing(name) for name in brought.missing))


def _fill(study: StudyFolder, parsed: "interchange.ParsedStudy") -> None:  # loaded by whoever imports
    """All of it in one change; groups of which the file says no letter or colour get the next ones."""
    with study.store.change("Import study", undoable=False):
        interchange.fill(study.store, parsed)
        if parsed.unsaid:
            from facilitator.services.prepare.preparing import Preparing  # files that programs wrote need it only

            Preparing(study.store, study.names, SystemClock()).dress_actors(parsed.unsaid)


def make_sample(folder: Path) -> StudyFolder:
    """A fresh copy of the sample study in `folder`, open."""
    return import_study(folder, sample_dir() / SAMPLE / "study.json").study


def dump_study(study: StudyFolder, file: Path) -> tuple[str, ...]:
    """Writes study JSON to `file`, whole or not at all; answers with what had to be left out."""
    made = interchange.dump(study.store)
    try:
        _refuse_own(file)
        if file.exists() and not (file.is_file() or file.is_dir()):  # a device or a pipe has no place to take
            file.write_bytes(made.text().encode())
            return made.left_out
        with whole_file(file) as part:
            part.write_text(made.text(), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UserError(
            f"{file.name} could not be written: {error.strerror or error}. Choose another place."
        ) from error
    return made.left_out


def _refuse_own(file: Path) -> None:
    """A file of study JSON never takes the place of a study's database, its sound or its key of real names."""
    around = next((parent for parent in file.resolve().parents if is_study(parent)), None)
    if around is not None and file.suffix.lower() != ".json":
        raise UserError(f"{file.name} would be a file of the study {around.name}. Choose a name that ends in .json.")


def read_study_file(file: Path) -> bytes:
    """The bytes of a study file; UserError where it cannot be read or is too large."""
    try:
        data = read_at_most(file, interchange.LARGEST)
    except FileNotFoundError as error:
        raise UserError(f"There is no file {file}. Check the place and the spelling.") from error
    except OSError as error:
        raise UserError(f"{file.name} cannot be read: {error.strerror or error}. Choose another file.") from error
    if len(data) > interchange.LARGEST:
        raise UserError(f"{file.name} is larger than {interchange.LARGEST // 1024**2} MB. Choose a study in JSON.")
    return data


@contextmanager
def _fresh_or_empty(folder: Path) -> Iterator[StudyFolder]:
    """The study to import into; when that fails it is closed, and a folder made for it is gone again."""
    _refuse_inside(folder)
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
