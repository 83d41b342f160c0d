"""What is said when there is no sound: first what is safe, then what to do."""

from typing import Final

from facilitator.domain.recordings import GapReason
from facilitator.domain.timecode import clock_text

NO_INPUT: Final = (
    "Your notes go on, but there is no microphone to record from. Plug one in: recording begins by itself."
)
SAFE: Final = "Everything up to {until} is safe. {what}"
WHAT: Final[dict[GapReason, str]] = {
    "paused": "Recording is paused: nothing is kept until you resume.",
    "lost": "No sound comes from {device}. Check its plug or switch; recording goes on by itself once it is back.",
    "silent": "{device} gives only digital silence. Unmute it; recording goes on by itself with the first sound.",
    "moved": "The system took {device} away and gave another input. Check its plug; it is used again once it is back.",
    "drift": "The computer was too busy and some sound was lost. Recording goes on; close what else is running.",
    "asleep": "The computer slept or stood still. Recording goes on; keep the lid open and the charger in.",
    "failed": "The disk refuses to write sound. Check the disk; recording is tried again every second.",
    "full": "The disk is nearly full, so sound is no longer kept; notes still are. Make room and recording goes on.",
}


def sentence(reason: GapReason, until_ms: int, device: str) -> str:
    """For a gap that opens at `until_ms` of session time."""
    if reason == "paused":
        return WHAT[reason]
    if reason == "lost" and not device:
        return NO_INPUT
    return SAFE.format(until=clock_text(until_ms), what=WHAT[reason].format(device=device or "The microphone"))
