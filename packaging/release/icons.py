"""The program's icon in every form that a system wants, drawn from one SVG.

Place in the flow: the PyInstaller recipe asks for the `.ico` or `.icns`, `deb` and `appimage` for PNG files. Containers
are written here: both formats hold PNG pictures as they are.
"""

import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE: Final = Path(__file__).resolve().parents[1] / "icons" / "sotto.svg"
PNG_SIZES_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""The sizes of the hicolor theme that desktops ask for."""
_ICO_SIZES_PX: Final = (16, 24, 32, 48, 64, 256)
_ICNS_KINDS: Final = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}
"""Apple's four-letter names of PNG entries, by size."""


def png(size_px: int) -> bytes:
    """Return the icon as a square PNG with transparent corners. Raises OSError when the SVG cannot be drawn."""
    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    picture.fill(0)
    renderer = QSvgRenderer(QByteArray(SOURCE.read_bytes()))
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    saved = picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the function a text
    if not renderer.isValid() or not saved:
        raise OSError(f"{SOURCE} could not be drawn.")
    return bytes(content.data())


def ico() -> bytes:
    """Return the icon as a Windows `.ico` file."""
    pictures = [(size, png(size)) for size in _ICO_SIZES_PX]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, content in pictures:
        edge = size % 256  # the format writes 256 as 0
        entries += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + entries + b"".join(content for _, content in pictures)


def icns() -> bytes:
    """Return the icon as a macOS `.icns` file."""
    entries = b""
    for size, kind in _ICNS_KINDS.items():
        content = png(size)
        entries += kind + struct.pack(">I", 8 + len(content)) + content
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


def program_icon(folder: Path, platform: str) -> Path:
    """Write the icon that programs of this platform carry into `folder` and return it; `platform`: as `sys.platform`."""
    name, content = ("sotto.icns", icns()) if platform == "darwin" else ("sotto.ico", ico())
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    return file
