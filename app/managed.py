"""Settings that the company fixes for everybody on this machine: a TOML file that only an administrator can write.

Place in the flow: `app.settings_file` lays it over the user's own file, so what it names cannot be changed by the user;
the settings window shows those fields locked, with the reason. A managed file that is wrong stops Sotto rather than
let the company's choices lapse in silence.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.errors import SettingsError
from app.settings_check import check, leaves, place, read_table
from app.translation.words import translate

MANAGED_VARIABLE: Final = "SOTTO_MANAGED"
"""Names another managed file where the machine has none of its own: for tests and trials, never a way around one."""


@dataclass(frozen=True, slots=True)
class Managed:
    """What is fixed on this machine; nothing when there is no such file."""

    file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    """By dotted key, such as "overlay.hide_from_sharing"."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each key stands: file and line, for people."""

    def reason(self, key: str) -> str:
        """Return why the setting cannot be changed here, "" when it can."""
        reason = translate("Settings", "Set for this computer by your company ({file}).")
        return reason.format(file=self.file) if key in self.values else ""


def usual_file(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the machine-wide file lies on this system, whether it is there or not."""
    if platform == "win32":
        return Path(environment.get("PROGRAMDATA", r"C:\ProgramData")) / "Sotto" / "managed.toml"
    if platform == "darwin":
        return Path("/Library/Application Support/Sotto/managed.toml")
    return Path("/etc/sotto/managed.toml")


def managed_file(usual: Path, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file in force: the machine's own, else the one that `SOTTO_MANAGED` names, else None."""
    if usual.exists():
        return usual
    named = environment.get(MANAGED_VARIABLE)
    return Path(named).expanduser().absolute() if named else None


def load_managed() -> Managed:
    """Return what is fixed on this machine. Raises SettingsError naming file, line and key of a mistake."""
    file = managed_file(usual_file())
    if file is None:
        return Managed()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"cannot be read: {error.strerror}"
        raise SettingsError(
            f"The company's settings file {file} {why}.", "Ask whoever looks after this computer."
        ) from None
    return parse_managed(text, file)


def parse_managed(text: str, file: Path) -> Managed:
    """Return what a managed file fixes; `file` is named in errors and reasons. Raises SettingsError."""
    try:
        check(text, file)
        values = dict(leaves(read_table(text, file)))
    except SettingsError as error:
        mend = f"{error.mend} Ask whoever looks after this computer.".strip()
        raise SettingsError(f"In the company's settings: {error.message}", mend) from None
    return Managed(file, values, {key: place(text, file, tuple(key.split("."))) for key in values})
