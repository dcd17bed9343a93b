"""Dates of birth in transcribed speech: "date of birth is the ninth of march nineteen seventy one".

Place in the flow: `coaching.redaction` hides what is found here. Pure. A date is private only where it is announced as a date
of birth; every other date stays.
"""

import re
from collections.abc import Iterator
from typing import Final

from coaching.spoken_digits import tokens_of

_BIRTH: Final = re.compile(r"\b(?:date of birth|birth ?date|birthday|d ?o ?b|born(?: on)?)\b", re.IGNORECASE)
_REACH_CHARS: Final = 120
_LEAD_WORDS: Final = 4
"""So many words may stand between the announcement and the date ("please mister ahmed")."""
_MAX_WORDS: Final = 13
_DATE_WORD: Final = re.compile(
    r"jan\w*|feb\w*|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|oh|double|thousand|hundred"
    r"|(?:nine|eigh|seven|six|four|thir|fif)teen(?:th)?|\w*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|\dst|\dnd|\drd|\dth|ieth)|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|[\d/.-]*\d[\d/.-]*"
)
_FILLERS: Final = frozenset(("the", "of", "and", "in", "is", "uh", "um", "please"))


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each date that is announced as a date of birth."""
    for cue in _BIRTH.finditer(text):
        said = tokens_of(text[cue.end() : cue.end() + _REACH_CHARS])
        first = next((index for index, token in enumerate(said) if _DATE_WORD.fullmatch(token.core)), None)
        if first is None or first > _LEAD_WORDS:
            continue
        last = first
        for index in range(first, min(first + _MAX_WORDS, len(said))):
            if _DATE_WORD.fullmatch(said[index].core):
                last = index
            elif said[index].core not in _FILLERS:
                break
        if last > first or any(letter.isdigit() for letter in said[first].core):
            yield cue.end() + said[first].start, cue.end() + said[last].end
