"""Whether the company offers a newer Sotto: asked only where IT enabled it, never during a call, believed only when signed.

Place in the flow: `sotto update` calls `look_for_update`; nothing else ever does, so no check happens by itself. IT enables it
with `updates.toml` beside the company's settings (address and public key, docs/deploy.md). Sotto only tells: installing
is the deployment tool's business. Where the system's package manager looks after Sotto, that one is named instead.
"""

import base64
import binascii
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import requests

from app.errors import AppError
from app.managed import usual_file

FILE_NAME: Final = "updates.toml"
MARKER: Final = "package-managed"
"""The file beside the program in which a package names who updates it."""
_TIMEOUT_S: Final = 10.0
_MAX_BYTES: Final = 100_000
"""An announcement is a few hundred bytes; more is a mistake or an attack."""
_KEY_BYTES: Final = 32
"""An Ed25519 public key (RFC 8032)."""


class UpdateError(AppError):
    """The check could not be made, or what came back cannot be trusted."""

    code = "update"


@dataclass(frozen=True, slots=True)
class UpdateChannel:
    """Where the company announces its versions, and whom to believe."""

    address: str
    """Of the announcement; its signature lies at the same address with ".sig" appended."""
    public_key: bytes
    """Ed25519, 32 bytes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A version that the company announced."""

    version: str
    notes: str
    """One sentence or an address, from the company; may be empty."""


def package_manager(program: Path | None = None) -> str:
    """Return who updates this Sotto, such as "apt", "" where nobody does. `program`: its file, this one unless given."""
    marker = (Path(sys.executable) if program is None else program).resolve().parent / MARKER
    try:
        return marker.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def load_channel(machine_folder: Path | None = None) -> UpdateChannel | None:
    """Return the channel that IT enabled, None where it did not. Raises UpdateError naming file and mistake.

    `machine_folder`: where the company's settings lie, this system's own unless given.
    """
    file = (machine_folder or usual_file().parent) / FILE_NAME
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UpdateError(f"{file} cannot be read: {error}.", "Ask whoever looks after this computer.") from None
    address, key = table.get("address"), _decoded(table.get("public_key"))
    if not isinstance(address, str) or not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", address):
        raise UpdateError(f"{file}: address must be a text that begins with https://.", "Ask your company's IT.")
    if key is None or len(key) != _KEY_BYTES:
        raise UpdateError(f"{file}: public_key must be 32 bytes in base64.", "Ask your company's IT.")
    return UpdateChannel(address, key)


def look_for_update(channel: UpdateChannel, current: str, *, in_call: bool) -> Offer | None:
    """Return the announced version when it is newer than `current`, else None; blocks for up to 20 s.

    Raises UpdateError during a call, when the announcement cannot be fetched, and when it is not signed by the company.
    """
    if in_call:
        raise UpdateError("There is a call: updates are looked for between calls only.", "Try again after the call.")
    announcement = _fetch(channel.address)
    signature = _decoded(_fetch(f"{channel.address}.sig").decode("ascii", errors="replace").strip())
    _verify(channel, announcement, signature or b"")
    offer = _read(announcement)
    return offer if _numbers(offer.version) > _numbers(current) else None


def _fetch(address: str) -> bytes:
    try:
        with requests.get(address, timeout=_TIMEOUT_S, stream=True, allow_redirects=False) as answer:
            if answer.status_code != requests.codes.ok:
                raise UpdateError(f"{address} answered {answer.status_code}.", "Try again later, or ask your IT.")
            content: bytes = answer.raw.read(_MAX_BYTES + 1, decode_content=True)
    except requests.RequestException:
        raise UpdateError(f"{address} cannot be reached.", "Check the network, or ask your IT.") from None
    if len(content) > _MAX_BYTES:
        raise UpdateError(f"{address} is too large for an announcement.", "Ask your IT.")
    return content


def _verify(channel: UpdateChannel, announcement: bytes, signature: bytes) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  (loads OpenSSL, for this command alone)
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        Ed25519PublicKey.from_public_bytes(channel.public_key).verify(signature, announcement)
    except InvalidSignature:
        raise UpdateError(
            f"The announcement at {channel.address} is not signed by your company; it was ignored.", "Tell your IT."
        ) from None


def _read(announcement: bytes) -> Offer:
    try:
        document: dict[str, Any] = json.loads(announcement)
        version, notes = str(document["version"]), str(document.get("notes", ""))
        _numbers(version)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UpdateError("The announcement is signed, but names no version.", "Tell your IT.") from None
    return Offer(version, " ".join(notes.split())[:300])


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version's numbers for comparison. Raises ValueError for anything but numbers and dots."""
    if not re.fullmatch(r"\d+(\.\d+){0,3}", version):
        raise ValueError(version)
    numbers = tuple(int(part) for part in version.split("."))
    return numbers + (0,) * (4 - len(numbers))


def _decoded(text: object) -> bytes | None:
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
