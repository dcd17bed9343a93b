"""The table of settings."""

import pytest

from app.settings import Settings, setting_infos, value_of
from speech.sources.spec import FarEndKind


def test_every_setting_is_described() -> None:
    """Each setting has a title, a default and a sentence that says what is allowed."""
    infos = setting_infos()
    assert len(infos) == len({info.key for info in infos})
    for info in infos:
        assert info.title != info.key, info.key
        assert info.allowed, info.key
        assert info.default == value_of(Settings(), info.key)


def test_units_are_told_with_the_range() -> None:
    """The allowed range carries its unit."""
    info = next(info for info in setting_infos() if info.key == "vad.min_silence_s")
    assert info.allowed == "0.1 to 3.0 s"


def test_choices_are_listed() -> None:
    """A choice names its values."""
    info = next(info for info in setting_infos() if info.key == "listening.engine")
    assert info.allowed == "auto, vosk or moonshine"


def test_groups_reach_the_listener() -> None:
    """The listener gets the very groups of the table."""
    settings = Settings()
    assert settings.listener().vad is settings.vad
    assert settings.listener().echo is settings.echo


def test_devices_are_handed_on() -> None:
    """Empty device names follow the system; the far end is the loopback unless told otherwise."""
    spec = Settings().listening.live_spec()
    assert spec.microphone.name is None
    assert spec.far_end.kind is FarEndKind.LOOPBACK


def test_unknown_setting() -> None:
    """Asking for a setting that is not there is an error, not a default."""
    with pytest.raises(AttributeError):
        value_of(Settings(), "vad.nothing")
