"""Promised times in the agent's words: "one moment", "two minutes", "I'll call you back by five".

Place in the flow: the promise and silence detectors ask here. Pure text in, promises out.
"""

import re
from dataclasses import dataclass
from typing import Final

MOMENT_S: Final = 60.0
"""What "one moment" is taken to mean: contact-centre etiquette asks agents to return to a caller on hold at least once
a minute."""

_NUMBERS: Final = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "a couple of": 2.0, "a couple": 2.0, "three": 3.0, "a few": 3.0,
    "few": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
    "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty five": 45.0, "sixty": 60.0, "half an": 0.5, "half a": 0.5,
}  # fmt: skip
_UNITS: Final = {
    "sec": 1.0,
    "second": 1.0,
    "min": 60.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
}
_VAGUE: Final = r"(?:a|one|just a|just one)(?: quick| brief| little)? (?:moment|second|sec|minute|mo)\b"
_AMOUNT: Final = (
    r"(?P<number>\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r") "
    r"(?:more |short |working |business )?(?P<unit>sec|second|min|minute|hour|day|week)s?\b"
)
_PLEASE_WAIT: Final = re.compile(
    rf"\b(?:(?:bear with me|hold on|hang on|hold the line|please hold|wait|give me|just|i need|be back|right back|be with you"
    rf"|back with you|on hold|take me|only take|it takes|it will take|it'll take)(?: \w+){{0,4}}? )(?:{_AMOUNT}|{_VAGUE})"
    rf"|\bbear with me\b|\bplease hold\b|\bhold the line\b|\bhold on\b|\bput you on hold\b|\bright back\b"
    r"|(?:^|\b(?:just|sorry|okay|ok) )(?:a|one) (?:moment|second|sec|minute|mo)(?: please)?$|\bone moment(?: please)?\b"
)
_COME_BACK: Final = re.compile(
    r"\b(?:i'?ll|i will|we'?ll|we will|who will|somebody will|someone will|they will|they'?ll|he will|she will) "
    r"(?:\w+ ){0,2}?(?:call|ring|phone|email|write|get back|come back|be in touch|contact|follow up|let you know)\b"
    rf"(?: \w+){{0,4}}? (?:(?:in|within) {_AMOUNT}|(?:by|before|at|on|until) (?P<when>\w+(?: \w+)?)|(?P<day>today|tomorrow|tonight))"
)


@dataclass(frozen=True, slots=True)
class TimePromise:
    """A time that was promised."""

    phrase: str
    """The agent's words, as they were said."""
    within_s: float | None
    """Seconds from the saying; None for a time of day or a date, which the session's clock does not know."""
    waiting: bool
    """True when the customer waits on the line for it; False for something after the call."""


def time_promise(text: str) -> TimePromise | None:
    """Return the first promise of a time in `text` (any case), None when there is none."""
    plain = re.sub(r"[^a-z0-9' ]+", " ", text.lower())
    plain = re.sub(r"\bto (day|morrow|night)\b", r"to\1", re.sub(r" +", " ", plain)).strip()  # "to-day", as some write
    if (match := _COME_BACK.search(plain)) is not None:
        return TimePromise(match.group(), _seconds(match), waiting=False)
    if (match := _PLEASE_WAIT.search(plain)) is not None:
        return TimePromise(match.group(), _seconds(match) or MOMENT_S, waiting=True)
    return None


def _seconds(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    number, unit = groups.get("number"), groups.get("unit")
    if not number or not unit:
        return None
    count = float(number) if number.isdigit() else _NUMBERS[number]
    # "a second" and "one minute" are figures of speech for a moment.
    return MOMENT_S if count == 1.0 and unit in {"sec", "second", "min", "minute"} else count * _UNITS[unit]
