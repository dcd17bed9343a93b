"""The log as it grows: redacted before anything of it is written."""

import pytest

from app.store.call_log import LogItem, Utterance
from app.store.event_codec import encode
from app.store.log_builder import HIDDEN_WORD, LogBuilder
from coaching.redaction import RedactionSettings
from speech.events import ClockAdvanced, FinalTranscript
from tests.app.store.conftest import said


def utterances(chunks: dict[int, list[LogItem]]) -> dict[int, list[str]]:
    """Return the texts of the utterances in each chunk."""
    return {number: [item.text for item in items if isinstance(item, Utterance)] for number, items in chunks.items()}


def take(builder: LogBuilder, text: str, start_s: float, number: int) -> dict[int, list[LogItem]]:
    """Let the builder hear a line and take what it would write then."""
    for event in said(text, start_s, number):
        builder.accept(event)
    return dict(builder.take_chunk())


def test_chunks_hold_what_is_new() -> None:
    """Each chunk holds the items since the last; nothing new is no chunk."""
    builder = LogBuilder()
    assert builder.take_chunk() == {}
    builder.accept(ClockAdvanced(1.0))
    assert builder.take_chunk() == {0: [ClockAdvanced(1.0)]}
    assert builder.take_chunk() == {}
    builder.accept(ClockAdvanced(2.0))
    builder.accept(ClockAdvanced(3.0))
    assert builder.take_chunk() == {1: [ClockAdvanced(2.0), ClockAdvanced(3.0)]}
    assert builder.written == 3


def test_a_number_told_in_pieces_is_taken_back() -> None:
    """A first half that looks harmless; once the second comes its chunk is written over without it."""
    builder = LogBuilder()
    first = take(builder, "it starts with four one one one you see", 1.0, 1)
    assert "four one one one" in utterances(first)[0][0]
    second = take(builder, "then one one one one two two two two", 5.0, 2)
    assert sorted(second) == [0, 1]
    written = encode([item for items in second.values() for item in items]).decode()
    assert "four" not in written
    assert "one" not in written.replace("none", "")


def test_what_may_be_the_beginning_of_a_number_is_not_written() -> None:
    """Digits at the very end wait for what follows; when that is no number, or nothing, they are written after all."""
    builder = LogBuilder()
    first = take(builder, "it starts with four one one one", 1.0, 1)
    assert "one" not in utterances(first)[0][0]
    assert "four one one one" in utterances(take(builder, "and that was all of it", 5.0, 2))[0][0]
    last = LogBuilder()
    assert "two nine" not in utterances(take(last, "yours is six six two nine", 1.0, 1))[0][0]
    last.close()
    assert "two nine" in utterances(dict(last.take_chunk()))[0][0]


def test_what_was_hidden_stays_hidden() -> None:
    """When the pieces that gave a number away lie too far back, it does not come to light again."""
    builder = LogBuilder()
    take(builder, "so that is seven seven four", 1.0, 1)
    take(builder, "and then nine one two three", 5.0, 2)
    for n in range(3, 12):
        take(builder, "let me look", 5.0 * n, n)
    text = encode(builder.items).decode()
    assert "nine one" not in text
    assert "seven seven" not in text


@pytest.mark.parametrize("transcript", [True, False])
def test_without_a_transcript_only_the_times_of_words_are_kept(transcript: bool) -> None:
    """Where no transcript is kept the log has a sign for each word."""
    builder = LogBuilder(transcript)
    chunk = take(builder, "let me look", 1.0, 1)
    (kept,) = (item for item in chunk[0] if isinstance(item, Utterance))
    assert [word.text for word in kept.words] == (["let", "me", "look"] if transcript else [HIDDEN_WORD] * 3)
    assert kept.text == ("let me look" if transcript else "")


def test_a_withdrawn_utterance_is_kept_as_such() -> None:
    """A final without words says that nothing was said."""
    builder = LogBuilder()
    builder.accept(FinalTranscript(2.0, 1, (), ""))
    assert builder.items == [Utterance(2.0, 1, (), "")]


def test_listed_names_are_never_written() -> None:
    """The names of the company's list are hidden in the log too."""
    builder = LogBuilder(redaction=RedactionSettings(names="Ann Lee"))
    assert utterances(take(builder, "thank you ann lee", 1.0, 1)) == {0: ["thank you [name]"]}
