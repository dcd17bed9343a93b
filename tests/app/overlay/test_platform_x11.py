"""Tests of what is asked of Xlib, where there is none or no display; test_desk has the rest."""

import ctypes.util
import sys

import pytest

from app.overlay import platform_x11


def no_library(_name: str) -> None:
    """Find nothing."""


def test_without_xlib_windows_count_as_blended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut, and click-through says that it could not be done."""
    monkeypatch.setattr(ctypes.util, "find_library", no_library)
    assert platform_x11.is_composited()
    assert not platform_x11.let_clicks_through(1)


@pytest.mark.skipif(sys.platform != "linux", reason="about X11")
def test_without_a_display_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display that is not there is told by the answer."""
    monkeypatch.setenv("DISPLAY", ":9999")
    assert platform_x11.is_composited()
    assert not platform_x11.let_clicks_through(1)
