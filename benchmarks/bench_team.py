"""The team's database from ten thousand to a million sessions: import, list, filters, trends, one session's timeline.

    python3 dev.py bench team        (or: python benchmarks/bench_team.py [--sizes 10000,100000,1000000] [--senders 4] [--most-sent N])

The default sizes need 8 GB of disk and a quarter of an hour of two cores; `--sizes 20000` a minute. Makes a database of its own on the PostgreSQL of this machine (SOTTO_TEST_POSTGRES names another) and drops it. A year of
104 agents in 8 teams, whose sessions grow from size to size: what one supervisor sees grows with them, as it does in a
team's first year. Sessions are those of the store's generator, sent as workstations send them by default (without
transcripts), by the very function of `sotto team sync`, as each agent's own login under row-level security. Questions
are asked through `TeamStore` as a supervisor of one team. Beside each figure stands the same question without what was
built for it (counted weeks), or the size before. "First" trends are those that nobody asked since sessions came, or since
sessions were released.
"""

import argparse
import os
import random
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import Path
from queue import Empty, Queue
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402
import psycopg  # noqa: E402
from sqlalchemy import Connection, NullPool, create_engine, event  # noqa: E402
from team_questions import questions  # noqa: E402

from app.store.column_types import compressed  # noqa: E402
from app.store.generator.sessions import GenerationPlan, generated_rows  # noqa: E402
from app.store.new_session import SessionRows, packed_summary, read_summary, without_words  # noqa: E402
from app.store.records import SessionFilter, TrendBy  # noqa: E402
from app.store.repository import Store  # noqa: E402
from app.team.connecting import Server, connect, engine_of  # noqa: E402
from app.team.founding import found  # noqa: E402
from app.team.members import Member, add_member  # noqa: E402
from app.team.sending import send_batch  # noqa: E402
from app.team.sync import BATCH  # noqa: E402
from app.team.team_store import TeamStore  # noqa: E402
from coaching.rulebook.loader import load_rulebook  # noqa: E402

AGENTS, TEAMS, WEEKS = 104, 8, 52
CHUNK = 20_000
"""Sessions generated ahead of each timed stretch of the import."""
FEW = 100
"""Sessions that come before a first trend."""
A_DAY = 520
"""Sessions of a team of 13 in a day, at 40 an agent."""
REPEATS = 40
LIMIT_MS = 150.0
Results = dict[str, tuple[float, float, float]]


