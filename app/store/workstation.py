"""The session database of this user on this machine: where it lies, whether it is encrypted, and its key.

Place in the flow: command line, resident program, review and sync call `open_workstation_store`.
"""

import getpass
import secrets
from pathlib import Path
from typing import Final

from app.managed import load_managed
from app.paths import paths
from app.store.connecting import KEY_BYTES
from app.store.encrypting import encrypt, is_encrypted, wipe_plain
from app.store.errors import KeyUnavailableError
from app.store.failures import told_plainly
from app.store.key_store import KeyStore, Vault
from app.store.opening import FILE_NAME, open_store
from app.store.repository import Store
from app.store.settings import StoreSettings

_LOST: Final = (
    "The sessions in {} are encrypted and their key is not in this computer's key store.",
    "Put it back with `sotto sessions key restore`; without it they cannot be read (docs/store.md). Nothing was changed.",
)


def workstation_file() -> Path:
    """Return where this user's sessions lie, whether they are there or not."""
    return paths().sessions / FILE_NAME


def open_workstation_store(settings: StoreSettings, vault: Vault | None = None) -> Store:
    """Open this user's sessions, made when there are none; encrypted when the settings ask for it.

    `vault`: another key store than the system's. Raises `StoreError` with one sentence; SettingsError when the company's
    settings file is wrong. A file that is encrypted stays so, whatever the settings say now.
    """
    file = workstation_file()
    with told_plainly(file):
        encrypted = is_encrypted(file)
    if not wants_encryption(settings):
        return open_store(file, _kept_key(file, vault) if encrypted else None)
    keys = KeyStore(file, vault)
    key = keys.read()
    if key is None and encrypted:
        raise KeyUnavailableError(_LOST[0].format(file), _LOST[1])
    if key is None:
        key = secrets.token_bytes(KEY_BYTES)
        keys.write(key)
    with told_plainly(file):
        if encrypted is False:
            encrypt(file, key)
        wipe_plain(file)
    return open_store(file, key)


def _kept_key(file: Path, vault: Vault | None) -> bytes | None:
    """Return the key of a file that seems encrypted; None where there is none: then it is perhaps just damaged."""
    try:
        return KeyStore(file, vault).read()
    except KeyUnavailableError:
        return None


def wants_encryption(settings: StoreSettings) -> bool:
    """Return whether sessions are to be encrypted on this machine."""
    if settings.encryption == "managed":
        return load_managed().file is not None
    return settings.encryption == "on"


def agent_name(settings: StoreSettings) -> str:
    """Return the agent's name: that of the settings, else the login name."""
    return settings.agent.strip() or getpass.getuser()
