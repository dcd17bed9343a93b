"""overheard: the agent reads a card, account or ID number aloud, where others may hear it.

Place in the flow: one of the engine's detectors; the redactor says what is private. The evidence names the kind of
number and never the digits. The last four digits of a card or account may be said: that is what the cue asks for.
"""

from collections.abc import Iterator
from typing import Final

from coaching.detectors.base import Finding
from coaching.evidence_sentences import READ_OUT
from coaching.number_cues import leads_to_last_digits
from coaching.redaction import PrivateKind, PrivateSpan, find_private
from speech.events import FinalTranscript, SpeechEvent

RULE_ID: Final = "overheard"
_TOLD: Final = frozenset((PrivateKind.CARD, PrivateKind.ACCOUNT, PrivateKind.ID, PrivateKind.CODE))
"""A telephone number or an order number may be read out."""
_END_DIGITS: Final = 4


class PrivateNumberDetector:
    """Finds private numbers in finished utterances. Pure; one a session."""

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield one finding for an utterance with a private number."""
        if not isinstance(event, FinalTranscript) or not event.words:
            return
        found = [span for span in find_private(event.text) if span.kind in _TOLD]
        kinds = [span.kind for span in found if not _last_four(event.text, span)]
        if kinds:
            yield Finding(
                key=f"private-number:{event.utterance_id}",
                rule_id=RULE_ID,
                start_s=event.words[0].start_s,
                end_s=event.words[-1].end_s,
                at_s=event.at_s,
                evidence=READ_OUT.format(kind=kinds[0]),
                confidence=0.9,
                detector="private-numbers",
                utterance_id=event.utterance_id,
            )


def _last_four(text: str, span: PrivateSpan) -> bool:
    """Return whether the number is announced as the end of a longer one, and short enough to be that."""
    digits = text[span.start : span.end]
    said = sum(char.isdigit() for char in digits) or len(digits.split())
    return said <= _END_DIGITS and leads_to_last_digits(text, span.start)
