"""Audio files and recordings' folders that come with a study file: found beside it and copied into the study."""

import filecmp
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from facilitator.domain.errors import UserError
from facilitator.storage.files import safe_name, sync_folder, whole_file

FOLDER_SUFFIX = ".rec"
"""What the folders of our own recordings end in."""


@dataclass(slots=True)
class Brought:
    """What became of each name: `names` to the file in the study, `missing` not found, `made` newly written."""

    names: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    made: list[Path] = field(default_factory=list)

    def take_back(self) -> None:
        """Removes the copies again."""
        for path in self.made:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def bring(names: Iterable[str], beside: Path, audio: Path) -> Brought:
    """Copies the named files and recordings' folders, which lie in `beside` or its audio folder, into `audio`.

    A name that leads elsewhere, or a file that cannot be copied, raises UserError and leaves no copy.
    """
    brought = Brought()
    try:
        for name in names:
            source = _source(name, beside)
            if source is None:
                brought.missing.append(name)
            brought.names[name] = _kept(source, name, audio, brought)
    except OSError as error:
        brought.take_back()
        raise UserError(f"The audio could not be copied: {error.strerror or error}. Nothing was imported.") from error
    except UserError:
        brought.take_back()
        raise
    return brought


def _source(name: str, beside: Path) -> Path | None:
    folder = beside.resolve()
    for place in (beside / name, beside / "audio" / name):
        if not place.resolve().is_relative_to(folder):
            raise UserError(f"The clip file “{name}” leads out of the folder of the study file. Nothing was imported.")
        if place.is_file() or (place.is_dir() and place.suffix == FOLDER_SUFFIX):
            return place
    return None


def _kept(source: Path | None, name: str, audio: Path, brought: Brought) -> str:
    wanted = PurePosixPath(safe_name(PurePosixPath(name).name))
    target = audio / wanted
    count = 1
    while target.exists() or target.name in brought.names.values():
        if source is not None and target.exists() and _same(source, target):
            return target.name
        count += 1
        target = audio / f"{wanted.stem} ({count}){wanted.suffix}"
    if source is not None:
        _copy(source, target)
        brought.made.append(target)
    return target.name


def _same(source: Path, target: Path) -> bool:
    if not source.is_dir() or not target.is_dir():
        return source.is_file() and target.is_file() and filecmp.cmp(source, target, shallow=False)
    names = [path.name for path in _files_of(source)]
    return names == [path.name for path in _files_of(target)] and all(
        filecmp.cmp(source / name, target / name, shallow=False) for name in names
    )


def _copy(source: Path, target: Path) -> None:
    """A folder takes its name once all of it is there; what is in folders within it is none of ours."""
    if source.is_file():
        with whole_file(target) as part:
            shutil.copyfile(source, part)
        return
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        for path in _files_of(source):
            shutil.copyfile(path, part / path.name)
        part.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    sync_folder(target.parent)


def _files_of(folder: Path) -> list[Path]:
    """The files of a recording; links, which might lead out of the study, are left."""
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
