"""Measures as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.metric_texts import NOT_MEASURED, all_texts, definition, facts, metric_label, written
from coaching.metrics.measures import UNITS


@pytest.mark.parametrize("key", UNITS)
def test_every_measure_of_coaching_has_a_name_and_a_meaning(key: str) -> None:
    """Nobody has to guess what a number is."""
    label = metric_label(key)
    assert label
    assert label[0].isupper()
    assert definition(key).endswith(".")


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("talk_ratio", 0.432, "43 / 57"),
        ("talk_ratio", 0.0, "0 / 100"),
        ("talk_ratio", 0.995, "100 / 0"),
        ("interruptions", 2, "2"),
        ("pace_wpm", 151.6, "152"),
        ("filler_per_min", 2.04, "2.0"),
        ("dead_air_s", 0.0, "0.0 s"),
        ("dead_air_s", 59.94, "59.9 s"),
        ("dead_air_s", 59.96, "1:00 min"),
        ("dead_air_s", 60.0, "1:00 min"),
        ("hold_s", 605.0, "10:05 min"),
        ("hold_s", 3661.0, "61:01 min"),
        ("loudness_db", 6.6, "+7 dB"),
        ("loudness_db", -3.4, "-3 dB"),
        ("loudness_db", -0.3, "+0 dB"),
        ("loud_share", 0.125, "12 %"),
        ("loud_share", 1.0, "100 %"),
    ],
)
def test_a_value_is_written_in_its_unit(key: str, value: float, text: str) -> None:
    """Seconds become minutes from a minute on; shares are whole and add up."""
    assert written(key, value) == text


@pytest.mark.parametrize("key", [*UNITS, "new_thing_db", "no_such_thing"])
def test_what_was_not_measured_says_so(key: str) -> None:
    """Never 0, never empty."""
    assert written(key, None) == NOT_MEASURED
    assert facts({"metrics": {key: None}})[0].value == NOT_MEASURED


@pytest.mark.parametrize(
    ("key", "label", "text"),
    [
        ("wait_time_s", "wait time", "3.0 s"),
        ("other_pace_wpm", "other pace", "3"),
        ("noise_share", "noise", "300 %"),
        ("noise_db", "noise", "+3 dB"),
        ("hops", "hops", "3.0"),
    ],
)
def test_a_measure_that_is_not_known_yet_is_shown_all_the_same(key: str, label: str, text: str) -> None:
    """A newer Sotto may have written the document; the ending of its name tells the unit."""
    (fact,) = facts({"metrics": {key: 3.0}})
    assert (fact.label, fact.value, fact.definition, fact.headline) == (label, text, "", False)
    assert metric_label(key) is None
    assert written(key, 3.0) == text


def test_the_order_is_always_the_same() -> None:
    """Whatever the order of the document; unknown measures come last, those that are missing are left out."""
    document = {"metrics": {"zebra_s": 1.0, "pace_wpm": 150.0, "talk_ratio": 0.5}}
    assert [fact.key for fact in facts(document)] == ["talk_ratio", "pace_wpm", "zebra_s"]


@pytest.mark.parametrize("value", ["many", True, [1], {"a": 1}])
def test_what_is_no_number_is_no_measure(value: object) -> None:
    """It is left out rather than written wrongly."""
    assert facts({"metrics": {"pace_wpm": value}}) == ()


def test_translators_get_every_text_once_shown() -> None:
    """Labels small and capitalised, and definitions; none empty."""
    texts = all_texts()
    assert all(texts)
    assert {label for key in UNITS if (label := metric_label(key))} <= set(texts)
    assert {definition(key) for key in UNITS} <= set(texts)


@given(st.sampled_from(sorted(UNITS)), st.floats(0.0, 1.0e5))
def test_any_value_is_one_short_text(key: str, value: float) -> None:
    """For any size: one line that begins with a figure or its sign, and no minute has sixty seconds."""
    text = written(key, value)
    assert text[0] in "+-0123456789"
    assert len(text) < 30
    assert ":60" not in text
    assert "60.0 s" not in text
