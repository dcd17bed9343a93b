"""What a beginning voice does to the turn."""

from collections.abc import Callable

import pytest

from coaching.turns import Onset, Stretch, TurnSettings, TurnTracker, Voice, without_noise_dbfs
from speech.events import GapRecorded, LevelMeasured, Side, SpeechEnded, SpeechStarted


def _onset_of_last(call: object, side: Side = Side.AGENT) -> Onset:
    """Feed a call and judge the last stretch of `side` when it is over."""
    tracker = TurnTracker(TurnSettings())
    last: Stretch | None = None
    now_s = 0.0
    for event in call.events():  # type: ignore[attr-defined]
        begun = tracker.accept(event)
        now_s = event.at_s
        if begun is not None and event.side is side:
            last = begun
    assert last is not None
    return tracker.onset(side, last, now_s)


def test_a_reply_after_a_pause_takes_a_free_floor(scripted: Callable) -> None:
    """Half a second after the customer's end the floor is free."""
    assert _onset_of_last(scripted().customer(1, 4).agent(4.5, 6)) is Onset.FREE_FLOOR


def test_beginning_in_mid_speech_is_over_the_other(scripted: Callable) -> None:
    """The customer had spoken for two seconds."""
    assert _onset_of_last(scripted().customer(1, 5).agent(3, 6)) is Onset.OVER_OTHER


@pytest.mark.parametrize("agent_s", [2.85, 3.0, 3.15])
def test_beginning_within_reaction_time_is_together(scripted: Callable, agent_s: float) -> None:
    """Nobody can react within 0.2 s."""
    assert _onset_of_last(scripted().customer(3, 6).agent(agent_s, 6)) is Onset.TOGETHER


def test_going_on_after_being_broken_into_is_no_new_turn(scripted: Callable) -> None:
    """The customer spoke into the agent's turn; the agent goes on after a breath."""
    call = scripted().agent(1, 4).customer(3.2, 6).agent(4.4, 6.5)
    assert _onset_of_last(call) is Onset.CONTINUES


def test_coming_back_after_yielding_is_over_the_other(scripted: Callable) -> None:
    """The agent was silent for 0.8 s of the customer's speech: the turn was given up."""
    call = scripted().agent(1, 4).customer(3.2, 7).agent(4.8, 6.5)
    assert _onset_of_last(call) is Onset.OVER_OTHER


def test_a_pause_that_was_not_waited_for_still_belongs_to_the_customer(scripted: Callable) -> None:
    """The agent began 0.1 s into a breath of 0.4 s in the customer's sentence."""
    call = scripted().customer(1, 4).agent(4.1, 6).customer(4.4, 6.5)
    assert _onset_of_last(call) is Onset.OVER_OTHER


def test_the_same_judgement_serves_both_sides(scripted: Callable) -> None:
    """A customer who begins over the agent is judged alike."""
    assert _onset_of_last(scripted().agent(1, 5).customer(3, 6), Side.CUSTOMER) is Onset.OVER_OTHER


def test_nothing_is_judged_before_it_has_settled(scripted: Callable) -> None:
    """A moment after the beginning the other side's start may not be known yet."""
    tracker = TurnTracker(TurnSettings())
    stretch = tracker.voice(Side.AGENT).started(3.0, 1.0)
    assert tracker.onset(Side.AGENT, stretch, 3.2) is Onset.UNDECIDED


def test_level_proves_speech_sooner_than_the_vad_ends_it(scripted: Callable) -> None:
    """Audible windows count at once; without them the VAD's delay is subtracted."""
    tracker = TurnTracker(TurnSettings())
    for event in scripted().customer(1, 6).events():
        if event.at_s <= 3.0:
            tracker.accept(event)
    voice = tracker.voice(Side.CUSTOMER)
    assert voice.heard(voice.stretches[-1], 3.0).end_s == 3.0
    assert abs(voice.heard(voice.stretches[-1], 3.39).end_s - 3.04) < 1e-9


