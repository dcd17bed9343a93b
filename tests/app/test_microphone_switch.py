"""Choosing another microphone in mid-call: kept for the calls to come, and the call goes on with it."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app import notify, resident_main, settings_file
from app.managed import parse_managed
from app.overlay.binding import BindingError, check_binding
from app.paths import paths
from app.resident_main import ResidentParts, _Around
from app.settings import Settings
from speech.sources.spec import InputChoice, LiveSpec, SourceSpec

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")


@pytest.fixture
def around(qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Around]:
    """Give the resident program; what a call would listen to is noted in `sources`."""
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))
    made = _Around(ResidentParts(Settings(), lambda *_: None, lambda *_: None, {}))  # type: ignore[arg-type, return-value]
    sources: list[SourceSpec] = []
    monkeypatch.setattr(made._runner, "listen_to", sources.append)
    made.sources = sources  # type: ignore[attr-defined]
    yield made
    made.close()


def test_the_choice_is_kept_and_heard_at_once(around: _Around) -> None:
    """The settings name it from now on, and the call under way is told the same devices."""
    around._on_microphone(InputChoice("USB headset", "ALSA"))
    settings = settings_file.load(paths().settings_file)
    assert (settings.listening.microphone, settings.listening.microphone_host_api) == ("USB headset", "ALSA")
    (source,) = around.sources  # type: ignore[attr-defined]
    assert isinstance(source, LiveSpec)
    assert source == settings.listening.live_spec()


def test_what_the_company_fixed_stays(around: _Around, monkeypatch: pytest.MonkeyPatch) -> None:
    """A managed microphone is not replaced: the agent is told why, and the call goes on waiting for it."""
    managed = parse_managed('[listening]\nmicrophone = "Headset"\n', Path("/etc/sotto/managed.toml"))
    monkeypatch.setattr(settings_file, "load_managed", lambda: managed)
    told: list[str] = []
    notify.door.attach(lambda message: told.append(message.text))
    around._on_microphone(InputChoice("USB headset", "ALSA"))
    assert around.sources == []  # type: ignore[attr-defined]
    assert len(told) == 1
    assert "listening.microphone" in told[0]


def test_the_overlay_offers_the_choice(around: _Around) -> None:
    """The resident program can change its microphone, so a lost one offers it."""
    assert around.program.controller.state.can_choose
    assert resident_main.MicrophoneChoice is type(around._microphones)
