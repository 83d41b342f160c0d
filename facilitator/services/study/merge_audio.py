"""The sound that comes with another copy of the study: which files, under which names."""

import filecmp
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, Progress
from facilitator.services.sound.replay import AUDIO_FOLDERS
from facilitator.storage.files import whole_file
from facilitator.storage.merging import Row, Rows, place_of

BY_FILE = ("Recording", "Transcript")
"""Records that name a sound file in a column of its own."""


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file or recording's folder of the other copy, its name here, and whether it must be brought."""

    source: Path
    name: str
    is_new: bool


def audio_plan(put: Rows, ours: Rows, other: Path, folder: Path) -> list[AudioFile]:
    """What the rows that come in name and the other copy has. The same content is not brought twice."""
    here = {name for row in _naming(ours) for name in row}
    named = dict.fromkeys(name for row in _naming({key: row for key, row in put.items() if row}) for name in row)
    plan: list[AudioFile] = []
    for name in named:
        source = _found(other, name)
        if source is None or (name in here and not _is_other(source, folder, name)):
            continue
        taken = {each.name for each in plan}
        plan.append(_planned(source, folder, taken))
    return plan


def with_new_names(put: Rows, audio: Iterable[AudioFile]) -> Rows:
    """The rows with the names that their files get here."""
    names = {each.source.name: each.name for each in audio if each.source.name != each.name}
    return {key: _renamed(key[0], row, names) for key, row in put.items()} if names else put


def bring_audio(
    files: Iterable[AudioFile], folder: Path, progress: Progress | None = None, cancel: Cancel | None = None
) -> None:
    """Copies the files into the study in `folder`; takes long, so call it from a job. Raises UserError."""
    wanted = [each for each in files if each.is_new]
    for done, each in enumerate(wanted):
        if cancel is not None:
            cancel.check()
        try:
            _copy(each.source, folder / "audio" / each.name)
        except OSError as error:
            raise UserError(
                f"{each.source.name} could not be copied: {error.strerror or error}. Make room and try again."
            ) from error
        if progress is not None:
            progress((done + 1) / len(wanted))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    if source.is_file():
        with whole_file(target) as part:
            shutil.copyfile(source, part)
        return
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(source, part)
    part.replace(target)


def _planned(source: Path, folder: Path, taken: set[str]) -> AudioFile:
    name, count = source.name, 1
    while name in taken or _is_other(source, folder, name):
        count += 1
        name = f"{PurePath(source.name).stem} {count}{source.suffix}"
    return AudioFile(source, name, is_new=_found(folder, name) is None)


def _is_other(source: Path, folder: Path, name: str) -> bool:
    """Whether the study has something else of this name."""
    there = _found(folder, name)
    return there is not None and not _same(source, there)


def _same(one: Path, other: Path) -> bool:
    if one.is_file() and other.is_file():
        return filecmp.cmp(one, other, shallow=False)
    if one.is_dir() and other.is_dir():
        names = sorted(path.name for path in one.iterdir())
        _, different, failed = filecmp.cmpfiles(one, other, names, shallow=False)
        return not different and not failed
    return False


def _found(folder: Path, name: str) -> Path | None:
    """Only what lies in a folder of sound itself, whatever a damaged or forged copy calls its files."""
    if PurePath(name).name != name or name in ("", ".."):
        return None
    return next((place for kind in AUDIO_FOLDERS if (place := folder / kind / name).exists()), None)


def _naming(rows: Rows) -> Iterable[list[str]]:
    for (record, _), row in rows.items():
        if record in BY_FILE:
            yield [name] if (name := row[place_of(record, "file")]) else []
        elif record == "Quote" and row[place_of("Quote", "clip")]:
            yield [json.loads(row[place_of("Quote", "clip")])["file"]]


def _renamed(record: str, row: Row, names: dict[str, str]) -> Row:
    made = list(row)
    if record in BY_FILE and row:
        at = place_of(record, "file")
        made[at] = names.get(made[at], made[at])
    elif record == "Quote" and row and row[place_of("Quote", "clip")]:
        at = place_of("Quote", "clip")
        clip = json.loads(made[at])
        clip["file"] = names.get(clip["file"], clip["file"])
        made[at] = json.dumps(clip, ensure_ascii=False, separators=(",", ":"))
    return made
