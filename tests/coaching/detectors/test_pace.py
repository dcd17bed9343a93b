"""Pace: measured over speech, told when it lasts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.pace import PaceDetector, PaceSettings
from speech.events import FinalTranscript, Side, SpeechEnded, SpeechStarted, Word

_QUICK = PaceSettings(window_s=10.0, sustained=2)


def _said(number: int, start_s: float, length_s: float, words: int) -> FinalTranscript:
    step_s = length_s / words
    said = tuple(Word("word", start_s + i * step_s, start_s + (i + 1) * step_s) for i in range(words))
    return FinalTranscript(start_s + length_s + 0.5, number, said, " ".join(word.text for word in said))


def _found(wpms: list[float], settings: PaceSettings = _QUICK, length_s: float = 10.0) -> list[Finding]:
    """Return what utterances of `length_s` at these paces bring, a minute apart."""
    detector = PaceDetector(settings)
    return [
        found
        for number, wpm in enumerate(wpms)
        for found in detector.accept(_said(number, number * 60.0, length_s, round(wpm * length_s / 60)))
    ]


@pytest.mark.parametrize(("wpm", "rule_id"), [(192.0, "pace-fast"), (108.0, "pace-slow")])
def test_just_outside_the_band_is_outside(wpm: float, rule_id: str) -> None:
    """Over 190, under 110."""
    assert [finding.rule_id for finding in _found([wpm, wpm])] == [rule_id]


@pytest.mark.parametrize("wpm", [110.0, 190.0])
def test_the_edges_belong_to_the_band(wpm: float) -> None:
    """Exactly 110 and exactly 190 words a minute are left alone."""
    assert _found([wpm] * 6, PaceSettings(window_s=60.0, sustained=1), length_s=60.0) == []


def test_haste_after_slowness_is_not_sustained() -> None:
    """The measurements in a row must lie on the same side."""
    assert _found([240, 60, 240, 60]) == []


def test_one_ordinary_measurement_begins_the_count_anew() -> None:
    """Fast, calm, fast is not fast twice running."""
    assert _found([240, 150, 240]) == []


def test_after_a_cue_it_must_last_again() -> None:
    """Two measurements for each cue: four in a row make two, not three."""
    assert len(_found([240] * 4)) == 2


def test_pauses_do_not_make_a_speaker_slow() -> None:
    """Only time in which words were said counts: a minute lies between the utterances."""
    assert _found([150] * 4) == []


def test_nothing_is_measured_before_enough_was_said() -> None:
    """Nine seconds of speech are no measurement over ten."""
    assert _found([240], PaceSettings(window_s=10.0, sustained=1), length_s=9.0) == []
    assert len(_found([240], PaceSettings(window_s=10.0, sustained=1), length_s=10.0)) == 1


def test_old_speech_leaves_the_measurement() -> None:
    """After a calm beginning of the call haste is noticed as soon as it fills the window."""
    found = _found([150] * 5 + [220] * 3, PaceSettings(window_s=20.0, sustained=1))
    assert found
    assert found[0].start_s == pytest.approx(360.0)


def test_a_single_word_is_no_measurement() -> None:
    """Its length says more about the recognizer than about the speaker; nor does a withdrawn utterance count."""
    detector = PaceDetector(PaceSettings(window_s=5.0, sustained=1))
    assert list(detector.accept(_said(1, 0.0, 10.0, 1))) == []
    assert list(detector.accept(FinalTranscript(20.0, 2, (), ""))) == []


def test_the_evidence_is_the_measure() -> None:
    """Pace and the speech it was taken over, at the time of the last words."""
    (finding,) = _found([240, 240])
    assert finding.evidence == "240 words a minute over 10 s of speech"
    assert (finding.start_s, finding.end_s, finding.at_s) == (60.0, pytest.approx(70.0), 70.5)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(2, 80)), max_size=30), st.integers(1, 4))
def test_cues_are_no_more_frequent_than_measurements_allow(said: list[tuple[int, int]], sustained: int) -> None:
    """For any speech: at most one in `sustained` utterances, each under a key of its own."""
    detector = PaceDetector(PaceSettings(window_s=5.0, sustained=sustained))
    at_s, found = 0.0, []
    for number, (tenths, words) in enumerate(said):
        found += list(detector.accept(_said(number, at_s, tenths / 10, words)))
        at_s += tenths / 10 + 1.0
    assert len(found) <= len(said) / sustained
    assert len({finding.key for finding in found}) == len(found)


def test_pauses_inside_an_utterance_do_not_make_a_speaker_slow() -> None:
    """A quarter of each utterance is silence: the pace is that of the time in which was spoken, as in the summary."""
    detector = PaceDetector(_QUICK)
    found = []
    for number in range(3):
        start_s = number * 60.0
        for part in range(4):
            first_s = start_s + part * 3.0
            found += list(detector.accept(SpeechStarted(first_s + 0.1, Side.AGENT, first_s)))
            found += list(detector.accept(SpeechEnded(first_s + 2.6, Side.AGENT, first_s, first_s + 2.25)))
        found += list(detector.accept(_said(number, start_s, 12.0, 36)))
    assert [finding.evidence for finding in found] == ["240 words a minute over 18 s of speech"]
