"""The system's key store: where the key of an encrypted session database lies.

Place in the flow: `app.store.workstation` asks for the key here, `sotto sessions key` shows and restores it. What cannot
be kept safely is refused: there is no fall-back to a file.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol

import keyring.core
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from app.store.connecting import KEY_BYTES
from app.store.errors import KeyUnavailableError

SERVICE: Final = "Sotto sessions"
"""The name that people see in the system's own key manager; the account is the database's path."""
_BACKENDS: Final = {
    "win32": ("keyring.backends.Windows:WinVaultKeyring",),
    "darwin": ("keyring.backends.macOS:Keyring",),
}
_FREE_DESKTOPS: Final = ("keyring.backends.SecretService:Keyring", "keyring.backends.kwallet:DBusKeyring")
_NO_STORE_MEND: Final = (
    'Unlock or install one (GNOME Keyring, KWallet), or set store.encryption = "off" where the company allows it.'
)


class Vault(Protocol):
    """Keeps secrets by name."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret, None when there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a secret."""


class KeyStore:
    """The key of one database in the key store."""

    def __init__(self, file: Path, vault: Vault | None = None) -> None:
        """`file`: the database. Raises KeyUnavailableError when the system has no key store."""
        self._account = str(file.absolute())
        self._vault = system_vault() if vault is None else vault

    def read(self) -> bytes | None:
        """Return the key, None when there is none. Raises KeyUnavailableError when the key store does not answer."""
        try:
            kept = self._vault.get_password(SERVICE, self._account)
        except KeyringError as error:
            raise _closed(error) from error
        key = None if not kept else _read(kept)
        if key is not None and len(key) != KEY_BYTES:
            raise KeyUnavailableError(
                f"The entry “{SERVICE}” in the system's key store is no key.",
                "Restore it with `sotto sessions key restore`.",
            )
        return key

    def write(self, key: bytes) -> None:
        """Keep the key, and read it back: some key stores accept everything and keep nothing. Raises KeyUnavailableError."""
        try:
            self._vault.set_password(SERVICE, self._account, key.hex())
        except KeyringError as error:
            raise _closed(error) from error
        if self.read() != key:
            raise KeyUnavailableError("The system's key store did not keep the key of the sessions.", _NO_STORE_MEND)


def system_vault(platform: str = sys.platform) -> Vault:
    """Return the system's key store: the one that `PYTHON_KEYRING_BACKEND` names, else the platform's own.

    Chosen by name, as keyring's own search finds nothing in programs that were frozen. Raises KeyUnavailableError.
    """
    named = keyring.core.load_env()
    if named is not None:
        return named
    for backend in _usable(_BACKENDS.get(platform, _FREE_DESKTOPS)):
        return backend
    raise KeyUnavailableError(
        "The sessions are to be encrypted, but this computer has no key store that Sotto can use.", _NO_STORE_MEND
    )


def _read(kept: str) -> bytes:
    try:
        return bytes.fromhex(kept)
    except ValueError:
        return b""


def _usable(names: tuple[str, ...]) -> Iterator[KeyringBackend]:
    for name in names:
        module, _, kind = name.partition(":")
        backend: type[KeyringBackend] = getattr(import_module(module), kind)
        if backend.viable:
            yield backend()


def _closed(error: KeyringError) -> KeyUnavailableError:
    why = str(error).strip().rstrip(".") or type(error).__name__
    return KeyUnavailableError(f"The system's key store does not give the key of the sessions: {why}.", _NO_STORE_MEND)
