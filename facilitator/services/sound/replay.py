"""From a quote's clip to the span of a file that is played."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from facilitator.domain.errors import UserError
from facilitator.domain.findings import Clip
from facilitator.services.ports import ClipSpec

AUDIO_FOLDERS = ("audio", "clips")


def clip_spec(study: Path, clip: Clip) -> ClipSpec:
    """What to play for a clip of the study in the folder `study`, with everything that was edited about it.

    The file need not exist: its absence is told when it is played. Raises UserError for a name that is
    no plain file name or that leads out of the study.
    """
    path = audio_path(study, clip.file)
    return ClipSpec(
        path, clip.start_ms, clip.end_ms, clip.fade_ms, clip.disguise, clip.hidden, fade_out_ms=clip.fade_out_ms
    )


def clip_specs(study: Path, clips: list[Clip]) -> list[ClipSpec]:
    """What to read ahead for a pack: every clip once, in order, without those whose name is refused."""
    specs: dict[ClipSpec, None] = {}
    for clip in clips:
        try:
            specs[clip_spec(study, clip)] = None
        except UserError:
            continue  # said when somebody plays it, not while reading ahead
    return list(specs)


def audio_path(study: Path, name: str) -> Path:
    """Where an audio file (or a recording's folder) lies: in `audio/`, else in `clips/`.

    Raises UserError for a foreign path.
    """
    if not _is_plain(name):
        raise _refused(name)
    places = [study / folder / name for folder in AUDIO_FOLDERS]
    found = next((place for place in places if place.exists()), places[0])
    if not found.resolve().is_relative_to(study.resolve()):  # a link that leads elsewhere
        raise _refused(name)
    return found


def _is_plain(name: str) -> bool:
    """Whether the name is a single file name on every system, so that a study moves between them."""
    if name in ("", ".", "..") or any(ord(letter) < 32 for letter in name):
        return False
    return PurePosixPath(name).name == name and PureWindowsPath(name).name == name


def _refused(name: str) -> UserError:
    return UserError(
        f"The clip names the file “{name[:80]}”, which is not in the study’s audio folder. Attach the clip again."
    )
