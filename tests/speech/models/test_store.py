"""What is on this machine: listed, found, preferred, removed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from speech.errors import ModelError
from speech.models.catalogue import catalogue
from speech.models.install import install_file
from speech.models.records import MANIFEST_NAME
from speech.models.store import (
    InstalledModel,
    find_installed,
    installed_models,
    model_lock,
    preferred_model,
    remove_model,
)

Copy = Callable[[str], Path]


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    """Return a function that makes a model folder without a manifest, as if copied by hand."""

    def copy(name: str) -> Path:
        folder = tmp_path / name
        (folder / "am").mkdir(parents=True)
        (folder / "conf").mkdir()
        (folder / "am" / "final.mdl").write_bytes(b"m")
        (folder / "conf" / "mfcc.conf").write_bytes(b"c")
        return folder

    return copy


@pytest.fixture
def own(tmp_path: Path, model_zip: bytes) -> InstalledModel:
    """An installed model of the company's own."""
    file = tmp_path.parent / f"{tmp_path.name}.zip"
    file.write_bytes(model_zip)
    return install_file(file, "acme", tmp_path)


def test_nothing_is_installed_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Before the first installation the list is empty, and nothing is made by asking."""
    assert installed_models(tmp_path / "models") == []
    assert preferred_model(tmp_path / "models") is None
    assert not (tmp_path / "models").exists()


def test_copied_folders_count_and_carry_the_catalogue_id(tmp_path: Path, copied: Copy) -> None:
    """IT may copy folders: an official name gets its id, another keeps its own name; neither has a manifest."""
    copied("vosk-model-small-de-0.15")
    copied("our-model")
    assert [(model.id, model.manifest) for model in installed_models(tmp_path)] == [
        ("small-de", None),
        ("our-model", None),
    ]


def test_official_models_come_first_in_the_order_of_the_catalogue(
    tmp_path: Path, copied: Copy, own: InstalledModel
) -> None:
    """The order is that of the catalogue, then the names; the first usable one is preferred."""
    copied("vosk-model-en-us-0.22-lgraph")
    copied("vosk-model-small-en-us-0.15")
    assert [model.id for model in installed_models(tmp_path)] == ["small-en-us", "en-us-lgraph", own.id]
    preferred = preferred_model(tmp_path)
    assert preferred is not None
    assert preferred.id == "small-en-us"


def test_other_things_in_the_folder_are_no_models(tmp_path: Path, own: InstalledModel) -> None:
    """Files, other folders and what is just being installed are not listed."""
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "photos").mkdir()
    shutil.copytree(own.folder, tmp_path / ".work" / "acme.new-1")
    assert [model.id for model in installed_models(tmp_path)] == ["acme"]


def test_a_broken_model_is_listed_and_not_preferred(tmp_path: Path, copied: Copy, own: InstalledModel) -> None:
    """An installed model that lost a file stays in the list (it can be mended) and the next one is used."""
    copied("zebra")
    (own.folder / "am" / "final.mdl").unlink()
    assert [(model.id, model.usable) for model in installed_models(tmp_path)] == [("acme", False), ("zebra", True)]
    preferred = preferred_model(tmp_path)
    assert preferred is not None
    assert preferred.id == "zebra"


def test_a_damaged_manifest_makes_it_a_copied_folder(tmp_path: Path, own: InstalledModel) -> None:
    """A manifest that cannot be read costs the verification, not the model."""
    (own.folder / MANIFEST_NAME).write_text("{")
    assert [(model.id, model.manifest, model.usable) for model in installed_models(tmp_path)] == [("acme", None, True)]


def test_models_are_found_by_id_and_folder_name(tmp_path: Path, copied: Copy) -> None:
    """Both names that a list shows can be typed."""
    copied("vosk-model-small-de-0.15")
    assert find_installed(tmp_path, "small-de").folder == find_installed(tmp_path, "vosk-model-small-de-0.15").folder
    wanted = preferred_model(tmp_path, "Small-DE")
    assert wanted is not None
    assert wanted.id == "small-de"


def test_what_is_not_installed_says_how_to_install_it(tmp_path: Path) -> None:
    """A model of the catalogue that is not here names the command; an unknown one the nearest name."""
    with pytest.raises(
        ModelError, match=r"small-fr is not installed\. Install it with `sotto models install small-fr`"
    ):
        find_installed(tmp_path, "small-fr")
    with pytest.raises(ModelError, match="Did you mean `small-fr`"):
        find_installed(tmp_path, "small-ff")


def test_removing_leaves_nothing(tmp_path: Path, own: InstalledModel) -> None:
    """A removed model is gone from the list and from the disk; a second time it is not installed."""
    assert remove_model(tmp_path, "acme").id == "acme"
    assert installed_models(tmp_path) == []
    assert {path.suffix for path in (tmp_path / ".work").iterdir()} <= {".lock"}
    with pytest.raises(ModelError, match="no model called 'acme'"):
        remove_model(tmp_path, "acme")


def test_a_model_in_use_is_not_removed(tmp_path: Path, own: InstalledModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to rename a folder whose files are open: one sentence, and the model stays."""

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ModelError, match=r"No permission for .*Close what uses the model"):
        remove_model(tmp_path, "acme")
    assert own.usable


def test_a_lock_is_of_one_model(tmp_path: Path) -> None:
    """Work on one model excludes the same model only, and only as long as it lasts."""
    with model_lock(tmp_path / "one"):
        with model_lock(tmp_path / "two"):
            pass
        with pytest.raises(ModelError, match="Another Sotto is working on the model one"), model_lock(tmp_path / "one"):
            pass
    with model_lock(tmp_path / "one"):
        pass


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """A file where the models folder should be is named."""
    (tmp_path / "models").write_text("a file")
    with pytest.raises(ModelError, match="models"), model_lock(tmp_path / "models" / "one"):
        pass


def test_the_default_of_the_catalogue_is_the_first_choice() -> None:
    """With several models installed, "auto" takes the default one if it is there."""
    assert catalogue().model[0].id == catalogue().default
