"""The Speech port; numpy and the voice detector are loaded with the first question, in the job that asks it."""

from pathlib import Path


class SpeechFinder:
    """Finds speech and pauses in audio files; see `facilitator.audio.speech`."""

    def next_pause(self, path: Path, from_ms: int, at_most_ms: int = 30_000) -> int:
        from facilitator.audio import speech

        return speech.next_pause(path, from_ms, at_most_ms)

    def snap(self, path: Path, at_ms: int, reach_ms: int = 500) -> int:
        from facilitator.audio import speech

        return speech.snap(path, at_ms, reach_ms)

    def speech_spans(self, path: Path, start_ms: int, end_ms: int) -> list[tuple[int, int]]:
        from facilitator.audio import speech

        return speech.speech_spans(path, start_ms, end_ms)
