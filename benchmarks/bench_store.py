"""The session store with few and many sessions: list, filters, detail, trends, writing; encrypted and not.

    python3 dev.py bench store          (or: python benchmarks/bench_store.py [many] [folder] [--encrypted])

Each question is asked of 1,000 and of 100,000 generated sessions in turn, as the review asks it; the last column is how
much longer the many take. "cpu" is processor time, which a busy machine does not change. Then the same 1,000 sessions are
written, opened and asked plain and encrypted in turn (`--encrypted`: this part alone). The databases lie in a temporary
folder (about 1 GB).
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

try:
    import sqlcipher3.dbapi2
except ImportError:
    sys.exit("SQLCipher (the package sqlcipher3) is not installed here: the store opens nothing without it.")

from app.store.generator.sessions import GenerationPlan, generate, generated_rows
from app.store.log_builder import LogBuilder
from app.store.new_session import SessionLabels, SessionRows
from app.store.open_sessions import begin_session, write_chunks
from app.store.opening import open_store
from app.store.plan import RecordingPlan
from app.store.records import SessionFilter, Sort, SortBy, TrendBy
from app.store.repository import Store
from app.store.session_ids import new_session_id
from app.store.writing import insert_rows
from coaching.coach import new_engine
from coaching.rulebook.loader import load_rulebook
from speech.events import LevelMeasured, SessionStarted, Side, SpeechEnded, SpeechStarted

FEW = 1_000
ROUNDS = 11
UNTIL = date(2026, 3, 4)
Question = Callable[[], object]


def questions(store: Store) -> dict[str, Question]:
    """Return what the review asks, by name."""
    row = store.list_sessions(offset=10, limit=1)[0]
    rare = store.weekly_rules()[-1].rule_id
    month = SessionFilter(
        teams=(row.team,), since=datetime(2026, 2, 1, tzinfo=UTC), until=datetime(2026, 3, 1, tzinfo=UTC)
    )
    agent = SessionFilter(agents=(row.agent,))
    return {
        "first page": lambda: store.list_sessions(limit=100),
        "page in the middle": lambda: store.list_sessions(offset=store.count() // 2, limit=100),
        "count": store.count,
        "agent": lambda: (store.list_sessions(agent), store.count(agent)),
        "team and month": lambda: (store.list_sessions(month), store.count(month)),
        "rule": lambda: store.list_sessions(SessionFilter(rules=(rare,))),
        "count of a rule": lambda: store.count(SessionFilter(rules=(rare,))),
        "score below 70": lambda: store.list_sessions(SessionFilter(score_most=70.0)),
        "lowest score first": lambda: store.list_sessions(sort=Sort(SortBy.SCORE, descending=False)),
        "longest first": lambda: store.list_sessions(sort=Sort(SortBy.DURATION)),
        "most flags first": lambda: store.list_sessions(sort=Sort(SortBy.FLAGS)),
        "not viewed": lambda: store.list_sessions(SessionFilter(unviewed=True)),
        "words of a flag": lambda: store.list_sessions(SessionFilter(text="typical of")),
        "words of no flag": lambda: store.list_sessions(SessionFilter(text="zebra crossing")),
        "names for filters": lambda: (store.agents(), store.teams(), store.rules()),
        "detail": lambda: store.detail(row.id),
        "events for replay": lambda: store.replay_log(row.id),
        "agent's last ten": lambda: store.previous(row.id),
        "weeks of all": store.weekly,
        "weeks of an agent": lambda: (store.weekly(agent), store.weekly_rules(agent)),
        "weeks by team": lambda: store.weekly(by=TrendBy.TEAM),
        "rules by week": store.weekly_rules,
        "rules by week and agent": lambda: store.weekly_rules(by=TrendBy.AGENT),
    }


def timed_ms(ask: Question, rounds: int = ROUNDS) -> tuple[list[float], float]:
    """Return how long answers take by the clock, in milliseconds, sorted, and the median of the processor time."""
    spent, used = [], []
    for _ in range(rounds):
        begin, busy = time.perf_counter(), time.process_time()
        ask()
        used.append((time.process_time() - busy) * 1000)
        spent.append((time.perf_counter() - begin) * 1000)
    return sorted(spent), statistics.median(used)


def both_ms(plain: Question, secret: Question) -> tuple[float, float, float, float]:
    """Return the medians, plain and encrypted, by the clock and of processor time; asked in turn, so load meets both."""
    plain(), secret()
    taken = [(timed_ms(plain, 1), timed_ms(secret, 1)) for _ in range(ROUNDS)]
    clock = (statistics.median(one[which][0][0] for one in taken) for which in (0, 1))
    used = (statistics.median(one[which][1] for one in taken) for which in (0, 1))
    return (*clock, *used)  # type: ignore[return-value]


def filled(file: Path, count: int, key: bytes | None = None) -> Store:
    """Return a store with so many sessions, and say how fast they were written."""
    store, begin, used = open_store(file, key), time.perf_counter(), time.process_time()
    plan = GenerationPlan(count, seed=1, agents=50, teams=4, weeks=52, until=UNTIL)
    generate(store, plan, load_rulebook(None))
    wall_s, cpu_s = time.perf_counter() - begin, time.process_time() - used
    size = file.stat().st_size
    print(
        f"{count:>7,} sessions generated{' (encrypted)' if key else ''}: {count / wall_s:,.0f}/s by the clock, "
        f"{count / cpu_s:,.0f}/s of processor time, {size / count / 1000:.1f} kB each"
    )
    return store


def ask_both(few: Store, many: Store) -> None:
    """Print each question's times with few and many sessions beside each other."""
    heads = (f"{len_:,}: p50" for len_ in (few.count(), many.count()))
    print("\n" + f"{'ms':26}" + "".join(f"{head:>14}{'p95':>8}{'cpu':>8}" for head in heads) + f"{'cpu ratio':>11}")
    asked = questions(many)
    for name, ask in questions(few).items():
        ask(), asked[name]()
        (before, cpu), (after, cpu_many) = timed_ms(ask), timed_ms(asked[name])
        columns = ((statistics.median(before), before[-1], cpu), (statistics.median(after), after[-1], cpu_many))
        cells = "".join(f"{p50:14.1f}{p95:8.1f}{busy:8.1f}" for p50, p95, busy in columns)
        print(f"{name:26}{cells}{cpu_many / max(cpu, 0.05):11.1f}", flush=True)


