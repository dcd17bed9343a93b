"""Tests of the pure view-model: events in, what is to be seen out; cards, problems and transcript have files of their own."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overlay import view_model
from app.overlay.state import CueAction, Held, OverlayState, Phase
from app.overlay.view_model import LEVEL_STEPS, PAST_KEPT, TRANSCRIPT_KEPT, advance
from coaching.events import Cue, CueKind, CueRetired, DetectionWithdrawn, Interruption, Severity
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechStarted,
)
from tests.app.overlay.made_events import after, level, words

MakeCue = Callable[..., Cue]
RULES = ("dead-end", "interrupting", "excuses")


def test_nothing_but_the_wait_is_shown_before_the_session_began() -> None:
    """The first state waits and holds no card."""
    assert OverlayState().phase is Phase.WAITING
    assert OverlayState().card is None


@pytest.mark.parametrize(
    ("engine", "model", "name"),
    [
        ("vosk", "vosk-model-small-en-us-0.15", "Vosk small-en-us-0.15"),
        ("moonshine", "tiny-en", "Moonshine tiny-en"),
        ("moonshine", "moonshine-tiny-en", "Moonshine-tiny-en"),
        ("vosk", "", "Vosk"),
    ],
)
def test_the_recognizer_is_named_for_people(
    session_started: Callable[..., SessionStarted], engine: str, model: str, name: str
) -> None:
    """The name of the recognizer is short and says the engine once."""
    state = advance(OverlayState(), session_started(engine=engine, model=model))
    assert state.recognizer == name
    assert state.phase is Phase.LISTENING


def test_time_is_counted_in_whole_seconds_and_never_goes_back(listening: OverlayState) -> None:
    """A late event of an earlier time does not turn the clock back."""
    state = after(listening, ClockAdvanced(61.9), ClockAdvanced(60.0))
    assert state.elapsed_s == 61


def test_states_that_look_the_same_are_equal(listening: OverlayState) -> None:
    """Within the same second nothing needs to be painted again."""
    assert advance(listening, ClockAdvanced(0.9)) == listening


def test_a_pause_clears_the_card_and_shows_nothing_until_it_ends(listening: OverlayState, make_cue: MakeCue) -> None:
    """Paused means paused: no cue, no level, no words."""
    state = view_model.transcribing(after(listening, make_cue(1), level(-20.0)), on=True)
    state = view_model.paused(state, on=True)
    assert (state.phase, state.card, state.level_steps) == (Phase.PAUSED, None, 0)
    state = after(state, make_cue(2), level(-20.0), FinalTranscript(3.0, 1, words("hello there"), "Hello there."))
    assert (state.card, state.level_steps, state.transcript) == (None, 0, ())
    assert view_model.paused(state, on=False).phase is Phase.LISTENING


def test_balance_is_told_from_five_seconds_of_speech_on(listening: OverlayState) -> None:
    """Talk still going on counts, with what is finished."""
    state = after(listening, SpeechEnded(4.0, Side.AGENT, 1.0, 4.0))
    assert state.agent_percent is None
    state = after(state, SpeechStarted(4.5, Side.CUSTOMER, 4.0), ClockAdvanced(7.0))
    assert state.agent_percent == 50
    assert after(state, SpeechEnded(13.2, Side.CUSTOMER, 4.0, 13.0)).agent_percent == 25


def test_one_voice_has_no_balance(session_started: Callable[..., SessionStarted]) -> None:
    """A recording with one channel says nothing about the other side."""
    state = advance(OverlayState(), session_started(has_customer=False))
    assert after(state, SpeechEnded(30.0, Side.AGENT, 0.0, 30.0)).agent_percent is None


@pytest.mark.parametrize(("dbfs", "steps"), [(-100.0, 0), (-54.0, 0), (-10.0, LEVEL_STEPS), (0.0, LEVEL_STEPS)])
def test_the_level_moves_between_its_ends(listening: OverlayState, dbfs: float, steps: int) -> None:
    """Silence lights nothing, full scale everything."""
    assert advance(listening, level(dbfs)).level_steps == steps


def test_the_customers_level_is_not_shown(listening: OverlayState) -> None:
    """The meter is the agent's."""
    assert advance(listening, level(-10.0, Side.CUSTOMER)).level_steps == 0


