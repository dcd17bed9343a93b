"""A database of an earlier schema is brought up to date with what it holds."""

from uuid import uuid4

import psycopg
import pytest

from app.store.new_session import rows_of
from app.team import founding
from app.team.founding import found
from app.team.schema import SCHEMAS
from app.team.sending import send_batch
from tests.app.store.conftest import MONDAY, MakeSession
from tests.app.team.conftest import Team


@pytest.mark.parametrize("released", SCHEMAS[:-1])
def test_sessions_of_an_earlier_schema_are_counted(
    administrator: psycopg.Connection, make_session: MakeSession, monkeypatch: pytest.MonkeyPatch, released: str
) -> None:
    """From each released schema: sessions stay, and trends know them at once."""
    name = f"sotto_t_old_{uuid4().hex[:8]}"
    administrator.execute(f"CREATE DATABASE {name}")
    team = Team(administrator, name)
    try:
        with monkeypatch.context() as earlier:
            earlier.setattr(founding, "SCHEMAS", SCHEMAS[: SCHEMAS.index(released) + 1])
            assert found(team.engine, team.server, MONDAY.date()).now == released
        batch = sorted(
            (rows_of(make_session(31 * n, "anna")) for n in range(8)), key=lambda one: one.session["id"].bytes
        )
        with team.engine.begin() as connection:
            send_batch(connection, batch, uuid4())
        done = found(team.engine, team.server)
        assert (done.before, done.now) == (released, SCHEMAS[-1])
        flags = sum(one.session["flags"] for one in batch)
        assert team.execute("SELECT sum(sessions), sum(flags) FROM sotto.week_count") == [(len(batch), flags)]
        assert team.execute("SELECT sum(flags) FROM sotto.week_rule_count") == [(flags,)]
    finally:
        team.engine.dispose()
        administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")
