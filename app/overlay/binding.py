"""Refuses a Qt binding that would end the program after some seconds.

Place in the flow: asked once before the overlay starts. PySide6 6.12.0 gives None back without taking a reference to
it; Python 3.12 and newer do not count those, Python 3.11 does, and aborts once they are used up ("none_dealloc", after
about 7000 calls). 6.11 and older are sound.
"""

import sys

from PySide6.QtCore import QObject

from app.errors import AppError

_CALLS = 100


class BindingError(AppError):
    """The installed PySide6 cannot be used with this Python."""

    code = "qt-binding"


def check_binding() -> None:
    """Raise `BindingError` when calls into Qt lose references to None."""
    probe = QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        probe.setObjectName("probe")
    if sys.getrefcount(None) < before - _CALLS // 2:
        raise BindingError(
            "This PySide6 would end the overlay after some seconds on Python 3.11.",
            'Install "PySide6-Essentials<6.12", or use Python 3.12 or newer.',
        )