class Bench:
    """A scratch database with its members."""

    def __init__(self, wanted: str) -> None:
        self.administrator = psycopg.connect(f"{wanted} dbname=postgres", autocommit=True)
        info = self.administrator.info
        self.name = f"sotto_bench_{os.getpid()}"
        self.server = Server(info.host, info.port, self.name, info.user, password=info.password or None)
        self.administrator.execute(f"CREATE DATABASE {self.name}")
        self.engine = engine_of(self.server)
        self.workstation = uuid4()
        self.client_s = self.server_s = 0.0
        self.logins: dict[str, str] = {}

    def close(self) -> None:
        """Leave nothing behind."""
        self.engine.dispose()
        self.administrator.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        for login in self.logins.values():
            self.administrator.execute(f'DROP ROLE IF EXISTS "{login}"')

    def login_of(self, agent: str, team: str) -> str:
        """Return the login of an agent, made when it is met first."""
        if agent not in self.logins:
            login = f"{self.name}_{len(self.logins)}"
            add_member(self.engine, self.server, Member(login, "agent", agent, agent, team))
            self.logins[agent] = login
        return self.logins[agent]

    def supervisor(self, teams: tuple[str, ...]) -> TeamStore:
        """Return the team's sessions as a supervisor sees them."""
        login = f"{self.name}_s{len(self.logins)}"
        add_member(self.engine, self.server, Member(login, "supervisor", "Supervisor", supervises=teams))
        self.logins[login] = login
        server = replace(self.server, login=login)
        return TeamStore(engine_of(server), server)

    def send(self, batches: list[tuple[str, list[SessionRows]]], senders: int) -> float:
        """Send batches as their agents, some at once, and return how long it took."""
        waiting: Queue[tuple[str, list[SessionRows]]] = Queue()
        for batch in batches:
            waiting.put(batch)

        def work() -> None:
            with self.engine.connect() as connection:
                backend = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
                before_s = cpu_s(backend)
                while True:
                    try:
                        login, rows = waiting.get_nowait()
                    except Empty:
                        break
                    # As good as a connection of the login's own: session_user, rights and policies are the login's.
                    connection.exec_driver_sql(f'SET SESSION AUTHORIZATION "{login}"')
                    send_batch(connection, rows, self.workstation)
                    connection.commit()
                connection.exec_driver_sql("RESET SESSION AUTHORIZATION")
                connection.commit()
                self.server_s += cpu_s(backend) - before_s

        process_s = time.process_time()
        started = time.perf_counter()
        with ThreadPoolExecutor(senders) as pool:
            for done in [pool.submit(work) for _ in range(senders)]:
                done.result()
        self.client_s += time.process_time() - process_s
        return time.perf_counter() - started

    def scalar(self, query: str) -> object:
        """Run a query as administrator and return its one value."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            result = connection.exec_driver_sql(query)
            return result.scalar() if result.returns_rows else None


def cpu_s(process: int) -> float:
    """Return the processor time that a server process has used; 0 where it runs elsewhere."""
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def as_sent(rows: Iterator[SessionRows]) -> Iterator[SessionRows]:
    """Yield the rows as `app.team.packing` makes them where no transcript leaves; contents repeat, so each is made once."""
    made: dict[bytes, bytes] = {}
    for one in rows:
        summary = bytes(one.body["summary"])
        if summary not in made:
            made[summary] = compressed(packed_summary(without_words(read_summary(zlib.decompress(summary)))))
        body = one.body | {"summary": made[summary], "events": None}
        yield replace(one, body=body, notes=[note for note in one.notes if note["role"] == "agent"], views=[])


def import_up_to(bench: Bench, source: Iterator[SessionRows], count: int, senders: int) -> float:
    """Import `count` sessions more and return the seconds that sending took."""
    took, left = 0.0, count
    while left:
        by_agent: dict[tuple[str, str], list[SessionRows]] = defaultdict(list)
        taken = 0
        for one in islice(source, min(CHUNK, left)):
            by_agent[one.session["agent"], one.session["team"]].append(one)
            taken += 1
        batches = []
        for (agent, team), rows in by_agent.items():
            rows.sort(key=lambda one: one.session["id"].bytes)
            login = bench.login_of(agent, team)
            batches += [(login, rows[first : first + BATCH]) for first in range(0, len(rows), BATCH)]
        took += bench.send(batches, senders)
        left -= taken
    return took


_COPY_ID = "(left({id}::text, 19) || substr(md5({id}::text || {copy}), 1, 4) || '-' || substr(md5({id}::text || {copy}), 5, 12))::uuid"
"""A session's id with the same time and other random bits."""


def multiply(bench: Bench, copies: int) -> float:
    """Copy what is there on the server, `copies` times, each with other ids, and return how long it took.

    Past what was imported as workstations send it, this fills the tables faster: same rows, same months, same indexes;
    triggers and rules rest meanwhile, and all weeks are counted at the end.
    """
    tables = ("session", "session_body", "detection", "cue", "note")
    # All at once, each of what was there before: a connection and a snapshot a copy.
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(bench.server),
        poolclass=NullPool,
        isolation_level="REPEATABLE READ",
    )

    def copy(number: int) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            for table in tables:
                key = "id" if table == "session" else "session_id"
                names = connection.exec_driver_sql(
                    "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = %s::regclass"
                    " AND attnum > 0 AND NOT attisdropped AND attname <> %s",
                    (table, key),
                ).scalar_one()
                changed = _COPY_ID.format(id=key, copy=number)
                connection.exec_driver_sql(
                    f"INSERT INTO {table} ({key}, {names}) SELECT {changed}, {names} FROM {table}"  # noqa: S608  names of columns
                )

    started = time.perf_counter()
    with ThreadPoolExecutor(copies) as pool:
        for done in [pool.submit(copy, number) for number in range(copies)]:
            done.result()
    bench.scalar("SELECT sotto.count_anew()")
    return time.perf_counter() - started


