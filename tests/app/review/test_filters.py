"""What the fields above the list mean."""

from datetime import UTC, datetime

import pytest

from app.review.access import Viewer
from app.review.filters import SCORES, TIMES, Chosen, session_filter
from app.store.records import Role

SAM, ANNA = Viewer("sam", Role.SUPERVISOR), Viewer("anna", Role.AGENT)
NOW = datetime(2026, 3, 12, 15, 30, tzinfo=UTC)


def test_empty_fields_narrow_nothing_but_calls_under_way() -> None:
    """Without filters every finished session is found."""
    assert not Chosen().anything
    assert session_filter(Chosen(), SAM, NOW).finished


@pytest.mark.parametrize("time", TIMES)
def test_every_time_begins_at_a_midnight(time: str) -> None:
    """Presets count whole days of the viewer's own clock."""
    since = session_filter(Chosen(time=time), SAM, NOW).since
    assert (since is None) == (time == "any")
    if since is not None:
        assert (since.hour, since.minute, since.second) == (0, 0, 0)
        assert since <= NOW


def test_weeks_begin_on_monday() -> None:
    """This week is from Monday on, whatever day it is."""
    since = session_filter(Chosen(time="week"), SAM, NOW).since
    assert since is not None
    assert since.weekday() == 0
    assert (NOW.astimezone() - since).days < 7


def test_scores_leave_no_hole() -> None:
    """Every score with one decimal belongs to exactly one class."""
    bounds = [session_filter(Chosen(score=key), SAM, NOW) for key in SCORES if key != "any"]
    for tenths in range(1001):
        score = tenths / 10
        inside = [
            one
            for one in bounds
            if (one.score_least or 0) <= score <= (100 if one.score_most is None else one.score_most)
        ]
        assert len(inside) == 1, score


def test_unread_means_by_oneself() -> None:
    """For an agent: not acknowledged; for a supervisor: no supervisor opened it."""
    chosen = Chosen(unread=True)
    assert session_filter(chosen, ANNA, NOW).unacknowledged
    assert not session_filter(chosen, ANNA, NOW).unviewed
    assert session_filter(chosen, SAM, NOW).unviewed
