"""A sound card made of PulseAudio modules: what a test feeds it is recorded, what the program plays is captured."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 48_000
DEAF_S = 0.5
"""A server that takes nothing for so long is not busy but does not listen."""
CONFIGURATION = """
load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1
load-module module-pipe-source source_name=testmic file={folder}/mic format=s16le rate=48000 channels=1
load-module module-null-sink sink_name=speaker rate=48000 channels=2
set-default-sink speaker
set-default-source testmic
"""


@dataclass(frozen=True)
class VirtualSound:
    """`microphone` is a pipe for 48 kHz mono s16le, fed 10 ms every 10 ms; `folder` holds the server's files."""

    folder: Path
    server: str

    @property
    def microphone(self) -> Path:
        return self.folder / "mic"

    def control(self, *arguments: str) -> str:
        """What `pactl` answers; it raises when the server refuses."""
        return subprocess.run(
            ["pactl", *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        ).stdout

    def speak(self, samples: NDArray[np.int16]) -> None:
        """Feed the microphone in real time; returns when the last sample is in."""
        step = RATE // 100
        begun = time.monotonic()
        with self.microphone.open("wb", buffering=0) as pipe:
            for number, start in enumerate(range(0, len(samples), step)):
                pipe.write(samples[start : start + step].astype("<i2").tobytes())
                time.sleep(max(0.0, begun + (number + 1) / 100 - time.monotonic()))

    def speaking(self, samples: NDArray[np.int16]) -> AbstractContextManager["Feeder"]:
        """Feed the microphone in real time beside the test; stops with the block, or when the microphone goes away."""
        return _speaking(self.microphone, samples)

    def unplug(self) -> None:
        """Take the microphone away."""
        for line in self.control("list", "short", "modules").splitlines():
            if "module-pipe-source" in line and "testmic" in line:
                self.control("unload-module", line.split("\t")[0])

    def plug_in(self, *, default: bool = True) -> None:
        """Bring the microphone back; with `default`, the server also moves to it what follows the default one."""
        form = ("format=s16le", "rate=48000", "channels=1")
        self.control("load-module", "module-pipe-source", "source_name=testmic", f"file={self.microphone}", *form)
        if default:
            self.control("set-default-source", "testmic")

    @contextmanager
    def second_microphone(self) -> Iterator["OtherMicrophone"]:
        """One more microphone, which is not the default one."""
        other = OtherMicrophone(self.folder / "other")
        form = ("format=s16le", "rate=48000", "channels=1")
        load = ("load-module", "module-pipe-source", "source_name=othermic", f"file={other.pipe}")
        module = self.control(*load, *form).strip()
        try:
            yield other
        finally:
            self.control("set-default-source", "testmic")
            self.control("unload-module", module)

    @contextmanager
    def listening(self) -> Iterator["Capture"]:
        """Capture what the loudspeaker plays until the block ends; `Capture.samples()` may be asked at any time."""
        target = self.folder / f"speaker-{time.monotonic_ns()}.raw"
        command = [
            "parec",
            "-d",
            "speaker.monitor",
            "--rate=48000",
            "--channels=1",
            "--format=s16le",
        ]
        with target.open("wb") as sink:
            process = subprocess.Popen([*command, "--latency-msec=20"], stdout=sink, env=self._environment())
            try:
                wait_until(lambda: target.stat().st_size > 0, "parec records nothing")
                yield Capture(target)
            finally:
                process.terminate()
                process.wait(timeout=10)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PULSE_SERVER": self.server, "XDG_RUNTIME_DIR": str(self.folder)}


@dataclass(frozen=True)
class OtherMicrophone:
    pipe: Path

    def speaking(self, samples: NDArray[np.int16]) -> AbstractContextManager["Feeder"]:
        """As that of the first microphone."""
        return _speaking(self.pipe, samples)


@contextmanager
def _speaking(pipe: Path, samples: NDArray[np.int16]) -> Iterator["Feeder"]:
    feeder = Feeder(pipe, samples)
    try:
        yield feeder
    finally:
        feeder.stop()


class Feeder:
    """A thread that writes 10 ms every 10 ms; `until` are the samples that went in so far."""

    def __init__(self, pipe: Path, samples: NDArray[np.int16]) -> None:
        self._pipe, self._samples = pipe, samples
        self._stopped = threading.Event()
        self.fed = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def is_over(self) -> bool:
        return not self._thread.is_alive()

    def finish(self) -> None:
        """Wait until everything was said."""
        self._thread.join(len(self._samples) / RATE + 30)

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(10)

    def _run(self) -> None:
        import fcntl  # Linux has it, as it has the server

        with contextlib.suppress(OSError):  # the microphone is gone, or never came
            pipe = os.open(self._pipe, os.O_WRONLY | os.O_NONBLOCK)
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)  # 43 ms: little is left for a later listener
            try:
                self._feed(pipe)
            finally:
                os.close(pipe)

    def _feed(self, pipe: int) -> None:
        step = RATE // 100
        begun = time.monotonic()
        while self.fed < len(self._samples) and not self._stopped.is_set():
            waiting = memoryview(self._samples[self.fed : self.fed + step].astype("<i2").tobytes())
            while waiting and not self._stopped.is_set():
                waiting = waiting[self._written(pipe, waiting) :]
            self.fed += step
            behind = time.monotonic() - begun - self.fed / RATE
            if behind > DEAF_S:  # as with any microphone, what nobody listened to is gone
                self.fed += int(behind * 100) * step
            self._stopped.wait(max(0.0, begun + self.fed / RATE - time.monotonic()))

    def _written(self, pipe: int, waiting: memoryview) -> int:
        """Bytes that the server took; a microphone that nobody listens to fills its pipe and then takes none."""
        try:
            return os.write(pipe, waiting)
        except BlockingIOError:
            self._stopped.wait(0.005)
            return 0


