"""The resident program with made-up sessions: calls come and go, each with its report, and nothing is lost."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app import notify
from app.bridge import Arrival
from app.call_runner import CallEnd, CallRunner
from app.call_session import CallOutcome, CallSession
from app.calls.desk import CallDesk
from app.calls.errors import CallError
from app.calls.requests import DeskAction, Request
from app.calls.settings import CallSettings
from app.calls.state import CallCommand, CallPhase, CallVerb
from app.overlay.binding import BindingError, check_binding
from app.overlay.settings import OverlaySettings
from app.overlay.state import CueAction, Held, Phase
from app.resident import ResidentProgram
from app.session import SessionEvent
from app.tray import TrayState
from coaching.events import Cue, CueKind, Severity
from speech.errors import DeviceError
from speech.events import ClockAdvanced, LevelMeasured, SessionEnded, SessionStarted, Side

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged")
STARTED = SessionStarted(0.0, "headset", True, "vosk", "small", "1", "because")


def _cue(cue_id: int, at_s: float) -> Cue:
    return Cue(cue_id, "dead-end", CueKind.WORDS, Severity.NORMAL, at_s, "Offer a step", "Say", "no", 1, True, None)


@dataclass
class _FakeSession:
    """A session that tells what it is given and writes a report at its end."""

    reference: str = ""
    start_error: Exception | None = None
    stop_error: Exception | None = None
    error: Any = None
    ended: bool = False
    inbox: list[SessionEvent] = field(default_factory=lambda: [STARTED])
    told: list[str] = field(default_factory=list)
    painted: list[tuple[int, float, float]] = field(default_factory=list)
    acted: list[tuple[int, str]] = field(default_factory=list)

    def start(self) -> None:
        if self.start_error is not None:
            raise self.start_error

    def poll(self, timeout_s: float) -> list[SessionEvent]:
        events, self.inbox = self.inbox, []
        self.ended = any(isinstance(event, SessionEnded) for event in events)
        return events

    def pause(self) -> None:
        self.told.append("pause")

    def resume(self) -> None:
        self.told.append("resume")

    def snooze(self, rule_id: str) -> None:
        self.told.append(f"snooze {rule_id}")

    def mark_wrong(self, cue_id: int) -> None:
        self.told.append(f"wrong {cue_id}")

    def note_acted(self, cue_id: int, action: str) -> None:
        self.acted.append((cue_id, action))

    def note_painted(self, cue_id: int, *, delivered_s: float, painted_s: float) -> None:
        self.painted.append((cue_id, delivered_s, painted_s))

    def stop(self) -> CallOutcome:
        if self.stop_error is not None:
            raise self.stop_error
        return CallOutcome(f"summary of {self.reference}", Path(f"{self.reference or 'call'}.html"))  # type: ignore[arg-type]


class _Bench:
    """A program with its sessions, and what it told."""

    def __init__(self, tmp_path: Path, settings: CallSettings) -> None:
        self.sessions: list[_FakeSession] = []
        self.next = _FakeSession
        self.desk = CallDesk()
        self.runner = CallRunner(self.desk, self.make, settings)
        self.ends: list[CallEnd] = []
        self.runner.ended.connect(self.ends.append)
        self.program = ResidentProgram(self.runner, OverlaySettings(theme="dark"), tmp_path / "places.json")
        self.program.start()

    def make(self, reference: str) -> CallSession:
        session = self.next()
        session.reference = reference
        self.sessions.append(session)
        return session  # type: ignore[return-value]

    @property
    def phase(self) -> Phase:
        return self.program.controller.state.phase


@pytest.fixture
def make_bench(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., _Bench]]:
    """Give a maker of programs, by call settings."""
    try:
        check_binding()
    except BindingError as error:
        pytest.skip(str(error))
    made: list[_Bench] = []

    def make(**settings: Any) -> _Bench:
        made.append(_Bench(tmp_path, CallSettings(**settings)))
        return made[-1]

    yield make
    for bench in made:
        bench.program.stop()
    assert unhandled(qapp) == []


def unhandled(qapp: QApplication) -> list[Any]:
    """Delete what waits for it, deliver all that is queued, and return what went wrong in it."""
    with capture_exceptions() as raised:
        for _ in range(3):  # what is delivered may queue more
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            loop = QEventLoop()
            QTimer.singleShot(0, loop.quit)
            loop.exec()
    return list(raised)


def test_a_loop_after_the_end_finds_nothing_that_is_gone(
    make_bench: Callable[..., _Bench], qapp: QApplication, qtbot: QtBot
) -> None:
    """What desk and worker queued before the program was stopped reaches no deleted menu, and begins no call."""
    bench = make_bench()
    begun(bench, qtbot, "1")
    bench.desk.ask(CallCommand(CallVerb.END))
    bench.desk.ask(CallCommand(CallVerb.START, "2"))
    bench.program.stop()
    bench.program.stop()
    assert unhandled(qapp) == []
    assert [session.reference for session in bench.sessions] == ["1"]


@pytest.fixture
def bench(make_bench: Callable[..., _Bench]) -> _Bench:
    """Give a program with the default settings, at rest."""
    return make_bench()


def begun(bench: _Bench, qtbot: QtBot, reference: str = "") -> _FakeSession:
    """Begin a call and wait until it listens."""
    bench.desk.ask(CallCommand(CallVerb.START, reference))
    qtbot.waitUntil(lambda: bench.phase is Phase.LISTENING, timeout=10_000)
    return bench.sessions[-1]


def test_it_rests_until_a_call(bench: _Bench) -> None:
    """At its start the overlay is there, says that no call is under way, and nothing listens."""
    assert bench.phase is Phase.IDLE
    assert bench.program.window.isVisible()
    assert bench.program.tray.state is TrayState.IDLE
    assert bench.sessions == []


def test_each_call_has_its_session_and_report(bench: _Bench, qtbot: QtBot) -> None:
    """Two calls, one after the other: two sessions, two reports, and the last one can be opened."""
    for reference in ("4711", "4712"):
        begun(bench, qtbot, reference)
        assert bench.program.tray.state is TrayState.LISTENING
        bench.desk.ask(CallCommand(CallVerb.END, reference))
        qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IDLE, timeout=10_000)
    assert [end.outcome.report.name for end in bench.ends if end.outcome] == ["4711.html", "4712.html"]
    with qtbot.waitSignal(bench.program.summary_asked, timeout=5_000) as asked:
        bench.program.menu.summary.trigger()
    assert asked.args == [Path("4712.html")]


def test_a_call_that_comes_while_the_last_is_written_is_not_lost(bench: _Bench, qtbot: QtBot) -> None:
    """End and start at once: the second call begins when the first's report is written."""
    begun(bench, qtbot, "1")
    bench.desk.ask(CallCommand(CallVerb.END))
    bench.desk.ask(CallCommand(CallVerb.START, "2"))
    qtbot.waitUntil(lambda: len(bench.sessions) == 2 and bench.phase is Phase.LISTENING, timeout=10_000)
    assert bench.sessions[1].reference == "2"
    assert len(bench.ends) == 1


