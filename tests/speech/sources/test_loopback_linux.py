"""Linux loopback: the sound server's tools, scripted; and a real private PulseAudio where it is installed."""

import os
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.errors import DeviceError
from speech.sources import loopback_linux
from speech.sources.capture import Block
from speech.sources.loopback_linux import ParecCapture, default_sink, opener, outputs, sink_names
from speech.sources.spec import FarEndChoice, FarEndKind

PATIENCE_S = 20.0


def _until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition of another process."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        if condition():
            return True
    return False


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Return a function that puts a shell script of that name first in the path."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def put(name: str, body: str) -> None:
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\n{body}\n")
        script.chmod(script.stat().st_mode | stat.S_IEXEC)

    return put


def test_sinks_are_read_from_the_short_list() -> None:
    """The second tab-separated field is the name; broken lines are passed over."""
    assert sink_names("0\tfar\tmodule\ts16le 2ch\tIDLE\n1\thdmi.stereo\tx\ty\tz\nbroken\n\n") == ["far", "hdmi.stereo"]


def test_the_default_output_comes_first(tool: Callable[[str, str], None]) -> None:
    """All outputs are offered, the default one in front."""
    tool("pactl", 'if [ "$1" = get-default-sink ]; then echo b; else printf "0\\ta\\tm\\n1\\tb\\tm\\n"; fi')
    assert [(name, default) for name, _, default in outputs()] == [("b", True), ("a", False)]


def test_an_unknown_output_lists_what_there_is(tool: Callable[[str, str], None]) -> None:
    """A fixed output that is not there is an error that may pass."""
    tool("pactl", 'printf "0\\ta\\tm\\n"')
    with pytest.raises(DeviceError, match='no output named "gone"') as caught:
        opener(FarEndChoice(FarEndKind.LOOPBACK, "gone"))(0)
    assert "There are: a" in caught.value.mend
    assert not caught.value.permanent


def test_no_sound_server_is_said_plainly(tool: Callable[[str, str], None]) -> None:
    """`pactl` failing means that no server runs; an empty answer, that there is no output."""
    tool("pactl", "exit 1")
    with pytest.raises(DeviceError, match="No sound server"):
        default_sink()
    tool("pactl", "echo")
    with pytest.raises(DeviceError, match="has no output"):
        default_sink()


def test_a_missing_tool_names_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without `pactl` the mend is the package that brings it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceError) as caught:
        default_sink()
    assert "pulseaudio-utils" in caught.value.mend


def test_a_server_that_hangs_is_an_error(tool: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that does not answer in time never blocks the listener."""
    monkeypatch.setattr(loopback_linux, "_PACTL_TIMEOUT_S", 0.05)
    tool("pactl", "exec tail -f /dev/null")
    with pytest.raises(DeviceError, match="does not answer"):
        default_sink()


def test_samples_survive_the_pipe(tool: Callable[[str, str], None], tmp_path: Path) -> None:
    """What `parec` writes comes out as blocks of whole samples; its end is noticed."""
    sound = np.linspace(-1.0, 1.0, 5_000, dtype="<f4")
    (tmp_path / "sound.raw").write_bytes(sound.tobytes() + b"xyz")
    tool("parec", f"exec cat {tmp_path}/sound.raw")
    capture = ParecCapture("any", None)
    blocks: list[Block] = []

    def collected() -> bool:
        if (block := capture.read()) is not None:
            blocks.append(block)
        return sum(len(block.frames) for block in blocks) == len(sound)

    assert _until(collected)
    assert np.array_equal(np.concatenate([block.frames for block in blocks])[:, 0], sound)
    assert _until(lambda: not capture.alive())
    capture.close()


def test_a_moved_default_is_noticed(tool: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """While following the default, another default output makes the capture outdated; a failing server does not."""
    monkeypatch.setattr(loopback_linux, "_WATCH_S", 0.001)
    tool("parec", "exec cat /dev/zero")
    answers = iter(["old", "error", "old", "new"])

    def ask() -> str:
        answer = next(answers, "new")
        if answer == "error":
            raise DeviceError("no server")
        return answer

    capture = ParecCapture("old", ask)
    assert _until(capture.outdated)
    capture.close()
    assert not capture.alive()


def test_closing_ends_a_program_that_ignores_the_request(tool: Callable[[str, str], None]) -> None:
    """A recorder that does not end on request is killed."""
    tool("parec", "trap '' TERM; while :; do cat /dev/zero; done")
    capture = ParecCapture("any", None)
    capture.close()
    assert not capture.alive()


@pytest.mark.slow
@pytest.mark.usefixtures("sound_server")
def test_what_a_real_server_plays_is_heard_and_its_default_followed(tmp_path: Path) -> None:
    """A tone played on the default output comes through the monitor; moving the default outdates the capture."""
    tone = 0.5 * np.sin(2 * np.pi * 1_000 / 44_100 * np.arange(44_100 * 3))
    soundfile.write(tmp_path / "tone.wav", tone, 44_100)
    capture = opener(FarEndChoice(FarEndKind.LOOPBACK))(0)
    player = subprocess.Popen(["paplay", "--device=first", str(tmp_path / "tone.wav")])
    heard: list[np.ndarray] = []

    def loud() -> bool:
        if (block := capture.read()) is not None and np.abs(block.frames).max() > 0.4:
            heard.append(block.frames[:, 0])
        return sum(map(len, heard)) > 16_000

    try:
        assert _until(loud)
        spectrum = np.abs(np.fft.rfft(np.concatenate(heard)[:16_000]))
        assert abs(int(spectrum.argmax()) - 1_000) <= 5
        assert [row[0] for row in outputs()] == ["first", "second"]
        subprocess.run(["pactl", "set-default-sink", "second"], check=True)
        assert _until(capture.outdated)
    finally:
        player.terminate()
        player.wait()
        capture.close()
