"""X11: whether a compositor blends windows, and click-through that every window manager understands.

Place in the flow: asked by the window each time it is shown. Speaks to Xlib through ctypes, over a connection of its
own; Qt has no word for either.
"""

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager

_SHAPE_INPUT, _SHAPE_SET, _UNSORTED = 2, 0, 0


class _Rectangle(ctypes.Structure):
    """XRectangle."""

    _fields_ = (
        ("x", ctypes.c_short),
        ("y", ctypes.c_short),
        ("width", ctypes.c_ushort),
        ("height", ctypes.c_ushort),
    )


def is_composited() -> bool:
    """Return whether a compositor owns screen 0 (EWMH: the selection _NET_WM_CM_S0); True when that cannot be asked."""
    with _display() as (xlib, display):
        if xlib is None:
            return True
        xlib.XInternAtom.restype = ctypes.c_ulong
        xlib.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        xlib.XGetSelectionOwner.restype = ctypes.c_ulong
        xlib.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        return bool(xlib.XGetSelectionOwner(display, xlib.XInternAtom(display, b"_NET_WM_CM_S0", 0)))


def let_clicks_through(window_id: int) -> bool:
    """Shrink the input region of a window to one pixel in its corner; return False when that is not possible.

    Qt (WindowTransparentForInput) makes the region empty, which openbox takes for "none set": its frame around the
    window then still catches every click.
    """
    name = ctypes.util.find_library("Xext")
    with _display() as (xlib, display):
        if xlib is None or name is None:
            return False
        combine = ctypes.CDLL(name).XShapeCombineRectangles
        combine.restype = None
        combine.argtypes = [
            ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int, ctypes.c_int,
            ctypes.POINTER(_Rectangle), ctypes.c_int, ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip
        pixel = _Rectangle(0, 0, 1, 1)
        with _errors_ignored(xlib, display):
            combine(display, window_id, _SHAPE_INPUT, 0, 0, ctypes.byref(pixel), 1, _SHAPE_SET, _UNSORTED)
        return True


@contextmanager
def _errors_ignored(xlib: ctypes.CDLL, display: int) -> Iterator[None]:
    """Ignore errors of requests made within: Xlib's own handler ends the process, for instance on a window just gone."""
    handler_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    xlib.XSetErrorHandler.restype = ctypes.c_void_p
    xlib.XSetErrorHandler.argtypes = [ctypes.c_void_p]
    xlib.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    ignore = handler_type(lambda _display, _error: 0)
    before = xlib.XSetErrorHandler(ctypes.cast(ignore, ctypes.c_void_p))
    try:
        yield
        xlib.XSync(display, 0)
    finally:
        xlib.XSetErrorHandler(before)


@contextmanager
def _display() -> Iterator[tuple[ctypes.CDLL | None, int]]:
    """Give Xlib and a connection for a moment; None where there is no Xlib or no display."""
    name = ctypes.util.find_library("X11")
    xlib = ctypes.CDLL(name) if name else None
    if xlib is None:
        yield None, 0
        return
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
    xlib.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = xlib.XOpenDisplay(None)
    if not display:
        yield None, 0
        return
    try:
        yield xlib, display
    finally:
        xlib.XCloseDisplay(display)
