"""Hearing, the echo self-test, loudness calibration: judged from sound alone."""

from collections.abc import Callable

import numpy as np
import pytest

from app.doctor.check import State
from app.doctor.echo import check_echo
from app.settings import Settings
from app.wizard.calibration import Calibration
from app.wizard.echo_check import EchoCheck, EchoOutcome
from app.wizard.hearing import Hearing, Reading, SideReading
from speech.audio import Samples
from speech.echo import EchoSettings
from speech.errors import DeviceError
from speech.events import Side
from speech.sources.base import DeviceChange, Source
from speech.sources.spec import LiveSpec
from speech.vad import VadSettings

MakeSource = Callable[..., Source]


def noise(length: int, level: float = 0.001) -> Samples:
    """Return a quiet room."""
    return (np.random.default_rng(7).standard_normal(length) * level).astype(np.float32)


def judged(source: Source) -> EchoCheck:
    """Run the whole test."""
    check = EchoCheck(EchoSettings(), VadSettings())
    while not check.done and (chunk := source.read()) is not None:
        check.accept(chunk)
    return check


def readings(source: Source) -> list[Reading]:
    """Return everything a meter would show."""
    hearing, found = Hearing(VadSettings()), []
    while (chunk := source.read()) is not None:
        if (reading := hearing.accept(chunk)) is not None:
            found.append(reading)
    return found


def test_a_headset_has_no_echo(chunk_source: MakeSource, far_voice: Samples) -> None:
    """A microphone that hears only its room is clear."""
    verdict = judged(chunk_source(noise(len(far_voice)), far_voice)).verdict()
    assert verdict.outcome is EchoOutcome.CLEAR
    assert verdict.good
    assert verdict.bleed_db is None


def test_a_loudspeaker_is_heard_and_taken_out(chunk_source: MakeSource, far_voice: Samples) -> None:
    """A delayed, quieter copy of the far end is an echo, named with its level."""
    near = noise(len(far_voice), 0.0003)
    near[800:] += 0.3 * far_voice[:-800]
    verdict = judged(chunk_source(near, far_voice)).verdict()
    assert verdict.outcome is EchoOutcome.CANCELLED
    assert verdict.bleed_db is not None
    assert -16 < verdict.bleed_db < -6
    assert "dB quieter" in verdict.text


def test_an_echo_that_stays_needs_a_headset(chunk_source: MakeSource, far_voice: Samples) -> None:
    """An echo that is distorted too much to be taken out is told with what to do."""
    near = noise(len(far_voice), 0.0003)
    near[800:] += np.sign(far_voice[:-800]) * np.minimum(0.2, np.abs(far_voice[:-800]) ** 0.5).astype(np.float32)
    verdict = judged(chunk_source(near, far_voice)).verdict()
    assert verdict.outcome in {EchoOutcome.STAYS, EchoOutcome.CANCELLED}
    assert verdict.certain
    if verdict.outcome is EchoOutcome.STAYS:
        assert "headset" in verdict.mend


@pytest.mark.parametrize(
    ("near_level", "far", "outcome"),
    [
        (0.001, "none", EchoOutcome.NO_FAR_END),
        (0.001, "silence", EchoOutcome.NOTHING_PLAYED),
        (0.001, "noise", EchoOutcome.NO_VOICE),
        (0.0, "voice", EchoOutcome.MICROPHONE_SILENT),
    ],
)
def test_what_cannot_be_judged_is_said(
    near_level: float, far: str, outcome: EchoOutcome, chunk_source: MakeSource, far_voice: Samples
) -> None:
    """Where nothing can be judged the verdict says why and what to do, and is no verdict on echo."""
    length = len(far_voice)
    sounds = {"none": None, "silence": np.zeros(length, np.float32), "noise": noise(length, 0.05), "voice": far_voice}
    verdict = judged(chunk_source(noise(length, near_level), sounds[far])).verdict()
    assert verdict.outcome is outcome
    assert verdict.mend
    assert not verdict.good
    assert not verdict.certain


def test_the_test_takes_ten_seconds(chunk_source: MakeSource, far_voice: Samples) -> None:
    """The test ends by itself, and tells how much voice there was."""
    check = judged(chunk_source(noise(len(far_voice)), far_voice))
    assert check.done
    assert check.heard_s == pytest.approx(10.0, abs=0.03)
    assert 2.0 < check.far_speech_s <= 10.0


