"""What a draft does."""

from app.review.rules.checking import check
from app.review.rules.draft import RuleDraft, draft_of
from app.review.rules.overlay_folder import OverlayFolder, load_with, read_rule_files
from coaching.rulebook.loader import load_rulebook

BUILT_IN = load_rulebook(None).known_rule("dead-end")


def a_draft() -> RuleDraft:
    """Return a draft with one more trigger."""
    return draft_of("dead-end", {}, BUILT_IN).with_lines("triggers", ["zebra crossing"])


def test_sentences_show_their_flags() -> None:
    """Each sentence that was typed has its rules, words and triggers; the files on disk are not asked."""
    checked = check(a_draft(), OverlayFolder({}), ["the zebra crossing then", "good morning", "  "])
    assert checked.good
    assert [tried.rules for tried in checked.tried] == [(("dead-end", "zebra crossing", "zebra crossing"),), ()]


def test_mistakes_are_told_with_their_place() -> None:
    """A trigger that cannot be read names file and key; then no rulebook is given."""
    checked = check(a_draft().with_lines("triggers", ["(open"]), OverlayFolder({}))
    assert not checked.good
    assert checked.rulebook is None
    assert "dead-end.toml" in checked.problems[0]
    assert "add_triggers" in checked.problems[0]


def test_examples_are_tried() -> None:
    """An example that does not trigger keeps the draft from being published."""
    checked = check(a_draft().with_lines("examples", ["good morning to you"]), OverlayFolder({}))
    assert not checked.problems
    assert not checked.good
    assert "good morning to you" in checked.examples[0]


def test_a_mistake_in_another_file_is_told_too() -> None:
    """The draft is tried among the company's other files."""
    others = OverlayFolder({"other.toml": '[[rule]]\nid = "dead-end"\nenabled = false\n'})
    assert "dead-end" in check(a_draft(), others).problems[0]


def test_no_folder_is_an_empty_one() -> None:
    """Without company rules the built-in ones are in force."""
    assert read_rule_files(None) == {}
    assert load_with(OverlayFolder({})).version == load_rulebook(None).version
