"""Errors of the app are sentences with a name for programs."""

import inspect

import pytest

from app import errors
from app.calls.errors import CallError, NotRunningError
from app.errors import AppError
from app.notify import explain

_KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, AppError)]


def test_no_two_kinds_share_a_code() -> None:
    """Programs tell them apart by it."""
    kinds = [*_KINDS, CallError, NotRunningError]
    assert len({kind.code for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("kind", [*_KINDS, CallError, NotRunningError])
def test_each_kind_reaches_the_user_as_it_was_written(kind: type[AppError]) -> None:
    """Sentence and mend, unchanged, from the one translation of errors."""
    message = explain(kind("The file is full.", "Empty it."))
    assert message is not None
    assert str(message) == "The file is full. Empty it."


def test_without_a_mend_the_sentence_stands_alone() -> None:
    """No blank hangs on."""
    error = AppError("The file is full.")
    assert (str(error), error.message, error.mend) == ("The file is full.", "The file is full.", "")