def timed(
    store: TeamStore, question: Callable[[], object], prepare: Callable[[], object] = lambda: None
) -> tuple[float, float, float]:
    """Return median and 95th percentile of the time on the clock, and the mean processor time of both ends, in ms.

    `prepare` runs before each question and is not counted.
    """
    question()
    with store.reading() as connection:
        backend = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    took, spent_s = [], 0.0
    for _ in range(REPEATS):
        prepare()
        before_s, started = time.process_time() + cpu_s(backend), time.perf_counter()
        question()
        took.append((time.perf_counter() - started) * 1_000)
        spent_s += time.process_time() + cpu_s(backend) - before_s
    took.sort()
    median, late = (took[ceil(len(took) * share) - 1] for share in (0.5, 0.95))
    return median, late, spent_s * 1_000 / REPEATS


def explained(store: TeamStore, question: Callable[[], object]) -> list[str]:
    """Return the server's plan of the last SELECT that a question sends, without what is only cost."""
    seen: list[tuple[str, object]] = []

    def note(_c: Connection, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if statement.lstrip().startswith("SELECT") and "session" in statement:
            seen.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    question()
    event.remove(store.engine, "before_cursor_execute", note)
    statement, parameters = seen[-1]
    with store.engine.connect() as connection:
        return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN (ANALYZE, COSTS OFF) {statement}", parameters)]


def show_plan(bench: Bench, store: TeamStore, now: datetime) -> None:
    """Print how many months a dated question touches, and by which indexes."""
    wanted = SessionFilter(since=now - timedelta(days=40), released_by=datetime.now(tz=UTC))
    plan = explained(store, lambda: store.list_sessions(wanted))
    scans = sorted({line.split(" on ")[1].split(" ")[0] for line in plan if " on session_" in line})
    indexes = sorted({line.split(" using ")[1].split(" ")[0] for line in plan if " using " in line})
    parts = bench.scalar("SELECT count(*) FROM pg_inherits WHERE inhparent = 'sotto.session'::regclass")
    print(f"  plan of the last 40 days: {len(scans)} of {parts} partitions ({', '.join(scans)}); {', '.join(indexes)}")
    for line in plan[-2:]:
        print(f"    {line.strip()}")


def main() -> None:
    """Run all sizes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="10000,100000,1000000")
    options.add_argument("--senders", type=int, default=4)
    options.add_argument(
        "--most-sent", type=int, default=200_000, help="sizes above are reached by copying on the server"
    )
    chosen = options.parse_args()
    now = datetime.now(tz=UTC)
    bench = Bench(os.environ.get("SOTTO_TEST_POSTGRES", "host=127.0.0.1 port=5432 user=postgres"))
    try:
        found(bench.engine, bench.server, (now - timedelta(weeks=WEEKS + 1)).date())
        plan = GenerationPlan(10_000_000, agents=AGENTS, teams=TEAMS, weeks=WEEKS)
        source = as_sent(generated_rows(plan, load_rulebook(None)))
        run(bench, source, chosen, now)
    finally:
        bench.close()


def run(bench: Bench, source: Iterator[SessionRows], chosen: argparse.Namespace, now: datetime) -> None:
    """Grow the database from size to size and ask at each."""
    before: Results = {}
    there, store = 0, None
    for size in map(int, chosen.sizes.split(",")):
        new = size - there
        if there and size > chosen.most_sent:
            copies = -(-new // there)
            took = multiply(bench, copies)
            there *= copies + 1
            print(
                f"\n{there:,} sessions: {copies} copies of each, made and counted on the server in {took:.0f} s",
                flush=True,
            )
            new = CHUNK
        there += new
        show_import(bench, source, new, there, chosen.senders)
        store = store or bench.supervisor((str(bench.scalar("SELECT min(team) FROM sotto.member")),))
        show_first_trends(bench, store, source, chosen.senders)
        there += FEW * REPEATS
        before = ask(bench, store, there, now, before)


def show_import(bench: Bench, source: Iterator[SessionRows], new: int, size: int, senders: int) -> None:
    """Import `new` sessions, to make it `size`, and print how fast."""
    bench.client_s = bench.server_s = 0.0
    took = import_up_to(bench, source, new, senders)
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(f"\n{size:,} sessions: import {new / took:,.0f} sessions/s with {senders} senders ({took:.0f} s for {new:,}; "
          f"load average {load:.0f} on {cores} cores)")  # fmt: skip
    client_us, server_us = (1e6 * spent / new for spent in (bench.client_s, bench.server_s))
    print(f"  processor time a session: workstation {client_us:.0f} µs, server {server_us:.0f} µs: one idle core of the "
          f"server takes {1e6 / max(server_us, 1.0):,.0f} sessions/s", flush=True)  # fmt: skip


def show_first_trends(bench: Bench, store: TeamStore, source: Iterator[SessionRows], senders: int) -> None:
    """Print how long the first trends take after sessions arrived and after sessions were released."""

    def trends() -> None:
        wanted = SessionFilter(released_by=datetime.now(tz=UTC))
        store.weekly(wanted, TrendBy.AGENT)
        store.weekly_rules(wanted, TrendBy.ALL)

    for name, prepare in (
        (f"first trends, {FEW} came", lambda: import_up_to(bench, source, FEW, senders)),
        (f"first trends, {A_DAY} released", lambda: release_again(bench, store.supervised[0])),
    ):
        median, late, spent = timed(store, trends, prepare)
        print(f"  {name:34} p50 {median:7.1f}  p95 {late:7.1f}  processor {spent:6.1f} ms", flush=True)


def release_again(bench: Bench, team: str) -> None:
    """Take a day's sessions of a team out of the counts, as if their release came only now."""
    with bench.engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE sotto_owner")
        connection.exec_driver_sql(
            "UPDATE session SET released_at = now() + interval '1 hour' WHERE id IN"
            " (SELECT id FROM session WHERE team = %s AND released_at <= now() ORDER BY started_at DESC LIMIT %s)",
            (team, A_DAY),
        )
        connection.exec_driver_sql("RESET ROLE")
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table, column in (("session", "released_at"), ("detection", "released_at"), ("release_due", "due_at")):
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = now() WHERE team = %s AND {column} > now()",  # noqa: S608  constants
                (team,),
            )


