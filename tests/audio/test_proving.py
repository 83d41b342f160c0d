"""The proof of the libraries for sound passes on speech and fails where there is none."""

import sys
from pathlib import Path

import numpy as np
import pytest

from facilitator.audio.proving import prove_sound
from facilitator.domain.errors import UserError
from facilitator.paths import sample_dir
from tests.audio.sounds import write


def test_speech_is_found_disguised_and_written() -> None:
    told = prove_sound(sample_dir() / "sample" / "audio" / "sales.ogg")
    assert "spans of speech" in told
    assert told.endswith("wav, mp3, ogg written")


def test_without_speech_or_a_library_it_fails_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="missing or broken"):
        prove_sound(write(tmp_path / "still.wav", np.zeros(48_000 * 3)))
    monkeypatch.setitem(sys.modules, "python_stretch", None)
    with pytest.raises(UserError, match="python_stretch"):
        prove_sound(sample_dir() / "sample" / "audio" / "sales.ogg")
