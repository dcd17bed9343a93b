"""A call's log as bytes, and back: small enough to keep for every call, readable for many versions to come.

Place in the flow: the recorder's chunks and `session_body.events` hold what `encode` gives; columns of the type `Packed`
compress it. Pure.

The bytes are JSON: `{"v": 1, "items": [...], "levels": {...}}`. An item is a number n ("the next n levels follow here")
or `[kind, {field: value}]`. Levels, nine tenths of all events, are columns: they take about a byte each when compressed.
Times are rounded to a millisecond, levels to half a decibel.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from math import isfinite
from operator import index
from typing import Any, Final, get_args

from pydantic import TypeAdapter

from app.store.call_log import AppEntry, LogItem, Reveal, Utterance
from app.store.errors import BrokenStoreError
from coaching.events import CoachingEvent
from speech.events import LevelMeasured, PartialTranscript, Side, SpeechEvent, Word

VERSION: Final = 1
_STEPS_PER_DB: Final = 2
_FIRST_CHARACTER: Final = 0x30
"""Levels are written as one character each, from "0" (-100 dBFS) on."""
_KINDS: Final[dict[str, Any]] = {
    kind.__name__: kind
    for kind in (*get_args(SpeechEvent), *get_args(CoachingEvent), Utterance, *get_args(AppEntry))
    if kind not in {LevelMeasured, PartialTranscript}
}
_ADAPTERS: Final = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
_SIDES: Final = {Side.AGENT: "a", Side.CUSTOMER: "c"}
_SIDE_OF: Final = {letter: side for side, letter in _SIDES.items()}


def encode(log: Iterable[LogItem]) -> bytes:
    """Return the log as JSON; partials are left out (`Utterance.reveals` stands for them)."""
    items: list[Any] = []
    levels: list[LevelMeasured] = []
    for item in log:
        if isinstance(item, LevelMeasured):
            levels.append(item)
            if items and isinstance(items[-1], int):
                items[-1] += 1
            else:
                items.append(1)
        elif not isinstance(item, PartialTranscript):
            items.append([type(item).__name__, _plain(item)])
    document = {"v": VERSION, "items": items, "levels": _columns(levels)}
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def decode(data: bytes) -> list[LogItem]:
    """Return the log; items of kinds that this version does not know are left out.

    Raises BrokenStoreError when the bytes are not what `encode` wrote.
    """
    try:
        document = json.loads(data)
        levels = _levels(document["levels"])
        log: list[LogItem] = []
        for item in document["items"]:
            if isinstance(item, int):
                log.extend(next(levels) for _ in range(item))
            elif item[0] in _ADAPTERS:
                log.append(_built(item[0], item[1]))
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RuntimeError) as error:
        raise BrokenStoreError("The events of this session are damaged: it cannot be replayed.") from error
    return log


def _plain(thing: Any) -> Any:
    """Return an event as dict, list, string, number, boolean or None; what has its default is left out."""
    match thing:
        case Word():
            result: Any = [
                thing.text, _ms(thing.start_s), _ms(thing.end_s), _ms(thing.confidence), int(thing.times_estimated)
            ]  # fmt: skip
        case Reveal():
            result = [_ms(thing.at_s), thing.count, thing.stable]
        case Enum():
            result = thing.value
        case float():
            result = _ms(thing)
        case tuple():
            result = [_plain(one) for one in thing]
        case _ if hasattr(thing, "__dataclass_fields__"):
            values = ((field, getattr(thing, field.name)) for field in fields(thing))
            result = {
                field.name: _plain(value)
                for field, value in values
                if field.default is MISSING or value != field.default
            }
        case _:
            result = thing
    return result


def _built(name: str, plain: dict[str, Any]) -> LogItem:
    if "words" in plain:
        plain["words"] = [_word(*one) for one in plain["words"]]
    if "reveals" in plain:
        plain["reveals"] = [_reveal(*one) for one in plain["reveals"]]
    built: LogItem = _ADAPTERS[name].validate_python(plain)
    return built


def _word(text: str, start_s: float, end_s: float, confidence: float | None, estimated: int) -> Word:
    """Return the word; ready-made objects are looked at by nobody else. Raises ValueError, TypeError."""
    if not isinstance(text, str):
        raise TypeError("a word is a text")
    _check_seconds(start_s, end_s, 0.0 if confidence is None else confidence)
    return Word(text, start_s, end_s, confidence, bool(estimated))


def _reveal(at_s: float, count: int, stable: int) -> Reveal:
    """Return the reveal, looked at as `_word` is."""
    _check_seconds(at_s)
    return Reveal(at_s, index(count), index(stable))


def _check_seconds(*values: float) -> None:
    if not all(map(isfinite, values)):
        raise ValueError("no such time")


def _ms(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


@dataclass(slots=True)
class _Clock:
    """Turns moments into differences in milliseconds and back."""

    now_ms: int = 0

    def step(self, at_s: float) -> int:
        before, self.now_ms = self.now_ms, round(at_s * 1000)
        return self.now_ms - before

    def advance(self, step_ms: int) -> float:
        self.now_ms += step_ms
        return self.now_ms / 1000


def _columns(levels: Sequence[LevelMeasured]) -> dict[str, Any]:
    clock = _Clock()
    return {
        "at": [clock.step(level.at_s) for level in levels],
        "window": [round(level.window_s * 1000) for level in levels],
        "side": "".join(_SIDES[level.side] for level in levels),
        "rms": "".join(_character(level.rms_dbfs) for level in levels),
        "peak": "".join(_character(level.peak_dbfs) for level in levels),
        "speaking": "".join("1" if level.speaking else "0" for level in levels),
    }


def _levels(columns: dict[str, Any]) -> Iterator[LevelMeasured]:
    clock = _Clock()
    names = ("at", "window", "side", "rms", "peak", "speaking")
    for step, window, side, rms, peak, speaking in zip(*(columns[name] for name in names), strict=True):
        yield LevelMeasured(
            clock.advance(step), _SIDE_OF[side], window / 1000, _dbfs(rms), _dbfs(peak), speaking == "1"
        )


def _character(dbfs: float) -> str:
    steps = round((min(0.0, max(-100.0, dbfs)) + 100.0) * _STEPS_PER_DB)
    return chr(_FIRST_CHARACTER + steps)


def _dbfs(character: str) -> float:
    return (ord(character) - _FIRST_CHARACTER) / _STEPS_PER_DB - 100.0
