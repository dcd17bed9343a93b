"""What supervisors wrote comes back into the workstation's store: once, and never over what the agent did since."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.store.opening import open_store
from app.store.records import FlagStatus, Role
from app.store.repository import Store
from app.team.returning import Returned, apply
from tests.app.store.conftest import MONDAY, MakeSession


@pytest.fixture
def session_id(store: Store, make_session: MakeSession) -> UUID:
    """Return a session of Anna's with a note of hers, its flag disputed."""
    new = make_session(0)
    store.add([new])
    store.annotate(new.labels.id, Role.AGENT, "anna", "mine")
    store._clock = lambda: MONDAY
    store.dispute(new.labels.id, 1, by="anna", reason="our system")
    return new.labels.id


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return the workstation's store."""
    with open_store(tmp_path_factory.mktemp("returning") / "sessions.db") as opened:
        yield opened


def note(session_id: UUID, text: str) -> dict[str, Any]:
    """Return a supervisor's note as the server gives it."""
    return {
        "id": uuid4(), "session_id": session_id, "role": "supervisor", "author": "Sue", "text": text, "written_at": MONDAY,
        "at_s": None, "detection_id": None,
    }  # fmt: skip


def settled(session_id: UUID, *, upheld: bool, raised_at: Any = MONDAY) -> dict[str, Any]:
    """Return a settled dispute as the server gives it."""
    return {
        "session_id": session_id, "detection_id": 1, "raised_at": raised_at, "resolved_by": "Sue", "upheld": upheld,
        "answer": "seen", "resolved_at": MONDAY + timedelta(hours=1),
    }  # fmt: skip


def come(store: Store, *returned: Returned) -> int:
    """Write what came back."""
    with store.writing() as connection:
        return apply(connection, returned).written


def test_notes_looks_and_answers_arrive(store: Store, session_id: UUID) -> None:
    """Beside what the agent wrote; totals follow."""
    view = {"id": uuid4(), "session_id": session_id, "viewer": "Sue", "role": "supervisor", "viewed_at": MONDAY}
    back = Returned(session_id, 2, MONDAY, [note(session_id, "theirs")], [view], [settled(session_id, upheld=True)])
    assert come(store, back) == 1
    detail = store.detail(session_id)
    assert {one.text for one in detail.notes} == {"mine", "theirs"}
    assert (detail.row.notes, detail.row.viewed_at, detail.row.disputed) == (2, MONDAY, 0)
    assert detail.detections[0].status is FlagStatus.RESOLVED
    assert [one.viewer for one in detail.views] == ["Sue"]


def test_twice_is_the_same_as_once(store: Store, session_id: UUID) -> None:
    """A line that was cut before the server heard of it: the same comes again and changes nothing."""
    back = Returned(session_id, 2, MONDAY, [note(session_id, "theirs")], [], [settled(session_id, upheld=False)])
    come(store, back)
    once = store.detail(session_id)
    come(store, back)
    twice = store.detail(session_id)
    assert (twice.notes, twice.detections, twice.summary) == (once.notes, once.detections, once.summary)


def test_a_note_taken_back_there_goes_here(store: Store, session_id: UUID) -> None:
    """The agent's own stay, whatever the server says."""
    come(store, Returned(session_id, 2, None, [note(session_id, "theirs")]))
    come(store, Returned(session_id, 3, None))
    assert [one.text for one in store.detail(session_id).notes] == ["mine"]


@pytest.mark.parametrize("raised_at", [MONDAY - timedelta(days=1), None])
def test_an_answer_to_an_older_objection_settles_no_newer_one(store: Store, session_id: UUID, raised_at: Any) -> None:
    """The agent objected anew while the answer was on its way."""
    come(store, Returned(session_id, 2, None, settled=[settled(session_id, upheld=True, raised_at=raised_at)]))
    assert store.detail(session_id).detections[0].status is FlagStatus.DISPUTED


def test_a_session_that_was_deleted_here_is_passed_over(store: Store, session_id: UUID) -> None:
    """It does not come back from the dead, and holds up no other."""
    other = uuid4()
    done = come(store, Returned(other, 2, None, [note(other, "x")]), Returned(session_id, 2, None))
    assert done == 1
    assert store.count() == 1
