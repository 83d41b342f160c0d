"""Stands in for a model: hears a segment in every two seconds of sound, and says what it was told about the network."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from facilitator.domain.errors import UserError


def load(model: Path) -> Callable[[Any, str], Iterator[dict[str, Any]]]:
    """The folder's name says what kind of model this is."""
    if model.name == "unusable":
        raise UserError("The model in unusable cannot be used. Choose another folder.")
    if model.name == "crashing":
        sys.exit(139)
    print("loading, says a library")  # what libraries say must not matter

    def run(sound: Any, language: str) -> Iterator[dict[str, Any]]:
        yield {"language": language or "en"}
        for start in range(0, len(sound) // 16_000 - 1, 2):
            if model.name == "slow":
                (model / "going").write_text(str(os.getpid()))
                time.sleep(60)
            if model.name == "odd":
                yield {"start": start, "end": start - 1, "text": "?"}
            words = [
                {"word": " Said", "start": start, "end": start + 0.5},
                {"word": f" at{start}.", "start": start + 0.5, "end": start + 1.0},
            ]
            offline = os.environ.get("HF_HUB_OFFLINE") == "1"
            yield {"start": start, "end": start + 1.5, "text": f" Said at{start}.", "words": words, "offline": offline}

    return run
