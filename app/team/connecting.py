"""Connections to the team's server: encrypted unless it is this very computer, one login a person.

Place in the flow: `app.team.team_store`, `sync` and `founding` get their engine here; nothing else opens a connection.
"""

import getpass
import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy import Engine, QueuePool, create_engine

from app.team.errors import NoServerError, NotSafeError
from app.team.failures import told_plainly
from app.team.passwords import kept_password
from app.team.settings import TeamSettings

CONNECT_S: Final = 10
"""How long a server may take to answer at first; a person waits for it in `sotto team status`."""
_DEAD_AFTER_MS: Final = 30_000
"""Sent but not acknowledged for so long: the line is dead (TCP_USER_TIMEOUT)."""
_KEEPALIVE_S: Final = 15
_SESSION: Final = (
    "SET search_path = sotto, pg_temp; SET timezone = 'UTC'; SET statement_timeout = '120s'; "
    # Compiling costs more than it saves with many partitions and short questions.
    "SET jit = off; SET idle_in_transaction_session_timeout = '120s'"
)


@dataclass(frozen=True)
class Server:
    """Where the server is and who asks; the password is looked up when a connection is opened."""

    host: str
    port: int
    database: str
    login: str
    tls: str = "verify-full"
    root_certificate: str = ""
    password: str | None = field(default=None, repr=False)
    """Only where it was typed just now; None: the key store's, else libpq's own ways."""

    @classmethod
    def of(cls, settings: TeamSettings) -> "Server":
        """Return the server of the settings. Raises NoServerError when they name none."""
        host = settings.server.strip()
        if not host:
            raise NoServerError(
                "No team server is set.", "Name it with `sotto settings set team.server NAME` (docs/team.md)."
            )
        login = settings.login.strip() or getpass.getuser()
        return cls(host, settings.port, settings.database, login, settings.tls, settings.root_certificate)

    @property
    def name(self) -> str:
        """Return the server's name for people."""
        return f"{self.host}:{self.port}/{self.database}"

    @property
    def account(self) -> str:
        """Return the name under which the key store keeps the password."""
        return f"{self.login}@{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this computer: a loopback address, "localhost" or the folder of its socket."""
        if self.host.startswith("/") or self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def parameters(self) -> dict[str, Any]:
        """Return libpq's parameters; each that concerns safety is set, so that no environment variable can weaken it."""
        result: dict[str, Any] = {
            "host": self.host, "port": self.port, "dbname": self.database, "user": self.login,
            "connect_timeout": CONNECT_S, "application_name": "sotto", "gssencmode": "disable",
            "sslmode": "prefer" if self.is_loopback else self.tls,
            "keepalives_idle": _KEEPALIVE_S, "keepalives_interval": 5, "keepalives_count": 3,
            "tcp_user_timeout": _DEAD_AFTER_MS, "target_session_attrs": "any",
        }  # fmt: skip
        if not self.is_loopback and self.tls == "verify-full":
            result["sslrootcert"] = self.root_certificate or "system"
        password = self.password if self.password is not None else kept_password(self.account)
        return result if password is None else result | {"password": password}


def connect(server: Server) -> "psycopg.Connection[Any]":
    """Open one connection, ready for Sotto's tables. Raises TeamError with one sentence."""
    if server.root_certificate and not Path(server.root_certificate).is_file():
        raise NotSafeError(f"There is no certificate file {server.root_certificate}.", "Mend team.root_certificate.")
    with told_plainly(server.name):
        # No prepared statements: poolers that hand connections on lose them, and plans shall know the dates asked for.
        connection = psycopg.connect(**server.parameters(), prepare_threshold=None, autocommit=True)
        try:
            _check_encrypted(server, connection)
            connection.execute(_SESSION)
            connection.autocommit = False
        except BaseException:
            connection.close()
            raise
    return connection


def _check_encrypted(server: Server, connection: "psycopg.Connection[Any]") -> None:
    """Libpq was told so already; this is the second lock on the same door."""
    if not server.is_loopback and not connection.pgconn.ssl_in_use:
        raise NotSafeError(f"The connection to {server.name} is not encrypted.", "Switch TLS on in the server.")


def engine_of(server: Server) -> Engine:
    """Return an engine whose connections `connect` opens when they are first needed."""
    return create_engine(
        "postgresql+psycopg://", creator=lambda: connect(server), poolclass=QueuePool, pool_size=2, max_overflow=4,
        pool_pre_ping=True, pool_recycle=1800,
    )  # fmt: skip
