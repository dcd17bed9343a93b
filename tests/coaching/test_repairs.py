"""What makes a flag good."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.events import Detection, Praise
from coaching.intervals import Interval
from coaching.repairs import REPAIRS, RepairSettings, repaired_by


def _flag(number: int, rule_id: str, end_s: float = 10.0) -> Detection:
    return Detection(number, rule_id, end_s - 1.0, end_s, end_s, "words", 0.9, "phrase")


def _praise(praise_id: str, start_s: float = 12.0) -> Praise:
    return Praise(start_s + 1.0, praise_id, start_s, start_s + 1.0, "words")


@pytest.mark.parametrize(
    ("praise_id", "rule_id", "repairs"),
    [
        ("yielded", "interrupting", True),
        ("yielded", "dead-end", False),
        ("apology-owned", "arguing", True),
        ("alternative-offered", "flat-no", True),
        ("alternative-offered", "prying", False),
        ("next-step", "dead-end", True),
        ("name-used", "arguing", False),
    ],
)
def test_a_praise_repairs_what_it_answers(praise_id: str, rule_id: str, repairs: bool) -> None:
    """Yielding answers interrupting, an offer answers a refusal, an apology answers all."""
    assert (repaired_by(_praise(praise_id), [_flag(1, rule_id)], set(), RepairSettings()) == 1) is repairs


def test_a_repair_must_come_soon_and_afterwards() -> None:
    """Fifteen seconds; nothing is repaired in advance."""
    flag = _flag(1, "arguing")
    assert repaired_by(_praise("apology-owned", 30.0), [flag], set(), RepairSettings()) is None
    assert repaired_by(_praise("apology-owned", 5.0), [flag], set(), RepairSettings()) is None


def test_the_latest_flag_is_repaired_and_only_once() -> None:
    """A second apology reaches the flag before it."""
    flags = [_flag(1, "arguing", 8.0), _flag(2, "arguing", 10.0)]
    assert repaired_by(_praise("apology-owned"), flags, set(), RepairSettings()) == 2
    assert repaired_by(_praise("apology-owned"), flags, {2}, RepairSettings()) == 1
    assert repaired_by(_praise("apology-owned"), flags, {1, 2}, RepairSettings()) is None


_flags = st.lists(
    st.tuples(st.sampled_from(["interrupting", "flat-no", "arguing", "prying"]), st.integers(0, 40)), max_size=6
)


@given(_flags, st.sampled_from(sorted(REPAIRS)), st.integers(0, 60), st.sets(st.integers(1, 6)))
def test_only_a_fitting_recent_and_open_flag_is_repaired(
    drawn: list[tuple[str, int]], praise_id: str, start_s: int, repaired: set[int]
) -> None:
    """Whatever happened before: never one that was repaired, never a later one, never a wrong kind."""
    flags = [_flag(number, rule_id, float(end_s)) for number, (rule_id, end_s) in enumerate(drawn, 1)]
    found = repaired_by(_praise(praise_id, float(start_s)), flags, repaired, RepairSettings())
    if found is None:
        return
    flag = flags[found - 1]
    assert found not in repaired
    assert flag.end_s <= start_s + 1.0
    assert flag.rule_id in REPAIRS[praise_id] or "*" in REPAIRS[praise_id]


def test_what_broke_in_an_absence_can_be_made_good_on_the_return() -> None:
    """Nobody can thank for the patience before being back: the fifteen seconds count from then, and no longer."""
    late, away = _flag(1, "late", 10.0), Interval(2.0, 50.0)
    assert repaired_by(_praise("patience-thanked", 51.0), [late], set(), RepairSettings(), away) == 1
    assert repaired_by(_praise("patience-thanked", 66.0), [late], set(), RepairSettings(), away) is None
    assert repaired_by(_praise("patience-thanked", 51.0), [late], set(), RepairSettings(), Interval(30.0, 50.0)) is None
