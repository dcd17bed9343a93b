"""The record of a call: what was heard and decided, nothing else."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coaching.call_record import CallRecord
from coaching.events import Backchannel, Cue, CueKind, CueRetired, Detection, DetectionWithdrawn, Interruption, Severity
from coaching.scorecard import ScoreSettings
from coaching.summary import CallSummary
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    GapRecorded,
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
