"""Calls made of nothing but times: what the listener would say, without sound."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from coaching.rulebook.schema import Rule, Rulebook
from speech.events import (
    ClockAdvanced,
    EchoMeasured,
    FinalTranscript,
    LevelMeasured,
    PartialTranscript,
    SessionEnded,
    SessionStarted,
    Side,
    SpeechEnded,
    SpeechEvent,
    SpeechStarted,
    Word,
)

START_DELAY_S = 0.1
END_DELAY_S = 0.35


@dataclass
class ScriptedCall:
    """Builds the event stream of a call, with the listener's own delays.

    >>> ScriptedCall().customer(1, 5).agent(4, 6, "no no listen to me").events()
    """

    has_customer: bool = True
    length_s: float = 0.0
    _events: list[SpeechEvent] = field(default_factory=list)
    _spoken: dict[Side, list[tuple[float, float, float]]] = field(default_factory=lambda: {side: [] for side in Side})
    _utterances: int = 0

    def customer(self, start_s: float, end_s: float) -> "ScriptedCall":
        """The customer speaks."""
        return self._speak(Side.CUSTOMER, start_s, end_s, -22.0)

    def agent(self, start_s: float, end_s: float, text: str = "", *, dbfs: float = -22.0) -> "ScriptedCall":
        """The agent speaks; partials come while it lasts, the final half a second later."""
        self._speak(Side.AGENT, start_s, end_s, dbfs)
        if text:
            self._say(start_s, end_s, text)
        return self

    def add(self, *events: SpeechEvent) -> "ScriptedCall":
        """Add any event."""
        self._events.extend(events)
        return self

    def echo(self, at_s: float, *, converged: bool, bleed_db: float = -12.0) -> "ScriptedCall":
        """The microphone hears the far end."""
        return self.add(EchoMeasured(at_s, bleed_db, detected=True, cancelling=True, converged=converged))

    def events(self, tail_s: float = 2.0) -> list[SpeechEvent]:
        """Return everything in order, from `SessionStarted` to `SessionEnded`."""
        end_s = max([self.length_s, *(event.at_s for event in self._events)]) + tail_s
        started = SessionStarted(
            0.0, "scripted", self.has_customer, "moonshine", "tiny-en", "0.1.0", "Chosen for the test."
        )
        ticks = [ClockAdvanced(at / 2) for at in range(1, int(end_s * 2) + 1)]
        events = sorted([*self._events, *ticks, *self._levels(end_s)], key=lambda event: event.at_s)
        return [started, *(event for event in events if event.at_s <= end_s), SessionEnded(end_s, complete=True)]

    def _speak(self, side: Side, start_s: float, end_s: float, dbfs: float) -> "ScriptedCall":
        self._spoken[side].append((start_s, end_s, dbfs))
        self.add(
            SpeechStarted(start_s + START_DELAY_S, side, start_s),
            SpeechEnded(end_s + END_DELAY_S, side, start_s, end_s),
        )
        return self

    def _say(self, start_s: float, end_s: float, text: str) -> None:
        self._utterances += 1
        words = words_of(text, start_s, end_s)
        at_s = start_s + 0.28
        while at_s < end_s + END_DELAY_S:
            heard = tuple(word for word in words if word.end_s <= at_s)
            if heard:
                self.add(PartialTranscript(at_s, self._utterances, heard, max(0, len(heard) - 2)))
            at_s += 0.28
        self.add(FinalTranscript(end_s + 0.5, self._utterances, words, text))

    def _levels(self, end_s: float) -> Iterable[LevelMeasured]:
        for step in range(1, int(end_s * 10) + 1):
            at_s = step / 10
            for side, spoken in self._spoken.items():
                if side is Side.CUSTOMER and not self.has_customer:
                    continue
                voiced = next((level for start, end, level in spoken if start <= at_s - 0.05 < end), None)
                held = any(start + START_DELAY_S <= at_s < end + END_DELAY_S for start, end, _ in spoken)
                dbfs = -60.0 if voiced is None else voiced
                yield LevelMeasured(at_s, side, 0.1, dbfs, dbfs + 6.0, speaking=held)


def words_of(text: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """Spread the words of `text` evenly over the stretch, lower case and bare, as recognizers do."""
    texts = [raw.strip(".,!?").lower() for raw in text.split()]
    step_s = (end_s - start_s) / len(texts)
    return tuple(
        Word(word, start_s + i * step_s, start_s + (i + 1) * step_s, times_estimated=True)
        for i, word in enumerate(texts)
    )


@pytest.fixture(scope="session")
def scripted() -> Callable[..., ScriptedCall]:
    """Make scripted calls."""
    return ScriptedCall


@pytest.fixture
def rulebook() -> Rulebook:
    """A small rulebook: two rules of sound, one gentle, one severe, one of time, one of heated words."""

    def rule(rule_id: str, severity: str, kind: str = "words", triggers: tuple[str, ...] = ()) -> Rule:
        return Rule(
            id=rule_id, title=rule_id, why="For the test.", source="The test.", severity=severity, kind=kind,
            triggers=triggers, headline="Pause a moment", say_instead=("First wording.", "Second wording."),
        )  # fmt: skip

    return Rulebook(
        version="test",
        rules=(
            rule("interrupting", "normal", "turn"),
            rule("loud-voice", "normal", "turn"),
            rule("late", "normal", "promise"),
            rule("overheard", "severe"),
            rule("prying", "gentle", triggers=("plans for the weekend",)),
            rule("dead-end", "severe", triggers=("nothing more i can do",)),
            rule("strong-feelings", "normal", triggers=("sick of this",)),
        ),
    )
