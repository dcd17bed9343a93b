"""What a bundle of sessions looks like: a file that carries sessions to another machine without a server.

Place in the flow: `app.store.bundles` writes and reads it. Pure.

A bundle is gzip-compressed UTF-8 text, one JSON object a line: a header, one line a session, and a last line with their
number and check sum, so that a file that was cut off is noticed before anything is taken over. Version 1. Everything in
it was redacted when it was kept; there is no sound and no word of the customer.
"""

import gzip
import json
import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import IO, Any, Final, TypeVar
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter, ValidationError

from app.store.errors import BundleError
from app.store.records import KeptCue, KeptDetection, Note, SessionOrigin, SessionState, View
from app.store.scoring import Scoring
from coaching.summary import CallSummary

T = TypeVar("T")
FORMAT: Final = "sotto-sessions"
VERSION: Final = 1
SUFFIX: Final = ".sotto"
_LONGEST_LINE: Final = 64 * 1024 * 1024
"""Bytes: some forty times a call of eight hours. A longer line is no session and shall not fill the memory."""
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2999
"""Far enough from both ends of Python's calendar for any time zone to be shown in."""


@dataclass(frozen=True)
class Carried:
    """One session in a bundle; the moments are ISO 8601 with a zone."""

    __pydantic_config__ = ConfigDict(allow_inf_nan=False)
    id: UUID
    reference: str
    agent: str
    team: str
    origin: SessionOrigin
    state: SessionState
    started_at: datetime
    acknowledged_at: datetime | None
    released_at: datetime | None
    summary: CallSummary
    detections: tuple[KeptDetection, ...]
    cues: tuple[KeptCue, ...]
    scoring: Scoring
    notes: tuple[Note, ...] = ()
    views: tuple[View, ...] = ()
    events: dict[str, Any] | None = field(default=None)
    """As `app.store.event_codec` writes them."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line."""

    made_at: datetime
    made_by: str
    """User and machine."""


_CARRIED: Final = TypeAdapter(Carried)
_HEADER: Final = TypeAdapter(Header)


class BundleWriter:
    """Writes a bundle line by line to a binary stream (already compressing)."""

    def __init__(self, stream: IO[bytes], header: Header) -> None:
        """Write the header."""
        self._stream, self._count, self._sum = stream, 0, sha256()
        self._line({"format": FORMAT, "version": VERSION} | _HEADER.dump_python(header, mode="json"))

    def add(self, session: Carried) -> None:
        """Write one session."""
        self._count += 1
        self._line(_CARRIED.dump_python(session, mode="json"))

    def finish(self) -> int:
        """Write the last line and return how many sessions there are."""
        digest = self._sum.hexdigest()
        self._line({"sessions": self._count, "sha256": digest})
        return self._count

    def _line(self, document: dict[str, Any]) -> None:
        data = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        self._sum.update(data)
        self._stream.write(data)


def read_bundle(stream: IO[bytes], name: str) -> Iterator[Header | Carried]:
    """Yield the header, then the sessions; `name` is only named in errors.

    Raises BundleError naming file and line; the end is checked when everything was yielded, so nothing may be kept for
    good before.
    """
    checked, count = sha256(), 0
    before = checked.hexdigest()
    lines = _lines(stream, name)
    for number, line in enumerate(lines, 1):
        numbers = _Numbers()
        document = _object(line, name, number, numbers)
        if number == 1:
            yield _header(document, name)
        elif "sha256" in document and "sessions" in document:
            if document != {"sessions": count, "sha256": before}:
                raise BundleError(f"{name} was changed or damaged: its check sum is wrong.", AGAIN)
            if next(lines, None) is not None:  # reading on also checks what gzip wrote behind the end
                raise BundleError(f"{name} goes on after its end.", AGAIN)
            return
        else:
            count += 1
            session = _session(document, name, number)
            if not numbers.finite:  # `allow_inf_nan` does not reach into named tuples, and JSON could not keep them
                raise BundleError(f"{name}, line {number}: one of its numbers is none.", AGAIN)
            yield session
        checked.update(line)
        before = checked.hexdigest()
    raise BundleError(f"{name} is incomplete: its end is missing.", AGAIN)


AGAIN: Final = "Export it again. Nothing was imported."


def _lines(stream: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        while line := stream.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise BundleError(f"{name} has a line that is too long for a session.", AGAIN)
            yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BundleError(f"{name} is no bundle of sessions, or is damaged.", AGAIN) from error


class _Numbers:
    """Reads the numbers of a line, and remembers whether all were finite."""

    def __init__(self) -> None:
        self.finite = True

    def read(self, text: str) -> float:
        value = float(text)
        self.finite = self.finite and math.isfinite(value)
        return value


def _object(line: bytes, name: str, number: int, numbers: _Numbers) -> dict[str, Any]:
    try:
        document = json.loads(line, parse_float=numbers.read, parse_constant=numbers.read)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise BundleError(f"{name}, line {number}: this is no session.", AGAIN)
    return document


def _header(document: dict[str, Any], name: str) -> Header:
    if document.get("format") != FORMAT:
        raise BundleError(
            f"{name} is no bundle of sessions.", "They end in .sotto and come from `sotto sessions export`."
        )
    if document.get("version") != VERSION:
        raise BundleError(
            f"{name} was written by another version of Sotto (format {document.get('version')}, this one reads {VERSION}).",
            "Install that version here, or export it there with this one.",
        )
    return _checked(_HEADER, document, name, 1)


def _session(document: dict[str, Any], name: str, number: int) -> Carried:
    session = _checked(_CARRIED, document, name, number)
    if session.state is SessionState.OPEN:
        raise BundleError(f"{name}, line {number}: state: a session that is being written is in no bundle.", AGAIN)
    for moment in _moments(session):
        if moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise BundleError(f"{name}, line {number}: {moment} is no moment of a call.", AGAIN)
    return session


def _moments(session: Carried) -> Iterator[datetime]:
    """Yield every moment that is in the session."""
    disputes = [kept.dispute for kept in session.detections if kept.dispute is not None]
    of_session = (session.started_at, session.acknowledged_at, session.released_at)
    of_disputes = (moment for dispute in disputes for moment in (dispute.raised_at, dispute.resolved_at))
    yield from (moment for moment in (*of_session, *of_disputes) if moment is not None)
    yield from (note.written_at for note in session.notes)
    yield from (view.viewed_at for view in session.views)


def _checked(adapter: TypeAdapter[T], document: dict[str, Any], name: str, number: int) -> T:
    try:
        return adapter.validate_python(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BundleError(f"{name}, line {number}: {place}: {first['msg']}.", AGAIN) from None
