"""What the database itself forbids, whatever program a login is used with."""

# ruff: noqa: S608  the statements are this file's own

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import psycopg.errors as pg
import pytest

from app.store.opening import open_store
from app.store.repository import Store
from app.team.members import remove_member
from tests.app.store.conftest import MakeSession
from tests.app.team.conftest import Team, fresh_team, raw

TABLES = ("session", "session_body", "detection", "cue", "note", "view_log")


@pytest.fixture(scope="module")
def two_agents(
    administrator: psycopg.Connection, founded: str, tmp_path_factory: pytest.TempPathFactory, make_session: MakeSession
) -> Iterator[tuple[Team, UUID, UUID]]:
    """Return a team to which Anna and Ben sent a session each, with notes, and which Sue supervises.

    One for all tests that change nothing, as every try is refused.
    """
    ids = []
    with fresh_team(administrator, founded) as team:
        for name in ("anna", "ben"):
            server = team.member(name)
            with open_store(tmp_path_factory.mktemp(name) / "sessions.db") as store:
                new = make_session(len(ids), name)
                store.add([new])
                store.annotate(new.labels.id, "agent", name, "Mine alone.")
                assert team.sync(store, server, transcript=True).sent == 1
            ids.append(new.labels.id)
        team.member("sue", "supervisor", None, ("north",))
        yield team, ids[0], ids[1]


def test_a_stolen_agent_login_reads_only_its_own(two_agents: tuple[Team, UUID, UUID]) -> None:
    """From every table Anna's login gets Anna's rows alone, and nothing of Ben's by his session's id."""
    team, annas, bens = two_agents
    with raw(team.as_login("anna")) as thief:
        for table in TABLES:
            key = "id" if table == "session" else "session_id"
            found = {row[0] for row in thief.execute(f"SELECT {key} FROM {table}")}
            assert found <= {annas}
            assert thief.execute(f"SELECT count(*) FROM {table} WHERE {key} = %s", (bens,)).fetchone() == (0,)
            with thief.cursor().copy(f"COPY (SELECT {key} FROM {table}) TO STDOUT") as copy:
                assert str(bens).encode() not in b"".join(bytes(part) for part in copy)
        with thief.cursor().copy("COPY session_body TO STDOUT") as copy:
            assert str(bens).encode() not in b"".join(bytes(part) for part in copy)
        assert thief.execute("SELECT count(*) FROM session").fetchone() == (1,)
        assert thief.execute("SELECT login FROM member").fetchall() == [(team.as_login("anna").login,)]
        assert thief.execute("SELECT count(*) FROM supervises").fetchone() == (0,)
        assert thief.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'sotto'").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET score = 1 WHERE id = %s",
        "UPDATE session SET agent = 'anna' WHERE id = %s",
        "UPDATE detection SET status = 'resolved' WHERE session_id = %s",
        "DELETE FROM session WHERE id = %s",
        "DELETE FROM note WHERE session_id = %s",
    ],
)
def test_a_stolen_agent_login_changes_nothing_of_anothers(two_agents: tuple[Team, UUID, UUID], statement: str) -> None:
    """Statements on Ben's rows find none."""
    team, _, bens = two_agents
    with raw(team.as_login("anna")) as thief:
        assert thief.execute(statement, (bens,)).rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM session_2026_03",
        "SELECT * FROM session_other",
        "SELECT * FROM week_count",
        "SELECT * FROM release_due",
        "SET ROLE sotto_owner",
        "SET ROLE sotto_supervisor",
        "SET SESSION AUTHORIZATION postgres",
        "SELECT log_view('{bens}')",
        "SELECT count_anew()",
        "SELECT add_flags(NULL, 1)",
        "SELECT drop_month('2026-03-01')",
        "SELECT make_months('2030-01-01', '2030-02-01')",
        "INSERT INTO supervises VALUES (session_user, 'north')",
        "UPDATE member SET agent = 'ben'",
        "INSERT INTO view_log (session_id, id, viewer, role) VALUES ('{annas}', gen_random_uuid(), 'x', 'agent')",
        "UPDATE view_log SET viewer = 'x'",
        "DELETE FROM view_log",
        "UPDATE session_body SET summary = ''",
        "UPDATE cue SET evidence = ''",
        "UPDATE detection SET evidence = ''",
        "UPDATE detection SET rule_id = ''",
        "TRUNCATE session CASCADE",
        "ALTER TABLE session DISABLE ROW LEVEL SECURITY",
        "CREATE TABLE public.mine (id int)",
        "CREATE TABLE sotto.mine (id int)",
        (
            "INSERT INTO note (session_id, id, role, author, text, written_at)"
            " VALUES ('{bens}', gen_random_uuid(), 'agent', '', '', now())"
        ),
        (
            "INSERT INTO note (session_id, id, role, author, text, written_at)"
            " VALUES ('{annas}', gen_random_uuid(), 'supervisor', '', '', now())"
        ),
        (
            "INSERT INTO cue SELECT '{bens}', 99, rule_id, kind, severity, at_s, headline, say_instead, evidence, detection_id,"
            " shown, suppressed_by, visible_s, outcome FROM cue LIMIT 1"
        ),
        "UPDATE session SET agent = 'ben'",
        "UPDATE detection SET status = 'resolved', resolved_by = 'anna', upheld = true, resolved_at = now()",
        "COPY session FROM STDIN",
        "COPY session TO '/tmp/sotto-rows'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_an_agent_login_is_refused(two_agents: tuple[Team, UUID, UUID], statement: str) -> None:
    """Partitions, counts, roles, the owner's functions, evidence, the log of views: each try is refused by the server."""
    team, annas, bens = two_agents
    refused = (pg.InsufficientPrivilege, pg.FeatureNotSupported)
    with raw(team.as_login("anna")) as thief, pytest.raises(refused):
        thief.execute(statement.format(annas=annas, bens=bens).encode())


