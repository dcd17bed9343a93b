"""Which schema the server has, and which this Sotto can work with.

Place in the flow: `app.team.sync` and `team_store` check before anything else; `app.team.founding` upgrades.
"""

from typing import Final

from sqlalchemy import Connection, text

from app.team.errors import SchemaError

SCHEMAS: Final = ("0001", "0002")
"""All released schemas of the team's database, oldest first; the last is that of this version."""


def schema_of(connection: Connection) -> str | None:
    """Return the database's schema, None when it was never set up (or this login may not see it)."""
    if connection.execute(text("SELECT to_regclass('sotto.alembic_version')")).scalar() is None:
        return None
    return str(connection.execute(text("SELECT version_num FROM sotto.alembic_version")).scalar())


def check_schema(connection: Connection, server: str) -> None:
    """Raise SchemaError unless the database has this version's schema."""
    found = schema_of(connection)
    if found == SCHEMAS[-1]:
        return
    init = "Whoever looks after the server runs `sotto team init` with this version of Sotto."
    if found is None:
        raise SchemaError(f"The database {server} was not set up for Sotto, or not for this login.", init)
    if found in SCHEMAS:
        raise SchemaError(f"The database {server} has an older schema ({found}) than this Sotto ({SCHEMAS[-1]}).", init)
    raise SchemaError(
        f"The database {server} has a newer schema ({found}) than this Sotto knows ({SCHEMAS[-1]}).",
        "Install the newer Sotto here. Nothing is lost: sessions stay on this computer until then.",
    )