def ask(bench: Bench, store: TeamStore, there: int, now: datetime, before: Results) -> Results:
    """Ask every question at this size, print and return what it took."""
    bench.scalar("VACUUM ANALYZE")
    size_gb = int(str(bench.scalar("SELECT pg_database_size(current_database())"))) / 1e9
    print(
        f"  {size_gb:.2f} GB; the supervisor sees {store.count():,} sessions; load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
    )
    results: Results = {}
    for name, question in questions(store, random.Random(there), now).items():
        results[name] = timed(store, question)
        median, late, spent = results[name]
        growth = f"  {spent / before[name][2]:.1f} times the size before" if name in before else ""
        verdict = "" if late <= LIMIT_MS else f"  over {LIMIT_MS:.0f} ms"
        print(f"  {name:34} p50 {median:7.1f}  p95 {late:7.1f}  processor {spent:6.1f} ms{growth}{verdict}", flush=True)
    started = time.perf_counter()
    Store.weekly(store, SessionFilter(teams=store.supervised), TrendBy.AGENT)
    plain_ms = (time.perf_counter() - started) * 1_000
    ratio = plain_ms / results["trend, each agent, a year"][0]
    print(
        f"  baseline: the same trend from the sessions themselves {plain_ms:.0f} ms, {ratio:.1f} times the counted weeks"
    )
    show_plan(bench, store, now)
    return results


if __name__ == "__main__":
    main()
