"""One session out of its rows, also when some of them are damaged."""

import zlib
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from app.store.bundles import export_sessions
from app.store.column_types import compressed
from app.store.errors import BrokenStoreError, NoSuchSessionError
from app.store.new_session import NewSession
from app.store.open_sessions import begin_session
from app.store.plan import RecordingPlan
from app.store.records import FlagStatus, Role
from app.store.repository import Store
from tests.app.store.conftest import MONDAY, MakeSession

DAMAGED = {
    "no compressed bytes": b"\x00" * 40,
    "cut off": zlib.compress(b'{"source": "Headset"}' * 9)[:-4],
    "another document": compressed(b"[1]"),
    "no document": compressed(b"hello"),
}


def damage(store: Store, session_id: UUID, column: str, data: bytes) -> None:
    """Put other bytes in the place of a session's."""
    with store.writing() as connection:
        connection.execute(
            text(f"UPDATE session_body SET {column} = :data WHERE session_id = :id"),  # noqa: S608  names of columns
            {"data": bytes(data), "id": session_id.hex},
        )


def test_everything_comes_back(store: Store, full: NewSession) -> None:
    """Labels, flags with their disputes, cues, notes, views and events are what was given."""
    store.add([full])
    detail = store.detail(full.labels.id)
    assert detail.detections == full.detections
    assert detail.cues == full.cues
    assert detail.notes == full.notes
    assert detail.views == full.views
    assert detail.heard == full.summary
    assert (detail.has_transcript, detail.can_replay) == (True, True)
    assert (detail.row.notes, detail.row.acknowledged_at, detail.row.viewed_at) == (1, MONDAY, MONDAY)


def test_a_flag_that_was_withdrawn_is_shown_but_does_not_count(store: Store, make_session: MakeSession) -> None:
    """It stands in the detail with its reason; totals and score are those without it."""
    new = make_session()
    store.add([new])
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE detection SET status = 'withdrawn', status_reason = 'marked-wrong'")
    detail = store.detail(new.labels.id)
    assert {kept.status for kept in detail.detections} == {FlagStatus.WITHDRAWN}
    assert detail.summary.detections == ()
    assert detail.summary.score.total > detail.heard.score.total


def test_notes_and_views_are_told_oldest_first(store: Store, make_session: MakeSession) -> None:
    """In the order of their moments, not of their ids."""
    new = make_session()
    store.add([new])
    for number in (3, 1, 2):
        store._clock = lambda number=number: MONDAY.replace(hour=9 + number)
        store.annotate(new.labels.id, Role.AGENT, "anna", f"note {number}")
        store.log_view(new.labels.id, f"viewer {number}", Role.SUPERVISOR)
    detail = store.detail(new.labels.id)
    assert [note.text for note in detail.notes] == ["note 1", "note 2", "note 3"]
    assert [view.viewer for view in detail.views] == ["viewer 1", "viewer 2", "viewer 3"]


def test_an_open_session_has_no_detail_yet(store: Store, make_session: MakeSession) -> None:
    """While it is being written there is nothing to show, and nothing to change."""
    labels = make_session().labels
    with store.writing() as connection:
        begin_session(connection, labels, RecordingPlan(), "Headset")
    for ask in (
        store.detail,
        store.acknowledge,
        lambda session_id: store.hold(session_id, on=True),
        lambda session_id: store.annotate(session_id, Role.AGENT, "anna", "x"),
        lambda session_id: store.log_view(session_id, "sam", Role.SUPERVISOR),
    ):
        with pytest.raises(NoSuchSessionError):
            ask(labels.id)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("column", ["summary", "scoring"])
def test_a_damaged_body_is_one_sentence_about_one_session(
    column: str, data: bytes, store: Store, make_session: MakeSession, tmp_path: Path
) -> None:
    """It is named, can be deleted, and keeps no other session from being listed, shown or exported."""
    broken, whole = make_session(0), make_session(1)
    store.add([broken, whole])
    damage(store, broken.labels.id, column, data)
    uses: tuple[Callable[[UUID], object], ...] = (
        store.detail,
        lambda session_id: store.dispute(session_id, 1, by="anna", reason="x"),
        lambda session_id: export_sessions(store, [session_id], tmp_path / "a.sotto"),
    )
    for use in uses:
        with pytest.raises(BrokenStoreError, match=str(broken.labels.id)) as caught:
            use(broken.labels.id)
        assert "Delete it" in caught.value.mend
        use(whole.labels.id)
    assert len(store.list_sessions()) == 2
    assert store.delete([broken.labels.id]) == 1


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_damaged_events_keep_only_the_replay_away(data: bytes, store: Store, full: NewSession) -> None:
    """What was found can still be read; running rules over it is refused with a sentence."""
    store.add([full])
    damage(store, full.labels.id, "events", data)
    assert store.detail(full.labels.id).heard == full.summary
    with pytest.raises(BrokenStoreError, match="damaged"):
        store.replay_log(full.labels.id)


def test_no_events_are_no_error(store: Store, make_session: MakeSession) -> None:
    """Where none are kept, and where there is no session, there is nothing to replay."""
    new = make_session()
    store.add([new])
    assert not store.detail(new.labels.id).can_replay
    assert store.replay_log(new.labels.id) == store.replay_log(UUID(int=7)) == []
