"""Runs a session for each call that the desk tells of, one after the other, and says how each one went.

Place in the flow: between `app.calls.desk` (which is asked from any thread) and the resident program (GUI thread): the
desk's news cross by one queued signal. Also hears from the events of a call whether it is muted or over.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app import notify
from app.bridge import Arrival, SessionBridge
from app.call_session import CallOutcome, CallSession
from app.calls.activity import FarEndEnd, MuteWatch
from app.calls.desk import CallDesk
from app.calls.errors import CallError
from app.calls.settings import CallSettings
from app.calls.state import CallCommand, CallState, CallVerb, Origin
from app.overlay.timing import CueTiming
from speech.events import SessionStarted
from speech.sources.spec import SourceSpec

MakeCall: TypeAlias = Callable[[str], CallSession]
"""Gives the session of a call with this reference ("" for none); nothing slow."""


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How a call went: what is left of it, and what went wrong, if anything."""

    outcome: CallOutcome | None
    error: Exception | None


class CallRunner(QObject):
    """Lives in the GUI thread."""

    began = Signal()
    changed = Signal(object)
    """`CallState`, whenever the desk's changed."""
    arrived = Signal(object)
    """`list[Arrival]`, as the bridge gives them."""
    failed = Signal(object)
    """`SpeechError`: listening ended before its time."""
    ended = Signal(object)
    """`CallEnd`: the call is over and its report is written."""
    _desk_changed = Signal()

    def __init__(
        self, desk: CallDesk, make_call: MakeCall, settings: CallSettings, parent: QObject | None = None
    ) -> None:
        """Follow `desk` from now on."""
        super().__init__(parent)
        self.desk, self._make_call, self._settings = desk, make_call, settings
        self._news: deque[CallState] = deque()
        self._call: CallSession | None = None
        self._bridge: SessionBridge[CallOutcome] | None = None
        self._mute_detected = self._heard = self._over = False
        self._agenda: str | None = None
        self._far_end, self._mute = FarEndEnd(settings), MuteWatch(settings)
        self._desk_changed.connect(self._follow_desk, Qt.ConnectionType.QueuedConnection)
        desk.listen(self._on_news)

    @property
    def busy(self) -> bool:
        """Whether a session runs, or its report is being written."""
        return self._bridge is not None

    @property
    def listening(self) -> bool:
        """Whether the session that runs has begun to hear: the microphone is open."""
        return self.busy and self._heard

    def ask(self, command: CallCommand) -> None:
        """Ask the desk; a refusal is told to the user."""
        try:
            self.desk.ask(command)
        except CallError as error:
            notify.warn(error.message, error.mend)

    def pause(self, *, on: bool) -> None:
        """Let coaching rest, or go on with it."""
        if self._bridge is not None:
            self._bridge.pause(on=on)

    def mark_wrong(self, cue_id: int) -> None:
        """Take the agent's word that a cue was wrong."""
        if self._call is not None:
            self._call.mark_wrong(cue_id)

    def note_painted(self, timing: CueTiming) -> None:
        """Keep with the cue how long it took to be seen."""
        if self._call is not None:
            self._call.note_painted(timing.cue_id, delivered_s=timing.delivered_s, painted_s=timing.latency_s)

    def note_acted(self, cue_id: int, action: str) -> None:
        """Keep what the agent did with a cue ("got-it", "wrong", "snooze")."""
        if self._call is not None:
            self._call.note_acted(cue_id, action)

    def listen_to(self, source: SourceSpec) -> None:
        """Go on with another microphone, in the call that is under way."""
        if self._call is not None:
            self._call.listen_to(source)

    def snooze(self, rule_id: str) -> None:
        """Show no more cues for this rule in this call."""
        if self._call is not None:
            self._call.snooze(rule_id)

    def end(self) -> None:
        """End the session that runs; `ended` follows."""
        if self._bridge is not None:
            self._bridge.end()

    def join(self) -> None:
        """Wait for the worker, and begin and tell nothing any more: after the event loop.

        News of the desk that are queued by then are delivered all the same, should a loop run once more.
        """
        self._over = True
        if self._bridge is not None:
            self._bridge.end()
            self._bridge.join()

    def _on_news(self, _before: CallState, after: CallState) -> None:
        """Take the desk's news in whatever thread it comes."""
        self._news.append(after)
        self._desk_changed.emit()

    @Slot()
    def _follow_desk(self) -> None:
        if self._over:
            return
        while self._news:
            state = self._news.popleft()
            self._far_end.on_hold = state.on_hold
            if state.active and self._bridge is None:
                self._begin(state)
            elif not state.active:
                self.end()
            self._follow_agenda(state)
            self.changed.emit(state)

    def _follow_agenda(self, state: CallState) -> None:
        if self._call is None or not state.active or state.agenda is None or state.agenda == self._agenda:
            return
        self._agenda = state.agenda
        self._call.set_agenda(state.agenda)

    def _begin(self, state: CallState) -> None:
        self._far_end, self._mute = FarEndEnd(self._settings), MuteWatch(self._settings)
        self._mute_detected, self._heard, self._agenda = False, False, None
        self._call = self._make_call(state.reference)
        self._bridge = SessionBridge(self._call, self)
        self._bridge.arrived.connect(self.arrived)
        self._bridge.arrived.connect(self._on_arrived)
        self._bridge.failed.connect(self.failed)
        self._bridge.finished.connect(self._on_finished)
        self.began.emit()
        self._bridge.start()

    @Slot(object)
    def _on_arrived(self, arrivals: list[Arrival]) -> None:
        for arrival in arrivals:
            event: Any = arrival.event  # events of coaching are none of theirs, and are passed over
            self._heard = self._heard or isinstance(event, SessionStarted)
            muted = self._mute.accept(event)
            if muted or (muted is False and self._mute_detected):
                self._mute_detected = muted
                self.ask(CallCommand(CallVerb.MUTE if muted else CallVerb.UNMUTE))
            over = self._settings.far_end_ends and self._far_end.accept(event)
            if over and self.desk.state.active:
                self.ask(CallCommand(CallVerb.END, origin=Origin.FAR_END))

    @Slot()
    def _on_finished(self) -> None:
        bridge, self._bridge, self._call = self._bridge, None, None
        if bridge is None:
            return
        self.ended.emit(CallEnd(bridge.summary, bridge.error))
        bridge.deleteLater()
        self.desk.session_over()
        self.desk.settle()
