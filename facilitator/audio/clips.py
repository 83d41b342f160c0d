"""Cuts a clip out of a recording of any length: seeks, reads the seconds of the clip, makes them fit to be heard."""

import contextlib
import warnings
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from facilitator.audio.disguise import FASTEST, SLOWEST, stretched
from facilitator.audio.hiding import bleeped, silenced
from facilitator.audio.loudness import Sound, evened
from facilitator.audio.tracks import AudioFile, Track, is_track, open_audio
from facilitator.domain.errors import UserError
from facilitator.domain.findings import Hidden
from facilitator.domain.timecode import clock_text
from facilitator.services.ports import ClipSpec

with warnings.catch_warnings():
    # pydub looks for an ffmpeg program that we never ask it to use, and needs audioop, which Python deprecates.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

LONGEST_MS = 15 * 60_000
"""Clips are kept in memory; a longer span is a recording, not a clip."""
BLOCK_FRAMES = 4096
LEAD_MS = 200
"""Read and thrown away before a clip: after a seek, the first 80 ms of an MP3 come out garbled."""
SAMPLE_BYTES = 2
CLICK_MS = 5
EMPTY_BYTES = 44
"""The head of a WAV file without a sample."""
FULL_SCALE = 32768


@dataclass(frozen=True, slots=True)
class PcmClip:
    """Signed 16-bit samples, interleaved, ready for a loudspeaker."""

    samples: bytes
    rate: int
    channels: int

    @property
    def duration_ms(self) -> int:
        return len(self.samples) * 1000 // (self.rate * self.channels * SAMPLE_BYTES)

    def after(self, ms: int) -> "PcmClip":
        """The rest of the clip from there on, its beginning faded in against a click."""
        if ms <= 0:
            return self
        samples = np.frombuffer(self.samples, np.int16).reshape(-1, self.channels)
        rest = samples[min(ms * self.rate // 1000, len(samples)) :].astype(np.float32)
        ramp = np.linspace(0, 1, min(self.rate * CLICK_MS // 1000, len(rest)), dtype=np.float32)
        rest[: len(ramp)] *= ramp[:, None]
        return replace(self, samples=rest.astype(np.int16).tobytes())


def load_clip(spec: ClipSpec) -> PcmClip:
    """The clip as it is to be heard, at an even loudness; a span that runs past the end of the file ends there.

    Time and memory depend on the clip alone, not on the recording. Raises UserError.
    """
    _check_span(spec)
    samples, rate = _read_span(spec)
    sound = shaped(np.divide(samples, FULL_SCALE, dtype=np.float32), rate, spec)
    pcm = np.rint(sound * np.float32(FULL_SCALE - 1)).astype(np.int16)
    return PcmClip(pcm.tobytes(), rate, sound.shape[1])


def shaped(sound: Sound, rate: int, spec: ClipSpec) -> Sound:
    """What is done to the sound of a clip between its reading and its way to a loudspeaker or a file.

    Hidden spans are emptied before anything else, so that the disguise finds nothing in them to carry elsewhere.
    """
    speed = max(SLOWEST, min(spec.speed, FASTEST))
    still = silenced(sound, rate, [_moved(each, spec.start_ms, 1.0) for each in spec.hidden])
    voice = stretched(still, rate, spec.disguise, speed)
    whole = bleeped(voice, rate, [_moved(each, spec.start_ms, speed) for each in spec.hidden])
    return _faded(evened(whole, rate), rate * spec.fade_ms // 1000, rate * spec.fade_out // 1000)


def _moved(hidden: Hidden, start_ms: int, speed: float) -> Hidden:
    """The span in ms from the start of the clip as it is heard."""
    start, end = (round((at - start_ms) / speed) for at in (hidden.start_ms, hidden.end_ms))
    return replace(hidden, start_ms=start, end_ms=end)


def converted(clip: PcmClip, rate: int, channels: int) -> PcmClip:
    """The same sound for a loudspeaker that takes only this rate and number of channels (1 or 2)."""
    if (clip.rate, clip.channels) == (rate, channels):
        return clip
    segment = AudioSegment(
        data=clip.samples,
        sample_width=SAMPLE_BYTES,
        frame_rate=clip.rate,
        channels=clip.channels,
    )
    return _pcm(segment.set_channels(channels).set_frame_rate(rate))


def _faded(sound: Sound, frames_in: int, frames_out: int) -> Sound:
    """Both ends brought from and to silence; a short clip is faded from its middle."""
    begin, end = (min(frames, len(sound) // 2) for frames in (frames_in, frames_out))
    faded = sound.copy() if begin + end else sound
    faded[:begin] *= _ramp(begin)
    faded[len(sound) - end :] *= _ramp(end)[::-1]
    return faded


def _ramp(frames: int) -> Sound:
    return np.linspace(0, 1, frames, endpoint=False, dtype=np.float32)[:, None]


def _pcm(segment: AudioSegment) -> PcmClip:
    return PcmClip(segment.raw_data, segment.frame_rate, segment.channels)


def _check_span(spec: ClipSpec) -> None:
    if spec.start_ms < 0 or spec.end_ms <= spec.start_ms:
        raise UserError(f"The clip in {spec.path.name} ends before it begins. Set its start and end again.")
    if spec.duration_ms > LONGEST_MS:
        raise UserError(
            f"The clip in {spec.path.name} is longer than {LONGEST_MS // 60_000} minutes. Choose a shorter span."
        )
    check_file(spec.path)


def check_file(path: Path) -> None:
    """Raises UserError for a file that is missing, empty or no file at all; a recording's folder counts as one."""
    if is_track(path) and _holds_sound(path):
        return
    if not path.is_file() and not is_track(path):
        raise UserError(f"The audio file {path.name} is missing. Put it back where it was, or attach the clip again.")
    if is_track(path) or path.stat().st_size == 0:
        raise UserError(f"The audio file {path.name} is empty. Attach the clip from another copy.")


def _holds_sound(folder: Path) -> bool:
    """Whether any segment is there; counting the frames of all would open hundreds of files."""
    return any(each.suffix in (".wav", ".flac") and each.stat().st_size > EMPTY_BYTES for each in folder.iterdir())


def _read_span(spec: ClipSpec) -> tuple[NDArray[np.int16], int]:
    try:
        with open_audio(spec.path) as file:
            rate = file.samplerate
            start = spec.start_ms * rate // 1000
            if start >= file.frames:
                raise _past_end(spec, file.frames * 1000 // rate)
            wanted = spec.duration_ms * rate // 1000
            if isinstance(file, Track) and not file.holds(start, wanted):
                raise _lost(spec)
            samples = _frames(file, start, wanted)
    except soundfile.LibsndfileError as error:
        raise UserError(
            f"{spec.path.name} is not audio that can be played. Attach the clip from another file."
        ) from error
    except OSError as error:
        raise UserError(f"{spec.path.name} cannot be read. Check the disk and the rights of the file.") from error
    if len(samples) == 0:
        raise UserError(
            f"{spec.path.name} is cut off before {clock_text(spec.start_ms)}. Attach the clip from a complete copy."
        )
    return samples, rate


def _lost(spec: ClipSpec) -> UserError:
    return UserError(
        f"The part of the recording {spec.path.name} with this clip, at {clock_text(spec.start_ms)}, is lost."
        " Put back a sound copy of its folder."
    )


def _past_end(spec: ClipSpec, duration_ms: int) -> UserError:
    return UserError(
        f"The clip starts at {clock_text(spec.start_ms)}, but {spec.path.name} is only"
        f" {clock_text(duration_ms)} long. Set its start and end again."
    )


def _frames(file: AudioFile, start: int, wanted: int) -> NDArray[np.int16]:
    """Frames × channels from `start`, one or two channels; fewer than wanted where the file breaks off."""
    lead = min(start, file.samplerate * LEAD_MS // 1000)
    try:
        file.seek(start - lead)
        samples = read_frames(file, lead + wanted)
    except soundfile.LibsndfileError:
        samples = _up_to_break(file, start - lead, lead + wanted)
    return _at_most_stereo(samples[lead:])


def _up_to_break(file: AudioFile, start: int, wanted: int) -> NDArray[np.int16]:
    """What stands before the place where a damaged file breaks off; one large read would give nothing of it."""
    blocks = [np.empty((0, file.channels), np.int16)]
    with contextlib.suppress(soundfile.LibsndfileError):  # the break
        file.seek(start)
        while wanted > 0 and len(block := read_frames(file, min(wanted, BLOCK_FRAMES))):
            blocks.append(block)
            wanted -= len(block)
    return np.concatenate(blocks)


def read_frames(file: AudioFile, frames: int) -> NDArray[np.int16]:
    """The next frames × channels; none at the end. May raise LibsndfileError where a file is damaged."""
    if file.subtype.startswith("PCM"):
        return np.asarray(file.read(frames, dtype="int16", always_2d=True))
    # Formats that hold fractions: libsndfile would not scale those of a WAV, and overflow where others pass 1.
    fractions = file.read(frames, dtype="float32", always_2d=True)
    return np.asarray(np.clip(fractions, -1.0, 1.0) * 32767.0, np.int16)


def _at_most_stereo(block: NDArray[np.int16]) -> NDArray[np.int16]:
    if block.shape[1] <= 2:
        return block
    return np.asarray(block.mean(axis=1, keepdims=True), np.int16)
