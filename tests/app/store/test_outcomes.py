"""What became of detections and cues, out of the call's log."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.call_log import CueActed, LogItem
from app.store.outcomes import cues_of, detections_of
from app.store.records import CueOutcome, FlagStatus
from coaching.events import Detection, DetectionWithdrawn
from coaching.latency import CueLatency
from coaching.summary import CallSummary
from speech.events import ClockAdvanced


def found(detection_id: int, evidence: str = "nothing more") -> Detection:
    """Return a detection."""
    return Detection(detection_id, "dead-end", 1.0, 2.0, 2.5, evidence, 0.9, "phrase", 1)


def test_withdrawn_flags_stay_on_record_with_their_reason() -> None:
    """Whoever looks later sees that Sotto was wrong, and who said so."""
    log: list[LogItem] = [found(1), found(2), ClockAdvanced(3.0), DetectionWithdrawn(4.0, 1, "marked-wrong")]
    first, second = detections_of(log)
    assert (first.status, first.status_reason) == (FlagStatus.WITHDRAWN, "marked-wrong")
    assert (second.status, second.status_reason) == (FlagStatus.STANDING, "")


def test_a_detection_told_again_counts_once() -> None:
    """The last words about it hold."""
    (kept,) = detections_of([found(1, "nothing"), found(1, "nothing more I can do")])
    assert kept.detection.evidence == "nothing more I can do"


def test_a_withdrawal_of_nothing_is_nothing() -> None:
    """A log whose beginning was lost may hold one."""
    assert detections_of([DetectionWithdrawn(4.0, 9, "revised")]) == ()


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=20))
def test_every_detection_is_kept_exactly_once(happened: list[tuple[int, bool]]) -> None:
    """Whatever order they were made and withdrawn in, each id that was made is there, once."""
    log: list[LogItem] = [DetectionWithdrawn(1.0, one, "revised") if gone else found(one) for one, gone in happened]
    made = {one for one, gone in happened if not gone}
    assert sorted(kept.detection.detection_id for kept in detections_of(log)) == sorted(made)


@pytest.fixture
def shown(summary: CallSummary) -> CallSummary:
    """Return a summary with one cue that was shown and one that was held back."""
    one = replace(summary.cues[0], cue_id=1, shown=True, suppressed_by=None)
    return replace(
        summary, cues=(one, replace(one, cue_id=2, shown=False, suppressed_by="rate")),
        latencies=(CueLatency(1, 0.2, 0.01, 0.02),),
    )  # fmt: skip


def test_a_cue_nobody_touched_was_shown_or_held_back(shown: CallSummary) -> None:
    """The time that it took to be seen goes with the one that was seen."""
    one, other = cues_of(shown, [])
    assert (one.outcome, one.acted_at_s, one.latency) == (CueOutcome.SHOWN, None, CueLatency(1, 0.2, 0.01, 0.02))
    assert (other.outcome, other.acted_at_s, other.latency) == (CueOutcome.HELD_BACK, None, None)


@pytest.mark.parametrize(
    ("acts", "outcome", "at_s"),
    [
        (["got-it"], CueOutcome.GOT_IT, 0.0),
        (["snooze"], CueOutcome.SNOOZED, 0.0),
        (["got-it", "wrong"], CueOutcome.WRONG, 1.0),
        (["wrong", "snooze", "got-it"], CueOutcome.WRONG, 0.0),
        (["got-it", "snooze"], CueOutcome.SNOOZED, 1.0),
        (["wrong", "wrong"], CueOutcome.WRONG, 0.0),
        (["hovered"], CueOutcome.SHOWN, None),
    ],
)
def test_the_heaviest_word_of_the_agent_counts(
    acts: list[str], outcome: CueOutcome, at_s: float | None, shown: CallSummary
) -> None:
    """Whoever says "wrong" means it, whatever else was pressed; the first time of that is kept."""
    log: list[LogItem] = [CueActed(float(second), 1, action) for second, action in enumerate(acts)]
    one, other = cues_of(shown, log)
    assert (one.outcome, one.acted_at_s) == (outcome, at_s)
    assert other.outcome is CueOutcome.HELD_BACK
