"""macOS: float above full-screen programs on every space, and out of shared screens. Not verified on a Mac yet.

Place in the flow: called by `native` alone. Speaks to AppKit through the Objective-C runtime (ctypes), so that no
further package is needed. From macOS 15 on ScreenCaptureKit ignores NSWindowSharingNone.
"""

import sys

if sys.platform == "darwin":
    import ctypes
    import ctypes.util
    import platform

    _STATUS_WINDOW_LEVEL = 25
    """NSStatusWindowLevel: above the dock and above full-screen windows of other programs."""
    _CAN_JOIN_ALL_SPACES = 1 << 0
    _STATIONARY = 1 << 4
    _FULL_SCREEN_AUXILIARY = 1 << 8
    _SHARING_NONE, _SHARING_READ_ONLY = 0, 1
    _FIRST_THAT_IGNORES = 15

    _objc = ctypes.CDLL(ctypes.util.find_library("objc"))
    _objc.sel_registerName.restype = ctypes.c_void_p
    _objc.sel_registerName.argtypes = [ctypes.c_char_p]

    def can_exclude() -> bool:
        """Return whether this macOS honours a window's sharing type."""
        return int(platform.mac_ver()[0].split(".")[0] or 0) < _FIRST_THAT_IGNORES

    def float_above_all(window_id: int, *, hide_from_sharing: bool) -> bool:
        """Raise the window of the NSView `window_id` and set its sharing type; return False when it has no window."""
        window = _get(window_id, b"window")
        if not window:
            return False
        _set(window, b"setLevel:", ctypes.c_long, _STATUS_WINDOW_LEVEL)
        behaviour = _CAN_JOIN_ALL_SPACES | _STATIONARY | _FULL_SCREEN_AUXILIARY
        _set(window, b"setCollectionBehavior:", ctypes.c_ulong, behaviour)
        _set(window, b"setHidesOnDeactivate:", ctypes.c_bool, 0)
        _set(window, b"setSharingType:", ctypes.c_ulong, _SHARING_NONE if hide_from_sharing else _SHARING_READ_ONLY)
        return True

    def _get(receiver: int, selector: bytes) -> int | None:
        send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", _objc))
        answer: int | None = send(receiver, _objc.sel_registerName(selector))
        return answer

    def _set(
        receiver: int, selector: bytes, kind: type[ctypes.c_long | ctypes.c_ulong | ctypes.c_bool], value: int
    ) -> None:
        send = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, kind)(("objc_msgSend", _objc))
        send(receiver, _objc.sel_registerName(selector), value)
