"""A preallocated ring of sound blocks between one writer (a driver's callback) and one reader (the listener's thread).

Place in the flow: native capture → here → `speech.sources.feed`. No lock: each index is written by one side only. No
allocation but the few words of a slice. When the reader is too late, whole new blocks are dropped and counted, and the
next block that fits carries the mark.
"""

import struct
from dataclasses import dataclass
from typing import Final

_HEADER: Final = struct.Struct("<Id?")
_HEADER_BYTES: Final = _HEADER.size


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block as the driver delivered it."""

    data: bytes
    end_s: float
    """When its last frame was captured, seconds of the monotonic clock."""
    after_loss: bool
    """Whether sound was lost just before it."""


class BlockRing:
    """Bytes with a time, first in, first out; fixed size."""

    def __init__(self, capacity_bytes: int) -> None:
        """Allocate everything now."""
        self._memory = memoryview(bytearray(capacity_bytes))
        self._capacity = capacity_bytes
        self._header = memoryview(bytearray(_HEADER_BYTES))
        self._written = 0
        self._read = 0
        self._lost = False
        self.dropped_blocks = 0
        """Blocks that found no room."""

    def write(self, data: bytes | bytearray | memoryview, end_s: float, *, overflow: bool = False) -> bool:
        """Copy a block in; False when there was no room. Called by the writer only.

        `data`: C-contiguous bytes. `end_s`: capture time of its last frame. `overflow`: the driver says that it lost sound.
        """
        view = memoryview(data).cast("B")
        needed = _HEADER_BYTES + len(view)
        if needed > self._capacity - (self._written - self._read):
            self.dropped_blocks += 1
            self._lost = True
            return False
        _HEADER.pack_into(self._header, 0, len(view), end_s, overflow or self._lost)
        self._lost = False
        self._put(self._written, self._header)
        self._put(self._written + _HEADER_BYTES, view)
        self._written += needed  # the last step: from here on the reader sees the block
        return True

    def read(self) -> RawBlock | None:
        """Return the oldest block, None when there is none. Called by the reader only."""
        if self._read == self._written:
            return None
        length, end_s, after_loss = _HEADER.unpack(self._get(self._read, _HEADER_BYTES))
        data = self._get(self._read + _HEADER_BYTES, length)
        self._read += _HEADER_BYTES + length
        return RawBlock(data, end_s, after_loss)

    def _put(self, at: int, view: memoryview) -> None:
        start = at % self._capacity
        first = min(len(view), self._capacity - start)
        self._memory[start : start + first] = view[:first]
        self._memory[: len(view) - first] = view[first:]

    def _get(self, at: int, length: int) -> bytes:
        start = at % self._capacity
        first = min(length, self._capacity - start)
        return bytes(self._memory[start : start + first]) + bytes(self._memory[: length - first])