def test_an_id_cannot_be_taken_over(two_agents: tuple[Team, UUID, UUID]) -> None:
    """An upsert on the id of Ben's session by Anna's login is refused and leaves it as it was."""
    team, annas, bens = two_agents
    with raw(team.as_login("anna")) as thief:
        columns = (
            "reference, agent, team, origin, origin_detail, state, source, week, duration_s, complete, engine, model"
        )
        rest = "rulebook_version, flags, disputed, praises, cues_shown, notes, legal_hold, revision, source_revision"
        moment = thief.execute("SELECT moment_of(%s)", (bens,)).fetchone()
        with pytest.raises(pg.InsufficientPrivilege):
            thief.execute(
                f"INSERT INTO session (id, started_at, {columns}, {rest})"
                f" SELECT %s, %s, {columns}, {rest} FROM session WHERE id = %s"
                " ON CONFLICT (id) DO UPDATE SET reference = 'mine'",
                (bens, moment[0], annas),
            )
    assert team.execute("SELECT agent, reference FROM sotto.session WHERE id = %s", bens) == [("ben", "")]


def test_views_and_functions_of_a_thief_see_no_more(two_agents: tuple[Team, UUID, UUID]) -> None:
    """A temporary view or a cheap function that leaks what passes through it shows nothing of another's."""
    team, *_ = two_agents
    with raw(team.as_login("anna")) as thief, pytest.raises(pg.InsufficientPrivilege):
        thief.execute(
            "CREATE FUNCTION sotto.leak(text) RETURNS bool LANGUAGE plpgsql COST 0.0001 AS $$BEGIN RETURN true; END$$"
        )
    notices: list[str] = []
    with raw(team.as_login("anna")) as thief:
        thief.add_notice_handler(lambda notice: notices.append(notice.message_primary))
        with pytest.raises(psycopg.errors.DivisionByZero):
            # Were the thief's condition asked before the rule, Ben's row would raise this, too; Anna's own does.
            thief.execute("SELECT 1 / (CASE WHEN agent = 'anna' THEN 0 ELSE 1 END) FROM session")
        assert thief.execute(
            "SELECT count(*) FROM session WHERE 1 / (CASE WHEN agent = 'ben' THEN 0 ELSE 1 END) = 1"
        ).fetchone() == (1,)
    assert not notices


