"""One way to get a coach for a session.

Place in the flow: the app, the benchmarks and replays call `new_engine`, `replay` runs a stored session again.
"""

from collections.abc import Iterable

from coaching.engine import CoachingEngine
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.summary import CallSummary
from speech.events import SpeechEvent


def new_engine(rulebook: Rulebook, settings: CoachingSettings | None = None) -> CoachingEngine:
    """Return an engine with the standard detectors for one session."""
    return CoachingEngine(rulebook, settings)


def replay(events: Iterable[SpeechEvent], rulebook: Rulebook, settings: CoachingSettings | None = None) -> CallSummary:
    """Return the summary that `events` give with these rules: "what would have been said" for stored sessions."""
    engine = new_engine(rulebook, settings)
    for event in events:
        engine.accept(event)
    return engine.finish()
