"""The endpoint for real, over localhost."""

import http.client
import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from app.calls.desk import CallDesk
from app.calls.endpoint import CallEndpoint, EndpointError, asked_of
from app.calls.state import CallPhase, Origin

TOKEN = "a-token-of-this-test"  # noqa: S105


@pytest.fixture
def desk() -> CallDesk:
    """Give a desk whose clock stands."""
    return CallDesk(clock=lambda: 1_700_000_000.0)


@pytest.fixture
def endpoint(desk: CallDesk) -> Iterator[CallEndpoint]:
    """Give an open endpoint on a free port."""
    opened = CallEndpoint(desk, TOKEN, 0)
    yield opened
    opened.close()


def send(
    endpoint: CallEndpoint, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, Any]]:
    """Send one request as a softphone would, and return status and document."""
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    sent = {"Authorization": f"Bearer {TOKEN}"} | ({"Content-Type": "application/json"} if body else {}) | headers
    connection.request(method, path, body, sent)
    answer = connection.getresponse()
    document = json.loads(answer.read() or b"{}")
    connection.close()
    return answer.status, document


def test_a_softphone_begins_holds_and_ends_a_call(endpoint: CallEndpoint, desk: CallDesk) -> None:
    """The whole life of a call over HTTP, with the state after each step in the reply."""
    assert send(endpoint, "GET", "/v1/call") == (200, {"state": "idle", "reference": None, "since": None})
    begun = {"state": "in-call", "reference": "4711", "since": "2023-11-14T22:13:20+00:00"}
    assert send(endpoint, "POST", "/v1/call/start", b'{"reference": "4711"}') == (200, begun)
    assert desk.state.origin is Origin.ENDPOINT
    assert send(endpoint, "POST", "/v1/call/hold")[1]["state"] == "hold"
    assert send(endpoint, "POST", "/v1/call/resume")[1]["state"] == "in-call"
    assert send(endpoint, "POST", "/v1/call/end")[1]["state"] == "ended"


def test_what_does_not_fit_is_a_conflict(endpoint: CallEndpoint) -> None:
    """Ending a call that is not there is refused with the sentence that the user would read."""
    status, document = send(endpoint, "POST", "/v1/call/end")
    assert status == 409
    assert document["error"].startswith("No call is under way.")


@pytest.mark.parametrize(
    "body",
    [
        b"x",
        b"[]",
        b'{"reference": 5}',
        b'{"ref": "1"}',
        b'{"agenda": "x"}',
        b'{"agenda": [1]}',
        b"\xff\xfe",
        b"[" * 2_000,
    ],
)
def test_bad_bodies_are_refused(endpoint: CallEndpoint, desk: CallDesk, body: bytes) -> None:
    """A body that is not the documented JSON does nothing."""
    assert send(endpoint, "POST", "/v1/call/start", body)[0] == 400
    assert desk.state.phase is CallPhase.IDLE


def test_strangers_and_web_pages_are_refused(endpoint: CallEndpoint, desk: CallDesk) -> None:
    """Without the token, with an origin or under another name nothing happens."""
    assert send(endpoint, "POST", "/v1/call/start", Authorization="Bearer wrong")[0] == 401
    assert send(endpoint, "POST", "/v1/call/start", Origin="https://evil.example")[0] == 403
    assert send(endpoint, "POST", "/v1/call/start", Host=f"evil.example:{endpoint.port}")[0] == 403
    assert send(endpoint, "OPTIONS", "/v1/call/start", Origin="https://evil.example")[0] == 403
    assert send(endpoint, "POST", "/v1/call/start", b"{}" + b" " * 17_000)[0] == 413
    assert desk.state.phase is CallPhase.IDLE


def test_no_page_is_ever_allowed_to_read(endpoint: CallEndpoint) -> None:
    """No reply carries a CORS header, nor says which Python serves it."""
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    connection.request("GET", "/v1/call", headers={"Authorization": f"Bearer {TOKEN}"})
    answer = connection.getresponse()
    answer.read()
    names = {name.lower() for name, _ in answer.getheaders()}
    assert not any(name.startswith("access-control") for name in names)
    assert "python" not in (answer.getheader("Server") or "").lower()
    connection.close()


