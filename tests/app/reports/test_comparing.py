"""Measures beside those of weeks before."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from app.reports.comparing import COMPARED, mean_measured
from app.reports.metric_texts import definition, metric_label
from coaching.metrics.measures import Metrics


def test_each_compared_measure_exists_and_is_explained() -> None:
    """A misspelt key would show an empty row in three places."""
    assert set(COMPARED) <= {field.name for field in fields(Metrics)}
    assert all(metric_label(key) and definition(key) for key in COMPARED)


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6))))
def test_what_was_not_measured_does_not_count(values: list[float | None]) -> None:
    """Weeks without a value change nothing, and without any value there is no mean."""
    known = [value for value in values if value is not None]
    assert mean_measured(values) == mean_measured(known)
    assert (mean_measured(values) is None) == (not known)
    if known:
        assert min(known) - 1e-6 <= (mean_measured(values) or 0.0) <= max(known) + 1e-6
