"""The classifier's outside: scores for every rule, whatever the text, and plain words for a damaged file."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.errors import CoachingError
from coaching.paraphrase.classifier import ParaphraseClassifier, built_in_classifier
from coaching.rulebook.loader import load_rulebook


@pytest.fixture(scope="module")
def classifier() -> ParaphraseClassifier:
    """Return the one that ships."""
    built_in = built_in_classifier()
    if built_in is None:
        pytest.skip("this build has no classifier")
    return built_in


def test_every_rule_that_it_knows_is_a_rule_of_the_book(classifier: ParaphraseClassifier) -> None:
    """Each has a threshold strictly between never and always; other ids have none."""
    book = load_rulebook(None)
    assert {rule.id for rule in (*book.rules, *book.disabled)} >= set(classifier.model.rules)
    for rule_id in classifier.model.rules:
        threshold = classifier.threshold(rule_id)
        assert threshold is not None
        assert 0.0 < threshold < 1.0
    assert classifier.threshold("our-own-rule") is None


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_no_words_break_no_rule(classifier: ParaphraseClassifier, text: str) -> None:
    """Zero for every rule, without asking the network."""
    assert classifier.scores(text) == dict.fromkeys(classifier.model.rules, 0.0)


def test_scores_do_not_depend_on_case(classifier: ParaphraseClassifier) -> None:
    """Recognizers differ in it."""
    text = "There isn't anything more I can do for you"
    assert classifier.scores(text) == classifier.scores(text.upper())


def test_asking_again_gives_the_same(classifier: ParaphraseClassifier) -> None:
    """What was asked in between leaves nothing behind: a session can be replayed."""
    text = "I really don't know what else you want me to do"
    before = classifier.scores(text)
    classifier.scores("Have a lovely day")
    assert classifier.scores(text) == before


def test_a_slip_is_found_in_a_long_turn(classifier: ParaphraseClassifier) -> None:
    """Longer turns are read in windows: words a minute before do not hide what was said at the end."""
    slip = "there is nothing more i can do for you"
    calm = "the parcel left the depot this morning and the driver has it on the van now " * 8
    assert classifier.scores(calm + slip)["dead-end"] > 2 * classifier.scores(calm)["dead-end"]


def test_it_looks_at_the_words_that_matter(classifier: ParaphraseClassifier) -> None:
    """They weigh more than the harmless ones around them, and each word has its weight."""
    words = [
        "thank",
        "you",
        "for",
        "the",
        "number",
        "your",
        "parcel",
        "is",
        "on",
        "the",
        "van",
        "our",
        "warehouse",
        "never",
        "gets",
        "anything",
        "right",
    ]
    focus = classifier.focus(words, "company-criticism")
    assert (focus.first_word, len(focus.weights)) == (0, len(words))
    assert min(focus.weights) >= 0.0
    said = words.index("warehouse")
    assert statistics.mean(focus.weights[said:]) > statistics.mean(focus.weights[:said])


def test_a_long_turn_is_looked_at_where_it_speaks_most(classifier: ParaphraseClassifier) -> None:
    """Only the words of the window with the highest score are weighed."""
    calm = [
        "the",
        "parcel",
        "left",
        "the",
        "depot",
        "this",
        "morning",
        "and",
        "the",
        "driver",
        "has",
        "it",
        "on",
        "the",
        "van",
        "now",
    ] * 8
    words = [*calm, *["there", "is", "nothing", "more", "i", "can", "do", "for", "you"]]
    focus = classifier.focus(words, "dead-end")
    assert 0 < focus.first_word <= len(calm)
    assert focus.first_word + len(focus.weights) == len(words)


@pytest.mark.parametrize("words", [[], ["\u2014"], ["no"], ["\u2014", "no", "way", "\u2014"]])
def test_words_without_letters_weigh_nothing(classifier: ParaphraseClassifier, words: list[str]) -> None:
    """Dashes and single words are no reason to stumble."""
    focus = classifier.focus(words, "dead-end")
    assert 0 <= focus.first_word <= focus.first_word + len(focus.weights) <= len(words)


def test_it_says_which_rules_it_knows(classifier: ParaphraseClassifier) -> None:
    """Those of the model, and no company's own."""
    assert all(classifier.knows(rule_id) for rule_id in classifier.model.rules)
    assert not classifier.knows("our-own-rule")


@pytest.mark.parametrize("data", [b"", b"not a model", bytes(1000)])
def test_a_damaged_file_is_told_in_one_sentence(data: bytes) -> None:
    """With what to do, and without a word of the library's."""
    with pytest.raises(CoachingError, match="damaged") as caught:
        ParaphraseClassifier(data)
    assert caught.value.mend == "Reinstall Sotto."


def test_the_built_in_one_is_loaded_once() -> None:
    """It takes a third of a second."""
    assert built_in_classifier() is built_in_classifier()


@settings(max_examples=15, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gets_a_score_for_every_rule(text: str) -> None:
    """Whatever was heard, all scores lie within 0 … 1."""
    classifier = built_in_classifier()
    if classifier is not None:
        scores = classifier.scores(text)
        assert set(scores) == set(classifier.model.rules)
        assert all(0.0 <= score <= 1.0 for score in scores.values())
