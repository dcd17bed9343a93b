"""Rules and models that IT puts on a computer for everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.assembly import engine_spec, load_rules, watch_rules
from app.company_folders import Place, machine_rules, models_everywhere, models_folder, shared_models
from app.settings import ListeningSettings, Settings

RULE = """
[[rule]]
id = "{rule_id}"
title = "No jargon"
source = "Our house style"
kind = "words"
why = "Customers do not know our words."
headline = "Plain words"
say_instead = ["Say it in plain words."]
triggers = ["{trigger}"]
examples = ["{trigger}"]
"""


@pytest.fixture
def model_in() -> Callable[[Path, str], Path]:
    """Return a function that puts a folder that looks like a Vosk model into another."""

    def make(folder: Path, name: str) -> Path:
        for file in ("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst"):
            (folder / name / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / file).write_bytes(b"x")
        return folder / name

    return make


def test_empty_folder_counts_as_none(tmp_path: Path) -> None:
    """A folder for rules without a rule file, as the installer makes it, is no company rulebook."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "README").write_text("Put rules here.")
    assert machine_rules(tmp_path) is None
    assert machine_rules(tmp_path / "nowhere") is None


def test_folder_with_rules(tmp_path: Path) -> None:
    """One rule file makes it the company's."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ours.toml").write_text("")
    assert machine_rules(tmp_path) == tmp_path / "rules"


def test_places_of_models() -> None:
    """Linux keeps data under /usr/share, Windows and macOS beside the company's settings."""
    assert shared_models("linux", {}) == (Path("/usr/share/sotto/models"),)
    assert shared_models("win32", {"PROGRAMDATA": "C:/Data"}) == (Path("C:/Data/Sotto/models"),)
    assert shared_models("darwin", {}) == (Path("/Library/Application Support/Sotto/models"),)


def test_built_in_model_comes_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installed program also looks at the model that was built into it, after the company's."""
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert shared_models("linux", {}) == (Path("/usr/share/sotto/models"), tmp_path / "models")


def test_own_model_goes_first(tmp_path: Path, model_in: Callable[[Path, str], Path]) -> None:
    """The user's model is taken before the company's."""
    own, company = tmp_path / "own", tmp_path / "company"
    model_in(company, "vosk-model-company")
    assert models_folder(own, "", [company]) == company
    model_in(own, "vosk-model-mine")
    assert models_folder(own, "", [company]) == own


def test_model_that_is_named_is_found_where_it_lies(tmp_path: Path, model_in: Callable[[Path, str], Path]) -> None:
    """A name in the settings is looked for in all folders; where nobody has it, errors name the user's own."""
    own, company = tmp_path / "own", tmp_path / "company"
    model_in(own, "vosk-model-mine")
    model_in(company, "vosk-model-company")
    assert models_folder(own, "vosk-model-company", [company]) == company
    assert models_folder(own, "vosk-model-other", [company]) == own


def test_broken_model_is_passed_over(tmp_path: Path, model_in: Callable[[Path, str], Path]) -> None:
    """A folder that is no whole model does not count."""
    company, built_in = tmp_path / "company", tmp_path / "built-in"
    (model_in(company, "vosk-model-broken") / "am" / "final.mdl").unlink()
    model_in(built_in, "vosk-model-whole")
    assert models_folder(tmp_path / "own", "", [company, built_in]) == built_in


def test_recognizer_is_taken_from_the_company(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_in: Callable[[Path, str], Path]
) -> None:
    """What the listener is told to load is the company's model where the user has none."""
    model_in(tmp_path / "company", "vosk-model-company")
    monkeypatch.setattr("app.company_folders.shared_models", lambda: (tmp_path / "company",))
    assert engine_spec(Settings()).models_folder == tmp_path / "company"
    full_path = str(tmp_path / "elsewhere")
    assert engine_spec(Settings(listening=ListeningSettings(model=full_path))).model == full_path


def test_company_rules_lie_below_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer's rules are in force beside the user's own; of the same rule the user's has the last word."""
    machine, own = tmp_path / "rules", tmp_path / "own"
    for folder, rules in ((machine, {"jargon": "kaboom", "codes": "zap"}), (own, {"jargon": "whoosh"})):
        folder.mkdir()
        for rule_id, trigger in rules.items():
            text = RULE.format(rule_id=rule_id, trigger=trigger)
            (folder / f"{rule_id}.toml").write_text(text)
    monkeypatch.setattr("app.assembly.machine_rules", lambda: machine)
    rules = {rule.id: rule for rule in load_rules(Settings(), own).rules}
    assert rules["codes"].triggers == ("zap",)
    assert rules["jargon"].triggers == ("whoosh",)
    assert "flat-no" in rules


def test_rules_for_everybody_may_come_while_sotto_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch that began on a computer without company rules takes those that IT puts there."""
    monkeypatch.setattr("app.company_folders.usual_file", lambda: tmp_path / "etc" / "managed.toml")
    watch = watch_rules(Settings(), _folder_with_rule(tmp_path / "own", "jargon", "whoosh"))
    assert "codes" not in {rule.id for rule in watch.rulebook.rules}
    _folder_with_rule(tmp_path / "etc" / "rules", "codes", "zap")
    watch.look()
    assert "codes" in {rule.id for rule in watch.rulebook.rules}


def test_models_are_told_with_whose_they_are(tmp_path: Path, model_in: Callable[[Path, str], Path]) -> None:
    """The user's, the company's and the built-in ones, in the order in which they are taken; empty places say nothing."""
    own, company, built_in = tmp_path / "own", tmp_path / "company", tmp_path / "built-in"
    model_in(own, "vosk-model-mine")
    model_in(built_in, "vosk-model-inside")
    found = [(placed.model.name, placed.place) for placed in models_everywhere(own, [company, built_in])]
    assert found == [("vosk-model-mine", Place.USER), ("vosk-model-inside", Place.BUILT_IN)]


def _folder_with_rule(folder: Path, rule_id: str, trigger: str) -> Path:
    folder.mkdir(parents=True)
    (folder / f"{rule_id}.toml").write_text(RULE.format(rule_id=rule_id, trigger=trigger), encoding="utf-8")
    return folder
