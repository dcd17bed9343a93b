"""The models that Sotto offers, read from `catalogue.toml`.

Place in the flow: where every model command begins. Data only: nothing here touches the network or the models folder.
"""

import difflib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import Field, TypeAdapter, model_validator
from pydantic.dataclasses import dataclass as data_class

from speech.errors import ModelError

ModelId = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$")]
"""What people type: lower case letters, digits, dots and hyphens; safe as the name of a folder everywhere."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_UNPACKED_FACTOR: Final = 3.0
"""Official models unpack to 1.6-2.9 times their archive; used before the archive itself can be asked."""


@data_class(frozen=True)
class ModelEntry:
    """One official Vosk model that can be downloaded."""

    id: ModelId
    language: str
    language_code: str
    name: Annotated[str, Field(pattern=r"^vosk-model-[a-z0-9.-]+$")]
    """The official name: of the archive (plus `.zip`), of the folder in it, and of the installed folder."""
    size_bytes: Annotated[int, Field(gt=0)]
    """Size of the archive: exact where `sha256` is known, otherwise approximate."""
    licence: str
    note: str
    sha256: Sha256 | None = None
    """None: trust on first use."""
    sources: tuple[str, ...] = ()
    """The public projects that pinned `sha256`, each by itself."""

    @model_validator(mode="after")
    def _checksum_is_vouched_for(self) -> "ModelEntry":
        if self.sha256 is not None and len(set(self.sources)) < 2:
            raise ValueError(f"{self.id}: a checksum needs two independent sources")
        return self

    @property
    def archive_name(self) -> str:
        """The archive's file name on the server."""
        return f"{self.name}.zip"

    @property
    def unpacked_bytes_estimate(self) -> int:
        """About how much room the unpacked model takes."""
        return int(self.size_bytes * _UNPACKED_FACTOR)


@data_class(frozen=True)
class Catalogue:
    """All models that are offered, in order of preference."""

    schema_version: Annotated[int, Field(ge=1, le=1)]
    base_url: str
    default: ModelId
    model: tuple[ModelEntry, ...]

    @model_validator(mode="after")
    def _ids_and_names_are_unique(self) -> "Catalogue":
        for kind in ("id", "name"):
            values = [getattr(entry, kind) for entry in self.model]
            if len(set(values)) != len(values):
                raise ValueError(f"every {kind} may stand once only")
        if self.default not in {entry.id for entry in self.model}:
            raise ValueError("the default must be one of the models")
        return self

    def find(self, wanted: str) -> ModelEntry:
        """Return the model with this id or official name. Raises ModelError naming the nearest one."""
        plain = wanted.strip().lower().removesuffix(".zip")
        for entry in self.model:
            if plain in {entry.id, entry.name}:
                return entry
        raise unknown_model(wanted, [entry.id for entry in self.model])

    def url_of(self, entry: ModelEntry, mirror: str | None = None) -> str:
        """Return where the archive lies: below the official address or below the company's `mirror`."""
        return f"{(mirror or self.base_url).rstrip('/')}/{entry.archive_name}"


def unknown_model(wanted: str, known: list[str]) -> ModelError:
    """Return the error for a name that is not among `known`, with the nearest one as a suggestion."""
    near = difflib.get_close_matches(wanted.strip().lower(), known, n=1, cutoff=0.5)
    suggestion = f"Did you mean `{near[0]}`? " if near else ""
    return ModelError(
        f"There is no model called {wanted!r} in the catalogue.", f"{suggestion}`sotto models list` shows all of them."
    )


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that ships with Sotto. Raises ModelError when its file is missing or damaged."""
    try:
        text = files("speech.models").joinpath("catalogue.toml").read_text(encoding="utf-8")
        return TypeAdapter(Catalogue).validate_python(tomllib.loads(text))
    except (OSError, ValueError) as error:
        raise ModelError("The catalogue of models that ships with Sotto is damaged.", "Reinstall Sotto.") from error
