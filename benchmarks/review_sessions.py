"""Sessions for pictures and measurements of the review: scripted calls through the real engine, many times over.

Used by bench_review.py and review_scenes.py. Labels vary (agent, team, time, reference); the calls themselves are a
dozen, so that 100,000 are made in a minute. `sotto sessions generate` makes varied ones.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.store.event_codec import encode  # noqa: E402
from app.store.new_session import NewSession, SessionLabels, kept_cues, kept_detections  # noqa: E402
from app.store.records import SessionOrigin  # noqa: E402
from app.store.repository import Store  # noqa: E402
from app.store.scoring import Scoring  # noqa: E402
from app.store.session_ids import new_session_id  # noqa: E402
from coaching.coach import replay  # noqa: E402
from coaching.rulebook.loader import load_rulebook  # noqa: E402
from coaching.scorecard import ScoreSettings  # noqa: E402
from speech.events import (  # noqa: E402
    ClockAdvanced,
    FinalTranscript,
    LevelMeasured,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)  # fmt: skip

AGENTS = (
    "Amelia Okafor", "Ben Whitfield", "Carla Reyes", "Daniel Rothermund", "Eszter Kovács", "Farid Haddad", "Grace Lin",
    "Hannah Weißenberger-Lüdenscheid", "Ivan Petrov", "Joe Walsh", "Kemi Adeyemi", "Liam Byrne",
)  # fmt: skip
TEAMS = ("North", "South", "Broadband")
SUBJECTS = (
    "Refund, broadband", "Lost debit card", "Parcel not arrived", "Add second driver", "Old account closure",
    "Change of address", "Meter reading", "Double charge", "Router keeps restarting", "Upgrade to fibre",
)  # fmt: skip
GOOD = (
    "Good morning, this is Daniel from customer care, how can I help you today?",
    "Thank you for your patience, I have the statement in front of me now.",
    "I can see the two charges on the third, and I understand how annoying that is.",
    "I'm sorry about that, that was our mistake and I will put it right.",
    "Although I can't refund it from here, I can pass this to a specialist who will call you back before five today.",
    "You will get a text message as soon as it is booked.",
    "One moment please, I am opening your account.",
    "What I can do is send you a new router tomorrow morning.",
    "Is there anything else that I can do for you today?",
    "Let me read that back to you so that we both have it right.",
    "The engineer comes between nine and eleven, and I will send you his name.",
)
BAD = (
    "There isn't anything more I can do about it.",
    "No, we can't do that.",
    "You should have read the instructions.",
    "That's what they always do in billing, they never get it right.",
    "As I already told you, you're wrong about that.",
    "What are your plans for the weekend?",
    "I'm not paid enough to do that.",
)


def call_events(seed: int, length_s: float) -> list[SpeechEvent]:
    """Return a two-sided call of about `length_s`, with levels ten times a second for each side."""
    chance = random.Random(seed)
    events: list[SpeechEvent] = [
        SessionStarted(0.0, "Jabra Evolve2 40", True, "vosk", "small-en-us", "0.3.45", "installed")  # noqa: FBT003
    ]
    at_s, utterance = 1.0, 0
    while at_s < length_s - 12:
        utterance += 1
        line = GOOD[0] if utterance == 1 else chance.choice(BAD if chance.random() < 0.12 else GOOD[1:])
        at_s = _spoken(events, line, at_s, utterance)
        customer_s = chance.uniform(1.0, 9.0)
        begins_s = at_s + chance.uniform(-0.7 if chance.random() < 0.2 else 0.2, 1.6)
        events += [
            SpeechStarted(begins_s + 0.3, Side.CUSTOMER, begins_s),
            SpeechEnded(begins_s + customer_s + 0.3, Side.CUSTOMER, begins_s, begins_s + customer_s),
        ]
        cuts_in = chance.random() < 0.12
        at_s = begins_s + customer_s + (-min(1.8, customer_s / 2) if cuts_in else chance.uniform(0.2, 1.4))
    events += _levels(events, length_s, chance)
    events += [ClockAdvanced(length_s), SessionEnded(length_s, complete=True)]
    return sorted(events, key=lambda event: event.at_s)


def _spoken(events: list[SpeechEvent], line: str, start_s: float, utterance: int) -> float:
    texts = line.lower().replace(",", "").replace(".", "").replace("?", "").split()
    words = tuple(Word(word, start_s + i * 0.36, start_s + (i + 1) * 0.36, 0.9) for i, word in enumerate(texts))
    end_s = words[-1].end_s
    events += [
        SpeechStarted(start_s + 0.3, Side.AGENT, start_s),
        SpeechEnded(end_s + 0.35, Side.AGENT, start_s, end_s),
        FinalTranscript(end_s + 0.4, utterance, words, line),
    ]
    return end_s


def _levels(events: list[SpeechEvent], length_s: float, chance: random.Random) -> Iterator[SpeechEvent]:
    speech = {
        side: [(e.start_s, e.end_s) for e in events if isinstance(e, SpeechEnded) and e.side is side] for side in Side
    }
    for tenth in range(1, int(length_s)):
        for side in Side:
            speaking = any(start <= tenth < end for start, end in speech[side][:400])
            level = (-24.0 if speaking else -70.0) + chance.uniform(-4, 4)
            yield LevelMeasured(float(tenth), side, 0.1, level, level + 6.0, speaking=speaking)


def base_calls(count: int = 12, length_s: float | None = None, *, replayable: bool = True) -> list[NewSession]:
    """Return `count` different calls without a name."""
    rulebook = load_rulebook(None)
    scoring = Scoring.of(rulebook, ScoreSettings())
    made = []
    for number in range(count):
        events = call_events(number, length_s or random.Random(number).uniform(150, 560))
        summary = replay(events, rulebook)
        labels = SessionLabels(new_session_id(datetime.now(UTC)), datetime.now(UTC))
        made.append(
            NewSession(
                labels,
                summary,
                kept_detections(summary),
                kept_cues(summary),
                scoring,
                encode(events) if replayable else None,
            )
        )
    return made


def many(count: int, calls: list[NewSession], *, until: datetime, agent: str | None = None) -> Iterator[NewSession]:
    """Yield `count` sessions of the year before `until`; the last day is still with its agents."""
    chance = random.Random(7)
    step = timedelta(days=364) / count
    for number in range(count):
        call = calls[chance.randrange(len(calls))]
        back = count - number
        started = until - (timedelta(hours=3) * back if back <= 4 else step * back)
        who = agent or AGENTS[chance.randrange(len(AGENTS))]
        released = started + timedelta(hours=24)
        labels = SessionLabels(
            new_session_id(started), started, who, TEAMS[AGENTS.index(who) % 3 if who in AGENTS else 0],
            f"{SUBJECTS[chance.randrange(len(SUBJECTS))]} {number:05}", SessionOrigin.GENERATED,
        )  # fmt: skip
        yield NewSession(
            labels, call.summary, call.detections, call.cues, call.scoring, call.events,
            acknowledged_at=started + timedelta(hours=2) if number % 3 else None, released_at=released,
        )  # fmt: skip


def fill(store: Store, count: int, *, batch: int = 2_000, calls: list[NewSession] | None = None) -> None:
    """Put `count` sessions into a store."""
    sessions = many(count, calls or base_calls(), until=datetime.now(UTC))
    while batch_of := [one for _, one in zip(range(batch), sessions, strict=False)]:
        store.add(batch_of)


def multiply(file: Path, count: int) -> None:
    """Copy the sessions of a store (closed) into earlier years until there are `count`: rows to list, without bodies.

    What lists, filters and trends read is there; only a session's page is not. Ten times as fast as making them.
    """
    base = sqlite3.connect(file)
    names = {t: [c[1] for c in base.execute(f"PRAGMA table_info({t})")] for t in ("session", "detection")}
    first = {t: base.execute(f"SELECT * FROM {t}").fetchall() for t in names}  # noqa: S608
    years = 0
    place = {t: {name: i for i, name in enumerate(names[t])} for t in names}
    have = len(first["session"])
    while have < count:
        years += 1
        ids, rows = {}, []
        for row in first["session"][: count - have]:
            moved = datetime.fromisoformat(row[place["session"]["started_at"]]) - timedelta(days=364 * years)
            new = new_session_id(moved.replace(tzinfo=UTC)).hex
            monday = (moved - timedelta(days=moved.weekday())).date().isoformat()
            ids[row[place["session"]["id"]]] = (new, monday)
            values = list(row)
            values[place["session"]["id"]], values[place["session"]["week"]] = new, monday
            values[place["session"]["started_at"]] = moved.isoformat(" ", "microseconds")
            rows.append(values)
        flags = []
        for row in first["detection"]:
            if (known := ids.get(row[place["detection"]["session_id"]])) is not None:
                values = list(row)
                values[place["detection"]["session_id"]], values[place["detection"]["week"]] = known
                flags.append(values)
        with base:
            for table, made in (("session", rows), ("detection", flags)):
                marks = ", ".join("?" * len(names[table]))
                base.executemany(f"INSERT INTO {table} VALUES ({marks})", made)  # noqa: S608  names are the tables'
        have += len(rows)
    base.close()


if __name__ == "__main__":
    from app.store.settings import StoreSettings
    from app.store.workstation import open_workstation_store

    with open_workstation_store(StoreSettings(encryption="off")) as opened:
        fill(opened, int(sys.argv[1]))
        print(opened.count(), "sessions in", opened.file)
