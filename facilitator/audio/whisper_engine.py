"""The engine that is optional: faster-whisper with a model folder of the user's; it never asks the network."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facilitator.domain.errors import UserError
from facilitator.services.transcripts.transcribing import NOT_INSTALLED, check_model


def load(model: Path) -> Callable[[NDArray[np.float32], str], Iterator[Mapping[str, Any]]]:
    """The model, ready; UserError when it, or the program that runs it, is not there."""
    check_model(model)
    try:
        from faster_whisper import WhisperModel
    except (ImportError, OSError) as error:
        raise UserError(NOT_INSTALLED) from error
    try:
        loaded = WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    except (RuntimeError, ValueError, OSError) as error:
        raise UserError(
            f"The model in {model.name} cannot be used ({error}). Choose a folder with a model for faster-whisper."
        ) from error

    def run(sound: NDArray[np.float32], language: str) -> Iterator[Mapping[str, Any]]:
        segments, info = loaded.transcribe(
            sound, language=language or None, word_timestamps=True, condition_on_previous_text=False
        )
        yield {"language": info.language}
        for segment in segments:
            words = [{"word": each.word, "start": each.start, "end": each.end} for each in segment.words or ()]
            yield {"start": segment.start, "end": segment.end, "text": segment.text, "words": words}

    return run
