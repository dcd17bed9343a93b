"""An installed model is checked byte for byte."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speech.errors import ModelError
from speech.models.install import install_file
from speech.models.progress import Progress
from speech.models.records import MANIFEST_NAME
from speech.models.store import InstalledModel, installed_models
from speech.models.verify import verify_model


@pytest.fixture
def model(tmp_path: Path, model_zip: bytes) -> InstalledModel:
    """An installed model."""
    file = tmp_path / "m.zip"
    file.write_bytes(model_zip)
    return install_file(file, "acme", tmp_path / "models")


def test_an_untouched_model_is_whole(model: InstalledModel) -> None:
    """Right after the installation every file is as installed, and progress ends at the total."""
    seen: list[Progress] = []
    result = verify_model(model, seen.append)
    assert result.whole
    assert (result.missing, result.changed, result.added) == ((), (), ())
    assert seen[-1].done_bytes == seen[-1].total_bytes


def test_missing_and_changed_files_are_named(model: InstalledModel) -> None:
    """Each damaged file is named by its place in the model."""
    (model.folder / "README").unlink()
    (model.folder / "conf" / "mfcc.conf").write_bytes(b"--sample-frequency=8000\n")
    result = verify_model(model)
    assert not result.whole
    assert (result.missing, result.changed) == (("README",), ("conf/mfcc.conf",))


def test_added_files_are_named_but_do_no_harm(model: InstalledModel) -> None:
    """A file that was added does not make the model less whole."""
    (model.folder / "notes.txt").write_text("mine")
    result = verify_model(model)
    assert result.whole
    assert result.added == ("notes.txt",)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 256 * 4096 - 1), change=st.integers(1, 255))
def test_any_changed_byte_is_found(model: InstalledModel, place: int, change: int) -> None:
    """One byte anywhere, changed to any other value, is enough."""
    path = model.folder / "am" / "final.mdl"
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + bytes([(whole[place] + change) % 256]) + whole[place + 1 :])
    found = verify_model(model)
    path.write_bytes(whole)
    assert found.changed == ("am/final.mdl",)


def test_a_model_that_moved_is_still_whole(model: InstalledModel, tmp_path: Path) -> None:
    """The manifest travels with the folder: a copy on another machine verifies there."""
    moved = tmp_path / "elsewhere" / "acme"
    moved.parent.mkdir()
    model.folder.rename(moved)
    assert verify_model(installed_models(moved.parent)[0]).whole


def test_without_a_manifest_there_is_nothing_to_compare(model: InstalledModel) -> None:
    """A folder that was copied by hand cannot be verified, and the error says what can be done."""
    (model.folder / MANIFEST_NAME).unlink()
    with pytest.raises(ModelError, match=r"acme cannot be verified.*install acme --replace"):
        verify_model(installed_models(model.folder.parent)[0])
