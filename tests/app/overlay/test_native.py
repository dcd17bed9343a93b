"""Tests of what is told about shared screens."""

import sys

import pytest

from app.overlay import native
from app.overlay.native import CaptureExclusion


@pytest.mark.parametrize(
    ("asked", "done", "possible", "expected"),
    [
        (False, True, True, CaptureExclusion.NOT_ASKED),
        (True, True, True, CaptureExclusion.EXCLUDED),
        (True, False, True, CaptureExclusion.REFUSED),
        (True, False, False, CaptureExclusion.UNSUPPORTED),
        (True, True, False, CaptureExclusion.UNSUPPORTED),
    ],
)
def test_the_truth_is_told(asked: bool, done: bool, possible: bool, expected: CaptureExclusion) -> None:
    """A system that ignores the wish counts as one that cannot, whatever the call returned."""
    assert native._answer(asked=asked, done=done, possible=possible) is expected


@pytest.mark.skipif(sys.platform != "linux", reason="about X11 and Wayland")
def test_linux_has_no_such_thing() -> None:
    """X11 and Wayland cannot keep a window out of shared screens."""
    assert native.prepare(1, hide_from_sharing=True) is CaptureExclusion.UNSUPPORTED
    assert native.prepare(1, hide_from_sharing=False) is CaptureExclusion.NOT_ASKED
