"""However a number is told, nothing of it survives: generated cards, accounts and phones in all the ways people say them."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coaching.redaction import RedactionSettings, redact, redact_together
from coaching.spoken_email import NOT_IN_NAMES

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER_WORDS = {*_UNITS, *_TEENS, *_TENS, "oh", "double", "triple", "hundred"} - {""}
_ASIDES = ["", "", "", "uh", "um", "then", "and then", "sorry", "no sorry", "dash"]
_BETWEEN = ["okay", "yes", "mm hm", "go ahead", "got it", "right", "let me just note that", "sorry the line is bad"]


def _pair(ten: int, unit: int) -> str:
    if ten == 1:
        return _TEENS[unit]
    return f"{_TENS[ten]} {_UNITS[unit]}" if unit else _TENS[ten]


@st.composite
def told(draw: st.DrawFn, digits: str, *, pairs: bool) -> list[str]:
    """Tell digits piece by piece: singly, doubled, tripled, in figures, and where `pairs` as small numbers."""
    pieces: list[str] = []
    at = 0
    while at < len(digits):
        rest = digits[at:]
        ways = ["unit"]
        ways += ["double"] if len(rest) > 1 and rest[0] == rest[1] else []
        ways += ["triple"] if len(rest) > 2 and rest[0] == rest[1] == rest[2] else []
        ways += ["pair"] if pairs and len(rest) > 1 and rest[0] != "0" else []
        ways += ["figures"] if len(rest) > 3 else []
        way = draw(st.sampled_from(ways))
        if way == "unit":
            pieces.append(draw(st.sampled_from(["zero", "oh"])) if rest[0] == "0" else _UNITS[int(rest[0])])
            at += 1
        elif way == "pair":
            pieces.append(_pair(int(rest[0]), int(rest[1])))
            at += 2
        elif way == "figures":
            pieces.append(rest[:4])
            at += 4
        else:
            count = 2 if way == "double" else 3
            pieces.append(f"{way} {_UNITS[int(rest[0])]}")
            at += count
    return pieces


def _survivors(shown: str) -> list[str]:
    bare = re.sub(r"\[[^\]]*\]", " ", shown)
    return [word for word in bare.split() if word in _NUMBER_WORDS or any(letter.isdigit() for letter in word)]


DIGITS = st.text("0123456789", min_size=9, max_size=19)


@settings(max_examples=200)
@given(st.data(), DIGITS)
def test_a_dictated_number_leaves_nothing(data: st.DataObject, digits: str) -> None:
    """Nine to nineteen digits one by one, doubled or in figures, with fillers and corrections between them."""
    pieces = data.draw(told(digits, pairs=False))
    asides = data.draw(st.lists(st.sampled_from(_ASIDES), min_size=len(pieces), max_size=len(pieces)))
    text = " ".join(word for pair in zip(pieces, asides, strict=True) for word in pair if word)
    assert _survivors(redact(f"let me read that {text} thank you")) == []


@given(
    st.data(), DIGITS, st.sampled_from(["card number is", "sort code and account", "phone number", "passport number"])
)
def test_an_announced_number_may_be_told_in_pairs(data: st.DataObject, digits: str, cue: str) -> None:
    """Where the words before name the number it may be told as nineteen, forty two …, too."""
    text = " ".join(data.draw(told(digits, pairs=True)))
    assert _survivors(redact(f"the {cue} {text} thank you")) == []


@given(st.data(), st.text("0123456789", min_size=12, max_size=16), st.integers(2, 4))
def test_a_number_told_over_utterances_leaves_nothing(data: st.DataObject, digits: str, parts: int) -> None:
    """Split over two to four utterances, with or without others between them."""
    size = -(-len(digits) // parts)
    utterances: list[str] = ["your card number please"]
    for at in range(0, len(digits), size):
        utterances.append(" ".join(data.draw(told(digits[at : at + size], pairs=False))))
        if data.draw(st.booleans()):
            utterances.append(data.draw(st.sampled_from(_BETWEEN)))
    shown = redact_together(utterances)
    assert len(shown) == len(utterances)
    assert _survivors(" ".join(shown)) == []


@given(st.data(), DIGITS)
def test_while_it_is_spoken_no_three_digits_stand(data: st.DataObject, digits: str) -> None:
    """In a live view at most two dictated digits are ever readable, wherever the speaker has got to."""
    words = " ".join(data.draw(told(digits, pairs=False))).split()
    for end in range(1, len(words) + 1):
        (shown,) = redact_together([f"it is {' '.join(words[:end])}"], open_end=True)
        assert len([word for word in _survivors(shown) if word not in {"double", "triple"}]) <= 2


@given(st.data(), st.text("0123456789", min_size=13, max_size=19))
def test_only_the_last_four_stay_where_they_may(data: st.DataObject, digits: str) -> None:
    """With `last_four` the label shows the last four digits of a card, and nothing else is left."""
    text = " ".join(data.draw(told(digits, pairs=False)))
    shown = redact(f"the card number is {text} thank you", RedactionSettings(last_four=True))
    assert shown == f"the card number is [card ••••{digits[-4:]}] thank you"


_WORDS = st.sampled_from([
    *_UNITS, *_TEENS[:3], "twenty", "double", "oh", "card", "number", "account", "pin", "code", "email", "at", "dot", "com", "jane",
    "ending", "in", "and", "sorry", "okay", "to", "for", "a", "b", "room", "pounds", "date", "of", "birth", "march", "4111", "07700",
    "£12", "12:30", "AB12", "[card number]", "[number]", "\n", "count", "from", "last", "four", "expiry", "text",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=24).map(" ".join), st.booleans())
def test_redacting_twice_is_redacting_once(text: str, last_four: bool) -> None:
    """Labels are not private, and hiding one thing never uncovers another as private."""
    settings = RedactionSettings(last_four=last_four, names="Jane")
    assert redact(redact(text, settings), settings) == redact(text, settings)


@given(st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,8})?@[a-z]{3,8}\.(com|org|de)", fullmatch=True))
def test_an_address_is_hidden_written_and_spoken(address: str) -> None:
    """An address leaves nothing, as written and as said."""
    name, _, domain = address.partition("@")
    assume(not {*name.split("."), domain.split(".")[0]} & {*NOT_IN_NAMES, "the", "at", "dot", "but"})
    spoken = f"{name.replace('.', ' dot ')} at {domain.replace('.', ' dot ')}"
    assert redact(f"my email is {address} okay") == "my email is [e-mail address] okay"
    assert redact(f"my email is {spoken} okay") == "my email is [e-mail address] okay"


def test_names_of_the_list_are_hidden() -> None:
    """Whole words only, in any case, the longest name first."""
    settings = RedactionSettings(names=" Ann Lee,Ann , ,Bo")
    assert redact("ann lee met ANN and Bob's friend Bo", settings) == "[name] met [name] and Bob's friend [name]"


def test_the_last_digits_alone() -> None:
    """The last four of a card are hidden unless the settings let them stand."""
    said = "the card ending in four two four two"
    assert redact(said) == "the card ending in [card number]"
    assert redact(said, RedactionSettings(last_four=True)) == "the card ending in [card ••••4242]"
