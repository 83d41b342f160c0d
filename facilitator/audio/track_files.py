"""The Tracks port; numpy and soundfile are loaded with the first recording that is looked at."""

from pathlib import Path

from facilitator.domain.errors import UserError
from facilitator.services.ports import Cancel, Progress, Recovered


class TrackFiles:
    """Looks after recorded folders; see `facilitator.audio.recording.recovery`."""

    def recover(self, folder: Path) -> Recovered:
        from facilitator.audio.recording import recovery

        _check(folder)
        return recovery.recover_track(folder)

    def verify(self, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> list[str]:
        from facilitator.audio.recording import recovery

        _check(folder)
        return recovery.verify_track(folder, progress, cancel)

    def sha256(self, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        from facilitator.audio.recording import recovery

        _check(folder)
        return recovery.track_sha256(folder, progress, cancel)


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise UserError(f"The recording {folder.name} is missing. Put its folder back into the study's audio folder.")
