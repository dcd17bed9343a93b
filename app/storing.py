"""Keeps the JSON document of a session on this machine.

Place in the flow: `sotto analyze --save`. One file a session, below the sessions folder; the text in it is redacted, no
sound is kept.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.output import write_text
from app.paths import paths


def store_document(document: Mapping[str, Any]) -> Path:
    """Write the document under a new name and return its path. Raises OSError naming the file."""
    folder = paths().sessions
    folder.mkdir(parents=True, exist_ok=True)
    now = dt.datetime.now(tz=dt.UTC)
    file = folder / f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}.json"
    write_text(file, json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    return file
