"""The resident desktop program: overlay, tray and calls, for as long as the user is logged in.

Place in the flow: `app.resident_main` builds one where there is a display. `app.call_runner` runs a session for each
call; this shows it, and hands on what the agent asks for. Lives in the GUI thread.
"""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from app import notify
from app.call_runner import CallEnd, CallRunner
from app.calls.desk import state_json
from app.calls.requests import DeskAction, Request
from app.calls.state import CallCommand, CallPhase, CallState, CallVerb
from app.overlay.controller import CueFeedback, OverlayController
from app.overlay.look import SystemLook
from app.overlay.placement import Places, load_places, save_places
from app.overlay.screens import ScreenWatch
from app.overlay.settings import OverlaySettings
from app.overlay.state import CueAction, Held, OverlayState
from app.overlay.timing import CueTiming
from app.overlay.window import OverlayWindow
from app.translation.words import translate
from app.tray import DesktopMenu, Tray, tray_state
from speech.errors import SpeechError

ENDED_SHOWN_MS: Final = 4_000
"""Long enough to see how long the call took."""
_CUE_ACTIONS: Final = {
    DeskAction.WRONG: CueAction.WRONG,
    DeskAction.GOT_IT: CueAction.GOT_IT,
    DeskAction.SNOOZE: CueAction.SNOOZE,
    DeskAction.WHY: CueAction.WHY,
}
_HELD: Final = {CallPhase.HOLD: Held.ON_HOLD, CallPhase.MUTED: Held.MUTED}


