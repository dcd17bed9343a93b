"""Sets up a team's database, or brings it to this version's schema: roles, tables by month, rights.

Place in the flow: `sotto team init` as an administrator of the server; never at run time. May be run again any time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, text

from app.team.connecting import Server
from app.team.errors import NoRightError, SchemaError
from app.team.failures import told_plainly
from app.team.schema import SCHEMAS, schema_of

OWNER: Final = "sotto_owner"
AGENT: Final = "sotto_agent"
SUPERVISOR: Final = "sotto_supervisor"
_SCRIPTS: Final = Path(__file__).parent / "migrations"
_BACK: Final = timedelta(days=92)
"""Sessions that workstations kept before there was a server; older ones go into the catch-all partition."""


@dataclass(frozen=True, slots=True)
class Founded:
    """What `found` did."""

    before: str | None
    """The schema that was there, None for none."""
    now: str
    months: int
    """Partitions that were made."""


def found(engine: Engine, server: Server, first: date | None = None) -> Founded:
    """Set up the database or upgrade it, in one transaction. `first`: make months from there on.

    Raises TeamError; then nothing was changed.
    """
    with told_plainly(server.name), engine.begin() as connection:
        # Two administrators at once: the second waits.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('sotto.found'))"))
        _check_right(connection, server)
        before = schema_of(connection)
        if before is not None and before not in SCHEMAS:
            raise SchemaError(
                f"The database {server.name} has a newer schema ({before}) than this Sotto knows ({SCHEMAS[-1]}).",
                "Use the newer Sotto. Nothing was changed.",
            )
        _make_roles(connection)
        _make_schema(connection, server)
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        if before != SCHEMAS[-1]:
            _run_scripts(connection)
        connection.execute(text(f"GRANT SELECT ON sotto.alembic_version TO {AGENT}, {SUPERVISOR}"))
        today = datetime.now(tz=UTC).date()
        months = connection.execute(
            text("SELECT sotto.make_months(:first, (:today + interval '3 months')::date)"),
            {"first": first or today - _BACK, "today": today},
        ).scalar_one()
    return Founded(before, SCHEMAS[-1], int(months))


def _check_right(connection: Connection, server: Server) -> None:
    query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    if not connection.execute(text(query)).scalar():
        raise NoRightError(
            f"The login {server.login} may not create roles on {server.name}.",
            "Run `sotto team init --admin NAME` with a login that has CREATEROLE and owns the database.",
        )


def _make_roles(connection: Connection) -> None:
    """Make the three roles; nobody logs in as one of them. They are the server's, shared by all its databases."""
    for role in (OWNER, AGENT, SUPERVISOR):
        connection.execute(
            text(f"""DO $$ BEGIN
                CREATE ROLE {role} NOLOGIN NOINHERIT;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$""")
        )
    if not connection.execute(text(f"SELECT pg_has_role(current_user, '{OWNER}', 'member')")).scalar():
        connection.execute(text(f"GRANT {OWNER} TO CURRENT_USER"))


def _make_schema(connection: Connection, server: Server) -> None:
    database = _quoted(connection, server.database)
    for statement in (
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {database} TO {AGENT}, {SUPERVISOR}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"CREATE SCHEMA IF NOT EXISTS sotto AUTHORIZATION {OWNER}",
    ):
        connection.execute(text(statement))


def _run_scripts(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  only an administrator needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMAS[-1])


def _quoted(connection: Connection, name: str) -> str:
    return str(connection.dialect.identifier_preparer.quote(name))
