"""A late batch is shown as it is now, and nothing that matters is lost."""

from hypothesis import given
from hypothesis import strategies as st

from app.bridge import Arrival
from app.overlay.catching_up import newest
from app.overlay.state import OverlayState
from app.overlay.view_model import advance, transcribing
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechEvent,
    Word,
)


def level(at_s: float, side: Side = Side.AGENT) -> LevelMeasured:
    """Return a level."""
    return LevelMeasured(at_s, side, 0.1, -20.0 - at_s, -10.0, speaking=True)


def partial(at_s: float, number: int) -> PartialTranscript:
    """Return a partial of one word."""
    return PartialTranscript(at_s, number, (Word(f"word{at_s:.0f}", at_s - 0.5, at_s),), 0)


def final(at_s: float, number: int) -> FinalTranscript:
    """Return a final of one word."""
    return FinalTranscript(at_s, number, (Word("done", at_s - 0.5, at_s),), "Done.")


def kept(*events: SpeechEvent) -> list[SpeechEvent]:
    """Return what still matters."""
    return [events[index] for index in newest([Arrival(event, 0.0) for event in events])]


def test_of_levels_the_last_of_each_side_counts() -> None:
    """The meter cannot show the past."""
    events = [level(1), level(1, Side.CUSTOMER), ClockAdvanced(1.5), level(2)]
    assert kept(*events) == [events[1], events[2], events[3]]


def test_a_partial_is_replaced_by_what_came_after_it() -> None:
    """By a later partial or the final of its utterance, not by another utterance."""
    events = [partial(1, 1), partial(2, 1), partial(3, 2), final(4, 2), partial(5, 3)]
    assert kept(*events) == [events[1], events[3], events[4]]


_EVENTS = st.lists(
    st.one_of(
        st.builds(level, st.floats(0, 30), st.sampled_from(Side)),
        st.builds(partial, st.floats(1, 30), st.integers(1, 4)),
        st.builds(final, st.floats(1, 30), st.integers(1, 4)),
        st.builds(ClockAdvanced, st.floats(0, 30)),
        st.builds(
            lambda at, side: SourceChanged(at, side, "x", available=False), st.floats(0, 30), st.sampled_from(Side)
        ),
        st.builds(lambda at, side: SpeechEnded(at, side, 0.0, at), st.floats(0, 30), st.sampled_from(Side)),
    ),
    max_size=25,
)


@given(_EVENTS)
def test_the_screen_is_the_same(events: list[SpeechEvent]) -> None:
    """What is shown in the end does not depend on whether the replaced events were taken: only time and text remain."""
    events = sorted(events, key=lambda event: event.at_s)

    def shown(some: list[SpeechEvent]) -> OverlayState:
        state = transcribing(OverlayState(started=True), on=True)
        for event in some:
            state = advance(state, event)
        return state

    everything, rest = shown(events), shown(kept(*events))
    assert (rest.level_steps, rest.problems, rest.agent_percent) == (
        everything.level_steps, everything.problems, everything.agent_percent
    )  # fmt: skip


def test_a_usual_batch_is_taken_whole() -> None:
    """One or two events replace nothing."""
    assert newest([]) == []
    assert kept(level(1), partial(1, 1)) == [level(1), partial(1, 1)]
