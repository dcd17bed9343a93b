"""`sotto sessions key`: told, shown for the safe and put back, and never the wrong one."""

import os
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli import session_key
from app.paths import resource
from app.store.encrypting import is_encrypted
from app.store.key_store import SERVICE, KeyStore
from app.store.opening import open_store
from app.store.recovery_key import spelled
from app.store.workstation import workstation_file
from tests.app.store.test_keys import Safe

pytestmark = pytest.mark.usefixtures("_hooks")
KEY = bytes(range(32))
OTHER = bytes(range(1, 33))


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch) -> Safe:
    """Return the key store that the commands use."""
    kept = Safe()
    monkeypatch.setattr(session_key, "KeyStore", lambda file: KeyStore(file, kept))
    return kept


@pytest.fixture
def encrypted(safe: Safe) -> Path:
    """Return an encrypted database whose key is kept."""
    open_store(workstation_file(), KEY).close()
    safe.kept[SERVICE, str(workstation_file())] = KEY.hex()
    return workstation_file()


def failed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that fails; return its one line on standard error."""
    assert main(["sessions", "key", *map(str, arguments)]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


def test_status_tells_how_it_stands(safe: Safe, capsys: pytest.CaptureFixture[str]) -> None:
    """Before there is anything, and when the key is at hand."""
    assert main(["sessions", "key", "status"]) == 0
    assert capsys.readouterr().out == "The sessions are not encrypted.\n"
    open_store(workstation_file(), KEY).close()
    safe.kept[SERVICE, str(workstation_file())] = KEY.hex()
    assert main(["sessions", "key", "status"]) == 0
    assert "their key is at hand" in capsys.readouterr().out


def test_status_tells_what_will_be(safe: Safe, capsys: pytest.CaptureFixture[str]) -> None:
    """Encryption was turned on and Sotto has not opened the sessions since."""
    open_store(workstation_file()).close()
    assert main(["settings", "set", "store.encryption", "on"]) == 0
    assert main(["sessions", "key", "status"]) == 0
    said = capsys.readouterr().out
    assert "will be encrypted" in said
    assert "will be made then" in said
    assert is_encrypted(workstation_file()) is False, "status only looks"
    assert safe.kept == {}


def test_a_lost_key_is_a_failure(encrypted: Path, safe: Safe, capsys: pytest.CaptureFixture[str]) -> None:
    """A script that asks sees it by the exit code, a person by the sentence."""
    safe.kept.clear()
    assert "key restore" in failed(capsys, "status")
    assert "There is no key" in failed(capsys, "export")
    assert encrypted.exists()


def test_the_key_is_shown_alone(encrypted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that it can be piped into a printer, and nothing else with it."""
    assert encrypted.exists()
    assert main(["sessions", "key", "export"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == (f"{spelled(KEY)}\n", "")


def test_a_written_key_is_its_owners(encrypted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody else on this computer can read the file, and the key is not on the screen."""
    target = tmp_path / "key.txt"
    assert encrypted.exists()
    assert main(["sessions", "key", "export", "-o", str(target)]) == 0
    said = capsys.readouterr()
    assert spelled(KEY) not in said.out + said.err
    assert target.read_text() == f"{spelled(KEY)}\n"
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_a_lost_key_is_put_back(
    encrypted: Path, safe: Safe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out of the file that was locked away, whatever editor it passed through."""
    safe.kept.clear()
    written = tmp_path / "key.txt"
    written.write_text(f"\n  {spelled(KEY).lower()}\r\n\n")
    assert main(["sessions", "key", "restore", "--from", str(written)]) == 0
    assert "The key is back" in capsys.readouterr().err
    assert safe.kept == {(SERVICE, str(encrypted)): KEY.hex()}


def test_a_key_that_opens_nothing_is_not_kept(
    encrypted: Path, safe: Safe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The recovery key of another computer takes the place of no key."""
    written, before = tmp_path / "key.txt", encrypted.read_bytes()
    written.write_text(spelled(OTHER))
    assert "cannot be read with this key" in failed(capsys, "restore", "--from", written)
    assert safe.kept == {(SERVICE, str(encrypted)): KEY.hex()}
    assert encrypted.read_bytes() == before


@pytest.mark.parametrize("kind", ["a recording", "nothing", "letters", "a folder", "not there"])
def test_a_wrong_file_is_one_sentence(
    kind: str, encrypted: Path, safe: Safe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever file is named instead of the key's."""
    file = tmp_path / "named"
    match kind:
        case "a recording":
            file = resource("demo", "call.flac")
        case "a folder":
            file.mkdir()
        case "nothing":
            file.touch()
        case "letters":
            file.write_text("Dear diary, " * 100_000)
        case _:
            pass
    said = failed(capsys, "restore", "--from", file)
    assert "recovery key" in said or str(file) in said
    assert safe.kept == {(SERVICE, str(encrypted)): KEY.hex()}
