"""Sessions while they are written, and what can be read of them after a crash."""

from collections.abc import Sequence

import pytest
from sqlalchemy import delete, func, select, update

from app.store.call_log import LogItem
from app.store.column_types import Compressed, compressed
from app.store.models import Session, SessionChunk
from app.store.new_session import SessionLabels
from app.store.open_sessions import begin_session, finish_session, open_ids, read_left, write_chunks
from app.store.plan import RecordingPlan
from app.store.records import SessionState
from app.store.recovery import recover
from app.store.repository import Store
from speech.events import ClockAdvanced, SessionStarted
from tests.app.store.conftest import MakeSession

PLAN = RecordingPlan(release="hours", release_hours=6.0, rulebook_version="abc")
BEGIN = SessionStarted(
    0.0, "Headset", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason=""
)
DAMAGE = {"bytes": Compressed(b"\xff" * 30), "json": compressed(b"not json"), "other": compressed(b"[1]")}


def begin(store: Store, labels: SessionLabels, *chunks: Sequence[LogItem]) -> SessionLabels:
    """Leave a session open with these chunks."""
    with store.writing() as connection:
        begin_session(connection, labels, PLAN, "Headset")
        write_chunks(connection, labels.id, {number: list(items) for number, items in enumerate(chunks)})
    return labels


def chunk_count(store: Store) -> int:
    """Return how many chunks there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(SessionChunk)).scalar_one())


def test_labels_plan_and_log_come_back(store: Store, make_session: MakeSession) -> None:
    """The log is that of the chunks in their order, whichever was written last."""
    labels = begin(store, make_session(reference="CRM-1").labels)
    with store.writing() as connection:
        write_chunks(connection, labels.id, {1: [ClockAdvanced(2.0)], 0: [BEGIN, ClockAdvanced(1.0)]})
    with store.reading() as connection:
        left = read_left(connection, labels.id)
    assert left is not None
    assert (left.labels, left.plan) == (labels, PLAN)
    assert left.log == [BEGIN, ClockAdvanced(1.0), ClockAdvanced(2.0)]


def test_a_chunk_is_written_over(store: Store, make_session: MakeSession) -> None:
    """What a later utterance showed to be a number is not left beside its better version."""
    labels = begin(store, make_session().labels, [BEGIN], [ClockAdvanced(1.0)])
    with store.writing() as connection:
        write_chunks(connection, labels.id, {1: [ClockAdvanced(9.0)]})
    with store.reading() as connection:
        left = read_left(connection, labels.id)
    assert left is not None
    assert left.log == [BEGIN, ClockAdvanced(9.0)]
    assert chunk_count(store) == 3


def test_the_finished_session_takes_the_place_of_the_open_one(store: Store, make_session: MakeSession) -> None:
    """One row, no chunks, no longer open."""
    new = make_session()
    begin(store, new.labels, [BEGIN])
    with store.writing() as connection:
        finish_session(connection, new)
        assert open_ids(connection) == []
        assert read_left(connection, new.labels.id) is None
    assert (store.count(), chunk_count(store)) == (1, 0)
    assert store.detail(new.labels.id).row.state is SessionState.FINISHED


def test_open_sessions_are_named_oldest_first(store: Store, make_session: MakeSession) -> None:
    """Finished ones are not among them."""
    labels = [begin(store, make_session(number).labels) for number in (3, 1, 2)]
    store.add([make_session(0)])
    with store.reading() as connection:
        assert open_ids(connection) == [labels[1].id, labels[2].id, labels[0].id]


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_plan_shows_least(data: bytes, store: Store, make_session: MakeSession) -> None:
    """Nobody knows what the company allowed: no transcript, and supervisors wait until the agent has read it."""
    labels = begin(store, make_session().labels, [BEGIN, ClockAdvanced(4.0)])
    with store.writing() as connection:
        connection.execute(update(SessionChunk).where(SessionChunk.number == -1).values(events=data))
    assert recover(store) == [labels.id]
    detail = store.detail(labels.id)
    assert (detail.has_transcript, detail.can_replay, detail.row.released_at) == (False, False, None)
    assert detail.row.duration_s >= 4.0


def test_a_session_without_any_chunk_is_finished_too(store: Store, make_session: MakeSession) -> None:
    """An open row and nothing else, as a damaged disk may leave it: the next start does not stumble over it for ever."""
    labels = begin(store, make_session().labels, [BEGIN])
    with store.writing() as connection:
        connection.execute(delete(SessionChunk))
    assert recover(store) == [labels.id]
    assert store.detail(labels.id).row.state is SessionState.RECOVERED
    assert recover(store) == []


@pytest.mark.parametrize("data", DAMAGE.values(), ids=DAMAGE)
def test_what_lies_before_a_damaged_chunk_is_kept(data: bytes, store: Store, make_session: MakeSession) -> None:
    """The log ends where it cannot be read any more; the other sessions are finished as well."""
    one = begin(store, make_session(0).labels, [BEGIN, ClockAdvanced(4.0)], [ClockAdvanced(8.0)], [ClockAdvanced(12.0)])
    other = begin(store, make_session(1).labels, [BEGIN, ClockAdvanced(5.0)])
    with store.writing() as connection:
        here = (SessionChunk.session_id == one.id, SessionChunk.number == 1)
        connection.execute(update(SessionChunk).where(*here).values(events=data))
    with store.reading() as connection:
        left = read_left(connection, one.id)
    assert left is not None
    assert left.log == [BEGIN, ClockAdvanced(4.0)]
    assert recover(store) == [one.id, other.id]


def test_deleting_the_row_takes_the_chunks_along(store: Store, make_session: MakeSession) -> None:
    """References are checked: no piece of a call is left without its session."""
    labels = begin(store, make_session().labels, [BEGIN], [ClockAdvanced(1.0)])
    with store.writing() as connection:
        connection.execute(delete(Session).where(Session.id == labels.id))
    assert chunk_count(store) == 0
