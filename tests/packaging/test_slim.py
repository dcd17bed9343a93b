"""What makes the built folder smaller must not break it."""

import shutil
import struct
import sys
from pathlib import Path

import pytest
from release import elf, slim

needs_linux = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("readelf"), reason="Linux with binutils")


def _library(*, offset: int, address: int, alignment: int) -> bytes:
    """Return the head of a library with one segment to load."""
    head = bytearray(64)
    head[:4] = b"\x7fELF"
    struct.pack_into("<Q", head, 32, 64)
    struct.pack_into("<HH", head, 54, 56, 1)
    return bytes(head) + struct.pack("<IIQQQQQQ", 1, 5, offset, address, address, 100, 100, alignment)


def test_segment_that_lies_askew_is_found() -> None:
    """What the loader would refuse as not page-aligned is refused here first."""
    assert elf.is_loadable(_library(offset=0x1000, address=0x5000, alignment=0x1000))
    assert not elf.is_loadable(_library(offset=0x1200, address=0x5000, alignment=0x1000))


@needs_linux
def test_python_itself_is_loadable() -> None:
    """A real library passes, and names what it needs."""
    import _ctypes

    library = Path(_ctypes.__file__)
    assert elf.is_elf(library)
    assert elf.is_loadable(library.read_bytes())
    assert any(name.startswith("libffi.so") for name in elf.needed(library))


def test_text_is_no_library(tmp_path: Path) -> None:
    """Other files, links and folders are told apart."""
    (tmp_path / "a.so").write_text("INPUT ( -lm )")
    (tmp_path / "b.so").symlink_to("a.so")
    assert not elf.is_elf(tmp_path / "a.so")
    assert not elf.is_elf(tmp_path / "b.so")
    assert not elf.is_elf(tmp_path)


@needs_linux
def test_library_that_nobody_needs_is_found(tmp_path: Path) -> None:
    """Copies of system libraries stay as long as something leads to them; PortAudio, loaded by name, always."""
    import _ctypes

    shutil.copy(_ctypes.__file__, tmp_path / "module.so")
    ffi = next(name for name in elf.needed(Path(_ctypes.__file__)) if name.startswith("libffi.so"))
    for name in (ffi, "libidle.so.1", "libportaudio.so.2"):
        shutil.copy(_ctypes.__file__, tmp_path / name)
    origins = {name: f"/usr/lib/{name}" for name in (ffi, "libidle.so.1", "libportaudio.so.2")}
    assert slim.idle_system_libraries(tmp_path, origins) == [tmp_path / "libidle.so.1"]


def test_dangling_links_are_found(tmp_path: Path) -> None:
    """Links to what was left out go, others stay."""
    (tmp_path / "there").write_text("x")
    (tmp_path / "good").symlink_to("there")
    (tmp_path / "bad").symlink_to("gone")
    assert slim.dangling_links(tmp_path) == [tmp_path / "bad"]


def test_icu_keeps_collation_and_roots() -> None:
    """Names of currencies and zones go; collation, case and the root of each tree stay."""
    names = ["curr/de.res", "curr/root.res", "coll/de.res", "zone/fr.res", "brkitr/root.res", "ibm-37.cnv", "nfc.nrm"]
    assert slim.unwanted_icu_items(names) == ["curr/de.res", "zone/fr.res", "brkitr/root.res", "ibm-37.cnv"]


def test_size_counts_files_once(tmp_path: Path) -> None:
    """Links count nothing."""
    (tmp_path / "a").write_bytes(b"x" * 500_000)
    (tmp_path / "b").symlink_to("a")
    assert slim.size_mb(tmp_path) == pytest.approx(0.5)