def test_after_a_call_it_rests_again(bench: _Bench, qtbot: QtBot) -> None:
    """The length of the call stands for a moment, then the overlay rests; how much it shows stays."""
    begun(bench, qtbot)
    bench.program.controller.toggle_expanded()
    bench.desk.ask(CallCommand(CallVerb.END))
    bench.program._rest_timer.setInterval(0)
    qtbot.waitUntil(lambda: bench.phase is Phase.IDLE, timeout=10_000)
    assert bench.program.controller.state.expanded


def test_pausing_is_between_the_agent_and_sotto(bench: _Bench, qtbot: QtBot) -> None:
    """Pause reaches the session, shows in tray and menu, and no message is told to anybody."""
    session = begun(bench, qtbot)
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    bench.program.act(DeskAction.PAUSE)
    qtbot.waitUntil(lambda: session.told[-1:] == ["pause"], timeout=10_000)
    assert bench.program.tray.state is TrayState.PAUSED
    assert bench.program.menu.pause.text() == "Resume coaching"
    bench.program.act(DeskAction.PAUSE)
    qtbot.waitUntil(lambda: session.told[-1:] == ["resume"], timeout=10_000)
    assert told == []


def test_every_cue_seen_goes_back_with_its_latency(bench: _Bench, qtbot: QtBot) -> None:
    """The session is told which cue was painted, and how long each stage took; its verdicts reach it as well."""
    session = begun(bench, qtbot)
    bench.program.controller.take([Arrival(ClockAdvanced(1.0), 100.0), Arrival(_cue(4, 2.0), 101.5)])
    qtbot.waitUntil(lambda: bool(session.painted), timeout=10_000)
    cue_id, delivered_s, painted_s = session.painted[0]
    assert (cue_id, delivered_s) == (4, 0.5)
    assert painted_s != 0.0
    bench.program.act(DeskAction.WRONG)
    bench.program.controller.take([Arrival(_cue(5, 3.0), 102.0)])
    bench.program.controller.act(CueAction.SNOOZE)
    assert [told for told in session.told if told != "resume"] == ["wrong 4", "snooze dead-end"]


