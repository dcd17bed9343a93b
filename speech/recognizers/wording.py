"""From a recognizer's written sentence to words as Sotto matches them: lower case, apostrophes, no punctuation.

Place in the flow: used by recognizers whose engine writes sentences and gives no word times.
"""

import re

from speech.events import Word

_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'"})
_WORD = re.compile(r"[^\W_]+(?:['&][^\W_]+)*'?", re.UNICODE)
_PAUSE_MARKS = ".,;:?!"


def spoken_words(text: str) -> list[str]:
    """Return the words of a sentence in lower case; hyphens part words ("to-day" is "today" only by the caller)."""
    return [match.group().rstrip("'") for match in _WORD.finditer(text.translate(_APOSTROPHES).lower())]


def spread_words(text: str, start_s: float, end_s: float) -> tuple[Word, ...]:
    """Return the sentence's words with estimated times between `start_s` and `end_s`.

    Each word takes a share of the time in proportion to its letters plus two (a constant for the pause and the onset:
    mean word duration grows roughly linearly with its letters); a punctuation mark after it adds three more.
    """
    plain = text.translate(_APOSTROPHES).lower()
    matches = list(_WORD.finditer(plain))
    if not matches:
        return ()
    weights = [len(m.group()) + 2 for m in matches]
    rests = [
        3 if plain[m.end() : m.end() + 1] in tuple(_PAUSE_MARKS) and i + 1 < len(matches) else 0
        for i, m in enumerate(matches)
    ]
    scale = (end_s - start_s) / (sum(weights) + sum(rests))
    words, at_s = [], start_s
    for match, weight, rest in zip(matches, weights, rests, strict=True):
        stop_s = at_s + weight * scale
        words.append(Word(match.group().rstrip("'"), round(at_s, 3), round(stop_s, 3), None, times_estimated=True))
        at_s = stop_s + rest * scale
    return tuple(words)
