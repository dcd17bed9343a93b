"""Tests of the pure view-model: events in, what is to be seen out."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overlay import view_model, wording
from app.overlay.state import CueAction, Held, Outcome, OverlayState, Phase, StatusAction, TranscriptLine
from app.overlay.view_model import LEVEL_STEPS, PAST_KEPT, TRANSCRIPT_KEPT, advance
from coaching.events import Cue, CueKind, CueRetired, DetectionWithdrawn, Interruption, Praise, Severity
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SourceChanged,
    SpeechEnded,
    SpeechStarted,
    Word,
)

MakeCue = Callable[..., Cue]
RULES = ("dead-end", "interrupting", "excuses")


def after(state: OverlayState, *events: object) -> OverlayState:
    """Return the state after these events."""
    for event in events:
        state = advance(state, event)  # type: ignore[arg-type]
    return state


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a sentence, a third of a second each."""
    return tuple(Word(word, index / 3, index / 3 + 0.3) for index, word in enumerate(text.split()))


def level(dbfs: float, side: Side = Side.AGENT) -> LevelMeasured:
    """Return a level."""
    return LevelMeasured(1.0, side, 0.1, dbfs, dbfs + 6, speaking=True)


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


def test_a_shown_cue_becomes_the_card_and_the_newest_line(listening: OverlayState, make_cue: MakeCue) -> None:
    """The card carries the cue's texts; the list of last cues begins with it."""
    state = advance(listening, make_cue(7))
    assert state.card is not None
    assert (state.card.cue_id, state.card.headline) == (7, "Offer a next step")
    assert state.past[0].cue_id == 7


def test_a_cue_that_the_policy_held_back_is_not_seen(listening: OverlayState, make_cue: MakeCue) -> None:
    """`shown=False` leaves no trace."""
    state = advance(listening, make_cue(1, shown=False, suppressed_by="cooldown"))
    assert state.card is None
    assert state.past == ()


def test_a_newer_cue_takes_the_place_of_the_older(listening: OverlayState, make_cue: MakeCue) -> None:
    """There is one card, ever."""
    state = after(listening, make_cue(1), make_cue(2))
    assert state.card is not None
    assert state.card.cue_id == 2
    assert [past.cue_id for past in state.past] == [2, 1]


def test_only_the_last_cues_are_listed(listening: OverlayState, make_cue: MakeCue) -> None:
    """The list never grows into a dashboard."""
    state = after(listening, *(make_cue(number) for number in range(1, 10)))
    assert [past.cue_id for past in state.past] == [9, 8, 7, 6][:PAST_KEPT]


def test_a_retired_cue_leaves_and_another_stays(listening: OverlayState, make_cue: MakeCue) -> None:
    """Retiring names a cue: a newer one is left alone."""
    state = advance(listening, make_cue(2))
    assert advance(state, CueRetired(13.0, 1, "replaced")).card == state.card
    assert advance(state, CueRetired(13.0, 2, "withdrawn")).card is None


@pytest.mark.parametrize(("reason", "outcome"), [("revised", Outcome.WITHDRAWN), ("repaired", Outcome.RECOVERED)])
def test_a_withdrawn_detection_takes_its_cue_away(
    listening: OverlayState, make_cue: MakeCue, reason: str, outcome: Outcome
) -> None:
    """What turned out wrong, or was mended, does not stay on the screen; the list says what became of it."""
    state = after(listening, make_cue(3), DetectionWithdrawn(14.0, 3, reason))
    assert state.card is None
    assert state.past[0].outcome is outcome


def test_praise_for_a_repair_marks_the_cue_as_recovered(listening: OverlayState, make_cue: MakeCue) -> None:
    """Recovering well is credited in the list."""
    state = after(listening, make_cue(3), Praise(14.0, "next-step", 13.0, 14.0, "", repairs_detection_id=3))
    assert state.past[0].outcome is Outcome.RECOVERED
    assert after(listening, make_cue(3), Praise(14.0, "yielded", 13.0, 14.0, "")).past[0].outcome is None


