"""Keys: the key store, the recovery key, encrypting what was plain, and opening this user's own sessions."""

import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends import fail, null
from keyring.errors import PasswordSetError

from app.paths import paths
from app.store import key_store
from app.store.encrypting import encrypt, is_encrypted, wipe_plain
from app.store.errors import KeyUnavailableError, LockedStoreError
from app.store.key_store import KeyStore, system_vault
from app.store.opening import open_store
from app.store.recovery_key import read_spelled, spelled
from app.store.settings import StoreSettings
from app.store.workstation import open_workstation_store, wants_encryption, workstation_file
from tests.app.store.conftest import MakeSession

KEY = bytes(range(32))
ON = StoreSettings(encryption="on")


class Safe:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what was kept."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password


class Refusing(Safe):
    """A key store whose user said no."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse."""
        raise PasswordSetError("the user said no.")


def test_the_first_session_makes_a_key_and_the_next_uses_it(make_session: MakeSession) -> None:
    """With encryption on the file is encrypted from the first byte; its key lies in the key store alone."""
    safe = Safe()
    with open_workstation_store(ON, safe) as store:
        store.add([make_session()])
    (key,) = safe.kept.values()
    assert is_encrypted(workstation_file())
    assert bytes.fromhex(key) not in workstation_file().read_bytes()
    with open_workstation_store(ON, safe) as store:
        assert store.count() == 1
    with open_workstation_store(StoreSettings(encryption="off"), safe) as store:
        assert store.encrypted, "what is encrypted stays so"


def test_a_lost_key_is_told_and_nothing_is_made_anew() -> None:
    """Without its key an encrypted file is left alone: neither another key nor another file takes its place."""
    open_workstation_store(ON, Safe()).close()
    before, empty = workstation_file().read_bytes(), Safe()
    with pytest.raises(KeyUnavailableError, match="key restore"):
        open_workstation_store(ON, empty)
    assert workstation_file().read_bytes() == before
    assert empty.kept == {}


@pytest.mark.parametrize("vault", [null.Keyring(), fail.Keyring(), Refusing()])
def test_a_key_store_that_keeps_nothing_fails_closed(vault: Safe) -> None:
    """Where no key can be kept no session is, rather than one that anybody can read."""
    with pytest.raises(KeyUnavailableError):
        open_workstation_store(ON, vault)
    assert not workstation_file().exists()


def test_without_any_key_store_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a key store the user is told what to install or to set."""
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    monkeypatch.setattr(key_store, "_FREE_DESKTOPS", ("keyring.backends.Windows:WinVaultKeyring",))
    with pytest.raises(KeyUnavailableError, match="no key store that Sotto can use") as caught:
        system_vault("linux")
    assert "store.encryption" in caught.value.mend


def test_the_environment_may_name_a_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A company with a key store of its own names it as keyring documents."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert isinstance(system_vault(), null.Keyring)


def test_an_entry_that_is_no_key_is_told(tmp_path: Path) -> None:
    """When somebody changed the entry by hand it is not taken for a key."""
    safe = Safe()
    safe.set_password(key_store.SERVICE, str(tmp_path / "x.db"), "hello")
    with pytest.raises(KeyUnavailableError, match="is no key"):
        KeyStore(tmp_path / "x.db", safe).read()


def test_encryption_follows_the_company(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The choice "managed" is on exactly where the company fixes settings for the machine."""
    assert not wants_encryption(StoreSettings())
    managed = tmp_path / "managed.toml"
    managed.write_text("[store]\nkeep_days = 30\n")
    monkeypatch.setenv("SOTTO_MANAGED", str(managed))
    assert wants_encryption(StoreSettings())
    assert not wants_encryption(StoreSettings(encryption="off"))


def test_what_was_plain_becomes_encrypted_with_all_sessions(make_session: MakeSession) -> None:
    """Turned on later, the sessions so far are encrypted and no readable file is left."""
    new = make_session()
    with open_workstation_store(StoreSettings(encryption="off")) as store:
        store.add([new])
    with open_workstation_store(ON, Safe()) as store:
        assert store.detail(new.labels.id).summary == new.summary
        store.annotate(new.labels.id, "agent", "anna", "x")  # type: ignore[arg-type]
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() == 2
    left = [file for file in paths().sessions.iterdir() if file.is_file()]
    assert all(b"nothing more" not in file.read_bytes() for file in left)
    assert is_encrypted(workstation_file())


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("SELECT count(*) FROM session").fetchall()
print("open", flush=True)
sys.stdin.readline()
"""


def test_a_file_in_use_is_not_encrypted_under_its_user(tmp_path: Path, make_session: MakeSession) -> None:
    """While this or another program has the sessions open, encrypting waits: what is written meanwhile would be lost."""
    file = tmp_path / "sessions.db"
    with open_store(file) as store:
        store.add([make_session()])
        with pytest.raises(LockedStoreError, match="Close Sotto"):
            encrypt(file, KEY)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    with pytest.raises(LockedStoreError):
        encrypt(file, KEY)
    other.communicate("\n")
    assert is_encrypted(file) is False
    encrypt(file, KEY)
    with open_store(file, KEY) as store:
        assert store.count() == 1


def test_what_a_crash_left_of_encrypting_is_wiped(tmp_path: Path) -> None:
    """A readable copy beside the encrypted file is overwritten and deleted at the next start."""
    file = tmp_path / "sessions.db"
    open_store(file, KEY).close()
    sqlite3.connect(tmp_path / "sessions.db.plain").execute("CREATE TABLE t (x)").connection.close()
    wipe_plain(file)
    assert not (tmp_path / "sessions.db.plain").exists()
    open_store(file, KEY).close()


def test_whether_a_file_is_encrypted(tmp_path: Path) -> None:
    """No file and an empty one are neither."""
    file = tmp_path / "sessions.db"
    assert is_encrypted(file) is None
    file.touch()
    assert is_encrypted(file) is None


@given(st.binary(min_size=32, max_size=32))
def test_a_recovery_key_can_be_typed_in_again(key: bytes) -> None:
    """Dashes, blanks and case do not matter."""
    text = spelled(key)
    assert len(text.split("-")) == 14
    assert read_spelled(text) == read_spelled(text.lower().replace("-", " ") + "\n") == key


@given(st.integers(0, 55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_typing_mistake_is_noticed(place: int, letter: str) -> None:
    """One wrong letter anywhere is refused."""
    letters = list(spelled(KEY).replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(KeyUnavailableError, match="fourteen groups"):
        read_spelled("".join(letters))


@given(st.text(max_size=80))
def test_any_other_text_is_no_recovery_key(text: str) -> None:
    """Whatever is typed, the answer is one sentence."""
    with pytest.raises(KeyUnavailableError):
        read_spelled(text)


def test_keys_of_two_databases_are_apart(tmp_path: Path) -> None:
    """Each database has an entry of its own."""
    safe = Safe()
    for name in ("a.db", "b.db"):
        KeyStore(tmp_path / name, safe).write(secrets.token_bytes(32))
    assert len(safe.kept) == 2
