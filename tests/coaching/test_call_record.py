"""The record of a call: what was heard and decided, nothing else."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.call_record import CallRecord
from coaching.detectors.loudness import LoudnessSettings
from coaching.events import Backchannel, Cue, CueKind, CueRetired, Detection, DetectionWithdrawn, Interruption, Severity
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
    LevelMeasured,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechStarted,
    Word,
)

_STARTED = SessionStarted(
    0.0, "a call", has_customer=True, engine="vosk", model="m", engine_version="1", engine_reason="r"
)


def _record() -> CallRecord:
    record = CallRecord()
    record.hear(_STARTED)
    return record


def _summary(record: CallRecord) -> CallSummary:
    return record.summary("v", {"prying": Severity.GENTLE}, [], ScoreSettings())


def _detection(number: int, start_s: float = 1.0) -> Detection:
    return Detection(number, "prying", start_s, start_s + 1.0, start_s + 1.0, "words", 0.9, "phrase")


def _final(number: int, start_s: float, text: str) -> FinalTranscript:
    words = tuple(
        Word(word, start_s + place * 0.4, start_s + place * 0.4 + 0.3) for place, word in enumerate(text.split())
    )
    return FinalTranscript(words[-1].end_s + 0.5 if words else start_s, number, words, text)


def test_a_number_told_in_two_utterances_is_hidden_in_both() -> None:
    """Neither half is private alone; together they are a card."""
    record = _record()
    record.hear(_final(1, 1.0, "my card is four one one one one one one one"))
    record.hear(_final(2, 6.0, "one one one one one one one one"))
    transcript = _summary(record).transcript
    assert all("one one" not in utterance.text for utterance in transcript)
    assert all(word.text != "one" for utterance in transcript for word in utterance.words)


def test_an_utterance_taken_back_is_not_in_the_transcript() -> None:
    """A final without words withdraws it."""
    record = _record()
    record.hear(FinalTranscript(3.0, 1, (), ""))
    assert _summary(record).transcript == ()


def test_a_withdrawn_detection_leaves_no_trace_in_the_totals() -> None:
    """It neither stands nor costs; the others stay in order."""
    record = _record()
    for number in (1, 2, 3):
        record.note(_detection(number, float(number)))
    record.note(DetectionWithdrawn(5.0, 2, "revised"))
    assert [detection.detection_id for detection in _summary(record).detections] == [1, 3]


def test_an_interruption_told_again_replaces_what_was_known() -> None:
    """The detector tells it when confirmed and again when it is over: one entry, with the final overlap."""
    record = _record()
    record.note(Interruption(9.0, 8.0, 0.8, 9.0, "neither"))
    record.note(Interruption(6.0, 5.0, 0.9, 6.0, "agent"))
    record.note(Interruption(11.0, 8.0, 2.5, 9.0, "customer"))
    record.note(Backchannel(3.0, 2.0, 2.4))
    summary = _summary(record)
    assert [(event.start_s, event.overlap_s) for event in summary.interruptions] == [(5.0, 0.9), (8.0, 2.5)]
    assert len(summary.backchannels) == 1


def test_a_cue_stays_on_record_when_it_leaves_the_screen() -> None:
    """Retiring it is no withdrawal."""
    record = _record()
    cue = Cue(1, "prying", CueKind.WORDS, Severity.GENTLE, 2.0, "h", "s", "e", 1, shown=True, suppressed_by=None)
    record.note(cue)
    record.note(CueRetired(3.0, 1, "replaced"))
    assert _summary(record).cues == (cue,)


def test_echo_that_was_there_stays_told() -> None:
    """A later report without echo does not make the call clean."""
    record = _record()
    record.hear(EchoMeasured(1.0, -12.0, detected=True, cancelling=True, converged=True))
    record.hear(EchoMeasured(9.0, None, detected=False, cancelling=False, converged=True))
    echo = _summary(record).coverage.echo
    assert (echo.detected, echo.bleed_db, echo.cancelled) == (True, -12.0, True)


def test_swapped_sides_stand_among_what_was_not_measured() -> None:
    """With the time from which on, and both causes; a later report that all is well does not take it back."""
    record = _record()
    record.hear(EchoMeasured(5.0, None, detected=False, cancelling=False, converged=True, far_repeats=True))
    record.hear(EchoMeasured(9.0, None, detected=False, cancelling=False, converged=True))
    found = {item.what: item.reason for item in _summary(record).coverage.not_measured}
    for what in ("interruptions", "loudness"):
        assert "seem swapped" in found[what]
        assert "sends your voice back (from 5 s)" in found[what]


def test_only_the_sides_that_exist_count_as_heard() -> None:
    """A gap of the agent weighs twice in a call of one channel."""
    shares = []
    for has_customer in (True, False):
        record = CallRecord()
        record.hear(SessionStarted(0.0, "s", has_customer, "vosk", "m", "1", "r"))
        record.hear(GapRecorded(5.0, Side.AGENT, 0.0, 5.0, "unplugged"))
        record.hear(ClockAdvanced(10.0))
        shares.append(_summary(record).coverage.heard_share)
    assert shares == [0.75, 0.5]


_spans = st.lists(
    st.tuples(st.sampled_from(list(Side)), st.integers(0, 100), st.integers(1, 30), st.booleans()), max_size=12
)


@given(_spans)
def test_speech_comes_out_in_order_and_never_overlaps_itself(spans: list[tuple[Side, int, int, bool]]) -> None:
    """Whatever stretches are told, finished or not: sorted, apart, and nothing ends after the session."""
    record = _record()
    for side, start, length, finished in sorted(spans, key=lambda span: span[1]):
        record.hear(SpeechStarted(float(start), side, float(start)))
        if finished:
            record.hear(SpeechEnded(float(start + length), side, float(start), float(start + length)))
    summary = _summary(record)
    for speech in (summary.agent_speech, summary.customer_speech):
        assert all(before.end_s < after.start_s for before, after in pairwise(speech))
        assert all(interval.start_s <= interval.end_s <= summary.duration_s for interval in speech)


def _levels(record: CallRecord, start_s: float, seconds: float, dbfs: float) -> None:
    for place in range(round(seconds * 10)):
        record.hear(LevelMeasured(start_s + place / 10, Side.AGENT, 0.1, dbfs, dbfs + 6.0, speaking=True))


def test_shouting_from_the_first_word_is_loud_in_the_summary() -> None:
    """The usual level is that of the whole call: it is not what came first."""
    record = _record()
    _levels(record, 0.0, 9.0, -12.0)
    _levels(record, 20.0, 20.0, -24.0)
    metrics = _summary(record).metrics
    assert metrics.loudness_db == pytest.approx(12.0, abs=0.1)
    assert metrics.loud_share == pytest.approx(9 / 29, abs=0.02)


def test_a_call_that_is_shouted_throughout_is_loud_where_the_level_was_calibrated() -> None:
    """With the wizard's level there is something to compare with; without, nothing is louder than usual."""
    for calibrated_dbfs, louder_db in ((-24.0, 12.0), (0.0, 0.0)):
        record = CallRecord(loudness=LoudnessSettings(calibrated_dbfs=calibrated_dbfs))
        record.hear(_STARTED)
        _levels(record, 0.0, 20.0, -12.0)
        assert _summary(record).metrics.loudness_db == pytest.approx(louder_db, abs=0.1)


