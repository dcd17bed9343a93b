"""Whether this process can show a window.

Place in the flow: `demo` and `run` choose between overlay and terminal view with it; `doctor` reports it.
"""

import os
import sys
from collections.abc import Mapping

_WITHOUT_WINDOWS = {"offscreen", "minimal", "vnc"}


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Return whether windows can be shown; `environment` and `platform` are those of the process unless given."""
    environment = os.environ if environment is None else environment
    if environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _WITHOUT_WINDOWS:
        return False
    if platform in {"win32", "darwin"}:
        return "SSH_CONNECTION" not in environment
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
