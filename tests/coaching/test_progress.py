"""What a view is told of agenda and promises while the call goes on: changes, and nothing else."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from coaching.agenda import parse_items
from coaching.detectors.agenda import AgendaDetector
from coaching.detectors.promises import Promise, PromiseDetector, PromiseOutcome
from coaching.engine import CoachingEngine
from coaching.events import AgendaChanged, PromiseChanged
from coaching.progress import Progress
from coaching.rulebook.schema import Rulebook


def told(engine: CoachingEngine, events: list) -> list[AgendaChanged | PromiseChanged]:
    """Return what the engine says of agenda and promises in this call."""
    found = [out for event in events for out in engine.accept(event)]
    return [out for out in found if isinstance(out, AgendaChanged | PromiseChanged)]


def test_the_agenda_is_told_at_the_beginning_and_when_an_item_is_ticked(scripted: Callable, rulebook: Rulebook) -> None:
    """First all items as open, then the same list with the one that was said."""
    engine = CoachingEngine(rulebook)
    engine.set_agenda(parse_items("Case number: case number; Refund date: refund date"))
    changes = [
        c
        for c in told(engine, scripted().agent(1, 3, "your case number is ready").events())
        if isinstance(c, AgendaChanged)
    ]
    own = [
        [mark.status for mark in change.items if mark.item_id.startswith("own-") and mark.item_id != "own-name"]
        for change in changes
    ]
    assert own[0] == ["open", "open"]
    assert ["spoken", "open"] in own
    assert changes[0].at_s == 0.0


def test_a_new_agenda_is_told_with_the_next_event(scripted: Callable, rulebook: Rulebook) -> None:
    """`set_agenda` in mid-call shows at once."""
    engine = CoachingEngine(rulebook)
    events = scripted().agent(1, 3, "good morning").events()
    told(engine, events[:4])
    engine.set_agenda(parse_items("Order: order"))
    (change,) = [c for c in told(engine, events[4:5]) if isinstance(c, AgendaChanged)]
    assert "Order" in [mark.label for mark in change.items]


def test_a_promise_is_told_when_made_and_when_kept(scripted: Callable, rulebook: Rulebook) -> None:
    """Waiting first, with its deadline; then what came of it. A number in the phrase would be hidden."""
    call = scripted().agent(1, 3, "bear with me for two minutes please").agent(60, 62, "thank you for waiting")
    changes = [c for c in told(CoachingEngine(rulebook), call.events()) if isinstance(c, PromiseChanged)]
    assert [change.outcome for change in changes] == ["waiting", "kept"]
    assert changes[0].deadline_s == changes[0].made_s + 120.0
    assert changes[0].made_s == changes[1].made_s


@given(st.lists(st.sampled_from(PromiseOutcome), min_size=1, max_size=8))
def test_only_changes_are_told(outcomes: list[PromiseOutcome]) -> None:
    """Asked again without a change it says nothing."""
    progress, detector = Progress(), PromiseDetector()
    detector.promises.append(Promise("two minutes", 1.0, 121.0, outcomes[0]))
    said = []
    for outcome in outcomes:
        detector.promises[0].outcome = outcome
        said += list(progress.changes([detector], 2.0))
        assert list(progress.changes([detector], 3.0)) == []
    different = [o for index, o in enumerate(outcomes) if index == 0 or o is not outcomes[index - 1]]
    assert [change.outcome for change in said] == [str(outcome) for outcome in different]


def test_without_an_agenda_nothing_is_told() -> None:
    """A set of detectors that has neither says nothing; an empty agenda neither."""
    assert list(Progress().changes([], 1.0)) == []
    detector = AgendaDetector()
    assert detector.marks == () or list(Progress().changes([detector], 1.0)) != []
