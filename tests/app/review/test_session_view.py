"""What the page of one session shows, before any window."""

from datetime import timedelta

import pytest

from app.review.changes import changes_of
from app.review.lanes import NAMES, lanes_of
from app.review.scoring import reason_text, rescored
from app.review.session_view import SessionView, Withheld, load_session
from app.store.errors import NoSuchSessionError
from app.store.records import Role
from app.store.repository import Store
from app.store.session_ids import new_session_id
from coaching.scorecard import ScoreSettings
from tests.app.review.conftest import NOW, MakeContext
from tests.app.store.conftest import MONDAY, MakeSession


def loaded(context_of: MakeContext, store: Store, session: MakeSession) -> SessionView:
    """Keep a session and load it."""
    new = session()
    store.add([new])
    view = load_session(context_of(), new.labels.id)
    assert isinstance(view, SessionView)
    return view


def test_a_view_holds_all_parts(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """Report, lanes, moments and changes are of the same call, and the view is on record."""
    view = loaded(make_context, store, make_session)
    assert view.lanes.duration_s == pytest.approx(view.detail.row.duration_s, abs=0.01)
    assert view.report.lines
    assert sum(one.kept is not None for one in view.moments) == view.detail.row.flags
    (seen,) = store.detail(view.detail.row.id).views
    assert (seen.viewer, seen.role) == ("sam", Role.SUPERVISOR)


def test_reading_again_is_not_logged(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """After a change the page reads the session anew; that is no second visit."""
    view = loaded(make_context, store, make_session)
    load_session(make_context(), view.detail.row.id, log=False)
    assert len(store.detail(view.detail.row.id).views) == 1


def test_unreleased_content_is_never_loaded(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """A supervisor gets a sentence, nothing else, and no visit is noted."""
    new = make_session(reference="ticket-7")
    store.add([new])
    found = load_session(make_context(now=MONDAY + timedelta(hours=1)), new.labels.id)
    assert isinstance(found, Withheld)
    assert "with the agent until" in found.why
    assert store.detail(new.labels.id).views == ()


def test_its_agent_sees_it_at_once(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """The agent needs no release."""
    new = make_session()
    store.add([new])
    found = load_session(make_context("anna", Role.AGENT, now=MONDAY), new.labels.id)
    assert isinstance(found, SessionView)


def test_a_disputed_flag_stays_in_sight(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """It does not count, but it is listed at its place with what was said about it."""
    before = loaded(make_context, store, make_session)
    flag = before.detail.detections[0].detection
    store.dispute(before.detail.row.id, flag.detection_id, by="anna", reason="no")
    after = load_session(make_context(), before.detail.row.id)
    assert isinstance(after, SessionView)
    assert len(after.moments) == len(before.moments)
    (disputed,) = [one for one in after.moments if one.disputed]
    assert not disputed.counts
    assert disputed.moment.detection_id == flag.detection_id
    assert after.detail.summary.score.total > before.detail.summary.score.total


def test_an_unknown_session_is_an_error(make_context: MakeContext, store: Store) -> None:
    """A session that was deleted meanwhile is told."""
    with pytest.raises(NoSuchSessionError):
        load_session(make_context(), new_session_id(NOW))


def test_changes_stand_beside_the_agents_own_past(
    make_context: MakeContext, store: Store, make_session: MakeSession
) -> None:
    """The usual values are those of this agent's calls before, weighted by calls; others' do not count."""
    new = make_session(200)
    store.add([make_session(0), make_session(1), make_session(2, agent="ben"), new])
    view = load_session(make_context(now=NOW + timedelta(days=9)), new.labels.id)
    assert isinstance(view, SessionView)
    assert view.changes.calls == 2
    assert {line.direction for line in view.changes.lines} == {0}


def test_nothing_to_compare_with_is_said(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """A first call has no usual values."""
    view = loaded(make_context, store, make_session)
    changes = changes_of(view.detail, ())
    assert changes.calls == 0
    assert {line.usual for line in changes.lines} == {"\N{EN DASH}"}


def test_lanes_hold_what_the_document_says() -> None:
    """Overlaps are where both speak; holds are where coaching rested; promises end with the call at the latest."""
    document = {
        "duration_s": 60.0, "speech": {"agent": [[0, 10]], "customer": [[8, 20]]},
        "interruptions": [{"start_s": 8.0, "overlap_s": 2.0}],
        "coverage": {"gaps": [{"start_s": 30, "end_s": 31}], "paused": [[40, 50]]},
        "promises": [{"made_s": 21, "deadline_s": 400.0}, {"made_s": 22, "deadline_s": None}],
    }  # fmt: skip
    lanes = lanes_of(document, ())
    assert lanes.overlaps == ((8.0, 10.0),)
    assert lanes.interruptions == ((8.0, 10.0),)
    assert lanes.holds == ((40.0, 50.0),)
    assert lanes.promises == ((21, 60.0), (22, 22))
    assert list(NAMES) == ["agent", "customer", "overlap", "hold", "cues", "promises"]


def test_scores_under_other_weights(make_context: MakeContext, store: Store, make_session: MakeSession) -> None:
    """The weights of the call give the call's score; heavier ones cost more; every line has a name for people."""
    view = loaded(make_context, store, make_session)
    rulebook = make_context().rulebook
    same = rescored(view.detail, rulebook, ScoreSettings())
    assert same.total == view.detail.summary.score.total
    assert rescored(view.detail, rulebook, ScoreSettings(normal=16.0, most_per_rule=40.0)).total < same.total
    assert all(reason_text(line.reason, rulebook) != line.reason for line in same.lines)
