"""What docs/rules.md shows can be saved as it stands and checks clean beside the built-in rules."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coaching.rulebook.example_check import failing_examples
from coaching.rulebook.loader import load_rulebook

_PAGE = Path(__file__).parents[3] / "docs" / "rules.md"
_FILES = [
    text for text in re.findall(r"```toml\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL) if "# …" not in text
]
"""Every file that is shown whole."""


@pytest.mark.parametrize("number", range(len(_FILES)))
def test_a_file_of_the_page_breaks_nothing(number: int, folder: Callable[..., Path]) -> None:
    """It loads, and all examples hold, those of the built-in rules as well."""
    rulebook = load_rulebook(folder("company", shown=_FILES[number]))
    assert [str(failure) for failure in failing_examples(rulebook)] == []


def test_there_are_files_to_try() -> None:
    """A rule and word classes, at least."""
    assert sum("[[rule]]" in text for text in _FILES) >= 1
    assert sum("[classes]" in text for text in _FILES) >= 1
