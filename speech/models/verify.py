"""Checks an installed model against its manifest, byte for byte.

Place in the flow: `sotto models verify` and `doctor`.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from speech.errors import ModelError
from speech.models import failures
from speech.models.progress import Progress, ProgressCallback, Stage, silent
from speech.models.records import MANIFEST_NAME, FileRecord
from speech.models.store import InstalledModel

_BLOCK_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found; paths are relative to the model's folder."""

    model: InstalledModel
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    """Files that the archive did not hold. They do not harm: Vosk ignores what it does not know."""

    @property
    def whole(self) -> bool:
        """Whether every file is as it was installed."""
        return not self.missing and not self.changed


def verify_model(model: InstalledModel, progress: ProgressCallback = silent) -> Verification:
    """Hash all files of the model. Raises ModelError when it has no manifest or a file cannot be read."""
    if model.manifest is None:
        raise ModelError(
            f"The model {model.name} cannot be verified: it has no readable manifest.",
            f"It was copied by hand or damaged; install it again with `sotto models install {model.id} --replace`.",
        )
    missing, changed, done = [], [], 0
    total = model.manifest.unpacked_bytes
    for record in model.manifest.files:
        path = model.folder / record.path
        if not path.is_file():
            missing.append(record.path)
        elif not _is_same(path, record):
            changed.append(record.path)
        done += record.size_bytes
        progress(Progress(Stage.CHECK, done, total))
    return Verification(model, tuple(missing), tuple(changed), tuple(_added(model.folder, model.manifest.files)))


def _is_same(path: Path, record: FileRecord) -> bool:
    with failures.of_disk(path):
        return path.stat().st_size == record.size_bytes and file_sha256(path) == record.sha256


def file_sha256(path: Path, progress: ProgressCallback = silent) -> str:
    """Return the file's SHA-256, reporting as it goes. Raises OSError."""
    digest, done, total = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
            done += len(block)
            progress(Progress(Stage.CHECK, done, total))
    return digest.hexdigest()


def _added(folder: Path, known: tuple[FileRecord, ...]) -> list[str]:
    names = {record.path for record in known} | {MANIFEST_NAME}
    with failures.of_disk(folder):
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return sorted(found - names)
