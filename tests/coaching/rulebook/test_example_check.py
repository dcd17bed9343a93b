"""Examples must trigger, counter-examples must not."""

from collections.abc import Callable
from typing import Any

from coaching.rulebook.example_check import failing_examples

Make = Callable[..., Any]


def test_failures(make_rule: Make, make_rulebook: Make) -> None:
    """Each failing example is named with what to do; those that hold are silent."""
    rule = make_rule(
        "arguing",
        "you are wrong",
        examples=["You're wrong.", "That is false."],
        do_not_trigger=["You are right.", "Tell me when you are wrong about it."],
    )
    missed, alarm = failing_examples(make_rulebook(rule))
    assert (missed.text, missed.should_trigger) == ("That is false.", True)
    assert (alarm.should_trigger, alarm.triggers) == (False, ("you are wrong",))
    assert "Add a trigger" in str(missed)
    assert '"you are wrong" does' in str(alarm)


def test_sound_rules(make_rule: Make, make_rulebook: Make) -> None:
    """A rule without triggers is left to the detector that hears it."""
    assert list(failing_examples(make_rulebook(make_rule("loud-voice", examples=["(shouting)"])))) == []
