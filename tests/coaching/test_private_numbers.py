"""Which runs are private, and what they are called, by what stands around them."""

import pytest

from coaching.number_cues import PrivateKind, cue_for, is_harmless, is_sort_code, leads_to_last_digits
from coaching.private_numbers import kind_of
from coaching.spoken_digits import tokens_of
from coaching.spoken_numbers import digit_runs


def kinds(text: str, *, open_end: bool = False) -> list[PrivateKind | None]:
    """Return the kind of each run of a text."""
    return [kind_of(text, run, open_end=open_end) for run in digit_runs(tokens_of(text))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the pin is four two nine one", PrivateKind.CODE),
        ("six one four on the back", PrivateKind.CODE),
        ("pin code five six zero zero three four", None),
        ("error code four oh four", None),
        ("room four twelve", None),
        ("flight two four nine seven", None),
        ("card number four nine two", PrivateKind.CARD),
        ("sort code twenty forty one", PrivateKind.ACCOUNT),
        ("your order number is four oh nine two", None),
        ("your order number is four oh nine two one one", PrivateKind.NUMBER),
        ("account ending eight oh two", PrivateKind.ACCOUNT),
        ("ending four two four two", PrivateKind.LAST_DIGITS),
        ("a hatchback ending four one two", None),
        ("between ten fifteen ten forty five", None),
        ("passport k seven oh two two nine", PrivateKind.ID),
        ("from oh one oh four twenty twenty four", None),
        ("2019, 2020", None),
        ("text it to six five oh seven five", None),
        ("it is seven four one one two nine", PrivateKind.NUMBER),
        ("it is oh seven four one one two nine", PrivateKind.PHONE),
    ],
)
def test_kinds(text: str, kind: PrivateKind | None) -> None:
    """The words around decide where the digits alone do not."""
    assert kinds(text) == [kind]


def test_an_open_end_hides_three_digits() -> None:
    """While somebody speaks three dictated digits are enough; two are not."""
    assert kinds("it is seven four one", open_end=True) == [PrivateKind.NUMBER]
    assert kinds("it is seven four", open_end=True) == [None]


def test_cues() -> None:
    """The nearest cue before counts; one after counts where none stands before, and is not strong."""
    text = "the account and card number 1234"
    cue = cue_for(text, len(text) - 4, len(text))
    assert cue is not None
    assert (cue.kind, cue.strong, cue.distance) == (PrivateKind.CARD, True, 1)
    after = cue_for("1234 is the passport", 0, 4)
    assert after is not None
    assert (after.kind, after.strong) == (PrivateKind.ID, False)
    assert cue_for("1234 bottles", 0, 4) is None


def test_words_that_lead_to_a_number() -> None:
    """Each question looks only at what stands right before."""
    assert leads_to_last_digits("the last four of your card are 1234", 31)
    assert not leads_to_last_digits("the last time it was 1234", 21)
    assert is_harmless("room 1234", 5)
    assert not is_harmless("the room has a safe with 1234", 25)
    assert is_sort_code("sort code is 12", 13)
    assert not is_sort_code("sort code was wrong so it is 12", 29)
