"""Asks the first-run questions before Sotto listens for the first time.

Place in the flow: `sotto run` calls `ensure_set_up` where there is a display. The wizard runs in a process of its own:
the sound library that it loads stays out of the resident program. One set-up window is open at a time: `show_open_set_up`
brings it forward where another would be opened.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

from app.errors import AppError
from app.side_command import sotto_command
from app.translation.words import translate
from app.wizard.record import agreed


class SetUpOpenError(AppError):
    """The set-up's window is open already."""

    code = "set-up-open"


class NotAgreedError(AppError):
    """The user did not agree that Sotto listens."""

    code = "not-agreed"


def ask_in_own_process() -> bool:
    """Run the wizard and wait; return whether the user agreed."""
    return subprocess.run([*sotto_command(), "wizard"], check=False).returncode == 0  # noqa: S603  our own command


def show_open_set_up() -> None:
    """Ask a set-up window that is open to come to the front. Raises SetUpOpenError when there is one."""
    from app.calls.requests import DeskAction, Request  # noqa: PLC0415  with Qt, which a later start needs no sooner
    from app.single_instance import ask, setup_name, somebody_at  # noqa: PLC0415

    if not somebody_at(setup_name()):
        return
    ask(Request(DeskAction.SHOW), name=setup_name())
    raise SetUpOpenError("The set-up of Sotto is open already; it was asked to show itself.", "Finish it first.")


def ensure_set_up(record: Path, settings_file: Path, ask: Callable[[], bool] = ask_in_own_process) -> bool:
    """Ask the questions unless that was done; return whether they were asked now.

    Who wrote a settings file has set Sotto up by hand. Raises NotAgreedError when the user does not agree, SetUpOpenError
    when another start asks just now.
    """
    if agreed(record) or settings_file.exists():
        return False
    show_open_set_up()
    if not ask():
        raise NotAgreedError(
            translate("Wizard", "Sotto was not set up, so it does not listen."),
            translate("Wizard", "Start it again when you want to."),
        )
    return True
