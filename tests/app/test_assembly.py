"""Settings meet components in one place."""

from pathlib import Path

import pytest

from app.assembly import company_rules, engine_spec, load_settings
from app.errors import SettingsError
from app.paths import CONFIG_VARIABLE, paths
from app.settings import ListeningSettings, RulesSettings, Settings


def test_a_settings_file_is_needed_only_where_it_was_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The usual one may be missing; one that somebody asked for may not."""
    assert load_settings() == Settings()
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_settings()


def test_the_companys_rules_lie_beside_the_settings_unless_named_otherwise(tmp_path: Path) -> None:
    """None where there is no such folder; a named one counts even if it is missing, so that it can be told."""
    assert company_rules(Settings()) is None
    paths().company_rules.mkdir(parents=True)
    assert company_rules(Settings()) == paths().company_rules
    named = Settings(rules=RulesSettings(folder=str(tmp_path / "none")))
    assert company_rules(named) == tmp_path / "none"


def test_a_home_sign_in_a_folder_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As people write it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert company_rules(Settings(rules=RulesSettings(folder="~/rules"))) == tmp_path / "rules"


@pytest.mark.parametrize(("asked", "engine"), [(None, "vosk"), ("moonshine", "moonshine"), ("auto", "auto")])
def test_what_is_asked_for_in_a_run_outweighs_the_settings(asked: str | None, engine: str) -> None:
    """The recognizer of this run; the model stays known."""
    spec = engine_spec(Settings(listening=ListeningSettings(engine="vosk", model="my-model")), asked)
    assert (spec.engine, spec.model) == (engine, "my-model")


def test_no_model_named_is_no_model() -> None:
    """Rather than a folder without a name."""
    assert engine_spec(Settings()).model is None
