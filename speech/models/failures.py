"""Turns what network, server and disk say into one sentence each, with what to do.

Place in the flow: used by every module of `speech.models`, so that the same trouble always reads the same.
"""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

from speech.errors import ModelError

if TYPE_CHECKING:
    import requests

_FailureRow: TypeAlias = tuple[tuple[type[Exception], ...], str, str, bool]

TRY_AGAIN: Final = "Try again later: what has come so far is kept."
_OFFLINE: Final = "Check the network and try again. With no internet on this machine, fetch the file elsewhere and use `--from FILE.zip`."
_CHECK_MIRROR: Final = "Check the address of the mirror in the settings."
_CERTIFICATE: Final = (
    "If your company inspects traffic, name its certificate file in REQUESTS_CA_BUNDLE, or use `--from FILE.zip`."
)


class ServerBusyError(Exception):
    """The server answered that it cannot serve now; `retry_after_s` is what it asked for."""

    def __init__(self, status: int, retry_after_s: float) -> None:
        """Keep the status code and the seconds that the server asked to wait."""
        super().__init__(f"status {status}")
        self.status = status
        self.retry_after_s = retry_after_s


def raise_for_answer(response: "requests.Response", url: str) -> None:
    """Raise unless the answer carries a file: ServerBusyError when trying again may help, else ModelError."""
    status = response.status_code
    if status in {408, 425, 429} or status >= 500:
        wait = response.headers.get("Retry-After", "")
        raise ServerBusyError(status, float(wait) if wait.isdigit() else 0.0)
    if status in {404, 410}:
        raise ModelError(
            f"There is no file at {url} (status {status}).",
            "Check the address of the mirror in the settings, or update Sotto.",
        )
    if status in {401, 403, 407, 451}:
        raise ModelError(
            f"The server refused to give {url} (status {status}).",
            "Ask your network's administrator, or use `--from FILE.zip`.",
        )
    if status not in {200, 206}:
        raise ModelError(
            f"The server answered with status {status} for {url}.", "Check the address of the mirror in the settings."
        )
    if response.headers.get("Content-Type", "").lower().startswith("text/html"):
        raise ModelError(
            f"A web page came from {urlsplit(response.url).netloc} instead of the model.",
            "A sign-in page of your network may stand in between: sign in with a browser, or use `--from FILE.zip`.",
        )


@cache
def _request_failures() -> tuple[_FailureRow, ...]:
    """Return what is said for which exception of `requests`: (types, sentence, mend, permanent); the first that fits."""
    from requests import exceptions  # noqa: PLC0415  looking for installed models, at every start, needs no network

    return (
        (
            (exceptions.InvalidURL, exceptions.InvalidSchema, exceptions.MissingSchema),
            "{url} is not a valid address.",
            _CHECK_MIRROR,
            True,
        ),
        ((exceptions.TooManyRedirects,), "The server {host} sends us in circles.", _CHECK_MIRROR, True),
        ((exceptions.SSLError,), "No secure connection to {host}: its certificate is not trusted.", _CERTIFICATE, True),
        (
            (exceptions.ProxyError,),
            "The proxy did not let us through to {host}.",
            "Check HTTPS_PROXY, or use `--from FILE.zip`.",
            False,
        ),
        ((exceptions.Timeout,), "The server {host} did not answer in time.", TRY_AGAIN, False),
        ((exceptions.ChunkedEncodingError,), "The connection to {host} keeps dropping.", TRY_AGAIN, False),
        ((Exception,), "There is no connection to {host}.", _OFFLINE, False),
    )


def of_request(error: Exception, url: str) -> ModelError:
    """Return the sentence for a request that failed; `permanent` is False when trying again may help."""
    host = urlsplit(url).netloc or url
    if isinstance(error, ServerBusyError):
        return ModelError(
            f"The server {host} cannot give the model now (status {error.status}).", TRY_AGAIN, permanent=False
        )
    types_and_words = next(row for row in _request_failures() if isinstance(error, row[0]))
    _, sentence, mend, permanent = types_and_words
    return ModelError(sentence.format(url=url, host=host), mend, permanent=permanent)


@contextmanager
def of_disk(path: Path) -> Iterator[None]:
    """Turn an OSError of the body into a ModelError that names `path` (or the file that the system named)."""
    try:
        yield
    except OSError as error:
        if _of_network(error):
            raise
        raise disk_error(error, Path(error.filename) if isinstance(error.filename, str) else path) from error


def _of_network(error: OSError) -> bool:
    """Return whether it comes from `requests`, whose exceptions are OSErrors; it is not loaded only to ask."""
    library = sys.modules.get("requests")
    return library is not None and isinstance(error, library.RequestException)


def disk_error(error: OSError, path: Path) -> ModelError:
    """Return the sentence for a disk that is full, forbidden or broken."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ModelError(
            f"The disk is full: {path} could not be written.",
            "Free some space and try again: what has come so far is kept.",
        )
    if isinstance(error, PermissionError):
        return ModelError(f"No permission for {path}.", "Close what uses the model, or ask its owner for access.")
    if isinstance(error, FileNotFoundError):
        return ModelError(f"There is no file {path}.", "Check the name and the folder.")
    return ModelError(f"{path} cannot be used: {error.strerror or 'the disk gave no reason'}.", "Check the disk.")
