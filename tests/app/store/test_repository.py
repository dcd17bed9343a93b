"""What is kept of sessions, and every change to it."""

from app.store.records import CueOutcome, SessionOrigin
from app.store.repository import Store
from coaching.summary import CallSummary
from tests.app.store.conftest import MakeSession


def test_what_was_kept_comes_back(store: Store, make_session: MakeSession, summary: CallSummary) -> None:
    """The detail of a session holds the summary as it was, its flags, cues and labels."""
    new = make_session(reference="ticket-7")
    assert store.add([new]) == 1
    detail = store.detail(new.labels.id)
    assert detail.summary == detail.heard == summary
    assert [kept.detection for kept in detail.detections] == list(summary.detections)
    assert [kept.cue for kept in detail.cues] == list(summary.cues)
    assert detail.cues[0].outcome in {CueOutcome.SHOWN, CueOutcome.HELD_BACK}
    assert (detail.row.reference, detail.row.agent, detail.row.team) == ("ticket-7", "anna", "north")
    assert detail.row.started_at == new.labels.started_at
    assert detail.row.score == summary.score.total
    assert detail.row.origin is SessionOrigin.LOCAL
    assert detail.has_transcript


def test_adding_twice_changes_nothing(store: Store, make_session: MakeSession) -> None:
    """A session whose id is known is left as it is."""
    new = make_session()
    store.add([new])
    assert store.add([new, make_session(1)]) == 1
    assert store.count() == 2
