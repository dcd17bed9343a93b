"""Metrics of words: pace and fillers.

Place in the flow: called by `coaching.metrics.measures` with the agent's words and stretches of speech.
"""

from collections.abc import Sequence
from typing import Final

from coaching.intervals import Interval, total_s
from speech.events import Word

FILLERS: Final = (("um",), ("uh",), ("er",), ("erm",), ("ah",), ("hmm",), ("you", "know"), ("i", "mean"), ("sort", "of"),
                  ("kind", "of"), ("basically",), ("literally",), ("actually",))  # fmt: skip
"""Filled pauses and the fixed fillers that public-speaking coaches count; recognizers drop some of the former."""
_MIN_SPEECH_S: Final = 3.0
"""Rates over less speech say nothing."""


def pace_wpm(utterances: Sequence[Sequence[Word]], agent: Sequence[Interval]) -> float | None:
    """Return the agent's words per minute of own speech time; None with less than 3 s of speech.

    Source: speech-rate convention (words ÷ phonation time); comfortable service speech is 140 … 160, Gong's average 173.
    """
    speech_s = total_s(agent)
    return None if speech_s < _MIN_SPEECH_S else 60.0 * sum(len(words) for words in utterances) / speech_s


def filler_per_min(utterances: Sequence[Sequence[Word]], agent: Sequence[Interval]) -> float | None:
    """Return filler words per minute of the agent's speech time; None with less than 3 s of speech.

    Source: `FILLERS`, after Microsoft Teams speaker coach ("filler words").
    """
    speech_s = total_s(agent)
    if speech_s < _MIN_SPEECH_S:
        return None
    return 60.0 * sum(_count(words) for words in utterances) / speech_s


def _count(words: Sequence[Word]) -> int:
    texts = [word.text for word in words]
    return sum(tuple(texts[i : i + len(filler)]) == filler for i in range(len(texts)) for filler in FILLERS)
