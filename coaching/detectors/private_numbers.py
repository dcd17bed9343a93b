"""overheard: the agent reads a card, account or ID number aloud, where others may hear it.

Place in the flow: one of the engine's detectors; the redactor says what is private. The evidence names the kind of
number and never the digits.
"""

from collections.abc import Iterator
from typing import Final

from coaching.detectors.base import Finding
from coaching.redaction import PrivateKind, find_private
from speech.events import FinalTranscript, SpeechEvent

RULE_ID: Final = "overheard"
_TOLD: Final = frozenset((PrivateKind.CARD, PrivateKind.ACCOUNT, PrivateKind.ID, PrivateKind.CODE))
"""A telephone number or an order number may be read out."""


class PrivateNumberDetector:
    """Finds private numbers in finished utterances. Pure; one a session."""

    def accept(self, event: SpeechEvent) -> Iterator[Finding]:
        """Take the next event; yield one finding for an utterance with a private number."""
        if not isinstance(event, FinalTranscript) or not event.words:
            return
        kinds = [span.kind for span in find_private(event.text) if span.kind in _TOLD]
        if kinds:
            yield Finding(
                key=f"private-number:{event.utterance_id}",
                rule_id=RULE_ID,
                start_s=event.words[0].start_s,
                end_s=event.words[-1].end_s,
                at_s=event.at_s,
                evidence=f"read out the {kinds[0]}",
                confidence=0.9,
                detector="private-numbers",
                utterance_id=event.utterance_id,
            )
