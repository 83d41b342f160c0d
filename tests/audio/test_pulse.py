"""Which source feeds us, from what pactl says."""

from facilitator.audio.recording.pulse import _sources, feeding

SOURCES = "0\tspeaker.monitor\tmodule-null-sink.c\ts16le\tIDLE\n3\ttestmic\tmodule-pipe-source.c\ts16le\tRUNNING\n"
OUTPUTS = """Source Output #7
	Driver: protocol-native.c
	Source: 3
	Mute: no
	Properties:
		media.name = "QtPulseAudio"
		application.process.id = "42"

Source Output #8
	Driver: protocol-native.c
	Source: 0
	Properties:
		application.process.id = "43"
"""


def test_only_streams_of_this_process_count() -> None:
    sources = _sources(SOURCES)
    assert feeding(OUTPUTS, sources, 42) == {"testmic"}
    assert feeding(OUTPUTS, sources, 43) == {"speaker.monitor"}
    assert feeding(OUTPUTS, sources, 4) == frozenset()


def test_what_is_not_understood_tells_nothing() -> None:
    assert feeding("", {}, 42) == frozenset()
    assert feeding("Connection refused", _sources("nonsense"), 42) == frozenset()
    assert feeding(OUTPUTS, {}, 42) == frozenset()
