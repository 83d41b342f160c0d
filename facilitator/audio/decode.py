"""Brings audio from elsewhere into a study, in a format that clips can be cut from by seeking."""

import filecmp
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import soundfile

from facilitator.audio.clips import check_file
from facilitator.audio.tracks import is_track, open_audio
from facilitator.audio.wav_heads import Mended, mended
from facilitator.domain.errors import UserError
from facilitator.services.ports import AudioInfo, Cancel, Progress
from facilitator.storage.files import safe_name, whole_file

COPY_BYTES = 1 << 20
ENOUGH_NAMES = 10_000


def describe_audio(path: Path) -> AudioInfo:
    """Length and kind of an audio file; raises UserError when it is missing or cannot be read.

    May take seconds for a file that soundfile cannot read (m4a, phone recordings).
    """
    check_file(path)
    return _known(path) or _foreign(path).describe_foreign(path)


def bring_in(path: Path, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
    """Copy an audio file into `folder` and give the name it has there; safe to call from any thread.

    What soundfile cannot read becomes FLAC, and a WAV whose head tells less than there is gets a true one. Content
    that is there already is not kept twice. Raises UserError, or what `cancel` raises; then nothing is left behind.
    """
    check_file(path)
    tell = progress or _tell_nobody
    try:
        folder.mkdir(exist_ok=True)
        if _known(path) is None:
            return _decoded(path, folder, tell, cancel)
        if (better := mended(path)) is not None:
            return _mended(path, better, folder, tell, cancel)
        return _twin(path, folder) or _copied(path, folder, tell, cancel)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be copied into the study: {error.strerror or error}."
            " Make room or check the rights of the folder, then attach it again."
        ) from error


def _foreign(path: Path) -> ModuleType:
    """The decoder of Qt, loaded when a file asks for it: it needs system libraries that a server may lack."""
    try:
        from facilitator.audio import qtdecoder
    except ImportError as error:
        raise UserError(
            f"{path.name} cannot be read because this computer lacks a system library ({error})."
            " Install it, or save the file as WAV or FLAC in another program and attach that."
        ) from error
    return qtdecoder


def _known(path: Path) -> AudioInfo | None:
    """What soundfile says of the file, or can say once its head is mended; None when it cannot read it."""
    try:
        if not is_track(path) and (better := mended(path)) is not None:
            return AudioInfo(better.frames * 1000 // better.rate, better.rate, better.channels, "WAV")
        with open_audio(path) as file:
            return AudioInfo(file.frames * 1000 // file.samplerate, file.samplerate, file.channels, file.format)
    except soundfile.LibsndfileError:
        return None


def _copied(path: Path, folder: Path, tell: Progress, cancel: Cancel | None) -> str:
    target = _free_name(folder, path.stem, path.suffix)
    total = path.stat().st_size
    with whole_file(target) as part, path.open("rb") as source, part.open("wb") as copy:
        _copy_blocks(source, copy, total, tell, cancel)
    return target.name


def _copy_blocks(source: BinaryIO, copy: BinaryIO, total: int, tell: Progress, cancel: Cancel | None) -> None:
    while block := source.read(COPY_BYTES):
        if cancel is not None:
            cancel.check()
        copy.write(block)
        tell(min(1.0, source.tell() / total))


def _mended(path: Path, better: Mended, folder: Path, tell: Progress, cancel: Cancel | None) -> str:
    target = _free_name(folder, path.stem, path.suffix)
    total = path.stat().st_size
    with whole_file(target) as part:
        with path.open("rb") as source, part.open("wb") as copy:
            copy.write(better.head)
            source.seek(better.start)
            _copy_blocks(source, copy, total, tell, cancel)
        twin = _twin(part, folder)
    return _kept(target, twin)


def _kept(target: Path, twin: str | None) -> str:
    """The name of what was just written, or of what was there before and is the same."""
    if twin is not None:
        target.unlink()
    return twin or target.name


def _decoded(path: Path, folder: Path, tell: Progress, cancel: Cancel | None) -> str:
    target = _free_name(folder, path.stem, ".flac")
    with whole_file(target) as part:
        _foreign(path).decode_to_flac(path, part, tell, cancel)
        twin = _twin(part, folder)
    return _kept(target, twin)


def _twin(path: Path, folder: Path) -> str | None:
    """A file of the folder with the same bytes."""
    size = path.stat().st_size
    for other in sorted(folder.iterdir()):
        if other.name.startswith(".") or not other.is_file() or other.stat().st_size != size:
            continue
        if filecmp.cmp(path, other, shallow=False):
            return other.name
    return None


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name that no file of the folder has, also where case does not count."""
    taken = {entry.name.casefold() for entry in folder.iterdir()}
    stem = safe_name(stem, "audio")[:100]
    for number in range(1, ENOUGH_NAMES):
        name = safe_name(f"{stem}{'' if number == 1 else f' {number}'}{suffix.lower()}")
        if name.casefold() not in taken:
            return folder / name
    raise UserError(f"There are too many files named {stem} in the study. Rename the file and attach it again.")


def _tell_nobody(_part: float) -> None:
    """For callers who do not ask how far the work is."""
