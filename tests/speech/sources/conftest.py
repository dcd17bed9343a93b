"""A sound card for tests: captures fed by the test, on a clock that the test turns."""

import shutil
import subprocess
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from speech.errors import DeviceError
from speech.sources.capture import Block


class _TurnedClock:
    """Monotonic seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 1_000.0
        self.on_tick: list[Callable[[], None]] = []

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds
        for tick in self.on_tick:
            tick()


class _FakeCapture:
    """An open device; the test pushes blocks and pulls the plug."""

    def __init__(self, name: str, rate_hz: float = 16_000.0, channels: int = 1, *, idle: bool = False) -> None:
        self.name, self.rate_hz, self.channels, self.silent_when_idle = name, rate_hz, channels, idle
        self.blocks: deque[Block] = deque()
        self.plugged = True
        self.moved = False
        self.closed = False

    def read(self) -> Block | None:
        return self.blocks.popleft() if self.blocks else None

    def alive(self) -> bool:
        return self.plugged

    def outdated(self) -> bool:
        return self.moved

    def close(self) -> None:
        self.closed = True


class _FakeCard:
    """A socket for one device: opens captures that play a constant, unless unplugged."""

    def __init__(
        self, clock: _TurnedClock, name: str, *, channels: int = 1, rate_hz: float = 16_000.0, idle: bool = False
    ) -> None:
        self.clock, self.name, self.channels, self.rate_hz, self.idle = clock, name, channels, rate_hz, idle
        self.present = True
        self.playing = True
        self.level = 0.5
        self.attempts: list[int] = []
        self.capture: _FakeCapture | None = None
        self._played_until_s = clock()
        clock.on_tick.append(self.tick)

    def open(self, attempt: int) -> _FakeCapture:
        self.attempts.append(attempt)
        if not self.present:
            raise DeviceError(f"{self.name} is not there.", permanent=False)
        self._played_until_s = self.clock()
        self.capture = _FakeCapture(self.name, self.rate_hz, self.channels, idle=self.idle)
        return self.capture

    def unplug(self) -> None:
        self.present = False
        if self.capture is not None:
            self.capture.plugged = False

    def tick(self) -> None:
        """Deliver what was played since the last tick."""
        frames = round((self.clock() - self._played_until_s) * self.rate_hz)
        self._played_until_s += frames / self.rate_hz
        if self.capture is None or not self.capture.plugged or self.capture.closed or not self.playing or not frames:
            return
        sound = np.full((frames, self.channels), self.level, dtype=np.float32) * np.arange(
            1, self.channels + 1, dtype=np.float32
        )
        self.capture.blocks.append(Block(sound, self._played_until_s))


@pytest.fixture
def clock() -> _TurnedClock:
    """Return a clock that the test turns."""
    return _TurnedClock()


@pytest.fixture
def card(clock: _TurnedClock) -> Callable[..., _FakeCard]:
    """Return a function that makes a device on that clock."""

    def make(name: str, **options: object) -> _FakeCard:
        return _FakeCard(clock, name, **options)  # type: ignore[arg-type]

    return make


def _until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition of another process."""
    end_s = time.monotonic() + 20.0
    while time.monotonic() < end_s:
        if condition():
            return True
    return False


@pytest.fixture
def sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a private PulseAudio with two outputs that lead nowhere."""
    if missing := [name for name in ("pulseaudio", "parec", "pactl", "paplay") if shutil.which(name) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    socket = tmp_path / "native"
    if len(str(socket)) > 100:
        pytest.skip("the folder for temporary files has too long a name for a socket")
    for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{socket}")
    (tmp_path / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    modules = [f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    modules += [f"module-null-sink sink_name={name} rate=44100" for name in ("first", "second")]
    options = [
        "-n",
        "--daemonize=no",
        "--use-pid-file=no",
        "--exit-idle-time=-1",
        "--disable-shm=true",
        "--realtime=false",
    ]
    loads = [part for module in modules for part in ("-L", module)]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(["pulseaudio", *options, *loads], stdout=log, stderr=log) as process,
    ):
        try:
            if not _until(lambda: _pactl("set-default-sink", "first")):
                pytest.skip("a private PulseAudio could not be started here")
            assert _pactl("set-default-source", "second.monitor")
            yield
        finally:
            process.terminate()


def _pactl(*arguments: str) -> bool:
    return subprocess.run(["pactl", *arguments], capture_output=True, check=False).returncode == 0
