"""Waits for the far end to speak while no call is under way, in a child process of its own.

Place in the flow: the resident program starts it between calls when the settings ask for it; it asks the desk for a call.
Only the far end is open, only voice activity is looked at; nothing is recognized, kept or sent. In a child for the same
reason as the listener: a hung audio driver must not freeze the overlay.
"""

import contextlib
import logging
import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Final

from app import notify
from app.calls.activity import FarEndStart
from app.calls.settings import CallSettings
from app.translation.words import translate
from speech.errors import SpeechError
from speech.sources.far_end import open_far_end
from speech.sources.spec import SourceSpec
from speech.vad import HOP_S, SileroDetector, VadSettings, VoiceActivity

_JOIN_S: Final = 5.0
_log = logging.getLogger(__name__)


class FarEndWatch:
    """Watches from `start` to `stop`; calls `on_speech` once, in a thread of its own."""

    def __init__(
        self, source: SourceSpec, vad: VadSettings, settings: CallSettings, on_speech: Callable[[], None]
    ) -> None:
        """Watch nothing yet."""
        self._job = (source, vad, settings)
        self._on_speech = on_speech
        self._stop: Connection | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; returns at once. Does nothing while it watches already."""
        if self._thread is not None:
            return
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        child = context.Process(target=_watch, args=(*self._job, there), name="sotto-far-end", daemon=True)
        self._stop = here
        self._thread = threading.Thread(target=self._wait, args=(child, here, there), name="far-end", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more; the devices are free when this returns. Not from within `on_speech`."""
        thread, pipe, self._thread, self._stop = self._thread, self._stop, None, None
        if thread is None or pipe is None:
            return
        with contextlib.suppress(OSError):
            pipe.send("stop")
        thread.join()
        pipe.close()

    def _wait(self, child: multiprocessing.context.SpawnProcess, here: Connection, there: Connection) -> None:
        child.start()
        there.close()
        try:
            told = here.recv()
        except (EOFError, OSError):
            told = None
        child.join(_JOIN_S)
        if child.is_alive():  # a hung driver
            child.kill()
            child.join()
        if isinstance(told, SpeechError):
            words = translate("Problems", "Calls do not begin by themselves: {why}")
            message = notify.in_words(told)
            notify.warn(words.format(why=message.text), message.mend)
        elif told == "speech":
            self._on_speech()


def _watch(source: SourceSpec, vad: VadSettings, settings: CallSettings, parent: Connection) -> None:
    """Entry point of the child: ends when the far end spoke, when the parent asks, or with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    try:
        heard = _far_end_speaks(source, vad, settings, parent)
        parent.send("speech" if heard else "ended")
    except SpeechError as error:
        parent.send(error)
    except OSError:
        _log.info("the parent is gone")


def _far_end_speaks(source: SourceSpec, vad: VadSettings, settings: CallSettings, parent: Connection) -> bool:
    opened = open_far_end(source)
    try:
        detector, activity, start = SileroDetector(), VoiceActivity(vad), FarEndStart(settings)
        hop = 0
        while not parent.poll() and (chunk := opened.read()) is not None:
            for probability in detector.accept(chunk.agent):
                activity.accept(probability, hop * HOP_S, (hop + 1) * HOP_S)
                hop += 1
                if start.accept((hop - 1) * HOP_S, hop * HOP_S, speaking=activity.speaking):
                    return True
        return False
    finally:
        opened.close()
