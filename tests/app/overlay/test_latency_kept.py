"""From words to the call's document: a real engine behind the real overlay keeps how long its cue took."""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from app.assembly import new_coach, watch_rules
from app.cli import live
from app.overlay.settings import OverlaySettings
from app.session import LiveSession
from app.settings import Settings
from coaching.summary_json import summary_json
from speech.events import (
    ClockAdvanced,
    FinalTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("sound_qt"),
]
SAID = "there is nothing more i can do for you"


@dataclass
class Feed:
    """Says one sentence; ends when it was asked to, which a painted cue does."""

    batches: list[list[SpeechEvent]]
    ended: bool = False
    stopping: bool = False

    def start(self) -> None:
        """Nothing to open."""

    def poll(self, timeout_s: float) -> Iterable[SpeechEvent]:
        """Return the next batch; the end once stopped."""
        if self.batches:
            return self.batches.pop(0)
        self.ended = self.stopping
        return [SessionEnded(12.0, complete=True)] if self.ended else []

    def stop(self) -> None:
        """End with the next poll."""
        self.stopping = True

    def listen_to(self, source: object) -> Iterable[SpeechEvent]:
        """Not asked here."""
        return []

    def close(self) -> None:
        """Nothing is open."""
        self.ended = True


def test_the_cue_in_the_document_has_all_its_stages(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decided after the words, delivered by the session, painted by the overlay: each measured, and their sum."""
    words = tuple(Word(word, 1.0 + n * 0.3, 1.25 + n * 0.3) for n, word in enumerate(SAID.split()))
    end_s = words[-1].end_s
    feed = Feed(
        [
            [SessionStarted(0.0, "typed", True, "vosk", "small", "1", "because"), SpeechStarted(1.1, Side.AGENT, 1.0)],
            [SpeechEnded(end_s + 0.3, Side.AGENT, 1.0, end_s), FinalTranscript(end_s + 0.5, 1, words, SAID)],
            [ClockAdvanced(6.0)],
        ]
    )
    rules = watch_rules(Settings())
    session = LiveSession(feed, new_coach(Settings(), rules))
    note = session.note_painted

    def noted(cue_id: int, *, delivered_s: float, painted_s: float) -> None:
        note(cue_id, delivered_s=delivered_s, painted_s=painted_s)
        feed.stop()

    monkeypatch.setattr(session, "note_painted", noted)
    monkeypatch.setattr(live, "has_display", lambda: True)
    settings = Settings(overlay=OverlaySettings(motion="reduced"))
    monkeypatch.setattr("app.overlay.application.OverlayProgram._on_finished", lambda program: program._close())
    document = summary_json(live.hold_session(session, settings, rules, headless=False))
    cue = next(cue for cue in document["cues"] if cue["shown"])
    latency = cue["latency"]
    stages = [latency[key] for key in ("decided_s", "delivered_s", "painted_s")]
    assert all(stage is not None and stage >= 0.0 for stage in stages)
    heard = next(found for found in document["detections"] if found["detection_id"] == cue["detection_id"])
    assert latency["decided_s"] == pytest.approx(cue["at_s"] - heard["end_s"], abs=0.01)
    assert latency["total_s"] == pytest.approx(sum(stages), abs=0.003)
