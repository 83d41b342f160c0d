"""Pitch and speed of a voice, each without the other; a disguise hides neither wording nor manner of speaking."""

from typing import Final

import numpy as np

from facilitator.audio.loudness import Sound

SLOWEST: Final = 0.5
FASTEST: Final = 2.0
MOST_SEMITONES: Final = 12


def stretched(sound: Sound, rate: int, semitones: int, speed: float) -> Sound:
    """The sound `speed` times as fast and so many semitones higher; what makes a voice dark or bright moves along.

    Both are held to what still sounds like a voice.
    """
    semitones = max(-MOST_SEMITONES, min(semitones, MOST_SEMITONES))
    speed = max(SLOWEST, min(speed, FASTEST))
    if (semitones, speed) == (0, 1.0) or len(sound) == 0:
        return sound
    from python_stretch import Signalsmith

    stretch = Signalsmith.Stretch()
    stretch.preset(sound.shape[1], rate)
    stretch.setTransposeSemitones(semitones)
    stretch.setTimeFactor(speed)
    return np.asarray(stretch.process(np.ascontiguousarray(sound.T)), np.float32).T
