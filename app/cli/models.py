"""`sotto models`: list, install, verify and remove Vosk models.

Place in the flow: the command line's end of `speech.models`. Results go to standard output (JSON with `--json`), the
progress bar and questions to standard error; errors are raised for the boundary in `app.__main__`.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from app import notify
from app.cli.choices import write_json
from app.cli.console import out
from app.cli.models_view import model_row, models_table, progress_bar, verdict, verification_row
from app.company_folders import Place, PlacedModel, models_everywhere
from app.paths import paths
from app.settings_file import load
from speech.errors import ModelError
from speech.models.catalogue import ModelEntry, ModelId, catalogue
from speech.models.install import InstallOptions, install_file, install_model
from speech.models.records import Trust
from speech.models.settings import DownloadSettings
from speech.models.store import find_installed, installed_models, remove_model
from speech.models.verify import verify_model

app = typer.Typer(help="Speech models: what there is, install, verify, remove.", no_args_is_help=True)

_TRUST = {
    Trust.PUBLISHED: "Its checksum is the published one.",
    Trust.FIRST_DOWNLOAD: "No checksum is published for it: the one of this download was recorded, and later downloads must match it.",
    Trust.LOCAL_FILE: "No checksum is published for it: it is as trustworthy as the file that you gave.",
}

JsonTarget = Annotated[
    str | None, typer.Option("--json", metavar="OUT", help="Write JSON to a file, or to standard output with -.")
]
ModelName = Annotated[str, typer.Argument(metavar="MODEL", help="Id of the model, as `sotto models list` shows it.")]


@app.command("list")
def list_models(
    *,
    installed: Annotated[bool, typer.Option("--installed", help="Only those on this machine.")] = False,
    json_target: JsonTarget = None,
) -> None:
    """Show the models that can be installed and those that are, also those for everybody on this computer."""
    here = models_everywhere(paths().models)
    offered = catalogue()
    names = {placed.model.name for placed in here}
    absent = [] if installed else [entry for entry in offered.model if entry.name not in names]
    if json_target is not None:
        entries = {entry.name: entry for entry in offered.model}
        rows = [model_row(entries.get(placed.model.name), placed.model, placed.place) for placed in here]
        rows += [model_row(entry, None) for entry in absent]
        write_json({"schema_version": 1, "default": offered.default, "models": rows}, json_target)
        return
    if not here and installed:
        out().print(f"No model is installed. Install one with `sotto models install {offered.default}`.", markup=False)
        return
    out().print(models_table(here, absent))


@app.command()
def install(
    model: Annotated[
        str | None, typer.Argument(metavar="MODEL", help="Id of the model; the default one when left out.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE.zip", help="Install this archive; no network is used.")
    ] = None,
    *,
    own: Annotated[
        bool, typer.Option("--own", help="With --from: a model of your own, MODEL is the name to give to it.")
    ] = False,
    mirror: Annotated[
        str | None, typer.Option(help="Address of the company's own copy, instead of the one in the settings.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Install although it is installed already.")] = False,
    accept_changed: Annotated[
        bool, typer.Option("--accept-changed", help="Take an archive that changed since its first download.")
    ] = False,
    json_target: JsonTarget = None,
) -> None:
    """Download a model (or take an archive), check it and install it."""
    identity = _identity(model or catalogue().default, own=own, from_file=file is not None)
    with progress_bar() as progress:
        options = InstallOptions(replace=replace, accept_changed=accept_changed, progress=progress)
        if file is not None:
            done = install_file(file, identity, paths().models, options)
        else:
            assert isinstance(identity, ModelEntry)  # noqa: S101  (_identity gives a name only with a file)
            done = install_model(identity, paths().models, _download_settings(mirror), options)
    if json_target is not None:
        write_json({"schema_version": 1, **model_row(None, done)}, json_target)
        return
    trust = _TRUST[done.manifest.trust] if done.manifest else ""
    notify.info(f"The model {done.id} is installed in {done.folder}. {trust}")


@app.command()
def verify(
    model: Annotated[str | None, typer.Argument(metavar="MODEL", help="Id of the model; all when left out.")] = None,
    json_target: JsonTarget = None,
) -> None:
    """Check that installed models are as they were installed, byte for byte."""
    named = None if model is None else _find(model)
    chosen = installed_models(paths().models) if named is None else [named.model]
    if not chosen:
        raise ModelError("No model is installed.", f"Install one with `sotto models install {catalogue().default}`.")
    with progress_bar() as progress:
        results = [verify_model(each, progress) for each in chosen]
    if json_target is not None:
        write_json({"schema_version": 1, "models": [verification_row(each) for each in results]}, json_target)
    else:
        for result in results:
            out().print(verdict(result), markup=False)
    broken = [result.model.id for result in results if not result.whole]
    if broken:
        raise ModelError(
            f"Not as installed: {', '.join(broken)}.",
            f"Install it again with `sotto models install {broken[0]} --replace`."
            if named is None or named.place is Place.USER
            else f"It is there for everybody on this computer ({named.model.folder}): ask whoever looks after it.",
        )


@app.command()
def remove(
    model: ModelName,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json_target: JsonTarget = None,
) -> None:
    """Delete an installed model."""
    placed = _find(model)
    found = placed.model
    if placed.place is not Place.USER:
        raise ModelError(
            f"The model {found.id} in {found.folder} is there for everybody on this computer.",
            "Ask whoever looks after this computer; `sotto settings set listening.engine moonshine` leaves it aside.",
        )
    if not yes and not typer.confirm(f"Delete the model {found.id} in {found.folder}?", err=True):
        notify.info(f"The model {found.id} was kept.")
        raise typer.Exit(1)
    removed = remove_model(paths().models, model)
    if json_target is not None:
        write_json({"schema_version": 1, "removed": removed.id}, json_target)
    else:
        notify.info(f"The model {removed.id} was removed.")


def _find(wanted: str) -> PlacedModel:
    """Return the model with this id or name, the user's first. Raises ModelError where nobody has it."""
    plain = wanted.strip().lower()
    for placed in models_everywhere(paths().models):
        if plain in {placed.model.id.lower(), placed.model.name.lower()}:
            return placed
    return PlacedModel(find_installed(paths().models, wanted), Place.USER)  # tells what there is


def _identity(model: str, *, own: bool, from_file: bool) -> ModelEntry | str:
    """Return the official model, or the name of one's own. Raises ModelError, BadParameter for wrong usage."""
    if not own:
        return catalogue().find(model)
    if not from_file:
        raise typer.BadParameter("--own needs --from FILE.zip.")
    if any(model in {entry.id, entry.name} for entry in catalogue().model):
        raise typer.BadParameter(f"{model} is an official model: give your own another name.")
    try:
        return TypeAdapter(ModelId).validate_python(model)
    except ValidationError:
        raise typer.BadParameter(
            "a name has small letters, digits, dots and hyphens only, such as acme-support."
        ) from None


def _download_settings(mirror: str | None) -> DownloadSettings:
    settings = load(paths().settings_file).models
    if mirror is None:
        return settings
    try:
        return TypeAdapter(DownloadSettings).validate_python({**asdict(settings), "mirror": mirror})
    except ValidationError:
        raise typer.BadParameter(
            "the address of a mirror begins with https:// or http://.", param_hint="--mirror"
        ) from None
