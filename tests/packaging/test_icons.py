"""The icon in the forms that systems want."""

import struct

from PySide6.QtGui import QImage
from release import icons


def test_png_has_its_size_and_clear_corners() -> None:
    """The picture is square, its corners are transparent and its middle is not."""
    picture = QImage.fromData(icons.png(64))
    assert (picture.width(), picture.height()) == (64, 64)
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(32, 32).alpha() == 255


def test_ico_lists_pictures_where_they_lie() -> None:
    """Each entry of the directory points at a PNG of its size; 256 is written as 0."""
    content = icons.ico()
    _, kind, count = struct.unpack_from("<HHH", content)
    assert kind == 1
    edges = []
    for index in range(count):
        edge, _, _, _, _, _, length, offset = struct.unpack_from("<BBBBHHII", content, 6 + 16 * index)
        picture = QImage.fromData(content[offset : offset + length])
        assert picture.width() % 256 == edge
        edges.append(edge)
    assert 0 in edges


def test_icns_is_a_chain_of_pictures() -> None:
    """Names and lengths of the entries lead exactly to the end of the file."""
    content = icons.icns()
    assert content[:4] == b"icns"
    assert struct.unpack_from(">I", content, 4)[0] == len(content)
    at, kinds = 8, []
    while at < len(content):
        kinds.append(content[at : at + 4])
        assert content[at + 8 : at + 12] == b"\x89PNG"
        at += struct.unpack_from(">I", content, at + 4)[0]
    assert at == len(content)
    assert b"ic08" in kinds