@pytest.mark.parametrize(
    ("action", "outcome"),
    [(CueAction.GOT_IT, Outcome.GOT_IT), (CueAction.WRONG, Outcome.WRONG), (CueAction.SNOOZE, Outcome.SNOOZED)],
)
def test_acting_on_a_cue_hides_it_and_is_remembered(
    listening: OverlayState, make_cue: MakeCue, action: CueAction, outcome: Outcome
) -> None:
    """Every answer closes the card."""
    state = view_model.acted(advance(listening, make_cue(1)), 1, action)
    assert state.card is None
    assert state.past[0].outcome is outcome


def test_why_opens_and_closes_the_reason(listening: OverlayState, make_cue: MakeCue) -> None:
    """Asking why keeps the card; asking again folds the answer."""
    once = view_model.acted(advance(listening, make_cue(1)), 1, CueAction.WHY)
    assert once.card is not None
    assert once.card.why_open
    twice = view_model.acted(once, 1, CueAction.WHY)
    assert twice.card is not None
    assert not twice.card.why_open


def test_a_snoozed_rule_is_silent_for_the_rest_of_the_call(listening: OverlayState, make_cue: MakeCue) -> None:
    """Only that rule is silent."""
    state = view_model.acted(advance(listening, make_cue(1)), 1, CueAction.SNOOZE)
    assert advance(state, make_cue(2)).card is None
    other = advance(state, make_cue(3, rule_id="excuses"))
    assert other.card is not None


def test_acting_on_a_cue_that_is_gone_does_nothing(listening: OverlayState, make_cue: MakeCue) -> None:
    """A click that comes too late hits no other cue."""
    state = advance(listening, make_cue(2))
    assert view_model.acted(state, 1, CueAction.WRONG) == state
    assert view_model.acted(listening, 1, CueAction.WRONG) == listening
    assert view_model.faded(state, 1) == state


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


