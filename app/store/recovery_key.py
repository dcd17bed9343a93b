"""The key of an encrypted database as a line of letters that can be printed, locked away and typed in again.

Place in the flow: `sotto sessions key export` writes what `spelled` gives, `restore` reads it with `read_spelled`. Pure.
"""

import base64
import binascii
import hashlib
from typing import Final

from app.store.connecting import KEY_BYTES
from app.store.errors import KeyUnavailableError

_CHECK_BYTES: Final = 3
"""One typing mistake in sixteen million goes unnoticed; with them the text is 56 letters, fourteen groups of four."""
_GROUP: Final = 4


def spelled(key: bytes) -> str:
    """Return the key with its check sum in groups of four letters and digits (base32, RFC 4648)."""
    text = base64.b32encode(key + _check(key)).decode("ascii")
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def read_spelled(text: str) -> bytes:
    """Return the key; blanks, dashes and case do not matter. Raises KeyUnavailableError when something was mistyped."""
    letters = "".join(text.split()).replace("-", "").upper()
    try:
        data = base64.b32decode(letters)
    except (binascii.Error, ValueError):
        data = b""
    key, check = data[:KEY_BYTES], data[KEY_BYTES:]
    if len(key) != KEY_BYTES or check != _check(key):
        raise KeyUnavailableError(
            "This is no recovery key, or a letter of it is wrong.", "It has fourteen groups of four letters and digits."
        )
    return key


def _check(key: bytes) -> bytes:
    return hashlib.sha256(b"sotto recovery key" + key).digest()[:_CHECK_BYTES]
