"""The echo page in its corners: no device, leaving in the middle, a test again."""

from typing import Any

import numpy as np
import pytest

from app.wizard.draft import Draft
from app.wizard.echo_check import EchoCheck
from app.wizard.echo_page import EchoPage
from app.wizard.sound_watch import SoundWatch
from speech.audio import Samples
from speech.echo import EchoSettings
from speech.errors import DeviceError
from speech.sources.base import Chunk
from speech.vad import VadSettings
from tests.app.wizard.conftest import ChunkSource, FakeMachine

SILENCE = np.zeros(320, dtype=np.float32)


@pytest.fixture
def page(draft: Draft, machine: FakeMachine, watch: SoundWatch, qtbot: Any) -> EchoPage:
    """Give the page, entered."""
    made = EchoPage(draft, machine, watch)
    qtbot.addWidget(made)
    made.enter()
    return made


def ran(seconds: float) -> EchoCheck:
    """Return a test that has heard silence of both sides for so long."""
    check = EchoCheck(EchoSettings(), VadSettings())
    for index in range(round(seconds * 50)):
        check.accept(Chunk(index * 320, SILENCE, SILENCE, (), ()))
    return check


def test_a_busy_device_is_told_and_may_be_tried_again(page: EchoPage, watch: SoundWatch, qtbot: Any) -> None:
    """A device that cannot be opened is told with its mend; the button is free again."""
    with qtbot.waitSignal(watch.failed, timeout=20_000):
        page.start.click()
        assert not page.start.isEnabled()
        assert page.status.text() == "Opening both sides …"
    assert (page.status.text(), page.mend.text()) == ("Headset is busy.", "Close the other program.")
    assert page.start.isEnabled()
    assert page.verdict is None


def test_progress_tells_what_it_waits_for(page: EchoPage) -> None:
    """While no voice is heard it says so, and the bar shows how far it is."""
    page._on_tested(ran(3.0))
    assert page.status.text() == "Waiting for a voice from the far end …"
    assert page.progress.value() == 30
    assert page.verdict is None


def test_silence_to_the_end_is_no_verdict_on_echo(page: EchoPage) -> None:
    """A muted microphone is told as such, with what to do; the user may go on all the same."""
    page._on_tested(ran(10.0))
    assert page.verdict is not None
    assert not page.verdict.certain
    assert "nothing but silence" in page.status.text()
    assert "muted" in page.mend.text()
    assert page.start.text() == "Test again"
    assert page.may_go_on


def test_what_comes_after_leaving_changes_nothing(page: EchoPage) -> None:
    """A result or a failure that arrives after the page was left is dropped."""
    page.leave()
    page._on_tested(ran(10.0))
    page._on_failed(DeviceError("Headset is busy."))
    assert page.verdict is None
    assert page.status.text() == ""


def test_a_verdict_is_kept_until_the_next_test(page: EchoPage) -> None:
    """Who goes back to the page still reads the verdict; a new test takes it away."""
    page._on_tested(ran(10.0))
    told = page.status.text()
    page.leave()
    page.enter()
    assert page.status.text() == told
    page.start.click()
    assert page.verdict is None
    assert page.mend.text() == ""


def test_no_player_is_told(page: EchoPage, machine: FakeMachine) -> None:
    """Where nothing plays the sample call, any voice will do, and that is said."""
    page.sample.click()
    assert page.status.text() == ""
    machine.plays = False
    page.sample.click()
    assert "Play any voice" in page.status.text()


def test_both_sides_are_opened_as_answered(
    page: EchoPage, machine: FakeMachine, draft: Draft, qtbot: Any, far_voice: Samples
) -> None:
    """The test listens to the devices that were chosen on the pages before."""
    near = (np.random.default_rng(4).standard_normal(len(far_voice)) * 0.001).astype(np.float32)
    machine.source = lambda: ChunkSource(near, far_voice)
    draft.put("listening.microphone", "Desk microphone")
    page.start.click()
    qtbot.waitUntil(lambda: page.verdict is not None, timeout=30_000)
    assert machine.opened[-1].microphone.name == "Desk microphone"
    assert page.verdict is not None
    assert page.verdict.good
    assert page.status.property("kind") == "good"
