"""Praise for words: what the agent did well ("yielded" comes from the interruption detector, which hears it).

Place in the flow: one of the engine's detectors; reads finished utterances only. The engine decides whether a praise
repairs an earlier flag. Service-recovery research finds apology, explanation and a concrete remedy to be what restores
satisfaction (Tax, Brown & Chandrashekaran 1998; Smith, Bolton & Wagner 1999).
"""

import re
from collections.abc import Iterator
from typing import Final

from coaching.events import Praise
from speech.events import FinalTranscript, SpeechEvent

ALTERNATIVE_WITHIN_S: Final = 20.0
"""An offer this soon after a refusal answers it."""

_SORRY: Final = (
    r"\b(?:i'?m|i am|we'?re|we are) (?:so |really |very |truly |terribly )*sorry\b"
    r"(?! (?:but|you feel|i can'?t|we can'?t|what|could you|can you|i didn'?t catch|that'?s not))"
    r"|\bi apologi[sz]e\b|\bmy (?:mistake|apologies|fault)\b|\b(?:our|my) (?:error|mistake)\b"
)
_PATTERNS: Final = (
    ("apology-owned", re.compile(_SORRY)),
    (
        "patience-thanked",
        re.compile(
            r"\b(?:thank you|thanks)(?: \w+){0,3} for (?:your patience|waiting|holding|bearing with|being (?:so )?patient)"
        ),
    ),
    (
        "next-step",
        re.compile(
            r"\b(?:i|we|who|they|someone|somebody|specialist)(?:'ll| will) (?:\w+ )?"
            r"(?:call|ring|send|email|pass|escalate|arrange|follow up|get back|open a|book)\b"
        ),
    ),
)
_REFUSAL: Final = re.compile(
    r"\b(?:can'?t|cannot|can not|unable to|not able to|won'?t|not possible|impossible|will not|isn'?t anything)\b"
)
_OFFER: Final = re.compile(
    r"(?<!anything )(?<!nothing )(?<!more )\b(?:i|we|you) can (?:always |also |still |instead )?"
    r"(?!not\b|see\b|understand\b|hear\b|imagine\b|tell\b|do\b|appreciate\b|always\b|also\b|still\b)\w+|\bwhat i can do\b|\balternatively\b|\binstead\b"
    r"|\b(?:i|we)(?:'d| would) be (?:happy|glad) to\b|\blet me (?:see what|find|pass|check what)\b"
)
_NAME: Final = re.compile(
    r"\b(?:[Tt]hank you|[Tt]hanks|[Ww]elcome|[Ss]orry|[Pp]leasure|[Cc]ertainly|[Oo]f course|[Gg]reat|[Pp]erfect|[Hh]ello|[Hh]i"
    r"|[Ss]orry about that|[Ss]orry to hear that),? (?P<name>[A-Z][a-z]{2,})(?=[,.!?]|$)"
)
_NO_NAMES: Final = frozenset(
    (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "There",
        "And",
        "But",
        "Let",
        "Sir",
        "Madam",
    )
)


class PraiseDetector:
    """Finds good moments in the agent's words. Pure; one a session."""

    def __init__(self) -> None:
        """Start with no refusal to answer."""
        self._refused_s: float | None = None

    def accept(self, event: SpeechEvent) -> Iterator[Praise]:
        """Take the next event; yield at most one praise of each kind for a finished utterance."""
        if not isinstance(event, FinalTranscript) or not event.words:
            return
        plain = re.sub(r"[^a-z0-9' ]+", " ", event.text.lower())
        plain = re.sub(r" +", " ", plain).strip()
        for praise_id, pattern in _PATTERNS:
            if (match := pattern.search(plain)) is not None:
                yield _praise(event, praise_id, match.group())
        if (name := _NAME.search(event.text)) is not None and name["name"] not in _NO_NAMES:
            yield _praise(event, "name-used", name.group())
        yield from self._alternative(event, plain)

    def _alternative(self, event: FinalTranscript, plain: str) -> Iterator[Praise]:
        start_s, end_s = event.words[0].start_s, event.words[-1].end_s
        refusal, offers = _REFUSAL.search(plain), list(_OFFER.finditer(plain))
        late_enough = [offer for offer in offers if refusal is None or offer.start() > refusal.start()]
        answered = refusal is not None or (
            self._refused_s is not None and start_s - self._refused_s <= ALTERNATIVE_WITHIN_S
        )
        if late_enough and answered:
            self._refused_s = None
            yield _praise(event, "alternative-offered", plain[late_enough[0].start() :])
        elif refusal is not None:
            self._refused_s = end_s


def _praise(event: FinalTranscript, praise_id: str, evidence: str) -> Praise:
    return Praise(event.at_s, praise_id, event.words[0].start_s, event.words[-1].end_s, evidence)
