"""The map from fed samples to session time: exact, however long the session."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import SAMPLE_RATE_HZ
from speech.clock import FedSampleMap

STRETCHES = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 40), st.integers(0, 10)), min_size=1, max_size=30)
"""Pause before, samples fed, silence added after; tiny numbers, so that a list can be the model."""


def _model(stretches: list[tuple[int, int, int]]) -> tuple[FedSampleMap, list[int]]:
    """Return the map and, for every fed sample, the session sample that it is."""
    fed_map, session_of, at = FedSampleMap(), [], 0
    for pause, count, silence in stretches:
        at += pause
        fed_map.feed(at, count)
        session_of += range(at, at + count)
        at += count
        fed_map.add_silence(silence)
        session_of += [at] * silence
    return fed_map, session_of


@given(STRETCHES)
def test_every_fed_sample_maps_to_its_own_session_sample(stretches: list[tuple[int, int, int]]) -> None:
    """Whatever is fed with whatever pauses, each fed sample maps back exactly."""
    fed_map, session_of = _model(stretches)
    assert [fed_map.session_sample(position) for position in range(len(session_of))] == session_of


@given(STRETCHES)
def test_the_map_never_runs_backwards(stretches: list[tuple[int, int, int]]) -> None:
    """Later fed positions map to later or equal session positions, also past both ends."""
    fed_map, session_of = _model(stretches)
    mapped = [fed_map.session_sample(position) for position in range(-3, len(session_of) + 4)]
    assert mapped == sorted(mapped)


@given(st.lists(st.tuples(st.floats(0.0, 60.0), st.floats(0.3, 14.0)), min_size=200, max_size=260))
def test_an_hour_of_utterances_stays_right_to_the_sample(utterances: list[tuple[float, float]]) -> None:
    """Over a long session of gated utterances with added silence no error adds up."""
    fed_map, at = FedSampleMap(), 0
    for pause_s, length_s in utterances:
        at += round(pause_s * SAMPLE_RATE_HZ)
        count = round(length_s * SAMPLE_RATE_HZ)
        middle_fed = fed_map.fed_samples + count // 2
        fed_map.feed(at, count)
        assert fed_map.session_sample(middle_fed) == at + count // 2
        assert fed_map.session_s(middle_fed / SAMPLE_RATE_HZ) == pytest.approx(
            (at + count // 2) / SAMPLE_RATE_HZ, abs=1e-9
        )
        at += count
        fed_map.add_silence(SAMPLE_RATE_HZ // 5)
        fed_map.forget_before(fed_map.fed_samples)


@given(STRETCHES, st.integers(0, 400))
def test_forgetting_leaves_the_later_part_as_it_was(stretches: list[tuple[int, int, int]], cut: int) -> None:
    """What was fed after the forgotten part maps as before."""
    fed_map, session_of = _model(stretches)
    cut = min(cut, len(session_of))
    fed_map.forget_before(cut)
    assert [fed_map.session_sample(position) for position in range(cut, len(session_of))] == session_of[cut:]


def test_a_word_that_ends_in_the_added_silence_ends_with_the_speech() -> None:
    """Positions in silence that was added for the decoder map to the end of what was heard."""
    fed_map = FedSampleMap()
    fed_map.feed(16_000, 8_000)
    fed_map.add_silence(3_200)
    assert fed_map.session_s(0.6) == pytest.approx(1.5)


def test_sound_from_the_past_is_refused() -> None:
    """Feeding a sample twice is an error, as session time never runs backwards."""
    fed_map = FedSampleMap()
    fed_map.feed(100, 50)
    with pytest.raises(ValueError, match="out of order"):
        fed_map.feed(149, 1)


def test_an_empty_map_answers_zero() -> None:
    """Before anything was fed every position is the start, and feeding nothing changes nothing."""
    fed_map = FedSampleMap()
    fed_map.feed(500, 0)
    assert fed_map.session_sample(7) == 0
    assert fed_map.fed_samples == 0