def test_events_that_are_for_others_change_only_the_time(listening: OverlayState) -> None:
    """An interruption without a cue is no business of the overlay."""
    assert advance(listening, Interruption(0.5, 0.1, 0.4, 0.5, "agent")) == listening


times = st.floats(0.0, 5000.0)
cues = st.builds(
    Cue, cue_id=st.integers(1, 9), rule_id=st.sampled_from(RULES), kind=st.sampled_from(CueKind),
    severity=st.sampled_from(Severity), at_s=times, headline=st.text(max_size=20), say_instead=st.text(max_size=20),
    evidence=st.text(max_size=20), detection_id=st.none() | st.integers(1, 9), shown=st.booleans(),
    suppressed_by=st.none(),
)  # fmt: skip
utterances = st.lists(st.sampled_from(["yes", "no", "4111111111111111"]), max_size=5).map(
    lambda said: words(" ".join(said))
)
events = st.one_of(
    cues,
    st.builds(CueRetired, times, st.integers(1, 9), st.just("x")),
    st.builds(DetectionWithdrawn, times, st.integers(1, 9), st.sampled_from(["revised", "repaired"])),
    st.builds(SpeechStarted, times, st.sampled_from(Side), times),
    st.builds(SpeechEnded, times, st.sampled_from(Side), times, times),
    st.builds(
        LevelMeasured, times, st.sampled_from(Side), st.just(0.1), st.floats(-100, 0), st.just(0.0), st.booleans()
    ),
    st.builds(SourceChanged, times, st.sampled_from(Side), st.just("Headset"), st.booleans()),
    st.builds(PartialTranscript, times, st.integers(0, 4), utterances, st.just(0)),
    st.builds(FinalTranscript, times, st.integers(0, 4), utterances, st.just("said")),
    st.builds(ClockAdvanced, times),
    st.builds(SessionEnded, times, st.booleans()),
)
steps = st.one_of(
    events,
    st.sampled_from(["pause", "resume", "fade", "words", "no words"]),
    st.tuples(st.integers(1, 9), st.sampled_from(CueAction)),
)


def step(state: OverlayState, what: object) -> OverlayState:
    """Return the state after an event or something that the agent did."""
    if isinstance(what, str):
        card = state.card.cue_id if state.card else 0
        return {
            "pause": view_model.paused(state, on=True),
            "resume": view_model.paused(state, on=False),
            "fade": view_model.faded(state, card),
            "words": view_model.transcribing(state, on=True),
            "no words": view_model.transcribing(state, on=False),
        }[what]
    if isinstance(what, tuple):
        return view_model.acted(state, *what)
    return advance(state, what)  # type: ignore[arg-type]


@given(st.lists(steps, max_size=40))
def test_whatever_happens_the_state_stays_sound(happened: list[object]) -> None:
    """No order of events and clicks breaks what the window relies on; the same order gives the same state."""
    state = again = replace(OverlayState(), started=True, has_customer=True)
    for what in happened:
        before, state, again = state, step(state, what), step(again, what)
        assert state == again
        assert state.now_s >= before.now_s
        assert not (state.paused and (state.card or state.transcript))
        assert state.agent_percent is None or 0 <= state.agent_percent <= 100
        assert 0 <= state.level_steps <= LEVEL_STEPS
        assert len(state.past) <= PAST_KEPT
        assert len(state.transcript) <= TRANSCRIPT_KEPT
        assert len(state.problems) <= 2
        assert state.transcript_on or not state.heard
        if isinstance(what, Cue) and what.rule_id in before.snoozed:
            assert state.card == before.card


def test_between_calls_only_the_form_is_kept() -> None:
    """At rest nothing of the last call is left but how much is shown."""
    last = OverlayState(started=True, ended=True, expanded=True, transcript_on=True, elapsed_s=9, recognizer="Vosk")
    rest = view_model.resting(last)
    assert rest == OverlayState(idle=True, expanded=True, transcript_on=True)
    assert rest.phase is Phase.IDLE


def test_on_hold_nothing_is_shown_and_the_pause_is_kept() -> None:
    """Hold counts as paused, shows its reason, and ends without touching the agent's own pause."""
    held = view_model.held(OverlayState(started=True, paused=True, level_steps=3), Held.ON_HOLD)
    assert (held.phase, held.card, held.level_steps) == (Phase.PAUSED, None, 0)
    assert view_model.held(held, None).paused