def written(file: Path, rows: Sequence[SessionRows], key: bytes | None = None) -> tuple[float, float]:
    """Return how many sessions a second are written together and one by one, the last 200 of `rows`."""
    bulk = len(rows) - 200
    with open_store(file, key) as store:
        begin = time.perf_counter()
        with store.writing() as connection:
            insert_rows(connection, rows[:bulk])
        together = bulk / (time.perf_counter() - begin)
        begin = time.perf_counter()
        for one in rows[bulk:]:
            with store.writing() as connection:
                insert_rows(connection, [one])
        return together, 200 / (time.perf_counter() - begin)


def ready_made() -> list[SessionRows]:
    """Return the rows of 1,200 sessions."""
    return list(generated_rows(GenerationPlan(1_200, seed=9, until=UNTIL), load_rulebook(None)))


def bulk_and_single(folder: Path) -> None:
    """Print how much faster sessions are written together than one by one."""
    together, single = written(folder / "bulk.db", ready_made())
    print(
        f"\nsessions/s ready-made: one by one {single:,.0f} · together {together:,.0f} · ratio {together / single:.1f}"
    )


def encrypted(folder: Path) -> None:
    """Write, open and ask the same sessions plain and encrypted, each pair in turn, and print the ratios."""
    key = secrets.token_bytes(32)
    print(f"\nplain and encrypted (SQLCipher {cipher_version(key)}), {FEW:,} sessions:")
    with filled(folder / "plain.db", FEW) as plain, filled(folder / "secret.db", FEW, key) as secret:
        for file in (plain.file, secret.file):
            readable = file.read_bytes().startswith(b"SQLite format 3")
            print(
                f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, {'readable' if readable else 'not readable'} without a key"
            )
        print(f"\n{'ms, median':36}{'plain':>10}{'encrypted':>11}{'ratio':>7}{'cpu':>10}{'encrypted':>11}{'ratio':>7}")
        asked = questions(secret)
        pairs = {name: (ask, asked[name]) for name, ask in questions(plain).items()}
        for name in ("first page", "detail", "words of no flag", "weeks of all", "rules by week and agent"):
            pairs[f"new start: {name}"] = (afresh(plain.file, None, name), afresh(secret.file, key, name))
        for name, (ask, ask_secret) in pairs.items():
            clock, clock_secret, used, used_secret = both_ms(ask, ask_secret)
            print(
                f"{name:36}{clock:10.1f}{clock_secret:11.1f}{clock_secret / clock:7.1f}"
                f"{used:10.1f}{used_secret:11.1f}{used_secret / max(used, 0.05):7.1f}",
                flush=True,
            )
    rows = ready_made()
    for number in range(2):  # the first warms the code up
        rates = [written(folder / f"w{number}{name}.db", rows, one) for name, one in (("plain", None), ("secret", key))]
    (together, single), (together_secret, single_secret) = rates
    print(
        f"sessions/s together: plain {together:,.0f}, encrypted {together_secret:,.0f}, ratio {together / together_secret:.1f}"
        f" · one by one: {single:,.0f}, {single_secret:,.0f}, ratio {single / single_secret:.1f}"
    )


