"""An input that cannot give 48 kHz, mono, 16 bit is converted without a seam, and it is said."""

import numpy as np
import pytest

from facilitator.audio.recording.converting import Converter
from tests.audio.sounds import Sound

RATE = 48_000


def tone(hertz: float, rate: int, seconds: float = 2.0) -> Sound:
    return np.asarray(0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate))


def in_pieces(converter: Converter, raw: bytes, piece: int) -> Sound:
    made = b"".join(converter.convert(raw[at : at + piece]) for at in range(0, len(raw), piece))
    return np.frombuffer(made, "<i2") / 32768.0


def test_what_is_right_already_goes_through_as_it_is() -> None:
    converter = Converter(RATE, 1)
    assert converter.convert(b"\1\2\3\4") == b"\1\2\3\4"
    assert converter.note == ""
    assert converter.convert(b"\1\2\3") + converter.convert(b"\4") == b"\1\2\3\4"


@pytest.mark.parametrize("rate", [8_000, 16_000, 32_000, 44_100, 96_000])
@pytest.mark.parametrize("piece", [1000, 7777])
def test_a_tone_stays_the_same_tone_at_the_right_length(rate: int, piece: int) -> None:
    raw = (tone(440, rate) * 32767).astype("<i2").tobytes()
    converter = Converter(rate, 1)
    heard = in_pieces(converter, raw, piece)
    assert len(heard) == pytest.approx(2 * RATE, abs=0.01 * RATE)
    spectrum = np.abs(np.fft.rfft(heard[RATE // 4 : RATE // 4 + RATE] * np.hanning(RATE)))
    assert np.argmax(spectrum) == 440
    rest = np.delete(spectrum, slice(435, 446))
    assert rest.max() < spectrum.max() * 1e-3, "no second tone 60 dB below"
    assert heard.max() == pytest.approx(0.5, abs=0.01)
    assert f"{rate / 1000:g} kHz" in converter.note


def test_pieces_and_the_whole_give_the_same() -> None:
    rate = 44_100
    raw = (tone(1000, rate, 0.5) * 32767).astype("<i2").tobytes()
    assert np.array_equal(in_pieces(Converter(rate, 1), raw, 333), in_pieces(Converter(rate, 1), raw, len(raw)))


def test_tones_too_high_for_48_khz_do_not_come_back_as_others() -> None:
    raw = (tone(30_000, 96_000) * 32767).astype("<i2").tobytes()
    heard = in_pieces(Converter(96_000, 1), raw, 4096)
    assert np.abs(heard[1000:-1000]).max() < 0.001, "but for the clicks where it begins and ends"


@pytest.mark.parametrize(("kind", "scale", "offset"), [("<f4", 1, 0), ("<i4", 2**31 - 1, 0), ("u1", 127, 128)])
def test_every_kind_of_sample_is_understood(kind: str, scale: float, offset: float) -> None:
    sound = tone(440, RATE, 0.1)
    heard = in_pieces(Converter(RATE, 1, kind), (sound * scale + offset).astype(kind).tobytes(), 501)
    assert np.abs(heard - sound).max() < (0.02 if kind == "u1" else 1e-4)


def test_two_channels_are_mixed() -> None:
    both = np.stack((tone(440, RATE), np.zeros(2 * RATE)), axis=1)
    converter = Converter(RATE, 2)
    heard = in_pieces(converter, (both * 32767).astype("<i2").tobytes(), 1001)
    assert heard.max() == pytest.approx(0.25, abs=0.001)
    assert converter.note == "This input gives 2 channels, mixed to one, at 48 kHz; it is recorded as 48 kHz, 16 bit."
