"""The text of cues that come from no rule."""

import pytest

from coaching.delivery import ADVICE, PRAISE, Advice
from coaching.events import CueKind, Severity
from coaching.rulebook.schema import RULE_IDS

_ALL = {**ADVICE, **PRAISE}


@pytest.mark.parametrize("advice", _ALL.values(), ids=_ALL)
def test_advice_is_as_short_as_a_rules_cue(advice: Advice) -> None:
    """At most five words and forty letters in the headline, at least one wording, never severe."""
    assert len(advice.headline.split()) <= 5
    assert len(advice.headline) <= 40
    assert all(advice.say_instead)
    assert advice.say_instead
    assert advice.severity is not Severity.SEVERE


def test_ids_do_not_meet_those_of_rules() -> None:
    """Snoozing advice never snoozes a rule; only praise is of the kind praise."""
    assert not set(_ALL) & set(RULE_IDS)
    assert not set(ADVICE) & set(PRAISE)
    assert {advice.kind for advice in PRAISE.values()} == {CueKind.PRAISE}
    assert CueKind.PRAISE not in {advice.kind for advice in ADVICE.values()}
