"""Whatever happens in whatever order: each moment of the session is sound or a gap, and the files agree."""

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.audio.recording.recovery import recover_track
from facilitator.domain.recordings import RATE
from tests.audio.simulated import Simulation

EDGE_MS = 300
KINDS = ("lose", "sleep", "mute", "unmute", "pull", "plug", "pause", "resume", "stall")
Steps = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 12)), max_size=12)


def happen(simulation: Simulation, kind: str) -> None:
    if kind in ("pause", "resume"):
        getattr(simulation.taking, kind)()
    elif kind == "stall":
        simulation.run(1.5, tick=1500)
    elif kind in ("mute", "unmute"):
        mute(simulation, kind == "mute")
    elif kind == "plug":
        simulation.microphones.names[:] = ["mic"]
    elif simulation.microphones.opened:
        go_wrong(simulation, kind)


def go_wrong(simulation: Simulation, kind: str) -> None:
    microphones = simulation.microphones
    if kind == "lose":
        microphones.last.lose(600)
    elif kind == "sleep":
        simulation.sleep(20)
    else:
        microphones.names.clear()
        microphones.last.alive = False


def mute(simulation: Simulation, muted: bool) -> None:
    simulation.microphones.muted = {"mic"} if muted else set()
    for microphone in simulation.microphones.opened:
        microphone.muted = muted


@given(Steps)
@settings(max_examples=25, deadline=None)
def test_every_moment_is_sound_or_a_gap(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        simulation = Simulation(Path(folder, "a.rec"))
        simulation.run(2)
        for kind, seconds in steps:
            happen(simulation, kind)
            simulation.run(seconds)
        ended_ms = simulation.time.now_ms()
        simulation.stop()
        assert_covered(simulation, ended_ms)
        recovered = recover_track(simulation.folder)
        assert recovered.stretches == simulation.stretches
        assert recovered.sha256 != ""


def assert_covered(simulation: Simulation, ended_ms: int) -> None:
    starts = [trouble.start_ms for trouble in simulation.troubles]
    ends = [*simulation.closed, ended_ms][: len(starts)]
    assert len(simulation.closed) in (len(starts), len(starts) - 1)
    gaps = [(start, end) for start, end in zip(starts, ends, strict=True)]
    sounds = [(each.at_ms, each.at_ms + each.frames * 1000 // RATE) for each in simulation.stretches]
    reached = 1000
    for start, end in sorted(gaps + sounds):
        assert start <= end, f"{gaps} {sounds}"
        assert abs(start - reached) <= EDGE_MS or start < reached < end, f"{start} after {reached}: {gaps} {sounds}"
        reached = max(reached, end)
    assert abs(reached - ended_ms) <= 3500, f"{reached} of {ended_ms}: {gaps} {sounds}"
    for (_start, end), (after, _end) in pairwise(sounds):
        assert end <= after + EDGE_MS, f"sound twice at {after}: {sounds}"
