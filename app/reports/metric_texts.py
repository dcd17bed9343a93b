"""How the measures of a call are named, written and explained to people.

Place in the flow: `app.reports.view` and the terminal summary. The definitions say what the number means; how it is
computed, and its source, stand with the code in `coaching`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """One measure, ready to show."""

    key: str
    value: str
    label: str
    definition: str
    headline: bool
    """Whether it belongs to the few at the top."""


@dataclass(frozen=True, slots=True)
class _Text:
    label: str
    write: Callable[[float], str]
    definition: str
    headline: bool = False


def _seconds(value: float) -> str:
    shown = round(value, 1)
    return f"{shown:.1f} s" if shown < 60 else f"{int(shown) // 60}:{int(shown) % 60:02} min"


def _ratio(value: float) -> str:
    agent = round(100 * value)
    return f"{agent} / {100 - agent}"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _one(value: float) -> str:
    return f"{value:.1f}"


def _decibels(value: float) -> str:
    return f"{round(value):+d} dB"  # whole first: there is no "-0"


def _share(value: float) -> str:
    return f"{value:.0%}".replace("%", " %")


NOT_MEASURED = "not measured"
_TEXTS: Mapping[str, _Text] = {
    "talk_ratio": _Text(
        "talk / listen",
        _ratio,
        "The agent's and the customer's part of all speech. Good calls are near 43 / 57.",
        headline=True,
    ),
    "interruptions": _Text(
        "interruptions",
        _whole,
        "Times the agent began to speak while the customer held the turn, and went on. Short signs of listening, such as "
        "“mm-hm”, and overlap at the very end of a turn do not count.",
        headline=True,
    ),
    "patience_s": _Text(
        "patience",
        _seconds,
        "Median silence between the customer's last word and the agent's answer; silences over 3 s do not count.",
        headline=True,
    ),
    "pace_wpm": _Text(
        "words a minute", _whole, "The agent's words for each minute of the agent's own speaking time.", headline=True
    ),
    "longest_monologue_s": _Text(
        "longest monologue",
        _seconds,
        "The longest time the agent held the floor: no turn of the customer and no silence over 3 s in between.",
        headline=True,
    ),
    "dead_air_s": _Text(
        "dead air", _seconds, "Silence of both sides, counting only stretches longer than 3 s.", headline=True
    ),
    "filler_per_min": _Text(
        "fillers a minute",
        _one,
        "Filler words, such as “um” or “you know”, for each minute of the agent's speaking time.",
    ),
    "overlap_s": _Text("overlap", _seconds, "Time in which both sides spoke at once, of whatever kind."),
    "competitive_overlap_s": _Text(
        "overlap in interruptions", _seconds, "The part of it in which the agent interrupted."
    ),
    "cooperative_overlap_s": _Text(
        "overlap in signs of listening", _seconds, "The part of it in “mm-hm” and the like."
    ),
    "customer_interruptions": _Text(
        "interruptions by the customer",
        _whole,
        "Times the customer began while the agent held the turn, by sound alone.",
    ),
    "loudness_db": _Text(
        "loudest speech",
        _decibels,
        "How far the agent's loudest twentieth of speech lies over the agent's own usual level.",
    ),
    "loud_share": _Text(
        "loud speech", _share, "Part of the agent's speech 7 dB or more over the agent's own usual level."
    ),
    "hold_s": _Text("on hold", _seconds, "Time the customer waited in silence after a promise to be back."),
}
_SUFFIXES: Mapping[str, Callable[[float], str]] = {"_s": _seconds, "_wpm": _whole, "_share": _share, "_db": _decibels}


def facts(document: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return the call's measures in a fixed order, those without a text of their own last.

    A measure whose value is null was not measured and says so.
    """
    measures: Mapping[str, Any] = document["metrics"]
    order = [*_TEXTS, *(key for key in measures if key not in _TEXTS)]
    return tuple(_fact(key, measures[key]) for key in order if key in measures and _is_number(measures[key]))


def metric_label(key: str) -> str | None:
    """Return the name of a measure for people, None when `key` is no measure."""
    text = _TEXTS.get(key)
    return text.label.capitalize() if text else None


def written(key: str, value: float | None) -> str:
    """Return a value of a measure as people read it, "not measured" for None."""
    text = _TEXTS.get(key)
    return NOT_MEASURED if value is None else (text.write if text else _writer(key))(float(value))


def all_texts() -> tuple[str, ...]:
    """Return every label, as in the middle and at the beginning of a line, and every definition: for translators."""
    labels = [text.label for text in _TEXTS.values()]
    return (*labels, *(label.capitalize() for label in labels), *(text.definition for text in _TEXTS.values()))


def definition(key: str) -> str:
    """Return what a measure means, "" when nothing is written of it."""
    text = _TEXTS.get(key)
    return text.definition if text else ""


def _fact(key: str, value: float | None) -> Fact:
    text = _TEXTS.get(key) or _Text(_readable(key), _writer(key), "")
    written = NOT_MEASURED if value is None else text.write(float(value))
    return Fact(key, written, text.label, text.definition, text.headline)


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _readable(key: str) -> str:
    for suffix in _SUFFIXES:
        key = key.removesuffix(suffix)
    return key.replace("_", " ")


def _writer(key: str) -> Callable[[float], str]:
    return next((write for suffix, write in _SUFFIXES.items() if key.endswith(suffix)), _one)
