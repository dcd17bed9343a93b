"""Recordings of every kind as source, and one clear sentence for what is no recording."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speech.audio import CHUNK_SAMPLES
from speech.errors import RecordingError
from speech.sources import recording
from speech.sources.base import Refreshable
from speech.sources.opening import open_source
from speech.sources.recording import RecordingSource
from speech.sources.spec import RecordingSpec


def _write(path: Path, seconds: float = 1.0, *, channels: int = 2, rate: int = 16_000, **options: str) -> Path:
    """Write a recording whose channel k holds the constant 0.1 (k + 1)."""
    frames = np.tile(0.1 * np.arange(1, channels + 1), (round(seconds * rate), 1))
    soundfile.write(path, frames, rate, **options)
    return path


def _read(source: RecordingSource) -> tuple[np.ndarray, np.ndarray | None]:
    agent, customer, at = [], [], 0
    while (chunk := source.read()) is not None:
        assert chunk.start_sample == at
        assert len(chunk.agent) == CHUNK_SAMPLES
        at += CHUNK_SAMPLES
        agent.append(chunk.agent)
        if chunk.customer is not None:
            assert len(chunk.customer) == CHUNK_SAMPLES
            customer.append(chunk.customer)
    source.close()
    return np.concatenate(agent), np.concatenate(customer) if customer else None


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.wav", {}),
        ("a.flac", {}),
        ("a.ogg", {}),
        ("a.mp3", {}),
        ("b.wav", {"subtype": "PCM_U8"}),
        ("c.wav", {"subtype": "PCM_24"}),
        ("d.wav", {"subtype": "FLOAT"}),
    ],
)
def test_every_format_gives_both_sides(name: str, options: dict[str, str], tmp_path: Path) -> None:
    """WAV of any width, FLAC, OGG and MP3 all give the agent's and the customer's channel."""
    agent, customer = _read(RecordingSource(_write(tmp_path / name, **options)))
    assert customer is not None
    assert float(np.median(agent)) == pytest.approx(0.1, abs=0.02)
    assert float(np.median(customer)) == pytest.approx(0.2, abs=0.02)


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 44_100, 48_000, 96_000])
def test_every_rate_keeps_the_length(rate: int, tmp_path: Path) -> None:
    """A second is a second, padded to whole chunks, at any rate."""
    source = RecordingSource(_write(tmp_path / "a.wav", rate=rate))
    assert source.info.duration_s == pytest.approx(1.0)
    agent, _ = _read(source)
    assert len(agent) == 16_000
    assert float(np.median(agent)) == pytest.approx(0.1, abs=0.01)


def test_one_channel_has_no_customer(tmp_path: Path) -> None:
    """A mono recording says so and gives None for the customer."""
    source = RecordingSource(_write(tmp_path / "a.wav", channels=1))
    assert not source.info.has_customer
    assert _read(source)[1] is None


@pytest.mark.parametrize(("channel", "agent_level", "customer_level"), [(0, 0.1, 0.2), (1, 0.2, 0.1), (5, 0.6, 0.1)])
def test_the_agents_channel_can_be_chosen(
    channel: int, agent_level: float, customer_level: float, tmp_path: Path
) -> None:
    """The customer is the first other channel, also with six of them."""
    agent, customer = _read(RecordingSource(_write(tmp_path / "a.wav", channels=6), agent_channel=channel))
    assert customer is not None
    assert agent[0] == pytest.approx(agent_level, abs=1e-3)
    assert customer[0] == pytest.approx(customer_level, abs=1e-3)


def test_the_last_chunk_is_padded(tmp_path: Path) -> None:
    """What does not fill a chunk ends with zeros."""
    agent, _ = _read(RecordingSource(_write(tmp_path / "a.wav", 0.03)))
    assert len(agent) == 2 * CHUNK_SAMPLES
    assert agent[479] == pytest.approx(0.1, abs=1e-3)
    assert not agent[480:].any()


@pytest.mark.parametrize("rate", [16_000, 44_100])
def test_a_resumed_recording_begins_where_it_is_told(rate: int, tmp_path: Path) -> None:
    """`start_s` becomes sample 0; the rest is all there."""
    ramp = np.linspace(0.0, 0.5, rate)
    soundfile.write(tmp_path / "a.wav", ramp, rate, subtype="FLOAT")
    agent, _ = _read(RecordingSource(tmp_path / "a.wav", start_s=0.4))
    assert len(agent) == pytest.approx(9_600, abs=CHUNK_SAMPLES)
    assert agent[2_000] == pytest.approx((0.4 + 2_000 / 16_000) * 0.5, abs=0.002)


@pytest.mark.parametrize("start_s", [1.0, 5.0])
def test_resuming_at_or_after_the_end_is_the_end(start_s: float, tmp_path: Path) -> None:
    """A recording that is over gives no chunk; that is no error."""
    assert RecordingSource(_write(tmp_path / "a.wav"), start_s=start_s).read() is None


def test_a_paced_recording_takes_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paced, each chunk is given out when it would have been spoken, counted from the first read."""
    now, waits = [50.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(recording, "time", type("Time", (), {"monotonic": lambda: now[0], "sleep": sleep}))
    source = RecordingSource(_write(tmp_path / "a.wav"), paced=True)
    now[0] += 7.0  # loading the recognizer takes its time: no hurry afterwards
    _read(source)
    assert now[0] == pytest.approx(57.0 + 1.0 - 0.02)
    assert max(waits) == pytest.approx(0.02)


def test_broken_samples_are_silence(tmp_path: Path) -> None:
    """Not-a-number in a float file does not reach the recognizer."""
    soundfile.write(tmp_path / "a.wav", np.array([0.5, np.nan, np.inf, 0.25]), 16_000, subtype="FLOAT")
    agent, _ = _read(RecordingSource(tmp_path / "a.wav"))
    assert np.isfinite(agent).all()


def _refused(path: Path, **options: int) -> RecordingError:
    with pytest.raises(RecordingError) as caught:
        RecordingSource(path, **options)  # type: ignore[arg-type]
    assert caught.value.mend
    assert "\n" not in str(caught.value)
    return caught.value


def test_what_is_no_recording_is_named_in_one_sentence(tmp_path: Path) -> None:
    """Missing, a folder, empty, garbage, a header alone: each has its own sentence and mend."""
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "garbage.wav").write_bytes(os.urandom(5_000))
    (tmp_path / "notes.txt").write_text("hello")
    soundfile.write(tmp_path / "silent.wav", np.zeros((0, 2)), 16_000)
    assert "There is no recording" in _refused(tmp_path / "absent.wav").message
    assert "is a folder" in _refused(tmp_path).message
    assert "is empty" in _refused(tmp_path / "empty.wav").message
    assert "is not a WAV" in _refused(tmp_path / "garbage.wav").message
    assert "is not a WAV" in _refused(tmp_path / "notes.txt").message
    assert "holds no sound" in _refused(tmp_path / "silent.wav").message


