"""One session for each call, in order, whoever begins and ends it."""

import os
from collections import deque
from collections.abc import Sequence
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from pytestqt.qtbot import QtBot

from app import notify
from app.call_runner import CallEnd, CallRunner
from app.calls.desk import CallDesk
from app.calls.settings import CallSettings
from app.calls.state import CallCommand, CallPhase, CallVerb
from app.notify import Message
from app.overlay.timing import CueTiming
from app.session import SessionEvent
from speech.errors import DeviceError, SpeechError
from speech.events import ClockAdvanced, LevelMeasured, SessionEnded, Side, SpeechEnded, SpeechStarted
from speech.sources.spec import InputChoice, LiveSpec


class _Call:
    """A call session that gives out prepared batches and notes what is asked of it."""

    def __init__(self, reference: str, batches: Sequence[Sequence[SessionEvent]], *, lasting: bool) -> None:
        self.reference, self._batches, self._lasting = reference, deque(batches), lasting
        self.error: SpeechError | None = None
        self.start_error: SpeechError | None = None
        self.told: list[str] = []

    @property
    def ended(self) -> bool:
        return not self._batches and not self._lasting

    def start(self) -> None:
        if self.start_error is not None:
            raise self.start_error

    def poll(self, timeout_s: float) -> Sequence[SessionEvent]:
        return self._batches.popleft() if self._batches else ()

    def stop(self) -> str:
        return f"summary of {self.reference}"

    def __getattr__(self, name: str) -> Any:
        return lambda *values, **named: self.told.append(" ".join([name, *map(str, (*values, *named.values()))]))


