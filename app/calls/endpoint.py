"""A local HTTP endpoint by which softphones and CRMs begin and end calls; documented in docs/calls.md.

Place in the flow: off unless the settings ask for it. Bound to 127.0.0.1 only; `endpoint_guard` decides what may pass,
`app.calls.desk` does it. Runs in its own thread and keeps no log, as references may be personal.
"""

import json
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from app.calls.desk import CallDesk, state_json
from app.calls.endpoint_guard import Allowed, Refusal, check
from app.calls.errors import CallError
from app.calls.state import CallCommand, Origin, checked_agenda
from app.errors import AppError
from app.translation.words import translate

HOST: Final = "127.0.0.1"
_READ_S: Final = 5.0
"""Longest wait for a client that says nothing."""
_CLIENTS_MOST: Final = 8


class EndpointError(AppError):
    """The endpoint cannot be opened."""

    code = "endpoint"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False  # on Windows it would let another program share the port
    request_queue_size = _CLIENTS_MOST

    def __init__(self, port: int, desk: CallDesk, token: str) -> None:
        self.desk, self.token = desk, token
        self._slots = threading.BoundedSemaphore(_CLIENTS_MOST)
        super().__init__((HOST, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, as long as there are not too many."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Free the slot afterwards."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: the client went away."""


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "Sotto"
    sys_version = ""
    timeout = _READ_S

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_HEAD = do_GET  # noqa: N815

    def _handle(self) -> None:
        self.close_connection = True  # one request a connection: a body that was refused is never read
        port = int(self.server.server_address[1])
        verdict = check(self.command, self.path, self._lower_headers(), token=self.server.token, port=port)
        if isinstance(verdict, Refusal):
            self._send(verdict.status, {"error": verdict.reason})
            return
        try:
            self._send(HTTPStatus.OK, self._done(verdict))
        except CallError as error:
            self._send(HTTPStatus.CONFLICT, {"error": str(error)})
        except (ValueError, RecursionError):
            self._send(HTTPStatus.BAD_REQUEST, {"error": 'The body must be JSON like {"reference": "4711"}.'})

    def _done(self, verdict: Allowed) -> dict[str, Any]:
        body = self.rfile.read(verdict.body_bytes)
        if verdict.verb is None:
            return state_json(self.server.desk.state)
        reference, agenda = asked_of(body)
        command = CallCommand(verdict.verb, reference, Origin.ENDPOINT, agenda)
        return state_json(self.server.desk.ask(command))

    def _lower_headers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in self.headers.items():
            key = name.lower()
            found[key] = f"{found[key]},{value}" if key in found else value
        return found

    def _send(self, status: int, document: Mapping[str, Any]) -> None:
        body = b"" if self.command == "HEAD" else json.dumps(document).encode()
        self.send_response(status)
        for name, value in (
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Keep no log."""


def asked_of(body: bytes) -> tuple[str, str | None]:
    """Return reference and agenda of a JSON body, "" and None where it has none.

    Raises ValueError for anything but the documented fields, CallError when the agenda's items cannot be used.
    """
    if not body:
        return "", None
    found = json.loads(body)
    if not isinstance(found, dict) or set(found) - {"reference", "agenda"}:
        raise ValueError("unexpected fields")
    reference, items = found.get("reference") or "", found.get("agenda")
    if not isinstance(reference, str):
        raise ValueError("the reference is no text")  # noqa: TRY004  one kind of error for every bad body
    if items is None:
        return reference, None
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("the agenda is no list of texts")
    return reference, checked_agenda(items)


class CallEndpoint:
    """The endpoint from open to close."""

    def __init__(self, desk: CallDesk, token: str, port: int) -> None:
        """Open the port and answer from now on; port 0 takes any free one. Raises EndpointError."""
        try:
            self._server = _Server(port, desk, token)
        except OSError as error:
            words = translate("Problems", "The local endpoint cannot use port {port} ({why}).")
            raise EndpointError(
                words.format(port=port, why=error.strerror),
                translate("Problems", "Choose another with the setting calls.endpoint_port."),
            ) from error
        self._thread = threading.Thread(target=self._server.serve_forever, name="call-endpoint", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port in use."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
