"""One session across restarts: open things closed, the gap on record, times and ids going on."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)
from speech.process.continuity import RESTART_REASON, Continuity, shifted

WORDS = tuple(Word(text, start_s, start_s + 0.2) for text, start_s in (("no", 1.0), ("we", 1.3), ("cant", 1.6)))


def _started(*, customer: bool = True) -> SessionStarted:
    return SessionStarted(0.0, "call.wav", customer, "moonshine", "tiny", "1", "because")


def _noted(*events: SpeechEvent) -> Continuity:
    continuity = Continuity()
    for event in events:
        continuity.note(event)
    return continuity


def test_open_speech_and_the_open_utterance_are_closed() -> None:
    """Both sides stop where the sound stopped; of the utterance the words that stood are kept."""
    continuity = _noted(
        _started(),
        SpeechStarted(0.9, Side.AGENT, 0.8),
        SpeechStarted(1.0, Side.CUSTOMER, 0.9),
        PartialTranscript(2.0, 3, WORDS, 2),
    )
    assert continuity.interrupted() == [
        SpeechEnded(2.0, Side.AGENT, 0.8, 2.0),
        SpeechEnded(2.0, Side.CUSTOMER, 0.9, 2.0),
        FinalTranscript(2.0, 3, WORDS[:2], "no we"),
    ]
    assert continuity.interrupted() == []


def test_an_utterance_of_uncertain_words_is_withdrawn() -> None:
    """Words that stood in no two partials are not passed off as said."""
    assert _noted(_started(), PartialTranscript(2.0, 1, WORDS, 0)).interrupted() == [FinalTranscript(2.0, 1, (), "")]


def test_what_was_closed_already_stays_as_it_is() -> None:
    """Ended speech and final utterances are not closed again."""
    continuity = _noted(
        _started(),
        SpeechStarted(0.9, Side.AGENT, 0.8),
        SpeechEnded(1.5, Side.AGENT, 0.8, 1.4),
        PartialTranscript(1.6, 1, WORDS, 0),
        FinalTranscript(2.0, 1, WORDS, "No, we can't"),
    )
    assert continuity.interrupted() == []
    assert continuity.utterances == 1


def test_the_gap_lies_between_the_last_and_the_next_sound() -> None:
    """Both sides were not heard from the last position to where the new child begins."""
    continuity = _noted(_started(), ClockAdvanced(10.0))
    continuity.advance(10.2)
    assert continuity.gap(11.5) == [
        GapRecorded(11.5, Side.AGENT, 10.2, 11.5, RESTART_REASON),
        GapRecorded(11.5, Side.CUSTOMER, 10.2, 11.5, RESTART_REASON),
    ]
    assert continuity.last_s == 11.5


def test_a_side_that_is_not_there_has_no_gap() -> None:
    """One-channel sessions record the agent's gap only."""
    assert [event.side for event in _noted(_started(customer=False)).gap(1.0) if isinstance(event, GapRecorded)] == [
        Side.AGENT
    ]


def test_closing_ends_the_session_once() -> None:
    """A session that cannot go on ends incomplete at its last position; one that has ended is left alone."""
    continuity = _noted(_started(), SpeechStarted(1.0, Side.AGENT, 0.9), ClockAdvanced(2.0))
    assert continuity.closing() == [SpeechEnded(2.0, Side.AGENT, 0.9, 2.0), SessionEnded(2.0, complete=False)]
    assert continuity.ended
    assert continuity.closing() == []


def test_shifting_moves_every_time_and_the_utterance() -> None:
    """Events of a restarted listener land on the session's time and count on."""
    assert shifted(PartialTranscript(2.0, 1, WORDS[:1], 1), 10.0, 4) == PartialTranscript(
        12.0, 5, (Word("no", 11.0, 11.2),), 1
    )
    assert shifted(SpeechEnded(2.0, Side.AGENT, 1.0, 1.5), 10.0, 4) == SpeechEnded(12.0, Side.AGENT, 11.0, 11.5)
    level = LevelMeasured(1.0, Side.AGENT, 0.1, -20.0, -10.0, speaking=True)
    assert shifted(level, 10.0, 4) == LevelMeasured(11.0, Side.AGENT, 0.1, -20.0, -10.0, speaking=True)


EVENTS = st.one_of(
    st.builds(SpeechStarted, st.just(0.0), st.sampled_from(Side), st.floats(0, 1)),
    st.builds(lambda side: SpeechEnded(0.0, side, 0.0, 0.0), st.sampled_from(Side)),
    st.builds(
        lambda number, stable: PartialTranscript(0.0, number, WORDS, stable), st.integers(1, 5), st.integers(0, 3)
    ),
    st.builds(lambda number: FinalTranscript(0.0, number, WORDS, "x"), st.integers(1, 5)),
    st.just(ClockAdvanced(0.0)),
)


@given(st.lists(EVENTS, max_size=20), st.lists(st.integers(0, 20), max_size=3))
def test_whatever_happens_the_session_is_well_formed(events: list[SpeechEvent], crashes: list[int]) -> None:
    """With crashes anywhere: time never runs back, speech ends once for each start, every utterance gets its final."""
    continuity, seen = Continuity(), [_started()]
    continuity.note(seen[0])
    for number, event in enumerate(events):
        if number in crashes:
            seen += continuity.interrupted()
            seen += continuity.gap(continuity.last_s + 0.5)
        moved = shifted(event, continuity.last_s + 0.1, 0)
        continuity.note(moved)
        seen.append(moved)
    seen += continuity.closing()
    times = [event.at_s for event in seen]
    assert times == sorted(times)
    assert isinstance(seen[-1], SessionEnded)
    for side in Side:
        assert next(
            (e for e in reversed(seen) if isinstance(e, SpeechStarted | SpeechEnded) and e.side is side), None
        ) is None or isinstance(
            next(e for e in reversed(seen) if isinstance(e, SpeechStarted | SpeechEnded) and e.side is side),
            SpeechEnded,
        )
    partials = [i for i, e in enumerate(seen) if isinstance(e, PartialTranscript)]
    assert all(any(isinstance(e, FinalTranscript) for e in seen[i:]) for i in partials)


def test_every_time_of_every_event_is_shifted() -> None:
    """No event has a session time under another name than the shift knows."""
    known = {"at_s", "start_s", "end_s", "window_s", "duration_s"}
    kinds = (
        SessionStarted,
        SpeechStarted,
        SpeechEnded,
        PartialTranscript,
        FinalTranscript,
        LevelMeasured,
        GapRecorded,
        ClockAdvanced,
        SessionEnded,
    )
    assert {field.name for kind in kinds for field in fields(kind) if field.name.endswith("_s")} <= known
