"""What the wizard keeps: answers, levels, consent; and that the first start asks."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import SettingsError
from app.levels import load_levels, save_level
from app.managed import Managed, parse_managed
from app.settings import Settings
from app.settings_file import load
from app.wizard.draft import Draft
from app.wizard.first_run import NotAgreedError, ensure_set_up
from app.wizard.record import agreed, record_consent
from speech.sources.spec import FarEndChoice, FarEndKind

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_answers_reach_the_file(tmp_path: Path) -> None:
    """Answers hold for later pages at once, and for Sotto once stored."""
    draft = Draft(Settings(), Managed())
    draft.put("listening.microphone", "Headset")
    draft.put_far_end(FarEndChoice(FarEndKind.INPUT, "Line in", "ALSA", 0))
    assert draft.spec.microphone.name == "Headset"
    assert draft.spec.far_end == FarEndChoice(FarEndKind.INPUT, "Line in", "ALSA", 0)
    settings = draft.store(tmp_path / "settings.toml")
    assert settings.listening.live_spec() == draft.spec
    assert load(tmp_path / "settings.toml", managed=Managed()) == settings


def test_no_answers_no_file(tmp_path: Path) -> None:
    """Without answers nothing is written."""
    draft = Draft(Settings(), Managed())
    draft.put("listening.engine", "auto")
    assert draft.store(tmp_path / "settings.toml") == Settings()
    assert not (tmp_path / "settings.toml").exists()


def test_managed_answers_are_not_taken(tmp_path: Path) -> None:
    """What the company fixed cannot be answered otherwise."""
    draft = Draft(Settings(), parse_managed('[listening]\nmicrophone = "Headset"\n', Path("m.toml")))
    draft.put("listening.microphone", "Other")
    assert draft.value("listening.microphone") == ""
    assert "company" in draft.locked("listening.microphone")


def test_wrong_answers_are_refused(tmp_path: Path) -> None:
    """An answer that the settings do not allow is never written."""
    draft = Draft(Settings(), Managed())
    draft.put("overlay.text_percent", 900)
    with pytest.raises(SettingsError, match="text_percent"):
        draft.store(tmp_path / "settings.toml")


def test_levels_are_kept_by_device(tmp_path: Path) -> None:
    """Each microphone has its own level, whatever its name."""
    file = tmp_path / "data" / "levels.json"
    assert load_levels(file) == {}
    save_level(file, "Kopfhörer", -25.04)
    save_level(file, "Desk", -31.0)
    assert load_levels(file) == {"Kopfhörer": -25.0, "Desk": -31.0}


@pytest.mark.parametrize("content", ["{", "[1]", '{"Desk": "loud"}', "\x00"])
def test_a_broken_level_file_is_no_level(tmp_path: Path, content: str) -> None:
    """A file that cannot be understood costs only the levels."""
    file = tmp_path / "levels.json"
    file.write_text(content, encoding="utf-8")
    assert load_levels(file) == {}


def test_consent_is_on_record(tmp_path: Path) -> None:
    """Who agreed is not asked again, unless the record is lost or of an older text."""
    file = tmp_path / "data" / "set-up.json"
    assert not agreed(file)
    record_consent(file, NOW)
    assert agreed(file)
    assert "2026-01-02T03:04:05" in file.read_text(encoding="utf-8")
    for content in ("{}", "x", '{"consent_version": 0}'):
        file.write_text(content, encoding="utf-8")
        assert not agreed(file)


def test_the_first_start_asks_once(tmp_path: Path) -> None:
    """The questions come before Sotto listens, unless they were answered or a settings file was written by hand."""
    record, settings = tmp_path / "set-up.json", tmp_path / "settings.toml"
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(True)
        record_consent(record, NOW)
        return True

    assert ensure_set_up(record, settings, ask)
    assert not ensure_set_up(record, settings, ask)
    record.unlink()
    settings.write_text("", encoding="utf-8")
    assert not ensure_set_up(record, settings, ask)
    assert len(asked) == 1


def test_who_does_not_agree_is_not_listened_to(tmp_path: Path) -> None:
    """Closing the questions ends the start."""
    with pytest.raises(NotAgreedError, match="does not listen"):
        ensure_set_up(tmp_path / "none.json", tmp_path / "none.toml", lambda: False)