def test_every_action_has_its_door(bench: _Bench, qtbot: QtBot) -> None:
    """Hotkeys and other processes do all that the buttons do, and the keyboard can be asked for."""
    session = begun(bench, qtbot)
    controller = bench.program.controller
    for number, action in enumerate((DeskAction.GOT_IT, DeskAction.SNOOZE, DeskAction.WRONG), start=1):
        rule = f"rule-{number}"
        controller.take([Arrival(replace(_cue(number, 2.0 + number), rule_id=rule), 100.0)])
        bench.program.act(DeskAction.WHY)
        assert controller.state.card is not None
        assert controller.state.card.why_open
        bench.program.act(action)
        assert controller.state.card is None
    assert [told for told in session.told if told != "resume"] == ["snooze rule-2", "wrong 3"]
    bench.program.act(DeskAction.MORE)
    assert controller.state.expanded
    bench.program.act(DeskAction.TOGGLE_SHOWN)
    bench.program.act(DeskAction.KEYS)
    assert bench.program.window.isVisible()
    assert bench.program.window.keyboard.on


def test_hold_rests_coaching_and_keeps_the_agents_pause(bench: _Bench, qtbot: QtBot) -> None:
    """On hold coaching rests; after it the pause that the agent wanted still stands."""
    session = begun(bench, qtbot)
    bench.program.toggle_pause()
    bench.desk.ask(CallCommand(CallVerb.HOLD))
    bench.desk.ask(CallCommand(CallVerb.RESUME))
    qtbot.waitUntil(lambda: session.told.count("pause") >= 3, timeout=10_000)
    assert session.told[-1] == "pause"
    bench.program.toggle_pause()
    qtbot.waitUntil(lambda: session.told[-1] == "resume", timeout=10_000)


def test_hold_and_mute_are_shown(bench: _Bench, qtbot: QtBot) -> None:
    """The status line says why coaching rests, and offers no "Resume" that would not end the hold."""
    begun(bench, qtbot)
    status = bench.program.window.status
    for verb, reason in ((CallVerb.HOLD, Held.ON_HOLD), (CallVerb.RESUME, None), (CallVerb.MUTE, Held.MUTED)):
        bench.desk.ask(CallCommand(verb))
        qtbot.waitUntil(lambda wanted=reason: bench.program.controller.state.held is wanted, timeout=10_000)  # type: ignore[misc]
    assert not status.action.isVisible()


def test_a_muted_microphone_is_noticed(bench: _Bench, qtbot: QtBot) -> None:
    """Digital silence mutes the call by itself, the first sound brings it back."""
    session = begun(bench, qtbot)
    session.inbox = [LevelMeasured(n / 10, Side.AGENT, 0.1, -100.0, -100.0, speaking=False) for n in range(1, 40)]
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.MUTED, timeout=10_000)
    session.inbox = [LevelMeasured(4.1, Side.AGENT, 0.1, -60.0, -50.0, speaking=False)]
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IN_CALL, timeout=10_000)


def test_a_silent_far_end_ends_the_call(make_bench: Callable[..., _Bench], qtbot: QtBot) -> None:
    """With the setting on, a minute without the customer ends the call; its report is written."""
    bench = make_bench(far_end_ends=True, far_silence_s=60.0)
    session = begun(bench, qtbot)
    session.inbox = [ClockAdvanced(61.0)]
    qtbot.waitUntil(lambda: len(bench.ends) == 1, timeout=10_000)
    assert bench.ends[0].outcome is not None


def test_a_call_that_cannot_be_heard_is_told(bench: _Bench, qtbot: QtBot) -> None:
    """No microphone: one sentence in overlay and at the door, and the program goes on to the next call."""
    told: list[notify.Message] = []
    notify.door.attach(told.append)
    bench.next = lambda: _FakeSession(start_error=DeviceError("No microphone.", "Plug one in."))  # type: ignore[assignment]
    bench.desk.ask(CallCommand(CallVerb.START))
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IDLE and bool(told), timeout=10_000)
    assert [str(message) for message in told] == ["No microphone. Plug one in."]
    assert bench.phase is Phase.PROBLEM
    assert bench.program.tray.state is TrayState.PROBLEM
    bench.next = _FakeSession
    begun(bench, qtbot)


