"""Downloads one archive over a line that may drop, through servers and proxies that may lie.

Place in the flow: `install` calls it with the catalogue's size and checksum. What has come so far is kept as `NAME.part`
(with the server's version mark in `NAME.part.json`) and resumed; nothing is ever called `NAME` unless its size and
checksum were right. The only module of `speech` that touches the network.
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import requests

from speech.errors import ModelError
from speech.models import failures
from speech.models.progress import Progress, ProgressCallback, Stage, silent
from speech.models.settings import DownloadSettings

_BLOCK_BYTES: Final = 16 * 1024
"""A connection that drops in mid-block loses that block: small ones get through lines that drop all the time."""
_LONGEST_WAIT_S: Final = 30.0
_LONGEST_SERVER_WAIT_S: Final = 60.0
"""A server's Retry-After is obeyed up to here."""
_MOST_REQUESTS: Final = 200
"""However much each one brings: a server that sends a byte at a time is given up on."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to download."""

    url: str
    target: Path
    size_bytes: int | None = None
    """Exact size; None when unknown."""
    sha256: str | None = None
    """None: any content is taken, and the caller decides."""
    most_bytes: int | None = None
    """Stop a download of unknown size beyond this."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A finished download."""

    path: Path
    size_bytes: int
    sha256: str


@dataclass(slots=True)
class _Part:
    """What has come so far."""

    path: Path
    size_bytes: int
    digest: "hashlib._Hash"
    validator: str

    @classmethod
    def open(cls, path: Path) -> "_Part":
        """Take up the file of an earlier attempt, if there is one."""
        digest, size = hashlib.sha256(), 0
        if path.exists():
            with path.open("rb") as file:
                while block := file.read(_BLOCK_BYTES):
                    digest.update(block)
                    size += len(block)
        return cls(path, size, digest, _read_validator(path))

    def restart(self) -> None:
        """Forget what has come."""
        self.path.unlink(missing_ok=True)
        _mark_of(self.path).unlink(missing_ok=True)
        self.digest, self.size_bytes, self.validator = hashlib.sha256(), 0, ""

    def remember(self, validator: str) -> None:
        """Keep the server's mark of this version of the file, for `If-Range`."""
        self.validator = validator
        _mark_of(self.path).write_text(json.dumps({"validator": validator}), encoding="utf-8")


def download(
    wanted: Wanted,
    settings: DownloadSettings,
    progress: ProgressCallback = silent,
    sleep: Callable[[float], None] = time.sleep,
) -> Downloaded:
    """Bring the archive to `wanted.target`, resuming an earlier attempt.

    Raises ModelError with one sentence for every way in which this can fail. After a dropped connection, a full disk or
    an interrupt the partial file stays; after a wrong size or checksum it is removed.
    """
    part_path = wanted.target.with_name(wanted.target.name + ".part")
    with failures.of_disk(part_path), requests.Session() as session:
        # Without this, proxies may send the archive compressed, and no size fits.
        session.headers["Accept-Encoding"] = "identity"
        part = _Part.open(part_path)
        if wanted.size_bytes is not None and part.size_bytes > wanted.size_bytes:
            part.restart()
        left_over = part.size_bytes > 0
        transfer = _Transfer(session, wanted, settings, part, progress, sleep)
        transfer.run()
        if left_over and not _is_right(wanted, part):
            # What lay here from an earlier attempt may have been damaged or of another version: once more from the start.
            part.restart()
            transfer.run()
        return _finish(wanted, part)


