"""A model server that can misbehave, and archives of small models."""

import contextlib
import hashlib
import io
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from speech.models.catalogue import Catalogue, ModelEntry

NAME = "vosk-model-small-xx-0.1"


@dataclass
class Answer:
    """How one request is answered; the defaults are an honest server."""

    status: int | None = None
    content: bytes | None = None
    drop_after: int | None = None
    """Close the connection after so many bytes of the body."""
    ignore_range: bool = False
    content_length: int | None = None
    content_range: str | None = None
    location: str | None = None
    content_type: str = "application/zip"
    retry_after: str | None = None
    stall: bool = False
    """Send half of the body, then nothing until the test ends."""


@dataclass
class ModelServer:
    """What is served, how, and what was asked for."""

    content: bytes = b""
    etag: str | None = '"one"'
    answers: list[Answer] = field(default_factory=list)
    """For the next requests in turn; afterwards the server is honest."""
    ranges: list[str | None] = field(default_factory=list)
    """The Range header of every request so far."""
    paths: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @property
    def sha256(self) -> str:
        """The checksum of what is served."""
        return hashlib.sha256(self.content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    state: ClassVar[ModelServer]

    def do_GET(self) -> None:
        answer = self.state.answers.pop(0) if self.state.answers else Answer()
        self.state.ranges.append(self.headers.get("Range"))
        self.state.paths.append(self.path)
        with contextlib.suppress(OSError):
            self._send(answer)
        self.close_connection = True

    def _send(self, answer: Answer) -> None:
        content = self.state.content if answer.content is None else answer.content
        start = self._start(answer)
        status = answer.status or (206 if start else 200)
        if start and start >= len(content):
            status = 416
        body = b"" if status >= 300 else content[start:]
        self.send_response(status)
        for name, value in self._headers(answer, status, start, len(content), len(body)).items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self._send_body(answer, body)

    def _headers(self, answer: Answer, status: int, start: int, size: int, length: int) -> dict[str, str | None]:
        return {
            "Content-Length": str(length if answer.content_length is None else answer.content_length),
            "Content-Type": answer.content_type,
            "ETag": self.state.etag,
            "Content-Range": (answer.content_range or f"bytes {start}-{size - 1}/{size}") if status == 206 else None,
            "Location": answer.location,
            "Retry-After": answer.retry_after,
        }

    def _send_body(self, answer: Answer, body: bytes) -> None:
        if answer.stall:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.state.released.wait(30)
            return
        self.wfile.write(body if answer.drop_after is None else body[: answer.drop_after])

    def _start(self, answer: Answer) -> int:
        asked = self.headers.get("Range")
        same = self.headers.get("If-Range") in {None, self.state.etag}
        return 0 if asked is None or answer.ignore_range or not same else int(asked.removeprefix("bytes=").rstrip("-"))

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a proxy of the machine out of the way of 127.0.0.1."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A server on this machine, for one test."""
    state = ModelServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{http.server_address[1]}"
    yield state
    state.released.set()
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def answer() -> type[Answer]:
    """The way to script the server."""
    return Answer


@pytest.fixture
def zip_of() -> Callable[..., bytes]:
    """Return a function that makes an archive of names and contents."""

    def make(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", compression) as bundle:
            for name, content in members.items():
                bundle.writestr(name, content)
        return buffer.getvalue()

    return make


@pytest.fixture
def model_files() -> dict[str, bytes]:
    """The files of a model as far as `check_model_folder` looks, about 1 MB, by their place in the archive."""
    return {
        f"{NAME}/am/final.mdl": bytes(range(256)) * 4096,
        f"{NAME}/conf/mfcc.conf": b"--sample-frequency=16000\n",
        f"{NAME}/README": b"A small model.\n",
    }


@pytest.fixture
def model_zip(zip_of: Callable[..., bytes], model_files: dict[str, bytes]) -> bytes:
    """The archive of that model."""
    return zip_of(model_files)


@pytest.fixture
def entry(model_zip: bytes) -> ModelEntry:
    """The catalogue's entry for that model, with its checksum."""
    digest = hashlib.sha256(model_zip).hexdigest()
    return ModelEntry(
        id="small-xx", language="Test", language_code="xx", name=NAME, size_bytes=len(model_zip),
        licence="Apache-2.0", note="", sha256=digest, sources=("one", "two"),
    )  # fmt: skip


@pytest.fixture
def unvouched(model_zip: bytes) -> ModelEntry:
    """The same entry without a published checksum."""
    return ModelEntry(
        id="small-xx",
        language="Test",
        language_code="xx",
        name=NAME,
        size_bytes=len(model_zip),
        licence="Apache-2.0",
        note="",
    )


@pytest.fixture
def offered(server: ModelServer, entry: ModelEntry, model_zip: bytes) -> Catalogue:
    """A catalogue with that model at the test's server, which serves it."""
    server.content = model_zip
    return Catalogue(schema_version=1, base_url=server.url, default="small-xx", model=(entry,))
