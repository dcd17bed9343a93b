"""Members of a team: logins, what they are, and which teams a supervisor looks after.

Place in the flow: `sotto team member add|remove|list`, as an administrator of the server.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, text

from app.team.connecting import Server
from app.team.errors import TeamError
from app.team.failures import told_plainly
from app.team.founding import AGENT, OWNER, SUPERVISOR
from app.team.schema import check_schema

MemberRole = Literal["agent", "supervisor", "both"]


@dataclass(frozen=True, slots=True)
class Member:
    """One person."""

    login: str
    role: MemberRole
    name: str
    """For notes and the log of views."""
    agent: str | None = None
    """Name on the agent's sessions: `store.agent` on their workstation; None for supervisors."""
    team: str | None = None
    supervises: tuple[str, ...] = ()


def add_member(engine: Engine, server: Server, member: Member, password: str | None = None) -> None:
    """Add a member or change one; a login that is not there is made. `password`: set it, never sent in the clear.

    Raises TeamError: nothing was changed then.
    """
    if (member.role == "supervisor") != (member.agent is None):
        raise TeamError("An agent needs the name that stands on the sessions, a supervisor has none.", "See --agent.")
    with told_plainly(server.name), engine.begin() as connection:
        check_schema(connection, server.name)
        login = connection.dialect.identifier_preparer.quote_identifier(member.login)
        known = connection.execute(
            text("SELECT rolsuper FROM pg_roles WHERE rolname = :login"), {"login": member.login}
        )
        is_super = known.scalar()
        if is_super:
            raise TeamError(
                f"{member.login} is a superuser of the server: its rules do not bind it.", "Use another login."
            )
        if is_super is None:
            connection.exec_driver_sql(f"CREATE ROLE {login} LOGIN")
        if password is not None:
            connection.exec_driver_sql(
                f"ALTER ROLE {login} PASSWORD '{_scrambled(connection, member.login, password)}'"
            )
        connection.exec_driver_sql(f"REVOKE {AGENT}, {SUPERVISOR} FROM {login}")
        for role, who in ((AGENT, ("agent", "both")), (SUPERVISOR, ("supervisor", "both"))):
            if member.role in who:
                connection.exec_driver_sql(f"GRANT {role} TO {login}")
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        _write(connection, member)


def remove_member(engine: Engine, server: Server, login: str) -> bool:
    """Take a login out of the team; its sessions stay, the login can no longer reach any. Returns whether it was in."""
    with told_plainly(server.name), engine.begin() as connection:
        check_schema(connection, server.name)
        quoted = connection.dialect.identifier_preparer.quote_identifier(login)
        found = connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :login"), {"login": login}).scalar()
        if found:
            connection.exec_driver_sql(f"REVOKE {AGENT}, {SUPERVISOR} FROM {quoted}")
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        gone = connection.execute(text("DELETE FROM sotto.member WHERE login = :login"), {"login": login})
        return bool(gone.rowcount)


def members(engine: Engine, server: Server) -> list[Member]:
    """Return all members, by login."""
    query = """
        SELECT m.login, m.role, m.name, m.agent, m.team,
               array(SELECT s.team FROM sotto.supervises s WHERE s.login = m.login ORDER BY s.team) AS supervises
        FROM sotto.member m ORDER BY m.login"""
    with told_plainly(server.name), engine.begin() as connection:
        check_schema(connection, server.name)
        connection.execute(text(f"SET LOCAL ROLE {OWNER}"))
        return [Member(**_fields(row)) for row in connection.execute(text(query)).mappings()]


def _fields(row: Any) -> dict[str, Any]:
    return dict(row) | {"supervises": tuple(row["supervises"])}


def _write(connection: Connection, member: Member) -> None:
    row = {"login": member.login, "role": member.role, "name": member.name, "agent": member.agent, "team": member.team}
    connection.execute(
        text("""INSERT INTO sotto.member (login, role, name, agent, team) VALUES (:login, :role, :name, :agent, :team)
            ON CONFLICT (login) DO UPDATE SET role = :role, name = :name, agent = :agent, team = :team"""),
        row,
    )
    connection.execute(text("DELETE FROM sotto.supervises WHERE login = :login"), row)
    teams: Sequence[str] = member.supervises if member.role != "agent" else ()
    for team in dict.fromkeys(teams):
        connection.execute(
            text("INSERT INTO sotto.supervises VALUES (:login, :team)"), {"login": member.login, "team": team}
        )


def _scrambled(connection: Connection, login: str, password: str) -> str:
    """Return what the server keeps instead of the password, so that it is in no statement and no log of the server."""
    driver: Any = connection.connection.driver_connection
    scrambled: bytes = driver.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return scrambled.decode()
