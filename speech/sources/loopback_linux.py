"""Linux: what the computer plays, from the monitor source of PulseAudio or PipeWire, through `parec`.

Place in the flow: native side of `speech.sources.feed`. PortAudio sees ALSA only, so the sound server's own recorder
delivers mono float32 at 16 kHz on a pipe (the server converts). Following the default output means watching
`pactl get-default-sink` from a thread of its own, as it costs a process each time.
"""

import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import IO, Final

from speech.audio import SAMPLE_RATE_HZ
from speech.errors import DeviceError
from speech.sources.capture import Block, Opener, read_ring, ring_for
from speech.sources.spec import FarEndChoice

_LATENCY_MS: Final = 20
_READ_BYTES: Final = SAMPLE_RATE_HZ * 4 * _LATENCY_MS // 1000
_WATCH_S: Final = 1.0
_PACTL_TIMEOUT_S: Final = 3.0
_INSTALL: Final = "Install it: `sudo apt install pulseaudio-utils` (also for PipeWire), or choose another far end."


class ParecCapture:
    """A running `parec`. Implements `speech.sources.capture.Capture`."""

    rate_hz = float(SAMPLE_RATE_HZ)
    channels = 1
    silent_when_idle = True

    def __init__(self, sink: str, default_sink: Callable[[], str] | None) -> None:
        """Record the monitor of `sink`. `default_sink`: given when the default is followed. Raises DeviceError."""
        self.name = sink
        self._sink = sink
        self._ring = ring_for(self.rate_hz, self.channels)
        self._closing = threading.Event()
        self._moved = False
        self._process = _start_parec(sink)
        threading.Thread(target=self._copy, args=(self._process.stdout,), name="parec-reader", daemon=True).start()
        if default_sink is not None:
            threading.Thread(target=self._watch, args=(default_sink,), name="default-sink", daemon=True).start()

    def read(self) -> Block | None:
        """Return the next block, None when there is none yet."""
        return read_ring(self._ring, self.channels)

    def alive(self) -> bool:
        """Whether `parec` still runs; it ends when its sink goes away or the sound server stops."""
        return self._process.poll() is None

    def outdated(self) -> bool:
        """Whether the default output has moved to another sink."""
        return self._moved

    def close(self) -> None:
        """End `parec`."""
        self._closing.set()
        if self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _copy(self, pipe: IO[bytes] | None) -> None:
        assert pipe is not None  # noqa: S101  (opened with stdout=PIPE)
        rest = b""
        with pipe:
            while data := pipe.read1(_READ_BYTES) if hasattr(pipe, "read1") else pipe.read(_READ_BYTES):
                data = rest + data
                whole = len(data) // 4 * 4
                rest = data[whole:]
                if whole:
                    self._ring.write(data[:whole], time.monotonic())

    def _watch(self, default_sink: Callable[[], str]) -> None:
        while not self._closing.wait(_WATCH_S):
            try:
                self._moved = self._moved or default_sink() != self._sink
            except DeviceError:
                continue  # the server restarts: `parec` has ended, too


def opener(choice: FarEndChoice) -> Opener:
    """Return what records the chosen sink, or the default one."""
    return partial(_open, choice.name)


def outputs() -> list[tuple[str, str, bool]]:
    """Return name, label and whether it is the default, of every output. Raises DeviceError."""
    default = default_sink()
    names = sink_names(_pactl("list", "short", "sinks"))
    rows = [(name, f"What plays on {name}", name == default) for name in names]
    return sorted(rows, key=lambda row: not row[2])


def default_sink() -> str:
    """Return the name of the default output. Raises DeviceError."""
    name = _pactl("get-default-sink").strip()
    if not name:
        raise DeviceError("The sound server has no output.", "Connect a headset or speakers.", permanent=False)
    return name


def sink_names(listing: str) -> list[str]:
    """Return the names in the output of `pactl list short sinks` (index, name, module, format, state; by tabs)."""
    return [fields[1] for line in listing.splitlines() if len(fields := line.split("\t")) > 1]


def _open(name: str | None, attempt: int) -> ParecCapture:
    del attempt
    if name is None:
        return ParecCapture(default_sink(), default_sink)
    known = sink_names(_pactl("list", "short", "sinks"))
    if name not in known:
        there = f"There are: {', '.join(known)}." if known else "Connect it."
        raise DeviceError(f'There is no output named "{name}".', there, permanent=False)
    return ParecCapture(name, None)


def _start_parec(sink: str) -> "subprocess.Popen[bytes]":
    program = _program("parec")
    arguments = (f"--device={sink}.monitor", "--format=float32le", f"--rate={SAMPLE_RATE_HZ}", "--channels=1")
    try:
        return subprocess.Popen(  # noqa: S603  (our own arguments; the sink's name comes from the server)
            [program, *arguments, f"--latency-msec={_LATENCY_MS}", "--client-name=Sotto", "--raw"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise DeviceError(f"{program} could not be started: {error.strerror}.", _INSTALL) from error


def _pactl(*arguments: str) -> str:
    program = _program("pactl")
    try:
        done = subprocess.run(  # noqa: S603
            [program, *arguments], capture_output=True, timeout=_PACTL_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DeviceError(
            "The sound server does not answer.", "Restart PipeWire or PulseAudio.", permanent=False
        ) from error
    if done.returncode:
        raise DeviceError(
            "No sound server (PipeWire or PulseAudio) is running.",
            "Start it, or choose another far end.",
            permanent=False,
        )
    return done.stdout.decode("utf-8", errors="replace")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise DeviceError(f"The program {name}, which records what the computer plays, is not installed.", _INSTALL)
    return found
