"""What a rule may be."""

import pytest
from pydantic import ValidationError

from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import RULE_IDS, Rule, Rulebook

_VALID = {
    "id": "our-rule",
    "title": "t",
    "why": "w",
    "source": "s",
    "headline": "Pause a moment",
    "say_instead": ("Say.",),
}


def test_the_ids_that_sessions_store_all_exist() -> None:
    """The 28 built-in rules have exactly the promised ids."""
    rulebook = load_rulebook(None)
    assert {rule.id for rule in (*rulebook.rules, *rulebook.disabled)} == set(RULE_IDS)
    assert len(RULE_IDS) == len(set(RULE_IDS)) == 28


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "Our Rule"}, "id"),
        ({"id": "our--rule"}, "id"),
        ({"headline": "one two three four five six"}, "at most five words"),
        ({"headline": "x" * 41}, "headline"),
        ({"say_instead": ()}, "say_instead"),
        ({"timing": "grace"}, "grace_s"),
        ({"grace_s": 5.0}, "grace_s"),
        ({"grace_s": 61.0, "timing": "grace"}, "grace_s"),
        ({"paraphrase_threshold": 0.0}, "paraphrase_threshold"),
        ({"severity": "awful"}, "severity"),
        ({"language": "english"}, "language"),
        ({"title": "  "}, "title"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_key(changed: dict[str, object], said: str) -> None:
    """Each mistake names the key concerned."""
    with pytest.raises(ValidationError, match=said):
        Rule.model_validate(_VALID | changed)


def test_a_disabled_rule_is_known_by_its_id() -> None:
    """It is not in force, but old sessions can still name it; an unknown id gives nothing."""
    on, off = Rule(**_VALID), Rule(**(_VALID | {"id": "off", "enabled": False}))
    rulebook = Rulebook(version="t", rules=(on,), disabled=(off,))
    assert rulebook.rule("our-rule") is on
    assert rulebook.rule("off") is None
    assert rulebook.known_rule("off") is off
    assert rulebook.known_rule("our-rule") is on
    assert rulebook.known_rule("never") is None
