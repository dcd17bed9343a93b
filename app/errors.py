"""What can go wrong in the app itself; an import leaf of `app`."""


class AppError(Exception):
    """Base of all errors of this layer: a stable code, a sentence for the user and what to do."""

    code = "app"

    def __init__(self, message: str, mend: str = "") -> None:
        """Create the error: `message` one sentence naming the thing concerned, `mend` what the user can do."""
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend


class SettingsError(AppError):
    """The settings file cannot be read or is not valid."""

    code = "settings"


class OutputError(AppError):
    """A file that the user asked for cannot be written."""

    code = "output"


class InterruptedCallError(AppError):
    """The user stopped an analysis; what was done until then was kept."""

    code = "interrupted"


class UnhealthyError(AppError):
    """`sotto doctor` found something that keeps Sotto from working."""

    code = "unhealthy"


class NoDisplayError(AppError):
    """A window was asked for where none can be shown."""

    code = "no-display"
