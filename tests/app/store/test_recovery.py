"""Finishing what a crash left."""

from uuid import UUID

import pytest
from sqlalchemy import update

from app.store.call_log import CueActed, LogItem
from app.store.log_builder import LogBuilder
from app.store.models import SessionChunk
from app.store.new_session import NewSession
from app.store.open_sessions import LeftSession, begin_session, write_chunks
from app.store.plan import RecordingPlan
from app.store.records import CueOutcome, FlagStatus, SessionState
from app.store.recovery import GAP_REASON, LOST_AT_MOST_S, recover, recovered_summary
from app.store.repository import Store
from app.store.scoring import Scoring
from app.store.write_lock import WriteLock
from coaching.coach import new_engine
from coaching.events import PromiseChanged
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from tests.app.store.conftest import MakeSession, a_call

LINES = ("Good morning.", "There is nothing more I can do.", "I am so sorry, one moment please.", "Bye.")


@pytest.fixture
def plan(rulebook: Rulebook) -> RecordingPlan:
    """Return the plan of a recording with the built-in rules."""
    return RecordingPlan(rulebook_version=rulebook.version, scoring=Scoring.of(rulebook, ScoreSettings()))


def a_log(rulebook: Rulebook, until_s: float = 1e9, *, transcript: bool = True) -> tuple[list[LogItem], CallSummary]:
    """Return the log of a call until then, and the engine's own summary of it."""
    engine, builder = new_engine(rulebook), LogBuilder(transcript)
    for event in a_call(*LINES):
        if event.at_s <= until_s:
            for item in (event, *engine.accept(event)):
                builder.accept(item)
    return builder.items, engine.finish()


def test_a_whole_log_gives_the_summary_of_the_call(
    rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession
) -> None:
    """When only the very last write was missing, recovery gives what the call gave."""
    log, summary = a_log(rulebook)
    recovered = recovered_summary(LeftSession(make_session().labels, plan, log))
    assert recovered.detections == summary.detections
    assert recovered.score == summary.score
    assert recovered.metrics == summary.metrics
    assert recovered.coverage == summary.coverage
    assert recovered.transcript == summary.transcript
    assert [entry.status for entry in recovered.agenda] == [entry.status for entry in summary.agenda]
    assert recovered.complete


def test_the_lost_end_is_a_gap(rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession) -> None:
    """What coaching had decided stands; the second that may be lost is on record for both sides, and said."""
    log, so_far = a_log(rulebook, until_s=22.0)
    summary = recovered_summary(LeftSession(make_session().labels, plan, log))
    assert not summary.complete
    assert summary.detections == so_far.detections
    assert [(gap.reason, gap.end_s - gap.start_s) for gap in summary.coverage.gaps] == [
        (GAP_REASON, pytest.approx(LOST_AT_MOST_S))
    ] * 2
    assert summary.coverage.heard_share < 1.0
    assert any(item.what == "the end of the call" for item in summary.coverage.not_measured)


def test_promises_come_from_what_was_told(rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession) -> None:
    """Each promise appears once, as it last stood."""
    log, _ = a_log(rulebook, until_s=5.0)
    log += [
        PromiseChanged(6.0, 5.5, "one moment", 35.5, "waiting"),
        PromiseChanged(9.0, 5.5, "one moment", 35.5, "kept"),
    ]
    summary = recovered_summary(LeftSession(make_session().labels, plan, log))
    assert [(promise.phrase, str(promise.outcome)) for promise in summary.promises] == [("one moment", "kept")]


def left_open(store: Store, new: NewSession, plan: RecordingPlan, log: list[LogItem]) -> UUID:
    """Leave a session in the store as a crash would."""
    with store.writing() as connection:
        begin_session(connection, new.labels, plan, "Headset")
        write_chunks(connection, new.labels.id, {0: log[:9], 1: log[9:]})
    return new.labels.id


def test_the_next_start_finishes_it(
    store: Store, rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession
) -> None:
    """An open session becomes a recovered one with flags, cues, outcomes and events; the second time nothing is left."""
    log, so_far = a_log(rulebook, until_s=32.0)
    cue = so_far.cues[0]
    session_id = left_open(store, make_session(), plan, [*log, CueActed(31.0, cue.cue_id, "got-it")])
    assert recover(store) == [session_id]
    assert recover(store) == []
    detail = store.detail(session_id)
    assert detail.row.state is SessionState.RECOVERED
    standing = [kept.detection.evidence for kept in detail.detections if kept.status is FlagStatus.STANDING]
    assert standing == [detection.evidence for detection in so_far.detections]
    assert next(kept for kept in detail.cues if kept.cue.cue_id == cue.cue_id).outcome is CueOutcome.GOT_IT
    assert detail.can_replay
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session_chunk").scalar() == 0


def test_a_call_that_goes_on_is_left_alone(
    store: Store, rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession
) -> None:
    """While its writer lives, a session is not recovered."""
    log, _ = a_log(rulebook, until_s=12.0)
    session_id = left_open(store, make_session(), plan, log)
    lock = WriteLock(store.file, session_id)
    assert lock.take()
    assert recover(store) == []
    lock.give_back()
    assert recover(store) == [session_id]


def test_a_damaged_chunk_costs_only_what_follows(
    store: Store, rulebook: Rulebook, plan: RecordingPlan, make_session: MakeSession
) -> None:
    """The log counts up to the first chunk that cannot be read."""
    log, _ = a_log(rulebook, until_s=22.0)
    session_id = left_open(store, make_session(), plan, log)
    with store.writing() as connection:
        damaged = update(SessionChunk).where(SessionChunk.number == 1).values(events=b"not json")
        connection.execute(damaged)
    assert recover(store) == [session_id]
    assert 0.0 < store.detail(session_id).row.duration_s < 22.0


def test_without_a_transcript_words_are_not_counted(rulebook: Rulebook, make_session: MakeSession) -> None:
    """Filler words are then "not measured" rather than none; the pace is known by the times of the words."""
    log, so_far = a_log(rulebook, until_s=32.0, transcript=False)
    plan = RecordingPlan(transcript=False, scoring=Scoring.of(rulebook, ScoreSettings()))
    summary = recovered_summary(LeftSession(make_session().labels, plan, log))
    assert summary.transcript == ()
    assert summary.metrics.filler_per_min is None
    assert summary.metrics.pace_wpm == so_far.metrics.pace_wpm
    assert any(item.what == "filler words" for item in summary.coverage.not_measured)