def test_readings_come_ten_times_a_second(chunk_source: MakeSource, near_voice: Samples, far_voice: Samples) -> None:
    """Both sides get level and voice activity every 100 ms."""
    found = readings(chunk_source(near_voice[: len(far_voice)], far_voice))
    assert len(found) == len(far_voice) // 1600
    assert found[0].at_s == pytest.approx(0.1)
    assert any(reading.far is not None and reading.far.speaking for reading in found)
    assert any(reading.near.speaking for reading in found)
    assert all(-100 <= reading.near.rms_dbfs <= reading.near.peak_dbfs <= 1 for reading in found)


def test_one_side_alone(chunk_source: MakeSource) -> None:
    """A source with one side has no reading of the other; silence reads as silence."""
    found = readings(chunk_source(np.zeros(3200, np.float32)))
    assert [reading.far for reading in found] == [None, None]
    assert found[0].near.rms_dbfs == -100.0


def test_an_unplugged_device_is_named(chunk_source: MakeSource) -> None:
    """A device that went away is named until one is back."""
    gone = DeviceChange(Side.AGENT, "Headset", available=False)
    back = DeviceChange(Side.AGENT, "Headset", available=True)
    assert readings(chunk_source(noise(1600), changes=(gone,)))[0].away == ("Headset",)
    assert readings(chunk_source(noise(1600), changes=(gone, back)))[0].away == ()


def speech(level_dbfs: float, count: int, peak_dbfs: float = -12.0) -> list[Reading]:
    """Return windows of steady speech."""
    return [
        Reading(i / 10, SideReading(level_dbfs, peak_dbfs, speaking=True), None, ()) for i in range(1, count + 1)
    ]  # fmt: skip


def test_calibration_needs_six_seconds_of_speech() -> None:
    """Pauses do not count; after enough speech the level is its average."""
    calibration = Calibration()
    for reading in speech(-26.0, 59):
        calibration.accept(reading)
    calibration.accept(Reading(6.0, SideReading(-80.0, -70.0, speaking=False), None, ()))
    assert calibration.result() is None
    assert calibration.share == pytest.approx(59 / 60, abs=0.01)
    calibration.accept(Reading(6.1, SideReading(-26.0, -12.0, speaking=True), None, ()))
    level = calibration.result()
    assert level is not None
    assert level.dbfs == pytest.approx(-26.0, abs=0.1)
    assert level.warning == ""
    assert calibration.share == 1.0


@pytest.mark.parametrize(
    ("level", "peak", "word"), [(-50.0, -40.0, "very quiet"), (-10.0, 0.0, "too loud"), (-26.0, -6.0, "")]
)
def test_calibration_warns_of_wrong_levels(level: float, peak: float, word: str) -> None:
    """A microphone that is much too quiet, or clips, is told."""
    calibration = Calibration()
    for reading in speech(level, 61, peak):
        calibration.accept(reading)
    result = calibration.result()
    assert result is not None
    assert word in result.warning
    assert bool(result.warning) is bool(word)


def test_real_speech_calibrates(chunk_source: MakeSource, near_voice: Samples) -> None:
    """The demo call's agent has a usual level."""
    calibration = Calibration()
    for reading in readings(chunk_source(near_voice)):
        calibration.accept(reading)
    level = calibration.result()
    assert level is not None
    assert -45 < level.dbfs < -10


def test_doctor_tells_the_verdict(chunk_source: MakeSource, far_voice: Samples) -> None:
    """`sotto doctor --echo` says what the wizard would say, and closes the devices."""
    source = chunk_source(noise(len(far_voice)), far_voice)
    seen: list[float] = []
    opened: list[int] = []
    finding = check_echo(
        Settings(),
        lambda check: seen.append(check.heard_s),
        lambda _spec: source,
        on_opened=lambda: opened.append(len(seen)),
    )
    assert opened == [0]
    assert finding.state is State.OK
    assert "No echo" in finding.text
    assert len(seen) == 500
    assert source.closed  # type: ignore[attr-defined]
    silent = chunk_source(noise(len(far_voice)), np.zeros(len(far_voice), np.float32))
    finding = check_echo(Settings(), open_live=lambda _spec: silent)
    assert finding.state is State.WARN
    assert finding.mend


def test_doctor_tells_of_missing_devices() -> None:
    """Without devices the echo check fails with the device's own sentence, and nobody is asked to be quiet."""

    def refuse(_spec: LiveSpec) -> Source:
        raise DeviceError("No microphone was found.", "Plug one in.")

    finding = check_echo(Settings(), open_live=refuse, on_opened=lambda: pytest.fail("nothing was opened"))
    assert finding.state is State.FAIL
    assert finding.text == "No microphone was found."