def test_a_lost_microphone_is_one_calm_line_until_it_is_back(listening: OverlayState) -> None:
    """The problem names the thing, and goes when the thing is back."""
    lost = advance(listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert lost.phase is Phase.PROBLEM
    assert lost.problem is not None
    assert wording.status(lost) == "Microphone unplugged. Waiting for it…"
    assert advance(lost, SourceChanged(6.0, Side.AGENT, "Headset", available=True)).phase is Phase.LISTENING


def test_swapped_sides_are_told_until_they_are_right(listening: OverlayState) -> None:
    """What is coached may be the customer's words: a line says so, and offers another microphone where it can."""
    seems = EchoMeasured(5.0, -3.0, detected=True, cancelling=False, converged=False, far_repeats=True)
    state = advance(advance(listening, seems), replace(seems, at_s=9.0))
    assert (state.phase, len(state.problems)) == (Phase.PROBLEM, 1)
    assert wording.status(state) == "Microphone and call seem swapped"
    assert state.status_action is StatusAction.END
    assert replace(state, can_choose=True).status_action is StatusAction.CHOOSE
    lost = advance(state, SourceChanged(10.0, Side.AGENT, "Headset", available=False))
    assert wording.status(lost) == "Microphone unplugged. Waiting for it…"
    back = advance(lost, SourceChanged(11.0, Side.AGENT, "Headset", available=True))
    assert wording.status(back) == "Microphone and call seem swapped"
    assert advance(back, replace(seems, at_s=12.0, far_repeats=False)).phase is Phase.LISTENING


def test_two_problems_are_told_one_after_the_other(listening: OverlayState) -> None:
    """The newest problem is shown; when it is mended the older one is."""
    both = after(
        listening,
        SourceChanged(5.0, Side.AGENT, "Headset", available=False),
        SourceChanged(6.0, Side.CUSTOMER, "Monitor", available=False),
        SourceChanged(7.0, Side.CUSTOMER, "Monitor", available=False),
    )
    assert len(both.problems) == 2
    assert both.problem is not None
    assert both.problem.side is Side.CUSTOMER
    one = advance(both, SourceChanged(8.0, Side.CUSTOMER, "Monitor", available=True))
    assert one.problem is not None
    assert one.problem.side is Side.AGENT


def test_a_failure_for_good_is_shown_even_while_paused(listening: OverlayState) -> None:
    """Nobody waits behind a pause for a session that cannot go on."""
    state = view_model.failed(view_model.paused(listening, on=True), "The listener stopped.")
    assert state.phase is Phase.PROBLEM
    assert state.problem is not None
    assert state.problem.fatal


def test_the_end_wins_over_everything(listening: OverlayState) -> None:
    """After the last event the call is over, problems or not."""
    state = after(
        listening, SourceChanged(5.0, Side.AGENT, "Headset", available=False), SessionEnded(9.0, complete=True)
    )
    assert state.phase is Phase.ENDED


@pytest.mark.parametrize(
    ("detected", "cancelling", "converged", "bleed"),
    [(False, False, True, False), (True, False, False, True), (True, True, False, True), (True, True, True, False)],
)
def test_bleed_is_told_unless_it_is_cancelled(
    listening: OverlayState, detected: bool, cancelling: bool, converged: bool, bleed: bool
) -> None:
    """Only what spoils the measures is worth a word."""
    event = EchoMeasured(5.0, -3.0, detected=detected, cancelling=cancelling, converged=converged)
    assert advance(listening, event).bleed is bleed


def test_words_are_not_even_kept_while_the_transcript_is_off(listening: OverlayState) -> None:
    """Off is the default, and off means nothing is there."""
    state = advance(listening, PartialTranscript(2.0, 1, words("good morning"), 1))
    assert (state.transcript, state.heard) == ((), ())


def test_stable_words_are_told_from_changing_ones(listening: OverlayState) -> None:
    """The utterance's line is replaced as it grows, and stands when it is final."""
    state = view_model.transcribing(listening, on=True)
    state = advance(state, PartialTranscript(2.0, 1, words("good morning this his"), 3))
    assert state.transcript == (TranscriptLine(1, "good morning this", "his"),)
    state = advance(state, FinalTranscript(3.0, 1, words("good morning this is ann"), "Good morning, this is Ann."))
    assert state.transcript == (TranscriptLine(1, "Good morning, this is Ann."),)


def test_an_utterance_that_is_withdrawn_leaves_the_transcript(listening: OverlayState) -> None:
    """An empty final takes its partials back."""
    state = view_model.transcribing(listening, on=True)
    state = after(state, PartialTranscript(2.0, 1, words("the"), 0), FinalTranscript(3.0, 1, (), ""))
    assert state.transcript == ()


def test_only_the_last_utterances_are_shown(listening: OverlayState) -> None:
    """The transcript stays short."""
    state = view_model.transcribing(listening, on=True)
    state = after(state, *(FinalTranscript(float(n), n, words("yes"), f"Yes {n}.") for n in range(1, 9)))
    assert [line.stable for line in state.transcript] == ["Yes 6.", "Yes 7.", "Yes 8."][-TRANSCRIPT_KEPT:]


def test_a_card_number_told_in_pieces_is_never_shown(listening: OverlayState) -> None:
    """Neither finished nor changing words show a digit of it."""
    state = view_model.transcribing(listening, on=True)
    first = FinalTranscript(3.0, 1, words("4111 1111 1111"), "It is 4111 1111")
    state = after(state, first, PartialTranscript(5.0, 2, words("1111 1111 is that right"), 2))
    shown = " ".join(line.stable + " " + line.changing for line in state.transcript)
    assert "1111" not in shown
    assert "is that right" in shown


def test_hiding_the_transcript_forgets_the_words(listening: OverlayState) -> None:
    """Nothing is left when it is switched off."""
    state = advance(view_model.transcribing(listening, on=True), FinalTranscript(1.0, 1, words("yes"), "Yes."))
    hidden = view_model.transcribing(state, on=False)
    assert (hidden.transcript, hidden.heard) == ((), ())


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