@dataclass(slots=True)
class _Transfer:
    """The requests of one download."""

    session: requests.Session
    wanted: Wanted
    settings: DownloadSettings
    part: _Part
    progress: ProgressCallback
    sleep: Callable[[float], None]

    def run(self) -> None:
        """Make requests until all has come, or give up."""
        failed, furthest = 0, self.part.size_bytes
        for _ in range(_MOST_REQUESTS):
            if self.part.size_bytes == self.wanted.size_bytes:
                return
            problem, wait_s = self._attempt()
            if problem is None:
                return
            failed = 1 if self.part.size_bytes > furthest else failed + 1
            furthest = max(furthest, self.part.size_bytes)
            if problem.permanent or failed >= self.settings.attempts:
                raise problem
            self._wait(max(min(self.settings.first_wait_s * 2 ** (failed - 1), _LONGEST_WAIT_S), wait_s))
        raise ModelError(
            f"The server of {self.wanted.url} sends too little at a time.", failures.TRY_AGAIN, permanent=False
        )

    def _attempt(self) -> tuple[ModelError | None, float]:
        """Make one request; return what went wrong and how long the server asks to wait (seconds)."""
        try:
            if self._request():
                return None, 0.0
        except failures.ServerBusyError as error:
            return failures.of_request(error, self.wanted.url), min(error.retry_after_s, _LONGEST_SERVER_WAIT_S)
        except requests.RequestException as error:
            return failures.of_request(error, self.wanted.url), 0.0
        sentence = f"The file at {self.wanted.url} ends too early: {self.part.size_bytes:,} of {self.wanted.size_bytes or 0:,} bytes."
        return ModelError(sentence, "Try again later, or from another network.", permanent=False), 0.0

    def _request(self) -> bool:
        """Append what one request brings; return True when the file is complete as far as the server says."""
        timeout = (self.settings.connect_timeout_s, self.settings.read_timeout_s)
        with self.session.get(self.wanted.url, headers=self._range(), stream=True, timeout=timeout) as response:
            if response.status_code == requests.codes.requested_range_not_satisfiable:
                self.part.restart()
                return False
            failures.raise_for_answer(response, self.wanted.url)
            if response.status_code == requests.codes.partial_content:
                if not _continues(response, self.part.size_bytes):
                    self.part.restart()
                    return False
            else:
                self.part.restart()
                self.part.remember(_strong_validator(response))
            total = self.wanted.size_bytes or _announced_total(response, self.part.size_bytes)
            self._append(response, total)
            return total is None or self.part.size_bytes == total

    def _range(self) -> dict[str, str]:
        """Return the headers that ask for the rest only, where the rest is sure to fit or the checksum will tell."""
        if self.part.size_bytes == 0 or not (self.part.validator or self.wanted.sha256):
            return {}
        headers = {"Range": f"bytes={self.part.size_bytes}-"}
        if self.part.validator:
            headers["If-Range"] = self.part.validator
        return headers

    def _append(self, response: requests.Response, total: int | None) -> None:
        limit = self.wanted.size_bytes or self.wanted.most_bytes
        with self.part.path.open("ab") as file:
            for block in response.iter_content(_BLOCK_BYTES):
                file.write(block)
                self.part.digest.update(block)
                self.part.size_bytes += len(block)
                self.progress(Progress(Stage.DOWNLOAD, self.part.size_bytes, total))
                if limit is not None and self.part.size_bytes > limit:
                    break
        if limit is not None and self.part.size_bytes > limit:
            self.part.restart()
            raise ModelError(
                f"The file at {self.wanted.url} is larger than the model that was asked for ({limit:,} bytes).",
                "The server may hold another file under this name: check the address of the mirror in the settings.",
            )

    def _wait(self, wait_s: float) -> None:
        note = f"The connection dropped; trying again in {wait_s:.0f} s."
        self.progress(Progress(Stage.DOWNLOAD, self.part.size_bytes, self.wanted.size_bytes, note))
        self.sleep(wait_s)


def _is_right(wanted: Wanted, part: _Part) -> bool:
    return wanted.sha256 is None or part.digest.hexdigest() == wanted.sha256


def _finish(wanted: Wanted, part: _Part) -> Downloaded:
    if not _is_right(wanted, part):
        part.restart()
        raise ModelError(
            f"The download of {wanted.target.name} is not the file that was published: its checksum is wrong.",
            "It was thrown away. Try again; if it happens again, something between you and the server changes the file.",
        )
    part.path.replace(wanted.target)
    _mark_of(part.path).unlink(missing_ok=True)
    return Downloaded(wanted.target, part.size_bytes, part.digest.hexdigest())


def _continues(response: requests.Response, offset: int) -> bool:
    return response.headers.get("Content-Range", "").strip().lower().startswith(f"bytes {offset}-")


def _announced_total(response: requests.Response, offset: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return offset + int(length) if length.isdigit() else None


def _strong_validator(response: requests.Response) -> str:
    # A weak tag may not stand in If-Range (RFC 9110, 13.1.5); a date may.
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _mark_of(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_validator(part: Path) -> str:
    try:
        data = json.loads(_mark_of(part).read_text(encoding="utf-8"))
        return str(data["validator"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
