"""Folders that IT fills for everybody on this computer: the company's rules, and recognition models.

Place in the flow: `app.assembly` lays the company's rules between the built-in ones and the user's, and takes a model from
here where the user installed none; `doctor` shows them. The installer makes the folders, users cannot write there.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from os import environ
from pathlib import Path

from app.managed import usual_file
from speech.models.store import InstalledModel, installed_models


class Place(StrEnum):
    """Whose folder a model lies in."""

    USER = "user"
    COMPUTER = "computer"
    """For everybody on this computer; IT put it there."""
    BUILT_IN = "built-in"
    """It came with the installed program."""


@dataclass(frozen=True, slots=True)
class PlacedModel:
    """A model, and whose it is."""

    model: InstalledModel
    place: Place


def machine_rules_folder(machine_folder: Path | None = None) -> Path:
    """Return where rules for everybody on this computer would lie, whether there are any or not.

    `machine_folder`: where the company's settings file lies, this system's own unless given.
    """
    return (machine_folder or usual_file().parent) / "rules"


def machine_rules(machine_folder: Path | None = None) -> Path | None:
    """Return the folder of the rules for everybody on this computer, None where it holds no rule file.

    `machine_folder`: where the company's settings file lies, this system's own unless given.
    """
    folder = machine_rules_folder(machine_folder)
    try:
        return folder if any(folder.glob("*.toml")) else None
    except OSError:  # not readable for this user
        return None


def shared_models(platform: str = sys.platform, environment: Mapping[str, str] = environ) -> tuple[Path, ...]:
    """Return the folders of models for everybody: the company's, then the one that was built into an installed Sotto."""
    company = Path("/usr/share/sotto") if platform == "linux" else usual_file(platform, environment).parent
    built_in = getattr(sys, "_MEIPASS", None)  # the installed program's folder of libraries
    return (company / "models", *([Path(built_in) / "models"] if built_in else []))


def models_folder(own: Path, wanted: str = "", shared: Sequence[Path] | None = None) -> Path:
    """Return the folder to take a model from: the user's where the model is there, else the first shared one that has it.

    `own`: the user's models folder. `wanted`: id or name of a model, empty for any. `shared`: unless given, this
    computer's. Where nobody has it the user's is returned, so that errors name that one. Raises ModelError when a folder
    cannot be read.
    """
    plain = wanted.strip().lower()
    for folder in (own, *(shared_models() if shared is None else shared)):
        for model in installed_models(folder):
            if model.usable and (not plain or plain in {model.id.lower(), model.name.lower()}):
                return folder
    return own


def models_everywhere(own: Path, shared: Sequence[Path] | None = None) -> list[PlacedModel]:
    """Return the models that can be taken on this computer, in the order in which they are: the user's go first.

    `own`: the user's models folder. `shared`: the company's folder and the built-in one, unless given this computer's.
    Raises ModelError when a folder cannot be read.
    """
    folders = (own, *(shared_models() if shared is None else shared))
    return [
        PlacedModel(model, place)
        for folder, place in zip(folders, Place, strict=False)
        for model in installed_models(folder)
    ]
