"""What Linux libraries say about themselves: what they need, and whether they can still be loaded after a change.

Place in the flow: `slim` asks before it keeps a stripped library or drops one that nobody needs. Uses binutils.
"""

import struct
import subprocess
from pathlib import Path
from typing import Final

_MAGIC: Final = b"\x7fELF"
_LOAD: Final = 1
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")
"""A program header of 64 bits: type, flags, offset, address, physical address, sizes in file and memory, alignment."""


def is_elf(file: Path) -> bool:
    """Return whether the file is a Linux program or library (links are not followed)."""
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        return stream.read(4) == _MAGIC


def is_loadable(content: bytes) -> bool:
    """Return whether each segment lies in the file as its alignment asks; else the loader refuses the library.

    Libraries that `patchelf` changed lose this when they are stripped.
    """
    offset, size, count = (
        *struct.unpack_from("<Q", content, 32),
        *struct.unpack_from("<HH", content, 54),
    )
    for index in range(count):
        kind, _, at, address, _, _, _, alignment = _SEGMENT.unpack_from(content, offset + index * size)
        if kind == _LOAD and alignment > 1 and at % alignment != address % alignment:
            return False
    return True


def needed(file: Path) -> set[str]:
    """Return the names of the libraries that the file asks for."""
    shown = subprocess.run(["readelf", "-dW", str(file)], capture_output=True, text=True, check=True).stdout
    return {line.split("[")[1].rstrip("]") for line in shown.splitlines() if "(NEEDED)" in line}
