"""Connections: encrypted or none, and one sentence for each thing that can be wrong."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.team.connecting import Server, connect
from app.team.errors import (
    NoServerError,
    NotSafeError,
    SchemaError,
    ServerFullError,
    TeamError,
    UnreachableError,
    WrongPasswordError,
)
from app.team.failures import explained
from app.team.settings import TeamSettings
from tests.app.team.cluster import Cluster, start_cluster

PASSWORD = "correct horse"  # noqa: S105  of a server that lives as long as these tests


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path]]:
    """Return a server that wants TLS and passwords, and the file of the authority behind its certificate."""
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "server.key", folder / "server.crt"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=sotto.test",
         "-addext", "subjectAltName=DNS:sotto.test", "-keyout", key, "-out", certificate],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is not installed")
    cluster = start_cluster(
        folder,
        "ssl = on", f"ssl_cert_file = '{certificate}'", f"ssl_key_file = '{key}'", "listen_addresses = '127.0.0.1'",
        hba="local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n",
        private=(key,),
    )  # fmt: skip
    with psycopg.connect(cluster.conninfo, autocommit=True) as administrator:
        administrator.execute(f"CREATE ROLE anna LOGIN PASSWORD '{PASSWORD}'")
    yield cluster, certificate
    cluster.stop()


@pytest.fixture
def by_name(secured: tuple[Cluster, Path], monkeypatch: pytest.MonkeyPatch) -> Server:
    """Return the server as a workstation names it: by a name that is not loopback (found without DNS)."""
    cluster, certificate = secured
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    return Server("sotto.test", cluster.port, "postgres", "anna", "verify-full", str(certificate), PASSWORD)


def test_a_server_that_proves_its_name_is_believed(by_name: Server) -> None:
    """With the authority's file and the name of the certificate the connection is there, and encrypted."""
    with connect(by_name) as connection:
        assert connection.pgconn.ssl_in_use


def test_another_name_or_authority_is_not_believed(by_name: Server) -> None:
    """A server with a certificate for another name, or of an unknown authority, gets no password."""
    for wrong in (replace(by_name, host="other.test"), replace(by_name, root_certificate="")):
        with pytest.raises(NotSafeError):
            connect(wrong)


def test_only_the_explicit_setting_believes_any_server(by_name: Server) -> None:
    """`require` encrypts without asking for the name."""
    with connect(replace(by_name, host="other.test", tls="require", root_certificate="")) as connection:
        assert connection.pgconn.ssl_in_use


def test_environment_variables_do_not_weaken_it(by_name: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """PGSSLMODE=disable changes nothing."""
    monkeypatch.setenv("PGSSLMODE", "disable")
    monkeypatch.setenv("PGGSSENCMODE", "require")
    with connect(by_name) as connection:
        assert connection.pgconn.ssl_in_use


def test_a_wrong_password_is_told_and_never_repeated(by_name: Server) -> None:
    """The sentence names the server and the mend, not the password."""
    with pytest.raises(WrongPasswordError) as raised:
        connect(replace(by_name, password="battery staple"))  # noqa: S106
    assert "sotto.test" in raised.value.message
    assert "battery staple" not in f"{raised.value}{raised.value.__cause__}"


def test_a_server_without_tls_is_refused(administrator: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not loopback by name and no encryption offered: no connection."""
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.1")
    if administrator.execute("SHOW ssl").fetchone() != ("off",):
        pytest.skip("this machine's server offers TLS")
    plain = Server("sotto.test", administrator.info.port, "postgres", "postgres", "require")
    with pytest.raises(NotSafeError, match="offers no encrypted connection"):
        connect(plain)


def test_nothing_there_is_unreachable() -> None:
    """A port that nobody listens on."""
    with pytest.raises(UnreachableError, match="does not answer"):
        connect(Server("127.0.0.1", 1, "sotto", "anna"))


def test_a_missing_database_is_told(administrator: psycopg.Connection) -> None:
    """The name of a database that is not there."""
    info = administrator.info
    with pytest.raises(SchemaError, match="no such login or database"):
        connect(Server(info.host, info.port, "sotto_never_made", info.user, password=info.password or None))


def test_a_missing_certificate_file_is_named(tmp_path: Path) -> None:
    """The file that the setting names is not there."""
    with pytest.raises(NotSafeError, match="no certificate file"):
        connect(Server("db.test", 5432, "sotto", "anna", root_certificate=str(tmp_path / "none.pem")))


def test_no_server_is_no_error_of_the_network() -> None:
    """Without team.server there is one sentence."""
    with pytest.raises(NoServerError, match="No team server is set"):
        Server.of(TeamSettings())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "/var/run/postgresql"])
def test_only_this_computer_is_loopback(host: str) -> None:
    """Loopback addresses, localhost and sockets; nothing that only looks like them."""
    assert Server(host, 5432, "sotto", "anna").is_loopback
    for other in ("127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "db"):
        assert Server(other, 5432, "sotto", "anna").parameters()["sslmode"] == "verify-full"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull("could not extend file"), ServerFullError),
        (psycopg.errors.InvalidPassword("x"), WrongPasswordError),
        (psycopg.errors.AdminShutdown("x"), UnreachableError),
        (psycopg.errors.ReadOnlySqlTransaction("x"), UnreachableError),
        (psycopg.errors.UndefinedTable("x"), SchemaError),
        (psycopg.errors.TooManyConnections("x"), UnreachableError),
        (psycopg.OperationalError("server closed the connection unexpectedly"), UnreachableError),
    ],
)
def test_each_cause_has_its_own_error(error: psycopg.Error, kind: type[TeamError]) -> None:
    """What the driver raises becomes one sentence that names the server."""
    told = explained(error, "db:5432/sotto")
    assert type(told) is kind
    assert "db:5432/sotto" in told.message


@given(st.text())
def test_what_nobody_foresaw_passes(said: str) -> None:
    """A programming error is no excuse of the network's."""
    assert explained(psycopg.ProgrammingError(said), "db") is None
