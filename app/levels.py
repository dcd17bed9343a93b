"""How loud the agent usually speaks, by microphone: the result of the wizard's calibration.

Place in the flow: the wizard writes, `app.assembly` gives the level of the session's microphone to coaching. A level belongs to one device, because
microphones differ by tens of decibels; it is state of this machine, not a setting.
"""

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from coaching.settings import CoachingSettings

_log = logging.getLogger(__name__)
_LOWEST_DBFS: Final = -100.0
"""Anything outside -100 … 0 dBFS in the file is no level."""


def load_levels(file: Path) -> Mapping[str, float]:
    """Return the usual levels in dBFS by the device's name; nothing where none can be read (that is logged)."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): float(level) for name, level in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _log.warning("The usual loudness in %s cannot be read (%s).", file, type(error).__name__)
        return {}


def save_level(file: Path, device: str, dbfs: float) -> None:
    """Keep the level of one device, beside those of others. Raises OSError."""
    levels = {**load_levels(file), device: round(dbfs, 1)}
    new = file.with_name(f"{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(json.dumps(levels, indent=1, ensure_ascii=False), encoding="utf-8")
    os.replace(new, file)  # noqa: PTH105  (atomic)


def calibrated(settings: CoachingSettings, levels: Mapping[str, float], microphone: str) -> CoachingSettings:
    """Return the settings with the usual level of this microphone, where it was measured and none is set by hand.

    `microphone`: the name in the settings; empty (it follows the system) leaves the settings as they are, because which
    microphone that will be is not known, and a wrong level is worse than none: the call's own then serves.
    """
    level = levels.get(microphone)
    if level is None or not _LOWEST_DBFS <= level < 0.0 or settings.loudness.calibrated_dbfs < 0.0:
        return settings
    return replace(settings, loudness=replace(settings.loudness, calibrated_dbfs=level))
