"""The command that starts this same Sotto again, for windows that run in processes of their own.

Place in the flow: `app.settings_window.opening` and `app.wizard.first_run` use it. No Qt.
"""

import sys


def sotto_command() -> list[str]:
    """Return the program and its first arguments."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
