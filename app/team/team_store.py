"""The team's sessions, with the same answers as `Store` gives on a workstation.

Place in the flow: `sotto review --team` and reports open it (`open_team_store`). What a login may see and do is decided by
the server's own rules; this class only spares it work: it names the teams and times so that indexes and months serve,
takes trends from counted weeks, and puts the reader on record before the words of a call are asked for.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

import psycopg.errors
from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from app.store import trends
from app.store.call_log import LogItem
from app.store.errors import NoSuchSessionError, NotAllowedError
from app.store.models import DetectionEntry
from app.store.new_session import NewSession
from app.store.records import (
    Role,
    RulePoint,
    SessionDetail,
    SessionFilter,
    SessionRow,
    Sort,
    TrendBy,
    WeekPoint,
)
from app.store.repository import ALL, NEWEST_FIRST, Store, utc_now
from app.team import week_counts
from app.team.connecting import Server, engine_of
from app.team.errors import NoRightError
from app.team.failures import told_plainly
from app.team.schema import check_schema
from app.team.settings import TeamSettings
from app.team.sync import Identity, identity


def open_team_store(settings: TeamSettings, server: Server | None = None) -> "TeamStore":
    """Open the team's sessions as the login of the settings. Raises TeamError with one sentence."""
    chosen = server or Server.of(settings)
    engine = engine_of(chosen)
    try:
        return TeamStore(engine, chosen)
    except BaseException:
        engine.dispose()
        raise


class TeamStore(Store):
    """The server's sessions, as far as this login may see them."""

    def __init__(self, engine: Engine, server: Server, clock: Callable[[], datetime] = utc_now) -> None:
        """Ask the server who this is. Raises TeamError."""
        super().__init__(engine, Path(server.name), clock=clock)
        self.server = server
        with self.reading() as connection:
            check_schema(connection, server.name)
            self.who: Identity = identity(connection)
            self.supervised: tuple[str, ...] = tuple(connection.execute(text("SELECT unnest(my_teams())")).scalars())
        if self.who.role is None:
            raise NoRightError(
                f"The login {server.login} is no member of the team on {server.name}.",
                "Whoever looks after the server adds it with `sotto team member add`.",
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection whose reads see one moment of the database."""
        with told_plainly(self.server.name), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for one write transaction: all of it, or nothing."""
        with self.reading() as connection:
            yield connection

    # What there is.

    def list_sessions(
        self, wanted: SessionFilter = ALL, sort: Sort = NEWEST_FIRST, offset: int = 0, limit: int = 100
    ) -> list[SessionRow]:
        """As `Store.list_sessions`."""
        return super().list_sessions(self._named(wanted), sort, offset, limit)

    def count(self, wanted: SessionFilter = ALL) -> int:
        """As `Store.count`."""
        return super().count(self._named(wanted))

    def detail(self, session_id: UUID) -> SessionDetail:
        """Return all that is kept of a session; a supervisor is on record as having looked. Raises NoSuchSessionError."""
        self._look(session_id)
        return super().detail(session_id)

    def replay_log(self, session_id: UUID) -> list[LogItem]:
        """As `Store.replay_log`; running rules over the words of a call is looking at it."""
        self._look(session_id)
        return super().replay_log(session_id)

    def agents(self) -> list[str]:
        """Return the agents that have sessions this login may see, by name."""
        return self._counted_names("agent") if self.supervised else super().agents()

    def teams(self) -> list[str]:
        """Return the teams that have sessions this login may see, by name."""
        return self._counted_names("team") if self.supervised else super().teams()

    def rules(self) -> list[str]:
        """Return the ids of the rules that were flagged."""
        if not self.supervised:
            return super().rules()
        return self._counted_names("rule_id", "week_rule_count")

    def weekly(self, wanted: SessionFilter = ALL, by: TrendBy = TrendBy.ALL) -> tuple[WeekPoint, ...]:
        """As `Store.weekly`."""
        parts = self._split(wanted)
        with self.reading() as connection:
            points = [point for rest in parts.rest for point in trends.read_weeks(connection, rest, by)]
            if parts.weeks is not None:
                points += week_counts.read_weeks(connection, parts, by)
        return week_counts.in_order(points)

    def weekly_rules(self, wanted: SessionFilter = ALL, by: TrendBy = TrendBy.ALL) -> tuple[RulePoint, ...]:
        """As `Store.weekly_rules`."""
        parts = self._split(wanted)
        with self.reading() as connection:
            points = [point for rest in parts.rest for point in trends.read_rule_weeks(connection, rest, by)]
            if parts.weeks is not None:
                points += week_counts.read_rule_weeks(connection, parts, by)
        return week_counts.in_order(points)

    # Changes.

    def add(self, sessions: Iterable[NewSession]) -> int:
        """Refuse: sessions come to the server from the workstation that recorded them."""
        del sessions
        raise NotAllowedError("Sessions reach the team's server by `sotto team sync` alone.")

    def resolve(self, session_id: UUID, detection_id: int, *, by: str, upheld: bool, answer: str = "") -> None:
        """As `Store.resolve`; who settles and when is what the server says."""
        self._look(session_id)
        super().resolve(session_id, detection_id, by=by, upheld=upheld, answer=answer)

    def log_view(self, session_id: UUID, viewer: str, role: Role) -> None:
        """Put a supervisor on record; name and time are the server's. Opening again within minutes is one look."""
        del viewer
        if role is Role.SUPERVISOR:
            self._look(session_id)

    def _look(self, session_id: UUID) -> None:
        if not self.supervised:
            return
        with self.writing() as connection:
            seen = connection.execute(text("SELECT log_view(:id)"), {"id": session_id}).scalar()
            own = self.who.agent is not None
            if not seen and not own:
                raise NoSuchSessionError(
                    f"There is no session {session_id} that this login may see.", "Its agent may have it first."
                )

    def _named(self, wanted: SessionFilter) -> SessionFilter:
        """Name the teams that the server's rule lets through anyway: the planner then knows how many rows they have."""
        only_supervisor = self.who.role == "supervisor"
        return wanted.on(teams=self.supervised) if only_supervisor and not wanted.teams else wanted

    def _split(self, wanted: SessionFilter) -> week_counts.Split:
        if self.who.role != "supervisor":
            return week_counts.Split(None, None, None, (wanted,))
        parts = week_counts.split(self._named(wanted), self.now())
        if parts.weeks is not None:
            self._count_released()
        return parts

    def _count_released(self) -> None:
        """Count sessions whose release has come since; a replica cannot, and answers as of its last counts."""
        with told_plainly(self.server.name):
            try:
                with self.engine.begin() as connection:
                    connection.execute(text("SELECT count_released()"))
            except DBAPIError as error:
                if not isinstance(error.orig, psycopg.errors.ReadOnlySqlTransaction):
                    raise

    def _counted_names(self, column: str, table: str = "week_count") -> list[str]:
        self._count_released()
        query = text(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ''")  # noqa: S608  names are constants
        with self.reading() as connection:
            found = {str(name) for name in connection.execute(query).scalars()}
            if self.who.agent is not None and column == "rule_id":
                own = select(DetectionEntry.rule_id).where(DetectionEntry.agent == self.who.agent).distinct()
                found |= set(connection.execute(own).scalars())
        return sorted(found | ({self.who.agent} if column == "agent" and self.who.agent else set()))
