"""Tests of the controller: events painted, actions passed on, latencies kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bridge import Arrival
from app.overlay import OverlaySettings, native
from app.overlay.controller import AFTER_HOVER_S, CueFeedback, OverlayController
from app.overlay.look import SystemLook
from app.overlay.state import CueAction, Phase
from app.overlay.timing import CueTiming
from app.overlay.window import OverlayWindow
from coaching.events import Cue
from speech.errors import ListenerError
from speech.events import SessionStarted, Side, SourceChanged

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MakeCue = Callable[..., Cue]


@dataclass
class Desk:
    """A controller with its window, and what it said."""

    controller: OverlayController
    window: OverlayWindow
    spoken: list[str] = field(default_factory=list)

    def take(self, *events: object) -> None:
        """Let events arrive together."""
        self.controller.take([Arrival(event, 1.0) for event in events])  # type: ignore[arg-type]


@pytest.fixture
def make_desk(
    make_window: Callable[..., OverlayWindow], session_started: Callable[..., SessionStarted]
) -> Callable[..., Desk]:
    """Give a maker of desks, by settings."""

    def make(**settings: object) -> Desk:
        window = make_window(**settings)
        controller = OverlayController(window, SystemLook(window), OverlaySettings(**settings))  # type: ignore[arg-type]
        desk = Desk(controller, window)
        controller.announce = desk.spoken.append
        window.show()
        desk.take(session_started())
        return desk

    return make


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """Give a desk with the settings as they come."""
    return make_desk()


def test_a_cue_is_painted_and_its_latency_kept(desk: Desk, make_cue: MakeCue, qtbot: QtBot) -> None:
    """Decision, arrival and painting of each cue are recorded."""
    with qtbot.waitSignal(desk.controller.cue_painted) as caught:
        desk.take(make_cue(4))
    timing: CueTiming = caught.args[0]
    assert (timing.cue_id, timing.rule_id, timing.at_s, timing.received_s) == (4, "dead-end", 14.0, 1.0)
    assert timing.latency_s == timing.painted_s - 1.0
    assert desk.window.card.isVisible()


def test_of_cues_that_come_together_the_last_is_painted(desk: Desk, make_cue: MakeCue, qtbot: QtBot) -> None:
    """A cue that was never seen has no latency."""
    painted: list[CueTiming] = []
    desk.controller.cue_painted.connect(painted.append)
    with qtbot.waitSignal(desk.controller.cue_painted):
        desk.take(make_cue(1), make_cue(2))
    assert [timing.cue_id for timing in painted] == [2]


def test_a_screen_reader_is_told_once(desk: Desk, make_cue: MakeCue) -> None:
    """Each cue is announced politely when it appears, not when it changes."""
    desk.take(make_cue(1))
    desk.controller.act_on(1, CueAction.WHY)
    assert desk.spoken == ["Offer a next step. “I will ask our specialist to call you before five.”"]


def test_the_real_announcement_does_no_harm(desk: Desk) -> None:
    """Also where no screen reader listens."""
    desk.controller._announce("Offer a next step.")


def test_a_problem_is_announced(desk: Desk) -> None:
    """What keeps Sotto from hearing is said aloud as well."""
    desk.take(SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert desk.spoken == ["Microphone unplugged. Waiting for it…"]


@pytest.mark.parametrize("action", [CueAction.GOT_IT, CueAction.WRONG, CueAction.SNOOZE])
def test_an_action_hides_the_cue_and_is_passed_on(
    desk: Desk, make_cue: MakeCue, qtbot: QtBot, action: CueAction
) -> None:
    """The rest of the program learns which cue and which rule."""
    desk.take(make_cue(1))
    with qtbot.waitSignals([desk.controller.cue_acted, desk.controller.card_gone]):
        desk.controller.act(action)
    assert desk.controller.state.card is None
    assert not desk.controller.fade_timer.isActive()
    assert not desk.window.card.isVisible()


def test_feedback_carries_cue_rule_and_time(desk: Desk, make_cue: MakeCue, qtbot: QtBot) -> None:
    """The time is stream time."""
    desk.take(make_cue(1))
    with qtbot.waitSignal(desk.controller.cue_acted) as caught:
        desk.controller.act(CueAction.WRONG)
    assert caught.args[0] == CueFeedback(1, "dead-end", CueAction.WRONG, 11.0)


def test_an_action_without_a_cue_does_nothing(desk: Desk, qtbot: QtBot) -> None:
    """A key pressed too late hits nothing."""
    with qtbot.assertNotEmitted(desk.controller.cue_acted):
        desk.controller.act(CueAction.WRONG)
        desk.controller.act_on(9, CueAction.WRONG)
        desk.controller.fade()


def test_a_cue_stays_for_its_own_time(desk: Desk, make_cue: MakeCue) -> None:
    """The timer is set to `visible_s` of the cue."""
    desk.take(make_cue(1, visible_s=8.0))
    assert desk.controller.fade_timer.isActive()
    assert desk.controller.fade_timer.interval() == 8000
    desk.take(make_cue(2, visible_s=5.5))
    assert desk.controller.fade_timer.interval() == 5500


def test_it_fades_when_its_time_is_up(desk: Desk, make_cue: MakeCue, qtbot: QtBot) -> None:
    """After the animation the card is gone."""
    desk.take(make_cue(1))
    desk.controller.fade_timer.timeout.emit()
    assert desk.controller.state.card is not None
    with qtbot.waitSignal(desk.controller.card_gone):
        desk.window.card.animation.setCurrentTime(desk.window.card.animation.duration())
    assert desk.controller.state.card is None


@pytest.mark.parametrize("settings", [{"motion": "reduced"}, {"fade_ms": 0}])
def test_without_motion_it_goes_at_once(
    make_desk: Callable[..., Desk], make_cue: MakeCue, settings: dict[str, object]
) -> None:
    """Reduced motion means none."""
    desk = make_desk(**settings)
    desk.take(make_cue(1))
    desk.controller.fade_timer.timeout.emit()
    assert desk.controller.state.card is None


def test_a_cue_under_the_pointer_waits(desk: Desk, make_cue: MakeCue) -> None:
    """It does not vanish while it is read or reached for; also not when it had begun to fade."""
    desk.take(make_cue(1))
    desk.controller.fade()
    desk.window.hover_changed.emit(True)
    assert not desk.controller.fade_timer.isActive()
    assert desk.window.card._effect.opacity() == 1.0
    desk.window.hover_changed.emit(False)
    assert desk.controller.fade_timer.interval() == round(AFTER_HOVER_S * 1000)


def test_hovering_without_a_cue_starts_nothing(desk: Desk) -> None:
    """There is nothing to fade."""
    desk.window.hover_changed.emit(True)
    desk.window.hover_changed.emit(False)
    assert not desk.controller.fade_timer.isActive()


def test_pausing_is_told_and_can_be_taken_back(desk: Desk, make_cue: MakeCue, qtbot: QtBot) -> None:
    """Both by the pause button and by Resume."""
    desk.take(make_cue(1))
    with qtbot.waitSignal(desk.controller.pause_changed) as caught:
        desk.window.status.pause_asked.emit()
    assert caught.args == [True]
    assert desk.controller.state.phase is Phase.PAUSED
    desk.take(make_cue(2))
    assert desk.controller.state.card is None
    with qtbot.waitSignal(desk.controller.pause_changed) as caught:
        desk.window.status.action_asked.emit()
    assert caught.args == [False]


def test_the_end_is_passed_on(desk: Desk, qtbot: QtBot) -> None:
    """By its button, and by the action of a failed session."""
    with qtbot.waitSignal(desk.controller.end_asked):
        desk.window.status.end_asked.emit()
    desk.controller.fail(ListenerError("The listener stopped.", "Restart Sotto."))
    assert desk.window.status.text.text() == "The listener stopped. Restart Sotto."
    with qtbot.waitSignal(desk.controller.end_asked):
        desk.window.status.action_asked.emit()


def test_another_microphone_is_offered_where_one_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    """The problem line's button asks for it, and the call goes on: the button that ends it stays under the pointer."""
    desk.controller.offer_choice()
    desk.take(SourceChanged(5.0, Side.AGENT, "Headset", available=False))
    assert desk.window.status.action.text() == "Choose another"
    desk.window.status.show_hovered(hovered=True)
    assert desk.window.status.end.isVisible()
    with qtbot.assertNotEmitted(desk.controller.end_asked), qtbot.waitSignal(desk.controller.choose_asked):
        desk.window.status.action.click()
    desk.take(SourceChanged(6.0, Side.AGENT, "Headset", available=True))
    desk.take(SourceChanged(7.0, Side.CUSTOMER, "Monitor", available=False))
    assert desk.window.status.action.text() == "End call"


