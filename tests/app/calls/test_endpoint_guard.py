"""What may pass the local endpoint: nothing without the token, nothing from a web page, nothing large."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calls.endpoint_guard import BODY_MOST, Allowed, Refusal, check
from app.calls.state import CallVerb

TOKEN = "correct-horse"  # noqa: S105
PORT = 27613
GOOD = {"host": f"127.0.0.1:{PORT}", "authorization": f"Bearer {TOKEN}"}
NAMES = ["host", "origin", "authorization", "content-length", "content-type", "transfer-encoding", "sec-fetch-site"]
VALUES = st.one_of(
    st.text(string.printable, max_size=30),
    st.sampled_from([*GOOD.values(), "evil.example", "http://localhost", "null", "17", "99999", "application/json"]),
)
HEADERS = st.dictionaries(st.sampled_from(NAMES), VALUES)
PATHS = st.one_of(
    st.sampled_from(["/", "/v1/call", "/v1/call/", "/v1/call/../call", *(f"/v1/call/{verb}" for verb in CallVerb)]),
    st.text(max_size=20),
)


def asked(method: str = "POST", path: str = "/v1/call/start", **headers: str | None) -> Refusal | Allowed:
    """Check a good request with some headers changed; None leaves one out."""
    merged = GOOD | {name.replace("_", "-"): value for name, value in headers.items()}
    present = {name: value for name, value in merged.items() if value is not None}
    return check(method, path, present, token=TOKEN, port=PORT)


def status(verdict: Refusal | Allowed) -> int:
    """Return the status of a refusal, 200 for what may pass."""
    return verdict.status if isinstance(verdict, Refusal) else 200


@pytest.mark.parametrize("verb", CallVerb)
def test_a_softphone_may_do_what_a_call_needs(verb: CallVerb) -> None:
    """A local program with the token may use each verb, and ask for the state."""
    assert asked(path=f"/v1/call/{verb}") == Allowed(verb, 0)
    assert asked("GET", "/v1/call") == Allowed(None, 0)
    assert asked(host=f"localhost:{PORT}") == Allowed(CallVerb.START, 0)
    good = asked(content_length="17", content_type="application/json; charset=utf-8")
    assert good == Allowed(CallVerb.START, 17)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT}"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"host": "evil.example"}, 403),
        ({"host": f"evil.example:{PORT}"}, 403),
        ({"host": "127.0.0.1"}, 403),
        ({"host": f"127.0.0.1:{PORT},evil.example"}, 403),
        ({"host": None}, 403),
        ({"authorization": None}, 401),
        ({"authorization": "Bearer"}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer größer"}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"content_length": "-1"}, 400),
        ({"content_length": "5,5"}, 400),
        ({"content_length": "٣"}, 400),
        ({"content_length": str(BODY_MOST + 1)}, 413),
        ({"content_length": "9" * 5_000}, 413),
        ({"content_length": "5", "content_type": "text/plain"}, 415),
        ({"content_length": "5"}, 415),
        ({"transfer_encoding": "chunked"}, 411),
    ],
)
def test_everything_else_is_refused(headers: dict[str, str | None], expected: int) -> None:
    """Web pages, rebound names, strangers, plain forms and large bodies are each refused with their status."""
    assert status(asked(**headers)) == expected


def test_methods_and_paths_are_exact() -> None:
    """Reading needs GET, doing needs POST, and there is no other path."""
    assert status(asked("GET", "/v1/call/start")) == 405
    assert status(asked("POST", "/v1/call")) == 405
    assert status(asked("POST", "/v1/call/quit")) == 404
    assert status(asked("POST", "/v1/call/start/")) == 404


def test_an_empty_token_lets_nobody_in() -> None:
    """Without a token of its own the endpoint refuses everybody."""
    assert status(check("GET", "/v1/call", GOOD | {"authorization": "Bearer "}, token="", port=PORT)) == 401


@given(st.sampled_from(["GET", "POST", "PUT", "OPTIONS", ""]), PATHS, HEADERS)
def test_nothing_passes_that_should_not(method: str, path: str, headers: dict[str, str]) -> None:
    """Whatever is sent: what passes has the token, a local host, no origin, a known path and a small JSON body."""
    verdict = check(method, path, headers, token=TOKEN, port=PORT)
    if isinstance(verdict, Allowed):
        assert headers["authorization"].split(" ", 1)[1].strip() == TOKEN
        assert headers["host"].lower() in {f"127.0.0.1:{PORT}", f"localhost:{PORT}"}
        assert "origin" not in headers
        assert verdict.body_bytes <= BODY_MOST
        assert (method, path) in {("GET", "/v1/call"), ("POST", f"/v1/call/{verdict.verb}")}
    else:
        assert 400 <= verdict.status < 500
