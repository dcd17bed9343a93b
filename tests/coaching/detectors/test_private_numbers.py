"""Numbers that are read aloud."""

from collections.abc import Callable

import pytest

from coaching.detectors.private_numbers import PrivateNumberDetector


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Your card is 4111 1111 1111 1111", True),
        ("the account number one two three four five six seven eight", True),
        ("call us on 0800 123 4567", False),
        ("your order 12345", False),
        ("and the account ends in seven three two one", False),
        ("is that the card ending in 7321?", False),
        ("the card ending is 4111 1111 1111 1111", True),
        ("your account number is seven three two one", True),
    ],
)
def test_only_private_numbers_are_flagged_and_never_repeated(scripted: Callable, text: str, told: bool) -> None:
    """Cards and accounts are; a telephone number or the last four digits are not; the evidence holds no digit."""
    detector = PrivateNumberDetector()
    found = [finding for event in scripted().agent(0, 5, text).events() for finding in detector.accept(event)]
    assert [finding.rule_id for finding in found] == (["overheard"] if told else [])
    assert not any(character.isdigit() for finding in found for character in finding.evidence)