def test_only_this_machine_can_reach_it(endpoint: CallEndpoint) -> None:
    """It listens at 127.0.0.1 and at no other address."""
    assert endpoint._server.server_address[0] == "127.0.0.1"


def test_doubled_headers_do_not_pass(endpoint: CallEndpoint, desk: CallDesk) -> None:
    """Two Host or Content-Length headers are refused: nothing may read them differently."""
    for extra in (f"Host: 127.0.0.1:{endpoint.port}\r\n", "Content-Length: 0\r\nContent-Length: 5\r\n"):
        with socket.create_connection(("127.0.0.1", endpoint.port), timeout=10) as raw:
            head = f"POST /v1/call/start HTTP/1.1\r\nHost: 127.0.0.1:{endpoint.port}\r\n{extra}"
            raw.sendall(f"{head}Authorization: Bearer {TOKEN}\r\n\r\n".encode())
            assert raw.recv(64).split()[1] in {b"400", b"403"}
    assert desk.state.phase is CallPhase.IDLE


def test_a_taken_port_is_said(endpoint: CallEndpoint, desk: CallDesk) -> None:
    """A port in use gives one sentence naming it and the setting."""
    with pytest.raises(EndpointError, match=rf"port {endpoint.port} .*calls.endpoint_port"):
        CallEndpoint(desk, TOKEN, endpoint.port)


def test_the_reference_may_be_left_out() -> None:
    """No body, an empty object and null all mean: no reference."""
    assert {asked_of(body) for body in (b"", b"{}", b'{"reference": null, "agenda": null}')} == {("", None)}


def test_a_crm_gives_the_agenda_of_a_call(endpoint: CallEndpoint, desk: CallDesk) -> None:
    """With the start of the call, or while it goes on; one that cannot be read is refused and changes nothing."""
    assert send(endpoint, "POST", "/v1/call/agenda", b'{"agenda": ["x"]}')[0] == 409
    send(endpoint, "POST", "/v1/call/start", b'{"reference": "1", "agenda": ["verify identity", "offer survey"]}')
    assert desk.state.agenda == "verify identity; offer survey"
    status, document = send(endpoint, "POST", "/v1/call/agenda", b'{"agenda": ["offer (survey"]}')
    assert (status, "never closed" in document["error"]) == (409, True)
    assert desk.state.agenda == "verify identity; offer survey"
    assert send(endpoint, "POST", "/v1/call/agenda", b'{"agenda": []}')[1]["state"] == "in-call"
    assert desk.state.agenda == ""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_other_methods_do_nothing(method: str, endpoint: CallEndpoint, desk: CallDesk) -> None:
    """Only GET and POST mean anything; a HEAD is answered without a body."""
    status, document = send(endpoint, method, "/v1/call/start")
    assert status == 405
    assert bool(document) is (method != "HEAD")
    assert desk.state.phase is CallPhase.IDLE


def test_a_client_that_says_nothing_keeps_nobody_waiting(endpoint: CallEndpoint) -> None:
    """While silent clients hold connections open, the softphone is answered."""
    silent = [socket.create_connection(("127.0.0.1", endpoint.port), timeout=10) for _ in range(4)]
    try:
        assert send(endpoint, "GET", "/v1/call")[0] == 200
    finally:
        for connection in silent:
            connection.close()


def test_a_closed_endpoint_answers_nobody(desk: CallDesk) -> None:
    """After closing the port is free again."""
    first = CallEndpoint(desk, TOKEN, 0)
    port = first.port
    first.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


@pytest.mark.usefixtures("brackets")
def test_refusals_pass_translation(endpoint: CallEndpoint) -> None:
    """What a softphone is told of a call is what the user would read, in the user's language."""
    assert send(endpoint, "POST", "/v1/call/end")[1]["error"].startswith("⟦No call is under way.⟧")
    send(endpoint, "POST", "/v1/call/start", b'{"reference": "1"}')
    again = send(endpoint, "POST", "/v1/call/start", b'{"reference": "2"}')
    assert again == (409, {"error": "⟦The call 1 is still under way.⟧ ⟦End it first.⟧"})
