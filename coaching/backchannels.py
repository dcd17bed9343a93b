"""Which of the agent's words are only signs of listening ("mm-hm", "right", "I see").

Place in the flow: the interruption detector asks here before it believes that the agent took the floor. The list
follows the continuers and acknowledgements of Schegloff (1982, "Discourse as an interactional achievement") and Ward &
Tsukahara (2000), with the courtesy "sorry" that issue reports name as harmless.
"""

from collections.abc import Sequence
from typing import Final

from speech.events import PartialTranscript, Word

BACKCHANNEL_WORDS: Final = frozenset((
    "m", "h", "mm", "mmm", "mhm", "mmhm", "mhmm", "mm-hm", "mm-hmm", "hm", "hmm", "huh", "uh-huh", "uh", "um", "ah", "aha", "oh",
    "ooh", "okay", "ok", "kay", "yeah", "yes", "yep", "yup", "ya", "right", "alright", "sure", "true", "exactly",
    "absolutely", "certainly", "definitely", "indeed", "great", "good", "fine", "nice", "perfect", "lovely", "wow",
    "really", "sorry", "totally", "understood", "gotcha", "cool",
))  # fmt: skip
"""Words that alone, or in any row of them, are no turn."""

BACKCHANNEL_PHRASES: Final = tuple(
    tuple(phrase.split())
    for phrase in (
        "i see", "i understand", "i know", "of course", "got it", "all right", "no problem", "no worries", "go on",
        "go ahead", "oh no", "oh dear", "i'm sorry", "i am sorry", "so sorry", "i'm so sorry", "i am so sorry", "that's right", "that's fine",
        "that's true", "that's great", "that's good", "you're right", "thank you", "fair enough", "makes sense",
        "that makes sense", "please go on", "please go ahead",
    )
)  # fmt: skip
"""Fixed expressions that count as one such word."""


def content_words(words: Sequence[str], *, may_continue: bool = False) -> int:
    """Return how many of `words` (lower case) are no backchannel.

    `may_continue`: the speaker is still talking, so a beginning of a phrase ("i" of "i see") at the end is not counted.
    """
    count = index = 0
    while index < len(words):
        step = _backchannel_length(words, index, may_continue=may_continue)
        count += step == 0
        index += max(1, step)
    return count


def leading_backchannels(words: Sequence[str]) -> int:
    """Return how many words at the beginning are backchannels ("okay, right, but …" → 2)."""
    index = 0
    while index < len(words) and (step := _backchannel_length(words, index, may_continue=False)):
        index += step
    return index


def settled_words(partial: PartialTranscript) -> tuple[Word, ...]:
    """Return the words of a partial without its last one, which may be cut in half, unless it is stable or alone."""
    return partial.words[: max(partial.stable_count, len(partial.words) - 1, 1)]


def _backchannel_length(words: Sequence[str], index: int, *, may_continue: bool) -> int:
    """Number of words of the backchannel that begins at `index`; 0 when none does."""
    rest = tuple(words[index:])
    for phrase in BACKCHANNEL_PHRASES:
        if rest[: len(phrase)] == phrase or (may_continue and phrase[: len(rest)] == rest):
            return min(len(phrase), len(rest))
    return 1 if rest[0] in BACKCHANNEL_WORDS else 0