def afresh(file: Path, key: bytes | None, name: str) -> Question:
    """Return a question that opens the store anew: no page lies decrypted in its memory."""

    def ask() -> object:
        with open_store(file, key) as store:
            return questions(store)[name]()

    return ask


def cipher_version(key: bytes) -> str:
    """Return SQLCipher's own version; a library that does not encrypt has none, and then this says so and ends."""
    connection = sqlcipher3.dbapi2.connect(":memory:")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    found = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()
    if found is None:
        sys.exit("The sqlcipher3 that is installed here does not encrypt: nothing was measured.")
    return str(found[0])


def writer(folder: Path) -> None:
    """Print what recording costs: a minute of call through the engine alone, and through the recorder's steps."""
    events: list = [
        SessionStarted(0.0, "x", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason="")
    ]
    for n in range(1, 601):
        if n % 60 == 0:
            events += [
                SpeechStarted(n / 10, Side.AGENT, n / 10 - 0.2),
                SpeechEnded(n / 10, Side.AGENT, n / 10 - 0.2, n / 10),
            ]
        events += [LevelMeasured(n / 10, side, 0.1, -30.0 - n % 17, -20.0, speaking=n % 3 > 0) for side in Side]
    engine, begin = new_engine(load_rulebook(None)), time.process_time()
    for event in events:
        engine.accept(event)
    alone_ms = (time.process_time() - begin) * 1000
    now = datetime.now(tz=UTC)
    commits, builder = [], LogBuilder()
    labels = SessionLabels(new_session_id(now), now)
    with open_store(folder / "writer.db") as store:
        with store.writing() as connection:
            begin_session(connection, labels, RecordingPlan(), "x")
        used = time.process_time()
        for n, event in enumerate(events):
            builder.accept(event)
            if n % 10 == 9:  # half a second
                begin = time.perf_counter()
                with store.writing() as connection:
                    write_chunks(connection, labels.id, builder.take_chunk())
                commits.append((time.perf_counter() - begin) * 1000)
        used_ms = (time.process_time() - used) * 1000
        size = (folder / "writer.db-wal").stat().st_size
    commits.sort()
    flush = flushes_ms(folder)
    print(
        f"\na minute of call: engine {alone_ms:.0f} ms, recorder {used_ms:.0f} ms of processor time "
        f"({used_ms / 600:.2f} % of one core; ratio {used_ms / alone_ms:.1f}); log {size / 1000:.0f} kB\n"
        f"one commit every half second: p50 {statistics.median(commits):.1f} ms, p95 {commits[int(len(commits) * 0.95)]:.1f} ms; "
        f"a bare write and flush of this disk: p50 {statistics.median(flush):.1f} ms, p95 {flush[int(len(flush) * 0.95)]:.1f} ms"
    )


def flushes_ms(folder: Path) -> list[float]:
    """Return how long this disk takes to keep 8 kB for good, sorted: the baseline of a commit."""
    spent = []
    with (folder / "flush").open("wb", buffering=0) as file:
        for _ in range(120):
            begin = time.perf_counter()
            file.write(bytes(8192))
            os.fsync(file.fileno())
            spent.append((time.perf_counter() - begin) * 1000)
    return sorted(spent)


def main() -> None:
    """Print everything."""
    given = [argument for argument in sys.argv[1:] if argument != "--encrypted"]
    count = int(given[0]) if given else 100_000
    with tempfile.TemporaryDirectory(dir=given[1] if len(given) > 1 else None) as name:
        folder = Path(name)
        if "--encrypted" in sys.argv:
            encrypted(folder)
            return
        few, many = filled(folder / "few.db", FEW), filled(folder / "many.db", count)
        begin = time.perf_counter()
        open_store(folder / "many.db").close()
        print(f"open: {(time.perf_counter() - begin) * 1000:.0f} ms")
        ask_both(few, many)
        encrypted(folder)
        bulk_and_single(folder)
        writer(folder)
        few.close()
        many.close()


if __name__ == "__main__":
    main()
