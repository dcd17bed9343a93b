"""A login's password lies in the key store or nowhere."""

import pytest
from keyring.errors import KeyringError

from app.store.errors import KeyUnavailableError
from app.team.connecting import Server
from app.team.passwords import keep_password, kept_password

ACCOUNT = "anna@db:5432"


class Drawer:
    """A key store in memory that can be locked, or forgetful."""

    def __init__(self, *, locked: bool = False, forgets: bool = False) -> None:
        self.locked, self.forgets, self.kept = locked, forgets, dict[tuple[str, str], str]()

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        if self.locked:
            raise KeyringError("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        if self.locked:
            raise KeyringError("locked")
        if not self.forgets:
            self.kept[service, username] = password


def test_it_comes_back() -> None:
    """What was kept for an account is that account's alone."""
    drawer = Drawer()
    keep_password(ACCOUNT, "pass word", drawer)
    assert kept_password(ACCOUNT, drawer) == "pass word"
    assert kept_password("ben@db:5432", drawer) is None


@pytest.mark.parametrize("drawer", [Drawer(locked=True), Drawer(forgets=True)])
def test_what_cannot_be_kept_is_told(drawer: Drawer) -> None:
    """Without repeating the password."""
    with pytest.raises(KeyUnavailableError) as raised:
        keep_password(ACCOUNT, "pass word", drawer)
    assert "pass word" not in str(raised.value)


def test_a_locked_key_store_leaves_libpqs_own_ways() -> None:
    """No password is no error: a password file or a certificate may serve."""
    assert kept_password(ACCOUNT, Drawer(locked=True)) is None


def test_the_password_is_not_part_of_the_servers_name() -> None:
    """Neither of what errors name nor of the account."""
    server = Server("db", 5432, "sotto", "anna", password="pass word")  # noqa: S106
    assert "pass word" not in server.name + server.account + repr(server)
    assert server.parameters()["password"] == "pass word"  # noqa: S105
