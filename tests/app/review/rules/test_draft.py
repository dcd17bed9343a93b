"""A rule as a form over its text."""

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from app.review.rules.draft import DraftError, RuleDraft, draft_of
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rule

BUILT_IN = load_rulebook(None).known_rule("dead-end")
FILE = """# Ours, by Kim.
[[rule]]
id = "prying"
enabled = false   # not for our people

[[rule]]
id = "dead-end"  # see the handbook
add_triggers = ["computer says no"]  # heard in March
headline = "What can you do?"

[classes]
company = ["acme"]
"""


def the_draft(text: str = FILE) -> RuleDraft:
    """Return the built-in rule's draft in a company's file."""
    return draft_of("dead-end", {"ours.toml": text}, BUILT_IN)


def test_a_rule_is_edited_where_it_stands() -> None:
    """The file that names the rule is the one that is changed; what it does not name is the built-in rule's."""
    draft = the_draft()
    assert draft.file_name == "ours.toml"
    assert draft.value("headline") == "What can you do?"
    assert draft.value("severity") == "normal"
    assert draft.lines("triggers") == ("computer says no",)
    assert len(draft.inherited("triggers")) > 10


def test_comments_and_everything_else_stay() -> None:
    """One changed line is one changed line."""
    text = the_draft().with_value("headline", "Find a way").text
    assert text == FILE.replace("What can you do?", "Find a way")


def test_going_back_to_the_built_in_value_takes_the_key_out() -> None:
    """So that a later version may improve on it."""
    assert BUILT_IN is not None
    assert "headline" not in the_draft().with_value("headline", BUILT_IN.headline).text


def test_lists_of_built_in_rules_are_extended_never_copied() -> None:
    """New triggers go into add_triggers; an empty list takes the key out."""
    draft = the_draft().with_lines("triggers", ["computer says no", "", "  no can do "])
    assert draft.lines("triggers") == ("computer says no", "no can do")
    assert "add_triggers" not in draft.with_lines("triggers", []).text


def test_the_same_lines_change_nothing() -> None:
    """Opening a form and closing it leaves the file as it was, comment included."""
    assert the_draft().with_lines("triggers", ["computer says no"]).text == FILE


def test_an_own_rule_writes_its_lists_plainly() -> None:
    """A rule of the company has no add_ keys, and starts from the commented template in a file of its own."""
    draft = draft_of("our-slogan", {"our-slogan.toml": "family = 'x'"}, None)
    assert draft.file_name == "our-slogan-2.toml"
    changed = draft.with_lines("triggers", ["just do it"])
    assert changed.lines("triggers") == ("just do it",)
    assert "add_" not in changed.text.split("[[rule]]")[1]


def test_a_file_of_its_own_for_a_rule_that_nobody_changed() -> None:
    """Nothing is changed by looking: the new file holds the id alone."""
    draft = draft_of("dead-end", {}, BUILT_IN)
    assert draft.file_name == "dead-end.toml"
    assert tomlkit.parse(draft.text).unwrap() == {"rule": [{"id": "dead-end"}]}


@pytest.mark.parametrize("text", ["[[rule", "x = 1", '[[rule]]\nid = "other"', "rule = 3"])
def test_text_that_is_not_the_rule_is_told(text: str) -> None:
    """Broken TOML and a text without the rule are one sentence each."""
    with pytest.raises(DraftError):
        the_draft().with_text(text)


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30), max_size=6)
)
def test_whatever_is_typed_comes_back(lines: list[str]) -> None:
    """Quotes, backslashes and every script survive the way through the text."""
    kept = tuple(line.strip() for line in lines if line.strip())
    assert the_draft().with_lines("examples", lines).lines("examples") == kept


def test_every_field_of_the_form_is_a_key_of_the_schema() -> None:
    """The form names no key that rules do not have."""
    from app.review.rules.draft import LISTS, SCALARS

    assert {*LISTS, *SCALARS} <= set(Rule.model_fields)
