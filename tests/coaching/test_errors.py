"""Errors of coaching are sentences for people."""

import pytest

from coaching.errors import AgendaError, CoachingError, RulebookError, RuleProblem


def test_an_error_reads_as_its_sentence_and_what_to_do() -> None:
    """Both stand in its text, and each alone is kept for the view that shows them apart."""
    error = CoachingError("The model is damaged.", "Reinstall Sotto.")
    assert str(error) == "The model is damaged. Reinstall Sotto."
    assert (error.message, error.mend) == ("The model is damaged.", "Reinstall Sotto.")


def test_an_error_without_a_mend_ends_with_its_sentence() -> None:
    """No blank is left behind."""
    assert str(CoachingError("The model is damaged.")) == "The model is damaged."


@pytest.mark.parametrize("kind", [RulebookError, AgendaError])
def test_each_kind_has_a_code_of_its_own_and_is_caught_as_one(kind: type[CoachingError]) -> None:
    """Codes are stable names for programs; the base class catches all."""
    assert issubclass(kind, CoachingError)
    assert kind.code != CoachingError.code
    assert len({CoachingError.code, RulebookError.code, AgendaError.code}) == 3


def test_a_rulebook_error_keeps_every_mistake() -> None:
    """The rule editor shows all of them, in the order found."""
    problems = tuple(RuleProblem("a.toml", line, "rule", "Wrong.", "Mend it.") for line in (3, 1))
    error = RulebookError("Two mistakes.", problems=problems)
    assert [problem.line for problem in error.problems] == [3, 1]
    assert RulebookError("None known.").problems == ()


@pytest.mark.parametrize(
    ("line", "key", "text"),
    [
        (4, "rule.why", "a.toml:4: rule.why: This is missing. Add it."),
        (4, "", "a.toml:4: This is missing. Add it."),
        (None, "rule", "a.toml: rule: This is missing. Add it."),
        (None, "", "a.toml: This is missing. Add it."),
    ],
)
def test_a_mistake_names_what_is_known_of_its_place(line: int | None, key: str, text: str) -> None:
    """File, line and key, each left out where it is not known, with no doubled colon."""
    assert str(RuleProblem("a.toml", line, key, "This is missing.", "Add it.")) == text
