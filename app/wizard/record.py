"""What is on record of the first-run questions: that the user read what is listened to, and agreed.

Place in the flow: the wizard writes it; `sotto run` asks the questions first where it is missing.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Final

CONSENT_VERSION: Final = 1
"""Raised when the consent text changes in substance: then it is asked for again."""


def agreed(file: Path) -> bool:
    """Return whether the user agreed to the consent text in force."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return int(data["consent_version"]) >= CONSENT_VERSION
    except (OSError, ValueError, KeyError, TypeError):
        return False


def record_consent(file: Path, now: datetime) -> None:
    """Write down that the user agreed. Raises OSError."""
    new = file.with_name(f"{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {"consent_version": CONSENT_VERSION, "agreed_at": now.isoformat(timespec="seconds")}
    new.write_text(json.dumps(data), encoding="utf-8")
    os.replace(new, file)  # noqa: PTH105  (atomic)