class ResidentProgram(QObject):
    """Window, tray and menu around the calls that come and go."""

    summary_asked = Signal(object)
    """`Path` of the last call's report."""
    review_asked = Signal()
    settings_asked = Signal()
    microphone_asked = Signal(QPoint)
    """The agent wants another microphone; where the list may open, in global pixels."""

    def __init__(self, runner: CallRunner, overlay: OverlaySettings, places_file: Path) -> None:
        """Build everything; nothing runs or shows yet."""
        super().__init__()
        self.runner, self.desk = runner, runner.desk
        self._places_file = places_file
        self._leaving = False
        self.last_report: Path | None = None
        system = SystemLook(self)
        self.window = OverlayWindow(overlay, system.look(overlay), load_places(places_file))
        self.controller = OverlayController(self.window, system, overlay)
        self.menu = DesktopMenu()
        self.tray = Tray(self.menu, self)
        self._stopped = False
        self._rest_timer = QTimer(self)
        self._rest_timer.setSingleShot(True)
        self._rest_timer.setInterval(ENDED_SHOWN_MS)
        self._rest_timer.timeout.connect(self._rest)
        self._connect()
        self.controller.rest()

    def start(self) -> None:
        """Show the overlay and wait for a call."""
        self.window.show()
        self.controller.note_capture()
        self.menu.show_overlay_shown(shown=True)

    @Slot()
    def end(self) -> None:
        """Quit; a call under way is ended first, with its report."""
        self._leaving = True
        if self.runner.busy:
            self.runner.end()
        else:
            self._quit()

    def answer(self, request: Request) -> dict[str, Any]:
        """Carry out what another process asks for; raises CallError when it does not fit."""
        wish = request.wish
        if isinstance(wish, CallCommand):
            return self._told(self.desk.ask(wish))
        self.act(wish)
        return self._told(self.desk.state)

    def _told(self, state: CallState) -> dict[str, Any]:
        """Say no more than is true: a call that began is heard only once the microphone is open, and may never be."""
        shown = self.controller.state
        failed = shown.problem is not None and shown.problem.fatal and not state.active
        return state_json(state) | {
            "paused": shown.paused,
            "listening": state.active and self.runner.listening,
            "problem": shown.problem.text if failed and shown.problem is not None else None,
        }

    @Slot(object)
    def act(self, action: DeskAction) -> None:
        """Do what a hotkey, or another process, asks for."""
        match action:
            case DeskAction.SHOW:
                self._set_shown(shown=True)
            case DeskAction.TOGGLE_SHOWN:
                self._set_shown(shown=not self.window.isVisible())
            case DeskAction.PAUSE:
                self.toggle_pause()
            case DeskAction.WRONG | DeskAction.GOT_IT | DeskAction.SNOOZE | DeskAction.WHY:
                self.controller.act(_CUE_ACTIONS[action])
            case DeskAction.MORE:
                self.controller.toggle_expanded()
            case DeskAction.KEYS:
                self._set_shown(shown=True)
                self.window.keyboard.enter()
            case DeskAction.STATUS | DeskAction.TOKEN:
                pass

    @Slot()
    def toggle_call(self) -> None:
        """Begin a call by hand, or end the one under way."""
        verb = CallVerb.END if self.desk.state.active else CallVerb.START
        self.runner.ask(CallCommand(verb))

    @Slot()
    def toggle_pause(self) -> None:
        """Pause coaching or go on, while a call is under way."""
        if self.runner.busy:
            self.controller.toggle_pause()

    def stop(self) -> None:
        """Wait for the worker and take everything off the screen; the event loop is over. A second time does nothing."""
        if self._stopped:
            return
        self._stopped = True
        self.runner.join()
        # What its worker queued before the end would reach a window and a menu that are gone.
        self.runner.blockSignals(True)  # noqa: FBT003  Qt's form
        self._rest_timer.stop()
        self.tray.icon.hide()
        self.window.close()
        self.window.deleteLater()
        self.menu.deleteLater()

    def _connect(self) -> None:
        runner, controller, menu = self.runner, self.controller, self.menu
        runner.began.connect(self._on_began)
        runner.changed.connect(self._show_call)
        runner.arrived.connect(controller.take)
        runner.failed.connect(self._on_failed)
        runner.ended.connect(self._on_ended)
        controller.start_asked.connect(self.toggle_call)
        controller.end_asked.connect(self._on_end_asked)
        controller.choose_asked.connect(self._on_choose_asked)
        controller.pause_changed.connect(self._on_pause)
        controller.cue_acted.connect(self._on_feedback)
        controller.cue_painted.connect(self._on_cue_painted)
        controller.shown.connect(self._on_shown)
        menu.call_asked.connect(self.toggle_call)
        menu.pause_asked.connect(self.toggle_pause)
        menu.show_asked.connect(self._on_toggle_shown)
        menu.summary_asked.connect(self._on_summary)
        menu.review_asked.connect(self.review_asked)
        menu.settings_asked.connect(self.settings_asked)
        menu.quit_asked.connect(self.end)
        self.tray.toggle_asked.connect(self._on_toggle_shown)
        self.window.placed.connect(self._on_placed)
        self.window.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.window.customContextMenuRequested.connect(self._on_menu)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            self._screens = ScreenWatch(qt, self)
            self._screens.changed.connect(self.window.follow_screens)

    @Slot()
    def _on_began(self) -> None:
        self._rest_timer.stop()
        self.controller.begin()

    @Slot(object)
    def _show_call(self, state: CallState) -> None:
        self.menu.show_call(active=state.active)
        if state.active:
            self.controller.hold(_HELD.get(state.phase))
            self._send_pause()

    def _send_pause(self) -> None:
        """Coaching rests while the agent paused it, and while the call is on hold or muted."""
        state = self.controller.state
        self.runner.pause(on=state.paused or bool(state.held))

    @Slot(bool)
    def _on_pause(self, on: bool) -> None:  # noqa: FBT001  a signal's argument
        self.menu.show_paused(paused=on)
        self._send_pause()

    @Slot(object)
    def _on_failed(self, error: SpeechError) -> None:
        self._show_failure(notify.in_words(error))

    @Slot(object)
    def _on_ended(self, end: CallEnd) -> None:
        self.menu.show_paused(paused=False)
        if end.outcome is not None:
            self.last_report = end.outcome.report
            self.menu.summary.setEnabled(True)
        if end.error is not None:
            self._tell(end.error)
        if self._leaving:
            self._quit()
        elif self.controller.state.problem is None:
            self._rest_timer.start()

    def _tell(self, error: Exception) -> None:
        """Say in the overlay and at the door why the call could not be coached, or its report not be written."""
        message = notify.explain(error) or notify.Message(
            notify.Level.ERROR,
            translate("Problems", "The call could not be coached."),
            translate("Problems", "Start it again; “sotto doctor” looks for the cause."),
        )
        notify.door.tell(message)
        self._show_failure(message)

    def _show_failure(self, message: notify.Message) -> None:
        """Show it also to an agent who hid the overlay: nobody should go on in the belief to be coached."""
        self.controller.fail_with(str(message))
        if not self._leaving:
            self._set_shown(shown=True)

    @Slot()
    def _on_end_asked(self) -> None:
        if self.desk.state.active:
            self.runner.ask(CallCommand(CallVerb.END))
        else:
            self._rest()

    @Slot()
    def _on_choose_asked(self) -> None:
        button = self.window.status.action
        self.microphone_asked.emit(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _rest(self) -> None:
        if not self.runner.busy:
            self.controller.rest()

    @Slot(object)
    def _on_feedback(self, feedback: CueFeedback) -> None:
        self.runner.note_acted(feedback.cue_id, feedback.action)
        if feedback.action is CueAction.WRONG:
            self.runner.mark_wrong(feedback.cue_id)
        elif feedback.action is CueAction.SNOOZE:
            self.runner.snooze(feedback.rule_id)

    @Slot(object)
    def _on_cue_painted(self, timing: CueTiming) -> None:
        self.runner.note_painted(timing)

    @Slot(object)
    def _on_shown(self, state: OverlayState) -> None:
        self.tray.show_state(tray_state(state))

    @Slot()
    def _on_toggle_shown(self) -> None:
        self._set_shown(shown=not self.window.isVisible())

    def _set_shown(self, *, shown: bool) -> None:
        if not shown:
            self.window.keyboard.leave()
        self.window.setVisible(shown)
        self.menu.show_overlay_shown(shown=shown)

    @Slot()
    def _on_summary(self) -> None:
        if self.last_report is not None:
            self.summary_asked.emit(self.last_report)

    @Slot(QPoint)
    def _on_menu(self, where: QPoint) -> None:
        self.menu.popup(self.window.mapToGlobal(where))

    @Slot(object)
    def _on_placed(self, places: Places) -> None:
        save_places(self._places_file, places)

    def _quit(self) -> None:
        self.window.hide()
        QApplication.quit()
