"""Checks of the machine: disk, folders, memory, display.

Place in the flow: part of `app.doctor.examination`.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import psutil

from app.display import has_display
from app.doctor.check import Finding, fail, ok, warn

_MB = 1_000_000
DISK_NEEDED_MB = 20
"""A year of sessions of one agent takes less; below this not even a report is safe."""
DISK_ADVISED_MB = 500
"""Room for a large recognition model while it is unpacked."""
MEMORY_ADVISED_MB = 600
"""The listener with the built-in recognizer takes up to 450 MB."""


def check_disk(folder: Path) -> Finding:
    """Say whether there is room where Sotto keeps its data."""
    free_mb = shutil.disk_usage(_nearest(folder)).free // _MB
    if free_mb < DISK_NEEDED_MB:
        return fail("disk", f"Only {free_mb} MB are free where Sotto keeps its data ({folder}).", "Free some space.")
    if free_mb < DISK_ADVISED_MB:
        return warn(
            "disk", f"{free_mb} MB are free; a large recognition model needs {DISK_ADVISED_MB} MB.", "Free some space."
        )
    return ok("disk", f"{free_mb / 1000:.1f} GB are free.")


def check_folder(name: str, folder: Path, what: str) -> Finding:
    """Say whether files can be written into a folder, or whether the folder could be made."""
    place = _nearest(folder)
    if place == folder and not folder.is_dir():
        return fail(
            name, f"{folder} is a file, but {what} should be kept in a folder of that name.", "Move the file away."
        )
    if not place.is_dir():
        return fail(name, f"{folder} cannot be made: {place} is no folder.", "Move it away.")
    if not os.access(place, os.W_OK | os.X_OK):
        return fail(
            name,
            f"No permission to write into {place}, where {what} are kept.",
            "Ask for write access or set SOTTO_HOME.",
        )
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return fail(name, f"Nothing can be written into {place}: {error.strerror}.", "Check the disk.")
    state = "" if place == folder else " (will be made when needed)"
    return ok(name, f"{what.capitalize()} are kept in {folder}{state}.")


def check_memory() -> Finding:
    """Say whether there is memory for the listener."""
    free_mb = psutil.virtual_memory().available // _MB
    if free_mb < MEMORY_ADVISED_MB:
        return warn("memory", f"Only {free_mb} MB of memory are free.", "Close other programs during calls.")
    return ok("memory", f"{free_mb / 1000:.1f} GB of memory are free.")


def check_display() -> Finding:
    """Say whether the overlay can be shown."""
    if not has_display():
        return warn(
            "display",
            "There is no display: the terminal view is used instead of the overlay.",
            "Start Sotto from a desktop session.",
        )
    if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return warn(
            "display", "Wayland without XWayland: the overlay cannot stay on top.", "Install or enable XWayland."
        )
    return ok("display", "There is a display for the overlay.")


def _nearest(path: Path) -> Path:
    """Return the path itself or its nearest parent that exists."""
    return next(place for place in (path, *path.parents) if place.exists() or place == place.parent)
