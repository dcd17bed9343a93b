"""Private numbers and addresses leave no trace; everything else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.redaction import PrivateKind, find_private, redact, redact_together, redact_words
from speech.events import Word

_SPOKEN = {"0": ["zero", "oh", "0"], "1": ["one", "1"], "2": ["two", "2"], "3": ["three", "3"], "4": ["four", "4"],
           "5": ["five", "5"], "6": ["six", "6"], "7": ["seven", "7"], "8": ["eight", "8"], "9": ["nine", "9"]}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It's 4111 1111 1111 1111.", PrivateKind.CARD),
        ("four one one one, one one one one, one one one one, one one one one", PrivateKind.CARD),
        ("4111-1111-1111-1111", PrivateKind.CARD),
        ("the account number is double four oh nine seven eight", PrivateKind.ACCOUNT),
        ("your account, one two three uh four five six seven eight", PrivateKind.ACCOUNT),
        ("call me on 07700 900123", PrivateKind.PHONE),
        ("it is +44 (20) 7946-0958", PrivateKind.PHONE),
        ("oh seven seven double oh nine hundred one two three", PrivateKind.PHONE),
        ("passport five three three four two one one oh", PrivateKind.ID),
        ("my number AB123456C", PrivateKind.ID),
        ("the security code is 123", PrivateKind.CODE),
        ("the sort code is sixty two forty-one thirty five", PrivateKind.ACCOUNT),
        ("one two to four five six", PrivateKind.NUMBER),
        ("write to jane.doe@example.com", PrivateKind.EMAIL),
        ("write to jane dot doe at example dot com", PrivateKind.EMAIL),
        ("it's jane underscore doe at my dash company dot co dot uk", PrivateKind.EMAIL),
    ],
)
def test_private_things_are_found_and_named(text: str, kind: PrivateKind) -> None:
    """Each kind is found, spoken or written, and labelled."""
    assert kind in [span.kind for span in find_private(text)]


@pytest.mark.parametrize(
    "text",
    [
        "That costs £1,250.00 or 1250 pounds.",
        "It will be delivered on 14/10/2025 at 10:30.",
        "On 2025-10-14 we sent it.",
        "The fourteenth of October twenty twenty five at ten thirty.",
        "Your order number is 12345.",
        "One moment, it takes two to three days.",
        "We charged two hundred and fifty thousand dollars.",
        "That is 1250000 pounds.",
        "I'll call you at five, look at the website.",
        "There are nine of them, one for each.",
        "between nine thirty and ten fifteen",
    ],
)
def test_prices_dates_times_and_short_numbers_stay(text: str) -> None:
    """What a coach may need to read is untouched."""
    assert redact(text) == text


@given(st.lists(st.sampled_from("0123456789"), min_size=6, max_size=19), st.randoms(use_true_random=False))
def test_no_run_of_six_digits_survives_however_it_is_told(digits: list[str], random: object) -> None:
    """Any mixture of words and figures is hidden as a whole."""
    told = " ".join(random.choice(_SPOKEN[digit]) for digit in digits)  # type: ignore[attr-defined]
    shown = redact(f"the number is {told} okay")
    assert shown.startswith("the number is [")
    assert shown.endswith("] okay")
    assert not any(word in shown.split() for word in told.split())


@given(st.lists(st.text(max_size=40), max_size=5))
def test_redacting_never_fails_and_changes_no_count(texts: list[str]) -> None:
    """Any text goes through; as many utterances come out as went in."""
    assert len(redact_together(texts)) == len(texts)


@given(st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=60))
def test_redacting_twice_is_redacting_once(text: str) -> None:
    """Labels are not private themselves."""
    assert redact(redact(text)) == redact(text)


def test_a_number_told_in_pieces_is_hidden_in_each() -> None:
    """The utterance boundary hides nothing from the redactor."""
    first, middle, last = redact_together(["It is four five six", "seven eight nine", "and that is all"])
    assert first == "It is [number]"
    assert middle == "[number]"
    assert last == "and that is all"


def test_words_of_a_private_span_become_one_labelled_word() -> None:
    """The word list tells no more than the text; its time span stays."""
    said = [
        Word(text, float(i), i + 1.0, 0.9)
        for i, text in enumerate(["it", "is", "one", "two", "three", "four", "five", "six", "okay"])
    ]
    (words,) = redact_words([said])
    assert [word.text for word in words] == ["it", "is", "[number]", "okay"]
    assert (words[2].start_s, words[2].end_s, words[2].confidence) == (2.0, 8.0, None)


def test_words_are_hidden_across_utterances_too() -> None:
    """Three digits here and three there are six."""
    first = [Word(text, 0.0, 1.0) for text in ["is", "four", "five", "six"]]
    second = [Word(text, 2.0, 3.0) for text in ["seven", "eight", "nine"]]
    assert [[w.text for w in words] for words in redact_words([first, [], second])] == [
        ["is", "[number]"],
        [],
        ["[number]"],
    ]