def test_a_channel_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The sentence says how many channels there are, the mend which to use."""
    error = _refused(_write(tmp_path / "a.wav", channels=1), agent_channel=1)
    assert "1 channel," in error.message
    assert "0 to 1" in _refused(_write(tmp_path / "b.wav"), agent_channel=-1).mend


def test_an_absurd_rate_is_refused(tmp_path: Path) -> None:
    """Rates outside 4 to 384 kHz are not speech."""
    assert "sample rate of 1000 Hz" in _refused(_write(tmp_path / "a.wav", rate=1_000)).message


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything"
)
def test_a_forbidden_file_is_named(tmp_path: Path) -> None:
    """Missing read permission is its own sentence."""
    path = _write(tmp_path / "a.wav")
    path.chmod(0)
    assert "permission denied" in _refused(path).message


def test_a_truncated_file_gives_what_is_there_or_says_where_it_breaks(tmp_path: Path) -> None:
    """Half a FLAC either ends early or raises one sentence with the place."""
    path = _write(tmp_path / "a.flac", 20.0)
    sound = np.random.default_rng(0).uniform(-0.3, 0.3, (320_000, 2))
    soundfile.write(path, sound, 16_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    source, heard = RecordingSource(path), 0
    try:
        while source.read() is not None:
            heard += CHUNK_SAMPLES
    except RecordingError as error:
        assert "is damaged" in error.message  # noqa: PT017
    assert 100_000 <= heard <= 320_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(tmp_path: Path, data: bytes) -> None:
    """Whatever a file holds, it is read or refused with a RecordingError."""
    path = tmp_path / "any.wav"
    path.write_bytes(b"RIFF" + data)
    try:
        source = RecordingSource(path)
    except RecordingError:
        return
    source.close()


def test_a_spec_opens_its_recording(tmp_path: Path) -> None:
    """`open_source` passes channel and start on; a recording has no devices to refresh."""
    path = _write(tmp_path / "a.wav")
    source = open_source(RecordingSpec(path, agent_channel=1), start_s=0.5)
    chunk = source.read()
    assert chunk is not None
    assert chunk.agent[0] == pytest.approx(0.2, abs=1e-3)
    assert not isinstance(source, Refreshable)
    source.close()


def _cut(path: Path, share: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * share)])
    return path


@pytest.mark.parametrize(
    ("name", "channels", "rate"), [("a.wav", 2, 44_100), ("b.wav", 1, 8_000), ("c.mp3", 2, 16_000)]
)
def test_a_recording_that_was_cut_off_is_heard_to_its_end_and_says_so(
    name: str, channels: int, rate: int, tmp_path: Path
) -> None:
    """Half a WAV or MP3 gives what is there, then one sentence with both lengths; it announces the whole length."""
    source = RecordingSource(_cut(_write(tmp_path / name, 70.0, channels=channels, rate=rate), 0.5))
    heard = 0
    with pytest.raises(RecordingError) as caught:  # noqa: PT012  (all of it is read until it breaks off)
        while source.read() is not None:
            heard += CHUNK_SAMPLES
    assert source.info.duration_s == pytest.approx(70.0, abs=0.2)
    assert heard / 16_000 == pytest.approx(35.0, abs=1.5)
    assert caught.value.message.startswith(f"{name} was cut off: of the 1:10 min that it announces, 0:3")
    assert caught.value.mend


def test_a_recording_that_its_recorder_never_closed_is_named(tmp_path: Path) -> None:
    """A header that still says "no sound" before seconds of it is told apart from an empty recording."""
    path = _write(tmp_path / "a.wav", 2.0)
    data = bytearray(path.read_bytes())
    place = data.find(b"data") + 4
    data[place : place + 4] = bytes(4)
    path.write_bytes(data)
    assert "was not finished by the program that recorded it" in _refused(path).message
