"""Asks the first-run questions before Sotto listens for the first time.

Place in the flow: `sotto run` calls `ensure_set_up` where there is a display. The wizard runs in a process of its own:
the sound library that it loads stays out of the resident program.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

from app.errors import AppError
from app.side_command import sotto_command
from app.translation.words import translate
from app.wizard.record import agreed


class NotAgreedError(AppError):
    """The user did not agree that Sotto listens."""

    code = "not-agreed"


def ask_in_own_process() -> bool:
    """Run the wizard and wait; return whether the user agreed."""
    return subprocess.run([*sotto_command(), "wizard"], check=False).returncode == 0  # noqa: S603  our own command


def ensure_set_up(record: Path, settings_file: Path, ask: Callable[[], bool] = ask_in_own_process) -> bool:
    """Ask the questions unless that was done; return whether they were asked now.

    Who wrote a settings file has set Sotto up by hand. Raises NotAgreedError when the user does not agree.
    """
    if agreed(record) or settings_file.exists():
        return False
    if not ask():
        raise NotAgreedError(
            translate("Wizard", "Sotto was not set up, so it does not listen."),
            translate("Wizard", "Start it again when you want to."),
        )
    return True
