"""What can go wrong with calls; a leaf of `app.calls`."""

from app.errors import AppError


class CallError(AppError):
    """What was asked for does not fit the call as it stands, or cannot be understood."""

    code = "call"


class NotRunningError(AppError):
    """No Sotto of this user is running."""

    code = "not-running"
