"""A card number that is spoken in a call is in nothing that leaves the engine: views, reports, store, logs."""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from app import crash
from app.live_state import LiveState
from app.overlay.state import OverlayState
from app.overlay.view_model import advance
from app.plain_view import PlainView
from app.reports.csv_export import csv_report
from app.reports.html import html_report
from app.session import SessionEvent
from app.terminal_view import screen
from coaching.engine import CoachingEngine
from coaching.rulebook.loader import load_rulebook
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.summary import CallSummary
from coaching.summary_json import summary_json
from speech.events import FinalTranscript, PartialTranscript, SessionEnded, SessionStarted, SpeechEvent, Word

UTTERANCES = (
    "good morning you are through to ann lee",
    "you should have read the card number it is four nine two nine one one three oh",
    "okay",
    "double seven two six eight oh four one you are wrong it is four nine two nine one one three oh",
    "no we can not do that two four six eight one three five",
    "your email is jane dot doe at example dot com and i am sick of nine two nine one one three",
    "i will call you back in two minutes",
)
PRIVATE = (
    "nine two nine",
    "one one three",
    "seven two six",
    "eight oh four",
    "four six eight",
    "jane",
    "doe",
    "nine one one",
    "two six eight",
)
"""Three dictated digits in a row, or a part of the address, anywhere."""


def _events() -> Iterator[SpeechEvent]:
    """Yield the call as a recognizer gives it: each utterance word by word, then whole."""
    yield SessionStarted(
        0.0, "call.wav", has_customer=False, engine="e", model="m", engine_version="1", engine_reason=""
    )
    at_s = 1.0
    for number, text in enumerate(UTTERANCES):
        words = tuple(Word(word, at_s + i * 0.4, at_s + (i + 1) * 0.4) for i, word in enumerate(text.split()))
        for count in range(1, len(words) + 1):
            yield PartialTranscript(words[count - 1].end_s, number, words[:count], max(0, count - 1))
        yield FinalTranscript(words[-1].end_s + 0.3, number, words, text)
        at_s = words[-1].end_s + 2.0
    yield SessionEnded(at_s, complete=True)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """Return the built-in rules with one that quotes the number itself."""
    rules = load_rulebook(None)
    quoting = rules.rules[0].model_copy(
        update={"id": "quoting", "triggers": ("it is four nine two nine one", "sick of nine two nine"), "unless": ()}
    )
    return rules.model_copy(update={"rules": (*rules.rules, quoting), "company_triggers": frozenset(
        {("quoting", trigger) for trigger in quoting.triggers})})  # fmt: skip


@pytest.fixture(scope="module")
def call(rulebook: Rulebook) -> tuple[list[SessionEvent], CallSummary]:
    """Return all events of the call in order, those of coaching after what they came from, and the summary."""
    engine = CoachingEngine(rulebook, CoachingSettings())
    events: list[SessionEvent] = []
    for event in _events():
        events += [event, *engine.accept(event)]
    return events, engine.finish()


def leaks(text: str) -> list[str]:
    """Return what of the private things stands in `text`."""
    plain = " ".join(text.lower().replace(",", " ").split())
    return [private for private in PRIVATE if private in plain]


def test_the_call_is_worth_looking_at(call: tuple[list[SessionEvent], CallSummary]) -> None:
    """The rule that quotes the number fired, cues were shown, and the probe finds a leak where there is one."""
    events, summary = call
    assert "quoting" in {found.rule_id for found in summary.detections}
    assert any(cue.shown for cue in summary.cues)
    assert leaks(UTTERANCES[1]) == ["nine two nine", "one one three", "nine one one"]
    assert any(leaks(event.text) for event in events if isinstance(event, FinalTranscript))


def test_nothing_that_coaching_says_holds_it(call: tuple[list[SessionEvent], CallSummary]) -> None:
    """Detections, cues, praise, promises and agenda, each at the moment it came."""
    speech = (PartialTranscript, FinalTranscript)
    assert [leaks(repr(event)) for event in call[0] if not isinstance(event, speech) and leaks(repr(event))] == []


@pytest.mark.parametrize("write", [
    lambda summary, _rules: repr(summary),
    lambda summary, _rules: json.dumps(summary_json(summary)),
    lambda summary, rules: html_report(summary_json(summary), rules),
    lambda summary, rules: csv_report(summary_json(summary), rules),
], ids=["summary", "json", "html", "csv"])  # fmt: skip
def test_no_document_holds_it(
    call: tuple[list[SessionEvent], CallSummary], rulebook: Rulebook, write: Callable[[CallSummary, Rulebook], str]
) -> None:
    """Summary, JSON, HTML and CSV, with their evidence; labels stand in its place."""
    text = write(call[1], rulebook)
    assert leaks(text) == []
    assert "card number" in text


def test_no_live_view_shows_it_at_any_moment(call: tuple[list[SessionEvent], CallSummary]) -> None:
    """Terminal screen, plain lines and overlay, looked at after every single event."""
    lines: list[str] = []
    state, overlay, plain = LiveState(), OverlayState(transcript_on=True), PlainView(lines.append)
    for event in call[0]:
        state.accept(event)
        plain.accept(event)
        overlay = advance(overlay, event)
        console = Console(file=StringIO(), width=100, height=40)
        console.print(screen(state, width=100, height=40))
        drawn = console.file.getvalue()  # type: ignore[attr-defined]
        assert leaks(drawn) == []
        assert leaks(" ".join(f"{line.stable} {line.changing}" for line in overlay.transcript)) == []
        assert leaks(repr(overlay.card)) == []
    assert leaks("\n".join(lines)) == []
    assert any("[card number]" in line for line in lines)


def test_no_crash_record_holds_it(tmp_path: Path) -> None:
    """A fault in the middle of the call leaves a record of where it happened, not of what was said."""
    file = crash.record(ValueError(UTTERANCES[1]), tmp_path)
    assert file is not None
    assert leaks(file.read_text(encoding="utf-8")) == []
