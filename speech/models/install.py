"""Puts a model into the models folder: all of it, or nothing.

Place in the flow: `sotto models install` and the first-run wizard. Download (or a file handed over) → checksum → unpack
into a work folder on the same disk → check that it is a Vosk model → manifest → one rename. A model that is already
there is replaced only by that last step, so a failure at any moment leaves what was.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from speech.errors import ModelError
from speech.models import failures
from speech.models.archive import ArchivePlan, inspect, is_plain, unpack
from speech.models.catalogue import Catalogue, ModelEntry, catalogue
from speech.models.download import Downloaded, Wanted, download
from speech.models.progress import Progress, ProgressCallback, Stage, silent
from speech.models.records import FirstChecksum, Manifest, Trust, first_checksums, record_first_checksum, write_manifest
from speech.models.settings import DownloadSettings
from speech.models.store import DRAFT_MARK, LEAVING_MARK, WORK_FOLDER, InstalledModel, model_lock, work_path
from speech.models.verify import file_sha256
from speech.recognizers.vosk import check_model_folder

_SPARE_BYTES: Final = 64 * 1024**2
"""Left free beside what is needed: a disk filled to the brim breaks other programs."""
_MOST_UNKNOWN_FACTOR: Final = 3
"""A download without a known checksum may be this many times its approximate size."""


def utc_now() -> datetime:
    """Return the time for the manifest."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class InstallOptions:
    """How to install; the functions are there for tests."""

    replace: bool = False
    """Install although the model is there already."""
    accept_changed: bool = False
    """Take a download whose checksum differs from the one recorded at the first download."""
    progress: ProgressCallback = silent
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = utc_now
    platform: str = sys.platform


@dataclass(frozen=True, slots=True)
class _Archive:
    """An archive that is believed to be right, and why."""

    path: Path
    source: str
    size_bytes: int
    sha256: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class _Target:
    """What will be installed where."""

    id: str
    language: str
    folder: Path


def install_model(
    entry: ModelEntry,
    models_folder: Path,
    settings: DownloadSettings | None = None,
    options: InstallOptions | None = None,
    offered: Catalogue | None = None,
) -> InstalledModel:
    """Download an official model and install it. Raises ModelError; what was installed before then stays."""
    settings, options = settings or DownloadSettings(), options or InstallOptions()
    target = _Target(entry.id, entry.language, models_folder / entry.name)
    with _begun(target, options):
        url = (offered or catalogue()).url_of(entry, settings.mirror)
        archive = _fetch(entry, url, models_folder / WORK_FOLDER / entry.archive_name, settings, options)
        try:
            model = _unpack_and_place(archive, target, options)
        except ModelError:
            # Kept only where the published checksum can tell next time that it is right.
            if entry.sha256 is None:
                archive.path.unlink(missing_ok=True)
            raise
        archive.path.unlink(missing_ok=True)
        if archive.trust is Trust.FIRST_DOWNLOAD:
            checksum = FirstChecksum(sha256=archive.sha256, recorded_at=_stamp(options))
            record_first_checksum(models_folder, entry.name, checksum)
        return model


def install_file(
    file: Path, identity: ModelEntry | str, models_folder: Path, options: InstallOptions | None = None
) -> InstalledModel:
    """Install an archive that is already on this machine, without any network.

    `identity` is the official model that it is (its published checksum must then fit), or the id to give to a model of
    the company's own. Raises ModelError.
    """
    options = options or InstallOptions()
    official = identity if isinstance(identity, ModelEntry) else None
    if isinstance(identity, ModelEntry):
        target = _Target(identity.id, identity.language, models_folder / identity.name)
    else:
        if not is_plain(identity):
            raise ModelError(f"A model cannot be called {identity!r}.", "Use letters, digits and hyphens.")
        target = _Target(identity, "own model", models_folder / identity)
    if not file.is_file():
        raise ModelError(f"There is no file {file}.", "Name the .zip file of the model.")
    with _begun(target, options):
        with failures.of_disk(file):
            sha256 = file_sha256(file, options.progress)
        published = official.sha256 if official else None
        if published is not None and sha256 != published:
            raise ModelError(
                f"{file.name} is not the published archive of {target.id}: its checksum is wrong.",
                "Fetch it again; to install a model of your own, give it another name and `--own`.",
            )
        trust = Trust.PUBLISHED if published else Trust.LOCAL_FILE
        archive = _Archive(file, file.name, file.stat().st_size, sha256, trust)
        return _unpack_and_place(archive, target, options)


@contextmanager
def _begun(target: _Target, options: InstallOptions) -> Iterator[None]:
    """Do what every installation begins with, and give the disk's errors plain sentences until its end."""
    _check_windows_path(target.folder, options.platform)
    with model_lock(target.folder), failures.of_disk(target.folder):
        _tidy(target.folder)
        if target.folder.exists() and not options.replace:
            raise ModelError(f"The model {target.id} is already installed.", "`--replace` installs it anew.")
        yield


