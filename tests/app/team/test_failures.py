"""What the server and its driver say, as one sentence that gives nothing away."""

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from app.store.errors import StoreError
from app.team import errors
from app.team.errors import (
    HeldError,
    NoRightError,
    NotSafeError,
    SchemaError,
    ServerFullError,
    TeamError,
    UnreachableError,
    WrongPasswordError,
)
from app.team.failures import explained, told_plainly

SERVER = "db.example:5432/sotto"


class Said(psycopg.OperationalError):
    """An error of the server with its code."""

    def __init__(self, state: str, message: str = "") -> None:
        super().__init__(message)
        self.sqlstate = state  # type: ignore[misc]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("28P01", WrongPasswordError), ("28000", WrongPasswordError), ("3D000", SchemaError), ("42P01", SchemaError),
        ("42703", SchemaError), ("42501", NoRightError), ("P0S01", HeldError), ("53100", ServerFullError),
        ("53300", UnreachableError), ("57P01", UnreachableError), ("57P03", UnreachableError),
        ("25006", UnreachableError), ("40P01", UnreachableError), ("40001", UnreachableError),
        ("55P03", UnreachableError), ("08006", UnreachableError),
    ],
)  # fmt: skip
def test_each_code_has_its_sentence(state: str, kind: type[TeamError]) -> None:
    """It names the server and says what to do or that nothing is lost."""
    told = explained(Said(state), SERVER)
    assert type(told) is kind
    assert SERVER in told.message
    assert told.mend


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("server does not support SSL, but SSL was required", NotSafeError),
        ('root certificate file "/x" does not exist', NotSafeError),
        ("SSL error: certificate verify failed", NotSafeError),
        ('server certificate for "a" does not match host name "b"', NotSafeError),
        ("fe_sendauth: no password supplied", WrongPasswordError),
        ('FATAL:  password authentication failed for user "anna"', WrongPasswordError),
        ('FATAL:  no pg_hba.conf entry for host "1.2.3.4"', WrongPasswordError),
        ('FATAL:  role "anna" does not exist', SchemaError),
        ("FATAL:  sorry, too many connections", UnreachableError),
        ("connection refused", UnreachableError),
        ("could not translate host name", UnreachableError),
    ],
)
def test_what_is_said_while_connecting_has_its_sentence(words: str, kind: type[TeamError]) -> None:
    """There is no code then, so the words decide."""
    told = explained(psycopg.OperationalError(words), SERVER)
    assert type(told) is kind
    assert SERVER in told.message


@given(st.text(max_size=60), st.sampled_from(["", "28P01", "53100", "42501", "08006"]))
def test_nothing_of_a_row_or_a_password_is_repeated(secret: str, state: str) -> None:
    """Servers quote what they did not like; that may be the words of a call."""
    error = Said(state, f'Key (text)=({secret}#secret#) of password "{secret}#secret#"')
    told = explained(error, SERVER)
    assert told is not None
    assert "#secret#" not in f"{told.message} {told.mend}"


@pytest.mark.parametrize("error", [Said("22P02"), Said("XX000"), psycopg.ProgrammingError("x"), ValueError("x")])
def test_mistakes_of_ours_pass(error: Exception) -> None:
    """They are bugs and are told as such, not as the server's fault."""
    assert explained(error, SERVER) is None
    with pytest.raises(type(error)), told_plainly(SERVER):
        raise error


def test_errors_are_told_however_they_come() -> None:
    """Wrapped by the database's library or bare; other errors of the store are left as they are."""
    wrapped = OperationalError("SELECT 1", {}, Said("53100"))
    for error in (wrapped, Said("53100")):
        with pytest.raises(ServerFullError), told_plainly(SERVER):
            raise error
    with pytest.raises(StoreError, match="mine"), told_plainly(SERVER):
        raise StoreError("mine")


def test_each_cause_has_a_code_of_its_own() -> None:
    """Programs that read `sotto team status --json` tell them apart by it."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, TeamError)]
    codes = [kind.code for kind in kinds]
    assert len(set(codes)) == len(codes) > 7
    assert all(code == "team" or code.startswith("team-") for code in codes)


def test_out_of_reach_is_the_only_thing_that_mends_itself() -> None:
    """Whatever needs a person must not pass for a server that is merely away: the background would keep quiet about it."""
    for kind in (WrongPasswordError, NotSafeError, SchemaError, NoRightError, ServerFullError, HeldError):
        assert not issubclass(kind, UnreachableError)
