"""Checks of the machine: disk, folders, memory, display.

Place in the flow: part of `app.doctor.examination`.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import psutil

from app.display import has_display
from app.doctor.check import Finding, fail, ok, warn
from app.translation.words import QT_TRANSLATE_NOOP, amount, translate, translated

_MB = 1_000_000
DISK_NEEDED_MB = 20
"""A year of sessions of one agent takes less; below this not even a report is safe."""
DISK_ADVISED_MB = 500
"""Room for a large recognition model while it is unpacked."""
CONTENTS: Final = {
    "database": QT_TRANSLATE_NOOP("Doctor", "sessions"),
    "reports": QT_TRANSLATE_NOOP("Doctor", "reports"),
}
"""What lies in the folders that are checked, by the name of the check."""
MEMORY_ADVISED_MB = 600
"""The listener with the built-in recognizer takes up to 450 MB."""


def check_disk(folder: Path) -> Finding:
    """Say whether there is room where Sotto keeps its data."""
    free_mb = shutil.disk_usage(_nearest(folder)).free // _MB
    if free_mb < DISK_NEEDED_MB:
        little = translate("Doctor", "Only {free} MB are free where Sotto keeps its data ({folder}).")
        return fail("disk", little.format(free=amount(free_mb), folder=folder), translate("Doctor", "Free some space."))
    if free_mb < DISK_ADVISED_MB:
        words = translate("Doctor", "{free} MB are free; a large recognition model needs {wanted} MB.")
        text = words.format(free=amount(free_mb), wanted=amount(DISK_ADVISED_MB))
        return warn("disk", text, translate("Doctor", "Free some space."))
    return ok("disk", translate("Doctor", "{free} GB are free.").format(free=amount(free_mb / 1000, 1)))


def check_folder(name: str, folder: Path) -> Finding:
    """Say whether files can be written into a folder of `CONTENTS`, or whether the folder could be made."""
    place = _nearest(folder)
    what = translated("Doctor", CONTENTS[name])
    if place == folder and not folder.is_dir():
        words = translate("Doctor", "{folder} is a file, but {what} should be kept in a folder of that name.")
        return fail(name, words.format(folder=folder, what=what), translate("Doctor", "Move the file away."))
    if not place.is_dir():
        words = translate("Doctor", "{folder} cannot be made: {place} is no folder.")
        return fail(name, words.format(folder=folder, place=place), translate("Doctor", "Move it away."))
    if not os.access(place, os.W_OK | os.X_OK):
        words = translate("Doctor", "No permission to write into {place}, where {what} are kept.")
        mend = translate("Doctor", "Ask for write access or set SOTTO_HOME.")
        return fail(name, words.format(place=place, what=what), mend)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        words = translate("Doctor", "Nothing can be written into {place}: {why}.")
        return fail(name, words.format(place=place, why=error.strerror), translate("Doctor", "Check the disk."))
    here = translate("Doctor", "{what} are kept in {folder}.")
    later = translate("Doctor", "{what} are kept in {folder} (will be made when needed).")
    words = here if place == folder else later
    return ok(name, words.format(what=what[:1].upper() + what[1:], folder=folder))


def check_memory() -> Finding:
    """Say whether there is memory for the listener."""
    free_mb = psutil.virtual_memory().available // _MB
    if free_mb < MEMORY_ADVISED_MB:
        little = translate("Doctor", "Only {free} MB of memory are free.").format(free=amount(free_mb))
        return warn("memory", little, translate("Doctor", "Close other programs during calls."))
    return ok("memory", translate("Doctor", "{free} GB of memory are free.").format(free=amount(free_mb / 1000, 1)))


def check_display() -> Finding:
    """Say whether the overlay can be shown."""
    if not has_display():
        return warn(
            "display",
            translate("Doctor", "There is no display: the terminal view is used instead of the overlay."),
            translate("Doctor", "Start Sotto from a desktop session."),
        )
    if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return warn(
            "display",
            translate("Doctor", "Wayland without XWayland: the overlay cannot stay on top."),
            translate("Doctor", "Install or enable XWayland."),
        )
    return ok("display", translate("Doctor", "There is a display for the overlay."))


def _nearest(path: Path) -> Path:
    """Return the path itself or its nearest parent that exists."""
    return next(place for place in (path, *path.parents) if place.exists() or place == place.parent)
