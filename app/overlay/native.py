"""What Qt has no words for: staying above full-screen programs and out of shared screens.

Place in the flow: the window calls `prepare` each time it got a native window. One module for each system does it;
systems that cannot are told apart from systems that refused, because the agent is told the truth.
"""

import sys
from enum import Enum


class CaptureExclusion(Enum):
    """Whether the overlay is kept out of shared screens."""

    NOT_ASKED = "not-asked"
    EXCLUDED = "excluded"
    REFUSED = "refused"
    """The system could, but did not."""
    UNSUPPORTED = "unsupported"
    """X11 and Wayland have no such thing; macOS ignores it from version 15 on."""


def prepare(window_id: int, *, hide_from_sharing: bool) -> CaptureExclusion:
    """Raise the native window above full-screen programs and keep it out of shared screens where that is asked.

    `window_id`: `QWidget.winId()`, an HWND on Windows, an NSView pointer on macOS.
    """
    if sys.platform == "win32":
        from app.overlay import platform_windows  # noqa: PLC0415  exists on that system only

        done = platform_windows.exclude_from_capture(window_id, exclude=hide_from_sharing)
        return _answer(asked=hide_from_sharing, done=done, possible=platform_windows.can_exclude())
    if sys.platform == "darwin":
        from app.overlay import platform_macos  # noqa: PLC0415  exists on that system only

        done = platform_macos.float_above_all(window_id, hide_from_sharing=hide_from_sharing)
        return _answer(asked=hide_from_sharing, done=done, possible=platform_macos.can_exclude())
    return _answer(asked=hide_from_sharing, done=False, possible=False)


def _answer(*, asked: bool, done: bool, possible: bool) -> CaptureExclusion:
    if not asked:
        return CaptureExclusion.NOT_ASKED
    if not possible:
        return CaptureExclusion.UNSUPPORTED
    return CaptureExclusion.EXCLUDED if done else CaptureExclusion.REFUSED
