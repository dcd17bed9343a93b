"""The detectors that every session has, together."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.detectors.base import Finding
from coaching.detectors.standard import standard_detectors
from coaching.rulebook.judge import UtteranceJudge
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings

_SETTINGS = CoachingSettings()
_WORDS = ("nothing more i can do", "one moment please", "this is anna", "my card is 4111 1111 1111 1111", "mm-hm", "um")


def _rules(book: Rulebook, events: object) -> list[tuple[str, float]]:
    detectors = standard_detectors(book, _SETTINGS, UtteranceJudge(book))
    return [
        (found.rule_id, found.at_s)
        for event in events  # type: ignore[attr-defined]
        for detector in detectors
        for found in detector.accept(event)
        if isinstance(found, Finding)
    ]


def test_sessions_share_no_detector(rulebook: Rulebook) -> None:
    """Nothing of one call reaches the next, though the compiled rules may be shared."""
    judge = UtteranceJudge(rulebook)
    first, second = (standard_detectors(rulebook, _SETTINGS, judge) for _ in range(2))
    assert not {id(detector) for detector in first} & {id(detector) for detector in second}
    assert [type(detector) for detector in first] == [type(detector) for detector in second]


def test_no_kind_of_detector_comes_twice(rulebook: Rulebook) -> None:
    """Each finding would be told twice."""
    kinds = [type(detector) for detector in standard_detectors(rulebook, _SETTINGS, UtteranceJudge(rulebook))]
    assert len(kinds) == len(set(kinds))


def test_words_sound_and_time_are_all_covered(scripted: Callable, rulebook: Rulebook) -> None:
    """One call with a dead end, a number read out, a raised voice, silence and a monologue: all found."""
    call = (
        scripted()
        .agent(0, 10, "my card is 4111 1111 1111 1111")
        .agent(11, 15, "there is nothing more i can do", dbfs=-8)
        .customer(16, 18)
        .agent(30, 110)
    )
    assert {"dead-end", "overheard", "loud-voice", "dead-air", "monologue"} <= {
        rule_id for rule_id, _ in _rules(rulebook, call.events())
    }


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 30), st.integers(3, 40), st.sampled_from(_WORDS)),
        min_size=1,
        max_size=5,
    )
)
def test_the_same_events_always_give_the_same_findings(
    scripted: Callable, spoken: list[tuple[bool, int, int, str]]
) -> None:
    """Any call, twice: same findings at the same times, none before its event."""
    call, at_s = scripted(), 0.0
    for is_agent, gap, length, text in spoken:
        start_s = at_s + 0.5 + gap / 10
        at_s = start_s + length / 5
        call = call.agent(start_s, at_s, text) if is_agent else call.customer(start_s, at_s)
    book = Rulebook(version="0", rules=())
    events = call.events()
    found = _rules(book, events)
    assert found == _rules(book, events)
    assert [at for _, at in found] == sorted(at for _, at in found)
    assert all(at <= events[-1].at_s for _, at in found)
