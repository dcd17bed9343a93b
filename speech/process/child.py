"""What runs in the listener process: one listener, its outbox, and a thread that hears the parent's commands.

Place in the flow: started by `speech.child_start` with spawn. It ends when the session ends, when the parent asks
for it, or at once when the parent is gone. Errors cross the pipe typed; a traceback goes to the log file only.
"""

import faulthandler
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from speech.audio import CHUNK_SAMPLES, samples_to_s
from speech.engine_choice import EngineChoice, choose_engine, create_recognizer
from speech.errors import SpeechError
from speech.events import SessionStarted, SpeechEvent
from speech.listener import Listener
from speech.process.continuity import shifted
from speech.process.messages import Begin, Command, Failed, Message, Prepare, Ready
from speech.process.outbox import Outbox
from speech.process.spec import EngineSpec, ListenerSpec, Resume
from speech.recognizers.base import Recognizer
from speech.sources.base import Refreshable, Source
from speech.sources.opening import open_source
from speech.sources.spec import LiveSpec

_CAPACITY: Final = 2_000
"""Events: more than a minute of a busy call."""
_log = logging.getLogger(__name__)


def run(events: Connection, commands: Connection) -> None:
    """Entry point of the child: wait for `Begin`, hear the session and report it until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business; it asks for a clean stop
    begin, prepared = _wait_for_begin(commands)
    spec, resume = begin.spec, begin.resume
    _log_to_file(spec)
    pipe = _Pipe(events)
    session = _ChildSession(spec, resume, pipe.send, prepared)
    threading.Thread(target=_obey, args=(commands, session), name="listener-commands", daemon=True).start()
    try:
        session.run()
    except SpeechError as error:
        _log.exception("the listener ended with an error")
        session.outbox.close()
        pipe.send(Failed(error))
    except Exception:  # noqa: BLE001  (the boundary of the process: the parent starts it again)
        _log.exception("the listener crashed")
        session.outbox.close()
        logging.shutdown()
        os._exit(1)


class _Pipe:
    """The way to the parent, shared by the listener's thread and the outbox's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def send(self, message: Message) -> None:
        with self._lock:
            self._connection.send(message)


class _ChildSession:
    """One listener from opening to end."""

    def __init__(
        self,
        spec: ListenerSpec,
        resume: Resume | None,
        send: Callable[[Message], None],
        prepared: "_Prepared | None" = None,
    ) -> None:
        self._spec = spec
        self._prepared = prepared
        self._resume = resume
        self._send = send
        self._real_time = isinstance(spec.source, LiveSpec) or spec.source.paced
        self._offset_s = 0.0
        self._refresh: Callable[[], None] = _nothing_to_refresh
        self.stopping = threading.Event()
        position_s = 0.0 if resume is None else resume.position_s
        self.outbox = Outbox(send, capacity=_CAPACITY, lossless=not self._real_time, position_s=position_s)

    def run(self) -> None:
        choice = choose_engine(self._spec.engine.engine, self._spec.engine.models_folder, self._spec.engine.model)
        source, recognizer = self._open(choice)
        listener = Listener(source, recognizer, self._spec.settings, choice.reason)
        try:
            self._hear(listener, source)
        finally:
            listener.close()
        self.outbox.close()

    def refresh_devices(self) -> None:
        """Look for devices again; called by the command thread."""
        self._refresh()

    def _open(self, choice: EngineChoice) -> tuple[Source, Recognizer]:
        spec, resumed = self._spec.source, self._resume is not None
        if resumed or isinstance(spec, LiveSpec):
            # Loading takes seconds; sound captured meanwhile would be late for good.
            recognizer = self._recognizer(choice)
            self._offset_s = self._begin_s()
            source = open_source(spec, start_s=self._offset_s, resumed=resumed)
            if isinstance(spec, LiveSpec):
                self._offset_s = self._begin_s()  # devices take their time, too
        else:
            # A missing file is told at once, not after loading.
            source = open_source(spec)
            recognizer = self._recognizer(choice)
        if isinstance(source, Refreshable):
            self._refresh = source.refresh
        return source, recognizer

    def _recognizer(self, choice: EngineChoice) -> Recognizer:
        prepared, self._prepared = self._prepared, None
        if prepared is not None and prepared.choice == choice:
            return prepared.recognizer
        return create_recognizer(choice)

    def _begin_s(self) -> float:
        """Return the session time of a first sample heard now."""
        if self._resume is None:
            return 0.0
        if self._resume.epoch_s is None:
            return self._resume.position_s
        return max(self._resume.position_s, time.monotonic() - self._resume.epoch_s)

    def _hear(self, listener: Listener, source: Source) -> None:
        self._send(Ready(self._offset_s, self._epoch_s()))
        self._put(listener.started())
        heard, complete = 0, False
        while not self.stopping.is_set() and not self.outbox.broken:
            chunk = source.read()
            if chunk is None:
                complete = not self.stopping.is_set()
                break
            for event in listener.accept(chunk):
                self._put(event)
            heard = chunk.start_sample + CHUNK_SAMPLES
            self.outbox.advance(self._offset_s + samples_to_s(heard))
        for event in listener.finish(complete=complete):
            self._put(event)

    def _epoch_s(self) -> float | None:
        if not self._real_time:
            return None
        if self._resume is not None and self._resume.epoch_s is not None:
            return self._resume.epoch_s
        return time.monotonic() - self._offset_s

    def _put(self, event: SpeechEvent) -> None:
        if self._resume is None:
            self.outbox.put(event)
        elif not isinstance(event, SessionStarted):
            self.outbox.put(shifted(event, self._offset_s, self._resume.utterances))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A recognizer that was loaded before the session began."""

    choice: EngineChoice
    recognizer: Recognizer


def _wait_for_begin(commands: Connection) -> tuple[Begin, _Prepared | None]:
    prepared: _Prepared | None = None
    while True:
        try:
            command = commands.recv()
        except (EOFError, OSError):
            os._exit(0)  # the parent did not need this child, or is gone
        if isinstance(command, Begin):
            return command, prepared
        if isinstance(command, Prepare):
            prepared = _prepare(command.engine, prepared)


def _prepare(engine: EngineSpec, before: _Prepared | None) -> _Prepared | None:
    """Load a recognizer beforehand, unless it is there; what is wrong with it is told when a session wants it."""
    try:
        choice = choose_engine(engine.engine, engine.models_folder, engine.model)
        if before is not None and before.choice == choice:
            return before
        return _Prepared(choice, create_recognizer(choice))
    except Exception:  # noqa: BLE001  the session meets the same error and reports it
        return None


def _nothing_to_refresh() -> None:
    """Recordings have no devices."""


def _obey(commands: Connection, session: _ChildSession) -> None:
    """Hear the parent; when it is gone (even killed) the pipe ends and so does this process."""
    while True:
        try:
            command = commands.recv()
        except (EOFError, OSError):
            os._exit(0)
        if command is Command.STOP:
            session.stopping.set()
        elif command is Command.REFRESH_DEVICES:
            session.refresh_devices()


def _log_to_file(spec: ListenerSpec) -> None:
    root = logging.getLogger()
    try:
        handler = None if spec.log_path is None else logging.FileHandler(spec.log_path, encoding="utf-8")
        if spec.log_path is not None:
            faulthandler.enable(file=spec.log_path.open("ab", buffering=0))
    except OSError:
        handler = None  # a session without a log is better than none
    if handler is None:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