def test_other_programs_are_told_whether_the_call_is_heard(bench: _Bench, qtbot: QtBot) -> None:
    """A call that began is not yet heard; when it never is, the state says why until the next call begins."""
    bench.next = lambda: _FakeSession(start_error=DeviceError("No microphone.", "Plug one in."))  # type: ignore[assignment]
    reply = bench.program.answer(Request(CallCommand(CallVerb.START, "7")))
    assert (reply["state"], reply["listening"], reply["problem"]) == ("in-call", False, None)
    qtbot.waitUntil(lambda: bench.phase is Phase.PROBLEM, timeout=10_000)
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IDLE, timeout=10_000)
    reply = bench.program.answer(Request(DeskAction.STATUS))
    assert (reply["state"], reply["listening"], reply["problem"]) == ("idle", False, "No microphone. Plug one in.")
    bench.next = _FakeSession
    reply = bench.program.answer(Request(CallCommand(CallVerb.START, "8")))
    assert (reply["listening"], reply["problem"]) == (False, None)
    qtbot.waitUntil(lambda: bench.phase is Phase.LISTENING, timeout=10_000)
    reply = bench.program.answer(Request(DeskAction.STATUS))
    assert (reply["listening"], reply["problem"]) == (True, None)
    bench.desk.ask(CallCommand(CallVerb.END, "8"))
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IDLE, timeout=10_000)
    assert bench.program.answer(Request(DeskAction.STATUS))["listening"] is False


def test_a_failure_is_seen_although_the_overlay_was_hidden(bench: _Bench, qtbot: QtBot) -> None:
    """Whoever hid the overlay learns that nothing is coached: it comes back with the sentence."""
    bench.program.act(DeskAction.TOGGLE_SHOWN)
    bench.next = lambda: _FakeSession(start_error=DeviceError("No microphone.", "Plug one in."))  # type: ignore[assignment]
    bench.desk.ask(CallCommand(CallVerb.START))
    qtbot.waitUntil(lambda: bench.phase is Phase.PROBLEM, timeout=10_000)
    assert bench.program.window.isVisible()
    assert bench.program.menu.visibility.text() == "Hide overlay"


def test_a_report_that_cannot_be_written_is_told(bench: _Bench, qtbot: QtBot) -> None:
    """A full disk at the end of a call is told; the program stays."""
    bench.next = lambda: _FakeSession(stop_error=OSError(28, "No space left", "report.html"))  # type: ignore[assignment]
    begun(bench, qtbot)
    bench.desk.ask(CallCommand(CallVerb.END))
    qtbot.waitUntil(lambda: bench.phase is Phase.PROBLEM, timeout=10_000)
    problem = bench.program.controller.state.problem
    assert problem is not None
    assert "disk is full" in problem.text


def test_a_session_that_ends_by_itself_ends_the_call(bench: _Bench, qtbot: QtBot) -> None:
    """When nothing more can be heard the desk knows that the call is over."""
    session = begun(bench, qtbot)
    session.inbox = [SessionEnded(9.0, complete=True)]
    qtbot.waitUntil(lambda: bench.desk.state.phase is CallPhase.IDLE, timeout=10_000)
    assert len(bench.ends) == 1


def test_quitting_in_a_call_keeps_its_report(bench: _Bench, qtbot: QtBot) -> None:
    """Quit ends the call first; its report is written before the program leaves."""
    begun(bench, qtbot, "4711")
    bench.program.end()
    qtbot.waitUntil(lambda: not bench.program.window.isVisible(), timeout=10_000)
    assert bench.program.last_report == Path("4711.html")


def test_other_processes_are_answered(bench: _Bench, qtbot: QtBot) -> None:
    """Requests of the local socket do what they say and tell the state; what does not fit is refused."""
    assert bench.program.answer(Request(DeskAction.STATUS))["state"] == "idle"
    assert bench.program.answer(Request(CallCommand(CallVerb.START, "7")))["reference"] == "7"
    bench.program.answer(Request(DeskAction.TOGGLE_SHOWN))
    assert not bench.program.window.isVisible()
    assert bench.program.menu.visibility.text() == "Show overlay"
    bench.program.answer(Request(DeskAction.SHOW))
    assert bench.program.window.isVisible()
    with pytest.raises(CallError):
        bench.program.answer(Request(CallCommand(CallVerb.START, "8")))


def test_the_overlay_alone_is_enough(bench: _Bench, qtbot: QtBot) -> None:
    """Without a tray a right click on the overlay opens the same menu, and its button begins a call."""
    bench.program.window.customContextMenuRequested.emit(QPoint(5, 5))
    qtbot.waitUntil(bench.program.menu.isVisible, timeout=10_000)
    bench.program.menu.hide()
    assert bench.program.window.status.action.text() == "Start call"
    bench.program.window.status.action.click()
    qtbot.waitUntil(lambda: bench.phase is Phase.LISTENING, timeout=10_000)