def _check_windows_path(folder: Path, platform: str) -> None:
    if platform == "win32" and not str(folder).isascii():
        raise ModelError(
            f"Vosk cannot read models below {folder.parent} on Windows, because the name has letters beyond A to Z.",
            "Set SOTTO_HOME to a folder named in plain letters, such as C:\\Sotto, and install again.",
        )


def _tidy(folder: Path) -> None:
    """Clear away what an installation left that was cut short (power cut, kill); we hold the lock."""
    work = folder.parent / WORK_FOLDER
    leaving = sorted(work.glob(f"{folder.name}{LEAVING_MARK}*"))
    if leaving and not folder.exists():
        leaving.pop().rename(folder)
    for path in (*leaving, *work.glob(f"{folder.name}{DRAFT_MARK}*")):
        shutil.rmtree(path, ignore_errors=True)


def _fetch(entry: ModelEntry, url: str, path: Path, settings: DownloadSettings, options: InstallOptions) -> _Archive:
    """Return the official archive, from an earlier attempt or from the network."""
    if path.exists():
        if entry.sha256 is not None and file_sha256(path, options.progress) == entry.sha256:
            return _Archive(path, url, path.stat().st_size, entry.sha256, Trust.PUBLISHED)
        path.unlink()
    _require_room(path.parent, entry.size_bytes - _part_size(path) + entry.unpacked_bytes_estimate, entry.id)
    exact = entry.size_bytes if entry.sha256 else None
    wanted = Wanted(url, path, exact, entry.sha256, entry.size_bytes * _MOST_UNKNOWN_FACTOR)
    done = download(wanted, settings, options.progress, options.sleep)
    trust = Trust.PUBLISHED if entry.sha256 else _first_or_same(entry, path.parent.parent, done, options)
    return _Archive(done.path, url, done.size_bytes, done.sha256, trust)


def _first_or_same(entry: ModelEntry, models_folder: Path, done: Downloaded, options: InstallOptions) -> Trust:
    known = first_checksums(models_folder).get(entry.name)
    if known is not None and known.sha256 != done.sha256 and not options.accept_changed:
        done.path.unlink(missing_ok=True)
        raise ModelError(
            f"The archive of {entry.id} has changed since it was first downloaded on {known.recorded_at[:10]}.",
            "It was thrown away. If you know why it changed, install with `--accept-changed`.",
        )
    return Trust.FIRST_DOWNLOAD


def _unpack_and_place(archive: _Archive, target: _Target, options: InstallOptions) -> InstalledModel:
    plan = inspect(archive.path)
    _require_room(target.folder.parent, plan.unpacked_bytes, target.id)
    draft = work_path(target.folder, DRAFT_MARK)
    draft.mkdir()
    try:
        manifest = _fill(draft, plan, archive, target, options)
        _place(draft, target.folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return InstalledModel(target.id, target.folder, manifest)


def _fill(draft: Path, plan: ArchivePlan, archive: _Archive, target: _Target, options: InstallOptions) -> Manifest:
    def report(done_bytes: int) -> None:
        options.progress(Progress(Stage.UNPACK, done_bytes, plan.unpacked_bytes))

    files = unpack(plan, draft, report)
    try:
        check_model_folder(draft)
    except ModelError as error:
        raise ModelError(
            f"{archive.path.name} holds no complete Vosk model.", "Choose an archive from the list of Vosk models."
        ) from error
    manifest = Manifest(
        id=target.id,
        name=target.folder.name,
        language=target.language,
        source=archive.source,
        archive_sha256=archive.sha256,
        archive_bytes=archive.size_bytes,
        trust=archive.trust,
        installed_at=_stamp(options),
        files=files,
    )
    write_manifest(draft, manifest)
    return manifest


def _place(draft: Path, folder: Path) -> None:
    """Give the finished folder its name; what had it before is put back when that fails."""
    if not folder.exists():
        draft.rename(folder)
        return
    leaving = work_path(folder, LEAVING_MARK)
    folder.rename(leaving)
    try:
        draft.rename(folder)
    except OSError:
        leaving.rename(folder)
        raise
    shutil.rmtree(leaving, ignore_errors=True)


def _require_room(folder: Path, needed_bytes: int, what: str) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + _SPARE_BYTES:
        raise ModelError(
            f"The disk of {folder} has no room for {what}: {_megabytes(needed_bytes + _SPARE_BYTES)} are needed, "
            f"{_megabytes(free)} are free.",
            "Free some space and try again.",
        )


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:,.0f} MB"


def _part_size(path: Path) -> int:
    part = path.with_name(path.name + ".part")
    return part.stat().st_size if part.exists() else 0


def _stamp(options: InstallOptions) -> str:
    return options.now().isoformat(timespec="seconds")
