"""Filters of the list: each narrows as it says."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store.new_session import NewSession
from app.store.records import SessionFilter, SessionOrigin
from app.store.repository import Store
from tests.app.store.conftest import MONDAY, MakeSession


@pytest.fixture
def sessions(store: Store, make_session: MakeSession) -> list[NewSession]:
    """Return twelve sessions of two agents and teams that are in the store."""
    made = [
        make_session(
            n, agent=("anna", "ben")[n % 2], team=("north", "south")[n % 2], reference=f"CALL-{n:03d}",
            origin=(SessionOrigin.LOCAL, SessionOrigin.IMPORTED)[n >= 10],
        )
        for n in range(12)
    ]  # fmt: skip
    store.add(made)
    return made


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (SessionFilter(), 12),
        (SessionFilter(agents=("anna",)), 6),
        (SessionFilter(teams=("south",)), 6),
        (SessionFilter(agents=("anna",), teams=("south",)), 0),
        (SessionFilter(rules=("dead-end",)), 12),
        (SessionFilter(rules=("gossip",)), 0),
        (SessionFilter(origins=(SessionOrigin.IMPORTED,)), 2),
        (SessionFilter(since=MONDAY + timedelta(hours=3)), 9),
        (SessionFilter(until=MONDAY + timedelta(hours=3)), 3),
        (SessionFilter(text="call-007"), 1),
        (SessionFilter(text="BEN"), 6),
        (SessionFilter(text="nothing more i can"), 12),
        (SessionFilter(text="100%_"), 0),
        (SessionFilter(score_most=0.0), 0),
        (SessionFilter(score_least=1.0), 12),
        (SessionFilter(heard_most=0.5), 0),
        (SessionFilter(released_by=MONDAY + timedelta(hours=24)), 1),
        (SessionFilter(unviewed=True, unacknowledged=True, finished=True), 12),
        (SessionFilter(disputed=True), 0),
        (SessionFilter(held=True), 0),
    ],
)
def test_each_filter_narrows(store: Store, sessions: list[NewSession], wanted: SessionFilter, count: int) -> None:
    """The list and the count agree on what a filter lets through."""
    assert len(sessions) == 12
    assert store.count(wanted) == len(store.list_sessions(wanted)) == count


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text(max_size=20))
def test_any_text_can_be_searched_for(store: Store, sessions: list[NewSession], text: str) -> None:
    """No text is an error, whatever signs it holds; the empty one lets everything through."""
    assert sessions
    found = store.count(SessionFilter(text=text))
    assert 0 <= found <= 12
    assert found == 12 or text.strip()
