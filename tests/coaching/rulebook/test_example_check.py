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


def test_an_unless_that_cancels_an_example_is_named(make_rule: Make, make_rulebook: Make) -> None:
    """The report says which trigger matched and which `unless` of the same rule took it away."""
    rule = make_rule(
        "arguing", "you are wrong", unless=["about the weather"], examples=["You are wrong about the weather."]
    )
    (failure,) = failing_examples(make_rulebook(rule))
    assert failure.cancelled == (("you are wrong", "about the weather"),)
    assert str(failure) == (
        'arguing: the example "You are wrong about the weather." matches the trigger "you are wrong", but the rule\'s own '
        'unless "about the weather" cancels it. Narrow the unless, or take the example out.'
    )


def test_a_repair_that_lifts_an_example_is_told(make_rule: Make, make_rulebook: Make) -> None:
    """An example that its own rule forgives in the same breath cannot hold, and the report says why."""
    rule = make_rule(
        "flat-no",
        "we can not",
        timing="grace",
        grace_s=5.0,
        repairs=["but you can"],
        examples=["We can not, but you can."],
    )
    (failure,) = failing_examples(make_rulebook(rule))
    assert failure.repaired
    assert "lifted again by a phrase of the rule's own repairs" in str(failure)


def test_a_sentence_under_both_headings_is_one_failure(make_rule: Make, make_rulebook: Make) -> None:
    """A sentence cannot trigger and not trigger."""
    rule = make_rule("arguing", "you are wrong", examples=["You are wrong."], do_not_trigger=["you are  wrong."])
    (failure,) = failing_examples(make_rulebook(rule))
    assert failure.contradicted
    assert "under both" in str(failure)
