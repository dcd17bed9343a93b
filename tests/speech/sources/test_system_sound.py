"""Each system gets its own loopback, and a missing one is just not offered."""

import importlib
import sys
from types import ModuleType

import pytest

from speech.errors import DeviceError
from speech.sources.spec import FarEndChoice
from speech.sources.system_sound import Loopback, list_loopbacks, loopback_opener

SYSTEMS = [("win32", "windows"), ("darwin", "macos"), ("linux", "linux")]


@pytest.fixture
def module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Pretend to be a system; return its loopback module."""
    platform, name = request.param
    loaded = importlib.import_module(f"speech.sources.loopback_{name}")
    monkeypatch.setattr(sys, "platform", platform)
    return loaded


@pytest.mark.parametrize("module", SYSTEMS, indirect=True)
def test_each_system_asks_its_own_module(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opener and list come from the module of the running system."""
    choice = FarEndChoice()
    monkeypatch.setattr(module, "opener", lambda asked: (module, asked))
    monkeypatch.setattr(module, "outputs", lambda: [("out", "What plays on out", True)])
    assert loopback_opener(choice) == (module, choice)
    assert list_loopbacks() == (Loopback("out", "What plays on out", is_default=True),)


@pytest.mark.parametrize("module", SYSTEMS, indirect=True)
def test_where_loopback_is_not_available_nothing_is_listed(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package or server gives an empty list, no error."""

    def fail() -> None:
        raise DeviceError("not here")

    monkeypatch.setattr(module, "outputs", fail)
    assert list_loopbacks() == ()
