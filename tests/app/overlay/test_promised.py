"""Agenda, promised times and their countdown: from the engine's events to the rows and the quiet line."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.bridge import Arrival
from app.overlay import OverlaySettings, view_model, wording
from app.overlay.controller import OverlayController
from app.overlay.look import Look, SystemLook
from app.overlay.meters import CountdownBar
from app.overlay.state import Countdown, Held, OverlayState, PromisedTime
from app.overlay.view_model import PROMISES_KEPT, advance
from app.overlay.window import OverlayWindow
from coaching.events import AgendaChanged, AgendaMark, CueKind, PromiseChanged
from speech.events import ClockAdvanced, SessionEnded, Side, SpeechEnded, SpeechStarted

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NAME = AgendaMark("own-1", "name", "spoken", "opening")
REFUND = AgendaMark("own-2", "refund date", "open", "before-closing")
TRANSFER = AgendaMark("introduction", "Introduction", "open", "before-transfer")


def after(state: OverlayState, *events: object) -> OverlayState:
    """Return the state after these events."""
    for event in events:
        state = advance(state, event)  # type: ignore[arg-type]
    return state


@pytest.fixture
def promised(listening: OverlayState) -> OverlayState:
    """Give a call in which the agent promised two minutes at 10 s."""
    return after(
        listening,
        SpeechEnded(10.0, Side.AGENT, 8.0, 10.0),
        PromiseChanged(10.5, 10.0, "two minutes", 130.0, "waiting"),
    )


def test_the_agenda_says_how_far_the_call_is(listening: OverlayState) -> None:
    """Ticked and open items; an introduction is none of them until a transfer is announced."""
    state = advance(listening, AgendaChanged(0.0, (NAME, REFUND, TRANSFER)))
    heading, items = wording.agenda(state.agenda)
    assert (heading, items) == ("Agenda 1 of 2", ("✓ name", "○ refund date"))
    assert wording.agenda_aloud(state.agenda) == "Agenda. Said: name. Not said yet: refund date."
    missed = advance(
        state, AgendaChanged(9.0, (AgendaMark("introduction", "Introduction", "missing", "before-transfer"),))
    )
    assert wording.agenda(missed.agenda) == ("Agenda 0 of 1", ("! Introduction",))
    assert advance(state, AgendaChanged(9.0, (AgendaMark("x", "X", "not-due", "opening"),))).agenda == ()


def test_a_promise_counts_down_in_whole_seconds(promised: OverlayState) -> None:
    """Two minutes of which 20 s have passed: 1:40 left; the state changes once a second, not with every event."""
    state = after(promised, ClockAdvanced(30.0))
    assert state.countdown == Countdown("two minutes", 100, 120, waiting=True)
    assert after(state, ClockAdvanced(30.0)) == state
    assert wording.promise(state.promises[0], state.countdown) == ("Promise: two minutes", "01:40 left")
    assert "01:40 left of 02:00" in wording.countdown_aloud(state.countdown)


def test_the_compact_form_waits_for_silence(promised: OverlayState) -> None:
    """While the agent goes on talking nobody needs a countdown; five seconds of silence make it a wait."""
    talking = after(promised, SpeechStarted(11.0, Side.AGENT, 11.0), ClockAdvanced(30.0))
    assert talking.countdown is not None
    assert not talking.countdown.waiting
    assert wording.status(talking) == "Listening · 00:30"
    silent = after(talking, SpeechEnded(31.0, Side.AGENT, 11.0, 31.0), ClockAdvanced(34.0))
    assert silent.countdown is not None
    assert not silent.countdown.waiting
    assert wording.status(after(silent, ClockAdvanced(36.5))) == "Customer waits · 00:26 of 02:00"


def test_on_hold_the_time_is_shown_and_muted_it_is_not(promised: OverlayState) -> None:
    """Hold is a wait at once; a muted microphone says only that."""
    talking = after(promised, SpeechStarted(11.0, Side.AGENT, 11.0))
    on_hold = after(view_model.held(talking, Held.ON_HOLD), ClockAdvanced(92.0))
    assert wording.status(on_hold) == "On hold · 01:22 of 02:00"
    assert wording.status(view_model.held(on_hold, Held.MUTED)) == "Muted"
    assert wording.status(view_model.held(OverlayState(started=True), Held.ON_HOLD)) == "On hold"


def test_when_the_time_is_nearly_up_the_line_says_what_is_left(promised: OverlayState) -> None:
    """Of two minutes at 20 s: also on hold, where no cue comes; of twenty seconds at five."""
    on_hold = view_model.held(promised, Held.ON_HOLD)
    before, soon = after(on_hold, ClockAdvanced(109.0)), after(on_hold, ClockAdvanced(110.0))
    assert before.countdown is not None
    assert not before.countdown.soon
    assert wording.status(soon) == "On hold · 00:20 left"
    assert soon.countdown is not None
    assert "00:20 left" in wording.countdown_warning(soon.countdown)
    short = after(OverlayState(started=True), PromiseChanged(0.0, 0.0, "a moment", 20.0, "waiting"))
    assert [after(short, ClockAdvanced(at)).countdown.soon for at in (14.0, 15.0)] == [False, True]  # type: ignore[union-attr]


def test_the_warning_is_said_aloud_once(
    make_window: Callable[..., OverlayWindow], promised: OverlayState, qtbot: QtBot
) -> None:
    """Politely, when it begins to matter; never while the agent paused coaching."""
    window = make_window()
    controller = OverlayController(window, SystemLook(window), OverlaySettings())
    spoken: list[str] = []
    controller.announce = spoken.append
    controller._show(promised)
    for at_s in (100.0, 111.0, 112.0, 120.0):
        controller.take([Arrival(ClockAdvanced(at_s), at_s)])
    assert spoken == ["The customer waits. You promised “two minutes”: 00:19 left."]
    controller._show(view_model.paused(promised, on=True))
    controller.take([Arrival(ClockAdvanced(125.0), 125.0)])
    assert len(spoken) == 1


@pytest.mark.parametrize(
    ("outcome", "told"),
    [("kept", "kept"), ("broken", "the time has passed"), ("after-call", "after the call"), ("waiting", "running")],
)
def test_what_came_of_a_promise_is_told(promised: OverlayState, outcome: str, told: str) -> None:
    """In the row of the same promise; its countdown is over."""
    state = advance(promised, PromiseChanged(40.0, 10.0, "two minutes", 130.0, outcome))
    assert len(state.promises) == 1
    assert wording.promise(state.promises[0], None)[1] == told
    assert (state.countdown is None) is (outcome != "waiting")


def test_the_first_deadline_counts_and_the_last_promises_stay(listening: OverlayState) -> None:
    """Of several running promises the one that ends first is counted down; only so many are listed."""
    events = [PromiseChanged(5.0 + n, 5.0 + n, f"promise {n}", 300.0 - 10 * n, "waiting") for n in range(5)]
    state = after(listening, *events, PromiseChanged(12.0, 12.0, "by five", None, "after-call"))
    assert state.countdown is not None
    assert state.countdown.phrase == "promise 4"
    assert [p.phrase for p in state.promises] == ["by five", "promise 4", "promise 3"][:PROMISES_KEPT]
    assert after(state, SessionEnded(20.0, complete=True)).countdown is None


@given(st.floats(0, 1000), st.floats(1, 600), st.floats(0, 2000))
def test_a_countdown_is_never_out_of_its_bounds(made_s: float, length_s: float, now_s: float) -> None:
    """Whatever the times: between nothing and all of it."""
    state = after(
        OverlayState(started=True),
        PromiseChanged(made_s, made_s, "a moment", made_s + length_s, "waiting"),
        ClockAdvanced(made_s + now_s),
    )
    assert state.countdown is not None
    assert 0 <= state.countdown.left_s <= state.countdown.of_s + 1


def test_the_rows_of_the_expanded_form(make_window: Callable[..., OverlayWindow], promised: OverlayState) -> None:
    """Agenda and promise stand above the cues, each with what a screen reader says."""
    window = make_window()
    state = after(promised, AgendaChanged(10.0, (NAME, REFUND)), ClockAdvanced(30.0))
    window.show_state(view_model.expanded(state, on=True))
    details = window.details
    assert details.agenda.text.text().replace("\N{NO-BREAK SPACE}", " ") == "Agenda 1 of 2   ✓ name   ○ refund date"
    assert details.agenda.text.accessibleName() == wording.agenda_aloud(state.agenda)
    assert (details.promises[0].text.text(), details.promises[0].outcome.text()) == (
        "Promise: two minutes",
        "01:40 left",
    )
    assert details.promises[1].isHidden()
    window.show_state(view_model.expanded(view_model.resting(state), on=True))
    assert details.agenda.isHidden()


def test_the_quiet_line_is_there_only_while_it_helps(
    make_window: Callable[..., OverlayWindow], promised: OverlayState
) -> None:
    """Compact: while the customer waits. Expanded: while the time runs. Paused by the agent: never."""
    window = make_window()
    waiting = after(promised, ClockAdvanced(30.0))
    talking = after(waiting, SpeechStarted(31.0, Side.AGENT, 31.0))
    for state, shown in (
        (waiting, True), (talking, False), (view_model.expanded(talking, on=True), True),
        (view_model.paused(waiting, on=True), False), (view_model.resting(waiting), False),
    ):  # fmt: skip
        window.show_state(state)
        assert window.countdown.isHidden() is not shown


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_line_fills_from_where_reading_begins(look: Look, qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    """Half of the time: one half is blue, the other is track."""
    bar = CountdownBar(look)
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(228, look.px(16))
    bar.show_countdown(Countdown("two minutes", 60, 120, waiting=True))
    picture = bar.grab().toImage()
    first, second = (QColor(picture.pixel(x, look.px(5))) for x in (60, 170))
    if direction == Qt.LayoutDirection.RightToLeft:
        first, second = second, first
    assert first.name() == look.theme.shapes[CueKind.PROMISE].edge
    assert second.name() == look.theme.track
    assert "01:00 left" in bar.accessibleName()


def test_a_promise_of_the_day_has_no_countdown(listening: OverlayState) -> None:
    """Being back by five is for the agent's notes."""
    state = advance(listening, PromiseChanged(5.0, 5.0, "by five", None, "after-call"))
    assert state.countdown is None
    assert state.promises == (PromisedTime(5.0, "by five", None, "after-call"),)
