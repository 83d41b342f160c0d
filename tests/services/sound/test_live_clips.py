"""A quote captured live comes with the clip that holds its words."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from facilitator.audio.speech_finder import SpeechFinder
from facilitator.domain.actors import Actor
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.notes import Note
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.services.findings import Findings
from facilitator.services.sound.live_clips import LiveClips
from facilitator.storage.opening import StudyFolder, create_study

SAMPLE = Path(__file__).parents[3] / "sessions" / "sample"
BEGAN_MS = 60_000
"""Recording began a minute after the session did."""


def spoken() -> list[tuple[int, int]]:
    """Where the first two voices of the recording begin and end."""
    quotes = json.loads((SAMPLE / "study.json").read_text(encoding="utf-8"))["quotes"]
    clips = [quote["clip"] for quote in quotes if (quote.get("clip") or {}).get("file") == "audio/sales.ogg"]
    return sorted((clip["start_ms"] + 80, clip["end_ms"] - 80) for clip in clips)[1:3]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[StudyFolder]:
    made = create_study(tmp_path / "A.study", Study(title="A"))
    shutil.copy(SAMPLE / "audio" / "sales.ogg", made.audio)
    info = soundfile.info(made.audio / "sales.ogg")
    with made.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", kind="focus_group"))
        change.add(Session("s", actor="sales", started_at="2026-11-04T09:00:00Z"))
        stretch = Stretch(0, BEGAN_MS, info.frames)
        change.add(Recording("r", session="s", file="sales.ogg", rate=info.samplerate, stretches=(stretch,)))
        change.add(Note("said", session="s", kind="quote", text="Show me"))
    yield made
    made.close()


def quote(study: StudyFolder, at_ms: int, speech: SpeechFinder | None, lead_ms: int = 5000) -> Quote:
    clips = LiveClips(study.store, study.path, speech, lead_ms)
    with study.store.change("Set up") as change:
        change.put(replace(study.store.need(Note, "said"), at_ms=at_ms))
    return Findings(study.store, clips.of).quote_from("said", "sales", None)


@pytest.mark.parametrize("words", spoken())
def test_it_reaches_from_the_mark_to_the_pause_after_the_words(study: StudyFolder, words: tuple[int, int]) -> None:
    start, end = words
    first_key = end - 700
    lead = first_key - start
    made = quote(study, BEGAN_MS + start, SpeechFinder(), lead)
    assert made.clip is not None
    assert made.clip.start_ms == start
    assert made.clip.end_ms == pytest.approx(end + 300, abs=150)
    study.store.undo()
    assert study.store.count(Quote) == 0


def test_without_an_ear_for_pauses_it_lasts_twenty_seconds(study: StudyFolder) -> None:
    assert quote(study, BEGAN_MS + 1000, None).clip == Clip("sales.ogg", 1000, 21_000)


def test_a_moment_before_the_recording_has_no_clip(study: StudyFolder) -> None:
    assert quote(study, 30_000, SpeechFinder()).clip is None


def test_sound_that_is_elsewhere_does_not_keep_the_quote_from_being_made(study: StudyFolder) -> None:
    (study.audio / "sales.ogg").unlink()
    assert quote(study, BEGAN_MS + 1000, SpeechFinder()).clip == Clip("sales.ogg", 1000, 21_000)
