"""The score can always be explained."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coaching.events import Detection, Praise, Severity
from coaching.metrics.measures import Metrics
from coaching.scorecard import ScoreSettings, score_call

_NOTHING = Metrics(*([None] * len(Metrics.__dataclass_fields__)))
_SEVERITIES = {"dead-end": Severity.SEVERE, "prying": Severity.GENTLE, "arguing": Severity.NORMAL}
_SETTINGS = ScoreSettings()


def _flag(number: int, rule_id: str) -> Detection:
    return Detection(number, rule_id, 1.0, 2.0, 2.0, "the words", 0.9, "phrase")


def _praise(praise_id: str, repairs: int | None = None) -> Praise:
    return Praise(3.0, praise_id, 2.5, 3.0, "well said", repairs)


def test_a_blameless_call_keeps_its_start() -> None:
    """Nothing found, nothing earned."""
    score = score_call([], _SEVERITIES, [], _NOTHING, _SETTINGS)
    assert (score.total, score.lines) == (_SETTINGS.start, ())


def test_worse_flags_cost_more() -> None:
    """Gentle, normal and severe, each with its evidence and place."""
    lines = score_call(
        [_flag(1, "prying"), _flag(2, "arguing"), _flag(3, "dead-end")], _SEVERITIES, [], _NOTHING, _SETTINGS
    ).lines
    assert [line.points for line in lines] == [-2.0, -4.0, -8.0]
    assert all(line.evidence == "the words" and line.at_s == 1.0 for line in lines)


def test_one_rule_costs_only_so_much() -> None:
    """Ten severe flags of one rule cost as much as two."""
    score = score_call([_flag(i, "dead-end") for i in range(10)], _SEVERITIES, [], _NOTHING, _SETTINGS)
    assert score.total == _SETTINGS.start - _SETTINGS.most_per_rule
    assert len(score.lines) == 10


def test_a_rule_costs_once_in_an_utterance() -> None:
    """Two findings in one sentence are one slip."""
    flags = [replace(_flag(i, "arguing"), utterance_id=4) for i in range(2)]
    assert [line.points for line in score_call(flags, _SEVERITIES, [], _NOTHING, _SETTINGS).lines] == [-4.0, 0.0]


def test_what_was_made_good_costs_a_quarter() -> None:
    """Repair credit."""
    score = score_call([_flag(1, "dead-end")], _SEVERITIES, [_praise("next-step", 1)], _NOTHING, _SETTINGS)
    assert [line.points for line in score.lines] == [-2.0, 2.0]
    assert "made good" in score.lines[0].evidence


def test_praise_of_one_kind_earns_twice() -> None:
    """Saying "thank you" ten times is no way to a better score."""
    score = score_call([], {}, [_praise("name-used")] * 10, _NOTHING, _SETTINGS)
    assert score.total == _SETTINGS.start + 4.0


def test_delivery_outside_its_range_is_named() -> None:
    """What was measured is told in words; what was not measured costs nothing."""
    score = score_call([], {}, [], replace(_NOTHING, talk_ratio=0.9, pace_wpm=150.0), _SETTINGS)
    assert [line.reason for line in score.lines] == ["talk_ratio"]
    assert "90%" in score.lines[0].evidence


@given(
    st.lists(st.sampled_from(list(_SEVERITIES)), max_size=40),
    st.lists(st.sampled_from(["yielded", "name-used", "next-step"]), max_size=20),
)
def test_the_lines_explain_the_total(rules: list[str], praises: list[str]) -> None:
    """Start and lines add up to the total, within 0 … 100."""
    flags = [_flag(i, rule_id) for i, rule_id in enumerate(rules)]
    score = score_call(flags, _SEVERITIES, [_praise(p) for p in praises], _NOTHING, _SETTINGS)
    assert 0.0 <= score.total <= 100.0
    assert score.total == round(min(100.0, max(0.0, score.start + sum(line.points for line in score.lines))), 1)


def test_a_wait_that_was_announced_is_no_unexplained_silence() -> None:
    """Two minutes of hold cost nothing; what is left of the silence does."""
    held = replace(_NOTHING, dead_air_s=125.0, hold_s=120.0)
    assert score_call([], {}, [], held, _SETTINGS).lines == ()
    (line,) = score_call([], {}, [], replace(held, hold_s=100.0), _SETTINGS).lines
    assert line.evidence == "25 s of unexplained silence"
