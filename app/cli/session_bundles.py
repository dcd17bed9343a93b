"""`sotto sessions export` and `import`: sessions on their way to another machine, as files.

Place in the flow: `app.store.bundles` does the work; this chooses sessions and files and says what happened.
"""

import threading
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from app import notify
from app.assembly import load_settings
from app.cli.choices import STANDARD_OUTPUT
from app.errors import OutputError
from app.interrupt import StopRequest, interruptible
from app.output import check_target
from app.store.bundle_format import SUFFIX
from app.store.bundles import Imported, export_sessions, import_bundle, one_each
from app.store.errors import BundleError, StoreError
from app.store.records import SessionFilter
from app.store.repository import Store
from app.store.shared_folder import FolderWatch
from app.storing import open_sessions

_PAGE = 1_000
_MOMENT_S = 0.2


def export(
    sessions: Annotated[list[str] | None, typer.Argument(metavar="[ID...]", show_default=False)] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All sessions that are kept.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=f"One file for all, ending in {SUFFIX}.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="DIR", help="A file for each session, such as a shared folder.")
    ] = None,
) -> None:
    """Write sessions into files that another Sotto can import. They hold no sound and no words of customers."""
    if bool(sessions) == everything:
        raise typer.BadParameter("name the sessions, or say --all.", param_hint="ID")
    if (output is None) == (folder is None):
        raise typer.BadParameter("say where to: --output or --folder.", param_hint="--output")
    if str(output) == STANDARD_OUTPUT:
        raise OutputError("A bundle is not printed to a terminal.", "Name a file with --output.")
    if output is not None:
        check_target(output)
    elif folder is not None and not folder.is_dir():
        raise OutputError(f"There is no folder {folder}.", "Make it first or choose another.")
    with open_sessions(load_settings()) as store:
        ids = [store.find(session) for session in sessions] if sessions else _all_ids(store)
        if output is not None:
            count = export_sessions(store, ids, output)
        else:
            count = sum(1 for _ in one_each(store, ids, folder or Path()))
    notify.info(f"Exported {count} session{'' if count == 1 else 's'} to {output or folder}.")


def import_(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE|DIR...]", show_default=False)] = None,
    *,
    watch: Annotated[
        Path | None, typer.Option("--watch", metavar="DIR", help="Import what is put into this folder, until Ctrl-C.")
    ] = None,
    every: Annotated[float, typer.Option(min=0.1, max=3600.0, help="Seconds between two looks.")] = 5.0,
) -> None:
    """Take over sessions that another Sotto exported. Doing it twice changes nothing."""
    if bool(files) == (watch is not None):
        raise typer.BadParameter("name files or folders, or say --watch.", param_hint="FILE")
    with open_sessions(load_settings()) as store:
        if watch is not None:
            _watch(store, watch, every)
            return
        for file in files or ():
            _import_all(store, file)


def _import_all(store: Store, place: Path) -> None:
    bundles = sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else [place]
    if not bundles:
        raise OutputError(f"No bundle ({SUFFIX}) lies in {place}.", "Check the folder.")
    for file in bundles:
        _tell(file, import_bundle(store, file))


def _watch(store: Store, folder: Path, every_s: float) -> None:
    if not folder.is_dir():
        raise OutputError(f"There is no folder {folder}.", "Make it first or choose another.")
    look, told = FolderWatch(folder), dict[Path, str]()
    with interruptible() as stop:
        notify.info(f"Watching {folder}; Ctrl-C ends it.")
        while not stop.asked:
            for file in look.arrived():
                try:
                    _tell(file, import_bundle(store, file))
                except (StoreError, OSError) as error:  # the next file may be better
                    _warn_once(told, file, error)
                    if not isinstance(error, BundleError):  # not the file's fault: the next look may be better
                        look.give_again(file)
            _rest(stop, every_s)


def _warn_once(told: dict[Path, str], file: Path, error: StoreError | OSError) -> None:
    """Say what is wrong with a file, unless that was what was said of it last."""
    message = notify.in_words(error)
    if told.get(file) != message.text:
        told[file] = message.text
        notify.warn(message.text, message.mend)


def _rest(stop: StopRequest, seconds: float) -> None:
    """Wait, at most a moment longer than until Ctrl-C: a signal does not end a wait by itself."""
    pause = threading.Event()
    while seconds > 0.0 and not stop.asked:
        pause.wait(min(seconds, _MOMENT_S))
        seconds -= _MOMENT_S


def _tell(file: Path, done: Imported) -> None:
    notify.info(f"{file.name}: {done.added} new, {done.updated} with news, {done.unchanged} known.")


def _all_ids(store: Store) -> list[UUID]:
    wanted = SessionFilter(finished=True)
    ids: list[UUID] = []
    while page := store.list_sessions(wanted, offset=len(ids), limit=_PAGE):
        ids.extend(row.id for row in page)
    return ids
