"""Another microphone in mid-call: a list made by another process, a choice, or the settings."""

import json
import os
import sys
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import notify
from app.microphone_choice import MicrophoneChoice
from app.overlay.binding import BindingError, check_binding
from speech.sources.spec import InputChoice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LISTED = json.dumps(
    {"microphones": [{"name": "Headset", "host_api": "ALSA"}, {"name": "USB", "host_api": "WASAPI"}], "far_ends": []}
)


@pytest.fixture
def choice(qapp: QApplication) -> Iterator[MicrophoneChoice]:
    """Give a chooser whose devices come from a process that prints them."""
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))
    made = MicrophoneChoice(command=[sys.executable, "-c", f"print({LISTED!r})"])
    yield made
    made.close()


def entries(choice: MicrophoneChoice) -> list[str]:
    """Return the texts of the list."""
    return [action.text() for action in choice.menu.actions() if not action.isSeparator()]


def test_the_list_opens_with_what_is_there(choice: MicrophoneChoice, qtbot: QtBot) -> None:
    """The other process lists them; choosing one tells its name and sound system."""
    choice.ask(QPoint(5, 5))
    choice.ask(QPoint(5, 5))  # pressed twice: one list
    qtbot.waitUntil(choice.menu.isVisible, timeout=30_000)
    assert entries(choice) == ["Headset", "USB", "Settings…"]
    with qtbot.waitSignal(choice.chosen) as caught:
        choice.menu.actions()[1].trigger()
    assert caught.args == [InputChoice("USB", "WASAPI")]


def test_the_settings_are_the_last_way_out(choice: MicrophoneChoice, qtbot: QtBot) -> None:
    """For everything that the list does not hold."""
    choice.fill(LISTED)
    with qtbot.assertNotEmitted(choice.chosen), qtbot.waitSignal(choice.settings_asked):
        choice.menu.actions()[-1].trigger()


@pytest.mark.parametrize("listed", ["", "{}", "[]", '{"microphones": []}', '{"microphones": [1]}', "no JSON"])
def test_no_microphone_is_said(choice: MicrophoneChoice, listed: str) -> None:
    """An empty or broken answer is a sentence that cannot be chosen."""
    choice.fill(listed)
    assert entries(choice) == ["No microphone was found", "Settings…"]
    assert not choice.menu.actions()[0].isEnabled()


def test_a_long_list_is_cut(choice: MicrophoneChoice) -> None:
    """A studio's fifty inputs are for the settings window."""
    many = [{"name": f"Input {n}", "host_api": "ALSA"} for n in range(50)]
    choice.fill(json.dumps({"microphones": many}))
    assert len(entries(choice)) == 13


def test_a_process_that_cannot_start_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    """With what to do instead."""
    told: list[str] = []
    notify.door.attach(lambda message: told.append(str(message)))
    choice = MicrophoneChoice(command=["/nonexistent/sotto"])
    choice.ask(QPoint(0, 0))
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    choice.close()
    assert told == ["The microphones could not be listed. Choose one in the settings."]
