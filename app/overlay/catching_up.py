"""Which events of a batch still matter: after a moment without a core the overlay shows what is, not what was. Pure.

Place in the flow: the controller asks for each batch of the bridge. Usually a batch holds one or two events and all
matter; a late one holds levels and partial transcripts that newer ones have replaced, and the dearest of them (a partial
is redacted together with its neighbours) are passed over.
"""

from collections.abc import Sequence

from app.bridge import Arrival
from speech.events import FinalTranscript, LevelMeasured, PartialTranscript, Side


def newest(arrivals: Sequence[Arrival]) -> list[int]:
    """Return the places of the events that no later one in the batch replaces, in their order.

    Replaced are levels of a side by later ones of that side, and partial transcripts by a later partial or final of
    the same utterance. Every other event counts.
    """
    kept: list[int] = []
    levels: set[Side] = set()
    utterances: set[int] = set()
    for index in range(len(arrivals) - 1, -1, -1):
        event = arrivals[index].event
        match event:
            case LevelMeasured():
                replaced = event.side in levels
                levels.add(event.side)
            case PartialTranscript() | FinalTranscript():
                replaced = isinstance(event, PartialTranscript) and event.utterance_id in utterances
                utterances.add(event.utterance_id)
            case _:
                replaced = False
        if not replaced:
            kept.append(index)
    return kept[::-1]
