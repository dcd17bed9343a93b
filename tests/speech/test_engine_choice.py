"""Which recognizer is taken, and what a person is told when there is none."""

from pathlib import Path

import pytest

from speech import engine_choice
from speech.engine_choice import choose_engine, create_recognizer, installed_models
from speech.errors import ModelError, RecognizerError


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a folder that looks like an unpacked Vosk model."""
    folder = tmp_path / "models" / "vosk-model-small-xx"
    for name in ("am/final.mdl", "conf/mfcc.conf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


@pytest.fixture
def no_builtin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this a system without the built-in recognizer."""
    monkeypatch.setattr(engine_choice, "model_folder", lambda: None)


def test_automatic_takes_vosk_when_a_model_is_installed(model: Path) -> None:
    """An installed model makes Vosk the automatic choice, and the reason names it."""
    choice = choose_engine("auto", model.parent)
    assert (choice.engine, choice.model_path) == ("vosk", model)
    assert model.name in choice.reason


def test_automatic_falls_back_to_the_built_in_recognizer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any model, also without a models folder, the built-in one serves and says why."""
    monkeypatch.setattr(engine_choice, "model_folder", lambda: tmp_path)
    choice = choose_engine("auto", tmp_path / "absent")
    assert (choice.engine, choice.model_path) == ("moonshine", None)
    assert "no Vosk model is installed" in choice.reason


@pytest.mark.usefixtures("no_builtin")
@pytest.mark.parametrize("engine", ["auto", "moonshine", "vosk"])
def test_where_nothing_can_run_the_mend_says_what_to_install(engine: str, tmp_path: Path) -> None:
    """With neither engine available the error offers the command that installs a model."""
    with pytest.raises(RecognizerError) as caught:
        choose_engine(engine, tmp_path)
    assert "sotto models install" in caught.value.mend


def test_an_unknown_engine_lists_the_known_ones(tmp_path: Path) -> None:
    """A misspelt engine is answered with the names that exist."""
    with pytest.raises(RecognizerError, match="auto, vosk, moonshine"):
        choose_engine("whisper", tmp_path)


def test_broken_models_do_not_count_as_installed(model: Path) -> None:
    """A folder that lacks a needed file is passed over."""
    (model.parent / "half").mkdir()
    (model.parent / "a-file").write_text("")
    assert installed_models(model.parent) == (model,)


def test_a_named_model_is_taken_by_name_or_path(model: Path, tmp_path: Path) -> None:
    """The setting may hold the folder's name or a full path."""
    assert choose_engine("vosk", model.parent, model.name).model_path == model
    assert choose_engine("auto", tmp_path / "elsewhere", str(model)).model_path == model


@pytest.mark.parametrize("engine", ["vosk", "auto"])
def test_a_named_model_that_is_missing_is_an_error_not_a_fallback(engine: str, model: Path) -> None:
    """Who names a model does not get another engine silently."""
    with pytest.raises(ModelError, match="no-such-model"):
        choose_engine(engine, model.parent, "no-such-model")


def test_the_chosen_engine_is_loaded(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`create_recognizer` hands the chosen model to the chosen engine."""
    loaded: list[object] = []
    monkeypatch.setattr(engine_choice, "VoskRecognizer", lambda path, settings: loaded.append(path) or "vosk")
    monkeypatch.setattr(engine_choice, "MoonshineRecognizer", lambda settings: "moonshine")
    assert create_recognizer(choose_engine("vosk", model.parent)) == "vosk"
    assert loaded == [model]
    assert create_recognizer(engine_choice.EngineChoice("moonshine", None, "")) == "moonshine"
