"""Columns that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from app.store.column_types import Packed, UtcDateTime, compressed

DIALECTS = [sqlite.dialect(), postgresql.dialect()]
FIRST, LAST = datetime(1990, 1, 2), datetime(2100, 1, 1)  # noqa: DTZ001  hypothesis adds the zones
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(moment=st.datetimes(FIRST, LAST, timezones=zones))
def test_a_moment_stays_the_same_moment(dialect: object, moment: datetime) -> None:
    """Whatever zone it was given in, it comes back in UTC."""
    kind = UtcDateTime()
    back = kind.process_result_value(kind.process_bind_param(moment, dialect), dialect)  # type: ignore[arg-type]
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    """Nobody knows when that was."""
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2), DIALECTS[0])  # noqa: DTZ001


@given(st.binary(max_size=200))
def test_bytes_come_back(data: bytes) -> None:
    """Compressed on the way in, the same on the way out, also when they were compressed before."""
    kind = Packed()
    for given_ in (data, compressed(data)):
        assert kind.process_result_value(kind.process_bind_param(given_, DIALECTS[0]), DIALECTS[0]) == data


def test_nothing_stays_nothing() -> None:
    """NULL is no moment and no bytes."""
    for kind in (UtcDateTime(), Packed()):
        assert kind.process_bind_param(None, DIALECTS[0]) is None
        assert kind.process_result_value(None, DIALECTS[0]) is None
