"""Whatever stands in the company's folder, there is one clear error for it and the last good rules go on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.errors import RulebookError
from coaching.rulebook.folder import RulebookFolder
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.matcher import Matcher
from coaching.rulebook.trigger_parser import TriggerError
from coaching.rulebook.word_classes import word_classes

Text = Callable[..., str]
Folder = Callable[..., Path]
Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("trigger", "part"),
    [
        ("(" * 40 + "a|b" + ")" * 40, "nested more than 8 deep"),
        ("[" * 9 + "a" + "]" * 9 + " b", "nested more than 8 deep"),
        (" ".join(["_"] * 400), "no word that must be there"),
        (" ".join(["{big}"] * 90), "grows too large"),
        ("a <4000> b", "character"),
        ("a" * 1001, "1000"),
        ("", "at least 1 character"),
        ("   ", "at least 1 character"),
        ("[a] [b]", "no word that must be there"),
    ],
)
def test_a_pattern_that_would_cost_too_much_is_one_error(
    *, folder: Folder, rule_text: Text, trigger: str, part: str
) -> None:
    """Nested, exploding and empty patterns are refused with their place; nothing is compiled."""
    entries = ", ".join(f'"w{number} (x|y|z)"' for number in range(200))
    target = folder("in", a=f"[classes]\nbig = [{entries}]\n" + rule_text("one", f'["{trigger}"]'))
    with pytest.raises(RulebookError) as caught:
        load_rulebook(None, built_in=target)
    (problem,) = caught.value.problems
    assert part in str(problem)
    assert problem.line is not None
    assert problem.mend


def test_classes_in_a_circle_over_two_folders_are_one_error(folder: Folder, rule_text: Text) -> None:
    """A company class that turns a built-in one into a circle is reported once, and the rules before go on."""
    built_in = folder("in", a='[classes]\nwho = ["me"]\nothers = ["{who} too"]\n' + rule_text("one", '["{others} no"]'))
    company = folder("company")
    watched = RulebookFolder(company, built_in=built_in)
    before = watched.current
    folder("company", a='[add_to_classes]\nwho = ["{others}"]\n')
    (problem,) = watched.poll().problems
    assert "circle" in problem.message
    assert watched.current is before


HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.text(alphabet='[]{}="#\n rule.id', max_size=120).map(str.encode),
    st.sampled_from(
        [b"a=" + b"[" * 4000, b"\xff\xfe[\x00[\x00", b"\x00" * 64, b"#" * 1_000_001, b"rule = 3", b"[[rule]]\nid = 3\n"]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(data=HOSTILE)
def test_any_bytes_leave_the_last_good_rules_running(folder: Folder, rule_text: Text, data: bytes) -> None:
    """A folder that is watched never raises: a state of the files is taken, or told in single lines and not taken."""
    company = folder("company", ours=rule_text("ours"))
    watched = RulebookFolder(company, built_in=folder("in", a=rule_text("one")))
    before = watched.current
    (company / "ours.toml").write_bytes(data)
    found = watched.poll()
    if found.problems:
        assert watched.current is before
        assert all(problem.mend and "\n" not in str(problem) for problem in found.problems)
    else:
        assert found.rulebook is None or found.rulebook is watched.current
    assert watched.poll().problems == ()


TRIGGERS = st.recursive(
    st.sampled_from(["a", "b", "can't", "abc*", "=a", "_", "...", "<3>", "^", "$", "1", "\u0130"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        inner.map(lambda part: f"[{part}]"),
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(
    trigger=TRIGGERS,
    heard=st.lists(st.sampled_from(["a", "b", "c", "abcd", "ab's", "cannot", "1", "…", "", "\u0130"]), max_size=30),
    complete=st.booleans(),
)
def test_whatever_can_be_read_can_be_matched(
    make_rule: Make, make_rulebook: Make, *, trigger: str, heard: list[str], complete: bool
) -> None:
    """A trigger that was read matches within the words, or not at all; it never fails."""
    try:
        word_classes({}).trigger(trigger)
    except TriggerError:
        return  # refused: another test's business
    matcher = Matcher(make_rulebook(make_rule("one", trigger)))
    for match in matcher.matches(matcher.hear(heard, complete=complete)):
        assert 0 <= match.first_word <= match.last_word < len(heard)
        assert 0.0 < match.exactness <= 1.0
