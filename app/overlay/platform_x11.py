"""X11: whether a compositor blends windows. Without one, transparent corners come out black.

Place in the flow: asked by the window each time it is shown. Speaks to Xlib through ctypes; Qt has no word for it.
"""

import ctypes
import ctypes.util


def is_composited() -> bool:
    """Return whether a compositor owns screen 0 (EWMH: the selection _NET_WM_CM_S0); True when that cannot be asked."""
    name = ctypes.util.find_library("X11")
    if name is None:
        return True
    xlib = ctypes.CDLL(name)
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    xlib.XGetSelectionOwner.restype = ctypes.c_ulong
    xlib.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = xlib.XOpenDisplay(None)
    if not display:
        return True
    owner = xlib.XGetSelectionOwner(display, xlib.XInternAtom(display, b"_NET_WM_CM_S0", 0))
    xlib.XCloseDisplay(display)
    return bool(owner)
