"""Unpacks a model's zip archive without trusting anything in it.

Place in the flow: between a downloaded (or handed over) archive and the models folder. `inspect` reads the table of
contents and refuses what has no place in a model; `unpack` writes into an empty folder that only we know, with no link
in it. `zipfile` reads no more of a member than its declared size, so the sum of the declared sizes, which `inspect`
limits, is also the most that can be written.
"""

import errno
import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

from pydantic import Field
from pydantic.dataclasses import dataclass as settings_dataclass

from speech.errors import ModelError
from speech.models.records import MANIFEST_NAME, FileRecord

_BLOCK_BYTES: Final = 1024 * 1024
_CORE_FILE: Final = "final.mdl"
"""Every Vosk model has it, in `am/` or (old layout) at its top."""
_RESERVED: Final = re.compile(r"\A(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
"""Names that Windows gives to devices."""
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f<>:"|?*\\]')
"""Characters that no Windows file may have; the backslash would be a separator there."""
_CLUTTER: Final = ("__MACOSX", ".DS_Store", MANIFEST_NAME)
"""What the Mac's Finder adds to archives, and a manifest: ours is written after unpacking, another's counts for nothing."""
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
"""What `zipfile` raises for damaged archives."""
_BROKEN: Final = "Fetch the archive again."


@settings_dataclass(frozen=True)
class ArchiveLimits:
    """What is plausible for a model; beyond it the archive is refused."""

    most_files: Annotated[int, Field(ge=1, title="Files")] = 2000
    """Official models hold 10 to 30."""
    most_bytes: Annotated[int, Field(ge=1, title="Unpacked size", json_schema_extra={"unit": "bytes"})] = 8 * 1024**3
    """The largest official model takes 5 GB."""
    most_growth: Annotated[float, Field(ge=1, title="Unpacked size by archive size")] = 30.0
    """Official models grow 1.6-2.9 times; a zip bomb a thousand times and more."""
    growth_free_bytes: Annotated[int, Field(ge=0, title="Always allowed", json_schema_extra={"unit": "bytes"})] = (
        16 * 1024**2
    )


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """What will be unpacked: members of the archive and their paths below the model's folder."""

    archive: Path
    members: tuple[tuple[str, PurePosixPath], ...]
    unpacked_bytes: int


def inspect(archive: Path, limits: ArchiveLimits | None = None) -> ArchivePlan:
    """Read the archive's table of contents.

    Raises ModelError when it is no zip, is damaged or encrypted, holds links, names that lead out of the folder or that
    some system cannot have, two files of one name, implausibly many or large files, or no Vosk model.
    """
    limits = limits or ArchiveLimits()
    with _opened(archive) as bundle:
        infos = bundle.infolist()
        if len(infos) > limits.most_files:
            raise ModelError(f"{archive.name} holds {len(infos):,} files: that is no Vosk model.", _BROKEN)
        files = [(info, _safe_path(archive, info)) for info in infos if not info.filename.endswith("/")]
    files = [(info, path) for info, path in files if not any(part in _CLUTTER for part in path.parts)]
    root = _model_root(archive, [path for _, path in files])
    inside = [(info, path.relative_to(root)) for info, path in files if path.is_relative_to(root)]
    _refuse_collisions(archive, [path for _, path in inside])
    total = sum(info.file_size for info, _ in inside)
    if total > min(limits.most_bytes, limits.growth_free_bytes + limits.most_growth * archive.stat().st_size):
        raise ModelError(f"{archive.name} would unpack to an implausible {total:,} bytes.", _BROKEN)
    return ArchivePlan(archive, tuple((info.filename, path) for info, path in inside), total)


def unpack(plan: ArchivePlan, folder: Path, progress: Callable[[int], None]) -> tuple[FileRecord, ...]:
    """Write the model's files into the empty `folder` and return what was written.

    `progress` gets the bytes written so far. Raises ModelError for damaged data, OSError for the disk.
    """
    records, done = [], 0
    with _opened(plan.archive) as bundle:
        for name, path in plan.members:
            record = _unpack_one(bundle, name, folder / path, path, done, progress)
            done += record.size_bytes
            records.append(record)
    return tuple(sorted(records, key=lambda record: record.path))


def _unpack_one(  # noqa: PLR0917
    bundle: zipfile.ZipFile, name: str, target: Path, path: PurePosixPath, before: int, progress: Callable[[int], None]
) -> FileRecord:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        with bundle.open(name) as source, target.open("xb") as sink:
            while block := source.read(_BLOCK_BYTES):
                size += len(block)
                sink.write(block)
                digest.update(block)
                progress(before + size)
            sink.flush()
            os.fsync(sink.fileno())
    except _UNREADABLE as error:
        raise _damaged(bundle.filename) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # sent to read before the beginning
            raise _damaged(bundle.filename) from error
        raise
    return FileRecord(path=path.as_posix(), size_bytes=size, sha256=digest.hexdigest())


def _opened(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except (*_UNREADABLE, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        if zipfile.is_zipfile(archive):
            raise _damaged(str(archive)) from error
        raise ModelError(f"{archive.name} is not a zip archive.", "Name the .zip file as it was downloaded.") from error


def _damaged(name: str | None) -> ModelError:
    return ModelError(f"The archive {Path(name or '').name} is damaged.", _BROKEN)


def _safe_path(archive: Path, info: zipfile.ZipInfo) -> PurePosixPath:
    """Return the member's path, or refuse it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        raise ModelError(f"{archive.name} holds a link or special file ({info.filename!r}): models have none.", _BROKEN)
    if info.flag_bits & 0x1:
        raise ModelError(f"{archive.name} is protected by a password.", "Unpack it and zip it again without one.")
    # orig_filename: zipfile itself cuts names at a zero byte and turns backslashes round on Windows.
    name = info.orig_filename
    parts = name.split("/")
    if any(not is_plain(part) for part in parts):
        raise ModelError(f"{archive.name} holds an unsafe file name ({name!r}).", "Do not use this archive.")
    return PurePosixPath(*parts)


def is_plain(part: str) -> bool:
    """Return whether every system can have a file or folder of this name."""
    return bool(
        part.strip() == part
        and part not in {"", ".", ".."}
        and not part.endswith(".")
        and len(part.encode("utf-8", "surrogatepass")) <= 255
        and not _FORBIDDEN.search(part)
        and not _RESERVED.match(part)
    )


def _model_root(archive: Path, paths: list[PurePosixPath]) -> PurePosixPath:
    """Return the folder of the archive that is the model: where `am/final.mdl` or `final.mdl` lies least deep."""
    roots = [
        path.parent.parent if path.parent.name == "am" else path.parent for path in paths if path.name == _CORE_FILE
    ]
    if not roots:
        raise ModelError(
            f"{archive.name} holds no Vosk model: am/final.mdl is missing.",
            "Choose an archive from the list of Vosk models.",
        )
    return min(roots, key=lambda root: (len(root.parts), str(root)))


def _refuse_collisions(archive: Path, paths: list[PurePosixPath]) -> None:
    """Refuse two files of one name (as Windows and macOS compare names), and a file that is also a folder."""
    files = [path.as_posix().casefold() for path in paths]
    folders = {parent.as_posix().casefold() for path in paths for parent in path.parents}
    if len(set(files)) != len(files) or folders.intersection(files):
        raise ModelError(f"{archive.name} holds two files of one name.", _BROKEN)
