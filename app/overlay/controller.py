"""Holds the overlay's state: asks the view-model for the next one, has it painted, and keeps the latencies.

Place in the flow: between `app.bridge` (events), the window (what is painted, what the agent does) and the program
around it (pause, end, feedback). Lives in the GUI thread.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.bridge import Arrival
from app.overlay import native, view_model, wording
from app.overlay.catching_up import newest
from app.overlay.look import SystemLook
from app.overlay.settings import OverlaySettings
from app.overlay.state import Card, Countdown, CueAction, Held, OverlayState, Phase, StatusAction
from app.overlay.timing import CueTiming, StreamLag
from app.overlay.window import OverlayWindow
from speech.errors import SpeechError

AFTER_HOVER_S = 3.0
"""A cue that the agent pointed at stays this long after the pointer left."""


@dataclass(frozen=True, slots=True)
class CueFeedback:
    """What the agent did with a cue, and when (stream time)."""

    cue_id: int
    rule_id: str
    action: CueAction
    at_s: float


class OverlayController(QObject):
    """Drives the window. Connect `take` to the bridge's `arrived`."""

    cue_painted = Signal(object)
    """`CueTiming`."""
    cue_acted = Signal(object)
    """`CueFeedback`."""
    pause_changed = Signal(bool)
    end_asked = Signal()
    choose_asked = Signal()
    """The agent wants another microphone."""
    start_asked = Signal()
    """The agent wants a call to begin (between two calls)."""
    shown = Signal(object)
    """`OverlayState`, each time that something else is shown."""
    card_gone = Signal()
    """No cue stands any more."""

    def __init__(self, window: OverlayWindow, system: SystemLook, settings: OverlaySettings) -> None:
        """Connect the parts."""
        super().__init__(window)
        self._window, self._system, self._settings = window, system, settings
        self._lag = StreamLag()
        self._received: dict[int, tuple[Card, float, float]] = {}
        """Cue → its card, when it came and its lag; until it is painted."""
        self.announce: Callable[[str], None] = self._announce
        self.state = OverlayState(expanded=settings.expanded, transcript_on=settings.transcript)
        self.fade_timer = QTimer(self)
        self.fade_timer.setSingleShot(True)
        self.fade_timer.timeout.connect(self.fade)
        system.changed.connect(self._on_look)
        window.hover_changed.connect(self._on_hover)
        window.card.acted.connect(self.act_on)
        window.card.painted.connect(self._on_painted)
        window.card.faded_out.connect(self._on_faded)
        window.status.pause_asked.connect(self.toggle_pause)
        window.status.expand_asked.connect(self.toggle_expanded)
        window.status.end_asked.connect(self.end_asked)
        window.status.action_asked.connect(self._on_status_action)
        window.show_state(self.state)

    @Slot(object)
    def take(self, arrivals: list[Arrival]) -> None:
        """Take events in their order and paint what follows once."""
        state = self.state
        lags_s = [self._lag.note(arrival.event.at_s, arrival.received_s) for arrival in arrivals]
        for index in newest(arrivals):
            arrival, lag_s, before = arrivals[index], lags_s[index], state.card
            state = view_model.advance(state, arrival.event)
            if state.card is not None and (before is None or before.cue_id != state.card.cue_id):
                self._received[state.card.cue_id] = (state.card, arrival.received_s, lag_s)
        self._show(state)

    @Slot(object)
    def fail(self, error: SpeechError) -> None:
        """Show that listening failed for good, and the one thing left to do."""
        self._show(view_model.failed(self.state, str(error)))

    def fail_with(self, text: str) -> None:
        """Show a failure that ends the call, in one sentence; the one that stands already is kept."""
        if not (self.state.problem and self.state.problem.fatal):
            self._show(view_model.failed(replace(self.state, ended=False), text))

    def offer_choice(self) -> None:
        """Let the agent choose another microphone when this one is lost; `choose_asked` follows."""
        self._show(replace(self.state, can_choose=True))

    def rest(self) -> None:
        """Show that no call is under way."""
        self._show(view_model.resting(self.state))

    def begin(self) -> None:
        """Show that a call begins."""
        self._lag = StreamLag()
        self._show(replace(view_model.resting(self.state), idle=False))

    def hold(self, reason: Held | None) -> None:
        """Show why coaching rests, None when it goes on."""
        self._show(view_model.held(self.state, reason))

    @Slot()
    def toggle_pause(self) -> None:
        """Pause coaching, or go on."""
        on = not self.state.paused
        self._show(view_model.paused(self.state, on=on))
        self.pause_changed.emit(on)

    @Slot()
    def toggle_expanded(self) -> None:
        """Show more or less."""
        self._show(view_model.expanded(self.state, on=not self.state.expanded))

    @Slot()
    def toggle_transcript(self) -> None:
        """Show or hide the live transcript (in the expanded form)."""
        self._show(view_model.transcribing(self.state, on=not self.state.transcript_on))

    @Slot(int, CueAction)
    def act_on(self, cue_id: int, action: CueAction) -> None:
        """Do what the agent asked for with the cue; a cue that is gone by now is left alone."""
        card = self.state.card
        if card is None or card.cue_id != cue_id:
            return
        self._show(view_model.acted(self.state, cue_id, action))
        if action is not CueAction.WHY:  # answered: back to the work
            self._window.keyboard.leave()
        self.cue_acted.emit(CueFeedback(cue_id, card.rule_id, action, self.state.now_s))

    def act(self, action: CueAction) -> None:
        """Act on the cue that stands now, if any: the door for keys."""
        if self.state.card is not None:
            self.act_on(self.state.card.cue_id, action)

    @Slot()
    def fade(self) -> None:
        """Let the cue that stands fade away; at once under reduced motion."""
        look = self._system.look(self._settings)
        if self.state.card is None:
            return
        if look.reduced_motion or self._settings.fade_ms == 0:
            self._on_faded()
        else:
            self._window.card.fade(self._settings.fade_ms)

    def note_capture(self) -> None:
        """Take over what the system said about keeping the overlay out of shared screens."""
        seen = self._window.capture in {native.CaptureExclusion.REFUSED, native.CaptureExclusion.UNSUPPORTED}
        self._show(replace(self.state, seen_when_sharing=seen))

    def _show(self, state: OverlayState) -> None:
        old, self.state = self.state, state
        if state == old:
            return
        self._window.show_state(state)
        self.shown.emit(state)
        before, now = old.card, state.card
        if now is None and before is not None:
            self.fade_timer.stop()
            self._window.card.stop_fading()
            self.card_gone.emit()
        elif now is not None and (before is None or before.cue_id != now.cue_id):
            self.fade_timer.start(round(now.visible_s * 1000))
            self.announce(wording.announcement(now))
        self._warn_of_waiting(old.countdown, state.countdown)
        if state.phase is Phase.PROBLEM and old.problem != state.problem:
            self.announce(wording.status(state))

    def _warn_of_waiting(self, before: Countdown | None, now: Countdown | None) -> None:
        """Say aloud once that the promised time is nearly up; for eyes the quiet line says it."""
        if now is None or not (now.soon and now.waiting) or self.state.paused:
            return
        if before is None or not (before.soon and before.waiting):
            self.announce(wording.countdown_warning(now))

    @Slot()
    def _on_faded(self) -> None:
        if self.state.card is not None:
            self._show(view_model.faded(self.state, self.state.card.cue_id))

    @Slot(bool)
    def _on_hover(self, on: bool) -> None:  # noqa: FBT001  a signal's argument
        if self.state.card is None:
            return
        if on:
            self.fade_timer.stop()
            self._window.card.stop_fading()
        else:
            self.fade_timer.start(round(AFTER_HOVER_S * 1000))

    @Slot()
    def _on_status_action(self) -> None:
        match self.state.status_action:
            case StatusAction.START:
                self.start_asked.emit()
            case StatusAction.RESUME:
                self.toggle_pause()
            case StatusAction.CHOOSE:
                self.choose_asked.emit()
            case StatusAction.END | StatusAction.CLOSE:
                self.end_asked.emit()
            case None:  # the button went while it was pressed
                pass

    @Slot(int)
    def _on_painted(self, cue_id: int) -> None:
        card, received_s, lag_s = self._received.pop(cue_id, (None, 0.0, 0.0))
        self._received.clear()  # cues that were replaced within one batch were never painted
        if card is not None:
            now_s = time.perf_counter()
            self.cue_painted.emit(CueTiming(cue_id, card.rule_id, card.at_s, received_s, now_s, lag_s))

    @Slot()
    def _on_look(self) -> None:
        self._window.set_look(self._system.look(self._settings))

    def _announce(self, text: str) -> None:
        event = QAccessibleAnnouncementEvent(self._window, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