@dataclass(frozen=True)
class Capture:
    path: Path

    def samples(self) -> NDArray[np.float64]:
        """Everything heard so far, as numbers between -1 and 1."""
        return np.frombuffer(self.path.read_bytes()[: self.path.stat().st_size // 2 * 2], "<i2") / 32768.0


def has_sound_server() -> bool:
    return shutil.which("pulseaudio") is not None and shutil.which("pactl") is not None


@contextmanager
def started_sound() -> Iterator[VirtualSound]:
    """The server, started for this process and ended by its own id; PULSE_SERVER points to it meanwhile."""
    if not has_sound_server():
        if os.environ.get("CI"):
            pytest.fail("pulseaudio is missing although `make test` installs it")
        pytest.skip("No pulseaudio here: `apt-get install pulseaudio pulseaudio-utils` (as root) brings it")
    folder = Path(tempfile.mkdtemp(prefix="snd-"))
    sound = VirtualSound(folder, f"unix:{folder}/native")
    before = os.environ.get("PULSE_SERVER", "")
    process = start_server(folder)
    try:
        wait_until(lambda: stands(sound), "pulseaudio does not come up")
        os.environ["PULSE_SERVER"] = sound.server
        yield sound
    finally:
        os.environ["PULSE_SERVER"] = before
        process.terminate()
        process.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def start_server(folder: Path) -> subprocess.Popen[bytes]:
    """One whose files lie in `folder`; it is to be ended by its own id."""
    script = folder / "test.pa"
    script.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    for name in ("DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER"):
        environment.pop(name, None)
    options = [
        "--daemonize=no",
        "--exit-idle-time=-1",
        "--use-pid-file=no",
        "--realtime=no",
        "--high-priority=no",
    ]
    return subprocess.Popen(
        ["pulseaudio", "-n", "-F", str(script), *options],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def stands(sound: VirtualSound) -> bool:
    """Whether its server answers and has the microphone."""
    try:
        return "testmic" in sound.control("list", "short", "sources")
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False


def wait_until(holds: Callable[[], bool], complaint: str, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(complaint)
        time.sleep(0.02)
