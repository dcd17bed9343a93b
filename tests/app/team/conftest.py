"""A real PostgreSQL: the one that runs on this machine, or one that the tests start; each test has a database of its own."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from app.store.opening import open_store
from app.store.repository import Store
from app.team.connecting import Server, engine_of
from app.team.founding import found
from app.team.members import Member, add_member
from app.team.settings import TeamSettings
from app.team.sync import SyncReport, TeamSync
from app.team.team_store import TeamStore, open_team_store
from tests.app.store.conftest import MONDAY, make_session, rulebook, summary
from tests.app.team.cluster import Cluster, start_cluster

__all__ = ["make_session", "rulebook", "summary"]

PASSWORD = "correct horse"  # noqa: S105  of logins that live as long as a test
WANTED = os.environ.get("SOTTO_TEST_POSTGRES", "host=127.0.0.1 port=5432 user=postgres")


@pytest.fixture(scope="session")
def administrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection]:
    """Return a superuser's connection; skip where there is no server and none can be started."""
    cluster: Cluster | None = None
    try:
        connection = psycopg.connect(f"{WANTED} dbname=postgres connect_timeout=3", autocommit=True)
    except psycopg.OperationalError:
        cluster = start_cluster(tmp_path_factory.mktemp("postgres"))
        connection = psycopg.connect(cluster.conninfo, autocommit=True)
    yield connection
    connection.close()
    if cluster is not None:
        cluster.stop()


class Team:
    """A founded database and its logins."""

    def __init__(self, administrator: psycopg.Connection, database: str) -> None:
        info = administrator.info
        self.administrator, self.logins = administrator, []
        self.server = Server(info.host, info.port, database, info.user, password=info.password or None)
        self.engine = engine_of(self.server)

    def as_login(self, name: str) -> Server:
        """Return the server as this login sees it."""
        login = f"{name}_{self.server.database}"
        return Server(self.server.host, self.server.port, self.server.database, login, password=PASSWORD)

    def member(
        self, name: str, role: str = "agent", team: str | None = "north", supervises: tuple[str, ...] = ()
    ) -> Server:
        """Add a member; an agent's sessions bear `name`."""
        server = self.as_login(name)
        agent = None if role == "supervisor" else name
        add_member(
            self.engine, self.server, Member(server.login, role, name.title(), agent, team, supervises), "secret"
        )
        self.logins.append(server.login)
        return server

    def settings(self, server: Server, **changes: object) -> TeamSettings:
        """Return the settings of a workstation of this login."""
        return TeamSettings(
            server=server.host, port=server.port, database=server.database, login=server.login, **changes
        )

    def sync(self, store: Store, server: Server, **changes: object) -> SyncReport:
        """Synchronise a workstation once."""
        with TeamSync(store, self.settings(server, **changes), server) as sync:
            return sync.run()

    def execute(self, query: str, *parameters: object) -> list[tuple]:
        """Run a query as a superuser, whom no rule binds."""
        with self.engine.begin() as connection:
            result = connection.exec_driver_sql(query, parameters)
            return [tuple(row) for row in result] if result.returns_rows else []


@pytest.fixture(scope="session")
def founded(administrator: psycopg.Connection) -> Iterator[str]:
    """Return the name of a founded, empty database to copy: founding takes seconds."""
    name = f"sotto_t_{os.getpid()}_{uuid4().hex[:6]}"
    administrator.execute(f"CREATE DATABASE {name}")
    team = Team(administrator, name)
    found(team.engine, team.server, MONDAY.date())
    team.engine.dispose()
    yield name
    administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def fresh_team(administrator: psycopg.Connection, founded: str) -> Iterator[Team]:
    """Give a team without members, in a copy of `founded`."""
    name = f"{founded}_{uuid4().hex[:6]}"
    administrator.execute(f"CREATE DATABASE {name} TEMPLATE {founded}")
    administrator.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    administrator.execute(f"GRANT CONNECT ON DATABASE {name} TO sotto_agent, sotto_supervisor")
    made = Team(administrator, name)
    yield made
    made.engine.dispose()
    administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")
    for login in made.logins:
        administrator.execute(f'DROP ROLE "{login}"')


@pytest.fixture
def team(administrator: psycopg.Connection, founded: str) -> Iterator[Team]:
    """Return a team without members."""
    with fresh_team(administrator, founded) as made:
        yield made


@pytest.fixture
def workstation(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Return a function that opens the store of a workstation by name."""
    with contextlib.ExitStack() as stack:
        yield lambda name="anna": stack.enter_context(open_store(tmp_path / name / "sessions.db"))


@pytest.fixture
def opened() -> Iterator[Callable[[Team, Server], TeamStore]]:
    """Return a function that opens the team's store as a login."""
    with contextlib.ExitStack() as stack:
        yield lambda team, server: stack.enter_context(open_team_store(team.settings(server), server))


@contextlib.contextmanager
def raw(server: Server) -> Iterator[psycopg.Connection]:
    """Give a connection as a thief with the login's password would open it: without Sotto."""
    with psycopg.connect(
        host=server.host, port=server.port, dbname=server.database, user=server.login, password=server.password,
        autocommit=True, options="-c search_path=sotto",
    ) as connection:  # fmt: skip
        yield connection
