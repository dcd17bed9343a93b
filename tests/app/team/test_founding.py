"""Setting up the team's database, its months, and what a Sotto of another version is told."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import psycopg
import pytest

from app.store.models import Base, SentSession, SessionChunk, TeamLink
from app.store.repository import Store
from app.team.errors import NoRightError, SchemaError, TeamError
from app.team.founding import found
from app.team.members import Member, add_member, members
from app.team.schema import SCHEMAS
from tests.app.store.conftest import MakeSession
from tests.app.team.conftest import Team

ON_WORKSTATIONS_ONLY = {SessionChunk.__tablename__, SentSession.__tablename__, TeamLink.__tablename__}


def test_founding_again_changes_nothing(team: Team) -> None:
    """The second time finds schema and months as they are."""
    again = found(team.engine, team.server, date(2026, 3, 2))
    assert (again.before, again.now, again.months) == (SCHEMAS[-1], SCHEMAS[-1], 0)


def test_every_column_of_the_models_is_there(team: Team) -> None:
    """What the store's models name exists on the server, so that the same queries run on both."""
    found_columns = set(
        team.execute(
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'sotto'"
        )
    )
    wanted = {
        (table.name, column.name)
        for table in Base.metadata.tables.values() if table.name not in ON_WORKSTATIONS_ONLY
        for column in table.columns
    }  # fmt: skip
    assert wanted <= found_columns


def test_a_newer_schema_is_left_alone(team: Team) -> None:
    """A database of a later version is neither used nor changed."""
    team.execute("UPDATE sotto.alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match="newer schema"):
        found(team.engine, team.server)
    with pytest.raises(SchemaError, match="newer schema"):
        members(team.engine, team.server)


def test_a_login_without_the_right_founds_nothing(team: Team) -> None:
    """An agent's login that tries to set up the database is told what is missing."""
    server = team.member("anna")
    from app.team.connecting import engine_of

    engine = engine_of(server)
    with pytest.raises(NoRightError, match="may not create roles"):
        found(engine, server)
    engine.dispose()


def test_a_superuser_is_no_member(team: Team) -> None:
    """A login that no rule binds cannot be made an agent or supervisor."""
    with pytest.raises(TeamError, match="superuser"):
        add_member(team.engine, team.server, Member(team.server.login, "agent", "Root", "root", "north"))


def test_a_members_password_is_never_in_a_statement(team: Team, administrator: psycopg.Connection) -> None:
    """The server is sent the scrambled form, which is also what it keeps."""
    server = team.member("anna")
    (kept,) = administrator.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", (server.login,)).fetchone()
    assert kept.startswith("SCRAM-SHA-256$")


def test_months_ahead_are_made_when_they_are_missing(team: Team) -> None:
    """A month that is gone is made again, for every table, by the call that each synchronisation makes."""
    ahead = datetime.now(tz=UTC).date().replace(day=1)
    month = f"{(ahead.year * 12 + ahead.month - 1 + 3) // 12}_{(ahead.month - 1 + 3) % 12 + 1:02d}"
    for table in ("view_log", "note", "cue", "detection", "session_body", "session"):
        team.execute(f"DROP TABLE sotto.{table}_{month}")
    assert team.execute("SELECT sotto.keep_months()") == [(6,)]
    assert team.execute("SELECT sotto.keep_months()") == [(0,)]


def test_a_month_goes_at_once_unless_one_of_it_is_held(
    team: Team, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Retention drops March whole, with every row of its sessions; a legal hold stops it."""
    server, store = team.member("anna"), workstation("anna")
    store.add([make_session(0, "anna"), make_session(24 * 31, "anna")])
    team.sync(store, server)
    team.execute("UPDATE sotto.session SET legal_hold = true WHERE started_at < '2026-04-01'")
    with pytest.raises(Exception, match="legal hold"):
        team.execute("SELECT sotto.drop_month('2026-03-01')")
    team.execute("ALTER TABLE sotto.session DISABLE TRIGGER guard")
    team.execute("UPDATE sotto.session SET legal_hold = false")
    assert team.execute("SELECT sotto.drop_month('2026-03-01')") == [(1,)]
    assert team.execute("SELECT count(*) FROM sotto.session") == [(1,)]
    assert team.execute("SELECT count(*) FROM sotto.session_body") == [(1,)]
