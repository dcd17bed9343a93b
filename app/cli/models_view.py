"""How `sotto models` shows itself: the progress bar, the table, and the same as JSON.

Place in the flow: between `app.cli.models` and the terminal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pydantic import TypeAdapter
from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from app import notify
from app.cli.console import err
from app.company_folders import Place, PlacedModel
from speech.models.catalogue import ModelEntry, catalogue
from speech.models.progress import Progress, ProgressCallback, Stage
from speech.models.records import Manifest
from speech.models.store import InstalledModel
from speech.models.verify import Verification

_STATES = {
    Place.USER: "installed",
    Place.COMPUTER: "installed for everybody on this computer",
    Place.BUILT_IN: "came with Sotto",
}
_STAGES = {Stage.DOWNLOAD: "Downloading", Stage.UNPACK: "Unpacking", Stage.CHECK: "Checking"}
_MANIFEST = TypeAdapter(Manifest)


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """Show a bar on standard error (only where that is a terminal), and notes in any case."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=err(), transient=True, disable=not err().is_terminal) as bar:
        tasks = {}

        def show(progress: Progress) -> None:
            if progress.note:
                notify.warn(progress.note)
            if progress.stage not in tasks:
                tasks[progress.stage] = bar.add_task(_STAGES[progress.stage], total=progress.total_bytes)
            bar.update(tasks[progress.stage], completed=progress.done_bytes, total=progress.total_bytes)

        yield show


def models_table(here: list[PlacedModel], absent: list[ModelEntry]) -> Table:
    """Return the table of installed and offered models."""
    entries = {entry.name: entry for entry in catalogue().model}
    table = Table(
        "Model", "Language", "Download", "Checksum", "State", "Note", box=None, pad_edge=False, header_style="bold"
    )
    for placed in here:
        model = placed.model
        entry = entries.get(model.name)
        language = model.manifest.language if model.manifest else (entry.language if entry else "unknown")
        state = _STATES[placed.place] + ("" if model.usable else ", incomplete")
        note = f"In {model.folder}." if placed.place is not Place.USER else entry.note if entry else ""
        table.add_row(model.id, language, _size(entry), _checksum(entry), state, note)
    for entry in absent:
        table.add_row(entry.id, entry.language, _size(entry), _checksum(entry), "", entry.note)
    return table


def _size(entry: ModelEntry | None) -> str:
    return f"{entry.size_bytes / 1e6:,.0f} MB" if entry else ""


def _checksum(entry: ModelEntry | None) -> str:
    if entry is None:
        return ""
    return "published" if entry.sha256 else "recorded at first download"


def model_row(entry: ModelEntry | None, model: InstalledModel | None, place: Place = Place.USER) -> dict[str, Any]:
    """Return one model for JSON: what the catalogue says (null for one's own) and what is installed (null when absent)."""
    known = None
    if entry is not None:
        keys = ("language", "language_code", "name", "size_bytes", "sha256", "licence", "note")
        known = {"url": catalogue().url_of(entry), **{key: getattr(entry, key) for key in keys}}
    installed = None
    if model is not None:
        manifest = _MANIFEST.dump_python(model.manifest, mode="json", exclude={"files"}) if model.manifest else None
        installed = {"folder": str(model.folder), "place": place, "usable": model.usable, "manifest": manifest}
    return {"id": model.id if model else entry.id if entry else "", "catalogue": known, "installed": installed}


def verification_row(result: Verification) -> dict[str, Any]:
    """Return what was found in one model, for JSON."""
    lists = {"missing": result.missing, "changed": result.changed, "added": result.added}
    return {"id": result.model.id, "folder": str(result.model.folder), "whole": result.whole, **lists}


def verdict(result: Verification) -> str:
    """Return what was found in one model, as a sentence."""
    if result.whole:
        count = len(result.model.manifest.files) if result.model.manifest else 0
        return f"{result.model.id}: all {count} files are as installed."
    problems = [f"{path} is missing" for path in result.missing] + [f"{path} has changed" for path in result.changed]
    return f"{result.model.id}: {'; '.join(problems)}."
