"""Sessions to keep: a call with a flag, a withdrawn flag, cues, praise and words, made by the real engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store.event_codec import encode
from app.store.log_builder import LogBuilder
from app.store.new_session import NewSession, SessionLabels, kept_cues, kept_detections
from app.store.opening import open_store
from app.store.records import Dispute, FlagStatus, KeptDetection, Note, Role, View
from app.store.repository import Store
from app.store.scoring import Scoring
from app.store.session_ids import new_session_id
from coaching.coach import replay
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MakeSession = Callable[..., NewSession]


def said(text: str, start_s: float, utterance_id: int) -> list[SpeechEvent]:
    """Return the events of an utterance of the agent, a third of a second a word."""
    texts = text.lower().replace(",", "").replace(".", "").split()
    words = tuple(Word(word, start_s + i / 3, start_s + (i + 1) / 3) for i, word in enumerate(texts))
    end_s = words[-1].end_s
    return [
        SpeechStarted(start_s + 0.2, Side.AGENT, start_s),
        SpeechEnded(end_s + 0.3, Side.AGENT, start_s, end_s),
        FinalTranscript(end_s + 0.4, utterance_id, words, text),
    ]


def a_call(*lines: str) -> list[SpeechEvent]:
    """Return a call in which the agent says these lines, one every ten seconds, the customer between them."""
    events: list[SpeechEvent] = [
        SessionStarted(0.0, "Headset", has_customer=True, engine="vosk", model="small", engine_version="1", engine_reason="chosen")
    ]  # fmt: skip
    for number, line in enumerate(lines):
        start_s = 1.0 + 10.0 * number
        events += said(line, start_s, number + 1)
        events += [
            SpeechStarted(start_s + 7.2, Side.CUSTOMER, start_s + 7.0),
            SpeechEnded(start_s + 8.8, Side.CUSTOMER, start_s + 7.0, start_s + 8.5),
        ]
    end_s = 1.0 + 10.0 * len(lines)
    return [*events, ClockAdvanced(end_s), SessionEnded(end_s + 0.1, complete=True)]


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the built-in rules."""
    return load_rulebook(None)


@pytest.fixture(scope="session")
def summary(rulebook: Rulebook) -> CallSummary:
    """Return the summary of a short call with one flag and its cue."""
    return replay(
        a_call("Good morning, this is Anna speaking.", "There is nothing more I can do.", "Thank you for waiting."), rulebook
    )  # fmt: skip


@pytest.fixture(scope="session")
def make_session(summary: CallSummary, rulebook: Rulebook) -> MakeSession:
    """Return a function that makes a session: `number` hours after a Monday morning, by `agent` of `team`."""

    def make(number: int = 0, agent: str = "anna", team: str = "north", **labels: object) -> NewSession:
        started = MONDAY + timedelta(hours=number)
        return NewSession(
            SessionLabels(new_session_id(started), started, agent, team, **labels),  # type: ignore[arg-type]
            summary,
            kept_detections(summary),
            kept_cues(summary),
            Scoring.of(rulebook, ScoreSettings()),
            released_at=started + timedelta(hours=24),
        )

    return make


@pytest.fixture(scope="session")
def full(make_session: MakeSession, rulebook: Rulebook) -> NewSession:
    """Return a session that has one of everything: events, a settled dispute, a note, a view."""
    new, builder = make_session(reference="CRM-1"), LogBuilder()
    for event in a_call("Good morning.", "There is nothing more I can do."):
        builder.accept(event)
    first = new.detections[0]
    dispute = Dispute("anna", "it was our system", MONDAY, "sam", upheld=False, answer="no", resolved_at=MONDAY)
    return replace(
        new,
        events=encode(builder.items),
        detections=(KeptDetection(first.detection, FlagStatus.STANDING, "", dispute), *new.detections[1:]),
        notes=(Note(new_session_id(MONDAY), Role.AGENT, "anna", "see the case", MONDAY, 2.5),),
        views=(View(new_session_id(MONDAY), "sam", Role.SUPERVISOR, MONDAY),),
        acknowledged_at=MONDAY,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return an empty store on a file of its own."""
    with open_store(tmp_path / "sessions" / "sessions.db") as opened:
        yield opened