def test_more_and_less(desk: Desk) -> None:
    """The expanded form and the transcript come only when asked for."""
    desk.window.status.expand_asked.emit()
    assert desk.window.details.isVisible()
    desk.controller.toggle_transcript()
    assert desk.controller.state.transcript_on
    desk.controller.toggle_expanded()
    assert not desk.window.details.isVisible()


def test_what_sharing_shows_is_told(desk: Desk) -> None:
    """Where the system could not hide the overlay, the expanded form says so."""
    desk.window.capture = native.CaptureExclusion.UNSUPPORTED
    desk.controller.note_capture()
    assert desk.controller.state.seen_when_sharing
    desk.window.capture = native.CaptureExclusion.EXCLUDED
    desk.controller.note_capture()
    assert not desk.controller.state.seen_when_sharing


def test_an_unchanged_state_is_not_painted_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, session_started: Callable[..., SessionStarted]
) -> None:
    """Calm also for the processor."""
    shown: list[object] = []
    monkeypatch.setattr(desk.window, "show_state", shown.append)
    desk.take(session_started())
    assert shown == []


def test_a_change_of_the_system_is_followed(desk: Desk, sound_qt: QApplication) -> None:
    """The look is asked for anew."""
    before = desk.window._look
    desk.controller._system.changed.emit()
    assert desk.window._look == before
    assert desk.window._look is not before
