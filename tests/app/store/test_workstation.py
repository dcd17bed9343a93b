"""This user's own sessions: where they lie, whose name they bear, and when they are encrypted."""

import getpass
from pathlib import Path

import pytest

from app.store.encrypting import is_encrypted
from app.store.errors import BrokenStoreError, KeyUnavailableError, ReadOnlyStoreError
from app.store.key_store import SERVICE, KeyStore
from app.store.settings import StoreSettings
from app.store.workstation import agent_name, open_workstation_store, workstation_file
from tests.app.store.conftest import MakeSession
from tests.app.store.test_keys import ON, Safe

OFF = StoreSettings(encryption="off")


def test_the_sessions_lie_in_the_users_own_folder(home: Path) -> None:
    """Opening makes it, with the folder; nothing lies anywhere else."""
    assert not home.exists()
    open_workstation_store(OFF).close()
    assert workstation_file().is_file()
    assert home in workstation_file().parents


@pytest.mark.parametrize(("chosen", "name"), [("Anna Lee", "Anna Lee"), ("  Anna ", "Anna"), ("", None), ("   ", None)])
def test_a_session_bears_a_name(chosen: str, name: str | None) -> None:
    """That of the settings; left empty, the login's."""
    assert agent_name(StoreSettings(agent=chosen)) == (name or getpass.getuser())


@pytest.mark.parametrize("kept", ["", "hello", "00", "ab" * 31, "ab" * 33])
def test_an_entry_of_another_length_is_no_key(kept: str, make_session: MakeSession) -> None:
    """Half an entry, or somebody else's: one sentence that says how to mend it, and the sessions are untouched."""
    safe = Safe()
    with open_workstation_store(ON, safe) as store:
        store.add([make_session()])
    before = workstation_file().read_bytes()
    safe.kept = {(SERVICE, str(workstation_file())): kept}
    with pytest.raises(KeyUnavailableError, match="key") as caught:
        open_workstation_store(ON, safe)
    assert "key restore" in caught.value.mend
    assert workstation_file().read_bytes() == before
    assert list(safe.kept.values()) == [kept]


def test_an_encrypted_file_needs_its_key_also_when_encryption_is_off(make_session: MakeSession) -> None:
    """Turned off later, or on another machine: without the key the sentence names what is missing, and nothing is begun anew."""
    with open_workstation_store(ON, Safe()) as store:
        store.add([make_session()])
    before = workstation_file().read_bytes()
    with pytest.raises(BrokenStoreError, match="encrypted"):
        open_workstation_store(OFF, Safe())
    assert workstation_file().read_bytes() == before


def test_with_encryption_off_no_key_store_is_touched(make_session: MakeSession) -> None:
    """A plain file is opened without asking for a key: on a server without a desktop there is none to ask."""

    class Forbidden(Safe):
        def get_password(self, service: str, username: str) -> str | None:
            raise AssertionError(f"{service} {username}")

    with open_workstation_store(OFF, Forbidden()) as store:
        assert store.add([make_session()]) == 1
    open_workstation_store(OFF, Forbidden()).close()


def test_a_key_is_kept_before_the_first_session_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash between the two loses an empty file at most, never the key of a full one."""
    safe, steps = Safe(), []
    monkeypatch.setattr(
        KeyStore, "write", lambda self, key: steps.append(("key", workstation_file().exists())) or Safe.set_password(
            safe, SERVICE, self._account, key.hex()
        ),
    )  # fmt: skip
    open_workstation_store(ON, safe).close()
    assert steps == [("key", False)]
    assert is_encrypted(workstation_file())


def test_an_empty_file_is_begun_and_encrypted(make_session: MakeSession) -> None:
    """What a crash in the first moment left is no obstacle."""
    workstation_file().parent.mkdir(parents=True)
    workstation_file().touch()
    with open_workstation_store(ON, Safe()) as store:
        store.add([make_session()])
    assert is_encrypted(workstation_file())


def test_a_folder_in_the_place_of_the_file_is_told() -> None:
    """One sentence that names it."""
    workstation_file().mkdir(parents=True)
    with pytest.raises((ReadOnlyStoreError, IsADirectoryError)) as caught:
        open_workstation_store(OFF)
    assert str(workstation_file()) in str(caught.value)