class _Desk:
    """A desk with its runner, and everything that came out."""

    def __init__(self, qtbot: QtBot, settings: CallSettings, *batches: Sequence[SessionEvent], lasting: bool) -> None:
        self.calls: list[_Call] = []
        self.ends: list[CallEnd] = []
        self.events: list[SessionEvent] = []
        self.phases: list[CallPhase] = []
        self.start_error: SpeechError | None = None
        self.qtbot, self._batches, self._lasting = qtbot, batches, lasting
        self.desk = CallDesk(lambda: 100.0)
        self.runner = CallRunner(self.desk, self._make, settings)  # type: ignore[arg-type]
        self.runner.ended.connect(self.ends.append)
        self.runner.changed.connect(lambda state: self.phases.append(state.phase))
        self.runner.arrived.connect(lambda batch: self.events.extend(arrival.event for arrival in batch))

    def _make(self, reference: str) -> _Call:
        self.calls.append(_Call(reference, self._batches, lasting=self._lasting))
        self.calls[-1].start_error = self.start_error
        return self.calls[-1]

    def ask(self, verb: CallVerb, reference: str = "") -> None:
        self.runner.ask(CallCommand(verb, reference))

    def wait_for_ends(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.ends) == count and not self.runner.busy)

    def wait_for_events(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(self.events) >= count)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Return everything that the user is told."""
    told: list[Message] = []
    monkeypatch.setattr(notify, "door", notify.Door())
    notify.door.attach(told.append)
    return told


@pytest.fixture
def lasting(qtbot: QtBot) -> _Desk:
    """Return a desk whose calls last until they are ended."""
    return _Desk(qtbot, CallSettings(), [ClockAdvanced(1.0)], lasting=True)


def test_a_call_runs_until_it_is_ended(lasting: _Desk) -> None:
    """Its session is made for its reference; its outcome comes once, and the desk is idle again."""
    lasting.ask(CallVerb.START, "T-1")
    lasting.wait_for_events(1)
    assert lasting.runner.busy
    lasting.ask(CallVerb.END)
    lasting.wait_for_ends(1)
    assert [call.reference for call in lasting.calls] == ["T-1"]
    assert [(end.outcome, end.error) for end in lasting.ends] == [("summary of T-1", None)]
    assert lasting.desk.state.phase is CallPhase.IDLE


def test_a_call_that_ends_by_itself_frees_the_desk(qtbot: QtBot) -> None:
    """The recording was over, or the listener gave up: the next call can begin."""
    desk = _Desk(qtbot, CallSettings(), [ClockAdvanced(1.0), SessionEnded(2.0, complete=True)], lasting=False)
    for count, reference in ((1, "T-1"), (2, "T-2")):
        desk.ask(CallVerb.START, reference)
        desk.wait_for_ends(count)
    assert [end.outcome for end in desk.ends] == ["summary of T-1", "summary of T-2"]


def test_a_call_that_begins_while_the_last_is_written_is_not_lost(lasting: _Desk) -> None:
    """It waits for its turn; never are there two sessions at once."""
    lasting.ask(CallVerb.START, "T-1")
    lasting.wait_for_events(1)
    lasting.ask(CallVerb.END)
    lasting.ask(CallVerb.START, "T-2")
    assert len(lasting.calls) == 1
    lasting.qtbot.waitUntil(lambda: len(lasting.calls) == 2)
    lasting.wait_for_events(2)
    lasting.ask(CallVerb.END)
    lasting.wait_for_ends(2)
    assert [call.reference for call in lasting.calls] == ["T-1", "T-2"]


def test_a_call_that_cannot_begin_is_told_and_over(lasting: _Desk) -> None:
    """No outcome, the reason, and an idle desk."""
    lasting.start_error = DeviceError("The headset cannot be opened.", "Plug it in.")
    lasting.ask(CallVerb.START)
    lasting.wait_for_ends(1)
    assert lasting.ends == [CallEnd(None, lasting.start_error)]
    assert lasting.desk.state.phase is CallPhase.IDLE


def test_what_does_not_fit_is_told_and_changes_nothing(lasting: _Desk, said: list[Message]) -> None:
    """Holding a call that is not there."""
    lasting.ask(CallVerb.HOLD)
    assert [message.text for message in said] == ["No call is under way."]
    assert lasting.calls == []


def test_what_the_agent_does_reaches_the_call_under_way(lasting: _Desk) -> None:
    """And between calls nothing happens, without a mistake."""
    spec = LiveSpec(InputChoice())

    def do_everything() -> None:
        lasting.runner.mark_wrong(7)
        lasting.runner.snooze("prying")
        lasting.runner.note_acted(7, "got-it")
        lasting.runner.note_painted(CueTiming(7, "prying", 3.0, received_s=10.0, painted_s=10.5, delivered_s=0.25))
        lasting.runner.listen_to(spec)

    do_everything()
    lasting.ask(CallVerb.START)
    lasting.wait_for_events(1)
    do_everything()
    lasting.ask(CallVerb.END)
    lasting.wait_for_ends(1)
    do_everything()
    assert lasting.calls[0].told == [
        "mark_wrong 7", "snooze prying", "note_acted 7 got-it", "note_painted 7 0.25 0.5", f"listen_to {spec}",
    ]  # fmt: skip


def test_each_call_gets_its_own_agenda(lasting: _Desk) -> None:
    """With its start and whenever it changes, once; a call without one follows the settings."""
    lasting.runner.ask(CallCommand(CallVerb.START, "1", agenda="verify identity"))
    lasting.wait_for_events(1)
    lasting.ask(CallVerb.HOLD)
    lasting.runner.ask(CallCommand(CallVerb.AGENDA, agenda="offer survey"))
    lasting.ask(CallVerb.RESUME)
    lasting.qtbot.waitUntil(lambda: len(lasting.phases) == 4)
    lasting.ask(CallVerb.END)
    lasting.wait_for_ends(1)
    lasting.ask(CallVerb.START, "2")
    lasting.wait_for_events(2)
    lasting.ask(CallVerb.END)
    lasting.wait_for_ends(2)
    told = [[one for one in call.told if one.startswith("set_agenda")] for call in lasting.calls]
    assert told == [["set_agenda verify identity", "set_agenda offer survey"], []]


def test_a_muted_microphone_mutes_the_call_and_back(qtbot: QtBot) -> None:
    """Nothing but zeros for two seconds, then noise again."""

    def level(at_s: float, dbfs: float) -> LevelMeasured:
        return LevelMeasured(at_s, Side.AGENT, 0.1, dbfs, dbfs, speaking=False)

    zeros = [level(at / 10, -100.0) for at in range(1, 25)]
    desk = _Desk(qtbot, CallSettings(), zeros, [level(3.0, -50.0)], lasting=True)
    desk.ask(CallVerb.START)
    desk.wait_for_events(25)
    qtbot.waitUntil(lambda: desk.phases[-1:] == [CallPhase.IN_CALL] and CallPhase.MUTED in desk.phases)
    desk.ask(CallVerb.END)
    desk.wait_for_ends(1)


@pytest.mark.parametrize("on", [True, False])
def test_a_silent_far_end_ends_the_call_only_where_that_is_wanted(qtbot: QtBot, *, on: bool) -> None:
    """After the time of the settings, as the far end's doing."""
    batch = [
        SpeechStarted(1.0, Side.CUSTOMER, 0.9), SpeechEnded(3.0, Side.CUSTOMER, 0.9, 2.7),
        ClockAdvanced(30.0), ClockAdvanced(62.8),
    ]  # fmt: skip
    desk = _Desk(qtbot, CallSettings(far_end_ends=on), batch, lasting=True)
    desk.ask(CallVerb.START)
    desk.wait_for_events(4)
    if not on:
        assert desk.desk.state.active
        desk.ask(CallVerb.END)
    desk.wait_for_ends(1)


def test_leaving_waits_for_the_report(lasting: _Desk) -> None:
    """After the event loop: the session is stopped, its summary made."""
    lasting.ask(CallVerb.START, "T-1")
    lasting.wait_for_events(1)
    lasting.runner.join()
    lasting.wait_for_ends(1)
    assert lasting.ends[0].outcome == "summary of T-1"
