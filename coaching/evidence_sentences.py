"""The measures that stand as evidence where no words do: every sentence that detectors and the score compose.

Place in the flow: detectors fill these in; views ask `is_measure` before they put evidence into quotation marks, and say the
sentences in the user's language (`app.translation.evidence`). `{…}` stands for what is filled in. Pure.
"""

import re
from functools import cache
from typing import Final

TALKED_OVER: Final = "talked over the customer for {seconds} s"
LOUDER: Final = "spoke {decibels} dB louder than usual"
PACE: Final = "{words} words a minute over {seconds} s of speech"
SILENCE: Final = "silence for {seconds} s"
TALKED_ON: Final = "talked for {seconds} s without a pause for the customer"
VOICES: Final = "quiet voices for {seconds} s, {decibels} dB below yours"
READ_OUT: Final = "read out the {kind}"
NOT_HEARD: Final = "not heard: {labels}"
TIME_LEFT: Final = 'promised "{phrase}", {seconds} s left'
TIME_PASSED: Final = 'promised "{phrase}", and the time has passed'

SENTENCES: Final = (
    TALKED_OVER, LOUDER, PACE, SILENCE, TALKED_ON, VOICES, READ_OUT, NOT_HEARD, TIME_LEFT, TIME_PASSED,
)  # fmt: skip
_NUMBERS: Final = frozenset(("seconds", "decibels", "words", "percent"))
_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")


def is_measure(evidence: str) -> bool:
    """Return whether a piece of evidence is one of these sentences, and not the agent's own words."""
    return any(pattern_of(sentence).fullmatch(evidence) for sentence in SENTENCES)


@cache
def pattern_of(sentence: str) -> re.Pattern[str]:
    """Return what finds a filled-in `sentence`, with a group for each place; numbers are digits only."""
    return re.compile(_PLACE.sub(_group, re.escape(sentence)), re.DOTALL)


def _group(place: re.Match[str]) -> str:
    fits = r"-?[\d.]+" if place[1] in _NUMBERS else ".+?"
    return f"(?P<{place[1]}>{fits})"
