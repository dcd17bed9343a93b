"""Finds the triggers of a rulebook in what the agent said.

Place in the flow: compiled once from a `Rulebook`; `judge` asks it at every partial and final. Pure: the same words
give the same matches. Its cost grows with the words heard and the triggers that share their rare words, hardly with
the size of the rulebook (benchmarks/bench_matching.py).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coaching.rulebook.mishearing import Mishearing
from coaching.rulebook.normalise import normalise
from coaching.rulebook.patterns import Heard, Part
from coaching.rulebook.schema import Rulebook
from coaching.rulebook.trigger_index import TriggerIndex
from coaching.rulebook.word_classes import word_classes

BESIDE_WORDS: Final = 3
"""An `unless` this many words away from a trigger still cancels it."""
MIN_EXACTNESS: Final = 0.63
"""Below this too many words were guessed: two good guesses pass, three do not."""


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A trigger of a rule stands in the words."""

    rule_id: str
    trigger: str
    """As the rule file writes it."""
    first_word: int
    last_word: int
    """Indices of the original words, both included."""
    exactness: float
    """1.0 when every word was heard exactly; each guessed word lowers it."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Places of a match: `start` included, `end` excluded, in normalised words."""

    start: int
    end: int
    exactness: float


class Matcher:
    """The compiled triggers of one rulebook. Not changed after it was built, so one serves any number of sessions."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Compile `rulebook`; raises `TriggerError` when a trigger cannot be read (the loader has checked that)."""
        compile_ = word_classes(rulebook.word_classes).trigger
        self._users: dict[str, list[str]] = defaultdict(list)
        """Trigger → the rules that have it."""
        for rule in rulebook.rules:
            for text in dict.fromkeys(rule.triggers):
                self._users[text].append(rule.id)
        self._triggers = [(text, compile_(text)) for text in self._users]
        self._unless_texts = {rule.id: rule.unless for rule in rulebook.rules}
        self._unless = {rule.id: [compile_(text) for text in rule.unless] for rule in rulebook.rules}
        self._repairs = {rule.id: [compile_(text) for text in rule.repairs] for rule in rulebook.rules}
        self._index = TriggerIndex([part for _, part in self._triggers])
        parts = [part for _, part in self._triggers]
        for others in (*self._unless.values(), *self._repairs.values()):
            parts += others
        keys = {key for part in parts for key in part.vocabulary()}
        self._exact = frozenset(key[1:] for key in keys if key[0] == "=")
        self._prefixes = frozenset(key[:-1] for key in keys if key[-1] == "*")
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._mishearing = Mishearing(key for key in keys if key[0] != "=" and key[-1] != "*")

    def hear(self, words: Sequence[str], *, complete: bool = True) -> Heard:
        """Prepare `words` (as recognized) for matching; `complete` is False while the utterance goes on."""
        plain = normalise(words)
        places: dict[str, dict[int, float]] = {}
        before: list[str] = []
        for index, word in enumerate(plain.words):
            keys = self._keys(word)
            for key, exactness in keys:
                places.setdefault(key, {})[index] = exactness
            for pair in (f"{left} {right}" for left in before for right, _ in keys):
                if pair in self._index.pairs:
                    places[pair] = {}
            before = [key for key, _ in keys]
        anywhere = {place: (place, 1.0) for place in range(len(plain.words))}
        return Heard(len(plain.words), complete, places, plain.origin, anywhere)

    def _keys(self, word: str) -> list[tuple[str, float]]:
        """Return the keys that a heard word stands for, with their exactness."""
        keys = [(word, 1.0)]
        if word in self._exact:
            keys.append((f"={word}", 1.0))
        keys += [
            (f"{word[:length]}*", 1.0)
            for length in self._prefix_lengths
            if length <= len(word) and word[:length] in self._prefixes
        ]
        return keys + list(self._mishearing.near(word))

    def matches(self, heard: Heard) -> list[RuleMatch]:
        """Return what stands in `heard`, ordered by place; of one rule's overlapping matches only the best."""
        by_rule: dict[str, list[tuple[_Span, str]]] = defaultdict(list)
        for number in self._index.candidates(frozenset(heard.places)):
            text, part = self._triggers[number]
            if spans := [(span, text) for span in _spans(part, heard)]:
                for rule_id in self._users[text]:
                    by_rule[rule_id] += spans
        found: list[RuleMatch] = []
        for rule_id, candidates in by_rule.items():
            cancelling = self._all_spans(self._unless[rule_id], heard)
            standing = [pair for pair in candidates if not any(_beside(pair[0], other) for other in cancelling)]
            found += [_match(rule_id, text, span, heard) for span, text in _best(standing)]
        return sorted(found, key=lambda match: (match.first_word, match.last_word, match.rule_id))

    def cancelled(self, rule_id: str, heard: Heard) -> list[tuple[str, str]]:
        """Return each trigger of the rule that stands in `heard` and is cancelled, with the `unless` that does it."""
        spans = [
            (span, text)
            for number in self._index.candidates(frozenset(heard.places))
            for text, part in (self._triggers[number],)
            if rule_id in self._users[text]
            for span in _spans(part, heard)
        ]
        unless = zip(self._unless_texts.get(rule_id, ()), self._unless.get(rule_id, []), strict=True)
        others = [(other, text) for text, part in unless for other in _spans(part, heard)]
        return [(trigger, text) for span, trigger in spans for other, text in others if _beside(span, other)]

    def repairs(self, rule_id: str, heard: Heard) -> list[RuleMatch]:
        """Return where `heard` makes a breach of the rule good again."""
        spans = self._all_spans(self._repairs.get(rule_id, []), heard)
        return [_match(rule_id, "", span, heard) for span in sorted(spans, key=lambda span: (span.start, span.end))]

    def judge_text(self, text: str) -> list[RuleMatch]:
        """Return the matches in one finished utterance given as text."""
        return self.matches(self.hear(text.split()))

    @staticmethod
    def _all_spans(parts: Sequence[Part], heard: Heard) -> list[_Span]:
        return [span for part in parts for span in _spans(part, heard)]


def _spans(part: Part, heard: Heard) -> Iterator[_Span]:
    """Yield the matches of one pattern that do not overlap, the earliest ending first."""
    after = 0
    for end, (start, exactness) in sorted(part.advance(heard.anywhere, heard).items()):
        if start >= after and end > start and exactness >= MIN_EXACTNESS:
            yield _Span(start, end, exactness)
            after = end


def _beside(span: _Span, other: _Span) -> bool:
    return other.start < span.end + BESIDE_WORDS + 1 and span.start < other.end + BESIDE_WORDS + 1


def _best(spans: list[tuple[_Span, str]]) -> list[tuple[_Span, str]]:
    """Return the most exact, then longest, of overlapping matches."""
    chosen: list[tuple[_Span, str]] = []
    for span, text in sorted(
        spans, key=lambda pair: (-pair[0].exactness, pair[0].start - pair[0].end, pair[0].start, pair[1])
    ):
        if all(span.end <= other.start or other.end <= span.start for other, _ in chosen):
            chosen.append((span, text))
    return chosen


def _match(rule_id: str, trigger: str, span: _Span, heard: Heard) -> RuleMatch:
    return RuleMatch(rule_id, trigger, heard.origin[span.start], heard.origin[span.end - 1], round(span.exactness, 3))
