"""The call agenda: items tick as they are spoken, and what is missing is hinted at once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coaching.agenda import AgendaItem, AgendaStatus, Due, parse_items
from coaching.detectors.agenda import AgendaDetector, AgendaSettings
from coaching.detectors.base import Hint
from coaching.errors import AgendaError

_ROOT = Path(__file__).parents[3]
_SCRIPTS = sorted((_ROOT / "benchmarks" / "calls" / "scripts").glob("*.txt"))
_SHARED = sorted((_ROOT.parent / "shared" / "calls").glob("*.txt"))
_GREETING = "Good morning this is Joe how can I help"
_RECORDING = AgendaItem(id="recording", label="Recording", phrases=("call is recorded",))


def _run(call: object, detector: AgendaDetector | None = None) -> tuple[AgendaDetector, list[Hint]]:
    detector = detector or AgendaDetector()
    return detector, [hint for event in call.events() for hint in detector.accept(event)]  # type: ignore[attr-defined]


def _status(detector: AgendaDetector) -> dict[str, str]:
    return {entry.item_id: str(entry.status) for entry in detector.entries}


def _scripted_from(path: Path, scripted: Callable) -> object:
    """Speak a script of `benchmarks/calls`: 2.5 words a second, half a second between the turns."""
    call, now_s = scripted(), 0.5
    for side, text in re.findall(r"^([AC])[^ ]* (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        end_s = now_s + len(text.split()) / 2.5
        call = call.agent(now_s, end_s, text) if side == "A" else call.customer(now_s, end_s)
        now_s = end_s + 0.5
    return call


@pytest.mark.parametrize("path", _SCRIPTS, ids=lambda path: path.stem)
def test_no_agent_of_the_benchmark_is_told_to_say_a_name_that_was_said(scripted: Callable, path: Path) -> None:
    """The excellent calls (01 to 16) and all others that greet with a name stay without a hint, and the name ticks.

    The agents of 22 and 33 begin with "ticket number?" and give their names late, when the customer has complained.
    """
    detector, hints = _run(_scripted_from(path, scripted))
    late = path.stem[:2] in {"22", "33"}
    assert [hint.headline for hint in hints] == (["Say your name"] if late else [])
    assert _status(detector)["own-name"] == "spoken"


def test_of_the_shared_calls_only_the_agent_without_a_name_is_told(scripted: Callable) -> None:
    """The angry agent answers "Support" and never gives a name."""
    if not _SHARED:
        pytest.skip("the shared example calls are not beside the repository")
    told = [path.stem for path in _SHARED if _run(_scripted_from(path, scripted))[1]]
    assert told == ["03-angry-agent"]


@pytest.mark.parametrize(
    "greeting",
    [
        "Good morning this is Joe",
        "Brightline my name's Anna",
        "hello my name is Wei",
        "You're speaking with Tom",
        "Northgate support you're through to Ines",
        "Claire at Brightline",
        "hi Claire from Brightline",
        "Graham speaking",
        "Aoife here at the front desk",
        "I'm Chloe and I look after claims",
        "you've got Brandon",
        "it's Maria from billing",
    ],
)
def test_a_name_ticks_however_it_is_given(scripted: Callable, greeting: str) -> None:
    """Greetings name the agent in many ways; the words are kept as evidence."""
    detector, hints = _run(scripted().agent(1, 4, greeting).customer(5, 9).agent(10, 12, "of course I can"))
    assert hints == []
    entry = next(entry for entry in detector.entries if entry.item_id == "own-name")
    assert entry.status is AgendaStatus.SPOKEN
    assert entry.spoken_s is not None
    assert 1.0 <= entry.spoken_s < 4.0
    assert entry.evidence


@pytest.mark.parametrize(
    "greeting", ["Support what's your order number", "I'm sorry about the wait", "yes I'm listening"]
)
def test_a_greeting_without_a_name_gives_one_hint_after_the_first_answer(scripted: Callable, greeting: str) -> None:
    """It comes when the agent's second utterance ends, and never again."""
    call = scripted().agent(1, 3, greeting).customer(4, 7).agent(8, 10, "let me look").agent(40, 42, "found it")
    detector, hints = _run(call)
    assert [(hint.rule_id, hint.headline) for hint in hints] == [("alienating", "Say your name")]
    assert hints[0].at_s == pytest.approx(10.5)
    assert _status(detector)["own-name"] == "missing"


def test_a_long_answer_of_the_customer_does_not_put_the_hint_off(scripted: Callable) -> None:
    """Twelve seconds after the first utterance the greeting is over."""
    _, hints = _run(scripted().agent(1, 3, "Support hello").customer(4, 40))
    assert [15.0 <= hint.at_s <= 15.5 for hint in hints] == [True]


def test_a_greeting_in_two_breaths_is_one_greeting(scripted: Callable) -> None:
    """The recognizer may split it; the name in the second part is in time."""
    call = scripted().agent(1, 2, "Good morning").agent(3, 4, "Lakeside Hotels").agent(5, 6, "this is Marcus")
    assert _run(call)[1] == []


def test_a_name_given_after_the_hint_still_ticks(scripted: Callable) -> None:
    """The agent followed the advice: the summary says so."""
    call = scripted().agent(1, 3, "Support hello").customer(4, 20).agent(21, 24, "by the way my name is Ann")
    detector, hints = _run(call)
    assert len(hints) == 1
    assert _status(detector)["own-name"] == "spoken"


def test_no_greeting_is_expected_in_the_middle_of_a_call(scripted: Callable) -> None:
    """The agent's first words come after more than 20 s of the customer: coaching joined late."""
    detector, hints = _run(
        scripted().customer(1, 23).agent(24, 26, "let me look").customer(27, 30).agent(31, 33, "yes")
    )
    assert hints == []
    assert _status(detector)["own-name"] == "not-due"


