"""Reads the text of a PDF that Qt wrote, glyph by glyph: what a search in it finds."""

import re
import unicodedata
import zlib
from collections.abc import Iterator

_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SHOWN = re.compile(rb"/F(\d+)\s+[\d.]+\s+Tf|<([0-9a-fA-F]+)>\s*Tj|(\bTm\b|\bTd\b|\bET\b)")


def _objects(data: bytes) -> dict[int, bytes]:
    """Return the objects of a PDF by number, streams unpacked."""
    found = {}
    for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)endobj", data, re.DOTALL):
        head, marker, stream = body.partition(b"stream")
        if marker:
            stream = stream.lstrip(b"\r\n").rsplit(b"endstream", 1)[0]
            if b"/FlateDecode" in head:
                stream = zlib.decompressobj().decompress(stream)
        found[int(number)] = head + stream
    return found


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """Return what the glyphs of a font mean, by its ToUnicode table."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(font, b""))
    table = objects[int(reference[1])] if reference else b""
    letters = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, start in _MAPPED.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(start, 16) + step)
        for first, _, each in re.findall(rb"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            for step, code in enumerate(re.findall(rb"<(\w+)>", each)):
                letters[int(first, 16) + step] = bytes.fromhex(code.decode()).decode("utf-16-be", "replace")
    return letters


def _runs(data: bytes) -> Iterator[str]:
    objects = _objects(data)
    names = {
        int(name): int(number) for body in objects.values() for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", body)
    }
    letters: dict[int, str] = {}
    for body in objects.values():
        if b" Tf" not in body:
            continue
        for font, glyphs, moved in _SHOWN.findall(body):
            if font:
                letters = _letters(objects, names.get(int(font), 0))
            elif moved:
                yield ""
            else:
                raw = bytes.fromhex(glyphs.decode())
                codes = (int.from_bytes(raw[place : place + 2]) for place in range(0, len(raw), 2))
                yield "".join(letters.get(code, "?") for code in codes)


def words(data: bytes) -> str:
    """Return all text of a PDF as a search in it would find it, without blanks: Qt places words by their position."""
    return without_blanks(unicodedata.normalize("NFKC", "".join(_runs(data))))


def without_blanks(text: str) -> str:
    """Return a text as `words` gives it."""
    return "".join(text.split())
