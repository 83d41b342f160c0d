"""The Decoder port; numpy and soundfile are loaded with the first file, in the job that reads it."""

from pathlib import Path

from facilitator.services.ports import AudioInfo, Cancel, Progress


class AudioDecoder:
    """Reads audio files from elsewhere; see `facilitator.audio.decode`."""

    def describe_audio(self, path: Path) -> AudioInfo:
        from facilitator.audio import decode

        return decode.describe_audio(path)

    def bring_in(self, path: Path, folder: Path, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        from facilitator.audio import decode

        return decode.bring_in(path, folder, progress, cancel)