def _voice(*levels_dbfs: float) -> Voice:
    """Return a voice of -20 dBFS that began a stretch at 10.0 s with these level windows."""
    voice = Voice(0.35)
    voice.started(1.0, 1.0)
    for number in range(40):
        voice.level(LevelMeasured(1.1 + number / 10, Side.AGENT, 0.1, -20.0, -10.0, speaking=True))
    voice.ended(1.0, 5.0)
    voice.started(10.0, 1.0)
    for number, level_dbfs in enumerate(levels_dbfs):
        at_s = 10.1 + number / 10
        voice.level(LevelMeasured(at_s, Side.AGENT, 0.1, level_dbfs, level_dbfs + 10, speaking=True))
        voice.note_own_voice(at_s, 8.0)
    return voice


def test_a_stretch_begins_anew_where_its_own_voice_does() -> None:
    """Six quiet windows of an echo, then the voice: the stretch begins with the voice."""
    voice = _voice(*[-40.0] * 6, -20.0)
    begun = voice.split_at_own_voice()
    assert begun is voice.current
    assert begun is not None
    assert abs(begun.start_s - 10.55) < 1e-9


def test_an_echo_that_is_found_late_splits_where_the_voice_began() -> None:
    """The voice sets in at 10.7 s and the echo is known at 11.5 s: the stretch begins anew at the voice, not there."""
    begun = _voice(*[-40.0] * 6, *[-20.0] * 8).split_at_own_voice()
    assert begun is not None
    assert abs(begun.start_s - 10.55) < 1e-9


def test_a_soft_beginning_is_no_echo() -> None:
    """Two quiet windows before the voice belong to it, and what follows never splits it."""
    voice = _voice(-40.0, -40.0, -20.0)
    assert voice.split_at_own_voice() is None
    assert voice.split_at_own_voice() is None
    assert voice.current is not None
    assert voice.current.start_s == 10.0


def test_a_stretch_without_the_own_voice_is_left_alone() -> None:
    """Nothing but echo."""
    assert _voice(*[-40.0] * 9).split_at_own_voice() is None


def test_noise_is_taken_off_a_level() -> None:
    """As loud as its noise is next to nothing; far over it the level stays."""
    assert without_noise_dbfs(-40.0, -40.0) < -50.0
    assert abs(without_noise_dbfs(-20.0, -50.0) + 20.0) < 0.1


def test_who_pauses_in_a_contested_turn_has_not_given_it_up(scripted: Callable) -> None:
    """Both begin together and the agent pauses for 0.5 s: going on is no new beginning over the other."""
    contested = scripted().agent(1.0, 1.8).customer(1.1, 6.0)
    assert _onset_of_last(contested.agent(2.3, 4.0), Side.AGENT) is Onset.CONTINUES


def test_who_comes_back_into_a_contested_turn_late_breaks_in(scripted: Callable) -> None:
    """After 1.2 s the other has the turn."""
    contested = scripted().agent(1.0, 1.8).customer(1.1, 6.0)
    assert _onset_of_last(contested.agent(3.0, 4.0), Side.AGENT) is Onset.OVER_OTHER


@pytest.mark.parametrize(("lost_until_s", "end_s"), [(5.2, 5.2), (6.0, 5.0)])
def test_speech_may_go_on_in_a_short_loss(lost_until_s: float, end_s: float) -> None:
    """A stretch that ends where 0.2 s are lost lasts to the end of the loss; nobody is said to speak through a second."""
    tracker = TurnTracker(TurnSettings())
    tracker.accept(SpeechStarted(1.2, Side.AGENT, 1.0))
    tracker.accept(GapRecorded(lost_until_s, Side.AGENT, 5.0, lost_until_s, "overflow"))
    tracker.accept(SpeechEnded(6.4, Side.AGENT, 1.0, 5.0))
    assert tracker.voice(Side.AGENT).stretches[-1].end_s == end_s


def test_speech_is_over_when_nothing_loud_was_heard_for_long() -> None:
    """The VAD holds on in noise: half a second after the last loud window, no more than its fading is certain."""
    voice = Voice(0.35)
    stretch = voice.started(1.0, 1.0)
    for number in range(20):
        level_dbfs = -20.0 if number < 12 else -45.0
        voice.level(LevelMeasured(1.1 + number / 10, Side.CUSTOMER, 0.1, level_dbfs, -10.0, speaking=True))
    assert abs(voice.heard(stretch, 3.0).end_s - 2.3) < 1e-9
