"""Each metric by its definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.intervals import Interval
from coaching.metrics import talk, timing, voice, wording
from coaching.metrics.measures import UNITS, CallFacts, Metrics, measure
from speech.events import Word


def _spans(*pairs: tuple[float, float]) -> list[Interval]:
    return [Interval(*pair) for pair in pairs]


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 1.0) for word in text.split())


def test_talk_ratio_is_the_agents_share_of_speech() -> None:
    """6 s of 8 s."""
    assert talk.talk_ratio(_spans((0, 4), (8, 10)), _spans((4, 6))) == pytest.approx(0.75)
    assert talk.talk_ratio([], []) is None


def test_a_monologue_bridges_breaths_and_signs_of_listening() -> None:
    """Only a turn of the customer or three seconds of silence end it."""
    agent = _spans((0, 10), (11, 20), (22, 30))
    assert talk.longest_monologue_s(agent, _spans((20.2, 20.8))) == 30.0
    assert talk.longest_monologue_s(agent, _spans((20.2, 21.8))) == 20.0
    assert talk.longest_monologue_s(_spans((0, 10), (14, 20)), []) == 10.0
    assert talk.longest_monologue_s([], []) is None


def test_overlap_is_the_time_of_both() -> None:
    """Whoever began."""
    assert talk.overlap_s(_spans((0, 5), (8, 9)), _spans((4, 8.5))) == pytest.approx(1.5)


def test_the_customers_interruptions_are_counted_by_sound() -> None:
    """0.8 s of overlap into the agent's turn; short signs, ends of turns and beginning together do not count."""
    assert talk.barged_in(_spans((3, 6)), _spans((0, 5))) == 1
    assert talk.barged_in(_spans((3, 3.4)), _spans((0, 5))) == 0
    assert talk.barged_in(_spans((4.8, 7)), _spans((0, 5))) == 0
    assert talk.barged_in(_spans((0.1, 4)), _spans((0, 5))) == 0


def test_patience_is_the_median_wait_before_answers() -> None:
    """Only customer → agent, only silences up to three seconds."""
    agent, customer = _spans((2, 4), (8, 9), (20, 21)), _spans((0, 1.5), (5, 7), (10, 12))
    assert timing.patience_s(agent, customer) == pytest.approx(0.75)
    assert timing.patience_s(agent, []) is None


def test_dead_air_counts_silences_over_three_seconds_whole() -> None:
    """Not the silence before the first and after the last word."""
    assert timing.dead_air_s(_spans((5, 6), (14, 15)), _spans((8, 9))) == pytest.approx(5.0)


def test_pace_is_words_over_speech_time() -> None:
    """Twelve words in six seconds are 120 a minute."""
    assert wording.pace_wpm([_words("a b c d e f"), _words("a b c d e f")], _spans((0, 6))) == pytest.approx(120.0)
    assert wording.pace_wpm([_words("a")], _spans((0, 1))) is None


def test_fillers_are_counted_by_the_minute() -> None:
    """Words and fixed phrases."""
    said = [_words("um you know i think it is basically fine")]
    assert wording.filler_per_min(said, _spans((0, 30))) == pytest.approx(6.0)
    assert wording.filler_per_min(said, []) is None


def test_loudness_is_relative_to_the_own_level() -> None:
    """A tenth of the speech 10 dB up: a tenth is loud, and the loud end lies 10 dB up."""
    levels = [voice.LevelOver(0.1, 0.0)] * 90 + [voice.LevelOver(0.1, 10.0)] * 10
    assert voice.loud_share(levels) == pytest.approx(0.1)
    assert voice.loudness_db(levels) == 10.0
    assert voice.loud_share([]) is None
    assert voice.loudness_db([]) is None


def _facts(
    agent: list[Interval], customer: list[Interval], *, two_sided: bool = True, measured: bool = True
) -> CallFacts:
    return CallFacts(tuple(agent), tuple(customer), two_sided, (), (), (), (), 0.0, measured)


def test_one_channel_leaves_two_voice_metrics_unmeasured() -> None:
    """None, never zero."""
    metrics = measure(_facts(_spans((0, 10)), [], two_sided=False))
    assert metrics.talk_ratio is None
    assert metrics.overlap_s is None
    assert metrics.interruptions is None
    assert metrics.pace_wpm == 0.0


def test_every_metric_has_a_unit() -> None:
    """The table of units and the metrics name the same."""
    assert set(UNITS) == set(Metrics.__dataclass_fields__)


_speech = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40))).map(
    lambda pairs: [Interval(a / 4, (a + b) / 4) for a, b in pairs]
)


@given(_speech, _speech)
def test_metrics_stay_in_their_ranges(agent: list[Interval], customer: list[Interval]) -> None:
    """For any speech: shares within 0 … 1, times not negative, overlap no longer than either side's speech."""
    metrics = measure(_facts(agent, customer))
    assert metrics.talk_ratio is None or 0.0 <= metrics.talk_ratio <= 1.0
    for value in (metrics.longest_monologue_s, metrics.patience_s, metrics.dead_air_s, metrics.overlap_s):
        assert value is None or value >= 0.0
    assert metrics.overlap_s is not None
    assert metrics.overlap_s <= sum(span.length_s for span in agent) + 1e-9
