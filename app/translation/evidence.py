"""The measures that stand as evidence, in the user's language.

Place in the flow: flags keep their evidence as coaching composed it, in English (`coaching.evidence_sentences`); the overlay and
the review's lists of moments and points pass it through here when they show it. The agent's own words stay as they were said. No Qt.
"""

import re
from typing import Final

from app.translation.words import QT_TRANSLATE_NOOP, amount, translated
from coaching.evidence_sentences import SENTENCES, pattern_of

TEMPLATES: Final = (
    *SENTENCES,
    # reasons for points
    QT_TRANSLATE_NOOP("Evidence", "the agent's share of the talk was {percent}%"),
    QT_TRANSLATE_NOOP("Evidence", "the longest monologue took {seconds} s"),
    QT_TRANSLATE_NOOP("Evidence", "the pace was {words} words a minute"),
    QT_TRANSLATE_NOOP("Evidence", "{seconds} s of unexplained silence"),
    QT_TRANSLATE_NOOP("Evidence", "{words} filler words a minute"),
    # kinds of numbers
    QT_TRANSLATE_NOOP("Evidence", "card number"),
    QT_TRANSLATE_NOOP("Evidence", "account number"),
    QT_TRANSLATE_NOOP("Evidence", "ID number"),
    QT_TRANSLATE_NOOP("Evidence", "security code"),
)
"""`{…}` stands for what is filled in; `app.translation.texts_in_data` marks those of coaching for the translators."""
_MADE_GOOD: Final = QT_TRANSLATE_NOOP("Evidence", "{evidence} (made good soon after)")
_NUMBER: Final = re.compile(r"\d+(?:\.(\d+))?")


def evidence_in_users_words(evidence: str) -> str:
    """Return a piece of evidence as it is shown: measures in the user's language and figures, words as they were said."""
    if found := pattern_of(_MADE_GOOD).fullmatch(evidence):
        return translated("Evidence", _MADE_GOOD).format(evidence=evidence_in_users_words(found["evidence"]))
    for template in TEMPLATES:
        if found := pattern_of(template).fullmatch(evidence):
            values = {name: _value(name, value) for name, value in found.groupdict().items()}
            return translated("Evidence", template).format(**values)
    return evidence


def _value(name: str, value: str) -> str:
    if name == "kind":
        return evidence_in_users_words(value)
    number = _NUMBER.fullmatch(value)
    return amount(float(value), len(number[1] or "")) if number else value
