"""Kills a process that writes sessions at random points, many times, and looks for anything lost or damaged.

    python3 dev.py bench store_crash        (or: python benchmarks/bench_store_crash.py [rounds] [seed])

Each round a child process records short calls with the real recorder and says on its standard output what is on the
disk: after every commit how many log items the open session has, after every end the session's id. It is then killed
(SIGKILL; TerminateProcess on Windows) at a random moment. Afterwards the file must pass SQLite's own integrity check,
every finished session must be there, the open one must hold at least what was reported, and recovery must finish it.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

MOST_WORDS = 40
"""The child is killed after at most so many commits and ends, about two calls."""
LONGEST_AFTER_S = 0.02
"""… and this much later: longer than a commit, so that kills hit the middle of one."""


@dataclass
class Tally:
    """What the rounds found."""

    rounds: int = 0
    commits: int = 0
    finished: int = 0
    recovered: int = 0
    lost: int = 0
    damaged: int = 0

    def line(self) -> str:
        """Return the figures in one line."""
        return (
            f"{self.rounds} kills · {self.commits} commits · {self.finished} finished sessions kept · "
            f"{self.recovered} recovered · {self.lost} lost · {self.damaged} damaged"
        )


def crash_rounds(database: Path, rounds: int, seed: int) -> Tally:
    """Run the rounds on one database, which grows from round to round."""
    draw, tally = random.Random(seed), Tally()
    # A fork needs no second of imports each round; Windows and macOS have only the other way.
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    for _ in range(rounds):
        heard, told = context.Pipe(duplex=False)
        child = context.Process(target=_child, args=(database, told), daemon=True)
        child.start()
        told.close()
        finished, open_id, items = _kill_at(child, heard, draw, tally)
        _examine(database, finished, open_id, items, tally)
        tally.rounds += 1
    return tally


def _kill_at(
    child: BaseProcess, heard: Connection, draw: random.Random, tally: Tally
) -> tuple[list[UUID], UUID | None, int]:
    """Kill the child after some words and a moment, and return all that it had said."""
    kill_after = draw.randint(0, MOST_WORDS)
    finished: list[UUID] = []
    open_id, items, words = None, 0, 0
    killed = False
    while True:
        if not killed and words == kill_after:
            time.sleep(draw.uniform(0.0, LONGEST_AFTER_S))
            child.kill()
            killed = True
        try:
            word, session_id, count = heard.recv()
        except EOFError:
            child.join()
            return finished, open_id, items
        words += 1
        if word == "wrote":
            open_id, items = session_id, count
            tally.commits += 1
        else:
            finished.append(session_id)
            open_id, items = None, 0


def _examine(database: Path, finished: list[UUID], open_id: UUID | None, items: int, tally: Tally) -> None:
    from app.store.open_sessions import read_left
    from app.store.opening import open_store
    from app.store.recovery import recover

    with open_store(database) as store:
        with store.reading() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            left = None if open_id is None else read_left(connection, open_id)
        # Between the last word and the kill the open session may have been finished.
        if open_id is not None and left is None:
            tally.lost += store.detail(open_id).row.state != "finished"
        elif left is not None:
            tally.lost += len(left.log) < items
        tally.recovered += len(recover(store))
        for session_id in finished:
            tally.lost += store.detail(session_id).row.state != "finished"
        if open_id is not None:
            tally.lost += store.detail(open_id).summary.duration_s <= 0.0
        tally.finished += len(finished)
        tally.damaged += not sound


def _child(database: Path, told: Connection) -> None:
    from app.store.new_session import SessionLabels
    from app.store.opening import open_store
    from app.store.plan import RecordingPlan
    from app.store.recorder import SessionRecorder
    from app.store.session_ids import new_session_id
    from coaching.coach import new_engine
    from coaching.rulebook.schema import Rulebook

    class Reporting(SessionRecorder):
        """Says after each commit how many items of the log are on the disk by now."""

        def _write(self) -> None:
            super()._write()
            told.send(("wrote", self.id, self._log.written))

    while True:
        now = datetime.now(tz=UTC)
        labels = SessionLabels(new_session_id(now), now, "anna", "north")
        recorder = Reporting(lambda: open_store(database), labels, RecordingPlan(), commit_every_s=0.001)
        engine = new_engine(Rulebook(version="crash", rules=()))
        for event in _call():
            recorder.took([event, *engine.accept(event)])
            time.sleep(0.001)
        recorder.complete(engine.finish())
        told.send(("finished", recorder.id, 0))


def _call() -> list:
    from speech.events import FinalTranscript, LevelMeasured, SessionEnded, SessionStarted, Side, Word

    events: list = [
        SessionStarted(0.0, "x", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason="")
    ]
    for n in range(1, 16):
        events.append(LevelMeasured(n / 10, Side.AGENT, 0.1, -30.0, -20.0, speaking=True))
        events.append(FinalTranscript(n / 10, n, (Word(f"word{n}", n / 10 - 0.05, n / 10),), f"word{n}"))
    return [*events, SessionEnded(1.6, complete=True)]


def main() -> None:
    """Run as many rounds as asked for."""
    rounds, seed = map(int, [*sys.argv[1:], *("200", "7")[len(sys.argv) - 1 :]])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        tally = crash_rounds(Path(folder) / "sessions.db", rounds, seed)
    print(f"{tally.line()} · {time.perf_counter() - began:.0f} s")
    if tally.lost or tally.damaged:
        sys.exit(1)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main()
