"""Runs the resident program from its start to the user's leave: everything around the overlay put together.

Place in the flow: `sotto run` calls `run_resident` in the main thread where there is a display. Claims the place of the
one instance first; a second start only asks the first to show itself.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from app import notify, settings_file
from app.call_runner import CallRunner
from app.call_session import CallSession
from app.calls.desk import CallDesk
from app.calls.endpoint import CallEndpoint, EndpointError
from app.calls.errors import CallError
from app.calls.far_end_watch import FarEndWatch
from app.calls.requests import DeskAction, Request
from app.calls.state import CallCommand, CallVerb, Origin
from app.calls.token import load_token
from app.errors import AppError
from app.hotkeys.base import Hotkeys
from app.hotkeys.opening import open_hotkeys
from app.interrupt import interruptible
from app.link_events import LinkEvents
from app.microphone_choice import MicrophoneChoice
from app.overlay.application import InterruptWatch, application
from app.overlay.binding import check_binding
from app.overlay.wording import RuleReason
from app.paths import paths
from app.resident import ResidentProgram
from app.session import LiveSession
from app.settings import Settings
from app.single_instance import AlreadyRunningError, InstanceServer, ask
from app.translation.language import use_language
from speech.sources.spec import InputChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coaching.summary import CallSummary


@dataclass(frozen=True, slots=True)
class ResidentParts:
    """What the resident program is made of."""

    settings: Settings
    make_session: Callable[[str], LiveSession]
    """Gives a session that was not started for the call with this reference ("" for none); called in the worker thread."""
    keep: "Callable[[CallSummary], Path]"
    """Writes a call's report; called in the worker thread."""
    reasons: "Mapping[str, RuleReason]"
    open_settings: Callable[[], None] | None = None
    """Shows the settings window; without one the settings file is opened."""
    open_review: Callable[[], None] | None = None
    """Shows the sessions that are kept."""


def run_resident(parts: ResidentParts, *, first: CallCommand | None = None) -> None:
    """Run until the user quits. `first`: a call that begins at once.

    Where Sotto runs already, that one is asked to show itself (and to begin the call) and this returns. Raises AppError
    when the instance's place cannot be taken, CallError when the running one refuses the call.
    """
    check_binding()
    qt = application()
    use_language(qt, parts.settings.interface.language)
    around = _Around(parts)
    try:
        around.server.claim()
    except AlreadyRunningError as error:
        ask(Request(DeskAction.SHOW))
        if first is not None:
            ask(Request(first))
        notify.info(f"{error.message} {error.mend}")
        return
    with interruptible() as request:
        watch = InterruptWatch(request, around.program)
        try:
            around.open()
            if first is not None:
                around.program.desk.ask(first)
            QTimer.singleShot(0, around.program.start)
            qt.exec()
        finally:
            around.close()
            watch.close()


class _Around(QObject):
    """The program and all the doors to it."""

    def __init__(self, parts: ResidentParts) -> None:
        super().__init__()
        self._parts = parts
        settings = parts.settings
        self._runner = CallRunner(CallDesk(), self._make_call, settings.calls, self)
        self.program = ResidentProgram(self._runner, settings.overlay, paths().data / "overlay-places.json")
        self.program.window.set_reasons(parts.reasons)
        self.server = InstanceServer(self.program.answer, self)
        # On macOS alone: a filter written in Python sees every event of the program.
        self._links = LinkEvents(self.program.answer, self) if sys.platform == "darwin" else None
        self._hotkeys: Hotkeys | None = None
        self._endpoint: CallEndpoint | None = None
        self._far_end = FarEndWatch(
            settings.listening.live_spec(), settings.vad, settings.calls, self._on_far_end
        )  # fmt: skip
        self._runner.began.connect(self._on_began)
        self._runner.ended.connect(self._on_ended)
        self.program.summary_asked.connect(self._on_summary)
        self.program.settings_asked.connect(self._on_settings)
        self.program.review_asked.connect(self._on_review)
        self._microphones = MicrophoneChoice(self)
        self._microphones.chosen.connect(self._on_microphone)
        self._microphones.settings_asked.connect(self._on_settings)
        self.program.microphone_asked.connect(self._microphones.ask)
        self.program.controller.offer_choice()

    def open(self) -> None:
        """Open hotkeys, endpoint and the watch for the far end; what cannot be opened is told."""
        settings = self._parts.settings
        self._hotkeys = open_hotkeys(settings.hotkeys, self)
        if self._hotkeys is not None:
            self._hotkeys.pressed.connect(self.program.act)
        if settings.calls.endpoint:
            try:
                self._endpoint = CallEndpoint(self.program.desk, load_token(), settings.calls.endpoint_port)
            except EndpointError as error:
                notify.warn(error.message, error.mend)
        self._watch_far_end()

    def close(self) -> None:
        """Close everything, the session last."""
        self.server.close()
        if self._links is not None:
            self._links.close()
        if self._hotkeys is not None:
            self._hotkeys.close()
        if self._endpoint is not None:
            self._endpoint.close()
        self._far_end.stop()
        self._microphones.close()
        self.program.stop()

    def _make_call(self, reference: str) -> CallSession:
        return CallSession(lambda: self._parts.make_session(reference), self._parts.keep, reference)

    def _watch_far_end(self) -> None:
        if self._parts.settings.calls.far_end_starts and not self.program.desk.state.active:
            self._far_end.start()

    def _on_far_end(self) -> None:
        """Begin a call; in the watch's thread, where the desk may be asked."""
        try:
            self.program.desk.ask(CallCommand(CallVerb.START, origin=Origin.FAR_END))
        except CallError as error:  # another began meanwhile
            notify.info(error.message)

    @Slot()
    def _on_began(self) -> None:
        self._far_end.stop()

    @Slot(object)
    def _on_ended(self, _end: object) -> None:
        QTimer.singleShot(0, self._watch_far_end)

    @Slot(object)
    def _on_summary(self, report: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(report)))

    @Slot(object)
    def _on_microphone(self, choice: InputChoice) -> None:
        """Keep the choice for the calls to come, and let this one go on with it."""
        wanted = {"listening.microphone": choice.name or "", "listening.microphone_host_api": choice.host_api or ""}
        try:
            settings = settings_file.store(paths().settings_file, wanted)
        except (AppError, OSError) as error:
            message = notify.explain(error)
            if message is not None:
                notify.door.tell(message)
            return
        self._runner.listen_to(settings.listening.live_spec())

    @Slot()
    def _on_review(self) -> None:
        if self._parts.open_review is not None:
            self._parts.open_review()

    @Slot()
    def _on_settings(self) -> None:
        if self._parts.open_settings is not None:
            self._parts.open_settings()
            return
        file = paths().settings_file
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file if file.exists() else file.parent)))
