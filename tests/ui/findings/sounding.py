"""A study whose session was recorded, for the tests that work on sound."""

from pathlib import Path

import numpy as np
import soundfile

from facilitator.domain.actors import Actor
from facilitator.domain.consent import Consent
from facilitator.domain.findings import Clip, Quote
from facilitator.domain.matrix import Dot
from facilitator.domain.notes import Note
from facilitator.domain.people import Person
from facilitator.domain.questions import Question, QuestionSet
from facilitator.domain.recordings import Recording, Stretch
from facilitator.domain.sessions import Session
from facilitator.domain.study import Study
from facilitator.storage.opening import StudyFolder, create_study

RATE = 16_000
YES = Consent(True, True, True, True)
BEGAN = "2026-11-04T10:00:00+01:00"


def write_bursts(path: Path, seconds: int = 60) -> None:
    """Noise that sounds for a second and rests for a second, as a stand-in for speech."""
    noise = np.random.default_rng(1).standard_normal(RATE * seconds) * 4000
    loud = (np.arange(RATE * seconds) // RATE) % 2 == 0
    soundfile.write(path, (noise * loud).astype(np.int16), RATE)


def recorded_study(folder: Path) -> StudyFolder:
    """One group with a session of a minute: the last 30 s were recorded after a gap of 20 s."""
    study = create_study(folder / "A.study", Study(title="A"))
    (study.path / "audio").mkdir(exist_ok=True)
    write_bursts(study.path / "audio" / "s1.flac")
    stretches = (Stretch(0, 2_000, RATE * 30), Stretch(RATE * 30, 52_000, RATE * 30))
    with study.store.change("Set up") as change:
        change.add(Actor("sales", name="Sales", short="S"))
        change.add(Actor("dev", name="Development", short="D"))
        change.add(QuestionSet("set", name="Inside", actors=("sales", "dev")))
        change.add(Question("q1", question_set="set", text="What is your part?"))
        change.add(Person("ash", alias="Ash", actor="dev", seat=1, consent=YES))
        change.add(Session("s1", actor="dev", started_at=BEGAN))
        recording = Recording("r1", session="s1", file="s1.flac", rate=RATE, frames=RATE * 60, stretches=stretches)
        change.add(recording)
        for at, (words, is_quote) in enumerate((("Show me", True), ("Early word", False), ("Then", True))):
            change.add(
                Note(
                    f"n{at}",
                    session="s1",
                    questions=("q1",),
                    kind="quote" if is_quote else "idea",
                    text=words,
                    speaker="ash",
                    at_ms=4_000 + at * 25_000,
                    finish_from_audio=is_quote,
                )
            )
        clip = Clip("s1.flac", 10_000, 20_000)
        change.add(Quote("k", actor="dev", question="q1", text="words", speaker="ash", session="s1", clip=clip))
        change.put(Dot("sales", "dev"))
    return study
