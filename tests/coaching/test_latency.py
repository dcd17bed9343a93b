"""The stages of a cue's latency, kept with the cue."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.engine import CoachingEngine
from coaching.events import Cue, CueKind, Detection, DetectionWithdrawn, Praise, Severity
from coaching.latency import CueLatency, LatencyLog
from coaching.rulebook.schema import Rulebook
from coaching.summary_json import summary_json

DETECTION = Detection(3, "dead-end", 1.0, 2.0, 2.4, "nothing more i can do", 0.9, "phrase")


def cue(cue_id: int = 1, at_s: float = 2.5, *, shown: bool = True, detection_id: int | None = 3) -> Cue:
    """Return a cue."""
    return Cue(cue_id, "dead-end", CueKind.WORDS, Severity.NORMAL, at_s, "Head", "Say", "", detection_id, shown, None)


def test_the_decision_counts_from_the_end_of_the_phrase() -> None:
    """Words that end at 2.0 and a cue at 2.5: half a second, also when the detection is withdrawn later."""
    log = LatencyLog()
    for event in (DETECTION, cue(), DetectionWithdrawn(2.6, 3, "revised")):
        log.note(event)
    log.note_painted(1, 0.03, 0.02)
    (latency,) = log.latencies()
    assert latency == CueLatency(1, 0.5, 0.03, 0.02)
    assert latency.total_s == pytest.approx(0.55)


def test_praise_counts_from_the_words_that_earned_it() -> None:
    """A praise has no detection; its own words stand for it."""
    log = LatencyLog()
    log.note(Praise(9.0, "dead-end", 7.0, 8.5, "instead i can"))
    log.note(cue(at_s=9.25, detection_id=None))
    assert log.latencies() == (CueLatency(1, 0.75),)


def test_what_was_not_measured_is_none() -> None:
    """A hint answers no phrase; a cue that nobody saw has no machine time; neither has a total."""
    log = LatencyLog()
    log.note(cue(detection_id=None))
    assert log.latencies() == (CueLatency(1, None),)
    assert log.latencies()[0].total_s is None
    log.note_painted(1, 0.1, 0.1)
    assert log.latencies()[0].total_s is None


def test_only_cues_that_were_shown_have_a_latency() -> None:
    """A held-back cue has none, and a view's word about an unknown cue changes nothing."""
    log = LatencyLog()
    log.note(cue(shown=False))
    log.note_painted(1, 0.1, 0.1)
    assert log.latencies() == ()


@given(st.lists(st.tuples(st.floats(-1, 5), st.floats(-1, 5)), min_size=1, max_size=5))
def test_the_first_painting_counts(paintings: list[tuple[float, float]]) -> None:
    """A cue painted again (its window was shown anew) keeps its figures; no figure is negative."""
    log = LatencyLog()
    log.note(DETECTION)
    log.note(cue())
    for delivered_s, painted_s in paintings:
        log.note_painted(1, delivered_s, painted_s)
    (latency,) = log.latencies()
    assert (latency.delivered_s, latency.painted_s) == tuple(max(0.0, value) for value in paintings[0])
    assert latency.total_s is not None
    assert latency.total_s >= 0.5


def test_the_document_carries_it_with_the_cue(scripted: Callable, rulebook: Rulebook) -> None:
    """From the engine to the JSON: the cue that was seen has all stages, rounded to a millisecond."""
    engine = CoachingEngine(rulebook)
    events = scripted().agent(1, 4, "there is nothing more i can do").agent(30, 31, "bye").events()
    shown = [out for event in events for out in engine.accept(event) if isinstance(out, Cue) and out.shown]
    assert engine.note_painted(shown[0].cue_id, 0.04, 0.0123) == []
    document = summary_json(engine.finish())
    latency = document["cues"][0]["latency"]
    assert latency["delivered_s"] == 0.04
    assert latency["painted_s"] == 0.012
    assert latency["decided_s"] == pytest.approx(shown[0].at_s - document["detections"][0]["end_s"], abs=0.002)
    assert latency["total_s"] == pytest.approx(
        sum(latency[key] for key in ("decided_s", "delivered_s", "painted_s")), abs=0.002
    )
