"""Clips on their way to disk: what is to be written, the folder they are written into, their playlist."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, ClipSpec, Progress
from facilitator.storage.files import whole_file

CLIP_FORMATS: Final = ("wav", "mp3", "ogg")
MOST_FOLDERS: Final = 1000
PLAYLIST: Final = ".m3u8"
"""The playlist is called like the folder, so that the log names both."""


@dataclass(frozen=True, slots=True)
class ClipTags:
    """What a player shows of a clip; a person is never named in it."""

    title: str
    album: str
    number: int


class WriteClip(Protocol):
    """Writes one clip to a file, as it is heard; raises UserError, or OSError for trouble with the disk."""

    def __call__(self, spec: ClipSpec, target: Path, fmt: str, tags: ClipTags) -> None: ...


@dataclass(frozen=True, slots=True)
class ClipFile:
    """One clip to be written, or written: `quote` is the id of the quote that is heard in it."""

    quote: str
    spec: ClipSpec
    name: str
    tags: ClipTags


@dataclass(frozen=True, slots=True)
class ClipSet:
    """The clips for one group, or for nobody in particular; `left_out` says in sentences what is missing and why.

    `across` says so of clips whose sound has a hole.
    """

    recipient: str | None
    folder: str
    fmt: str
    files: tuple[ClipFile, ...]
    left_out: tuple[str, ...] = ()
    across: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenClips:
    """What came of a set: the playlist and the clips in it, in order, and the digest of all their bytes."""

    made: ClipSet
    playlist: Path
    paths: tuple[Path, ...]
    sha256: str


def check_format(fmt: str) -> None:
    """Raises UserError for what clips cannot be written as."""
    if fmt == "m4a":
        raise UserError(
            "Clips cannot be written as m4a: no free encoder for it comes with this program."
            " Choose mp3, which every telephone plays."
        )
    if fmt not in CLIP_FORMATS:
        raise UserError(f"Clips cannot be written as {fmt}. Choose one of: {', '.join(CLIP_FORMATS)}.")


def write_clips(
    made: ClipSet, target: Path, write: WriteClip, progress: Progress | None = None, cancel: Cancel | None = None
) -> WrittenClips:
    """Writes the set into a new folder in `target`, and its playlist; what `cancel` raises leaves nothing behind."""
    place = target / made.folder
    paths: list[Path] = []
    digest = hashlib.sha256()
    with _disk_told(place):
        target.mkdir(parents=True, exist_ok=True)
        place = _new_folder(target, made.folder)
        with _taken_back(place):
            for file in made.files:
                if cancel is not None:
                    cancel.check()
                with whole_file(place / file.name) as part:
                    write(file.spec, part, made.fmt, file.tags)
                    digest.update(part.read_bytes())
                paths.append(place / file.name)
                if progress is not None:
                    progress(len(paths) / len(made.files))
            listed = place / f"{place.name}{PLAYLIST}"
            with whole_file(listed) as part:
                part.write_text(playlist(made), encoding="utf-8", newline="\n")
    return WrittenClips(made, listed, tuple(paths), digest.hexdigest())


def playlist(made: ClipSet) -> str:
    """An extended m3u8: each clip with its length in seconds and its title."""
    lines = ["#EXTM3U"]
    for file in made.files:
        lines += [f"#EXTINF:{max(1, round(file.spec.duration_ms / 1000))},{one_line(file.tags.title)}", file.name]
    return "\n".join(lines) + "\n"


@contextmanager
def _disk_told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"The clips could not be written to {place.name}: {error.strerror or error}."
            " Make room or choose another folder."
        ) from error


@contextmanager
def _taken_back(place: Path) -> Iterator[None]:
    """A folder in which something went wrong is emptied and removed."""
    try:
        yield
    except BaseException:
        for path in place.iterdir():
            path.unlink()
        place.rmdir()
        raise


def _new_folder(target: Path, name: str) -> Path:
    """A folder that was not there: in an older one a clip might lie that nobody may hear any more."""
    for number in range(1, MOST_FOLDERS):
        place = target / (name if number == 1 else f"{name} {number}")
        try:
            place.mkdir()
        except FileExistsError:
            continue
        return place
    raise UserError(f"There are too many folders named {name}. Remove old ones or choose another place.")


def one_line(text: str) -> str:
    return " ".join(text.split())
