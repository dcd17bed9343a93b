"""Replaying a stored session says what would have been said."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.coach import new_engine, replay
from coaching.rulebook.schema import Rulebook
from coaching.scorecard import ScoreSettings
from coaching.settings import CoachingSettings
from speech.events import SessionEnded

_TEXTS = ("thank you", "one moment please", "please hold for two minutes", "mm-hm", "i am so sorry about that")
_EMPTY = Rulebook(version="0", rules=())


def test_a_replay_is_what_the_session_itself_said(scripted: Callable, rulebook: Rulebook) -> None:
    """Fed event by event or all at once: one summary."""
    events = (
        scripted().agent(0, 4, "there is nothing more i can do").customer(5, 9).agent(8, 12, "no no listen").events()
    )
    engine = new_engine(rulebook)
    for event in events:
        engine.accept(event)
    assert replay(iter(events), rulebook) == engine.finish()


def test_other_rules_say_something_else_of_the_same_session(scripted: Callable, rulebook: Rulebook) -> None:
    """That is what a replay is for: without the rule there is no flag, and the version is named."""
    events = scripted().agent(0, 4, "there is nothing more i can do").events()
    assert [found.rule_id for found in replay(events, rulebook).detections] == ["dead-end"]
    other = replay(events, Rulebook(version="other", rules=rulebook.rules[:1]))
    assert (other.detections, other.rulebook_version) == ((), "other")


def test_settings_hold_for_the_replay(scripted: Callable) -> None:
    """Here: what a call begins with."""
    settings_of_company = CoachingSettings(score=ScoreSettings(start=50.0))
    assert replay(scripted(length_s=2.0).events(), _EMPTY, settings_of_company).score.start == 50.0


def test_two_replays_share_nothing(scripted: Callable, rulebook: Rulebook) -> None:
    """The first leaves no detection, cue or promise in the second."""
    replay(scripted().agent(0, 4, "there is nothing more i can do").events(), rulebook)
    calm = replay(scripted().agent(0, 4, "good morning").events(), rulebook)
    assert (calm.detections, calm.promises) == ((), ())


def test_a_session_without_events_is_a_summary_too() -> None:
    """Nothing heard, nothing complete."""
    summary = replay([], _EMPTY)
    assert (summary.duration_s, summary.complete, summary.transcript) == (0.0, False, ())


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 30), st.integers(3, 30), st.sampled_from(_TEXTS)), max_size=5),
    st.integers(0, 60),
)
def test_a_session_cut_anywhere_is_a_beginning_of_the_whole(
    scripted: Callable, spoken: list[tuple[bool, int, int, str]], cut: int
) -> None:
    """For any call, cut at any event: marked incomplete, nothing later than the cut, no cue that the whole has not."""
    call, at_s = scripted(length_s=2.0), 0.0
    for is_agent, gap, length, text in spoken:
        start_s = at_s + 0.5 + gap / 10
        at_s = start_s + length / 5
        call = call.agent(start_s, at_s, text) if is_agent else call.customer(start_s, at_s)
    events = call.events()
    heard = [event for event in events[: cut * len(events) // 60] if not isinstance(event, SessionEnded)]
    whole, part = replay(events, _EMPTY), replay(heard, _EMPTY)
    assert whole.complete
    assert not part.complete
    assert part.duration_s <= whole.duration_s
    assert {(cue.rule_id, cue.at_s) for cue in part.cues if cue.shown} <= {
        (c.rule_id, c.at_s) for c in whole.cues if c.shown
    }
    assert all(cue.at_s <= part.duration_s for cue in part.cues)
