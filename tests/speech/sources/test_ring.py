"""The ring between a driver's callback and the listener: first in, first out, bounded, losses counted."""

import sys
import threading

from hypothesis import given
from hypothesis import strategies as st

from speech.sources.ring import BlockRing


def test_a_block_comes_out_as_it_went_in() -> None:
    """Bytes, time and the driver's overflow mark survive."""
    ring = BlockRing(200)
    assert ring.write(b"abcd", 1.5, overflow=True)
    block = ring.read()
    assert block is not None
    assert (block.data, block.end_s, block.after_loss) == (b"abcd", 1.5, True)
    assert ring.read() is None


def test_a_full_ring_drops_the_new_block_and_says_so() -> None:
    """What does not fit is counted, and the next block that fits is marked."""
    ring = BlockRing(60)
    assert ring.write(b"x" * 30, 0.0)
    assert not ring.write(b"y" * 30, 1.0)
    assert ring.dropped_blocks == 1
    first = ring.read()
    assert first is not None
    assert not first.after_loss
    assert ring.write(b"z", 2.0)
    marked = ring.read()
    assert marked is not None
    assert (marked.data, marked.after_loss) == (b"z", True)


def test_views_are_copied() -> None:
    """The driver may reuse its buffer as soon as the callback returns."""
    ring, buffer = BlockRing(100), bytearray(b"good")
    ring.write(memoryview(buffer), 0.0)
    buffer[:] = b"evil"
    block = ring.read()
    assert block is not None
    assert block.data == b"good"


@given(st.lists(st.one_of(st.none(), st.binary(max_size=40)), max_size=60), st.integers(20, 120))
def test_what_is_accepted_comes_out_whole_and_in_order(steps: list[bytes | None], capacity: int) -> None:
    """For any mix of writes and reads, across any wrap-around, the reader sees exactly the accepted blocks."""
    ring = BlockRing(capacity)
    accepted: list[bytes] = []
    seen: list[bytes] = []
    refused = 0
    for step in steps:
        if step is None:
            if (block := ring.read()) is not None:
                seen.append(block.data)
        elif ring.write(step, 0.0):
            accepted.append(step)
        else:
            refused += 1
    while (block := ring.read()) is not None:
        seen.append(block.data)
    assert seen == accepted
    assert ring.dropped_blocks == refused


def test_a_writer_thread_and_a_reader_thread_need_no_lock() -> None:
    """Under constant thread switches every accepted block arrives whole and in order."""
    ring, count = BlockRing(500), 4_000
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)

    def write() -> None:
        number = 0
        while number < count:
            if ring.write(number.to_bytes(4, "little") * (1 + number % 9), float(number)):
                number += 1

    thread = threading.Thread(target=write)
    thread.start()
    expected = 0
    try:
        while expected < count:
            if (block := ring.read()) is not None:
                assert block.data == expected.to_bytes(4, "little") * (1 + expected % 9)
                assert block.end_s == expected
                expected += 1
    finally:
        sys.setswitchinterval(before)
        thread.join()