def test_a_recording_that_was_cut_off_says_how_much_was_there() -> None:
    """The share heard is that of the announced length, and one sentence names both."""
    record = CallRecord()
    record.hear(replace(_STARTED, duration_s=120.0))
    record.hear(ClockAdvanced(30.0))
    record.hear(SessionEnded(30.0, complete=False))
    coverage = _summary(record).coverage
    assert coverage.heard_share == pytest.approx(0.25)
    assert ("the rest of the call", "0:30 of 2:00 min were heard") in [
        (item.what, item.reason) for item in coverage.not_measured
    ]


def test_a_recording_that_was_heard_to_its_end_was_heard_whole() -> None:
    """A few samples less than announced are rounding."""
    record = CallRecord()
    record.hear(replace(_STARTED, duration_s=120.04))
    record.hear(SessionEnded(120.0, complete=True))
    coverage = _summary(record).coverage
    assert coverage.heard_share == 1.0
    assert "the rest of the call" not in [item.what for item in coverage.not_measured]


def test_a_measure_stays_a_measure_where_a_number_was_said() -> None:
    """Only words are replaced by their redacted form: an interruption remains one while a card is read out."""
    record = _record()
    record.hear(_final(1, 1.0, "my card is four one one one one one one one one one one one one one one one"))
    record.note(replace(_detection(1, 1.5), evidence="talked over the customer for 1.0 s", detector="interruption"))
    assert [found.evidence for found in _summary(record).detections] == ["talked over the customer for 1.0 s"]


def test_silence_on_hold_is_no_dead_air() -> None:
    """While coaching rests (hold, mute, a pause of the agent) nothing counts."""
    record = _record()
    for side, start_s in ((Side.AGENT, 0.0), (Side.CUSTOMER, 60.0), (Side.AGENT, 80.0)):
        record.hear(SpeechStarted(start_s + 0.1, side, start_s))
        record.hear(SpeechEnded(start_s + 10.3, side, start_s, start_s + 10.0))
        if start_s == 0.0:
            record.pause()
            record.hear(ClockAdvanced(59.0))
            record.resume()
    assert _summary(record).metrics.dead_air_s == pytest.approx(10.0)


def test_one_channel_says_all_that_it_cannot_tell() -> None:
    """Every measure without a number is named, and whose words are judged."""
    record = CallRecord()
    record.hear(replace(_STARTED, has_customer=False))
    record.hear(SessionEnded(60.0, complete=True))
    named = {item.what for item in _summary(record).coverage.not_measured}
    assert {"longest monologue", "overlap", "time on hold", "dead air", "whose words they are"} <= named


def test_what_was_not_measured_has_no_number() -> None:
    """A side that delivered nothing leaves every measure of two voices empty, and each is named."""
    record = _record()
    for place in range(600):
        record.hear(LevelMeasured(place / 10, Side.CUSTOMER, 0.1, -100.0, -100.0, speaking=False))
        record.hear(LevelMeasured(place / 10, Side.AGENT, 0.1, -24.0, -18.0, speaking=True))
    record.hear(SpeechStarted(0.1, Side.AGENT, 0.0))
    record.hear(SpeechEnded(58.3, Side.AGENT, 0.0, 58.0))
    record.hear(SessionEnded(60.0, complete=True))
    summary = _summary(record)
    two_voiced = (
        "talk_ratio",
        "longest_monologue_s",
        "patience_s",
        "dead_air_s",
        "overlap_s",
        "interruptions",
        "hold_s",
    )
    assert [getattr(summary.metrics, name) for name in two_voiced] == [None] * len(two_voiced)
    assert summary.metrics.loudness_db is not None
    named = {item.what for item in summary.coverage.not_measured}
    assert {
        "talk ratio",
        "longest monologue",
        "patience",
        "dead air",
        "overlap",
        "interruptions",
        "time on hold",
    } == named
