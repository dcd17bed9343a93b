"""Finds the triggers of a rulebook in what the agent said.

Place in the flow: compiled once from a `Rulebook`; `judge` asks it at every partial and final. Pure: the same words
give the same matches. Its cost grows with the words heard and the triggers that share their rare words, hardly with
the size of the rulebook (benchmarks/bench_matching.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from coaching.rulebook.mishearing import Mishearing
from coaching.rulebook.normalise import normalise
from coaching.rulebook.patterns import Heard, Part
from coaching.rulebook.schema import Rulebook
from coaching.rulebook.trigger_index import Candidates, TriggerIndex
from coaching.rulebook.word_classes import word_classes

BESIDE_WORDS: Final = 3
"""An `unless` this many words away from a trigger still cancels it."""
MIN_EXACTNESS: Final = 0.63
"""Below this too many words were guessed: two good guesses pass, three do not."""
_CACHED_WORDS: Final = 4_096


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


@dataclass(frozen=True, slots=True)
class _Begun:
    """What stands in the beginning of an utterance that goes on: the next partial mostly adds words to it."""

    words: tuple[str, ...] = ()
    """Normalised."""
    keys: frozenset[str] = frozenset()
    candidates: Candidates = field(default_factory=Candidates)
    spans: Mapping[int, tuple[_Span, ...]] = field(default_factory=dict)
    """Trigger → where it stands."""


class Matcher:
    """The compiled triggers of one rulebook.

    Keeps what stood in the last partial, because the next one mostly adds words; that changes no answer, so one matcher
    serves any number of sessions and threads.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        """Compile `rulebook`; raises `TriggerError` when a trigger cannot be read (the loader has checked that)."""
        compile_ = word_classes(rulebook.word_classes).trigger
        self._users: dict[str, list[str]] = defaultdict(list)
        """Trigger → the rules that have it."""
        for rule in rulebook.rules:
            for text in dict.fromkeys(rule.triggers):
                self._users[text].append(rule.id)
        self._company_triggers = rulebook.company_triggers
        self._at_once = frozenset(rule.id for rule in rulebook.rules if rule.timing == "immediate")
        self._triggers = [(text, compile_(text)) for text in self._users]
        unless = {texts: _Cancelling(texts, compile_) for texts in {rule.unless for rule in rulebook.rules}}
        self._unless = {rule.id: unless[rule.unless] for rule in rulebook.rules}
        self._repairs = {rule.id: [compile_(text) for text in rule.repairs] for rule in rulebook.rules}
        self._index = TriggerIndex([part for _, part in self._triggers])
        parts = [part for _, part in self._triggers]
        parts += [part for cancelling in unless.values() for part in cancelling.parts]
        parts += [part for repairs in self._repairs.values() for part in repairs]
        keys = {key for part in parts for key in part.vocabulary()}
        self._exact = frozenset(key[1:] for key in keys if key[0] == "=")
        self._prefixes = frozenset(key[:-1] for key in keys if key[-1] == "*")
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._mishearing = Mishearing(key for key in keys if key[0] != "=" and key[-1] != "*")
        self._keys = lru_cache(maxsize=_CACHED_WORDS)(self._keys_of)
        self._pairs = self._index.pairs.union(*(cancelling.pairs for cancelling in unless.values()))
        self._closings = [part.edge(last=True) for _, part in self._triggers]
        """For each trigger the keys of its last word; None when any word may be the last."""
        self._begun = _Begun()

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
                if pair in self._pairs:
                    places[pair] = {}
            before = [key for key, _ in keys]
        anywhere = {place: (place, 1.0) for place in range(len(plain.words))}
        return Heard(len(plain.words), complete, places, plain.origin, anywhere, words=plain.words)

    def _keys_of(self, word: str) -> tuple[tuple[str, float], ...]:
        """Return the keys that a heard word stands for, with their exactness."""
        keys = [(word, 1.0)]
        if word in self._exact:
            keys.append((f"={word}", 1.0))
        keys += [
            (f"{word[:length]}*", 1.0)
            for length in self._prefix_lengths
            if length <= len(word) and word[:length] in self._prefixes
        ]
        return (*keys, *self._mishearing.near(word))

    def matches(self, heard: Heard) -> list[RuleMatch]:
        """Return what stands in `heard`, ordered by place; of one rule's overlapping matches only the best.

        While the utterance goes on, only rules that count at once are looked for.
        """
        by_rule: dict[str, list[tuple[_Span, str]]] = defaultdict(list)
        for number, spans in self._standing(heard) if heard.complete else self._grown(heard):
            text = self._triggers[number][0]
            for rule_id in self._users[text]:
                if heard.complete or rule_id in self._at_once:
                    by_rule[rule_id] += [(span, text) for span in spans]
        found: list[RuleMatch] = []
        for rule_id, candidates in by_rule.items():
            cancelling = [span for span, _ in self._unless[rule_id].spans(heard)]
            standing = [
                (span, text)
                for span, text in candidates
                if not any(self._cancels(other, span, rule_id, text) for other in cancelling)
            ]
            found += [_match(rule_id, text, span, heard) for span, text in _best(standing)]
        return sorted(found, key=lambda match: (match.first_word, match.last_word, match.rule_id))

    def cancelled(self, rule_id: str, heard: Heard) -> list[tuple[str, str]]:
        """Return each trigger of the rule that stands in `heard` and is cancelled, with the `unless` that does it."""
        spans = [
            (span, text)
            for number, found in self._standing(heard)
            for text in (self._triggers[number][0],)
            if rule_id in self._users[text]
            for span in found
        ]
        others = list(self._unless[rule_id].spans(heard)) if rule_id in self._unless else []
        return [
            (trigger, text)
            for span, trigger in spans
            for other, text in others
            if self._cancels(other, span, rule_id, trigger)
        ]

    def _cancels(self, unless: _Span, span: _Span, rule_id: str, trigger: str) -> bool:
        """Whether an `unless` takes a match away.

        Not where it lies within the fixed words of a company's own trigger: it would take each of its matches away, and
        what a supervisor writes must fire.
        """
        fixed = "<" not in trigger and (rule_id, trigger) in self._company_triggers
        inside = span.start <= unless.start and unless.end <= span.end
        return _beside(span, unless) and not (fixed and inside)

    def repairs(self, rule_id: str, heard: Heard) -> list[RuleMatch]:
        """Return where `heard` makes a breach of the rule good again."""
        spans = [span for part in self._repairs.get(rule_id, []) for span in _spans(part, heard)]
        return [_match(rule_id, "", span, heard) for span in sorted(spans, key=lambda span: (span.start, span.end))]

    def judge_text(self, text: str) -> list[RuleMatch]:
        """Return the matches in one finished utterance given as text."""
        return self.matches(self.hear(text.split()))

    def _standing(self, heard: Heard) -> Iterator[tuple[int, tuple[_Span, ...]]]:
        """Yield each trigger and where it stands in `heard`."""
        for number in self._index.candidates(frozenset(heard.places)):
            if spans := tuple(_spans(self._triggers[number][1], heard)):
                yield number, spans

    def _grown(self, heard: Heard) -> Iterable[tuple[int, tuple[_Span, ...]]]:
        """Return the same for an utterance that goes on, from what stood in its beginning.

        What stands there stays, since no pattern looks ahead; only triggers that can end with a new word are read again.
        """
        begun = self._begun if heard.words[: len(self._begun.words)] == self._begun.words else _Begun()
        keys = frozenset(heard.places)
        candidates = self._index.grown(begun.candidates, begun.keys, keys - begun.keys)
        new_words = {key for word in heard.words[len(begun.words) :] for key, _ in self._keys(word)}
        spans = dict(begun.spans)
        for number in candidates.able:
            text, part = self._triggers[number]
            if self._at_once.isdisjoint(self._users[text]):
                continue
            closing = self._closings[number]
            news = number not in begun.candidates.able or closing is None or not closing.isdisjoint(new_words)
            if news and (found := tuple(_spans(part, heard))):
                spans[number] = found
        # Replaced as a whole, never changed: another thread sees the beginning before or after, and both are right.
        self._begun = _Begun(heard.words, keys, candidates, spans)
        return spans.items()


class _Cancelling:
    """The `unless` patterns of a rule; only those whose words were heard are read."""

    def __init__(self, texts: Sequence[str], compile_: Callable[[str], Part]) -> None:
        """Compile them; raises `TriggerError`."""
        self._texts = texts
        self.parts = [compile_(text) for text in texts]
        self._index = TriggerIndex(self.parts)
        self.pairs = self._index.pairs
        """The pairs of words side by side that matter."""

    def spans(self, heard: Heard) -> Iterator[tuple[_Span, str]]:
        """Yield where one stands, and its text, in the order of the rule file."""
        for number in sorted(self._index.candidates(heard.places.keys())):
            for span in _spans(self.parts[number], heard):
                yield span, self._texts[number]


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
