"""Windows: keep the overlay out of shared screens. Not verified on a Windows machine yet.

Place in the flow: called by `native` alone. `SetWindowDisplayAffinity` with WDA_EXCLUDEFROMCAPTURE makes the window
invisible to every capture from Windows 10 version 2004 (build 19041) on
(https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity).
"""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _WDA_NONE = 0x00
    _WDA_EXCLUDEFROMCAPTURE = 0x11
    _FIRST_BUILD = 19041

    def can_exclude() -> bool:
        """Return whether this Windows knows WDA_EXCLUDEFROMCAPTURE (older ones would show a black window)."""
        return sys.getwindowsversion().build >= _FIRST_BUILD

    def exclude_from_capture(window_id: int, *, exclude: bool) -> bool:
        """Keep the window with this HWND out of captures, or let it be captured again; return whether that worked."""
        if exclude and not can_exclude():
            return False
        set_affinity = ctypes.WinDLL("user32", use_last_error=True).SetWindowDisplayAffinity
        set_affinity.argtypes = [wintypes.HWND, wintypes.DWORD]
        set_affinity.restype = wintypes.BOOL
        return bool(set_affinity(window_id, _WDA_EXCLUDEFROMCAPTURE if exclude else _WDA_NONE))
