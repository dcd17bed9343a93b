"""Ids that sort by time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.store.session_ids import new_session_id

FIRST, LAST = datetime(1990, 1, 2), datetime(2100, 1, 1)  # noqa: DTZ001  hypothesis wants none here
moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(tzinfo=UTC))


@given(moments, st.integers(0, 2**74 - 1))
def test_an_id_is_a_version_7_uuid_of_its_time(moment: datetime, bits: int) -> None:
    """RFC 9562: version, variant and the milliseconds since 1970 stand where they belong."""
    made = new_session_id(moment, bits)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(moment.timestamp() * 1000)


@given(moments, st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_ids_sort_by_time(moment: datetime, one: int, two: int) -> None:
    """A later session has the greater id, whatever was drawn."""
    assert new_session_id(moment, one) < new_session_id(moment + timedelta(milliseconds=2), two)


@given(moments, st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_ids_of_one_moment_differ(moment: datetime, one: int, two: int) -> None:
    """All drawn bits are in the id."""
    assert (new_session_id(moment, one) == new_session_id(moment, two)) == (one == two)


def test_nobody_needs_to_draw() -> None:
    """Left to itself no id comes twice."""
    now = datetime.now(tz=UTC)
    assert len({new_session_id(now) for _ in range(1000)}) == 1000


@given(st.datetimes(datetime(1, 1, 2), FIRST).map(lambda moment: moment.replace(tzinfo=UTC)), st.integers(0, 2**74 - 1))  # noqa: DTZ001
def test_before_1970_there_is_no_earlier_id(moment: datetime, bits: int) -> None:
    """A clock that was never set, or a filter from the year 1, gives an id all the same."""
    made = new_session_id(moment, bits)
    assert (made.version, made.int >> 80) == (7, max(0, int(moment.timestamp() * 1000)))
