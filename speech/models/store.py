"""The models folder of this machine: which models are there, one of them at a time, and how one leaves.

Place in the flow: `engine = "auto"` asks here for a model; install, verify and remove find and lock models here.
A model is a folder with a manifest; a folder that somebody copied there by hand serves as well, it only cannot be
verified.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from speech.errors import ModelError
from speech.models import failures
from speech.models.catalogue import Catalogue, catalogue, unknown_model
from speech.models.records import Manifest, read_manifest
from speech.recognizers.vosk import check_model_folder

WORK_FOLDER: Final = ".work"
"""Below the models folder, so on the same disk: downloads, locks, and models that come or go."""
DRAFT_MARK: Final = ".new-"
"""In the work folder's names of models that are being filled."""
LEAVING_MARK: Final = ".old-"
"""In the work folder's names of models that are being replaced or removed."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """One model on this machine."""

    id: str
    folder: Path
    manifest: Manifest | None
    """None for a folder that was copied by hand."""

    @property
    def name(self) -> str:
        """The folder's name: the official name of an official model."""
        return self.folder.name

    @property
    def usable(self) -> bool:
        """Whether Vosk can open it, as far as its files tell."""
        try:
            check_model_folder(self.folder)
        except ModelError:
            return False
        return True


def installed_models(models_folder: Path, offered: Catalogue | None = None) -> list[InstalledModel]:
    """Return the models on this machine: those of the catalogue in its order, then the others by name."""
    offered = offered or catalogue()
    ids = {entry.name: entry.id for entry in offered.model}
    found = []
    with failures.of_disk(models_folder):
        folders = sorted(path for path in _children(models_folder) if path.is_dir() and not path.name.startswith("."))
    for folder in folders:
        manifest = read_manifest(folder)
        model = InstalledModel(manifest.id if manifest else ids.get(folder.name, folder.name), folder, manifest)
        if manifest is not None or model.usable:
            found.append(model)
    order = {name: place for place, name in enumerate(ids)}
    return sorted(found, key=lambda model: (order.get(model.name, len(order)), model.name))


def find_installed(models_folder: Path, wanted: str, offered: Catalogue | None = None) -> InstalledModel:
    """Return the installed model with this id or name. Raises ModelError when it is not installed or unknown."""
    offered = offered or catalogue()
    models = installed_models(models_folder, offered)
    plain = wanted.strip().lower()
    for model in models:
        if plain in {model.id.lower(), model.name.lower()}:
            return model
    known = [entry.id for entry in offered.model]
    if plain in known or any(plain == entry.name for entry in offered.model):
        raise ModelError(f"The model {wanted} is not installed.", f"Install it with `sotto models install {wanted}`.")
    raise unknown_model(wanted, [*known, *(model.id for model in models)])


def preferred_model(models_folder: Path, wanted: str = "") -> InstalledModel | None:
    """Return the model to use: `wanted` where it is named, else the first usable one; None when there is none.

    Raises ModelError when the wanted one is not installed.
    """
    if wanted:
        return find_installed(models_folder, wanted)
    return next((model for model in installed_models(models_folder) if model.usable), None)


def remove_model(models_folder: Path, wanted: str) -> InstalledModel:
    """Delete an installed model and return what it was. Raises ModelError when it is not there or in use."""
    model = find_installed(models_folder, wanted)
    with model_lock(model.folder), failures.of_disk(model.folder):
        # Renamed first: from here on it is gone for everyone, however long the deletion takes.
        leaving = work_path(model.folder, LEAVING_MARK)
        model.folder.rename(leaving)
        shutil.rmtree(leaving)
    return model


@contextmanager
def model_lock(folder: Path) -> Iterator[None]:
    """Keep every other Sotto from changing the model in `folder` meanwhile; makes the work folder."""
    work = folder.parent / WORK_FOLDER
    with failures.of_disk(work):
        work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(work / f"{folder.name}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise ModelError(
                f"Another Sotto is working on the model {folder.name} at this moment.",
                "Wait until it is done and try again.",
                permanent=False,
            ) from error
    try:
        yield
    finally:
        lock.release()


def work_path(folder: Path, mark: str) -> Path:
    """Return a new name in the work folder for a model that comes to or leaves `folder`."""
    return folder.parent / WORK_FOLDER / f"{folder.name}{mark}{secrets.token_hex(4)}"


def _children(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
