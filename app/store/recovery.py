"""Finishes sessions that a crash or power cut left open, from the events that had been written.

Place in the flow: whoever starts to work with the workstation's sessions calls `recover` first (`sotto run`,
`sotto sessions`, the review). What coaching had decided is taken over as it was shown, never decided anew.
"""

from collections import deque
from dataclasses import replace
from typing import Final
from uuid import UUID

from app.store.call_log import Commanded, CuePainted, LogItem, Utterance, Verb, speech_events
from app.store.event_codec import encode
from app.store.new_session import NewSession, without_words
from app.store.open_sessions import LeftSession, finish_session, open_ids, read_left
from app.store.outcomes import cues_of, detections_of
from app.store.records import SessionState
from app.store.repository import Store
from app.store.write_lock import WriteLock
from coaching.agenda import AgendaEntry, AgendaStatus, Due
from coaching.call_record import CallRecord
from coaching.detectors.promises import Promise, PromiseDetector, PromiseOutcome
from coaching.events import AgendaChanged, CoachingEvent, PromiseChanged
from coaching.summary import CallSummary, NotMeasured
from speech.events import GapRecorded, SessionEnded, Side, SpeechEvent

LOST_AT_MOST_S: Final = 1.0
"""What the recorder promises: the gap at the end of a recovered session is this long."""
GAP_REASON: Final = "stopped"
_END_LOST: Final = NotMeasured(
    "the end of the call", "Sotto or the computer stopped; what was said after that is not on record"
)

_NO_WORDS: Final = "the call was put together after a crash, without its words"


def recover(store: Store) -> list[UUID]:
    """Finish the sessions that nobody is writing any more and return their ids. Raises StoreError."""
    with store.reading() as connection:
        left = open_ids(connection)
    return [session_id for session_id in left if _recover_one(store, session_id)]


def recovered_summary(left: LeftSession) -> CallSummary:
    """Return the summary of what was written, with the lost end on record as a gap. Pure."""
    record = CallRecord()
    for item in _in_order(left.log):
        _take(record, item)
    if not record.complete:
        start_s = record.now_s
        for side in Side:
            record.hear(GapRecorded(start_s + LOST_AT_MOST_S, side, start_s, start_s + LOST_AT_MOST_S, GAP_REASON))
    severities = left.plan.scoring.severities
    summary = record.summary(
        left.plan.rulebook_version, severities, _promises(left.log), left.plan.scoring.settings, _agenda(left.log)
    )
    return _told(summary, left)


def _recover_one(store: Store, session_id: UUID) -> bool:
    lock = WriteLock(store.file, session_id)
    if not lock.take():
        return False  # a call that is going on
    try:
        with store.writing() as connection:
            left = read_left(connection, session_id)
            if left is not None:
                finish_session(connection, _finished(store, left))
            return left is not None
    finally:
        lock.give_back()


def _finished(store: Store, left: LeftSession) -> NewSession:
    summary = recovered_summary(left)
    return NewSession(
        labels=left.labels,
        summary=summary,
        detections=detections_of(left.log),
        cues=cues_of(summary, left.log),
        scoring=left.plan.scoring,
        events=encode([*left.log, SessionEnded(summary.duration_s, complete=False)]) if left.plan.transcript else None,
        state=SessionState.RECOVERED,
        released_at=left.plan.released_at(store.now()),
    )


def _in_order(log: list[LogItem]) -> list[LogItem]:
    """Return the log with finals in the place of its utterances; partials say nothing to a summary."""
    finals = iter(speech_events(replace(item, reveals=()) for item in log if isinstance(item, Utterance)))
    return [next(finals) if isinstance(item, Utterance) else item for item in log]


def _take(record: CallRecord, item: LogItem) -> None:
    match item:
        case Commanded(verb=Verb.PAUSE):
            record.pause()
        case Commanded(verb=Verb.RESUME):
            record.resume()
        case CuePainted():
            record.latency.note_painted(item.cue_id, item.delivered_s, item.painted_s)
        case _ if isinstance(item, SpeechEvent):
            record.hear(item)
        case _ if isinstance(item, CoachingEvent):
            record.note(item)
        case _:
            pass


def _promises(log: list[LogItem]) -> list[Promise]:
    """Return the promises as they were told last; how long the customer waited follows from the events."""
    detector = PromiseDetector()
    for event in speech_events(log):
        deque(detector.accept(event), maxlen=0)
    waited = {round(promise.made_s, 2): promise.hold_s for promise in detector.promises}
    last = {item.made_s: item for item in log if isinstance(item, PromiseChanged)}
    return [
        Promise(
            one.phrase, one.made_s, one.deadline_s, PromiseOutcome(one.outcome), waited.get(round(one.made_s, 2), 0.0)
        )
        for one in last.values()
    ]


def _agenda(log: list[LogItem]) -> list[AgendaEntry]:
    changes = [item for item in log if isinstance(item, AgendaChanged)]
    marks = changes[-1].items if changes else ()
    return [AgendaEntry(mark.item_id, mark.label, Due(mark.due), AgendaStatus(mark.status)) for mark in marks]


def _told(summary: CallSummary, left: LeftSession) -> CallSummary:
    """Say what is missing; without a transcript the words are not there to be counted."""
    missing: tuple[NotMeasured, ...] = () if summary.complete else (_END_LOST,)
    metrics = summary.metrics
    if not left.plan.transcript:
        metrics = replace(metrics, filler_per_min=None, hold_s=None)
        missing += tuple(NotMeasured(what, _NO_WORDS) for what in ("filler words", "time on hold"))
        summary = without_words(summary)
    coverage = replace(summary.coverage, not_measured=(*summary.coverage.not_measured, *missing))
    return replace(summary, coverage=coverage, metrics=metrics)
