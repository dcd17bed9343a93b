"""The wizard's calibrated level reaches the sessions."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.levels import calibrated, load_levels, save_level
from coaching.settings import CoachingSettings


def test_a_saved_level_reaches_coaching(tmp_path: Path) -> None:
    """What the wizard wrote for a microphone is what its sessions start with; other microphones keep learning."""
    file = tmp_path / "data" / "levels.json"
    save_level(file, "Headset", -27.31)
    save_level(file, "Desk", -35.0)
    levels = load_levels(file)
    assert calibrated(CoachingSettings(), levels, "Headset").loudness.calibrated_dbfs == -27.3
    assert calibrated(CoachingSettings(), levels, "Desk").loudness.calibrated_dbfs == -35.0
    assert calibrated(CoachingSettings(), levels, "Another") == CoachingSettings()
    assert calibrated(CoachingSettings(), levels, "") == CoachingSettings()


def test_a_level_set_by_hand_stands() -> None:
    """The settings come before the wizard's measurement."""
    mine = CoachingSettings()
    mine = replace(mine, loudness=replace(mine.loudness, calibrated_dbfs=-20.0))
    assert calibrated(mine, {"Headset": -30.0}, "Headset") == mine


@pytest.mark.parametrize("level", [0.0, 12.0, -250.0, float("nan")])
def test_nonsense_in_the_file_is_no_level(level: float) -> None:
    """A file that was edited by hand cannot stop a session."""
    assert calibrated(CoachingSettings(), {"Headset": level}, "Headset") == CoachingSettings()


@pytest.mark.parametrize("text", ["", "[1]", '{"a": "loud"}', "{"])
def test_a_damaged_file_is_no_level(tmp_path: Path, text: str) -> None:
    """Nothing is known, and nothing breaks."""
    file = tmp_path / "levels.json"
    file.write_text(text, encoding="utf-8")
    assert load_levels(file) == {}
    assert load_levels(tmp_path / "missing.json") == {}
