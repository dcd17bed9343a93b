"""What makes the built folder smaller must not break it."""

import os
import shutil
import struct
import subprocess
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
    """Names of currencies and zones and the formats of languages go; collation, case and the root of formats stay."""
    kept = ["coll/de.res", "root.res", "en.res", "pool.res", "zone/root.res", "nfc.nrm", "supplementalData.res"]
    gone = ["curr/root.res", "zone/fr.res", "brkitr/root.res", "ibm-37.cnv", "de.res", "zh_Hant_TW.res", "haw.res"]
    assert slim.unwanted_icu_items([*kept, *gone]) == gone


def test_size_counts_files_once(tmp_path: Path) -> None:
    """Links count nothing."""
    (tmp_path / "a").write_bytes(b"x" * 500_000)
    (tmp_path / "b").symlink_to("a")
    assert slim.size_mb(tmp_path) == pytest.approx(0.5)


_COLLATE = """
import ctypes, sys
folder = sys.argv[1]
for name in ("icudata", "icuuc"):
    ctypes.CDLL(f"{folder}/lib{name}.so.73", mode=ctypes.RTLD_GLOBAL)
icu = ctypes.CDLL(f"{folder}/libicui18n.so.73")
icu.ucol_open_73.restype = icu.ucal_open_73.restype = ctypes.c_void_p
words = "zebra Äpfel apfel Öl ol ß ss ñ n č ch ll l ö z å ø 北京 上海 東京 おおさか 서울 부산 Иван Ёлка \u0131 İ I i".split()
for locale in b"root en de fr sv da es cs zh ja ko ru tr ar".split():
    failed = ctypes.c_int()
    collator = ctypes.c_void_p(icu.ucol_open_73(locale, ctypes.byref(failed)))
    def key(word):
        text, key = word.encode("utf-16-le"), ctypes.create_string_buffer(200)
        return key.raw[: icu.ucol_getSortKey_73(collator, text, len(text) // 2, key, 200)]
    upper, text = ctypes.create_string_buffer(100), "istraße ǆ ς".encode("utf-16-le")
    length = icu.u_strToUpper_73(upper, 50, text, len(text) // 2, locale, ctypes.byref(ctypes.c_int()))
    shown = upper.raw[: 2 * length].decode("utf-16-le")
    print(locale, failed.value, sorted(words, key=key), shown, sep="|")
zone, failed, name = "Europe/Berlin".encode("utf-16-le"), ctypes.c_int(), ctypes.create_string_buffer(200)
calendar = ctypes.c_void_p(icu.ucal_open_73(zone, len(zone) // 2, b"en", 0, ctypes.byref(failed)))
icu.ucal_getTimeZoneDisplayName_73(calendar, 0, b"en", name, 90, ctypes.byref(failed))
print(failed.value, name.raw.decode("utf-16-le").rstrip(chr(0)))
"""


def _collated(folder: Path) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", _COLLATE, str(folder)]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()


@needs_linux
@pytest.mark.skipif(not all(map(shutil.which, ("icupkg", "objcopy", "ld"))), reason="needs icu-devtools and binutils")
def test_less_icu_data_orders_words_as_before(tmp_path: Path) -> None:
    """In fourteen languages words come in the same order and get the same capitals; a zone has its name."""
    import PySide6

    for file in (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicu*.so.73"):
        shutil.copy(file, tmp_path)
    before, size_before = _collated(tmp_path), slim.size_mb(tmp_path)
    slim.shrink_icu(tmp_path / "libicudata.so.73")
    assert slim.size_mb(tmp_path) < size_before - 20
    assert _collated(tmp_path) == before
    assert "Central European Standard Time" in before
