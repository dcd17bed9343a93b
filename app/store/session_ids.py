"""Ids of sessions: UUIDs that sort by time, so that neighbours in time lie side by side in the file.

Place in the flow: the recorder and the generator make them; they are never changed, also not by export and import.
"""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

_RANDOM_BITS: Final = 74
"""RFC 9562, section 5.7: 12 + 62 random bits beside version and variant."""
MIN_PREFIX: Final = 4
"""Shorter beginnings of an id are no way to name a session."""


def new_session_id(started_at: datetime, random_bits: int | None = None) -> UUID:
    """Return an id for a session that began at `started_at`; `random_bits`: 0 … 2**74 - 1, drawn when left out.

    The format knows no time before 1970: then the id is that of 1970.
    """
    bits = secrets.randbits(_RANDOM_BITS) if random_bits is None else random_bits
    milliseconds = max(0, int(started_at.timestamp() * 1000))
    high, low = bits >> 62 & 0xFFF, bits & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