def test_the_settings_switch_built_in_items_off(scripted: Callable) -> None:
    """What is off is neither hinted at nor listed."""
    detector = AgendaDetector(AgendaSettings(own_name=False, introduction=False))
    assert _run(scripted().agent(1, 3, "Support hello").customer(4, 40), detector)[1] == []
    assert detector.entries == ()


@pytest.mark.parametrize(
    ("lines", "hinted"),
    [
        (["I'll transfer you to billing now"], True),
        (["I'm going to put you through to somebody else"], True),
        (["I'll put you through to Maria"], False),
        (["I'll connect you with Maria from billing"], False),
        (["I'm transferring you now to my colleague Beth"], False),
        (["Her name is Linda Ross", "I'll put you through now"], False),
        (["I'll transfer you to billing", "you will speak with Maria"], False),
        (["Would you like me to transfer you"], False),
        (["the transfer will arrive on Friday"], False),
    ],
)
def test_a_transfer_wants_an_introduction(scripted: Callable, lines: list[str], hinted: bool) -> None:
    """Announced without a name, and none within four seconds: one hint. Offers and money transfers are none."""
    call = scripted().agent(1, 4, _GREETING).customer(5, 9)
    for number, line in enumerate(lines):
        call = call.agent(10 + 4 * number, 12 + 4 * number, line)
    _, hints = _run(call.customer(22, 30))
    assert [hint.headline for hint in hints] == (["Say who takes over"] if hinted else [])


def test_the_goodbye_asks_for_the_users_items_once(scripted: Callable) -> None:
    """All that are missing in one hint of the rule "unprepared", with their labels; said items are not named."""
    detector = AgendaDetector(AgendaSettings(items="Recording: call is recorded; Case number: case number, reference"))
    call = scripted().agent(1, 4, _GREETING).customer(5, 9).agent(10, 12, "this call is recorded")
    call = call.agent(60, 62, "have a nice day").agent(63, 64, "goodbye")
    _, hints = _run(call, detector)
    assert [(hint.rule_id, hint.evidence) for hint in hints] == [("unprepared", "not heard: Case number")]
    assert _status(detector)["own-1"] == "spoken"
    assert _status(detector)["own-2"] == "missing"


def test_items_may_be_set_in_the_middle_of_a_call(scripted: Callable) -> None:
    """What was said before they were set counts as said."""
    detector, _ = _run(scripted().agent(1, 4, _GREETING).agent(5, 8, "the call is recorded you know"))
    detector.set_items([_RECORDING])
    assert _status(detector) == {"own-name": "spoken", "introduction": "not-due", "recording": "spoken"}
    detector.set_items([])
    assert set(_status(detector)) == {"own-name", "introduction"}


def test_unreadable_items_change_nothing() -> None:
    """The error names item and phrase; the items before stay in force."""
    detector = AgendaDetector()
    detector.set_items([_RECORDING])
    with pytest.raises(AgendaError, match="Broken"):
        detector.set_items([AgendaItem(id="broken", label="Broken", phrases=("(never closed",))])
    assert "recording" in _status(detector)


def test_settings_refuse_what_cannot_be_followed() -> None:
    """A phrase in error is told when the settings are read, not in the call."""
    with pytest.raises(ValidationError, match="never closed"):
        AgendaSettings(items="Case number: (never closed")


def test_opening_and_transfer_items_of_the_user_have_their_moments(scripted: Callable) -> None:
    """The mark in square brackets says when an item is due; without a transfer nothing is asked before one."""
    items = parse_items("[opening] Recording: call is recorded; [before-transfer] Number: case number")
    detector = AgendaDetector()
    detector.set_items(items)
    _, hints = _run(scripted().agent(1, 4, _GREETING).customer(5, 9).agent(10, 12, "certainly"), detector)
    assert [(hint.rule_id, hint.evidence) for hint in hints] == [("unprepared", "not heard: Recording")]
    assert _status(detector)["own-2"] == "not-due"
    assert [item.due for item in items] == [Due.OPENING, Due.BEFORE_TRANSFER]


_lines = st.sampled_from(
    [_GREETING, "Support hello", "one moment", "I'll transfer you to billing", "her name is Linda", "goodbye",
     "the call is recorded", "your case number is nine", "is there anything else", "my name is Ann"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), _lines, st.integers(1, 60)), max_size=10))
def test_whatever_is_said_each_item_is_asked_for_once_and_nothing_is_lost(
    scripted: Callable, turns: list[tuple[bool, str, int]]
) -> None:
    """At most one hint for each item and moment, never after its words; a second run gives the very same."""
    call, now_s = scripted(), 1.0
    for is_agent, text, gap in turns:
        call = call.agent(now_s, now_s + 2, text) if is_agent else call.customer(now_s, now_s + 2)
        now_s += 2 + gap / 2
    setting = AgendaSettings(items="Recording: call is recorded; Case number: case number")
    detector, hints = _run(call, AgendaDetector(setting))
    again, hints_again = _run(call, AgendaDetector(setting))
    assert (hints, detector.entries) == (hints_again, again.entries)
    asked = [label for hint in hints for label in hint.evidence.removeprefix("not heard: ").split(", ")]
    assert len(asked) == len(set(asked))
    said = " ".join(text for is_agent, text, _ in turns if is_agent)
    for label, words in (("Recording", "call is recorded"), ("Case number", "case number")):
        item_id = next(entry.item_id for entry in detector.entries if entry.label == label)
        assert (_status(detector)[item_id] == "spoken") is (words in said)
