"""Translates what PostgreSQL and libpq say into one sentence that names the server and what to do.

Place in the flow: everything in `app.team` that talks to the server runs inside `told_plainly`. Never repeats what the
server quotes of a row, nor a password.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy.exc import DBAPIError

from app.team.errors import (
    HeldError,
    NoRightError,
    NotSafeError,
    SchemaError,
    ServerFullError,
    TeamError,
    UnreachableError,
    WrongPasswordError,
)

_KEPT: Final = "Nothing is lost: sessions stay on this computer and are sent later."
_LOGIN_MEND: Final = "Check team.login and keep the right password with `sotto team login`."
_INIT: Final = "Whoever looks after the server runs `sotto team init` with this version of Sotto."

_STATES: Final[tuple[tuple[str, type[TeamError], str, str], ...]] = (
    ("28", WrongPasswordError, "The server {} does not accept this login and password.", _LOGIN_MEND),
    ("3D000", SchemaError, "There is no such database on {}.", f"Check team.database. {_INIT}"),
    ("3F000", SchemaError, "The database {} was not set up for Sotto.", _INIT),
    ("42P01", SchemaError, "The database {} was not set up for this version of Sotto.", _INIT),
    ("42703", SchemaError, "The database {} was not set up for this version of Sotto.", _INIT),
    ("42883", SchemaError, "The database {} was not set up for this version of Sotto.", _INIT),
    ("42501", NoRightError, "This login may not do that on {}.", "Ask whoever looks after the server for the right."),
    ("P0S01", HeldError, "The server {} keeps this session: it is under legal hold.", "Lift the hold first."),
    ("53100", ServerFullError, "The disk of the server {} is full.", _KEPT),
    ("53", UnreachableError, "The server {} has no room for another connection now.", _KEPT),
    ("57P", UnreachableError, "The server {} is stopping or starting.", _KEPT),
    ("25006", UnreachableError, "The server {} is read-only now (a replica, or under maintenance).", _KEPT),
    ("40", UnreachableError, "The server {} was too busy and gave up.", _KEPT),
    ("55P03", UnreachableError, "The server {} was too busy and gave up.", _KEPT),
    ("08", UnreachableError, "The connection to the server {} broke.", _KEPT),
)  # fmt: skip
"""By the beginning of the SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html), the first that fits."""
_WORDS: Final[tuple[tuple[str, type[TeamError], str, str], ...]] = (
    ("does not support SSL", NotSafeError, "The server {} offers no encrypted connection, and Sotto uses no other.",
     "Switch TLS on in the server (ssl = on)."),
    ("root certificate file", NotSafeError, "The certificate of the authority behind {} was not found.",
     "Name its file in team.root_certificate."),
    ("certificate", NotSafeError, "The server {} could not prove who it is.",
     "Name the file of your company's authority in team.root_certificate, and the server as its certificate does."),
    ("SSL error", NotSafeError, "The encrypted connection to {} failed.", "Ask whoever looks after the server."),
    ("no password supplied", WrongPasswordError, "The server {} asks for a password.", _LOGIN_MEND),
    ("password authentication failed", WrongPasswordError, "The server {} does not accept this login and password.",
     _LOGIN_MEND),
    ("no pg_hba.conf entry", WrongPasswordError, "The server {} lets this login or this computer not in.",
     "Whoever looks after the server allows it in pg_hba.conf (docs/team.md)."),
    ("does not exist", SchemaError, "There is no such login or database on {}.",
     f"Check team.login and team.database. {_INIT}"),
    ("too many connections", UnreachableError, "The server {} has no room for another connection now.", _KEPT),
)  # fmt: skip
"""By what libpq says where it gives no SQLSTATE: errors while connecting."""


@contextmanager
def told_plainly(server: str) -> Iterator[None]:
    """Raise what the driver raises within the block as a TeamError; what is nobody's fault but ours passes."""
    try:
        yield
    except DBAPIError as error:
        told = explained(error.orig or error, server)
        if told is None:
            raise
        raise told from error
    except psycopg.Error as error:
        told = explained(error, server)
        if told is None:
            raise
        raise told from error


def explained(error: BaseException, server: str) -> TeamError | None:
    """Return the error for what the driver says, None when it is something that nobody foresaw."""
    state = getattr(error, "sqlstate", None)
    if state:
        for beginning, kind, message, mend in _STATES:
            if state.startswith(beginning):
                return kind(message.format(server), mend)
        return None
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    said = str(error)
    for words, kind, message, mend in _WORDS:
        if words in said:
            return kind(message.format(server), mend)
    return UnreachableError(f"The server {server} does not answer.", _KEPT)
