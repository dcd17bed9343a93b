"""A rule's own sentences, found in what was said: what its author gives as an example binds the classifier.

Place in the flow: `coaching.rulebook.judge` asks. A trigger that matches one of its rule's `examples` is not overruled by the
classifier, and the classifier alone does not flag what stands under `do_not_trigger`: so a supervisor's sentence counts
from the moment it is written, also where the classifier was trained otherwise. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from coaching.rulebook.normalise import normalise

_SHORTEST: Final = 3
"""Words; "that's right" inside a turn says nothing about the rest of it."""


class SpokenExamples:
    """Which rules have one of their sentences in an utterance, word for word after normalisation."""

    def __init__(self, sentences: Mapping[str, Iterable[str]]) -> None:
        """Take the sentences of each rule; those of fewer than three words are left out."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for rule_id, texts in sentences.items():
            for text in texts:
                words = tuple(normalise(text.split()).words)
                if len(words) >= _SHORTEST:
                    self._by_first[words[0]].append((words, rule_id))

    def rules_in(self, words: Sequence[str]) -> frozenset[str]:
        """Return the ids of the rules that have a sentence within `words` (as recognized)."""
        said = tuple(normalise(words).words)
        return frozenset(
            rule_id
            for place, word in enumerate(said)
            for sentence, rule_id in self._by_first.get(word, ())
            if said[place : place + len(sentence)] == sentence
        )
