"""The loudness page in its corners: wrong levels, failures, leaving, and a file that cannot be written."""

from pathlib import Path
from typing import Any

import pytest

from app import notify
from app.levels import load_levels, save_level
from app.wizard.draft import Draft
from app.wizard.hearing import Reading, SideReading
from app.wizard.loudness_page import LoudnessPage
from app.wizard.sound_watch import SoundWatch
from speech.errors import DeviceError
from tests.app.wizard.conftest import FakeMachine


@pytest.fixture
def page(draft: Draft, machine: FakeMachine, watch: SoundWatch, qtbot: Any) -> LoudnessPage:
    """Give the page, entered, with the device open."""
    made = LoudnessPage(draft, machine, watch)
    qtbot.addWidget(made)
    made.enter()
    made._on_opened("Headset")
    return made


def read_aloud(page: LoudnessPage, seconds: float, level_dbfs: float = -24.0, *, speaking: bool = True) -> None:
    """Let the page hear so much speech."""
    for tenth in range(round(seconds * 10)):
        page._on_heard(Reading(tenth / 10, SideReading(level_dbfs, level_dbfs + 12, speaking=speaking), None, ()))


def test_it_takes_six_seconds_of_speech(page: LoudnessPage) -> None:
    """The bar shows how much was heard; pauses do not count, and only enough speech gives a level."""
    read_aloud(page, 3.0)
    assert page.progress.value() == 50
    read_aloud(page, 5.0, -60.0, speaking=False)
    assert page.progress.value() == 50
    assert page.level is None
    read_aloud(page, 6.0)
    assert page.level is not None
    assert page.level.dbfs == pytest.approx(-24.0, abs=1.0)
    assert page.status.text() == "Done: you usually speak at -24 dBFS with Headset."
    assert page.start.text() == "Measure again"


def test_a_quiet_microphone_is_told(page: LoudnessPage) -> None:
    """A level that will not do is kept all the same, with what to change."""
    read_aloud(page, 8.0, -55.0)
    assert page.level is not None
    assert "very quiet" in page.status.text()
    assert page.status.property("kind") == "problem"


def test_a_failure_leaves_the_user_free(page: LoudnessPage) -> None:
    """Without a microphone the user goes on without a level, or tries again."""
    page.start.setEnabled(False)
    page._on_failed(DeviceError("Headset is busy.", "Close the other program."))
    assert page.status.text() == "Headset is busy. Close the other program. You can go on without."
    assert page.start.isEnabled()
    assert page.may_go_on


def test_what_comes_after_leaving_changes_nothing(page: LoudnessPage, machine: FakeMachine) -> None:
    """Readings that arrive after the page was left are dropped, and no level is kept."""
    page.leave()
    read_aloud(page, 8.0)
    page._on_opened("Other")
    page._on_failed(DeviceError("Headset is busy."))
    assert page.level is None
    page.finish()
    assert load_levels(machine.levels_file) == {}


def test_the_level_is_that_of_this_device(page: LoudnessPage, machine: FakeMachine) -> None:
    """Levels of other microphones stay beside the new one."""
    save_level(machine.levels_file, "Desk microphone", -30.0)
    read_aloud(page, 8.0)
    page.finish()
    levels = load_levels(machine.levels_file)
    assert levels["Desk microphone"] == -30.0
    assert levels["Headset"] == pytest.approx(-24.0, abs=1.0)


def test_a_level_that_cannot_be_written_is_told(page: LoudnessPage, machine: FakeMachine, tmp_path: Path) -> None:
    """A full or locked disk costs the level, not the wizard: one sentence says why."""
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    (tmp_path / "taken").write_text("")
    machine.levels_file = tmp_path / "taken" / "levels.json"
    read_aloud(page, 8.0)
    page.finish()
    assert len(told) == 1
    assert "taken" in told[0].text
    assert told[0].mend


def test_measuring_again_begins_anew(page: LoudnessPage, machine: FakeMachine, watch: SoundWatch, qtbot: Any) -> None:
    """A second run forgets the first: bar, level and button."""
    read_aloud(page, 8.0)
    with qtbot.waitSignal(watch.failed, timeout=20_000):
        page.start.click()
        assert (page.level, page.progress.value(), page.start.isEnabled()) == (None, 0, False)
    assert page.start.isEnabled()
