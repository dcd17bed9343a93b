"""Times as ranges of ids: on PostgreSQL alone, and never narrower than the times."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.store.models import Session
from app.store.pruning import ids_since, ids_until
from app.store.session_ids import new_session_id

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_only_postgresql_is_told() -> None:
    """The workstation's queries stay as they were."""
    query = select(Session.id).where(ids_since(Session.id, datetime(2026, 3, 2, tzinfo=UTC)))
    assert "session.id >=" in str(query.compile(dialect=postgresql.dialect()))
    assert str(query.compile(dialect=sqlite.dialect())).endswith("WHERE 1 = 1")


@given(MOMENTS, MOMENTS, st.integers(0, 2**74 - 1))
def test_no_session_of_the_times_is_left_out(bound: datetime, started: datetime, bits: int) -> None:
    """Whatever the random bits of its id."""
    session_id = new_session_id(started, bits)
    if started >= bound:
        assert session_id >= ids_since(Session.id, bound).clause.right.value
    if started < bound:
        assert session_id < ids_until(Session.id, bound).clause.right.value
