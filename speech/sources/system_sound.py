"""What the computer plays, as the far end: the right loopback for this system.

Place in the flow: `speech.sources.live` and `speech.devices` ask here; the three systems' modules are imported only on
their own system.
"""

import sys
from dataclasses import dataclass

from speech.errors import DeviceError
from speech.sources.capture import Opener
from speech.sources.spec import FarEndChoice


@dataclass(frozen=True, slots=True)
class Loopback:
    """Something that plays sound and can be listened to."""

    name: str
    label: str
    """For people."""
    is_default: bool


def loopback_opener(choice: FarEndChoice) -> Opener:
    """Return what opens the loopback; the opener raises DeviceError naming what is missing and what to do."""
    if sys.platform == "win32":
        from speech.sources import loopback_windows  # noqa: PLC0415

        return loopback_windows.opener(choice)
    if sys.platform == "darwin":
        from speech.sources import loopback_macos  # noqa: PLC0415

        return loopback_macos.opener(choice)
    from speech.sources import loopback_linux  # noqa: PLC0415

    return loopback_linux.opener(choice)


def list_loopbacks() -> tuple[Loopback, ...]:
    """Return what can be listened to here, the default first; empty where loopback is not available."""
    try:
        if sys.platform == "win32":
            from speech.sources import loopback_windows  # noqa: PLC0415

            return tuple(Loopback(*row) for row in loopback_windows.outputs())
        if sys.platform == "darwin":
            from speech.sources import loopback_macos  # noqa: PLC0415

            return tuple(Loopback(*row) for row in loopback_macos.outputs())
        from speech.sources import loopback_linux  # noqa: PLC0415

        return tuple(Loopback(*row) for row in loopback_linux.outputs())
    except DeviceError:
        return ()
