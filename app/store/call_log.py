"""The log of a call: everything that happened in it, in order, as it is kept for recovery and for replay.

Place in the flow: the recorder makes log items of a session's events, `app.store.event_codec` turns them into bytes and
back, `speech_events` gives the events that other rules are run over. Words in it are redacted. Pure.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, get_args

from coaching.agenda import parse_items
from coaching.coach import new_engine
from coaching.engine import CoachingEngine
from coaching.errors import AgendaError
from coaching.events import CoachingEvent
from coaching.rulebook.schema import Rulebook
from coaching.settings import CoachingSettings
from coaching.summary import CallSummary
from speech.events import FinalTranscript, PartialTranscript, SpeechEvent, Word


@dataclass(frozen=True, slots=True)
class Reveal:
    """At `at_s` the first `count` words of an utterance were known, `stable` of them for good."""

    at_s: float
    count: int
    stable: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """A finished utterance with the moments at which its words became known; stands for its partials and its final."""

    at_s: float
    utterance_id: int
    words: tuple[Word, ...]
    text: str
    reveals: tuple[Reveal, ...] = ()


class Verb(StrEnum):
    """What the agent asked of the engine."""

    PAUSE = "pause"
    RESUME = "resume"
    SNOOZE = "snooze"
    MARK_WRONG = "mark-wrong"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True)
class Commanded:
    """The agent's command, at the session time of the last event before it."""

    at_s: float
    verb: Verb
    value: str = ""
    """Rule id, cue id, or the agenda's text."""


@dataclass(frozen=True, slots=True)
class CueActed:
    """What the agent did with a cue: "got-it", "wrong" or "snooze"."""

    at_s: float
    cue_id: int
    action: str


@dataclass(frozen=True, slots=True)
class CuePainted:
    """A cue was seen; the two intervals are those of `coaching.latency.CueLatency`."""

    at_s: float
    cue_id: int
    delivered_s: float
    painted_s: float


AppEntry: TypeAlias = Commanded | CueActed | CuePainted
LogItem: TypeAlias = SpeechEvent | CoachingEvent | Utterance | AppEntry
_SPEECH: tuple[type, ...] = get_args(SpeechEvent)


def utterance_of(final: FinalTranscript, partials: Sequence[PartialTranscript]) -> Utterance:
    """Return the utterance of a final; of its partials those count whose words the final kept."""
    texts = [word.text for word in final.words]
    reveals = tuple(
        Reveal(partial.at_s, len(partial.words), min(partial.stable_count, len(partial.words)))
        for partial in partials
        if partial.words and [word.text for word in partial.words] == texts[: len(partial.words)]
    )
    return Utterance(final.at_s, final.utterance_id, final.words, final.text, reveals)


def with_words(said: Utterance, words: tuple[Word, ...], text: str) -> Utterance:
    """Return the utterance with redacted words: several may have become one, so the reveals are counted anew by time."""
    ends = [word.end_s for word in said.words]

    def known(count: int) -> int:
        last_s = ends[count - 1] if count else -1.0
        return sum(word.end_s <= last_s for word in words)

    reveals = tuple(replace(one, count=known(one.count), stable=known(one.stable)) for one in said.reveals)
    return replace(said, words=words, text=text, reveals=tuple(one for one in reveals if one.count))


def speech_events(log: Iterable[LogItem]) -> list[SpeechEvent]:
    """Return the speech events of a log, partials and finals included, in order of `at_s`."""
    events: list[SpeechEvent] = []
    for item in log:
        if isinstance(item, Utterance):
            events.append(FinalTranscript(item.at_s, item.utterance_id, item.words, item.text))
            for partial in _partials(item):
                insort(events, partial, key=lambda event: event.at_s)
        elif isinstance(item, _SPEECH):
            events.append(item)  # type: ignore[arg-type]
    return events


def replay_log(
    log: Iterable[LogItem],
    rulebook: Rulebook,
    settings: CoachingSettings | None = None,
    engine: CoachingEngine | None = None,
) -> CallSummary:
    """Return the summary that a stored call gives with these rules, the agent's pauses and snoozes included.

    Raises nothing of its own; `settings` are those of the engine; `engine`: a fresh one, where many calls are run.
    """
    items = list(log)
    commands = [item for item in items if isinstance(item, Commanded)]
    engine = engine or new_engine(rulebook, settings)
    for event in speech_events(items):
        while commands and commands[0].at_s < event.at_s:
            _obey(engine, commands.pop(0))
        engine.accept(event)
    for command in commands:
        _obey(engine, command)
    return engine.finish()


def _obey(engine: CoachingEngine, command: Commanded) -> None:
    """Carry out what does not depend on the old rules: a cue that was marked wrong may not exist under the new ones."""
    match command.verb:
        case Verb.PAUSE:
            engine.pause()
        case Verb.RESUME:
            engine.resume()
        case Verb.SNOOZE:
            engine.snooze(command.value)
        case Verb.AGENDA:
            with suppress(AgendaError):  # what was hidden in it may have left an item that cannot be read
                engine.set_agenda(parse_items(command.value))
        case Verb.MARK_WRONG:
            pass


def _partials(said: Utterance) -> Iterator[PartialTranscript]:
    for one in said.reveals:
        yield PartialTranscript(one.at_s, said.utterance_id, said.words[: one.count], one.stable)
