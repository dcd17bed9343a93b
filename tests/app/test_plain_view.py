"""A session as lines: what is worth a line, and what never gets one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.plain_view import PlainView
from app.session import SessionEvent
from coaching.events import Cue, CueKind, CueRetired, Severity
from coaching.redaction import RedactionSettings
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    PartialTranscript,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechStarted,
    Word,
)

_STARTED = SessionStarted(0.0, "call.wav", True, "vosk", "small", "0.3", "A Vosk model is installed.")


def _words(text: str, start_s: float) -> tuple[Word, ...]:
    return tuple(Word(word, start_s + i, start_s + i + 1.0) for i, word in enumerate(text.split()))


def _final(text: str, start_s: float = 1.0, number: int = 1) -> FinalTranscript:
    words = _words(text, start_s)
    return FinalTranscript(words[-1].end_s + 0.5 if words else start_s, number, words, text)


def _cue(*, shown: bool, at_s: float = 65.0) -> Cue:
    return Cue(
        1, "dead-end", CueKind.WORDS, Severity.NORMAL, at_s, "Offer a way", "What I can do is …", "nothing more", 1,
        shown=shown, suppressed_by=None if shown else "rate",
    )  # fmt: skip


def _lines(*events: SessionEvent, redaction: RedactionSettings | None = None) -> list[str]:
    lines: list[str] = []
    view = PlainView(lines.append, redaction or RedactionSettings())
    for event in events:
        view.accept(event)
    return lines


def test_the_first_line_says_what_is_heard_with_what_and_why() -> None:
    """Source, recognizer and the reason for it."""
    assert _lines(_STARTED) == ["Listening to call.wav with vosk (small). A Vosk model is installed."]


def test_an_utterance_is_one_line_with_its_beginning() -> None:
    """In minutes and seconds."""
    assert _lines(_final("Good morning.", 61.0)) == [" 1:01  Good morning."]


def test_a_cue_that_was_shown_is_a_line_one_held_back_is_none() -> None:
    """With what to say instead."""
    assert _lines(_cue(shown=True)) == [" 1:05  >> Offer a way: What I can do is …"]
    assert _lines(_cue(shown=False)) == []


@pytest.mark.parametrize(
    "event",
    [
        PartialTranscript(2.0, 1, _words("good mor", 1.0), 1),
        _final("", 3.0),
        ClockAdvanced(4.0),
        LevelMeasured(4.0, Side.AGENT, 0.1, -20.0, -10.0, speaking=True),
        SpeechStarted(4.0, Side.CUSTOMER, 3.9),
        CueRetired(9.0, 1, "faded"),
        GapRecorded(5.0, Side.AGENT, 4.0, 5.0, "overflow"),
    ],
)
def test_what_changes_all_the_time_writes_nothing(event: SessionEvent) -> None:
    """A log of a call has a line for each thing said, not for each tick."""
    assert _lines(event) == []


def test_a_device_that_went_away_is_told_once_and_again_when_it_goes_again() -> None:
    """Not at every event while it is away."""
    gone, back = SourceChanged(7.0, Side.AGENT, "headset", False), SourceChanged(9.0, Side.AGENT, "headset", True)
    again = SourceChanged(12.0, Side.AGENT, "headset", False)
    lines = _lines(gone, ClockAdvanced(8.0), gone, back, again)
    assert lines == [f" 0:{at}  !! The microphone (headset) went away. Waiting for it." for at in ("07", "12")]


def test_swapped_sides_are_told_once() -> None:
    """In one calm line, until they are right; a device that is away is told before it."""
    seems = EchoMeasured(5.0, None, detected=False, cancelling=False, converged=True, far_repeats=True)
    gone = SourceChanged(7.0, Side.AGENT, "headset", False)
    lines = _lines(seems, ClockAdvanced(5.5), replace(seems, at_s=6.0), gone, replace(seems, at_s=8.0))
    assert lines[0] == " 0:05  !! Microphone and call seem swapped. Look at both devices."
    assert lines[1:] == [" 0:07  !! The microphone (headset) went away. Waiting for it."]
    assert _lines(replace(seems, far_repeats=False)) == []


def test_a_private_number_never_reaches_a_line() -> None:
    """Nor its second half, told in the next breath."""
    lines = _lines(
        _final("my card is four one one one one one one one", 1.0),
        _final("one one one one one one one one", 12.0, 2),
    )
    assert len(lines) == 2
    assert all("one" not in line.split() for line in lines)


def test_the_companys_names_are_hidden_too() -> None:
    """What may be shown comes from the settings."""
    assert _lines(_final("thank you Ann"), redaction=RedactionSettings(names="Ann")) == [" 0:01  thank you [name]"]


@given(st.lists(st.text(alphabet="ab 12\n[]", max_size=12), max_size=8))
def test_each_utterance_with_words_gives_a_line(texts: list[str]) -> None:
    """For anything said: as many lines as there were utterances with words, none before its time."""
    events = [_final(text, number * 20.0, number) for number, text in enumerate(texts)]
    lines = _lines(*events)
    assert len(lines) == sum(1 for event in events if event.words)
