"""The assembly of rules: the company's folder is followed, and one that is not there is named."""

from pathlib import Path

import pytest

from app.assembly import new_coach, watch_rules
from app.rule_watch import ReloadingCoach
from app.settings import RulesSettings, Settings
from coaching.errors import RulebookError


def test_a_coach_with_a_watch_follows_it(tmp_path: Path) -> None:
    """The settings' folder lies over the built-in rules, and the coach of a session takes what comes into it."""
    (tmp_path / "off.toml").write_text('[[rule]]\nid = "prying"\nenabled = false\n', encoding="utf-8")
    settings = Settings(rules=RulesSettings(folder=str(tmp_path)))
    rules = watch_rules(settings)
    assert [rule.id for rule in rules.rulebook.disabled] == ["prying"]
    assert isinstance(new_coach(settings, rules), ReloadingCoach)
    assert not isinstance(new_coach(settings, rules.rulebook), ReloadingCoach)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Starting with a wrong folder is refused rather than going on without the company's rules."""
    with pytest.raises(RulebookError) as caught:
        watch_rules(Settings(), tmp_path / "nowhere")
    assert "nowhere" in caught.value.message
