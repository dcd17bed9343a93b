"""What is written down about an installed model, and about checksums trusted at the first download.

Place in the flow: `install` writes both, `verify` and `store` read them. The manifest lies in the model's own folder,
so a folder that is copied to another machine can be verified there; the list of first checksums lies beside the models
and outlives their removal.
"""

import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass as data_class

from speech.errors import ModelError
from speech.models.catalogue import ModelId, Sha256

MANIFEST_NAME: Final = "sotto-manifest.json"
FIRST_CHECKSUMS_NAME: Final = "first-checksums.json"


class Trust(StrEnum):
    """Why the archive is believed to be the right one."""

    PUBLISHED = "published"
    """Its checksum is the one in the catalogue."""
    FIRST_DOWNLOAD = "first-download"
    """Nobody vouches for the checksum; it was recorded at the first download and is the same since."""
    LOCAL_FILE = "local-file"
    """The user handed over the file."""


@data_class(frozen=True)
class FileRecord:
    """One file of an installed model; `path` is relative to its folder, with forward slashes."""

    path: str
    size_bytes: Annotated[int, Field(ge=0)]
    sha256: Sha256


@data_class(frozen=True)
class Manifest:
    """Everything about one installed model."""

    id: ModelId
    name: str
    language: str
    source: str
    """The address or the file name that the archive came from."""
    archive_sha256: Sha256
    archive_bytes: Annotated[int, Field(ge=0)]
    trust: Trust
    installed_at: str
    """Date and time, UTC, ISO 8601."""
    files: tuple[FileRecord, ...]
    schema_version: Annotated[int, Field(ge=1, le=1)] = 1

    @property
    def unpacked_bytes(self) -> int:
        """Size of the model's files together."""
        return sum(file.size_bytes for file in self.files)


@data_class(frozen=True)
class FirstChecksum:
    """The checksum of an archive as it was first downloaded."""

    sha256: Sha256
    recorded_at: str


_MANIFEST: Final = TypeAdapter(Manifest)
_CHECKSUMS: Final = TypeAdapter(dict[str, FirstChecksum])


def read_manifest(folder: Path) -> Manifest | None:
    """Return the folder's manifest; None when there is none or it cannot be read."""
    try:
        return _MANIFEST.validate_json((folder / MANIFEST_NAME).read_bytes())
    except (OSError, ValueError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the folder's manifest. Raises OSError."""
    _write(folder / MANIFEST_NAME, _MANIFEST.dump_json(manifest, indent=2))


def first_checksums(models_folder: Path) -> dict[str, FirstChecksum]:
    """Return the recorded checksums by official name. Raises ModelError when the list is damaged (never trusts anew)."""
    path = models_folder / FIRST_CHECKSUMS_NAME
    try:
        return _CHECKSUMS.validate_json(path.read_bytes()) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The list of recorded checksums {path} cannot be read.", "Delete it to record them anew."
        ) from error


def record_first_checksum(models_folder: Path, name: str, checksum: FirstChecksum) -> None:
    """Remember the checksum for every later download of `name`. Raises OSError or ModelError."""
    checksums = {**first_checksums(models_folder), name: checksum}
    _write(models_folder / FIRST_CHECKSUMS_NAME, _CHECKSUMS.dump_json(checksums, indent=2))


def _write(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
