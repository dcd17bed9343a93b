"""What can go wrong with the team's server, one class a cause; an import leaf of `app.team`."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from app.store.errors import BrokenStoreError, StoreError

_NAMED: Final = 3
"""Ids in one sentence; more are counted."""


class TeamError(StoreError):
    """The team's server cannot be used, or refuses what was asked for."""

    code = "team"


class NoServerError(TeamError):
    """The settings name no server."""

    code = "team-none"


class UnreachableError(TeamError):
    """The server does not answer, or stopped answering."""

    code = "team-unreachable"


class WrongPasswordError(TeamError):
    """The server does not let this login in."""

    code = "team-password"


class NotSafeError(TeamError):
    """The connection would not be encrypted, or the server is not who it should be."""

    code = "team-tls"


class SchemaError(TeamError):
    """The server's schema is older or newer than this Sotto's, or there is none."""

    code = "team-schema"


class NoRightError(TeamError):
    """The login may not do this."""

    code = "team-rights"


class ServerFullError(TeamError):
    """The server's disk is full."""

    code = "team-full"


class HeldError(TeamError):
    """A legal hold on the server forbids it."""

    code = "team-held"


def damaged_error(sessions: Sequence[UUID]) -> BrokenStoreError:
    """Return the error for sessions of this workstation that are damaged and were left out: one sentence naming them."""
    names = ", ".join(map(str, sessions[:_NAMED])) + (" …" if len(sessions) > _NAMED else "")
    which, they = (
        (f"the session {names}", "it was")
        if len(sessions) == 1
        else (f"{len(sessions):,} sessions ({names})", "they were")
    )
    return BrokenStoreError(
        f"What was kept of {which} is damaged: {they} not synchronised, the others were.",
        "Delete what is damaged, or put back a copy of the database (docs/store.md); until then it is tried again.",
    )
