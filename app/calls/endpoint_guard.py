"""Decides whether an HTTP request to the local endpoint may be answered. Pure, so that it can be tested to death.

Place in the flow: `app.calls.endpoint` asks before anything else is done. Against web pages: no `Origin` (browsers send
it with every request across origins), `Host` must be this machine by address (else a rebound DNS name could pass), JSON
only (what a plain form cannot send). Against other users: the bearer token, compared in constant time.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.calls.requests import REQUEST_MOST
from app.calls.state import CallVerb

BODY_MOST: Final = REQUEST_MOST
PREFIX: Final = "/v1/call"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: HTTP status and one sentence."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a request asks for; `verb` None asks for the state alone."""

    verb: CallVerb | None
    body_bytes: int


def check(method: str, path: str, headers: Mapping[str, str], *, token: str, port: int) -> Refusal | Allowed:
    """Return what the request may do. `headers` have lower-case names; several of one name are joined by commas."""
    refusal = _foreign(headers, port) or _unknown(headers, token)
    return refusal or _asked(method, path, headers)


def _foreign(headers: Mapping[str, str], port: int) -> Refusal | None:
    if "origin" in headers or headers.get("sec-fetch-site", "none") != "none":
        return Refusal(403, "Web pages may not use this endpoint.")
    if headers.get("host", "").lower() not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
        return Refusal(403, f"Call this endpoint as 127.0.0.1:{port}.")
    return None


def _unknown(headers: Mapping[str, str], token: str) -> Refusal | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    known = hmac.compare_digest(given.strip().encode(), token.encode())
    if not token or scheme.lower() != "bearer" or not known:
        return Refusal(401, "Send the token that “sotto call token” shows: Authorization: Bearer TOKEN.")
    return None


def _asked(method: str, path: str, headers: Mapping[str, str]) -> Refusal | Allowed:
    if path == PREFIX:
        return Allowed(None, 0) if method == "GET" else Refusal(405, "Only GET is possible here.")
    verb = path.removeprefix(f"{PREFIX}/")
    if verb == path or verb not in set(CallVerb):
        return Refusal(404, f"There is only {PREFIX} and {PREFIX}/ with {', '.join(CallVerb)}.")
    if method != "POST":
        return Refusal(405, "Only POST is possible here.")
    body = _body_bytes(headers)
    return body if isinstance(body, Refusal) else Allowed(CallVerb(verb), body)


def _body_bytes(headers: Mapping[str, str]) -> Refusal | int:
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers:
        return Refusal(411, "Send a Content-Length.")
    if not (length.isascii() and length.isdigit()):
        return Refusal(400, "Content-Length must be one whole number.")
    if len(length) > 9 or int(length) > BODY_MOST:
        return Refusal(413, f"The body may have at most {BODY_MOST} bytes.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if int(length) and kind != "application/json":
        return Refusal(415, "Send JSON: Content-Type: application/json.")
    return int(length)
