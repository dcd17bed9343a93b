"""Agenda items as the user writes them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.agenda import MAX_ITEMS, USER_RULE, AgendaItem, Due, built_in_agenda, check_items, parse_items
from coaching.errors import AgendaError
from coaching.rulebook.rule_files import built_in_rules


def test_built_in_items_belong_to_rules_that_exist() -> None:
    """The cue comes under the name of a built-in rule; every phrase can be read."""
    items = built_in_agenda().items
    rules = "".join(
        path.read_text(encoding="utf-8") for path in built_in_rules().iterdir() if path.name.endswith("toml")
    )
    assert {item.id for item in items} == {"own-name", "introduction"}
    assert all(f'id = "{item.rule}"' in rules for item in items)
    assert all(len(item.headline.split()) <= 5 and item.say_instead for item in items)
    check_items([AgendaItem(f"copy-{item.id}", item.label, item.phrases) for item in items])


def test_an_item_is_a_label_and_its_phrases() -> None:
    """Phrases stand after the colon, between commas; a plain item is its own phrase."""
    first, second = parse_items(" Recording : call is recorded, recording [this|the] call ; case number;; ")
    assert (first.label, first.phrases) == ("Recording", ("call is recorded", "recording [this|the] call"))
    assert (second.label, second.phrases) == ("case number", ("case number",))
    assert [item.id for item in (first, second)] == ["own-1", "own-2"]
    assert {item.rule for item in (first, second)} == {USER_RULE}


@pytest.mark.parametrize("due", list(Due))
def test_a_mark_says_when_an_item_is_due(due: Due) -> None:
    """Without a mark it is due before the goodbye; other brackets belong to the phrase."""
    assert parse_items(f"[{due}] Recording: recorded")[0].due is due
    assert parse_items("Recording: recorded")[0].due is Due.BEFORE_CLOSING
    assert parse_items("[really] recorded")[0].phrases == ("[really] recorded",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (": recorded", "no label"),
        ("Recording:", "no phrase"),
        ("Recording: (never closed", "never closed"),
        ("Recording: {unknown}", "unknown"),
        ("; ".join(f"item {n}" for n in range(MAX_ITEMS + 1)), "20 are allowed"),
    ],
)
def test_what_cannot_be_followed_is_told_with_a_mend(text: str, said: str) -> None:
    """One sentence that names the item, and what to do."""
    with pytest.raises(AgendaError, match=said) as caught:
        check_items(parse_items(text))
    assert caught.value.mend


def test_two_items_need_two_ids() -> None:
    """Nor may an item take the id of a built-in one."""
    item = AgendaItem("a", "A", ("a word",))
    with pytest.raises(AgendaError, match='the id "a"'):
        check_items([item, item])
    with pytest.raises(AgendaError, match="own-name"):
        check_items([AgendaItem("own-name", "A", ("a word",))])


@given(st.text(max_size=120))
def test_any_text_gives_items_or_one_typed_error(text: str) -> None:
    """Nothing that a user types breaks the program, and what is accepted is complete."""
    with suppress(AgendaError):
        assert all(item.label and item.phrases for item in parse_items(text))