def test_a_supervisor_sees_released_sessions_of_own_teams_only(
    team: Team, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """Not another team's, and not what its agent has first."""
    now = datetime.now(tz=UTC)
    hours = int((now - make_session(0).labels.started_at) / timedelta(hours=1))
    for name, of in (("anna", "north"), ("ben", "south")):
        server, store = team.member(name, team=of), workstation(name)
        store.add(
            [make_session(0, name, of), make_session(hours - 1, name, of)]
        )  # released; with the agent until tomorrow
        assert team.sync(store, server).sent == 2
    with raw(team.member("sue", "supervisor", None, ("north",))) as supervisor:
        seen = supervisor.execute("SELECT agent, released_at <= now() FROM session").fetchall()
        assert seen == [("anna", True)]
        flags = supervisor.execute("SELECT agent, count(*) FROM detection GROUP BY agent").fetchall()
        assert [agent for agent, _ in flags] == ["anna"]
        assert supervisor.execute("SELECT DISTINCT team FROM week_count").fetchall() in ([], [("north",)])


def test_words_open_only_to_who_is_on_record(two_agents: tuple[Team, UUID, UUID]) -> None:
    """A supervisor reads no body before the log of views has the look; name and time in it are the server's."""
    team, annas, _ = two_agents
    with raw(team.as_login("sue")) as supervisor:
        assert supervisor.execute("SELECT count(*) FROM session_body").fetchone() == (0,)
        assert supervisor.execute("SELECT log_view(%s), log_view(%s)", (annas, annas)).fetchone() == (True, True)
        assert supervisor.execute("SELECT session_id FROM session_body").fetchall() == [(annas,)]
        for tampering in ("UPDATE view_log SET viewer = ''", "DELETE FROM view_log"):
            with pytest.raises(pg.InsufficientPrivilege):
                supervisor.execute(tampering)
    assert team.execute("SELECT viewer, role FROM sotto.view_log") == [("Sue", "supervisor")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE session SET score = 5",
        "UPDATE session SET score = 100",
        "UPDATE session SET agent = 'x'",
        "UPDATE session SET released_at = now()",
        "UPDATE session SET talk_ratio = 0",
        "UPDATE detection SET evidence = 'x'",
        "UPDATE detection SET status = 'withdrawn'",
        "UPDATE detection SET status = 'resolved', upheld = true",
        "DELETE FROM session",
        "DELETE FROM detection",
        "INSERT INTO supervises VALUES (session_user, 'south')",
        "SELECT count_anew()",
        (
            "INSERT INTO note (session_id, id, role, author, text, written_at)"
            " SELECT id, gen_random_uuid(), 'agent', '', '', now() FROM session"
        ),
    ],
)
def test_a_supervisor_cannot_alter_scores_or_evidence(two_agents: tuple[Team, UUID, UUID], statement: str) -> None:
    """Each try with plain SQL is refused."""
    team, *_ = two_agents
    with raw(team.as_login("sue")) as supervisor, pytest.raises(pg.InsufficientPrivilege):
        supervisor.execute(statement.encode())


def test_a_supervisors_totals_follow_from_the_flags(two_agents: tuple[Team, UUID, UUID]) -> None:
    """Counts that a supervisor sets are not taken."""
    team, annas, _ = two_agents
    before = team.execute("SELECT flags, disputed, notes FROM sotto.session WHERE id = %s", annas)
    with raw(team.as_login("sue")) as supervisor:
        supervisor.execute("UPDATE session SET flags = 50, disputed = 7, notes = 9 WHERE id = %s", (annas,))
    assert team.execute("SELECT flags, disputed, notes FROM sotto.session WHERE id = %s", annas) == before


def test_the_server_decides_the_team(
    team: Team, workstation: Callable[[str], Store], make_session: MakeSession
) -> None:
    """A workstation that claims another team cannot put its sessions, or flags, there."""
    server, store = team.member("anna", team="north"), workstation("anna")
    store.add([make_session(0, "anna", "south")])
    team.sync(store, server)
    assert team.execute("SELECT DISTINCT team FROM sotto.session UNION SELECT DISTINCT team FROM sotto.detection") == [
        ("north",)
    ]


def test_a_member_taken_out_reaches_nothing(team: Team) -> None:
    """The login of somebody who left is refused."""
    team.member("anna")
    assert remove_member(team.engine, team.server, team.as_login("anna").login)
    with pytest.raises(psycopg.OperationalError, match="permission denied"), raw(team.as_login("anna")):
        pass


def test_every_table_is_guarded(team: Team) -> None:
    """Row-level security is on and forced for every table and every month; nothing is granted to everybody."""
    open_ones = team.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'sotto'::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> 'alembic_version'"
    )
    assert open_ones == []
    public = team.execute(
        "SELECT table_name FROM information_schema.table_privileges WHERE grantee = 'PUBLIC' AND table_schema = 'sotto'"
    )
    assert public == []
    callable_by_all = team.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'sotto'::regnamespace AND has_function_privilege('public', oid, 'execute')"
    )
    assert callable_by_all == []
