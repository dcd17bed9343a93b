"""The secret of the endpoint: made once, private from the first moment."""

import sys

import pytest

from app.calls.token import load_token, token_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by the profile's rights")


def test_it_is_made_once() -> None:
    """The same long token comes back each time."""
    token = load_token()
    assert len(token) >= 40
    assert load_token() == token


@posix
def test_only_the_user_may_read_it() -> None:
    """The file has mode 0600."""
    load_token()
    assert token_file().stat().st_mode & 0o777 == 0o600


@posix
def test_a_token_that_others_could_read_is_replaced() -> None:
    """A file that was opened up is no secret any more: a new token takes its place."""
    token = load_token()
    token_file().chmod(0o644)
    assert load_token() != token
    assert token_file().stat().st_mode & 0o777 == 0o600


def test_an_empty_file_is_replaced() -> None:
    """A file that a crash left empty gives a new token, not an empty one."""
    load_token()
    token_file().write_text("")
    assert len(load_token()) >= 40
