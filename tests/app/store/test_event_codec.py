"""A call's log as bytes and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.call_log import Commanded, CueActed, CuePainted, LogItem, Reveal, Utterance, Verb
from app.store.errors import BrokenStoreError
from app.store.event_codec import decode, encode
from coaching.events import AgendaChanged, AgendaMark, Cue, CueKind, Detection, Severity
from speech.events import GapRecorded, LevelMeasured, PartialTranscript, SessionEnded, SessionStarted, Side, Word

seconds = st.integers(0, 10_000_000).map(lambda ms: ms / 1000)
levels = st.integers(-200, 0).map(lambda steps: steps / 2)
words = st.builds(
    Word,
    st.text(min_size=1, max_size=8),
    seconds,
    seconds,
    st.none() | st.integers(0, 100).map(lambda n: n / 100),
    st.booleans(),
)
items = st.one_of(
    st.builds(LevelMeasured, seconds, st.sampled_from(Side), st.just(0.1), levels, levels, st.booleans()),
    st.builds(Utterance, seconds, st.integers(0, 99), st.lists(words, max_size=3).map(tuple), st.text(max_size=9),
              st.lists(st.builds(Reveal, seconds, st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple)),
    st.builds(GapRecorded, seconds, st.sampled_from(Side), seconds, seconds, st.just("unplugged")),
    st.builds(Commanded, seconds, st.sampled_from(Verb), st.text(max_size=5)),
    st.builds(CueActed, seconds, st.integers(0, 9), st.just("wrong")),
    st.builds(CuePainted, seconds, st.integers(0, 9), seconds, seconds),
    st.builds(SessionEnded, seconds, st.booleans()),
)  # fmt: skip


@given(st.lists(items, max_size=12))
def test_what_was_written_is_read(log: list[LogItem]) -> None:
    """Any log comes back as it was, to the millisecond and half a decibel."""
    assert decode(encode(log)) == log


def test_every_kind_of_coaching_event_survives() -> None:
    """Enumerations, nested tuples and defaults come back as the same objects."""
    log: list[LogItem] = [
        SessionStarted(0.0, "Headset", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason=""),
        Detection(1, "dead-end", 1.0, 2.0, 2.5, "nothing more", 0.9, "phrase", 3),
        Cue(1, "dead-end", CueKind.WORDS, Severity.SEVERE, 2.6, "Next step", "I can …", "nothing more", 1, True, None),
        AgendaChanged(3.0, (AgendaMark("greeting", "Greeting", "spoken", "opening"),)),
    ]  # fmt: skip
    assert decode(encode(log)) == log


def test_partials_are_left_out() -> None:
    """An utterance's reveals stand for its partials."""
    assert decode(encode([PartialTranscript(1.0, 1, (), 0)])) == []


def test_what_a_later_version_adds_is_left_out() -> None:
    """An unknown kind of item does not keep the rest from being read."""
    document = json.loads(encode([SessionEnded(1.0, complete=True)]))
    document["items"].insert(0, ["SomethingNew", {"at_s": 1.0}])
    assert decode(json.dumps(document).encode()) == [SessionEnded(1.0, complete=True)]


@given(st.binary(max_size=40) | st.just(b'{"v":1,"items":[5],"levels":{}}') | st.just(b"[]"))
def test_damaged_bytes_are_one_sentence(data: bytes) -> None:
    """What is no log is refused, never half read."""
    with pytest.raises(BrokenStoreError, match="cannot be replayed"):
        decode(data)
